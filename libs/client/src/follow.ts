import type { Stream, StreamPush, StreamState } from '@foyer/contracts';
import { isProblem, ProblemError } from './problem.js';
import { type Replica } from './replica.js';
import { createStore, type Store, type WritableStore } from './store.js';
import type { Start } from './unpack.js';

/** What a follower sees. A refusal may come after a good state, when a right was taken away. */
export type Followed<S extends Stream> =
  | { status: 'loading'; state: undefined; rev: undefined; problem: undefined }
  | { status: 'ready'; state: StreamState<S>; rev: number; problem: undefined }
  | { status: 'refused'; state: undefined; rev: undefined; problem: ProblemError };

/** Asks the server for a stream from a revision on; the signal says that nobody waits any more. */
export type Asker = (stream: string, since: number | undefined, signal: AbortSignal) => Promise<Start>;

/** More than any question and answer gathers; beyond it the follower asks again instead. */
const heldPushes = 1_000;

/** One stream followed over a connection that comes and goes; shared by all who follow it. */
export class Following {
  readonly name: string;
  readonly #ask: Asker;
  readonly #retryAfterMs: number;
  readonly #replica: Replica;
  readonly #seen: WritableStore<Followed<Stream>> = createStore<Followed<Stream>>({
    status: 'loading',
    state: undefined,
    rev: undefined,
    problem: undefined,
  });
  /** The question that is out; an answer to an older one is not looked at. */
  #question: AbortController | undefined;
  #held: StreamPush[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** @param retryAfterMs how long to wait before asking a server again that could not answer */
  constructor(name: string, replica: Replica, ask: Asker, retryAfterMs: number) {
    this.name = name;
    this.#replica = replica;
    this.#ask = ask;
    this.#retryAfterMs = retryAfterMs;
  }

  /** The revision held; undefined until the first answer. */
  get rev(): number | undefined {
    return this.#replica.rev;
  }

  get seen(): Store<Followed<Stream>> {
    return this.#seen;
  }

  /** Asks for the stream from the revision held on: at the start, after a gap, after every reconnect. */
  join(): void {
    this.cut();
    const question = new AbortController();
    this.#question = question;
    this.#ask(this.name, this.#replica.rev, question.signal).then(
      (answer) => {
        if (this.#question !== question) return;
        this.#question = undefined;
        this.#replica.start(answer);
        for (const push of this.#held.splice(0)) this.push(push);
        this.#tell();
      },
      (error: unknown) => {
        if (this.#question !== question) return;
        this.cut();
        this.#failed(error);
      },
    );
  }

  /** The connection is gone: what was asked over it gets no answer, what was held is asked for anew. */
  cut(): void {
    clearTimeout(this.#retry);
    const question = this.#question;
    this.#question = undefined;
    this.#held = [];
    question?.abort();
  }

  push(push: StreamPush): void {
    if (this.#question) {
      if (this.#held.length < heldPushes) this.#held.push(push);
      return;
    }
    const taken = this.#replica.push(push);
    if (taken === 'gap') this.join();
    else if (taken === 'applied') this.#tell();
  }

  #failed(error: unknown): void {
    if (!(error instanceof ProblemError)) throw error;
    const passing =
      isProblem(error, 'unavailable') ||
      isProblem(error, 'internal') ||
      isProblem(error, 'too_many_requests');
    if (passing) {
      const wait = error.retryAfterSeconds ? error.retryAfterSeconds * 1_000 : this.#retryAfterMs;
      this.#retry = setTimeout(() => this.join(), wait);
      // What is held may be old, but it is not refused.
      if (this.#seen.get().status === 'ready') return;
    }
    this.#seen.set({ status: 'refused', state: undefined, rev: undefined, problem: error });
  }

  #tell(): void {
    const { rev, entries } = this.#replica;
    if (rev === undefined) return;
    const seen = this.#seen.get();
    if (seen.status === 'ready' && seen.rev === rev && seen.state === entries) return;
    this.#seen.set({ status: 'ready', state: entries, rev, problem: undefined });
  }
}
