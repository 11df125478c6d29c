import { createStore, isProblem, type Store } from '@foyer/client';
import { PollAnswer, type Poll } from '@foyer/contracts';
import { z } from 'zod';
import { readText, unanswered, type Shelf } from '../server/kept.js';

export type Given = Partial<PollAnswer>;

/** What one has answered to a poll here, or tries to. */
export interface Answering {
  /** As the server has it; undefined where it has none from here. */
  kept: PollAnswer | undefined;
  sending: boolean;
  /** The last one that the server has not taken yet. */
  tried: Given | undefined;
  /** What went wrong with it. */
  problem: unknown;
  /** The round that was closed before the last one arrived. */
  late: number | null;
}
/** `late`: the poll was closed before it arrived. */
export type Outcome = 'kept' | 'late' | 'failed' | 'sending';
export type Answers = ReadonlyMap<string, Answering>;

const Kept = z.object({ id: z.uuid(), round: z.int(), answer: PollAnswer.partial(), at: z.number() });
type Asked = Pick<Poll, 'id' | 'round'>;
type Send = (answer: { poll: string } & Given, id: string) => Promise<PollAnswer>;
const none: Answering = { kept: undefined, sending: false, tried: undefined, problem: null, late: null };

/** One reader's answers to the polls of one session. What is not answered yet outlives the page. */
export class PollBook {
  readonly #answers = createStore<Answers>(new Map());

  constructor(
    private readonly send: Send,
    private readonly shelf: Shelf,
    private readonly now: () => number,
  ) {}

  get answers(): Store<Answers> {
    return this.#answers;
  }

  /** What is known of one's answer to a poll from here. */
  static of(answers: Answers, poll: string): Answering {
    return answers.get(poll) ?? none;
  }

  give(poll: Asked, answer: Given): Promise<Outcome> {
    // Two presses in one moment are one.
    if (this.#of(poll.id).sending) return Promise.resolve('sending');
    const id = crypto.randomUUID();
    const kept: z.infer<typeof Kept> = { id, round: poll.round, answer, at: this.now() };
    this.shelf.set(poll.id, JSON.stringify(kept));
    return this.#try(poll, answer, id);
  }

  /** Sends again what had no answer when the page was left. */
  resume(): Promise<Outcome[]> {
    return Promise.all(
      unanswered(this.shelf, Kept, this.now())
        .filter(({ name }) => !this.#of(name).sending)
        .map(({ name, round, answer, id }) => this.#try({ id: name, round }, answer, id)),
    );
  }

  /** What is answered is known to the server, which is about to say it anew. */
  forgetAnswered(): void {
    this.#answers.set(
      new Map([...this.#answers.get()].map(([poll, one]) => [poll, { ...one, kept: undefined }])),
    );
  }

  async #try({ id: poll, round }: Asked, answer: Given, id: string): Promise<Outcome> {
    this.#set(poll, { sending: true, tried: answer, problem: null, late: null });
    try {
      const kept = await this.send({ poll, ...answer }, id);
      this.#set(poll, { kept, sending: false, tried: undefined });
      return 'kept';
    } catch (problem) {
      const late = isProblem(problem, 'poll_state');
      this.#set(poll, { sending: false, problem: late ? null : problem, late: late ? round : null });
      return late ? 'late' : 'failed';
    } finally {
      if (readText(this.shelf.get(poll), Kept)?.id === id) this.shelf.set(poll, '');
    }
  }

  #of(poll: string): Answering {
    return PollBook.of(this.#answers.get(), poll);
  }

  #set(poll: string, part: Partial<Answering>): void {
    this.#answers.set(new Map(this.#answers.get()).set(poll, { ...this.#of(poll), ...part }));
  }
}
