import { createStore, ProblemError, type Store } from '@foyer/client';
import { z } from 'zod';
import { readText, unanswered, type Shelf } from '../server/kept.js';

interface Wish {
  /** What the reader wants. */
  up: boolean;
  /** What the counts from the server held before. */
  before: boolean;
  /** From this revision on the counts hold the wish; undefined while the server has not answered. */
  rev: number | undefined;
}
export type Wishes = ReadonlyMap<number, Wish>;

const Told = z.object({
  session: z.string(),
  person: z.string(),
  question: z.number(),
  up: z.boolean(),
  rev: z.number(),
});

/** A wish without an answer, as it is kept over pages and reloads. */
const Kept = z.object({ id: z.uuid(), up: z.boolean(), before: z.boolean(), at: z.number() });

/** What the server has last said of a question: an answer of a later revision is later word. */
interface Word {
  up: boolean;
  rev: number;
}
type Send = (vote: { question: number; up: boolean }, id: string) => Promise<{ up: boolean; rev: number }>;

/**
 * One reader's votes in one session, as they are wanted. A wish shows at once; when the server refuses it, it is
 * taken back. What is not answered yet outlives the page. Tabs of this browser tell each other.
 */
export class VoteBook {
  readonly #wishes = createStore<Wishes>(new Map());
  readonly #words = new Map<number, Word>();
  #tabs: BroadcastChannel | undefined;

  constructor(
    private readonly send: Send,
    private readonly session: string,
    private readonly person: string,
    private readonly shelf: Shelf,
    private readonly now: () => number,
  ) {}

  get wishes(): Store<Wishes> {
    return this.#wishes;
  }

  /** Hears of votes in other tabs. @returns what ends it */
  listen(): () => void {
    const tabs = new BroadcastChannel('foyer-votes');
    tabs.onmessage = ({ data }: MessageEvent<unknown>) => {
      const told = Told.safeParse(data);
      if (!told.success || told.data.session !== this.session || told.data.person !== this.person) return;
      this.heard(told.data.question, told.data);
    };
    this.#tabs = tabs;
    return () => {
      this.#tabs = undefined;
      tabs.close();
    };
  }

  /** What another tab was answered. A wish of this one that is on its way stands until it is answered itself. */
  heard(question: number, { up, rev }: Word): void {
    if (!this.#note(question, { up, rev })) return;
    const wish = this.#wishes.get().get(question);
    if (wish && wish.rev === undefined) return;
    // Counted already, as far as this tab can tell.
    this.#set(question, { up, before: up, rev });
  }

  /**
   * Says the wanted state; the last word of several counts. Where the question was united with another meanwhile,
   * the vote is for the one that stands for it.
   * @param counted whether the counts shown hold a vote of the reader
   * @returns what the server refused, if it did
   */
  wish(question: number, up: boolean, counted: boolean): Promise<ProblemError | null> {
    const earlier = this.#wishes.get().get(question);
    const before = earlier && earlier.rev === undefined ? earlier.before : counted;
    const id = crypto.randomUUID();
    this.shelf.set(String(question), JSON.stringify({ id, up, before, at: this.now() }));
    return this.#try(question, { up, before, rev: undefined }, id);
  }

  /** Sends again what had no answer when the page was left. @returns what the server refused */
  async resume(): Promise<ProblemError[]> {
    const outcomes = await Promise.all(
      unanswered(this.shelf, Kept, this.now())
        .filter(({ name }) => !this.#underWay(Number(name)))
        .map(({ name, up, before, id }) => this.#try(Number(name), { up, before, rev: undefined }, id)),
    );
    return outcomes.filter((problem) => problem !== null);
  }

  /** What is answered is known to the server, which is about to say it anew. */
  forgetAnswered(): void {
    this.#words.clear();
    this.#wishes.set(new Map([...this.#wishes.get()].filter(([, { rev }]) => rev === undefined)));
  }

  async #try(question: number, wish: Wish, id: string): Promise<ProblemError | null> {
    const { up, before } = wish;
    this.#set(question, wish);
    try {
      const answer = await this.send({ question, up }, id);
      this.#answered(question, id);
      const first = this.#note(question, answer);
      if (this.#wishes.get().get(question) === wish) {
        const { up: last, rev } = this.#words.get(question) ?? answer;
        // Where another tab has had the last word since, its vote is counted as far as this one can tell.
        this.#set(question, last === up ? { ...wish, rev } : { up: last, before: last, rev });
      }
      if (first) this.#tell(question, answer);
      return null;
    } catch (error) {
      this.#answered(question, id);
      const known = this.#words.get(question)?.up ?? before;
      if (this.#wishes.get().get(question) === wish)
        this.#set(question, { up: known, before: known, rev: 0 });
      if (!(error instanceof ProblemError)) throw error;
      const into = error.code === 'question_state' ? error.problem.params?.['into'] : undefined;
      return typeof into === 'number' ? this.#wishFor(into, up) : error;
    }
  }

  /** Nothing is to be sent again, unless something else was wished since. */
  #answered(question: number, id: string): void {
    const name = String(question);
    if (readText(this.shelf.get(name), Kept)?.id === id) this.shelf.set(name, '');
  }

  /** These are voted for no longer: the server has taken the votes back with another. */
  forget(questions: readonly number[]): void {
    for (const question of questions) this.#set(question, { up: false, before: false, rev: 0 });
  }

  /** Whether the reader's vote was counted there already is not known here: the answer tells. */
  async #wishFor(question: number, up: boolean): Promise<ProblemError | null> {
    try {
      const answer = await this.send({ question, up }, crypto.randomUUID());
      if (this.#note(question, answer)) {
        this.#set(question, { up: answer.up, before: answer.up, rev: answer.rev });
        this.#tell(question, answer);
      }
      return null;
    } catch (error) {
      if (error instanceof ProblemError) return error;
      throw error;
    }
  }

  #underWay(question: number): boolean {
    const wish = this.#wishes.get().get(question);
    return wish !== undefined && wish.rev === undefined;
  }

