import { languages } from '@foyer/contracts';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** An account. It may exist before its first sign-in: imports and invitations make it. */
export const Person = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Lower case; unique. */
    email: p.text().unique('person_email'),
    name: p.text().default(''),
    language: p.enum(languages).default('en'),
    timeZone: p.text().default('Europe/Brussels'),
    /** May create events. */
    organiser: p.boolean().default(false),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
export type Person = InferEntity<typeof Person>;
