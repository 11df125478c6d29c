import { hasSlot } from './model.js';
import type { Kempe } from './kempe.js';
import type { Rng } from './rng.js';
import type { State } from './state.js';

/** Longest Kempe path looked at to make room for a meeting. */
const LIMIT = 400;

/** Puts unplaced meetings into a schedule that has no free slot for them. */
export class Inserter {
  private readonly ejected: number[] = [];
  private undoSlots: number[] = [];

  constructor(
    private readonly state: State,
    private readonly kempe: Kempe,
    private readonly rng: Rng,
  ) {}

  /** Places `m` where both are free, else where one exchange of two slots makes room. */
  place(m: number): boolean {
    return this.placeFree(m) || this.placeByExchange(m);
  }

  /** Places `m` in the slot that is free for both with the fewest new breaks. */
  placeFree(m: number): boolean {
    const { state } = this;
    const { a, b, capacity, slots } = state.model;
    const p = a[m]!;
    const q = b[m]!;
    let best = -1;
    let bestRuns = 9;
    const start = this.rng.int(slots);
    for (let i = 0; i < slots; i++) {
      const t = (start + i) % slots;
      if (state.load[t]! >= capacity[t]! || state.isBusy(p, t) || state.isBusy(q, t)) continue;
      if (!state.admits(m, t)) continue;
      const runs = state.breaksAdded(p, t) + state.breaksAdded(q, t);
      if (runs < bestRuns) {
        bestRuns = runs;
        best = t;
      }
    }
    if (best >= 0) state.place(m, best);
    return best >= 0;
  }

  /**
   * Finds a slot where one side is free and the other, busy there, can be freed by exchanging that slot
   * with one they have free; or one that is free for both but full, freed of a table in the same way.
   */
  placeByExchange(m: number): boolean {
    const { state, kempe, rng } = this;
    const { a, b, capacity, slots } = state.model;
    const flip = (rng.bits() & 1) === 1;
    const startT = rng.int(slots);
    for (let i = 0; i < slots; i++) {
      const t = (startT + i) % slots;
      if (!state.admits(m, t)) continue;
      const busyA = state.isBusy(a[m]!, t);
      const busyB = state.isBusy(b[m]!, t);
      if (busyA && busyB) continue;
      if (!busyA && !busyB) {
        if (this.freeTable(m, t)) return true;
        continue;
      }
      const p = busyA ? a[m]! : b[m]!;
      const other = busyA ? b[m]! : a[m]!;
      const startS = rng.int(slots);
      for (let j = 0; j < slots; j++) {
        const s = flip ? (startS + j) % slots : (startS + slots - j) % slots;
        if (s === t || state.isBusy(p, s) || !kempe.walk(p, t, s, LIMIT)) continue;
        const odd = (kempe.length & 1) === 1;
        if (odd ? state.load[s]! >= capacity[s]! : state.load[t]! >= capacity[t]!) continue;
        if (kempe.end === other && kempe.takes === t) continue;
        if (this.exchangeAndPlace(m, p, t, s)) return true;
      }
    }
    return false;
  }

  private exchangeAndPlace(m: number, p: number, t: number, s: number): boolean {
    const { state, kempe } = this;
    kempe.apply(p, t, s);
    if (state.inOrder(m, t)) {
      state.place(m, t);
      return true;
    }
    if (kempe.walk(p, s, t, LIMIT)) kempe.apply(p, s, t);
    return false;
  }

  /** Moves some meeting out of the full slot `t`, where both sides of `m` are free, and places `m` there. */
  private freeTable(m: number, t: number): boolean {
    const { state, kempe, rng } = this;
    const { a, b, capacity, slots, people } = state.model;
    for (let tries = 0; tries < 60; tries++) {
      const p = rng.int(people);
      const s = rng.int(slots);
      if (s === t || !state.isBusy(p, t) || state.isBusy(p, s) || state.load[s]! >= capacity[s]!) continue;
      if (!kempe.walk(p, t, s, LIMIT) || (kempe.length & 1) === 0) continue;
      const q = kempe.end;
      if (p === a[m] || p === b[m] || q === a[m] || q === b[m]) continue;
      if (this.exchangeAndPlace(m, p, t, s)) return true;
    }
    return false;
  }

  /**
   * Places `m` and takes out whatever is in its way, in the slot where that is worth least. Refused when
   * it is worth more than `m` and `spare` together. True when `m` was placed.
   */
  eject(m: number, spare: number): boolean {
    const { state, rng } = this;
    const { slots, weight } = state.model;
    let best = -1;
    let bestLoss = Infinity;
    const start = rng.int(slots);
    for (let i = 0; i < slots; i++) {
      const t = (start + i) % slots;
      const loss = this.conflicts(m, t) + rng.unit() * 0.5;
      if (loss < bestLoss) {
        bestLoss = loss;
        best = t;
      }
    }
    if (best < 0 || this.conflicts(m, best) > weight[m]! + spare) return false;
    this.undoSlots = this.ejected.map((x) => state.slotOf[x]!);
    for (const x of this.ejected) state.remove(x);
    state.place(m, best);
    return true;
  }

  /** Takes back the last ejection, which placed `m`. */
  undoEject(m: number): void {
    this.state.remove(m);
    this.ejected.forEach((x, i) => this.state.place(x, this.undoSlots[i]!));
  }

  /** Collects what is in the way of `m` in slot `t`; returns its weight, Infinity when it cannot go. */
  private conflicts(m: number, t: number): number {
    const { state, ejected, rng } = this;
    const { model, slotOf, at, stride } = state;
    const { a, b, before, after, weight, fixed } = model;
    ejected.length = 0;
    if (!hasSlot(model.allowed, model.words, m, t)) return Infinity;
    const x = at[a[m]! * stride + t + 1]!;
    const y = at[b[m]! * stride + t + 1]!;
    if (x >= 0) ejected.push(x);
    if (y >= 0 && y !== x) ejected.push(y);
    for (let i = before.from[m]!; i < before.from[m + 1]!; i++) {
      const z = before.list[i]!;
      if (slotOf[z]! >= t && !ejected.includes(z)) ejected.push(z);
    }
    for (let i = after.from[m]!; i < after.from[m + 1]!; i++) {
      const z = after.list[i]!;
      if (slotOf[z]! >= 0 && slotOf[z]! <= t && !ejected.includes(z)) ejected.push(z);
    }
    if (state.load[t]! >= model.capacity[t]! && !ejected.some((z) => slotOf[z] === t)) {
      const z = this.someoneAt(t, rng);
      if (z < 0) return Infinity;
      ejected.push(z);
    }
    let loss = 0;
    for (const z of ejected) loss += fixed[z]! >= 0 ? Infinity : weight[z]!;
    return loss;
  }

  /** Some meeting in slot `t` that is not pinned; -1 when none was found. */
  private someoneAt(t: number, rng: Rng): number {
    const { slotOf, model } = this.state;
    const start = rng.int(model.meetings);
    for (let i = 0; i < model.meetings; i++) {
      const z = (start + i) % model.meetings;
      if (slotOf[z] === t && model.fixed[z]! < 0) return z;
    }
    return -1;
  }
}
