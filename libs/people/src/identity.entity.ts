import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Person } from './person.entity.js';

/** An account at a provider (OpenID Connect) that signs somebody in here. */
export const IdentityEntity = defineEntity({
  name: 'Identity',
  tableName: 'identity',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade'),
    issuer: p.text(),
    /** Who it is there, for ever; an address of mail may be given to somebody else. */
    subject: p.text(),
    /** As the provider called it last; for its owner to know it by. */
    email: p.text().nullable(),
    createdAt: p.datetime(),
    lastUsedAt: p.datetime(),
  },
  uniques: [
    { name: 'identity_subject', properties: ['issuer', 'subject'] },
    // Whoever gets the address of somebody who has left that house does not get their account here with it.
    { name: 'identity_person', properties: ['person', 'issuer'] },
  ],
});
export type IdentityEntity = InferEntity<typeof IdentityEntity>;

/** A browser that is on its way to a provider and back, once; its cookie names the row. */
export const ProviderTrip = defineEntity({
  name: 'ProviderTrip',
  tableName: 'provider_trip',
  properties: {
    tokenHash: p.blob().primary(),
    provider: p.text(),
    /** Where the person was going. */
    next: p.text(),
    language: p.text().nullable(),
    timeZone: p.text().nullable(),
    expiresAt: p.datetime().index('provider_trip_expires'),
  },
});
export type ProviderTrip = InferEntity<typeof ProviderTrip>;
