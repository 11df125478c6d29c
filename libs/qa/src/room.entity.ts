import { SessionEntity } from '@foyer/agenda';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Question } from './question.entity.js';

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
  },
});
export type QaRoom = InferEntity<typeof QaRoom>;

export const moderationSteps = [
  'approved',
  'dismissed',
  'answered',
  'opened',
  'closed',
  'by-agenda',
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
    /** By the clock on the wall, also in a rehearsal. */
    at: p.datetime(),
  },
});
export type ModerationStep = InferEntity<typeof ModerationStep>;
