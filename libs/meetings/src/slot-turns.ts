/** How many may try at once for a slot that has room for as many. */
const most = 8;
/** Who has waited so long goes on without a turn: whoever is at it may be held up by something else. */
const mostPatience = 2_000;

interface Turn {
  inside: number;
  waiting: (() => void)[];
}

/**
 * Lets those of this process who want the same slot try in turn: who waits here holds no connection and no lock, and is
 * told with all the others when there is nothing left. It decides nothing: between processes, and beside everything else
 * that takes time, the database does.
 */
export class SlotTurns {
  private readonly turns = new Map<string, Turn>();

  /** @param patience in milliseconds */
  constructor(private readonly patience = mostPatience) {}

  /**
   * @param look how many more the slot has room for; it may throw instead, and whoever asked is out
   * @param work the attempt
   */
  async run<T>(slot: string, look: () => Promise<number>, work: () => Promise<T>): Promise<T> {
    const end = performance.now() + this.patience;
    for (let width = 1; ;) {
      const turn = this.turns.get(slot) ?? { inside: 0, waiting: [] };
      const left = end - performance.now();
      if (turn.inside < width || left <= 0) {
        this.turns.set(slot, turn);
        return this.attempt(slot, turn, work);
      }
      await changeOf(turn, left);
      width = Math.min(Math.max(await look(), 1), most);
    }
  }

  private async attempt<T>(slot: string, turn: Turn, work: () => Promise<T>): Promise<T> {
    turn.inside++;
    try {
      return await work();
    } finally {
      turn.inside--;
      if (turn.inside === 0) this.turns.delete(slot);
      for (const wake of turn.waiting.splice(0)) wake();
    }
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
