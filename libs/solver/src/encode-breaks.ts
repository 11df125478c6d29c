import type { Cnf } from './cnf.js';
import type { Prefixes } from './encode-limits.js';
import type { Model } from './model.js';

/** used[t][j]: more than j slots are used up to slot t. Exactly `k` of the row are, within the known limits. */
export function countExactly(
  cnf: Cnf,
  row: readonly number[],
  k: number,
  { low, high }: Prefixes,
  yes: number,
): number[][] {
  const T = row.length;
  const used: number[][] = [];
  // before[j]: at least j + 1 so far; TRUE and FALSE where nothing is open.
  let before: number[] = new Array<number>(k).fill(-yes);
  for (let t = 0; t < T; t++) {
    const u = row[t]! || -yes;
    const now: number[] = [];
    for (let j = 0; j < k; j++) {
      const one = j === 0 ? yes : before[j - 1]!;
      if (j >= high[t]! || (u === -yes && before[j] === -yes)) {
        if (j <= t) cnf.add(-u, -one);
        now.push(-yes);
      } else if (j < low[t]!) {
        // One missing now could not be made up for.
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
    used.push(now);
  }
  cnf.add(before[k - 1]!);
  return used;
}

export function begunBy(cnf: Cnf, row: readonly number[]): number[] {
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
export function mostBreaks(model: Model, p: number): number {
  const k = model.of.from[p + 1]! - model.of.from[p]!;
  return Math.max(0, Math.min(k - 1, (model.slots - 1) >> 1));
}

/** Counts a participant's breaks: a group begins at t although there was one before. */
export function breaksOfOne(
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
 * Without breaks the `k` used slots follow from the first one alone: said directly, for the counter would
 * only find out by trying.
 */
export function inOnePiece(
  cnf: Cnf,
  row: readonly number[],
  begun: readonly number[],
  k: number,
  broken: number | undefined,
): void {
  const unless = broken ? [broken] : [];
  row.forEach((u, t) => {
    const over = t >= k ? begun[t - k]! : 0;
    if (over && u) cnf.addAll([...unless, -over, -u]);
    const clause = [...unless, -begun[t]!];
    if (over) clause.push(over);
    if (u) clause.push(u);
    cnf.addAll(clause);
  });
}

/**
 * The greatest and the smallest number of breaks differ by `limit` at most; somebody has `least` at most
 * whatever happens.
 */
export function fairness(cnf: Cnf, counts: readonly number[][], limit: number, least: number): void {
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
export function sum(cnf: Cnf, counts: readonly number[][], limit: number): number[] {
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