  /** @returns whether nothing later is known */
  #note(question: number, { up, rev }: Word): boolean {
    if ((this.#words.get(question)?.rev ?? -1) > rev) return false;
    this.#words.set(question, { up, rev });
    return true;
  }

  #tell(question: number, { up, rev }: Word): void {
    this.#tabs?.postMessage({ session: this.session, person: this.person, question, up, rev });
  }

  #set(question: number, wish: Wish): void {
    this.#wishes.set(new Map(this.#wishes.get()).set(question, wish));
  }
}

/** What to show of one question's votes to the reader. */
export interface SeenVotes {
  count: number;
  mine: boolean;
  /** The server has not answered the last wish yet. */
  waiting: boolean;
}

/**
 * @param counted the server's count, as of `rev`
 * @param voted whether the reader had voted when following began
 */
export function seenVotes(wish: Wish | undefined, counted: number, rev: number, voted: boolean): SeenVotes {
  if (!wish) return { count: counted, mine: voted, waiting: false };
  const included = wish.rev !== undefined && wish.rev <= rev;
  const ahead = included ? 0 : Number(wish.up) - Number(wish.before);
  return { count: Math.max(0, counted + ahead), mine: wish.up, waiting: wish.rev === undefined };
}

/** Where the votes of merged questions count, by the merged one's id. */
export type Merged = Readonly<Record<string, { into: number }>>;

/** What was merged into a question, and into that again; nothing for one that stands for itself alone. */
export type Families = ReadonlyMap<number, readonly number[]>;

/** Worked out once a change: there may be hundreds of questions, and votes come in all the time. */
export function familiesOf(merged: Merged): Families {
  const children = new Map<number, number[]>();
  for (const [id, { into }] of Object.entries(merged)) {
    children.set(into, [...(children.get(into) ?? []), Number(id)]);
  }
  const below = (id: number): number[] =>
    (children.get(id) ?? []).flatMap((child) => [child, ...below(child)]);
  return new Map([...children.keys()].map((id) => [id, below(id)]));
}

/** Whether the reader voted for a question or for one that was merged into it. */
export function mineWith(
  question: number,
  wishes: Wishes,
  voted: Readonly<Record<string, unknown>>,
  families: Families,
): boolean {
  const mine = (id: number) => wishes.get(id)?.up ?? String(id) in voted;
  return mine(question) || (families.get(question) ?? []).some(mine);
}
