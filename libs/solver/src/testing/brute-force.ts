import { checkSchedule } from '../check-schedule.js';
import type { Instance } from '../instance.js';

/** The best there is, by trying everything. */
export interface Best {
  weight: number;
  breaks: number;
  slotOfMeeting: number[];
}

/**
 * Tries every schedule of a tiny instance and returns the one with the most weight, then fewest breaks;
 * with a fairness limit only schedules within it count (undefined when there is none at all).
 */
export function bruteForce(instance: Instance, fairness?: number): Best | undefined {
  const { meetings, slots } = instance;
  const slotOf = meetings.map(() => 0);
  let best: Best | undefined;
  const kept = keptPins(instance);
  // Two meetings of one person in one slot: no need to look further.
  const clashes = (i: number, t: number) => {
    const { a, b } = meetings[i]!;
    return meetings.some((m, j) => j < i && slotOf[j] === t && [m.a, m.b].some((p) => p === a || p === b));
  };
  const visit = (i: number): void => {
    if (i < meetings.length) {
      for (let t = 0; t <= slots; t++) {
        slotOf[i] = t;
        if (t === 0 || !clashes(i, t)) visit(i + 1);
      }
      slotOf[i] = 0;
      return;
    }
    if (!kept.every((pin) => slotOf[pin] === meetings[pin]?.fixed)) return;
    const found = checkSchedule(instance, slotOf);
    if (found.violations.length > 0) return;
    if (fairness !== undefined && found.fairnessRange > fairness) return;
    const { placedWeight: weight, breaks } = found;
    if (!best || weight > best.weight || (weight === best.weight && breaks < best.breaks)) {
      best = { weight, breaks, slotOfMeeting: [...slotOf] };
    }
  };
  visit(0);
  return best;
}

/** Pins that are kept: the heavier first, then in order, each unless it contradicts those before. */
function keptPins(instance: Instance): number[] {
  const { meetings } = instance;
  const slotOf = meetings.map(() => 0);
  const pins = [...meetings.keys()].filter((i) => meetings[i]?.fixed);
  pins.sort((x, y) => (meetings[y]?.weight ?? 1) - (meetings[x]?.weight ?? 1) || x - y);
  return pins.filter((i) => {
    slotOf[i] = meetings[i]?.fixed ?? 0;
    const good = checkSchedule(instance, slotOf).violations.length === 0;
    if (!good) slotOf[i] = 0;
    return good;
  });
}
