import { createStore, ProblemError, type Store } from '@foyer/client';
import { z } from 'zod';

interface Wish {
  /** What the reader wants. */
  up: boolean;
  /** What the counts from the server held before. */
  before: boolean;
  /** From this revision on the counts hold the wish; undefined while the server has not answered. */
  rev: number | undefined;
}
type Wishes = ReadonlyMap<number, Wish>;

const Told = z.object({ session: z.string(), person: z.string(), question: z.number(), up: z.boolean() });

/**
 * One reader's votes in one session, as they are wanted. A wish shows at once; when the server refuses it, it is
 * taken back. Tabs of this browser tell each other.
 */
export class VoteBook {
  readonly #wishes = createStore<Wishes>(new Map());
  #tabs: BroadcastChannel | undefined;

  constructor(
    private readonly send: (vote: { question: number; up: boolean }) => Promise<{ rev: number }>,
    private readonly session: string,
    private readonly person: string,
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
      const { question, up } = told.data;
      // Counted already, as far as this tab can tell.
      this.#set(question, { up, before: up, rev: 0 });
    };
    this.#tabs = tabs;
    return () => {
      this.#tabs = undefined;
      tabs.close();
    };
  }

  /**
   * Says the wanted state; the last word of several counts.
   * @param counted whether the counts shown hold a vote of the reader
   * @returns what the server refused, if it did
   */
  async wish(question: number, up: boolean, counted: boolean): Promise<ProblemError | null> {
    const earlier = this.#wishes.get().get(question);
    const before = earlier && earlier.rev === undefined ? earlier.before : counted;
    const wish: Wish = { up, before, rev: undefined };
    this.#set(question, wish);
    try {
      const answer = await this.send({ question, up });
      if (this.#wishes.get().get(question) === wish) {
        this.#set(question, { ...wish, rev: answer.rev });
        this.#tabs?.postMessage({ session: this.session, person: this.person, question, up });
      }
      return null;
    } catch (error) {
      if (this.#wishes.get().get(question) === wish) this.#set(question, { up: before, before, rev: 0 });
      if (error instanceof ProblemError) return error;
      throw error;
    }
  }

  #set(question: number, wish: Wish): void {
    this.#wishes.set(new Map(this.#wishes.get()).set(question, wish));
  }
}

/** What to show of one question's votes to the reader. */
export interface SeenVotes {
  count: number;
  mine: boolean;
}

/**
 * @param counted the server's count, as of `rev`
 * @param voted whether the reader had voted when following began
 */
export function seenVotes(wish: Wish | undefined, counted: number, rev: number, voted: boolean): SeenVotes {
  if (!wish) return { count: counted, mine: voted };
  const included = wish.rev !== undefined && wish.rev <= rev;
  const ahead = included ? 0 : Number(wish.up) - Number(wish.before);
  return { count: Math.max(0, counted + ahead), mine: wish.up };
}
