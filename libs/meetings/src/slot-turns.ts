/** How many may try at once for a slot that has room for as many. */
const most = 8;
/** Who has waited so long goes on without a turn: whoever is at it may be held up by something else. */
const mostPatience = 2_000;
/** What a look says of somebody's right to a place is believed for so long. */
const lookHolds = 100;

interface Turn {
  /** Of this process: who tries or waits. */
  there: number;
  /** For whom somebody tries. */
  trying: string[];
  /** How many attempts have taken a place so far, for whom, and what the last one left. */
  took: number;
  takers: Set<string>;
  left: number;
  /** How many attempts have ended without one. */
  failed: number;
  /** Made once for all who are told so: it costs more than all else that is done for one of them. */
  none?: Error;
  waiting: (() => void)[];
}

/** What came of an attempt. */
export interface Attempted<T> {
  answer: T;
  /**
   * How many places were left when it had taken one, as read under the lock that gives them away; null where it took
   * none, as an earlier answer that is given again.
   */
  left: number | null;
}

export interface Attempting<T> {
  /** What the place is wanted for; once it has got one, another attempt for it is told something else. */
  who: string;
  /** How many more the slot has room for; null where that says nothing to whoever asks. */
  look: () => Promise<number | null>;
  /** What all who wait are told when nothing is left. */
  none: () => Error;
  work: () => Promise<Attempted<T>>;
}

/**
 * Lets those of this process who want the same slot try in turn: who waits here holds no connection and no lock. While
 * the first one tries they are looked up, whether they may have a place at all; when it has taken the last one, all of
 * them are told together, without another look. It decides nothing: between processes, and beside everything else that
 * takes time, the database does.
 */
export class SlotTurns {
  private readonly turns = new Map<string, Turn>();

  /** @param patience in milliseconds */
  constructor(private readonly patience = mostPatience) {}

  async run<T>(slot: string, attempting: Attempting<T>): Promise<T> {
    const turn = this.turns.get(slot) ?? newTurn();
    this.turns.set(slot, turn);
    turn.there++;
    try {
      if (turn.trying.length === 0) turn.trying.push(attempting.who);
      else await this.enter(turn, attempting);
      return await attempt(turn, attempting);
    } finally {
      turn.there--;
      if (turn.there === 0) this.turns.delete(slot);
    }
  }

  /** Waits until it is one's turn, and takes it at once, before the next one looks. */
  private async enter(turn: Turn, { who, look, none }: Attempting<unknown>): Promise<void> {
    const end = performance.now() + this.patience;
    for (;;) {
      const has = turn.takers.has(who);
      const room = await look();
      const lookedAt = performance.now();
      const { took, failed } = turn;
      // Whatever keeps another from it may keep all: then they look again.
      while (turn.failed === failed && turn.takers.has(who) === has) {
        const now = performance.now();
        // What was left under the lock is newer than what was seen without.
        const left = room === null ? most : turn.took === took ? room : turn.left;
        // Another attempt for the same may be what has got the last place, which is heard in a moment.
        if (left <= 0 && !turn.trying.includes(who)) {
          // More is gone than was taken here: by other processes, perhaps for the same.
          const elsewhere = room !== null && room - (turn.took - took) > left;
          if (!elsewhere && now - lookedAt < lookHolds) throw (turn.none ??= none());
          break;
        }
        if (turn.trying.length < Math.min(left, most) || now >= end) {
          turn.trying.push(who);
          return;
        }
        await changeOf(turn, end - now);
      }
    }
  }
}

const newTurn = (): Turn => ({
  ...{ there: 0, trying: [], took: 0, takers: new Set(), left: 0, failed: 0, waiting: [] },
});

/** Of one who is inside. */
async function attempt<T>(turn: Turn, { who, work }: Attempting<T>): Promise<T> {
  let left: number | null = null;
  try {
    const attempted = await work();
    ({ left } = attempted);
    return attempted.answer;
  } finally {
    turn.trying.splice(turn.trying.indexOf(who), 1);
    if (left === null) turn.failed++;
    else {
      turn.took++;
      turn.takers.add(who);
      turn.left = left;
    }
    for (const wake of turn.waiting.splice(0)) wake();
  }
}

/** Until somebody has ended, so many milliseconds at most. */
function changeOf(turn: Turn, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    turn.waiting.push(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
