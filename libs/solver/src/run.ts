import { Annealer } from './anneal.js';
import { type Bounds, bounds } from './bounds.js';
import { construct, placePins } from './construct.js';
import { Costs } from './cost.js';
import type { Model } from './model.js';
import { Pace } from './pace.js';
import { placeAll } from './place-all.js';
import { prove } from './prove.js';
import { provable } from './prover.js';
import { Rng } from './rng.js';
import type { Reason } from './reasons.js';
import type { SolveOptions, Solution } from './solution.js';
import { State } from './state.js';

/** Temperatures, in breaks, a cycle of annealing starts and ends with; lower where moves cost something. */
const TEMPERATURES = { free: [0.4, 0.12], gentle: [0.12, 0.04] } as const;
/** Moves between two looks at the clock. */
const SLICE_MOVES = 4000;
/** Insertions without success before the search turns to breaks. */
const PLACE_EFFORT = 4000;

/** What has been proved so far. */
export interface Proved {
  /** Nothing places more weight than the best schedule. */
  placement: boolean;
  /** Breaks of no schedule that places as much as the best one are below this. */
  breaks: number;
  reasons: Reason[];
}

/** One run of the search over an instance. */
export class Run {
  readonly pace: Pace;
  readonly known: Bounds;
  readonly annealer: Annealer;
  readonly proved: Proved;
  private reported = '';
  private cycles = 0;

  constructor(
    readonly model: Model,
    readonly options: SolveOptions,
  ) {
    const { seed = 1, fairness, start, moveCost, seconds, signal } = options;
    const moves = options.moves ?? (seconds === undefined ? defaultMoves(model) : Infinity);
    const now = options.now ?? (() => performance.now());
    this.pace = new Pace(moves, options.moves === undefined && seconds !== undefined, seconds, signal, now);
    this.known = bounds(model, fairness);
    this.proved = { placement: false, breaks: 0, reasons: this.known.reasons };
    const rng = new Rng(seed);
    const state = new State(model);
    const previous = start && Int32Array.from({ length: model.meetings }, (_, m) => (start[m] ?? 0) - 1);
    placePins(state);
    if (previous) adopt(state, previous);
    construct(state, rng);
    const costs = new Costs(model, { fairness, previous, moveCost }, this.known.fairnessBase);
    this.annealer = new Annealer(state, costs, rng);
  }

  /** Least number of breaks possible for schedules that place as much as the best one. */
  get breaksBound(): number {
    const all = this.annealer.best.unplaced < 1e-9;
    return Math.max(this.proved.breaks, all ? this.known.breaks : 0);
  }

  /** Is the best schedule known to be best in weight and breaks? */
  get optimal(): boolean {
    const { best } = this.annealer;
    const placed = this.proved.placement || best.unplaced <= this.known.unplacedWeight + 1e-9;
    return placed && best.excess === 0 && best.breaks <= this.breaksBound + 1e-9;
  }

  async search(): Promise<void> {
    const { annealer, pace, options } = this;
    if (this.model.meetings === 0) return;
    this.report();
    const { rng, state, inserter } = annealer;
    const effort = Math.min(PLACE_EFFORT, 40 * (state.unplacedCount + 5), pace.left() / 8);
    pace.spent += placeAll(state, inserter, rng, effort, () => pace.over()) * 4;
    annealer.resync();
    this.report();
    const exact = options.prove === true && provable(this.model) && !options.moveCost;
    if (exact) await prove(this);
    else while (!pace.over() && !this.optimal) await this.cycle();
    await this.polish();
  }

  /** One cooling from hot to cold; shorter when less budget is left. Stops at the bound. */
  async cycle(): Promise<void> {
    const { annealer, pace, model } = this;
    const wanted = Math.max(20_000, 6000 * model.meetings);
    if (this.cycles++ > 0) annealer.restart();
    const [hot, cold] = this.options.moveCost ? TEMPERATURES.gentle : TEMPERATURES.free;
    let done = 0;
    for (;;) {
      const possible = done + pace.left();
      const length = possible < 1.6 * wanted ? possible : wanted;
      if (done >= length || pace.over() || this.optimal) return;
      this.slice(hot * (cold / hot) ** (done / length));
      done += SLICE_MOVES;
      if (await pace.breathe()) this.report();
    }
  }

  /** Breaks are as few as they can be: a short cold search for fewer idle slots. */
  private async polish(): Promise<void> {
    const { annealer, pace, model } = this;
    annealer.restart();
    const moves = Math.min(800_000, 400 * model.meetings);
    for (let done = 0; done < moves && annealer.best.idle > annealer.best.breaks; done += SLICE_MOVES) {
      if (pace.over()) break;
      this.slice(0.2 * (0.05 / 0.2) ** (done / moves));
      await pace.breathe();
    }
    this.report();
  }

  private slice(temperature: number): void {
    this.annealer.run(SLICE_MOVES, temperature);
    this.pace.spent += SLICE_MOVES;
  }

  /** Takes a schedule from elsewhere (slots from 0) as the one to go on from. */
  adopt(slotOf: Int32Array): void {
    this.annealer.state.assign(slotOf);
    this.annealer.resync();
    this.report();
  }

  /** Takes note that all can be placed, but not with so few breaks. */
  refute(breaks: number): void {
    this.proved.placement = true;
    this.proved.breaks = Math.max(this.proved.breaks, breaks + 1);
    this.report();
  }

  /** Tells the caller about a better schedule. */
  report(): void {
    const { onIncumbent } = this.options;
    const { best, bestSlots, moves } = this.annealer;
    const value = [best.unplaced, best.excess, best.breaks, best.idle, this.breaksBound].join();
    if (!onIncumbent || value === this.reported) return;
    this.reported = value;
    const slots = bestSlots.slice();
    const { placed, unplaced, breaks, idleSlots, bound } = this.figures();
    const gap = breaks - bound;
    const seconds = this.pace.seconds;
    const slotOfMeeting = () => Array.from(slots, (t) => t + 1);
    onIncumbent({ placed, unplaced, breaks, idleSlots, bound, gap, moves, seconds, slotOfMeeting });
  }

  private figures() {
    const { bestSlots } = this.annealer;
    const state = new State(this.model);
    state.assign(bestSlots);
    const placed = this.model.meetings - state.unplacedCount;
    const { breaks, idle } = state;
    const bound = Math.min(this.breaksBound, breaks);
    const fairnessRange = state.fairnessRange();
    return { placed, unplaced: state.unplacedCount, breaks, idleSlots: idle, fairnessRange, bound };
  }

  solution(): Solution {
    const { bestSlots, moves } = this.annealer;
    return {
      ...this.figures(),
      optimal: this.optimal,
      infeasible: this.proved.reasons.length > 0,
      reasons: this.proved.reasons,
      slotOfMeeting: Array.from(bestSlots, (t) => t + 1),
      seconds: this.pace.seconds,
      moves,
    };
  }

  close(): void {
    this.pace.close();
  }
}

function defaultMoves(model: Model): number {
  return Math.max(200_000, 10_000 * model.meetings);
}

/** Places what was placed before, where that is still possible. */
function adopt(state: State, previous: Int32Array): void {
  const { a, b, capacity } = state.model;
  previous.forEach((t, m) => {
    if (t < 0 || state.slotOf[m]! >= 0 || t >= state.model.slots || state.load[t]! >= capacity[t]!) return;
    if (state.isBusy(a[m]!, t) || state.isBusy(b[m]!, t) || !state.admits(m, t)) return;
    state.place(m, t);
  });
}
