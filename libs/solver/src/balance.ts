import type { Cnf } from './cnf.js';
import type { Model } from './model.js';
import { Rng } from './rng.js';

/** Attempts to divide the people, and turns of moving everybody in each. */
const ATTEMPTS = 30;
const TURNS = 20;
/** Share of meetings inside one side above which counting costs more than it tells. */
const MOST_INSIDE = 0.1;

/**
 * Most events have two kinds of people who meet across. Every such meeting makes one of either side busy, so
 * the sides are as busy as each other in every slot; a meeting inside one is counted twice for the other.
 * Nothing is said where too many meetings are inside.
 */
export function balance(model: Model, cnf: Cnf, at: Int32Array, busy: Int32Array): void {
  const { slots: T, people: P, meetings: M, capacity } = model;
  const side = twoSides(model);
  const inside: number[] = [];
  for (let m = 0; m < M; m++) if (isInside(model, side, m)) inside.push(m);
  if (inside.length > MOST_INSIDE * M) return;
  for (let t = 0; t < T; t++) {
    const sides = [0, 1].map((s) => {
      const here: number[] = [];
      for (let p = 0; p < P; p++) if (side[p] === s && busy[p * T + t]) here.push(busy[p * T + t]!);
      for (const m of inside) {
        const v = at[m * T + t]!;
        if (v > 0 && side[model.a[m]!] !== s) here.push(v, v);
      }
      return here;
    });
    const limit = Math.min(...sides.map((here) => here.length), 2 * capacity[t]!) + 1;
    const [x, y] = sides.map((here) => cnf.totaliser(here, limit, true));
    for (let j = 0; j < limit; j++) {
      implies(cnf, x![j], y![j]);
      implies(cnf, y![j], x![j]);
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
