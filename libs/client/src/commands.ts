import { Ack, commands, type CommandEnvelope, type CommandName } from '@foyer/contracts';
import type { z } from 'zod';
import { reasonOf } from './api.js';
import { localProblem, ProblemError } from './problem.js';

type Commands = typeof commands;
export type CommandInput<N extends CommandName> = z.input<Commands[N]['input']>;
export type CommandAnswer<N extends CommandName> = z.output<Commands[N]['answer']>;

export interface CommandOptions {
  /** The id under which the server recognises a repeat; a new one unless given. */
  id?: string;
  /** After how long without an answer the command is given up, in milliseconds (default one minute). */
  giveUpAfterMs?: number;
  signal?: AbortSignal;
}

/** Sends an envelope under a name over the connection of the moment; answers come back by the callback. */
export type Sender = (name: string, envelope: CommandEnvelope, acked: (ack: unknown) => void) => void;

interface Waiting {
  name: CommandName;
  envelope: CommandEnvelope;
  settle: (ack: unknown) => void;
  fail: () => void;
}

/**
 * Commands that wait for their answer. One that got none when the connection broke is sent again over the next
 * one with the same id, so that the server does it once and answers twice.
 */
export class Outbox {
  readonly #waiting = new Map<string, Waiting>();
  #send: Sender | undefined;

  /** A connection stands: everything without an answer goes out, in the order it was given. */
  connected(send: Sender): void {
    this.#send = send;
    for (const waiting of this.#waiting.values()) this.#emit(waiting);
  }

  disconnected(): void {
    this.#send = undefined;
  }

  /** Nobody will answer any more. */
  close(): void {
    for (const waiting of [...this.#waiting.values()]) waiting.fail();
  }

  async command<N extends CommandName>(
    name: N,
    input: CommandInput<N>,
    options: CommandOptions = {},
  ): Promise<CommandAnswer<N>> {
    const data = await this.#answered(name, input, options);
    try {
      // The schema that it is parsed with is the one that the type is inferred from.
      return commands[name].answer.parse(data) as CommandAnswer<N>;
    } catch (error) {
      throw localProblem('internal', `Answer of ${name} breaks the contract`, error);
    }
  }

  #answered(name: CommandName, input: unknown, options: CommandOptions): Promise<unknown> {
    const envelope: CommandEnvelope = { id: options.id ?? crypto.randomUUID(), input };
    const { signal, giveUpAfterMs = 60_000 } = options;
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        if (this.#waiting.get(envelope.id) !== waiting) return;
        this.#waiting.delete(envelope.id);
        clearTimeout(timer);
        signal?.removeEventListener('abort', aborted);
        settle();
      };
      const aborted = () => finish(() => reject(reasonOf(signal)));
      const fail = () => finish(() => reject(localProblem('unavailable', `No answer to ${name}`)));
      const timer = setTimeout(fail, giveUpAfterMs);
      const waiting: Waiting = {
        name,
        envelope,
        fail,
        settle: (raw) =>
          finish(() => {
            const ack = Ack.safeParse(raw);
            if (!ack.success) reject(localProblem('internal', `Unreadable answer to ${name}`, ack.error));
            else if (ack.data.ok) resolve(ack.data.data);
            else reject(new ProblemError(ack.data.problem));
          }),
      };
      this.#waiting.set(envelope.id, waiting);
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
      this.#emit(waiting);
    });
  }

  #emit(waiting: Waiting): void {
    this.#send?.(waiting.name, waiting.envelope, waiting.settle);
  }
}
