import type { Model } from './model.js';
import type { State } from './state.js';

/** What is wanted besides placing everything. */
export interface Aims {
  /** Greatest allowed difference in breaks between two participants; none = not limited. */
  fairness?: number | undefined;
  /** Slot of each meeting before (from 0, -1 = none), and what each move away from it costs in breaks. */
  previous?: Int32Array | undefined;
  moveCost?: number | undefined;
}

/** Extra cost of the second and further breaks of one participant: fairness as the last aim. */
const UNFAIR = 0.01;
/** Cost of each break beyond the fairness limit. */
const EXCESS = 3;

/**
 * How the search values a schedule. Aims come in this order: weight placed, the fairness limit if there
 * is one, breaks (with what moved meetings cost), idle slots. Inside the search they are one sum in
 * which a break costs 1.
 */
export class Costs {
  /** Cost of having r runs. */
  readonly ofRuns: Float64Array;
  /** Breaks beyond the fairness limit with r runs. */
  readonly excess: Float64Array;
  /** Cost of one idle slot: small, and smaller on long days, where it would freeze groups far apart. */
  readonly idle: number;
  readonly limited: boolean;
  readonly previous: Int32Array | undefined;
  readonly moveCost: number;

  /** `base`: breaks everybody has to have for the fairness limit to be possible, usually 0. */
  constructor(model: Model, aims: Aims = {}, base = 0) {
    const { fairness } = aims;
    const breaks = Float64Array.from({ length: model.slots + 4 }, (_, runs) => Math.max(0, runs - 1));
    this.excess = breaks.map((n) =>
      fairness === undefined ? 0 : Math.max(0, n - base - fairness) + Math.max(0, base - n),
    );
    this.ofRuns = breaks.map((n, runs) => n + UNFAIR * n * (n - 1) + EXCESS * this.excess[runs]!);
    this.idle = 0.2 * Math.min(1, (24 / model.slots) ** 2);
    this.limited = fairness !== undefined;
    this.previous = aims.previous;
    this.moveCost = aims.previous ? (aims.moveCost ?? 0) : 0;
  }

  /** The value of a schedule, for comparing. */
  score(state: State): Score {
    let excess = 0;
    if (this.limited) for (const r of state.runs) excess += this.excess[r]!;
    return {
      unplaced: state.unplacedWeight,
      excess,
      breaks: state.breaks + this.moveCost * this.moved(state),
      idle: state.idle,
    };
  }

  /** Placed meetings that are elsewhere than before. */
  moved(state: State): number {
    const { previous } = this;
    if (!previous) return 0;
    let n = 0;
    for (let m = 0; m < previous.length; m++) {
      if (previous[m]! >= 0 && state.slotOf[m]! >= 0 && previous[m] !== state.slotOf[m]) n++;
    }
    return n;
  }
}

/** What schedules are compared by, in this order; less is better. */
export interface Score {
  unplaced: number;
  excess: number;
  breaks: number;
  idle: number;
}

const EPS = 1e-9;

/** Is schedule `x` better than `y`? */
export function better(x: Score, y: Score): boolean {
  if (Math.abs(x.unplaced - y.unplaced) > EPS) return x.unplaced < y.unplaced;
  if (x.excess !== y.excess) return x.excess < y.excess;
  if (Math.abs(x.breaks - y.breaks) > EPS) return x.breaks < y.breaks;
  return x.idle < y.idle;
}
