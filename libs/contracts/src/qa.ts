import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, text, Uuid } from './common.js';
import { defineStream } from './stream.js';

export const questionStates = ['pending', 'approved', 'dismissed', 'answered', 'withdrawn'] as const;
export const QuestionState = z.enum(questionStates);
export type QuestionState = z.infer<typeof QuestionState>;

/** Small numbers on the wire: thousands of votes name them. */
export const QuestionId = z.number().int().positive();

export const PublicQuestion = z.object({
  id: QuestionId,
  text: z.string(),
  /** Null when asked anonymously. */
  author: z.string().nullable(),
  state: z.enum(['approved', 'answered']),
  votes: z.number().int(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
});
export type PublicQuestion = z.infer<typeof PublicQuestion>;

/**
 * What moderators see. Votes are not in it: they stand in the public stream, so that a vote is written once.
 * The author of an anonymous question stays unknown here too.
 */
export const DeskQuestion = PublicQuestion.omit({ votes: true }).extend({
  state: QuestionState,
  /** Why it was set aside. */
  reason: z.string().nullable(),
});
export type DeskQuestion = z.infer<typeof DeskQuestion>;

/** What askers see of their own: also while it waits, and why it was set aside. */
export const OwnQuestion = DeskQuestion.pick({
  id: true,
  text: true,
  state: true,
  reason: true,
  askedAt: true,
});
export type OwnQuestion = z.infer<typeof OwnQuestion>;

const SessionParam = z.object({ session: Uuid });
export const RoomState = z.object({
  /** As a moderator has said; null: by the agenda, open while the session runs. */
  open: z.boolean().nullable(),
  /** All that were asked and not taken back: counts expose nobody. */
  asked: z.number().int(),
  answered: z.number().int(),
});
export type RoomState = z.infer<typeof RoomState>;

export const questionsStream = defineStream('qa/{session}', 'Approved questions with their votes', {
  params: SessionParam,
  entries: { question: PublicQuestion, room: RoomState },
});
export const deskStream = defineStream('qa-desk/{session}', 'All questions, for moderators', {
  params: SessionParam,
  entries: { question: DeskQuestion, room: RoomState },
});
export const ownQuestionsStream = defineStream(
  'qa-own/{session}/{person}',
  'One person’s own questions, told of as they change; and votes, as they are when following begins',
  {
    params: SessionParam.extend({ person: Uuid }),
    entries: { question: OwnQuestion, vote: z.object({ up: z.literal(true) }) },
  },
);

const ById = z.object({ question: QuestionId });
export const askQuestion = defineCommand('Ask a question', {
  input: z.object({ session: Uuid, text: text(300), anonymous: z.boolean().default(false) }),
  answer: OwnQuestion,
});
export const withdrawQuestion = defineCommand('Take one’s own waiting question back', {
  input: ById,
  answer: OwnQuestion,
});
/** Says the wanted state: a repeat is harmless. */
export const voteQuestion = defineCommand('Upvote a question, or take the vote back', {
  input: ById.extend({ up: z.boolean() }),
  /** `rev`: from this revision of the public stream on, its count holds the vote. */
  answer: z.object({ up: z.boolean(), rev: z.number().int() }),
});
export const approveQuestion = defineCommand(
  'Publish a question: waiting, set aside, or answered too early',
  {
    input: ById,
    answer: DeskQuestion,
  },
);
export const dismissQuestion = defineCommand('Set a question aside, with a reason', {
  input: ById.extend({ reason: line(200) }),
  answer: DeskQuestion,
});
export const answerQuestion = defineCommand('Mark a question answered', {
  input: ById,
  answer: DeskQuestion,
});
export const openQuestions = defineCommand('Open or close questions in a session', {
  /** Null: by the agenda again. */
  input: z.object({ session: Uuid, open: z.boolean().nullable() }),
  answer: RoomState,
});
