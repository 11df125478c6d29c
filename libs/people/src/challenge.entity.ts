import { languages } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * Somebody asked for a sign-in code. The cookie of that browser names the challenge, so a stranger can neither
 * use the code nor use up its tries. Codes are kept as HMAC alone.
 */
export const SignInChallenge = defineEntity({
  name: 'SignInChallenge',
  tableName: 'sign_in_challenge',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    email: p.text(),
    /** Network address that asked, for limits; goes with the row. */
    address: p.text(),
    tokenHash: p.blob().unique('sign_in_challenge_token_hash'),
    /** Set when the mail is written; null before. */
    codeHmac: p.blob().nullable(),
    language: p.enum(languages),
    timeZone: p.text().nullable(),
    tries: p.integer().default(0),
    usedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
  },
  indexes: [
    { name: 'sign_in_challenge_email', properties: ['email', 'createdAt'] },
    { name: 'sign_in_challenge_address', properties: ['address', 'createdAt'] },
  ],
});
export type SignInChallenge = InferEntity<typeof SignInChallenge>;
