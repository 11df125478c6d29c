import type { Inserter } from './insert.js';
import type { Rng } from './rng.js';
import type { State } from './state.js';

/**
 * Places as much weight as it can: exchanges first, then ejections, from the best schedule so far.
 * Stops when everything is placed, after `effort` insertions without a better schedule, or when
 * `stop` says so (asked now and then). Returns the number of insertions tried.
 */
export function placeAll(
  state: State,
  inserter: Inserter,
  rng: Rng,
  effort: number,
  stop: () => boolean = () => false,
): number {
  let best = state.unplacedWeight;
  let bestSlots = state.slotOf.slice();
  let tried = 0;
  for (let idle = 0; state.unplacedCount > 0 && idle < effort; idle++, tried++) {
    if ((tried & 63) === 63 && stop()) break;
    const m = state.unplaced[rng.int(state.unplacedCount)]!;
    if (!inserter.place(m)) {
      // Mostly swaps of equal worth; now and then a loss, to get out of a dead end.
      inserter.eject(m, rng.unit() < 0.03 ? state.model.weight[m]! : 0);
    }
    if (state.unplacedWeight < best - 1e-9) {
      best = state.unplacedWeight;
      bestSlots = state.slotOf.slice();
      idle = 0;
    }
  }
  if (state.unplacedWeight > best + 1e-9) state.assign(bestSlots);
  return tried;
}
