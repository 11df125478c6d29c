/** Nodes looked at for one participant before the bound found so far is taken. */
const NODES = 50_000;

/**
 * The fewest breaks a participant can have with all their meetings placed: the fewest gaps between slots
 * that admit a matching with the meetings. `slotsOf` holds each meeting's slots.
 *
 * Sets of slots that can be matched are a matroid, so slots are taken one by one from the left with an
 * augmenting path each, and a set that cannot be matched is never extended. Returns a lower bound, which
 * is exact unless the search was cut short; Infinity when the meetings do not fit at all.
 */
export function fewestBreaks(slotsOf: readonly (readonly number[])[], slots: number): number {
  const k = slotsOf.length;
  if (k === 0) return 0;
  const at: number[][] = Array.from({ length: slots }, () => []);
  slotsOf.forEach((set, m) => {
    for (const t of set) at[t]!.push(m);
  });
  const usable = new Int32Array(slots + 1);
  for (let t = slots - 1; t >= 0; t--) usable[t] = usable[t + 1]! + (at[t]!.length > 0 ? 1 : 0);
  const search = new Search(at, usable, k, slots);
  if (!search.fits()) return Infinity;
  for (let breaks = 0; breaks < k; breaks++) {
    search.nodes = 0;
    if (search.from(0, 0, breaks + 1, false) || search.nodes > NODES) return breaks;
  }
  return k - 1;
}

class Search {
  nodes = 0;
  private slotOf: Int32Array;
  private readonly seen: Int32Array;
  private round = 0;

  constructor(
    private readonly at: readonly (readonly number[])[],
    private readonly usable: Int32Array,
    private readonly k: number,
    private readonly slots: number,
  ) {
    this.slotOf = new Int32Array(k).fill(-1);
    this.seen = new Int32Array(k);
  }

  fits(): boolean {
    let taken = 0;
    for (let t = 0; t < this.slots; t++) if (this.take(t)) taken++;
    this.slotOf.fill(-1);
    return taken === this.k;
  }

  /** Can the rest be taken from slot `t` on, with `runs` more groups to begin? */
  from(t: number, taken: number, runs: number, open: boolean): boolean {
    if (taken === this.k) return true;
    if (++this.nodes > NODES || this.usable[t]! < this.k - taken) return false;
    if (open || runs > 0) {
      const before = this.slotOf.slice();
      if (this.take(t) && this.from(t + 1, taken + 1, open ? runs : runs - 1, true)) return true;
      this.slotOf = before;
    }
    return runs > 0 && this.from(t + 1, taken, runs, false);
  }

  private take(t: number): boolean {
    this.round++;
    return this.augment(t);
  }

  private augment(t: number): boolean {
    for (const m of this.at[t]!) {
      if (this.seen[m] === this.round) continue;
      this.seen[m] = this.round;
      if (this.slotOf[m]! < 0 || this.augment(this.slotOf[m]!)) {
        this.slotOf[m] = t;
        return true;
      }
    }
    return false;
  }
}
