import { createHash, createHmac, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

type Said = Record<string, unknown>;
/** One who signs in there; what the provider says of them. */
export interface Account {
  sub: string;
  email?: string;
  email_verified?: unknown;
  name?: string;
}

/** A provider of OpenID Connect on the loopback, which says whatever a test has it say. */
export interface TestProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who is signed in there; whoever is sent there comes back as them. */
  account: Account;
  /** What its tokens say otherwise than they should. */
  claims: Said;
  /** How it signs otherwise than it should. */
  signs: 'well' | 'with another key' | 'with nothing' | 'with its public key';
  /** What it says otherwise on the way back, `iss` for one; undefined leaves a word out. */
  answers: Record<string, string | undefined>;
  /** Tells of the address only where it is asked for it. */
  shy: boolean;
  /** Takes a code any number of times. */
  careless: boolean;
  /** `silent`: takes connections and never answers. */
  state: 'there' | 'silent' | 'broken';
  stop(): Promise<void>;
}

interface Grant {
  account: Account;
  nonce: string;
  challenge: string;
  redirectUri: string;
}

/** @param clientId by which Foyer is known to it */
export async function aProvider(clientId = 'foyer'): Promise<TestProvider> {
  const own = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const kid = randomUUID();
  const grants = new Map<string, Grant>();
  const accounts = new Map<string, Account>();
  const basic = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

  async function idToken({ account, nonce }: Grant): Promise<string> {
    const seconds = Math.floor(Date.now() / 1_000);
    const claims = {
      ...{ iss: provider.issuer, aud: clientId, nonce, iat: seconds, exp: seconds + 300 },
      ...(provider.shy ? { sub: account.sub } : account),
      ...provider.claims,
    };
    if (provider.signs === 'with nothing') return `${basic({ alg: 'none', typ: 'JWT' })}.${basic(claims)}.`;
    if (provider.signs === 'with its public key') {
      const signed = `${basic({ alg: 'HS256', kid })}.${basic(claims)}`;
      const key = await exportSPKI(own.publicKey);
      return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
    }
    const { privateKey } = provider.signs === 'well' ? own : stranger;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  }

  /** RFC 6749 4.1.3 and RFC 7636: once, with the secret, the address and the verifier of whoever set out. */
  async function tokens(form: URLSearchParams): Promise<Said | null> {
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    if (!provider.careless) grants.delete(code);
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== verifier || grant.redirectUri !== form.get('redirect_uri')) return null;
    if (form.get('client_secret') !== provider.clientSecret) return null;
    const access = randomUUID();
    accounts.set(access, grant.account);
    return { access_token: access, token_type: 'Bearer', expires_in: 300, id_token: await idToken(grant) };
  }

  /** Whoever is sent here is signed in at once. */
  function wayBack(query: URLSearchParams): string {
    const code = randomUUID();
    const redirectUri = query.get('redirect_uri') ?? '';
    grants.set(code, {
      account: provider.account,
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
      redirectUri,
    });
    const back = new URL(redirectUri);
    const words = { code, state: query.get('state') ?? '', iss: provider.issuer, ...provider.answers };
    for (const [name, value] of Object.entries(words))
      if (value !== undefined) back.searchParams.set(name, value);
    return back.href;
  }

  const server = http.createServer((request, response) => {
    if (provider.state === 'silent') return;
    const json = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    };
    if (provider.state === 'broken') return json(502, { error: 'temporarily_unavailable' });
    const { pathname, searchParams } = new URL(request.url ?? '/', provider.issuer);
    if (pathname === '/authorize')
      return void response.writeHead(302, { location: wayBack(searchParams) }).end();
    if (pathname === '/keys')
      return void exportJWK(own.publicKey).then((key) =>
        json(200, { keys: [{ ...key, kid, alg: 'RS256', use: 'sig' }] }),
      );
    if (pathname === '/me') {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      return json(200, accounts.get(token) ?? {});
    }
    if (pathname === '/token') {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        void tokens(new URLSearchParams(body)).then((made) =>
          made ? json(200, made) : json(400, { error: 'invalid_grant' }),
        );
      });
      return;
    }
    json(200, {
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/authorize`,
      token_endpoint: `${provider.issuer}/token`,
      userinfo_endpoint: `${provider.issuer}/me`,
      jwks_uri: `${provider.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post'],
      authorization_response_iss_parameter_supported: true,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const provider: TestProvider = {
    issuer: `http://127.0.0.1:${port}`,
    clientId,
    clientSecret: 'a secret of the provider',
    account: { sub: 'nobody' },
    claims: {},
    signs: 'well',
    answers: {},
    shy: false,
    careless: false,
    state: 'there',
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}
