import { setImmediate as endOfTurn, setTimeout as sleep } from 'node:timers/promises';

interface Asker<V> {
  settle: (value: V | undefined) => void;
  fail: (error: unknown) => void;
}

/** In a crowd one look-up begins so long after the other: it is answered in less, and would find nobody to gather. */
const usualPauseMs = 8;
/** Where so many have gathered it is a hall that comes in: then fewer look-ups are worth a longer wait. */
const crowd = { size: 16, pauseFactor: 3 };

/**
 * Looks things up in groups: what is asked in the same turn of the event loop together, and what is asked while a
 * look-up is on its way, or within a moment after it began, together in the next one. A thousand who ask at the same
 * time cost a few statements, and who asks alone waits for nobody.
 * An answer is never older than the question: who asks does not get what was already being read.
 */
export class Gathered<K, V> {
  private waiting = new Map<K, Asker<V>[]>();
  private reading = false;
  private readAt = -Infinity;
  private lastSize = 0;

  /**
   * @param read answers for some keys at once; a key that it leaves out is not there
   * @param most so many keys at a time
   * @param pauseMs from the beginning of one look-up to that of the next
   */
  constructor(
    private readonly read: (keys: K[]) => Promise<ReadonlyMap<K, V>>,
    private readonly most = 500,
    private readonly pauseMs = usualPauseMs,
  ) {}

  find(key: K): Promise<V | undefined> {
    return new Promise((settle, fail) => {
      const asker = { settle, fail };
      const others = this.waiting.get(key);
      if (others) others.push(asker);
      else this.waiting.set(key, [asker]);
      if (!this.reading) void this.readAll();
    });
  }

  private async readAll(): Promise<void> {
    this.reading = true;
    while (this.waiting.size > 0) {
      const pause = this.pauseMs * (this.lastSize >= crowd.size ? crowd.pauseFactor : 1);
      const wait = this.readAt + pause - performance.now();
      await (wait > 0 ? sleep(wait) : endOfTurn());
      this.readAt = performance.now();
      const batch = [...this.waiting].slice(0, this.most);
      this.lastSize = batch.length;
      for (const [key] of batch) this.waiting.delete(key);
      try {
        const found = await this.read(batch.map(([key]) => key));
        for (const [key, askers] of batch) for (const { settle } of askers) settle(found.get(key));
      } catch (error) {
        for (const [, askers] of batch) for (const { fail } of askers) fail(error);
      }
    }
    this.reading = false;
  }
}
