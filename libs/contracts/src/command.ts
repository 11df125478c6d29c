import { z } from 'zod';
import { ProblemDocument } from './problems.js';

/** One socket command. The gateway, the typed client and AsyncAPI derive from it. */
export interface Command<Input extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  summary: string;
  access: 'anyone' | 'signed-in';
  /** Whether guests of an event may send it; see `Route`. */
  guests: boolean;
  input: Input;
  answer: Answer;
}

export function defineCommand<I extends z.ZodType, A extends z.ZodType>(
  summary: string,
  options: { input: I; answer: A; access?: 'anyone' | 'signed-in'; guests?: boolean },
): Command<I, A> {
  const { access = 'signed-in', guests = false, input, answer } = options;
  return { summary, access, guests, input, answer };
}

/**
 * What goes over the wire with every command: an id made by the client. The same id again gives the same
 * answer and does nothing twice; the same id with another input is refused.
 */
export const CommandEnvelope = z.object({ id: z.uuid(), input: z.unknown() });
export type CommandEnvelope = z.infer<typeof CommandEnvelope>;

/** Every command is acknowledged with one of these. */
export const Ack = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), problem: ProblemDocument }),
]);
export type Ack = z.infer<typeof Ack>;
