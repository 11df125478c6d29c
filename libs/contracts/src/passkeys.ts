import { z } from 'zod';
import { Instant, line, Uuid } from './common.js';
import { Me } from './people.js';
import { defineRoute, Nothing } from './route.js';

/** Bytes as WebAuthn writes them in JSON. */
const bytes = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w-]+$/);
const PublicKey = z.literal('public-key');
const Credential = z.object({
  id: bytes(1_400),
  type: PublicKey,
  transports: z.array(z.string()).optional(),
});

/** What the browser is to make a passkey of; as WebAuthn defines it. */
export const PasskeyCreation = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: PublicKey, alg: z.number() })),
  timeout: z.number(),
  attestation: z.literal('none'),
  excludeCredentials: z.array(Credential),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** What the browser is to sign; any passkey of this place will do, so it says nothing of who has one. */
export const PasskeyRequest = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.number(),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

const Attachment = z.enum(['platform', 'cross-platform']).optional().catch(undefined);
const answerOf = <R extends z.ZodType>(response: R) =>
  z.object({
    id: bytes(1_400),
    rawId: bytes(1_400),
    type: PublicKey,
    authenticatorAttachment: Attachment,
    clientExtensionResults: z.object({}).default({}),
    response,
  });
/** A new passkey, as the browser answers. */
export const NewPasskey = answerOf(
  z.object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(40_000),
    transports: z
      .array(
        z
          .string()
          .max(40)
          .regex(/^[\w-]+$/),
      )
      .max(10)
      .optional(),
  }),
);
export type NewPasskey = z.infer<typeof NewPasskey>;
/** What a passkey has signed. */
export const PasskeyProof = answerOf(
  z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: bytes(200).optional(),
  }),
);
export type PasskeyProof = z.infer<typeof PasskeyProof>;

export const mostPasskeys = 20;
export const Passkey = z.object({
  id: Uuid,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  /** Kept by a password manager and there on other devices, too. */
  synced: z.boolean(),
});
export type Passkey = z.infer<typeof Passkey>;

const PasskeyParam = z.object({ passkey: Uuid });
const PasskeyName = line(80);

export const listPasskeys = defineRoute('GET', '/sign-in/passkeys', 'My passkeys', {
  answer: z.object({ passkeys: z.array(Passkey) }),
});
export const preparePasskey = defineRoute('POST', '/sign-in/passkeys/new', 'Begin to make a passkey', {
  answer: PasskeyCreation,
  problems: ['too_many_passkeys', 'too_many_requests'],
});
export const addPasskey = defineRoute('POST', '/sign-in/passkeys', 'Add a passkey that was made just now', {
  body: z.object({ name: PasskeyName, passkey: NewPasskey }),
  answer: Passkey,
  status: 201,
  problems: ['passkey_refused', 'too_many_passkeys', 'too_many_requests'],
});
export const renamePasskey = defineRoute(
  'PATCH',
  '/sign-in/passkeys/:passkey',
  'Call a passkey of mine otherwise',
  {
    params: PasskeyParam,
    body: z.object({ name: PasskeyName }),
    answer: Passkey,
    problems: ['not_found'],
  },
);
export const deletePasskey = defineRoute(
  'DELETE',
  '/sign-in/passkeys/:passkey',
  'Give a passkey of mine up',
  {
    params: PasskeyParam,
    answer: Nothing,
    problems: ['not_found'],
  },
);

export const askForPasskey = defineRoute(
  'POST',
  '/sign-in/passkeys/challenges',
  'Begin to sign in with a passkey',
  {
    access: 'anyone',
    guests: true,
    answer: PasskeyRequest,
    problems: ['too_many_requests'],
  },
);
export const signInByPasskey = defineRoute('POST', '/sign-in/passkeys/sessions', 'Sign in with a passkey', {
  access: 'anyone',
  guests: true,
  body: z.object({ passkey: PasskeyProof }),
  answer: Me,
  problems: ['passkey_refused', 'too_many_requests'],
});
