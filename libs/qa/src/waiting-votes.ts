import type { Wish, Written } from './votes.sql.js';

/** A wish, and those who wait to hear what became of it. */
export interface Waiting extends Wish {
  askers: { resolve: (written: Written) => void; reject: (error: unknown) => void }[];
}

/** More are several groups: the first are answered while the last are written. */
const most = 256;
/** By question and person. */
type Wishes = Map<number, Map<string, Waiting>>;

/** So many never wait for others: of what a group costs, hardly anything is the same for any size by then. */
const plenty = 128;
/** No group is waited for longer; where votes keep coming, but so slowly that few come in that time, a little more. */
const longestGatheringMs = { usual: 16, slow: 40 };
/** So many make a group worth its commit. */
const worthIt = 8;
/** One group in so many waits to see how many come; where none more do, ever fewer. */
const looksEvery = { first: 32, last: 256 };
/** Who waits to see how many come has seen them all once some are there and nobody more has come for so long. */
const quietMs = 4;
/** Where half of those who are likely come within this time, they go: the others come while these are written. */
const stormMs = 2;

/**
 * The votes of one room that wait to be written, and when they leave as a group. A vote says the wanted state, so only
 * the last wish of a person for a question is kept.
 *
 * A group waits for as many as are likely to come, a few milliseconds at most, since a commit costs the database more
 * than a vote does. How many that is, one group in a while finds out by waiting: where votes keep coming it finds more;
 * where all who vote wait for their answers already, nobody comes, and the next groups leave at once. Who votes alone
 * waits for nobody.
 */
export class WaitingVotes {
  /** How many they are. */
  size = 0;
  private readonly waiting: Wishes = new Map();
  /** The group that left last. */
  private left: ReadonlyMap<number, ReadonlyMap<string, Waiting>> = new Map();
  private leftSize = 0;
  /** Whether those who wait may leave before it has arrived. */
  private follows = true;
  private takesBack = false;
  /** How many a group is likely to find, as far as the last ones tell. */
  private likely = 1;
  /** Groups until one waits to see how many come, and how many lay between the last two. */
  private untilLook: number = looksEvery.first;
  private looksEvery: number = looksEvery.first;
  /** Whether votes kept coming while one waited, and not only those of people who had just been answered. */
  private flows = false;
  /** While somebody waits for more to come. */
  private came: (() => void) | null = null;

  add({ question, person, up }: Wish, asker: Waiting['askers'][number]): void {
    const wishes = this.waiting.get(question) ?? new Map<string, Waiting>();
    if (wishes.size === 0) this.waiting.set(question, wishes);
    const known = wishes.get(person);
    if (known) {
      known.up = up;
      known.askers.push(asker);
    } else {
      wishes.set(person, { question, person, up, askers: [asker] });
      this.size++;
    }
    if (!up) this.takesBack = true;
    // Written again, the group before it must not undo what came later.
    if (this.takesBack || this.left.get(question)?.has(person)) this.follows = false;
    this.came?.();
  }

  /** Takes a group out, sorted by question, those first for which somebody has waited longest. */
  take(): Waiting[] {
    const group: Wishes = new Map();
    const all = this.size;
    for (const [question, wishes] of this.waiting) {
      const room = most - (all - this.size);
      if (room <= 0) break;
      const taken = wishes.size <= room ? wishes : new Map([...wishes].slice(0, room));
      if (taken === wishes) this.waiting.delete(question);
      else {
        for (const person of taken.keys()) wishes.delete(person);
        // Who is left of them goes behind those for other questions.
        this.waiting.delete(question);
        this.waiting.set(question, wishes);
      }
      group.set(question, taken);
      this.size -= taken.size;
    }
    // What takes something back needs two statements, and lets nobody follow it at once.
    this.follows = !this.takesBack;
    this.takesBack &&= this.size > 0;
    this.left = group;
    this.leftSize = all - this.size;
    this.likely = Math.max(this.likely, Math.min(this.leftSize, plenty));
    return [...group].sort(([a], [b]) => a - b).flatMap(([, wishes]) => [...wishes.values()]);
  }

  /**
   * Waits for as many as the group that left last has, or half of those who are likely, and takes them out, so that they
   * follow it before it arrives.
   * @param arrived when it has; never fails
   * @returns null where too few have come by then, or where one of them has to wait for it
   */
  async takeBehind(arrived: Promise<unknown>): Promise<Waiting[] | null> {
    const enough = Math.min(Math.max(this.leftSize, this.likely / 2), plenty);
    const have = (): boolean => this.follows && this.size >= enough;
    if (have()) return this.take();
    try {
      const came = await new Promise<boolean>((settle) => {
        this.came = () => have() && settle(true);
        void arrived.then(() => settle(false));
      });
      // Others may have come since, one of them with what has to wait.
      return came && this.follows ? this.take() : null;
    } finally {
      this.came = null;
    }
  }

  /** Nothing is on its way any more. */
  arrived(): void {
    this.left = new Map();
  }

  /** Whether as many wait already as are likely to come, or one alone where nobody else is. */
  goAtOnce(): boolean {
    const { size } = this;
    if (this.likely === 1 && size === 1) return true;
    if (size >= plenty) return true;
    if (this.untilLook <= 1 || size < this.likely / 2) return false;
    this.untilLook--;
    return true;
  }

  /** Waits for as many as are likely, or, now and then, for whoever comes. */
  async gather(): Promise<void> {
    const looks = --this.untilLook <= 0;
    const slow = (looks || this.flows) && this.likely < 2 * worthIt;
    const longest = longestGatheringMs[slow ? 'slow' : 'usual'];
    const aim = looks ? plenty : slow ? Math.max(this.likely, worthIt) : this.likely;
    const began = performance.now();
    let lastCame = began;
    const end = await new Promise<'late' | 'enough' | 'half'>((settle) => {
      let timer: NodeJS.Timeout;
      const late = (): void => {
        const quiet = looks && this.size >= worthIt ? lastCame + quietMs : Infinity;
        const left = Math.min(began + longest, quiet) - performance.now();
        if (left > 0) timer = setTimeout(late, left);
        else settle('late');
      };
      timer = setTimeout(late, looks ? quietMs : longest);
      this.came = () => {
        const { size } = this;
        lastCame = performance.now();
        const half = !looks && size >= this.likely / 2 && lastCame - began < stormMs;
        if (size < aim && !half) return;
        clearTimeout(timer);
        settle(size >= aim ? 'enough' : 'half');
      };
    });
    this.came = null;
    if (end !== 'half') this.learn(looks, end === 'enough', lastCame - began > longest / 2);
  }

  private learn(looked: boolean, enough: boolean, flows: boolean): void {
    const came = Math.min(this.size, plenty);
    if (looked) {
      this.flows = flows;
      this.looksEvery =
        came > this.likely ? looksEvery.first : Math.min(this.looksEvery * 2, looksEvery.last);
      this.untilLook = this.looksEvery;
    }
    // Fewer than were likely: half believed, since it may have been chance.
    if (looked || enough) this.likely = came;
    else this.likely = Math.floor((this.likely + came) / 2);
  }
}
