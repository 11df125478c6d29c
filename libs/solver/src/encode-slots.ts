import type { Cnf } from './cnf.js';
import type { Model } from './model.js';
import { Rng } from './rng.js';

/** Attempts to divide the people, and turns of moving everybody in each. */
const ATTEMPTS = 30;
const TURNS = 20;
/** Share of meetings inside one side above which counting costs more than it tells. */
const MOST_INSIDE = 0.1;

/**
 * No more meetings in a slot than tables: at most twice as many busy people. Most events have two kinds of
 * people who meet across. Every such meeting makes one of either side busy, so the sides are as busy as each
 * other, a meeting inside one counted twice for the other. Both follow from the same counts of the two sides,
 * which is what makes them tell so much. Where too many are inside, nothing is said about the sides.
 */
export function slotCounts(model: Model, cnf: Cnf, at: Int32Array, busy: Int32Array): void {
  const { slots: T, meetings: M, people, capacity } = model;
  const side = twoSides(model);
  const inside = Array.from({ length: M }, (_, m) => m).filter((m) => isInside(model, side, m));
  const balanced = inside.length <= MOST_INSIDE * M;
  for (let t = 0; t < T; t++) {
    const limit = 2 * capacity[t]! + 1;
    const busyOn = (s: number) => {
      const here: number[] = [];
      for (let p = 0; p < people; p++) if (side[p] === s && busy[p * T + t]) here.push(busy[p * T + t]!);
      return cnf.totaliser(here, limit, balanced);
    };
    const [x, y] = [busyOn(0), busyOn(1)];
    const all = cnf.merge(x, y, limit);
    if (all.length === limit) cnf.add(-all[limit - 1]!);
    if (!balanced) continue;
    const withInside = (count: number[], s: number) => {
      const others = inside.filter((m) => side[model.a[m]!] !== s && at[m * T + t]! > 0);
      const meetings = cnf.totaliser(
        others.map((m) => at[m * T + t]!),
        capacity[t]! + 1,
        true,
      );
      return cnf.merge(
        count,
        meetings.flatMap((v) => [v, v]),
        limit,
        true,
      );
    };
    const more = withInside(x, 0);
    const less = withInside(y, 1);
    for (let j = 0; j < limit; j++) {
      implies(cnf, more[j], less[j]);
      implies(cnf, less[j], more[j]);
    }
  }
}

/** A literal that is missing is false. */
function implies(cnf: Cnf, x: number | undefined, y: number | undefined): void {
  if (x) cnf.addAll(y ? [-x, y] : [-x]);
}

function isInside(model: Model, side: Uint8Array, m: number): boolean {
  return side[model.a[m]!] === side[model.b[m]!];
}

/** Divides the people into two sides with few meetings inside one: local search, the same every time. */
function twoSides(model: Model): Uint8Array {
  const rng = new Rng(1);
  const { people, meetings, of } = model;
  let best = new Uint8Array(people);
  let fewest = Infinity;
  for (let i = 0; i < ATTEMPTS; i++) {
    const side = Uint8Array.from({ length: people }, () => rng.bits() & 1);
    for (let turn = 0, moved = true; moved && turn < TURNS; turn++) {
      moved = false;
      for (let p = 0; p < people; p++) {
        const mine = of.list.subarray(of.from[p], of.from[p + 1]);
        if (mine.filter((m) => isInside(model, side, m)).length * 2 <= mine.length) continue;
        side[p]! ^= 1;
        moved = true;
      }
    }
    let inside = 0;
    for (let m = 0; m < meetings; m++) if (isInside(model, side, m)) inside++;
    if (inside >= fewest) continue;
    fewest = inside;
    best = side;
  }
  return best;
}
