import { Cnf } from './cnf.js';
import type { Model } from './model.js';

/** A scheduling question written as a formula; the variables name what can be asked and read back. */
export interface Encoding {
  cnf: Cnf;
  /** Variable of meeting m in slot t at `m * slots + t`, 0 = not possible. */
  at: Int32Array;
  /** `breaks[j]` is implied by more than j breaks in all. */
  breaks: number[];
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
  capacity(model, cnf, busy);
  const most = Array.from({ length: P }, (_, p) => mostBreaks(model, p));
  const least = Math.min(...most);
  // Somebody has no breaks for certain: then only the greatest number matters, and counts may overstate.
  const exact = options.fairness !== undefined && least > 0;
  const counts: number[][] = [];
  for (let p = 0; p < P; p++) {
    const k = model.of.from[p + 1]! - model.of.from[p]!;
    if (k === 0) {
      counts.push([]);
      continue;
    }
    const row = Array.from(busy.subarray(p * T, p * T + T));
    const begun = all ? countExactly(cnf, row, k) : begunBy(cnf, row);
    counts.push(breaksOfOne(cnf, row, begun, most[p]!, exact));
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
    const units = placed.flatMap((z, m) => Array.from({ length: model.weight[m]! }, () => -z));
    missing = cnf.totaliser(units, (options.maxMissing ?? units.length) + 1);
  }
  return { cnf, at, breaks, missing, placed };
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

/** No more meetings in a slot than tables: at most twice as many busy people. */
function capacity(model: Model, cnf: Cnf, busy: Int32Array): void {
  const { slots: T, people: P } = model;
  for (let t = 0; t < T; t++) {
    const here: number[] = [];
    for (let p = 0; p < P; p++) if (busy[p * T + t]) here.push(busy[p * T + t]!);
    const limit = 2 * model.capacity[t]!;
    if (here.length <= limit + 1) continue;
    const count = cnf.totaliser(here, limit + 1);
    cnf.add(-count[limit]!);
  }
}

/** begun[t]: there is a meeting in slot t or before. Exactly `k` of the row are used. */
function countExactly(cnf: Cnf, row: readonly number[], k: number): number[] {
  const T = row.length;
  const begun: number[] = [];
  // before[j]: at least j + 1 so far; TRUE and FALSE where nothing is open.
  const yes = cnf.fresh();
  cnf.add(yes);
  let before: number[] = new Array<number>(k).fill(-yes);
  for (let t = 0; t < T; t++) {
    const u = row[t]! || -yes;
    const now: number[] = [];
    for (let j = 0; j < k; j++) {
      const one = j === 0 ? yes : before[j - 1]!;
      if (j > t || (u === -yes && before[j] === -yes)) now.push(-yes);
      else if (k - 1 - j >= T - 1 - t) {
        // The slots left could not make up for one missing now.
        cnf.add(before[j]!, u);
        cnf.add(before[j]!, one);
        now.push(yes);
      } else {
        const s = cnf.fresh();
        const was = before[j]!;
        cnf.add(-was, s);
        cnf.add(-u, -one, s);
        cnf.add(-s, was, u);
        cnf.add(-s, was, one);
        now.push(s);
      }
    }
    // One more when there are k already would be too many; too few is ruled out at the end.
    cnf.add(-before[k - 1]!, -u);
    before = now;
    begun.push(now[0]!);
  }
  cnf.add(before[k - 1]!);
  return begun;
}

function begunBy(cnf: Cnf, row: readonly number[]): number[] {
  const begun: number[] = [];
  let before = 0;
  for (const u of row) {
    if (u === 0 && before === 0) {
      begun.push(0);
      continue;
    }
    const s = cnf.fresh();
    if (u) cnf.add(-u, s);
    if (before) cnf.add(-before, s);
    begun.push(s);
    before = s;
  }
  return begun;
}

/** No participant has more breaks than meetings less one, nor than there are slots left over. */
function mostBreaks(model: Model, p: number): number {
  const k = model.of.from[p + 1]! - model.of.from[p]!;
  return Math.max(0, Math.min(k - 1, (model.slots - 1) >> 1));
}

/** Counts a participant's breaks: a group begins at t although there was one before. */
function breaksOfOne(
  cnf: Cnf,
  row: readonly number[],
  begun: readonly number[],
  most: number,
  exact: boolean,
): number[] {
  const begins: number[] = [];
  for (let t = 2; t < row.length; t++) {
    if (!row[t] || !begun[t - 2]) continue;
    const h = cnf.fresh();
    const clause = [-row[t]!, -begun[t - 2]!, h];
    if (row[t - 1]) clause.push(row[t - 1]!);
    cnf.addAll(clause);
    if (exact) for (const l of clause.slice(0, 2)) cnf.add(-h, -l);
    if (exact && row[t - 1]) cnf.add(-h, -row[t - 1]!);
    begins.push(h);
  }
  return cnf.totaliser(begins, most, exact);
}

/**
 * The greatest and the smallest number of breaks differ by `limit` at most; somebody has `least` at most
 * whatever happens.
 */
function fairness(cnf: Cnf, counts: readonly number[][], limit: number, least: number): void {
  // level[j]: everybody has more than j breaks. Without it nobody has more than j + limit.
  const levels = Array.from({ length: least }, () => cnf.fresh());
  levels.forEach((level, j) => {
    if (j > 0) cnf.add(-level, levels[j - 1]!);
    for (const count of counts) {
      cnf.addAll(count[j] ? [-level, count[j]] : [-level]);
      if (count[j + limit]) cnf.add(-count[j + limit]!, level);
    }
  });
  for (const count of counts) if (count[least + limit]) cnf.add(-count[least + limit]!);
}

/** Adds up the counts of all participants. */
function sum(cnf: Cnf, counts: readonly number[][], limit: number): number[] {
  let layer = counts.filter((count) => count.length > 0);
  while (layer.length > 1) {
    const next: number[][] = [];
    for (let i = 0; i < layer.length; i += 2) {
      const x = layer[i]!;
      const y = layer[i + 1];
      next.push(y ? cnf.merge(x, y, limit) : x);
    }
    layer = next;
  }
  return layer[0] ?? [];
}
