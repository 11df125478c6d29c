import { z } from 'zod';
import { Ack, defineCommand } from './command.js';
import { StreamStart } from './stream.js';

const FollowInput = z.object({
  stream: z.string().max(200),
  since: z.number().int().nonnegative().optional(),
  /** Whether a long snapshot may come packed. */
  packed: z.boolean().optional(),
});

export const followStream = defineCommand('Follow a stream from a revision on, or from a snapshot', {
  access: 'anyone',
  guests: true,
  input: FollowInput,
  answer: StreamStart,
});
export const leaveStream = defineCommand('Stop following a stream', {
  access: 'anyone',
  input: z.object({ stream: z.string().max(200) }),
  answer: z.object({}),
});

/** So many streams can be asked for while connecting; more are followed by command afterwards. */
export const mostFollowedAtOnce = 20;

/**
 * What a client says while it connects (socket.io's `auth`): the streams that it would follow by a command at once. Each
 * is answered by a push, without another way there and back.
 */
export const Handshake = z.object({ follow: z.array(FollowInput).max(mostFollowedAtOnce).optional() });
export type Handshake = z.infer<typeof Handshake>;

/** Server → client: the answer to a stream that the handshake asked for, as `stream.follow` would be acknowledged. */
export const StreamBegun = z.object({
  /** Which of them, counted from 0. */
  index: z.number().int().nonnegative(),
  answer: Ack,
});
export type StreamBegun = z.infer<typeof StreamBegun>;

/** Names of what the server pushes. */
export const pushes = {
  ...{ stream: 'stream', begun: 'begun' },
  ...{ roomSignal: 'roomSignal', roomCall: 'roomCall' },
} as const;
