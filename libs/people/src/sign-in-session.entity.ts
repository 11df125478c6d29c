import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Person } from './person.entity.js';

/** A signed-in browser. Only the hash of its token is kept; a trigger tells every process when a row goes. */
export const SignInSession = defineEntity({
  name: 'SignInSession',
  tableName: 'sign_in_session',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('sign_in_session_person'),
    tokenHash: p.blob().unique('sign_in_session_token_hash'),
    userAgent: p.text().default(''),
    createdAt: p.datetime().defaultRaw('now()'),
    lastSeenAt: p.datetime().defaultRaw('now()'),
    expiresAt: p.datetime(),
  },
});
export type SignInSession = InferEntity<typeof SignInSession>;
