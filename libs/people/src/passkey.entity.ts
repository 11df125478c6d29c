import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Person } from './person.entity.js';

/** A key on somebody's device that signs them in; here is its public half alone. */
export const PasskeyEntity = defineEntity({
  name: 'Passkey',
  tableName: 'passkey',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('passkey_person'),
    /** As its authenticator calls it. */
    credential: p.text().unique('passkey_credential'),
    publicKey: p.blob(),
    /** How often it has signed, where it counts: a copy of it is found out by this. */
    counter: p.bigint('number'),
    transports: p.json<string[]>(),
    synced: p.boolean(),
    name: p.string().length(80),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime().nullable(),
  },
});
export type PasskeyEntity = InferEntity<typeof PasskeyEntity>;

/** What one browser is asked to sign, once; its cookie names the row. With a person: to add a passkey of theirs. */
export const PasskeyChallenge = defineEntity({
  name: 'PasskeyChallenge',
  tableName: 'passkey_challenge',
  properties: {
    tokenHash: p.blob().primary(),
    challenge: p.text(),
    person: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('cascade').index('passkey_challenge_person'),
    expiresAt: p.datetime().index('passkey_challenge_expires'),
  },
});
export type PasskeyChallenge = InferEntity<typeof PasskeyChallenge>;
