import { languages, registrationStates } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { OrganisationEntity } from '@foyer/organisations';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** A person's place in an event, and what others there may know of them. */
export const RegistrationEntity = defineEntity({
  name: 'Registration',
  tableName: 'registration',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('registration_person'),
    state: p.enum(registrationStates),
    name: p.text(),
    /** A key of the event's categories. */
    category: p.string().length(80),
    organisation: () => p.manyToOne(OrganisationEntity).mapToPk().index('registration_organisation'),
    country: p.string().length(2),
    jobTitle: p.text().nullable(),
    language: p.enum(languages),
    timeZone: p.text(),
    offers: p.array<string>().columnType('text[]'),
    needs: p.array<string>().columnType('text[]'),
    about: p.text().nullable(),
    /** Found in the directory by others. */
    listed: p.boolean().default(true),
    confirmedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ name: 'registration_event_name', properties: ['event', 'name', 'id'] }],
  uniques: [{ name: 'registration_event_person', properties: ['event', 'person'] }],
});
export type RegistrationEntity = InferEntity<typeof RegistrationEntity>;
