import { z } from 'zod';
import { Instant, Language, line, Slug } from './common.js';
import { defineRoute } from './route.js';

/** So many words a language, each so long. */
export const wordLimits = { most: 200, longest: 60 } as const;

/**
 * Whether a word or phrase can be listed: it has something that can be found, and `*` at its end alone, behind two
 * letters at least, since one would hold nearly everything.
 */
export function isListable(word: string): boolean {
  const [before = '', ...stars] = word.trim().split('*');
  const found = before.match(/[\p{L}\p{N}\p{So}\p{Sc}\p{Sm}]/gu) ?? [];
  if (stars.length === 0) return found.length > 0;
  return stars.length === 1 && stars[0] === '' && found.length > 1;
}

const Word = line(wordLimits.longest).refine(isListable, { error: 'no word that can be found' });

/** What holds a question of an open room until a moderator has read it. */
export const QuestionFilter = z.object({
  /** By language; `*` at the end stands for any ending. */
  words: z.partialRecord(Language, z.array(Word).max(wordLimits.most)),
  /** Languages whose ready-made list is in use, too. */
  starter: z.array(Language).max(20),
  /** Whether links hold, too. */
  links: z.boolean(),
  /** Counts its changes. */
  version: z.int32().min(0),
});
export type QuestionFilter = z.infer<typeof QuestionFilter>;

/** With what is there to choose from, and who has changed it last. */
export const QuestionFilterDesk = QuestionFilter.extend({
  /** The ready-made lists. */
  ready: z.partialRecord(Language, z.array(z.string())),
  editedBy: z.string().nullable(),
  editedAt: Instant.nullable(),
});
export type QuestionFilterDesk = z.infer<typeof QuestionFilterDesk>;

const params = z.object({ event: Slug });
export const getQuestionFilter = defineRoute(
  'GET',
  '/events/:event/question-filter',
  'The words and links that hold a question (moderators)',
  { params, answer: QuestionFilterDesk, problems: ['not_found', 'forbidden'] },
);
/** Saved whole. Who began from another version than the last gets `edit_conflict`, and nothing is saved. */
export const saveQuestionFilter = defineRoute(
  'PUT',
  '/events/:event/question-filter',
  'Change the words and links that hold a question (moderators)',
  {
    params,
    body: QuestionFilter,
    answer: QuestionFilterDesk,
    problems: ['not_found', 'forbidden', 'invalid_input', 'edit_conflict'],
  },
);
