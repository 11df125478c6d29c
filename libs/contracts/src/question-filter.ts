import { z } from 'zod';
import { Language, line } from './common.js';

/** So many words a language, each so long. */
const most = 200;
const longest = 60;

/** What holds a question of an open room until a moderator has read it. */
export const QuestionFilter = z.object({
  /** By language; `*` at the end stands for any ending. */
  words: z.partialRecord(Language, z.array(line(longest)).max(most)),
  /** Languages whose ready-made list is in use, too. */
  starter: z.array(Language).max(20),
  /** Whether links hold, too. */
  links: z.boolean(),
  /** Counts its changes. */
  version: z.number().int().min(0),
});
export type QuestionFilter = z.infer<typeof QuestionFilter>;
