import { languages, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** The words of a purpose. A row is never changed: other words are the next version. */
export const ConsentWording = defineEntity({
  name: 'ConsentWording',
  tableName: 'consent_wording',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    consent: p.string().length(40),
    version: p.integer(),
    title: p.json<LocalisedText>(),
    wording: p.json<LocalisedText>(),
    createdAt: p.datetime(),
  },
  uniques: [{ name: 'consent_wording_version', properties: ['event', 'consent', 'version'] }],
});
export type ConsentWording = InferEntity<typeof ConsentWording>;

/** Somebody agreed, or took it back. Rows are only added: the last one of a purpose says where somebody stands. */
export const ConsentLog = defineEntity({
  name: 'ConsentLog',
  tableName: 'consent_log',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().deleteRule('cascade').index('consent_log_person'),
    consent: p.string().length(40),
    wording: () => p.manyToOne(ConsentWording).mapToPk().deleteRule('cascade').index('consent_log_wording'),
    /** In which the words stood before them. */
    language: p.enum(languages),
    given: p.boolean(),
    cause: p.enum(['form', 'page', 'erasure']),
    /** By the time of day, also in rehearsals. */
    at: p.datetime(),
  },
  indexes: [{ name: 'consent_log_latest', properties: ['event', 'person', 'consent', 'id'] }],
});
export type ConsentLog = InferEntity<typeof ConsentLog>;
