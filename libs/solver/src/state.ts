import { type Model, hasSlot } from './model.js';

/**
 * A schedule being worked on: who is where when, kept in typed arrays.
 *
 * A participant's *runs* are their maximal groups of consecutive busy slots; breaks = runs - 1. Adding or
 * taking one slot changes the runs by what its two neighbours are, so nothing is ever counted afresh.
 */
export class State {
  /** Slot of each meeting, -1 = not placed. */
  readonly slotOf: Int32Array;
  /** Meeting of a participant in a slot at `person * stride + slot + 1`, -1 = free; both ends padded. */
  readonly at: Int32Array;
  readonly stride: number;
  /** Meetings in each slot. */
  readonly load: Int32Array;
  readonly runs: Int32Array;
  readonly count: Int32Array;
  /** First and last busy slot of each participant; first > last when there is none. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Meetings not placed, in no order, and where each stands in it (-1 = placed). */
  readonly unplaced: Int32Array;
  readonly unplacedAt: Int32Array;
  unplacedCount: number;
  unplacedWeight = 0;
  /** Breaks, and idle slots strictly between the first and last meeting, of all participants together. */
  breaks = 0;
  idle = 0;

  constructor(readonly model: Model) {
    const { meetings, people, slots } = model;
    this.stride = slots + 2;
    this.slotOf = new Int32Array(meetings).fill(-1);
    this.at = new Int32Array(people * this.stride).fill(-1);
    this.load = new Int32Array(slots);
    this.runs = new Int32Array(people);
    this.count = new Int32Array(people);
    this.first = new Int32Array(people).fill(slots);
    this.last = new Int32Array(people).fill(-1);
    this.unplaced = Int32Array.from({ length: meetings }, (_, m) => m);
    this.unplacedAt = Int32Array.from(this.unplaced);
    this.unplacedCount = meetings;
    for (const w of model.weight) this.unplacedWeight += w;
  }

  /** Marks participant `p` as busy with `m` in slot `t`, where they were free. */
  private occupy(p: number, t: number, m: number): void {
    const { at, first, last } = this;
    const i = p * this.stride + t + 1;
    at[i] = m;
    if (this.count[p]!++ === 0) {
      first[p] = t;
      last[p] = t;
      this.runs[p] = 1;
      return;
    }
    const d = 1 - (at[i - 1]! >= 0 ? 1 : 0) - (at[i + 1]! >= 0 ? 1 : 0);
    this.runs[p]! += d;
    this.breaks += d;
    this.idle--;
    if (t < first[p]!) {
      this.idle += first[p]! - t;
      first[p] = t;
    } else if (t > last[p]!) {
      this.idle += t - last[p]!;
      last[p] = t;
    }
  }

  /** Marks participant `p` as free in slot `t`, where they were busy. */
  private vacate(p: number, t: number): void {
    const { at, first, last } = this;
    const base = p * this.stride + 1;
    const i = base + t;
    at[i] = -1;
    if (--this.count[p]! === 0) {
      first[p] = this.model.slots;
      last[p] = -1;
      this.runs[p] = 0;
      return;
    }
    const d = -1 + (at[i - 1]! >= 0 ? 1 : 0) + (at[i + 1]! >= 0 ? 1 : 0);
    this.runs[p]! += d;
    this.breaks += d;
    this.idle++;
    let x = t;
    if (t === first[p]) {
      while (at[base + x]! < 0) x++;
      first[p] = x;
      this.idle -= x - t;
    } else if (t === last[p]) {
      while (at[base + x]! < 0) x--;
      last[p] = x;
      this.idle -= t - x;
    }
  }

  /** Participant `p` gives up slot `s` for the free slot `t`; the caller writes the right meeting there. */
  shift(p: number, s: number, t: number): void {
    const m = this.at[p * this.stride + s + 1]!;
    this.occupy(p, t, m);
    this.vacate(p, s);
  }

  /** Puts an unplaced meeting into a slot where both are free. */
  place(m: number, t: number): void {
    const { model, unplaced, unplacedAt } = this;
    this.slotOf[m] = t;
    this.load[t]!++;
    this.occupy(model.a[m]!, t, m);
    this.occupy(model.b[m]!, t, m);
    const i = unplacedAt[m]!;
    const moved = unplaced[--this.unplacedCount]!;
    unplaced[i] = moved;
    unplacedAt[moved] = i;
    unplacedAt[m] = -1;
    this.unplacedWeight -= model.weight[m]!;
  }

  /** Takes a placed meeting out. */
  remove(m: number): void {
    const { model, unplaced, unplacedAt } = this;
    const t = this.slotOf[m]!;
    this.slotOf[m] = -1;
    this.load[t]!--;
    this.vacate(model.a[m]!, t);
    this.vacate(model.b[m]!, t);
    unplacedAt[m] = this.unplacedCount;
    unplaced[this.unplacedCount++] = m;
    this.unplacedWeight += model.weight[m]!;
  }

  /** Replaces the whole schedule. */
  assign(slots: ArrayLike<number>): void {
    for (let m = 0; m < this.model.meetings; m++) {
      if (this.slotOf[m]! >= 0 && this.slotOf[m] !== slots[m]) this.remove(m);
    }
    for (let m = 0; m < this.model.meetings; m++) {
      if (slots[m]! >= 0 && this.slotOf[m]! < 0) this.place(m, slots[m]!);
    }
  }

  /** May `m` be in slot `t` as far as the slot itself and the precedences with placed meetings go? */
  admits(m: number, t: number): boolean {
    return hasSlot(this.model.allowed, this.model.words, m, t) && this.inOrder(m, t);
  }

  /** Would `m` in slot `t` be after all its predecessors and before all its successors that are placed? */
  inOrder(m: number, t: number): boolean {
    if (!this.model.hasPrecedences) return true;
    const { before, after } = this.model;
    for (let i = before.from[m]!; i < before.from[m + 1]!; i++) {
      if (this.slotOf[before.list[i]!]! >= t) return false;
    }
    for (let i = after.from[m]!; i < after.from[m + 1]!; i++) {
      const s = this.slotOf[after.list[i]!]!;
      if (s >= 0 && s <= t) return false;
    }
    return true;
  }

  isBusy(p: number, t: number): boolean {
    return this.at[p * this.stride + t + 1]! >= 0;
  }

  /** Change in breaks if `p` took the free slot `t`. */
  breaksAdded(p: number, t: number): number {
    if (this.count[p] === 0) return 0;
    const i = p * this.stride + t + 1;
    return 1 - (this.at[i - 1]! >= 0 ? 1 : 0) - (this.at[i + 1]! >= 0 ? 1 : 0);
  }

  breaksOf(p: number): number {
    return Math.max(0, this.runs[p]! - 1);
  }

  /** Greatest minus smallest number of breaks of a participant. */
  fairnessRange(): number {
    let low = Infinity;
    let high = 0;
    for (let p = 0; p < this.model.people; p++) {
      low = Math.min(low, this.breaksOf(p));
      high = Math.max(high, this.breaksOf(p));
    }
    return this.model.people === 0 ? 0 : high - low;
  }
}
