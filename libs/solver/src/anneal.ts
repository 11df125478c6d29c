import { type Costs, type Score, better } from './cost.js';
import { Inserter } from './insert.js';
import { Kempe } from './kempe.js';
import type { Rng } from './rng.js';
import type { State } from './state.js';

/** Share of moves that start from somebody who has breaks. */
const FOCUS = 0.85;
/** Share of moves with a target anywhere instead of next to a group of meetings. */
const ANYWHERE = 0.05;
/** Longest Kempe path followed. */
const PATH = 200;
/** A second end can hardly gain more than this, so paths whose first end costs more are not walked. */
const GAIN = 3;
/** Cost per meeting of crowding a slot beyond its comfortable load: keeps tables free for exchanges. */
const CROWD = 0.02;
/** While meetings are unplaced: moves between two attempts to make room for one, and to swap one in. */
const INSERT_EVERY = 512;
const SWAP_EVERY = 32;
/** People looked at for somebody to go the other way when all tables of a slot are taken. */
const PARTNERS = 8;

/**
 * Simulated annealing over Kempe chains. A move takes a meeting at the end of one group of a
 * participant's meetings to the side of another group and lets the exchange of the two slots run along
 * the path; mostly it starts from somebody who has breaks. Deterministic for a seed.
 */
export class Annealer {
  readonly kempe: Kempe;
  readonly inserter: Inserter;
  /** The best schedule seen, and its value. */
  readonly bestSlots: Int32Array;
  best: Score;
  moves = 0;
  /** People with breaks, in no order, and where each stands in it. */
  private readonly broken: Int32Array;
  private readonly brokenAt: Int32Array;
  private brokenCount = 0;
  /** Meetings moved since `bestSlots` was written; more than it holds = everything. */
  private readonly log: Int32Array;
  private logged = 0;
  private readonly comfort: Float64Array;
  private excess = 0;
  private moved = 0;

  constructor(
    readonly state: State,
    readonly costs: Costs,
    readonly rng: Rng,
  ) {
    const { model } = state;
    this.kempe = new Kempe(state);
    this.inserter = new Inserter(state, this.kempe, rng);
    this.bestSlots = state.slotOf.slice();
    this.broken = new Int32Array(model.people);
    this.brokenAt = new Int32Array(model.people).fill(-1);
    this.log = new Int32Array(model.meetings);
    const tables = model.capacity.reduce((x, y) => x + y, 0);
    const use = (1 + Math.min(1, model.meetings / Math.max(1, tables))) / 2;
    this.comfort = Float64Array.from(model.capacity, (c) => c * use);
    this.best = costs.score(state);
    this.resync();
  }

  /** Takes note of a schedule that was changed from outside. */
  resync(): void {
    for (let p = 0; p < this.state.model.people; p++) this.note(p);
    const score = this.costs.score(this.state);
    this.excess = score.excess;
    this.moved = this.costs.moved(this.state);
    this.logged = this.log.length + 1;
    this.keepIfBetter();
  }

  /** Goes back to the best schedule seen. */
  restart(): void {
    this.state.assign(this.bestSlots);
    this.resync();
  }

  private keepIfBetter(): void {
    const { state, best, costs } = this;
    if (state.unplacedWeight > best.unplaced + 1e-9) return;
    const score = {
      unplaced: state.unplacedWeight,
      excess: this.excess,
      breaks: state.breaks + costs.moveCost * this.moved,
      idle: state.idle,
    };
    if (!better(score, best)) return;
    this.best = score;
    this.keep();
  }

  private keep(): void {
    const { state, log } = this;
    if (this.logged > log.length) this.bestSlots.set(state.slotOf);
    else for (let i = 0; i < this.logged; i++) this.bestSlots[log[i]!] = state.slotOf[log[i]!]!;
    this.logged = 0;
  }

  /** Keeps the list of people with breaks. */
  private note(p: number): void {
    const has = this.state.runs[p]! > 1;
    const i = this.brokenAt[p]!;
    if (has === i >= 0) return;
    if (has) {
      this.brokenAt[p] = this.brokenCount;
      this.broken[this.brokenCount++] = p;
    } else {
      const q = this.broken[--this.brokenCount]!;
      this.broken[i] = q;
      this.brokenAt[q] = i;
      this.brokenAt[p] = -1;
    }
  }

  /** Change in cost if `p` gave up the busy slot `s` for the free slot `t`. */
  private shiftCost(p: number, s: number, t: number): number {
    const { state, costs } = this;
    if (state.count[p] === 1) return 0;
    const { at } = state;
    const base = p * state.stride + 1;
    let d = 0;
    if (at[base + s - 1]! >= 0) d++;
    if (at[base + s + 1]! >= 0) d++;
    if (at[base + t - 1]! >= 0 && t - 1 !== s) d--;
    if (at[base + t + 1]! >= 0 && t + 1 !== s) d--;
    let first = state.first[p]!;
    let last = state.last[p]!;
    let wider = first - last;
    if (s === first) while (at[base + ++first]! < 0);
    else if (s === last) while (at[base + --last]! < 0);
    if (t < first) first = t;
    if (t > last) last = t;
    wider += last - first;
    const runs = state.runs[p]!;
    return costs.ofRuns[runs + d]! - costs.ofRuns[runs]! + costs.idle * wider;
  }

  /** Change in cost of the loads if one meeting went from slot `s` to `t`. */
  private crowdCost(s: number, t: number): number {
    const { load } = this.state;
    const more = load[t]! + 0.5 - this.comfort[t]!;
    const less = load[s]! - 0.5 - this.comfort[s]!;
    return CROWD * ((more > 0 ? more : 0) - (less > 0 ? less : 0));
  }

