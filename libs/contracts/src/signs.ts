import { z } from 'zod';
import { Announcement } from './announcements.js';
import { defineCommand } from './command.js';
import { Uuid } from './common.js';
import { defineStream } from './stream.js';

export const reactionKinds = ['applause', 'heart', 'laugh', 'surprise'] as const;
export const ReactionKind = z.enum(reactionKinds);
export type ReactionKind = z.infer<typeof ReactionKind>;

const SessionParam = z.object({ session: Uuid });
const count = z.number().int().nonnegative();

export const signsStream = defineStream(
  'signs/{session}',
  'What everybody in a session is told, and how often it was applauded: counts, and nobody’s name',
  {
    guests: true,
    params: SessionParam,
    entries: {
      announcement: Announcement,
      /** By its kind; none where nobody has reacted so yet. */
      reaction: z.object({ count }),
    },
  },
);
/** Told at most about twice a second, and only where the number is another. */
export const presenceStream = defineStream(
  'presence/{session}',
  'How many different people are in a session’s room now',
  { guests: true, params: SessionParam, entries: { presence: z.object({ count }) } },
);

/** Who pressed is written nowhere. More than a few in a second are refused. */
export const sendReaction = defineCommand('Applaud, or react otherwise', {
  guests: true,
  input: SessionParam.extend({ kind: ReactionKind }),
  answer: z.object({}),
});
