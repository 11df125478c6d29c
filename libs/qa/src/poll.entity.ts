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
    /** Of a text: it is off the screens. */
    hidden: p.boolean().default(false),
    /** The event's word lists hold it, and no moderator has said so. */
    held: p.boolean().default(false),
    at: p.datetime().defaultRaw('now()'),
  },
  checks: [{ name: 'poll_answer_held_is_hidden', expression: 'hidden OR (NOT held)' }],
});
export type PollAnswerEntity = InferEntity<typeof PollAnswerEntity>;

/** What is decided about a word of one poll, whoever gives it and when. No row: it is on the screens like any other. */
export const PollWord = defineEntity({
  name: 'PollWord',
  tableName: 'poll_word',
  properties: {
    poll: () => p.manyToOne(PollEntity).mapToPk().primary().deleteRule('cascade'),
    word: p.text().primary(),
    /** False: a moderator has shown it, and no list holds it any more. */
    hidden: p.boolean(),
    /** The event's word lists hold it, and no moderator has said so. */
    held: p.boolean().default(false),
  },
  checks: [{ name: 'poll_word_held_is_hidden', expression: 'hidden OR (NOT held)' }],
});
export type PollWord = InferEntity<typeof PollWord>;

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
    /** The word or text that it was about; emptied with the answer of who is erased. */
    answer: p.text().nullable(),
    /** Of a text: its number among the answers. */
    number: p.integer().nullable(),
    /** By the clock on the wall, also in a rehearsal. */
    at: p.datetime(),
  },
});
export type PollStep = InferEntity<typeof PollStep>;
