import type { DraftSession } from '@foyer/contracts';
import { deedOf, type Deed } from './fields.js';

/** What another editor has done just now. */
export interface News {
  key: number;
  by: string | null;
  deed: Deed;
  title: DraftSession['title'];
}
interface Heard {
  id: string;
  before: DraftSession | undefined;
  after: DraftSession | undefined;
}

const freshMs = 3_000;

/** Tells what others do from what was done here: that is shown for a moment, and said. */
export class Newsroom {
  /** Whether the first state is here, which is no news. */
  begun = false;
  news: News | null = null;
  readonly #changed: () => void;
  /** Writes without an answer yet: until it is there, nobody can say whose a change in the stream is. */
  #writes = 0;
  #waiting: Heard[] = [];
  /** Versions that were made here. */
  readonly #own = new Map<string, Set<number>>();
  readonly #fresh = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get fresh(): ReadonlySet<string> {
    return new Set(this.#fresh.keys());
  }

  heard(what: Heard): void {
    // A release begins the versions anew.
    if (what.after?.state === 'released') this.#own.delete(what.id);
    this.#waiting.push(what);
  }

  /** A version that an answer has brought. */
  mine(id: string, version: number): void {
    this.#own.set(id, (this.#own.get(id) ?? new Set()).add(version));
  }

  begin(): void {
    this.#writes++;
  }

  end(): void {
    this.#writes--;
    // After whoever wrote has taken in the answer.
    setTimeout(() => this.judge(), 0);
  }

  judge(): void {
    if (this.#writes > 0) return;
    const heard = this.begun ? this.#waiting : [];
    this.#waiting = [];
    this.begun = true;
    if (heard.length === 0) return;
    for (const { id, before, after } of heard) {
      const deed = deedOf(before, after);
      if (!deed || (after && this.#own.get(id)?.has(after.version))) continue;
      const by = after?.editedBy ?? null;
      this.news = { key: (this.news?.key ?? 0) + 1, by, deed, title: (after ?? before)?.title ?? {} };
      clearTimeout(this.#fresh.get(id));
      const timer = setTimeout(() => {
        this.#fresh.delete(id);
        this.#changed();
      }, freshMs);
      this.#fresh.set(id, timer);
    }
    this.#changed();
  }

  stop(): void {
    for (const timer of this.#fresh.values()) clearTimeout(timer);
    this.#fresh.clear();
  }
}
