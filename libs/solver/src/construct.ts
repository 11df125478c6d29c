import { hasSlot, slotsIn } from './model.js';
import type { Rng } from './rng.js';
import type { State } from './state.js';

/**
 * Places the pinned meetings, which nothing moves afterwards. Where pins contradict each other the heavier
 * one counts, then the one with the lower number.
 */
export function placePins(state: State): void {
  const { weight, fixed, a, b, capacity } = state.model;
  const pins = Array.from(fixed.keys()).filter((m) => fixed[m]! >= 0);
  pins.sort((x, y) => weight[y]! - weight[x]! || x - y);
  for (const m of pins) {
    const t = fixed[m]!;
    if (state.load[t]! >= capacity[t]! || state.isBusy(a[m]!, t) || state.isBusy(b[m]!, t)) continue;
    if (state.admits(m, t)) state.place(m, t);
  }
}

/**
 * Places what is still unplaced, tightest meetings first (fewest slots to spare for either side), each into
 * the slot with the fewest new breaks, then the least load. Meetings without a free slot stay unplaced.
 */
export function construct(state: State, rng: Rng): void {
  const { model } = state;
  const { a, b, of, words, slots } = model;
  const degree = (p: number) => of.from[p + 1]! - of.from[p]!;
  const waiting = Array.from(state.unplaced.subarray(0, state.unplacedCount));
  const rank = new Float64Array(model.meetings);
  for (const m of waiting) {
    const choice = slotsIn(model.allowed, words, m, slots).length;
    const spare = choice - Math.max(degree(a[m]!), degree(b[m]!));
    rank[m] = spare + rng.unit() * 0.9;
    if (model.before.from[m]! < model.before.from[m + 1]!) rank[m] += 0.5;
  }
  waiting.sort((x, y) => rank[x]! - rank[y]!);
  for (const m of waiting) {
    const t = bestSlot(state, m, rng);
    if (t >= 0) state.place(m, t);
  }
}

/** The free slot of `m` with the fewest new breaks, then the least load; -1 if there is none. */
export function bestSlot(state: State, m: number, rng: Rng): number {
  const { model, load } = state;
  const p = model.a[m]!;
  const q = model.b[m]!;
  let best = -1;
  let bestCost = Infinity;
  for (let t = 0; t < model.slots; t++) {
    if (load[t]! >= model.capacity[t]! || !hasSlot(model.allowed, model.words, m, t)) continue;
    if (state.isBusy(p, t) || state.isBusy(q, t) || !state.inOrder(m, t)) continue;
    const runs = state.breaksAdded(p, t) + state.breaksAdded(q, t);
    const cost = runs + load[t]! / (model.capacity[t]! + 1) + rng.unit() * 1e-3;
    if (cost < bestCost) {
      bestCost = cost;
      best = t;
    }
  }
  return best;
}
