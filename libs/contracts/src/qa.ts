import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, text, Uuid } from './common.js';
import { defineStream } from './stream.js';

export const questionStates = [
  'pending',
  'approved',
  'dismissed',
  'answered',
  'withdrawn',
  /** United with another, which stands for both. */
  'merged',
] as const;
export const QuestionState = z.enum(questionStates);
export type QuestionState = z.infer<typeof QuestionState>;

/** Small numbers on the wire: thousands of votes name them. */
export const QuestionId = z.int32().positive();

export const markKinds = ['word', 'link'] as const;
export const MarkKind = z.enum(markKinds);
export type MarkKind = z.infer<typeof MarkKind>;
export const QuestionMark = z.object({ kind: MarkKind, text: z.string() });
export type QuestionMark = z.infer<typeof QuestionMark>;

/** Reasons for setting a question aside that have words in every language. */
export const usualReasons = ['asked', 'topic', 'time', 'manners'] as const;
export const UsualReason = z.enum(usualReasons);
export type UsualReason = z.infer<typeof UsualReason>;

export const PublicQuestion = z.object({
  id: QuestionId,
  text: z.string(),
  /** Null when asked anonymously. */
  author: z.string().nullable(),
  /** Which organisation the asker came for when asking; null for who is not named. */
  organisation: z.string().nullable(),
  state: z.enum(['approved', 'answered']),
  votes: z.number().int(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  /** Kept on top by a moderator. */
  pinned: z.boolean(),
  /** The one that is being answered at this moment. */
  answering: z.boolean(),
  /** An answer in writing. */
  reply: z.string().nullable(),
  /** Asked by a guest: the name is one that nobody has checked. */
  guest: z.boolean().default(false),
  /** The speaker of the session whom it is for. */
  assigned: Uuid.nullable(),
});
export type PublicQuestion = z.infer<typeof PublicQuestion>;

/**
 * What moderators see. Votes are not in it: they stand in the public stream, so that a vote is written once.
 * The author of an anonymous question stays unknown here too.
 */
export const DeskQuestion = PublicQuestion.omit({ votes: true }).extend({
  state: QuestionState,
  /** Why it was set aside, in a moderator’s own words. */
  reason: z.string().nullable(),
  /** Why, where it was for one of the usual reasons: its words are in the language of whoever reads them. */
  usualReason: UsualReason.nullable().default(null),
  /** As it was asked, where a moderator has edited it. */
  original: z.string().nullable(),
  /** The question that stands for it. */
  mergedInto: QuestionId.nullable(),
  /** Moderators' own words for it: nobody else is told. */
  tags: z.array(z.string()),
  /** What its asker wrote that the event's lists hold questions for: words as the lists have them, and links. */
  marks: z.array(QuestionMark),
  /** It waits, where others are public at once, because of them. */
  held: z.boolean(),
  /** Counts its changes: a moderator's step says which of them it has seen. */
  version: z.number().int(),
});
export type DeskQuestion = z.infer<typeof DeskQuestion>;

/** What a moderator's step is answered with. */
export const ModeratedQuestion = DeskQuestion.extend({
  /** Which step it was, for undoing this one and no other. Not in answers that were kept before there was one. */
  step: z.int().positive().optional(),
});
export type ModeratedQuestion = z.infer<typeof ModeratedQuestion>;

/** What askers see of their own: also while it waits, and why it was set aside. */
export const OwnQuestion = DeskQuestion.pick({
  id: true,
  text: true,
  state: true,
  reason: true,
  usualReason: true,
  original: true,
  mergedInto: true,
  askedAt: true,
}).extend({
  /** What became of the question that stands for it in the end; null while it stands for itself. */
  fate: z
    .object({
      state: QuestionState,
      reason: z.string().nullable(),
      usualReason: UsualReason.nullable().default(null),
      reply: z.string().nullable(),
    })
    .nullable()
    .default(null),
  /** What makes it wait, where others are public at once; nothing of what exactly. */
  heldFor: z.array(MarkKind),
});
export type OwnQuestion = z.infer<typeof OwnQuestion>;

/** Which question a moderator has before them, by the moderator's id. */
export const Looking = z.object({
  name: z.string(),
  question: QuestionId,
  /** Said anew every minute: whoever has fallen silent is gone. */
  at: Instant,
});
export type Looking = z.infer<typeof Looking>;

const SessionParam = z.object({ session: Uuid });
/** What moderators set for a room. */
export const RoomRules = z.object({
  /** Whether a moderator reads questions before everybody does. */
  moderated: z.boolean(),
  /** So many questions may one person ask; null: any number. */
  perPerson: z.number().int().nullable(),
  /** So long a person waits between two questions; null: not at all. */
  slowSeconds: z.number().int().nullable(),
  /** Whether everybody is asked how the session was as soon as it has ended. */
  rateAtEnd: z.boolean(),
  /** Whether people may applaud. */
  reactions: z.boolean(),
  /** Whether people may ask without their name. */
  anonymous: z.boolean(),
});
export type RoomRules = z.infer<typeof RoomRules>;
export const RoomState = z.object({
  /** As a moderator has said; null: by the agenda, open while the session runs. */
  open: z.boolean().nullable(),
  /** All that were asked and not taken back: counts expose nobody. */
  asked: z.number().int(),
  answered: z.number().int(),
  merged: z.number().int(),
  aside: z.number().int(),
  ...RoomRules.shape,
  // Changes from before there was such a rule do not say it.
  anonymous: RoomRules.shape.anonymous.default(true),
});
export type RoomState = z.infer<typeof RoomState>;

export const questionsStream = defineStream('qa/{session}', 'Approved questions with their votes', {
  guests: true,
  params: SessionParam,
  entries: {
    question: PublicQuestion,
    room: RoomState,
    /** Where votes for questions that were public now count. */
    merged: z.object({ into: QuestionId }),
  },
});
export const deskStream = defineStream('qa-desk/{session}', 'All questions, for moderators', {
  params: SessionParam,
  entries: { question: DeskQuestion, room: RoomState, looking: Looking },
});
export const ownQuestionsStream = defineStream(
  'qa-own/{session}/{person}',
  'One person’s own questions, told of as they change; and votes, as they are when following begins',
  {
    guests: true,
    params: SessionParam.extend({ person: Uuid }),
    entries: { question: OwnQuestion, vote: z.object({ up: z.literal(true) }) },
  },
);

const ById = z.object({ question: QuestionId });
export const askQuestion = defineCommand('Ask a question', {
  guests: true,
  input: z.object({ session: Uuid, text: text(300), anonymous: z.boolean().default(false) }),
  answer: OwnQuestion,
});
export const withdrawQuestion = defineCommand('Take one’s own waiting question back', {
  guests: true,
  input: ById,
  answer: OwnQuestion,
});
/** Says the wanted state: a repeat is harmless. */
export const voteQuestion = defineCommand('Upvote a question, or take the vote back', {
  guests: true,
  input: ById.extend({ up: z.boolean() }),
  /** `rev`: from this revision of the public stream on, its count holds the vote. */
  answer: z.object({ up: z.boolean(), rev: z.number().int() }),
});
export const approveQuestion = defineCommand(
  'Publish a question: waiting, set aside, or answered too early',
  {
    /** With the version that the moderator has read: one that was changed since is refused. */
    input: ById.extend({ version: z.int32().optional() }),
    answer: ModeratedQuestion,
  },
);
export const dismissQuestion = defineCommand('Set a question aside, with a reason', {
  // One's own words, or a usual reason, which every reader has in their language.
  input: z.union([ById.extend({ reason: line(200) }), ById.extend({ usual: UsualReason })]),
  answer: ModeratedQuestion,
});
export const answerQuestion = defineCommand('Mark a question answered', {
  input: ById,
  answer: ModeratedQuestion,
});
export const openQuestions = defineCommand('Open or close questions in a session', {
  /** Null: by the agenda again. */
  input: z.object({ session: Uuid, open: z.boolean().nullable() }),
  answer: RoomState,
});
