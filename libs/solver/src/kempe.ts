import type { Model } from './model.js';
import type { State } from './state.js';

/**
 * Kempe chains: exchanging two slots along a path of meetings.
 *
 * Take a participant busy in slot s and free in slot t. Moving their meeting to t pushes the partner's
 * meeting in t, if any, to s, and so on until somebody was free. Everybody inside the path is busy in
 * both slots before and after; only the two ends change when they are busy, so a path of any length
 * costs two look-ups.
 */
export class Kempe {
  /** Meetings of the path found last; even positions move s → t, odd ones t → s. */
  readonly chain: Int32Array;
  length = 0;
  /** The participant at the far end, and the slots they give up and take. */
  end = -1;
  gives = -1;
  takes = -1;
  private readonly sum: Int32Array;
  private readonly stamp: Int32Array;
  private round = 0;
  private readonly model: Model;

  constructor(private readonly state: State) {
    this.model = state.model;
    const { a, b, meetings } = state.model;
    this.chain = new Int32Array(meetings + 1);
    this.sum = a.map((x, i) => x + b[i]!);
    this.stamp = new Int32Array(state.model.hasPrecedences ? meetings : 0);
  }

  /**
   * Walks the path that starts with `p` giving up slot `s` (busy) for slot `t` (free). False when a
   * meeting on it may not move, the path is longer than `limit`, or its order is wrong. The number of
   * meetings in each slot is not looked at: see `capacityAllows`.
   */
  walk(p: number, s: number, t: number, limit: number): boolean {
    const { at, stride } = this.state;
    const { chain, sum } = this;
    const { allowed, words } = this.model;
    let person = p;
    let from = s;
    let to = t;
    let n = 0;
    let m = at[person * stride + from + 1]!;
    while (m >= 0) {
      if (((allowed[m * words + (to >> 5)]! >>> (to & 31)) & 1) === 0 || n >= limit) return false;
      chain[n++] = m;
      person = sum[m]! - person;
      const swap = from;
      from = to;
      to = swap;
      m = at[person * stride + from + 1]!;
    }
    this.length = n;
    this.end = person;
    this.gives = to;
    this.takes = from;
    return !this.model.hasPrecedences || this.keepsOrder(s, t);
  }

  /** Is there a table for the meeting that slot `t` gains? Only a path of odd length gains one. */
  capacityAllows(t: number): boolean {
    return (this.length & 1) === 0 || this.state.load[t]! < this.model.capacity[t]!;
  }

  private keepsOrder(s: number, t: number): boolean {
    const { chain, stamp, length } = this;
    const { before, after } = this.model;
    const { slotOf } = this.state;
    const round = ++this.round;
    for (let i = 0; i < length; i++) stamp[chain[i]!] = round;
    for (let i = 0; i < length; i++) {
      const m = chain[i]!;
      const to = (i & 1) === 0 ? t : s;
      for (let j = before.from[m]!; j < before.from[m + 1]!; j++) {
        const x = before.list[j]!;
        const at = stamp[x] === round ? s + t - slotOf[x]! : slotOf[x]!;
        if (at >= to) return false;
      }
      for (let j = after.from[m]!; j < after.from[m + 1]!; j++) {
        const x = after.list[j]!;
        const at = stamp[x] === round ? s + t - slotOf[x]! : slotOf[x]!;
        if (at >= 0 && at <= to) return false;
      }
    }
    return true;
  }

  /** Carries out the path found last for `p`, `s`, `t`. */
  apply(p: number, s: number, t: number): void {
    const { chain, length, state } = this;
    const { a, b } = this.model;
    const { at, slotOf, stride } = state;
    // Inside the path both slots of a participant are overwritten; the ends are cleared here.
    state.shift(p, s, t);
    state.shift(this.end, this.gives, this.takes);
    for (let i = 0; i < length; i++) {
      const m = chain[i]!;
      const to = (i & 1) === 0 ? t : s;
      slotOf[m] = to;
      at[a[m]! * stride + to + 1] = m;
      at[b[m]! * stride + to + 1] = m;
    }
    if ((length & 1) === 1) {
      state.load[s]!--;
      state.load[t]!++;
    }
  }
}
