import {
  changeKinds,
  type ChangeNames,
  type LocalisedText,
  type ReleaseChange,
  type SessionDetails,
  type SessionField,
} from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

/** The agenda as it was put into force once, under a name. */
export const ReleaseEntity = defineEntity({
  name: 'Release',
  tableName: 'release',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    event: () => p.manyToOne(EventEntity).mapToPk().deleteRule('cascade'),
    /** Counted from 1 within the event. */
    number: p.integer(),
    name: p.json<LocalisedText>(),
    note: p.json<LocalisedText>().nullable(),
    /** What everybody may read of it: without sessions for organisers alone. */
    changelog: p.json<ReleaseChange[]>(),
    names: p.json<ChangeNames>(),
    releasedBy: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('release_by'),
    releasedAt: p.datetime(),
  },
  uniques: [{ name: 'release_number', properties: ['event', 'number'] }],
  checks: [{ name: 'release_named', expression: "name <> '{}'" }],
});
export type ReleaseEntity = InferEntity<typeof ReleaseEntity>;

/** What a release did to one session, whoever may see it: from this those who are affected are told. */
export const ReleaseChangeEntity = defineEntity({
  name: 'ReleaseChange',
  tableName: 'release_change',
  properties: {
    release: () => p.manyToOne(ReleaseEntity).mapToPk().primary().deleteRule('cascade'),
    /** Not a foreign key: a session that a release removes is gone. */
    session: p.uuid().primary().fieldName('session_id').index('release_change_session'),
    kind: p.enum(changeKinds),
    fields: p.json<SessionField[]>(),
    before: p.json<Partial<SessionDetails>>(),
    after: p.json<Partial<SessionDetails>>(),
  },
});
export type ReleaseChangeEntity = InferEntity<typeof ReleaseChangeEntity>;

/** Whom a release affects, as it was when it was made: a session that it removes takes its stars with it. */
export const ReleaseAudience = defineEntity({
  name: 'ReleaseAudience',
  tableName: 'release_audience',
  properties: {
    release: () => p.manyToOne(ReleaseEntity).mapToPk().primary().deleteRule('cascade'),
    session: p.uuid().primary().fieldName('session_id'),
    person: () =>
      p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('release_audience_person'),
    /** On stage, or in the audience by their own wish; who is both is on stage. */
    part: p.enum(['stage', 'starred'] as const),
  },
});
export type ReleaseAudience = InferEntity<typeof ReleaseAudience>;
