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
  /** For what may wait until there is a connection, however long: only time with one counts. */
  patient?: boolean;
  /** False: an answer that the server is not available for the moment is the answer (default: it is asked again). */
  repeat?: boolean;
  signal?: AbortSignal;
}

/** Sends an envelope under a name over the connection of the moment; answers come back by the callback. */
export type Sender = (name: string, envelope: CommandEnvelope, acked: (ack: unknown) => void) => void;

/** @throws ProblemError internal when the answer breaks the contract */
export function readAnswer<N extends CommandName>(name: N, data: unknown): CommandAnswer<N> {
  try {
    // The schema that it is parsed with is the one that the type is inferred from.
    return commands[name].answer.parse(data) as CommandAnswer<N>;
  } catch (error) {
    throw localProblem('internal', `Answer of ${name} breaks the contract`, error);
  }
}

interface Waiting {
  name: CommandName;
  envelope: CommandEnvelope;
  settle: (ack: unknown) => void;
  fail: () => void;
  /** A connection has come or gone. */
  connected: (stands: boolean) => void;
}

/**
 * Commands that wait for their answer. One that got none when the connection broke is sent again over the next
 * one with the same id, so that the server does it once and answers twice.
 */
export class Outbox {
  readonly #waiting = new Map<string, Waiting>();
  readonly #repeatAfterMs: number;
  #send: Sender | undefined;

  /** @param repeatAfterMs how long to wait before asking again a server that is not available for the moment */
  constructor(repeatAfterMs = 1_000) {
    this.#repeatAfterMs = repeatAfterMs;
  }

  /** A connection stands: everything without an answer goes out, in the order it was given. */
  connected(send: Sender): void {
    this.#send = send;
    for (const waiting of this.#waiting.values()) {
      waiting.connected(true);
      this.#emit(waiting);
    }
  }

  disconnected(): void {
    this.#send = undefined;
    for (const waiting of this.#waiting.values()) waiting.connected(false);
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
    return readAnswer(name, await this.#answered(name, input, options));
  }

  #answered(name: CommandName, input: unknown, options: CommandOptions): Promise<unknown> {
    const envelope: CommandEnvelope = { id: options.id ?? crypto.randomUUID(), input };
    const { signal, giveUpAfterMs = 60_000, patient = false, repeat = true } = options;
    return new Promise((resolve, reject) => {
      let giveUp: ReturnType<typeof setTimeout> | undefined;
      let again: ReturnType<typeof setTimeout> | undefined;
      let unavailable: ProblemError | undefined;
      const finish = (settle: () => void) => {
        if (this.#waiting.get(envelope.id) !== waiting) return;
        this.#waiting.delete(envelope.id);
        clearTimeout(giveUp);
        clearTimeout(again);
        signal?.removeEventListener('abort', aborted);
        settle();
      };
      const aborted = () => finish(() => reject(reasonOf(signal)));
      const fail = () =>
        finish(() => reject(unavailable ?? localProblem('unavailable', `No answer to ${name}`)));
      const waiting: Waiting = {
        name,
        envelope,
        fail,
        connected: (stands) => {
          clearTimeout(again);
          if (!patient) return;
          clearTimeout(giveUp);
          if (stands) giveUp = setTimeout(fail, giveUpAfterMs);
        },
        settle: (raw) => {
          const ack = Ack.safeParse(raw);
          if (repeat && ack.success && !ack.data.ok && ack.data.problem.code === 'unavailable') {
            unavailable = new ProblemError(ack.data.problem);
            clearTimeout(again);
            // Not all at the same moment: the server has just been away.
            again = setTimeout(() => this.#emit(waiting), this.#repeatAfterMs * (0.5 + Math.random()));
            return;
          }
          finish(() => {
            if (!ack.success) reject(localProblem('internal', `Unreadable answer to ${name}`, ack.error));
            else if (ack.data.ok) resolve(ack.data.data);
            else reject(new ProblemError(ack.data.problem));
          });
        },
      };
      if (!patient || this.#send) giveUp = setTimeout(fail, giveUpAfterMs);
      this.#waiting.set(envelope.id, waiting);
      if (signal?.aborted) return aborted();
      signal?.addEventListener('abort', aborted, { once: true });
      this.#emit(waiting);
    });
  }

  #emit(waiting: Waiting): void {
    if (!this.#waiting.has(waiting.envelope.id)) return;
    this.#send?.(waiting.name, waiting.envelope, waiting.settle);
  }
}
