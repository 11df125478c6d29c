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
    /** Of whoever waits: given under the lock of the places, the smaller comes first; edits leave it as it is. */
    queueNumber: p.integer().nullable(),
    /** Of whoever was declined: what the organisers say about it. */
    declineReason: p.text().nullable(),
    /** When they asked for the place that they have or wait for, by the event's clock. */
    askedAt: p.datetime().defaultRaw('now()'),
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
    /** By whom, where they are listed at all. */
    shownTo: p.enum(['everybody', 'matching', 'categories']).default('everybody'),
    /** Keys of categories. */
    shownCategories: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    confirmedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    { name: 'registration_event_name', properties: ['event', 'name', 'id'] },
    { name: 'registration_event_state', properties: ['event', 'state', 'id'] },
    { name: 'registration_event_country', properties: ['event', 'country', 'id'] },
    { name: 'registration_event_category', properties: ['event', 'category', 'id'] },
    { name: 'registration_event_asked', properties: ['event', 'askedAt', 'id'] },
  ],
  uniques: [
    { name: 'registration_event_person', properties: ['event', 'person'] },
    { name: 'registration_queue', properties: ['event', 'queueNumber'], where: "state = 'waiting'" },
  ],
  checks: [
    {
      name: 'registration_waiting_has_number',
      expression: "(state = 'waiting') = (queue_number is not null)",
    },
  ],
});
export type RegistrationEntity = InferEntity<typeof RegistrationEntity>;
