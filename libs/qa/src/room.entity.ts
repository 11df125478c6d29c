import { SessionEntity } from '@foyer/agenda';
import { usualReasons, type RulesChange } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { AnnouncementEntity } from './announcement.entity.js';
import { Question, type Remembered } from './question.entity.js';

/**
 * The questions of one session. Whoever asks or moderates there locks this row first: the counts that are told
 * are right, and nobody waits for each other in a circle.
 */
export const QaRoom = defineEntity({
  name: 'QaRoom',
  tableName: 'qa_room',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    /** As a moderator has said; null: by the agenda. */
    open: p.boolean().nullable(),
    /** Whether a moderator reads questions before everybody does. */
    moderated: p.boolean().default(true),
    /** So many questions may one person ask; null: any number. */
    perPerson: p.integer().nullable(),
    /** So long a person waits between two questions; null: not at all. */
    slowSeconds: p.integer().nullable(),
    /** Whether everybody is asked how the session was as soon as it has ended. */
    rateAtEnd: p.boolean().default(true),
    /** Whether people may applaud. */
    reactions: p.boolean().default(true),
    /** Whether people may ask without their name. */
    anonymous: p.boolean().default(true),
  },
  checks: [
    { name: 'qa_room_per_person_positive', expression: 'per_person > 0' },
    { name: 'qa_room_slow_positive', expression: 'slow_seconds > 0' },
  ],
});
export type QaRoom = InferEntity<typeof QaRoom>;

export const moderationSteps = [
  'approved',
  'dismissed',
  'answered',
  'opened',
  'closed',
  'by-agenda',
  'edited',
  'pinned',
  'unpinned',
  'answering',
  'not-answering',
  'replied',
  'merged',
  'unmerged',
  'assigned',
  'unassigned',
  'tagged',
  'undone',
  'rules',
  'announced',
  'announcement-withdrawn',
] as const;

/** Who did what when to whose question, and why. Only ever added to. */
export const ModerationStep = defineEntity({
  name: 'ModerationStep',
  tableName: 'moderation_step',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    session: () =>
      p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade').index('moderation_step_session'),
    /** Null for a step that concerns the whole room. */
    question: () =>
      p.manyToOne(Question).mapToPk().nullable().deleteRule('cascade').index('moderation_step_question'),
    /** Null once the moderator's account is gone. */
    actor: () =>
      p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('moderation_step_actor'),
    step: p.enum(moderationSteps),
    reason: p.text().nullable(),
    usualReason: p.enum(usualReasons).nullable(),
    /** What it has changed of the room's rules. */
    rules: p.json<RulesChange>().nullable(),
    /** The question's tags after it, where it has changed them. */
    tags: p.array<string>().columnType('text[]').nullable(),
    /** The question before it, for undoing; null for what has no way back. */
    before: p.json<Remembered>().nullable(),
    /** The question's version after it: what has changed since cannot be undone. */
    version: p.integer().nullable(),
    /** The other question that it concerned: united with, or answered until then. */
    other: () =>
      p.manyToOne(Question).mapToPk().nullable().deleteRule('set null').index('moderation_step_other'),
    announcement: () =>
      p
        .manyToOne(AnnouncementEntity)
        .mapToPk()
        .nullable()
        .deleteRule('set null')
        .index('moderation_step_announcement'),
    /** The step that this one undoes. */
    undoes: p.bigint('number').nullable(),
    /** By the clock on the wall, also in a rehearsal. */
    at: p.datetime(),
  },
  // No step is undone twice.
  uniques: [{ name: 'moderation_step_undoes', properties: ['undoes'] }],
});
export type ModerationStep = InferEntity<typeof ModerationStep>;

/** Which question a moderator has before them, so that two do not work on the same one. */
export const DeskLook = defineEntity({
  name: 'DeskLook',
  tableName: 'desk_look',
  properties: {
    session: () => p.manyToOne(SessionEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('desk_look_person'),
    question: () => p.manyToOne(Question).mapToPk().deleteRule('cascade').index('desk_look_question'),
    /** By the clock on the wall. */
    at: p.datetime(),
  },
});
export type DeskLook = InferEntity<typeof DeskLook>;
