import { z } from 'zod';
import { defineCommand } from './command.js';
import { StreamStart } from './stream.js';

export const followStream = defineCommand('Follow a stream from a revision on, or from a snapshot', {
  access: 'anyone',
  guests: true,
  input: z.object({
    stream: z.string().max(200),
    since: z.number().int().nonnegative().optional(),
    /** Whether a long snapshot may come packed. */
    packed: z.boolean().optional(),
  }),
  answer: StreamStart,
});
export const leaveStream = defineCommand('Stop following a stream', {
  access: 'anyone',
  input: z.object({ stream: z.string().max(200) }),
  answer: z.object({}),
});

/** Names of what the server pushes. */
export const pushes = { stream: 'stream', roomSignal: 'roomSignal', roomCall: 'roomCall' } as const;
