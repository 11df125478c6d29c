import type { Cnf } from './cnf.js';
import { Matching } from './matching.js';

type Slots = readonly (readonly number[])[];

/** What a participant's meetings say about their used slots when all of them are placed. */
export interface Prefixes {
  /** At least and at most so many of them are in slot t or before. */
  low: Int32Array;
  high: Int32Array;
}

/** Counts by matching a participant's meetings (each with its slots) with the slots on either side. */
export function prefixes(mine: Slots, T: number): Prefixes {
  const low = new Int32Array(T);
  const high = new Int32Array(T);
  for (let t = 0; t < T; t++) {
    high[t] = mostWithin(mine, 0, t, T);
    low[t] = mine.length - mostWithin(mine, t + 1, T - 1, T);
  }
  return { low, high };
}

/** Greatest number of meetings that fit between two slots, these included. */
function mostWithin(mine: Slots, from: number, to: number, T: number): number {
  const inside = mine.map((set) => set.filter((t) => t >= from && t <= to));
  const matching = new Matching(mine.length, new Uint8Array(T).fill(1), (i) => inside[i]!);
  return inside.filter((set, i) => set.length > 0 && matching.add(i)).length;
}

/**
 * The slot after which the day is divided: where most meetings must have been held or must not yet.
 * Undefined when nothing divides it.
 */
export function noon(slots: Slots, T: number): number | undefined {
  let best = 0;
  let divided: number | undefined;
  for (let t = 0; t < T - 1; t++) {
    let before = 0;
    let after = 0;
    for (const set of slots) {
      if (set.at(-1)! <= t) before++;
      else if (set[0]! > t) after++;
    }
    const value = Math.min(before, after) * slots.length + before + after;
    if (Math.min(before, after) === 0 || value <= best) continue;
    best = value;
    divided = t;
  }
  return divided;
}

/** early[m]: the meeting is in slot t or before; `yes` or `-yes` where that is known. */
export function earlyOnes(
  cnf: Cnf,
  at: Int32Array,
  slots: Slots,
  t: number,
  T: number,
  yes: number,
): number[] {
  return slots.map((set, m) => {
    if (set.at(-1)! <= t) return yes;
    if (set[0]! > t) return -yes;
    const early = cnf.fresh();
    for (const s of set) cnf.add(s <= t ? early : -early, -at[m * T + s]!);
    return early;
  });
}

/** As many of a participant's meetings are early as early slots are used; `used[j]`: more than j are. */
export function countEarly(cnf: Cnf, early: readonly number[], used: readonly number[], yes: number): void {
  const known = early.filter((l) => l === yes).length;
  const open = early.filter((l) => l !== yes && l !== -yes);
  cnf.totaliser(open, open.length, true).forEach((c, j) => {
    const u = used[known + j]!;
    cnf.add(-c, u);
    cnf.add(c, -u);
  });
}
