import { z } from 'zod';
import { Instant, Language, TimeZone, Uuid } from './common.js';
import { ownPath } from './own-path.js';
import { Me } from './people.js';
import { defineRoute, Nothing } from './route.js';

/** A house whose accounts sign in here, too (OpenID Connect); whoever runs Foyer names them. */
export const Provider = z.object({ id: z.string(), name: z.string() });
export type Provider = z.infer<typeof Provider>;
const ProviderParam = z.object({ provider: z.string().max(40) });

/** An account elsewhere that signs in here. */
export const Identity = z.object({
  id: Uuid,
  /** Of the provider; of one that is not asked any more, its address. */
  name: z.string(),
  /** As its provider called it last. */
  email: z.string().nullable(),
  createdAt: Instant,
  lastUsedAt: Instant,
});
export type Identity = z.infer<typeof Identity>;

export const listProviders = defineRoute('GET', '/sign-in/providers', 'Who else signs people in here', {
  access: 'anyone',
  answer: z.object({ providers: z.array(Provider) }),
});
export const startProviderSignIn = defineRoute(
  'POST',
  '/sign-in/providers/:provider/trips',
  'Begin to sign in at a provider; answers where the browser goes for that',
  {
    access: 'anyone',
    guests: true,
    params: ProviderParam,
    body: z.object({
      /** Where the person was going: a path of our own. Others lead to the first page. */
      next: z.string().max(2_000).transform(ownPath).default('/'),
      language: Language.optional(),
      timeZone: TimeZone.optional(),
    }),
    answer: z.object({ url: z.url() }),
    problems: ['not_found', 'provider_away', 'provider_refused', 'too_many_requests'],
  },
);

/** What the provider has the browser bring back (RFC 6749 4.1.2, RFC 9207). */
export const ProviderAnswer = z.object({
  state: z.string().max(200),
  code: z.string().max(4_000).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
});
export type ProviderAnswer = z.infer<typeof ProviderAnswer>;

export const signInByProvider = defineRoute(
  'POST',
  '/sign-in/providers/:provider/sessions',
  'Sign in with what the provider has answered',
  {
    access: 'anyone',
    guests: true,
    params: ProviderParam,
    body: ProviderAnswer,
    answer: z.object({ me: Me, next: z.string() }),
    problems: [
      ...(['not_found', 'provider_refused', 'provider_unverified', 'provider_away'] as const),
      ...(['identity_taken', 'too_many_requests'] as const),
    ],
  },
);

export const listIdentities = defineRoute(
  'GET',
  '/sign-in/identities',
  'Which accounts elsewhere sign me in',
  {
    answer: z.object({ identities: z.array(Identity) }),
  },
);
export const unlinkIdentity = defineRoute(
  'DELETE',
  '/sign-in/identities/:identity',
  'Have an account elsewhere sign me in no more',
  { params: z.object({ identity: Uuid }), answer: Nothing, problems: ['not_found'] },
);
