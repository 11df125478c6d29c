import { languages } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/**
 * An account, or a guest of an event. Accounts may exist before their first sign-in: imports and invitations make them.
 */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Lower case; unique. Guests alone have none. */
    email: p.text().nullable().unique('person_email'),
    name: p.text().default(''),
    language: p.enum(languages).default('en'),
    timeZone: p.text().default('Europe/Brussels'),
    /** Came in without an account, for the live rooms of an event. */
    guest: p.boolean().default(false),
    /** May create events. */
    organiser: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'person_guest_has_no_email', expression: 'guest = (email IS NULL)' }],
});
export type Person = InferEntity<typeof Person>;
/** A person who has an account. */
export type Account = Person & { email: string };
