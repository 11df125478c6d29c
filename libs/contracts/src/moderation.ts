import { z } from 'zod';
import { defineCommand } from './command.js';
import { line, Slug, text, Uuid } from './common.js';
import { LogStep } from './interactions.js';
import { DeskQuestion, ModeratedQuestion, OwnQuestion, QuestionId, RoomState } from './qa.js';
import { defineRoute } from './route.js';

const ById = z.object({ question: QuestionId });
/** What the moderator had before them: a step on what has changed since is refused. */
const Seen = ById.extend({ version: z.int32().optional() });

export const rewordQuestion = defineCommand('Change the words of one’s own waiting question', {
  guests: true,
  input: ById.extend({ text: text(300) }),
  answer: OwnQuestion,
});
export const editQuestion = defineCommand('Edit a question; what was asked is kept', {
  input: Seen.extend({ text: text(300) }),
  answer: ModeratedQuestion,
});
export const pinQuestion = defineCommand('Keep a public question on top, or let it go', {
  input: ById.extend({ pinned: z.boolean() }),
  answer: ModeratedQuestion,
});
export const spotlightQuestion = defineCommand(
  'Say that a question is being answered now (the one before no longer is), or that it is not',
  { input: ById.extend({ answering: z.boolean() }), answer: ModeratedQuestion },
);
export const replyToQuestion = defineCommand('Answer a public question in writing', {
  input: ById.extend({ text: text(1000) }),
  answer: ModeratedQuestion,
});
export const mergeQuestion = defineCommand('Unite a question with another that asks the same', {
  input: Seen.extend({ into: QuestionId }),
  answer: ModeratedQuestion,
});
export const unmergeQuestion = defineCommand('Let a united question stand for itself again', {
  input: ById,
  answer: ModeratedQuestion,
});
export const assignQuestion = defineCommand('Say which speaker of the session a question is for', {
  /** Null: for nobody in particular. */
  input: ById.extend({ speaker: Uuid.nullable() }),
  answer: ModeratedQuestion,
});
/** So many tags a question bears, each so long. */
export const tagLimits = { most: 5, longest: 30 } as const;
const Tags = z.array(line(tagLimits.longest)).max(tagLimits.most);
export const tagQuestion = defineCommand('Give a question the tags that it shall have', {
  input: ById.extend({
    tags: Tags,
    /** Those that the moderator had before them: what another has added or taken off meanwhile stays so. */
    from: Tags.optional(),
  }),
  answer: ModeratedQuestion,
});
export const listQuestionTags = defineRoute(
  'GET',
  '/events/:event/question-tags',
  'The tags that questions of the event bear, the most used first (moderators)',
  {
    params: z.object({ event: Slug }),
    answer: z.object({ tags: z.array(z.string()) }),
    problems: ['not_found', 'forbidden'],
  },
);
export const undoModeration = defineCommand('Undo one’s own last step of moderation in a session', {
  input: z.object({
    session: Uuid,
    /** The one that is meant: refused where it is not the last. */
    step: z.int().positive().optional(),
  }),
  answer: DeskQuestion.extend({
    /** What was undone. Not in answers that were kept before it was told. */
    undid: LogStep.optional(),
  }),
});
export const setQuestionRules = defineCommand('Set who may ask how much, and whether it is read first', {
  /** What is not given stays as it is: of two who change different things at once both have their way. */
  input: z.object({
    session: Uuid,
    moderated: z.boolean().optional(),
    perPerson: z.number().int().min(1).max(100).nullable().optional(),
    slowSeconds: z.number().int().min(10).max(3600).nullable().optional(),
    rateAtEnd: z.boolean().optional(),
    reactions: z.boolean().optional(),
    anonymous: z.boolean().optional(),
  }),
  answer: RoomState,
});
export const lookAtQuestion = defineCommand('Let other moderators see which question one is on', {
  /** Null: none any more. */
  input: z.object({ session: Uuid, question: QuestionId.nullable() }),
  answer: z.object({}),
});
