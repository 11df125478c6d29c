import { createHmac } from 'node:crypto';
import { Email, line, type ProviderAnswer } from '@foyer/contracts';
import { Problem, type Logger, type ProviderSetting } from '@foyer/platform';
import type * as OpenId from 'openid-client';
import { z } from 'zod';

/** For each question to a provider. */
const patienceSeconds = 5;
/** As OpenID Connect Core 2 has it. */
const Subject = z.string().regex(/^[\x20-\x7e]{1,255}$/);

/** Who somebody is at a provider, after everything about it was checked. */
export interface Known {
  issuer: string;
  subject: string;
  /** In small letters. */
  email: string | null;
  /** Whether the provider vouches for the address. */
  verified: boolean;
  name: string;
}

/** What belongs to one browser's way there and back; all of it follows from the token in its cookie. */
export interface Trip {
  token: string;
  /** Where the provider sends the browser back to. */
  redirectUri: string;
}

/** What is said of one's address; houses that say "true" as a text mean it. */
const True = z.union([z.literal(true), z.literal('true')]);
const Claims = z.object({
  email: Email.optional().catch(undefined),
  email_verified: z.unknown().optional(),
  name: line(120).catch(''),
});

/** What only the browser of the trip, and we by its token, can know: so that the database holds no secret of it. */
const secretOf = (token: string, what: 'state' | 'nonce' | 'verifier'): string =>
  createHmac('sha256', token).update(what).digest('base64url');

/** Whether an answer belongs to the trip of this browser. */
export const isStateOf = (token: string, state: string): boolean => state === secretOf(token, 'state');

/** One provider of OpenID Connect: asks it, and believes of its answers what can be checked. */
export class AskedProvider {
  private found: Promise<{ client: typeof OpenId; config: OpenId.Configuration }> | null = null;

  constructor(
    readonly setting: ProviderSetting,
    private readonly log: Logger,
  ) {}

  /** Where the browser goes. @throws Problem provider_away */
  async addressFor({ token, redirectUri }: Trip): Promise<string> {
    const { client, config } = await this.discovered();
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      response_type: 'code',
      state: secretOf(token, 'state'),
      nonce: secretOf(token, 'nonce'),
      code_challenge: await client.calculatePKCECodeChallenge(secretOf(token, 'verifier')),
      code_challenge_method: 'S256',
    }).href;
  }

  /**
   * Who the provider says has come back. Signature, issuer, audience, times, nonce and state are checked by the library.
   * @throws Problem provider_refused for whatever is not in order; provider_away
   */
  async whoCame({ token, redirectUri }: Trip, answer: ProviderAnswer): Promise<Known> {
    const { client, config } = await this.discovered();
    const cameTo = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer)) cameTo.searchParams.set(name, value);
    return this.asking(async () => {
      const tokens = await client.authorizationCodeGrant(config, cameTo, {
        expectedState: secretOf(token, 'state'),
        expectedNonce: secretOf(token, 'nonce'),
        pkceCodeVerifier: secretOf(token, 'verifier'),
        idTokenExpected: true,
      });
      const said = tokens.claims();
      if (!said) throw new Problem('provider_refused', this.params);
      const subject = Subject.parse(said.sub);
      // Some tell of the address only when they are asked for it; then what is said of it counts there, too.
      const asks = said['email'] === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
      const claims = Claims.parse(
        asks ? await client.fetchUserInfo(config, tokens.access_token, subject) : said,
      );
      const email = claims.email ?? null;
      return {
        ...{ issuer: said.iss, subject, email, name: claims.name },
        verified: email !== null && this.isVerified(email, claims.email_verified),
      };
    });
  }

  private isVerified(email: string, said: unknown): boolean {
    if (said !== undefined) return True.safeParse(said).success;
    return this.setting.verifiedDomains.includes(email.slice(email.lastIndexOf('@') + 1));
  }

  /** Asked when it is needed for the first time, and again after a failure. The library, too: most houses have no provider. */
  private discovered(): NonNullable<typeof this.found> {
    this.found ??= this.asking(async () => {
      const client = await import('openid-client');
      const { issuer, clientId, clientSecret } = this.setting;
      const config = await client.discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret === undefined ? client.None() : byWhatItTakes(client, clientSecret),
        {
          timeout: patienceSeconds,
          execute: [
            // Also of what came straight from the provider the signature is looked at.
            client.enableNonRepudiationChecks,
            // The settings take plain http on this machine alone.
            ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : []),
          ],
        },
      );
      return { client, config };
    }).catch((error: unknown) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }

  /** Says of failures no more than whether it was there at all; who runs this place finds in the log what it was. */
  private async asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Problem) throw error;
      this.log.warn({ provider: this.setting.id, ...codesOf(error) }, 'a provider of sign-in failed');
      throw new Problem(isAway(error) ? 'provider_away' : 'provider_refused', this.params);
    }
  }

  private get params() {
    return { name: this.setting.name };
  }
}

/** By the form if it takes that; who says nothing takes the header (OpenID Connect Discovery 3). */
function byWhatItTakes(client: typeof OpenId, secret: string): OpenId.ClientAuth {
  const [byForm, byHeader] = [client.ClientSecretPost(secret), client.ClientSecretBasic(secret)];
  return (server, ...request) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ? byForm : byHeader)(
      server,
      ...request,
    );
}

/** Names of what went wrong, never what was said: claims and addresses stay out of the log. */
function codesOf(error: unknown): { name?: string; code?: string; oauth?: string } {
  if (!(error instanceof Error)) return {};
  const text = (key: 'code' | 'error'): string | undefined => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value.slice(0, 80) : undefined;
  };
  const [code, oauth] = [text('code'), text('error')];
  return { name: error.name, ...(code ? { code } : {}), ...(oauth ? { oauth } : {}) };
}

/** Nobody answered, too slowly, or with a failure of its own. */
function isAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'TimeoutError' || cause.message === 'fetch failed') return true;
    if (cause.cause instanceof Response) return cause.cause.status >= 500;
  }
  return false;
}
