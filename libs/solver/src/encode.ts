import { Cnf } from './cnf.js';
import {
  begunBy,
  breaksOfOne,
  countExactly,
  fairness,
  inOnePiece,
  mostBreaks,
  sum,
} from './encode-breaks.js';
import { countEarly, earlyOnes, noon, prefixes } from './encode-limits.js';
import { slotCounts } from './encode-slots.js';
import type { Model } from './model.js';

/** A scheduling question written as a formula; the variables name what can be asked and read back. */
export interface Encoding {
  cnf: Cnf;
  /** Variable of meeting m in slot t at `m * slots + t`, 0 = not possible. */
  at: Int32Array;
  /** `breaks[j]` is implied by more than j breaks in all. */
  breaks: number[];
  /** `breaksOf[p][j]` is implied by more than j breaks of participant p. */
  breaksOf: number[][];
  /** `missing[j]` is implied by more than j units of weight unplaced; empty when all must be placed. */
  missing: number[];
  /** For each meeting the literal to assume for it to be placed; empty unless asked for. */
  placed: number[];
}

export interface EncodeOptions {
  /** Slots of each meeting, from 0. */
  slots: readonly (readonly number[])[];
  /**
   * `all`: every meeting is placed. `chosen`: those whose `placed` literal is assumed. `most`: not
   * necessarily any, and `missing` counts the weight left over (whole numbers, `maxMissing` at most).
   */
  place: 'all' | 'chosen' | 'most';
  maxMissing?: number;
  /** Meetings that are placed in any case. */
  forced?: readonly number[];
  /** Breaks counted: more than this many cannot be asked about. */
  maxBreaks: number;
  /** Known lower bound for each participant, when all are placed. */
  breaksOf?: Int32Array;
  fairness?: number | undefined;
}

/** Writes an instance as a formula. */
export function encode(model: Model, options: EncodeOptions): Encoding {
  const cnf = new Cnf();
  const { slots: T, meetings: M, people: P } = model;
  const at = new Int32Array(M * T);
  const all = options.place === 'all';
  const placed: number[] = [];
  for (let m = 0; m < M; m++) {
    const row = options.slots[m]!.map((t) => (at[m * T + t] = cnf.fresh()));
    cnf.atMostOne(row);
    if (all) cnf.addAll(row);
    else {
      placed[m] = cnf.fresh();
      cnf.addAll([-placed[m]!, ...row]);
    }
  }
  for (const m of options.forced ?? []) if (placed[m]) cnf.add(placed[m]);
  const busy = busyVariables(model, cnf, at);
  order(model, cnf, at, options.slots);
  slotCounts(model, cnf, at, busy);
  const yes = cnf.fresh();
  cnf.add(yes);
  const divided = all ? noon(options.slots, T) : undefined;
  const early = divided === undefined ? [] : earlyOnes(cnf, at, options.slots, divided, T, yes);
  const most = Array.from({ length: P }, (_, p) => mostBreaks(model, p));
  const least = Math.min(...most);
  // Somebody has no breaks for certain: then only the greatest number matters, and counts may overstate.
  const exact = options.fairness !== undefined && least > 0;
  const counts: number[][] = [];
  for (let p = 0; p < P; p++) {
    const mine = Array.from(model.of.list.subarray(model.of.from[p], model.of.from[p + 1]));
    const k = mine.length;
    if (k === 0) {
      counts.push([]);
      continue;
    }
    const row = Array.from(busy.subarray(p * T, p * T + T));
    const limits = prefixes(all ? mine.map((m) => options.slots[m]!) : [], T);
    const used = all ? countExactly(cnf, row, k, limits, yes) : [];
    if (divided !== undefined) {
      const halves = mine.map((m) => early[m]!);
      countEarly(cnf, halves, used[divided]!, yes);
    }
    const begun = all ? used.map((now) => now[0]!) : begunBy(cnf, row);
    const count = breaksOfOne(cnf, row, begun, most[p]!, exact);
    if (all) inOnePiece(cnf, row, begun, k, count[0]);
    counts.push(count);
  }
  if (options.fairness !== undefined) fairness(cnf, counts, options.fairness, all ? least : 0);
  if (all && options.breaksOf) {
    counts.forEach((count, p) => {
      for (let j = 0; j < options.breaksOf![p]!; j++) if (count[j]) cnf.add(count[j]!);
    });
  }
  const breaks = sum(cnf, counts, options.maxBreaks + 1);
  let missing: number[] = [];
  if (options.place === 'most') {
    // What weighs more than may be missing is counted as just too much.
    const limit = (options.maxMissing ?? model.weight.reduce((x, y) => x + y, 0)) + 1;
    const units = placed.flatMap((z, m) =>
      Array.from({ length: Math.min(model.weight[m]!, limit) }, () => -z),
    );
    missing = cnf.totaliser(units, limit);
  }
  return { cnf, at, breaks, breaksOf: counts, missing, placed };
}

/** busy[p, t]: the participant has a meeting then; at most one. 0 = never. */
function busyVariables(model: Model, cnf: Cnf, at: Int32Array): Int32Array {
  const { slots: T, people: P, of } = model;
  const busy = new Int32Array(P * T);
  for (let p = 0; p < P; p++) {
    for (let t = 0; t < T; t++) {
      const here: number[] = [];
      for (let i = of.from[p]!; i < of.from[p + 1]!; i++) {
        const v = at[of.list[i]! * T + t]!;
        if (v > 0) here.push(v);
      }
      if (here.length === 0) continue;
      cnf.atMostOne(here);
      const u = (busy[p * T + t] = cnf.fresh());
      for (const v of here) cnf.add(-v, u);
      cnf.addAll([-u, ...here]);
    }
  }
  return busy;
}

/** A meeting that must be earlier is never in the same slot or later. */
function order(model: Model, cnf: Cnf, at: Int32Array, slots: EncodeOptions['slots']): void {
  const { slots: T, meetings: M, after } = model;
  for (let x = 0; x < M; x++) {
    if (after.from[x] === after.from[x + 1]) continue;
    // later[t]: x is in slot t or later.
    const later = new Int32Array(T + 1);
    for (let t = T - 1; t >= 0; t--) {
      const v = at[x * T + t]!;
      const next = later[t + 1]!;
      if (v === 0) {
        later[t] = next;
        continue;
      }
      later[t] = cnf.fresh();
      cnf.add(-v, later[t]!);
      if (next) cnf.add(-next, later[t]!);
    }
    for (let i = after.from[x]!; i < after.from[x + 1]!; i++) {
      const m = after.list[i]!;
      for (const t of slots[m]!) if (later[t]) cnf.add(-at[m * T + t]!, -later[t]);
    }
  }
}
