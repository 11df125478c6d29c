import type { Instance } from './instance.js';
import type { SolveOptions, Solution } from './solution.js';
import { solve } from './solve.js';

/**
 * How much may change. `insert-only`: nothing that is placed moves. `gentle`: a moved meeting costs as much
 * as 0.3 breaks. `from-scratch`: as if nobody knew the schedule yet.
 */
export type ReplanMode = 'insert-only' | 'gentle' | 'from-scratch';

/** Cost of a moved meeting, in breaks, when re-planning gently. */
export const GENTLE = 0.3;

export interface ReplanOptions extends Omit<SolveOptions, 'start' | 'moveCost'> {
  mode: ReplanMode;
  /** Slots 1..startedSlots are over or running: their meetings stay, and nothing is added to them. */
  startedSlots?: number;
}

/** What would change, before anything does; meetings from 1. */
export interface Difference {
  moved: { meeting: number; from: number; to: number }[];
  added: { meeting: number; to: number }[];
  removed: { meeting: number; from: number }[];
  unchanged: number;
  /** Participants whose day would change. */
  participants: number[];
}

/** Compares two schedules of one instance (slot of each meeting from 1, 0 = not placed). */
export function difference(
  instance: Instance,
  before: readonly number[],
  after: readonly number[],
): Difference {
  const out: Difference = { moved: [], added: [], removed: [], unchanged: 0, participants: [] };
  const touched = new Set<number>();
  instance.meetings.forEach(({ a, b }, i) => {
    const from = before[i] ?? 0;
    const to = after[i] ?? 0;
    const meeting = i + 1;
    if (from === to) {
      if (to > 0) out.unchanged++;
      return;
    }
    touched.add(a).add(b);
    if (from === 0) out.added.push({ meeting, to });
    else if (to === 0) out.removed.push({ meeting, from });
    else out.moved.push({ meeting, from, to });
  });
  out.participants = [...touched].sort((x, y) => x - y);
  return out;
}

/**
 * Plans again from a schedule: meetings cancelled since are simply not in `instance`, new ones have 0 in
 * `current` (slot of each meeting from 1, 0 = not placed). Changes nothing; returns the schedule proposed
 * and how it differs.
 *
 * A meeting whose slot has become impossible (somebody is no longer free then) counts as not placed.
 */
export async function replan(
  instance: Instance,
  current: readonly number[],
  options: ReplanOptions,
): Promise<Solution & { difference: Difference }> {
  const { mode, startedSlots = 0, ...rest } = options;
  const bound = restrict(instance, current, startedSlots, mode === 'insert-only');
  const solution = await solve(bound, {
    ...rest,
    ...(mode === 'from-scratch' ? {} : { start: current, moveCost: mode === 'gentle' ? GENTLE : 0 }),
  });
  return { ...solution, difference: difference(instance, current, solution.slotOfMeeting) };
}

/** Pins what must not move, and keeps everything else out of the slots that have started. */
function restrict(
  instance: Instance,
  current: readonly number[],
  started: number,
  pinAll: boolean,
): Instance {
  const open = (person: number, slot: number) => !instance.forbidden?.[person - 1]?.includes(slot);
  const meetings = instance.meetings.map((m, i) => {
    const slot = current[i] ?? 0;
    const stays = slot > 0 && (slot <= started || (pinAll && open(m.a, slot) && open(m.b, slot)));
    return stays ? { ...m, fixed: slot } : m;
  });
  if (started === 0) return { ...instance, meetings };
  return { ...instance, meetings, notBefore: started + 1 };
}
