/** How many may try at once for a slot that has room for as many. */
const most = 8;
/** Who has waited so long goes on without a turn: whoever is at it may be held up by something else. */
const mostPatience = 2_000;

interface Turn {
  /** Of this process: who tries or waits. */
  there: number;
  /** Who tries. */
  inside: number;
  /** How many attempts took some of the room so far, for whom, and how many ended without. */
  took: number;
  takers: Set<string>;
  failed: number;
  /** Made once for all who are told so: it costs more than all else that is done for one of them. */
  none?: Error;
  waiting: (() => void)[];
}

/** What came of an attempt. */
export interface Attempted<T> {
  answer: T;
  /** Whether it took some of the slot's room; not so where an earlier answer was given again. */
  took: boolean;
}

export interface Attempting<T> {
  /** What the room is wanted for; once it has got some, another attempt for it is told something else. */
  who: string;
  /** How many more the slot has room for; null where that says nothing to whoever asks. */
  look: () => Promise<number | null>;
  /** What all who wait are told when nothing is left. */
  none: () => Error;
  work: () => Promise<Attempted<T>>;
}

/**
 * Lets those of this process who want the same slot try in turn: who waits here holds no connection and no lock. They
 * look how much room there is while the first one tries; what is taken here from then on is taken off, so that all are
 * told together when nothing is left, without another look. It decides nothing: between processes, and beside
 * everything else that takes time, the database does.
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
      if (turn.inside === 0) turn.inside++;
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
      const before = turn.took;
      const room = await look();
      const { took, failed } = turn;
      const has = turn.takers.has(who);
      // Whether the room that was seen is that before or after is unknown.
      if (took !== before) continue;
      // Whatever keeps another from it may keep all: then they look again.
      while (turn.failed === failed && turn.takers.has(who) === has) {
        const left = room === null ? most : room - (turn.took - took);
        if (left <= 0) throw (turn.none ??= none());
        const patience = end - performance.now();
        if (turn.inside < Math.min(left, most) || patience <= 0) {
          turn.inside++;
          return;
        }
        await changeOf(turn, patience);
      }
    }
  }
}

const newTurn = (): Turn => ({
  ...{ there: 0, inside: 0, took: 0, takers: new Set(), failed: 0, waiting: [] },
});

/** Of one who is inside. */
async function attempt<T>(turn: Turn, { who, work }: Attempting<T>): Promise<T> {
  let took = false;
  try {
    const attempted = await work();
    ({ took } = attempted);
    return attempted.answer;
  } finally {
    turn.inside--;
    turn[took ? 'took' : 'failed']++;
    if (took) turn.takers.add(who);
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
