import { z } from 'zod';
import { defineCommand } from './command.js';
import { Instant, line, text, Uuid } from './common.js';
import { defineStream } from './stream.js';

export const pollKinds = ['single', 'multiple', 'rating', 'words', 'text'] as const;
export const PollKind = z.enum(pollKinds);
export type PollKind = z.infer<typeof PollKind>;
/** From 1 to so many. */
export const ratingSteps = 5;
export const mostWords = 5;
export const mostOptions = 10;

export const Poll = z.object({
  id: Uuid,
  kind: PollKind,
  /** Null: how the session was. It is ready-made, and everybody reads it in their own language. */
  question: z.string().nullable(),
  /** What there is to choose from; empty for other kinds. */
  options: z.array(z.string()),
  /** How many options or words one person may give. */
  most: z.number().int(),
  state: z.enum(['draft', 'open', 'closed']),
  /** One more every time it opens again. It is in the name of the stream of results. */
  round: z.number().int(),
  /** Whether the stage screen shows it. */
  shown: z.boolean(),
  openedAt: Instant.nullable(),
});
export type Poll = z.infer<typeof Poll>;

/** One person’s answer: options by their place (a rating’s steps from 0), or words, or a text. */
export const PollAnswer = z.object({
  choices: z.array(z.number().int().min(0).max(9)).max(mostOptions).default([]),
  words: z.array(line(40)).max(mostWords).default([]),
  text: text(300).nullable().default(null),
});
export type PollAnswer = z.infer<typeof PollAnswer>;

export const PollResult = z.object({
  /** How many have answered. */
  total: z.number().int(),
  /** By option, or by step of a rating. */
  counts: z.array(z.number().int()),
  /** The most frequent words. */
  words: z.array(z.object({ word: z.string(), count: z.number().int() })),
});
export type PollResult = z.infer<typeof PollResult>;

const SessionParam = z.object({ session: Uuid });
export const pollsStream = defineStream('polls/{session}', 'Polls that are open or closed, without results', {
  guests: true,
  params: SessionParam,
  entries: { poll: Poll },
});
export const pollDeskStream = defineStream('poll-desk/{session}', 'Also drafts, for moderators', {
  params: SessionParam,
  entries: { poll: Poll },
});
export const pollResultsStream = defineStream(
  'poll-results/{poll}/{round}',
  'Results: for who has answered, for everybody once the poll is closed, and for moderators',
  {
    guests: true,
    params: z.object({ poll: Uuid, round: z.string().regex(/^[1-9]\d{0,5}$/) }),
    /** `text` by a number that names nobody. */
    entries: { result: PollResult, text: z.object({ text: z.string() }) },
  },
);
export const pollAnswersStream = defineStream(
  'poll-own/{session}/{person}',
  'What one person has answered, as it is when following begins',
  { guests: true, params: SessionParam.extend({ person: Uuid }), entries: { answer: PollAnswer } },
);
/** Whether the event’s word lists hold it, and no moderator has said so. */
const held = z.boolean();
export const pollAsideStream = defineStream(
  'poll-aside/{poll}',
  'Answers that are off the screens, for moderators',
  {
    params: z.object({ poll: Uuid }),
    /** `word` by the word in quotes, `text` by the number that it has among the results. */
    entries: {
      word: z.object({ word: z.string(), held }),
      text: z.object({ text: z.string(), held }),
    },
  },
);

const ById = z.object({ poll: Uuid });
export const createPoll = defineCommand('Prepare a poll', {
  input: z.object({
    session: Uuid,
    kind: PollKind,
    question: line(200),
    options: z.array(line(120)).max(mostOptions).default([]),
    most: z.number().int().min(1).max(mostOptions).default(1),
  }),
  answer: Poll,
});
/** Says the wanted state: a repeat is harmless. */
export const openPoll = defineCommand('Open a poll, close it, or open it again', {
  input: ById.extend({ open: z.boolean() }),
  answer: Poll,
});
export const showPoll = defineCommand('Show a poll on the stage screen, or no longer', {
  input: ById.extend({ shown: z.boolean() }),
  answer: Poll,
});
/** Says the wanted state: a repeat is harmless. */
export const hideAnswer = defineCommand('Take a word or a text of a poll off the screens, or show it again', {
  input: ById.extend({
    /** A word as it stands in the results, or the number of a text. */
    answer: line(40),
    hidden: z.boolean(),
  }),
  answer: z.object({}),
});
export const deletePoll = defineCommand('Delete a draft', { input: ById, answer: z.object({}) });
export const rateSession = defineCommand('Ask everybody how the session was', {
  input: SessionParam,
  answer: Poll,
});
/** The last answer counts: a repeat is harmless. */
export const answerPoll = defineCommand('Answer a poll, or change one’s answer while it is open', {
  guests: true,
  input: ById.extend(PollAnswer.shape),
  answer: PollAnswer,
});
