import { createStore, isProblem, ProblemError, type Store } from '@foyer/client';
import type { OwnQuestion } from '@foyer/contracts';
import { z } from 'zod';
import { readText, sentAgainFor, type Shelf } from '../server/kept.js';

const Attempt = z.object({
  /** The id under which it is asked: the same as long as it is not known whether it has arrived. */
  id: z.uuid(),
  text: z.string(),
  anonymous: z.boolean(),
  at: z.number(),
  /** It goes out as soon as there is a connection. */
  going: z.boolean(),
});
type Attempt = z.infer<typeof Attempt>;
const Kept = z.object({ text: z.string(), anonymous: z.boolean(), attempt: Attempt.nullable() });
type Kept = z.infer<typeof Kept>;
const nothing: Kept = { text: '', anonymous: false, attempt: null };

export interface Draft {
  text: string;
  anonymous: boolean;
  /** These words may have arrived already: they are asked again as they were, under a name or without. */
  fixed: boolean;
  sending: boolean;
  problem: unknown;
}

/** What became of asking; null where there was nothing to ask. */
export type Asked = { question: OwnQuestion } | { problem: unknown } | null;
type Send = (question: { text: string; anonymous: boolean }, id: string) => Promise<OwnQuestion>;

const name = 'draft';

/**
 * The question that one person is asking in one session. The words and whether they are anonymous are one: they stay
 * together, over pages, reloads and tabs, until the server has them. Trying again what may have arrived already is the
 * same command: it is asked once.
 */
export class AskBook {
  #kept: Kept;
  #sending = false;
  #problem: unknown = null;
  readonly #draft;

  constructor(
    private readonly send: Send,
    private readonly shelf: Shelf,
    private readonly now: () => number,
  ) {
    this.#kept = read(shelf.get(name));
    this.#draft = createStore(this.#seen());
  }

  get draft(): Store<Draft> {
    return this.#draft;
  }

  /** Another tab that has shown the same words shows what has become of them here. @returns what ends it */
  listen(): () => void {
    return this.shelf.listen((_, before, now) => {
      const [then, next] = [read(before), read(now)];
      const same = then.text === this.#kept.text && then.anonymous === this.#kept.anonymous;
      // Other words than these are this tab's own, and what is on its way from here gets its answer here.
      if (!same || this.#sending) return;
      this.#kept = next;
      this.#tell();
    });
  }

  write(text: string): void {
    if (!this.#sending) this.#keep({ ...this.#kept, text, anonymous: this.#anonymous() });
  }

  setAnonymous(anonymous: boolean): void {
    if (!this.#sending && !this.#fixed()) this.#keep({ ...this.#kept, anonymous });
  }

  ask(): Promise<Asked> {
    const text = this.#kept.text.trim();
    // Two presses in one moment are one.
    if (!text || this.#sending) return Promise.resolve(null);
    const anonymous = this.#anonymous();
    // Another tab may have tried the same just now.
    const tried = [this.#kept.attempt, read(this.shelf.get(name)).attempt].find(
      (one) => one?.text === text && one.anonymous === anonymous,
    );
    return this.#try({ id: tried?.id ?? crypto.randomUUID(), text, anonymous, at: this.now(), going: true });
  }

  /** What was on its way when the page was left goes out again. */
  resume(): Promise<Asked> {
    const { attempt } = this.#kept;
    if (!attempt?.going || this.#sending) return Promise.resolve(null);
    if (this.now() - attempt.at > sentAgainFor) {
      this.#keep({ ...this.#kept, attempt: null });
      return Promise.resolve(null);
    }
    return this.#try(attempt);
  }

  async #try(attempt: Attempt): Promise<Asked> {
    const { id, text, anonymous } = attempt;
    this.#sending = true;
    this.#problem = null;
    this.#keep({ text: this.#kept.text, anonymous, attempt });
    try {
      const question = await this.send({ text, anonymous }, id);
      this.#sending = false;
      this.#keep({ text: this.#kept.text.trim() === text ? '' : this.#kept.text, anonymous, attempt: null });
      return { question };
    } catch (problem) {
      this.#sending = false;
      this.#problem = problem;
      const refused =
        problem instanceof ProblemError &&
        !isProblem(problem, 'unavailable') &&
        !isProblem(problem, 'internal');
      this.#keep({ ...this.#kept, attempt: refused ? null : { ...attempt, going: false } });
      return { problem };
    }
  }

  #fixed(): boolean {
    return this.#kept.attempt !== null && this.#kept.attempt.text === this.#kept.text.trim();
  }

  #anonymous(): boolean {
    return this.#fixed() ? (this.#kept.attempt?.anonymous ?? false) : this.#kept.anonymous;
  }

  #keep(kept: Kept): void {
    this.#kept = kept;
    const empty = !kept.text && !kept.anonymous && !kept.attempt;
    this.shelf.set(name, empty ? '' : JSON.stringify(kept));
    this.#tell();
  }

  #tell(): void {
    this.#draft.set(this.#seen());
  }

  #seen(): Draft {
    return {
      text: this.#kept.text,
      anonymous: this.#anonymous(),
      fixed: this.#fixed(),
      sending: this.#sending,
      problem: this.#problem,
    };
  }
}

const read = (kept: string): Kept => readText(kept, Kept) ?? nothing;