  /** Meetings the path found last takes away from their previous slot, less those it takes back. */
  private movedBy(s: number, t: number): number {
    const { previous } = this.costs;
    if (!previous) return 0;
    const { chain, length } = this.kempe;
    let n = 0;
    for (let i = 0; i < length; i++) {
      const was = previous[chain[i]!]!;
      if (was < 0) continue;
      const from = (i & 1) === 0 ? s : t;
      if (was === from) n++;
      else if (was === s + t - from) n--;
    }
    return n;
  }

  /** Tries `moves` moves at one temperature (in breaks). */
  run(moves: number, temperature: number): void {
    const { state, rng, kempe, costs } = this;
    const { of, slots, people } = state.model;
    const { at, stride, slotOf } = state;
    const { from, list } = of;
    const moving = costs.moveCost > 0;
    this.moves += moves;
    for (let i = 0; i < moves; i++) {
      if (state.unplacedCount > 0) {
        if (i % INSERT_EVERY === 0) this.insertOne();
        else if (i % SWAP_EVERY === 0) this.swapOne(temperature);
      }
      const p =
        this.brokenCount > 0 && rng.unit() < FOCUS
          ? this.broken[rng.int(this.brokenCount)]!
          : rng.int(people);
      const lo = from[p]!;
      const n = from[p + 1]! - lo;
      if (n === 0) continue;
      let s = slotOf[list[lo + rng.int(n)]!]!;
      if (s < 0) continue;
      let t: number;
      const base = p * stride + 1;
      const r = rng.bits();
      if (r >>> 8 > ANYWHERE * 0x1000000) {
        t = slotOf[list[lo + rng.int(n)]!]!;
        if (t < 0) continue;
        const side = (r & 1) * 2 - 1;
        do t += side;
        while (at[base + t]! >= 0);
        if (t < 0 || t >= slots) continue;
        const end = (r & 2) - 1;
        while (at[base + s + end]! >= 0) s += end;
      } else {
        t = rng.int(slots);
        if (at[base + t]! >= 0) continue;
      }
      const limit = -temperature * Math.log(rng.unit() + 1e-12);
      let d = this.shiftCost(p, s, t);
      if (d > limit + GAIN || !kempe.walk(p, s, t, PATH)) continue;
      const full = !kempe.capacityAllows(t);
      if (!full && (kempe.length & 1) === 1) d += this.crowdCost(s, t);
      d += this.shiftCost(kempe.end, kempe.gives, kempe.takes);
      if (moving) d += costs.moveCost * this.movedBy(s, t);
      if (full) this.exchange(p, s, t, d, limit);
      else if (d <= limit) this.accept(p, s, t);
    }
  }

  private accept(p: number, s: number, t: number): void {
    this.apply(p, s, t);
    this.keepIfBetter();
  }

  private apply(p: number, s: number, t: number): void {
    const { kempe, log, costs, state } = this;
    const { runs } = state;
    const q = kempe.end;
    if (costs.limited) this.excess -= costs.excess[runs[p]!]! + costs.excess[runs[q]!]!;
    if (costs.previous) this.moved += this.movedBy(s, t);
    kempe.apply(p, s, t);
    if (costs.limited) this.excess += costs.excess[runs[p]!]! + costs.excess[runs[q]!]!;
    this.note(p);
    this.note(q);
    if (this.logged + kempe.length > log.length) this.logged = log.length + 1;
    else for (let i = 0; i < kempe.length; i++) log[this.logged++] = kempe.chain[i]!;
  }

  /**
   * The path found last, of cost `d`, would put one meeting too many into slot `t`: looks for another path
   * between the two slots that takes one back, and carries out both if they are worth it together.
   */
  private exchange(p: number, s: number, t: number, d: number, limit: number): void {
    const { state, rng, kempe, costs } = this;
    if (d > limit + GAIN) return;
    this.apply(p, s, t);
    const end = kempe.end;
    for (let i = 0; i < PARTNERS; i++) {
      const q = rng.int(state.model.people);
      if (q === p || q === end || !state.isBusy(q, t) || state.isBusy(q, s)) continue;
      let both = d + this.shiftCost(q, t, s);
      if (both > limit + GAIN || !kempe.walk(q, t, s, PATH) || (kempe.length & 1) === 0) continue;
      if (kempe.end === p || kempe.end === end) continue;
      both += this.shiftCost(kempe.end, kempe.gives, kempe.takes);
      if (costs.moveCost > 0) both += costs.moveCost * this.movedBy(t, s);
      if (both > limit) continue;
      this.apply(q, t, s);
      this.keepIfBetter();
      return;
    }
    // The way back is the same path, and always open.
    kempe.walk(p, t, s, PATH);
    this.apply(p, t, s);
  }

  /** Tries to place one unplaced meeting, with room made for it. */
  private insertOne(): void {
    const { state, inserter, rng } = this;
    const m = state.unplaced[rng.int(state.unplacedCount)]!;
    if (inserter.place(m)) this.resync();
  }

  /** Tries one unplaced meeting in place of others that are worth no more, rarely a little more. */
  private swapOne(temperature: number): void {
    const { state, inserter, rng, costs } = this;
    const m = state.unplaced[rng.int(state.unplacedCount)]!;
    const before = state.breaks + costs.idle * state.idle;
    const spare = rng.unit() < temperature / 16 ? state.model.weight[m]! : 0;
    if (!inserter.eject(m, spare)) return;
    const d = state.breaks + costs.idle * state.idle - before;
    if (d > -temperature * Math.log(rng.unit() + 1e-12)) inserter.undoEject(m);
    else this.resync();
  }
}
