import fs from 'node:fs';
import { z } from 'zod';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Microsoft's addresses for accounts of any house at all: whoever makes one there could claim any mail address. */
const anyTenant = /^https:\/\/login\.microsoftonline\.com\/(common|organizations|consumers)(\/|$)/i;

const Issuer = z
  .url()
  .refine((issuer) => isIssuer(issuer), { error: 'issuer has to be https, without a query or user' })
  .refine((issuer) => !anyTenant.test(new URL(issuer).href), { error: 'issuer has to name one tenant' });
const Domain = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);

/** Who else signs people in here (OpenID Connect), as whoever runs this place sets it. */
const ProviderSetting = z
  .strictObject({
    /** Stands in addresses, also in that which the provider has to know: never change it. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,38}$/),
    /** Shown on the button. */
    name: z.string().trim().min(1).max(60),
    issuer: Issuer,
    clientId: z.string().min(1).max(300),
    clientSecret: z.string().min(1).optional(),
    /** A file that holds nothing but the secret. */
    clientSecretFile: z.string().min(1).optional(),
    /** Mail domains on which it is believed though it says nothing of `email_verified`: the house's own. */
    verifiedDomains: z.array(Domain).max(100).default([]),
  })
  .refine(({ clientSecret, clientSecretFile }) => !clientSecret || !clientSecretFile, {
    error: 'a secret or a file with it, not both',
  })
  .transform(({ clientSecretFile, ...provider }, { addIssue }) => {
    if (clientSecretFile === undefined) return provider;
    const clientSecret = readSecret(clientSecretFile);
    if (!clientSecret) addIssue({ code: 'custom', message: 'the file with the secret cannot be read' });
    return { ...provider, clientSecret };
  });
export type ProviderSetting = Readonly<z.output<typeof ProviderSetting>>;

/** `OIDC_PROVIDERS`: a list as JSON. */
export const Providers = z
  .string()
  .default('[]')
  .transform((text, { addIssue }): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      addIssue({ code: 'custom', message: 'is no JSON' });
      return [];
    }
  })
  .pipe(z.array(ProviderSetting).max(20))
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    error: 'has two providers of one id',
  })
  .refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length, {
    error: 'has two providers of one issuer',
  });

/** Plain http is for one's own machine. */
function isIssuer(issuer: string): boolean {
  const { protocol, hostname, search, hash, username, password } = new URL(issuer);
  if (search || hash || username || password) return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}

function readSecret(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
