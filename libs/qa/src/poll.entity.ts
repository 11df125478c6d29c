import { SessionEntity } from '@foyer/agenda';
import { pollKinds, pollSteps } from '@foyer/contracts';
import { Person } from '@foyer/people';
import { defineEntity, p, type InferEntity } from '@mikro-orm/core';

export const PollEntity = defineEntity({
  name: 'Poll',
  tableName: 'poll',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade').index('poll_session'),
    kind: p.enum(pollKinds),
    /** Null: the ready-made rating of the session. */
    question: p.text().nullable(),
    options: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    most: p.integer().default(1),
    state: p.enum(['draft', 'open', 'closed'] as const).default('draft'),
    round: p.integer().default(1),
    shown: p.boolean().default(false),
    openedAt: p.datetime().nullable(),
  },
  uniques: [
    { name: 'poll_shown', properties: ['session'], where: 'shown' },
    { name: 'poll_session_rating', properties: ['session'], where: 'question is null' },
  ],
  checks: [{ name: 'poll_draft_is_not_shown', expression: `NOT (shown AND (state = 'draft'))` }],
});
export type PollEntity = InferEntity<typeof PollEntity>;

/** One answer a person. Counts are read from here and stand nowhere else. */
export const PollAnswerEntity = defineEntity({
  name: 'PollAnswer',
  tableName: 'poll_answer',
  properties: {
    poll: () => p.manyToOne(PollEntity).mapToPk().primary().deleteRule('cascade'),
    person: () => p.manyToOne(Person).mapToPk().primary().deleteRule('cascade').index('poll_answer_person'),
    /** Names an answer to those who must not know the person. */
    number: p.integer().autoincrement(),
    choices: p.array<number>().columnType('int[]').defaultRaw(`'{}'`),
    words: p.array<string>().columnType('text[]').defaultRaw(`'{}'`),
    text: p.text().nullable(),
    at: p.datetime().defaultRaw('now()'),
  },
});
export type PollAnswerEntity = InferEntity<typeof PollAnswerEntity>;

/** Who did what when with which poll. Only ever added to; it outlives the poll. */
export const PollStep = defineEntity({
  name: 'PollStep',
  tableName: 'poll_step',
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    session: () => p.manyToOne(SessionEntity).mapToPk().deleteRule('cascade').index('poll_step_session'),
    /** Null once it is deleted. */
    poll: () => p.manyToOne(PollEntity).mapToPk().nullable().deleteRule('set null').index('poll_step_poll'),
    kind: p.enum(pollKinds),
    /** As it stood; null: the ready-made rating of the session. */
    question: p.text().nullable(),
    /** Null once the moderator's account is gone, and where it went by itself. */
    actor: () => p.manyToOne(Person).mapToPk().nullable().deleteRule('set null').index('poll_step_actor'),
    step: p.enum(pollSteps),
    /** By the clock on the wall, also in a rehearsal. */
    at: p.datetime(),
  },
});
export type PollStep = InferEntity<typeof PollStep>;
