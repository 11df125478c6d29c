import type { Instance } from './instance.js';

/** One rule a schedule breaks; numbers from 1. */
export interface Violation {
  rule:
    | 'not-before'
    | 'double-booked'
    | 'forbidden'
    | 'session'
    | 'fixed'
    | 'precedence'
    | 'tables'
    | 'range'
    | 'length';
  meeting: number;
  slot: number;
}

/** What a schedule is worth, counted afresh from the instance alone. */
export interface ScheduleCheck {
  violations: Violation[];
  placed: number;
  unplaced: number;
  placedWeight: number;
  breaks: number;
  idleSlots: number;
  fairnessRange: number;
}

/**
 * Checks a schedule (slot of each meeting from 1, 0 = not placed) against its instance, sharing nothing
 * with the solver. Meetings that are not placed break no rule.
 */
export function checkSchedule(instance: Instance, slotOfMeeting: readonly number[]): ScheduleCheck {
  const violations: Violation[] = [];
  const diaries = Array.from({ length: instance.participants }, () => new Map<number, number>());
  const held = new Map<number, number>();
  const morning = instance.morningSlots ?? instance.slots;
  let placed = 0;
  let placedWeight = 0;
  if (slotOfMeeting.length !== instance.meetings.length)
    violations.push({ rule: 'length', meeting: 0, slot: 0 });
  instance.meetings.forEach((m, i) => {
    const slot = slotOfMeeting[i] ?? 0;
    const fail = (rule: Violation['rule']) => violations.push({ rule, meeting: i + 1, slot });
    if (slot === 0) return;
    if (!Number.isInteger(slot) || slot < 0 || slot > instance.slots) {
      fail('range');
      return;
    }
    placed++;
    placedWeight += m.weight ?? 1;
    held.set(slot, (held.get(slot) ?? 0) + 1);
    for (const person of [m.a, m.b]) {
      const diary = diaries[person - 1];
      if (diary?.has(slot)) fail('double-booked');
      diary?.set(slot, i + 1);
      if (instance.forbidden?.[person - 1]?.includes(slot)) fail('forbidden');
    }
    if (m.session === 'morning' && slot > morning) fail('session');
    if (m.session === 'afternoon' && slot <= morning) fail('session');
    if (m.fixed && m.fixed !== slot) fail('fixed');
    if (!m.fixed && slot < (instance.notBefore ?? 1)) fail('not-before');
    for (const earlier of m.after ?? []) {
      const other = slotOfMeeting[earlier - 1] ?? 0;
      if (other > 0 && other >= slot) fail('precedence');
    }
    const tables = Array.isArray(instance.tables) ? instance.tables[slot - 1] : instance.tables;
    if (tables !== undefined && (held.get(slot) ?? 0) > tables) fail('tables');
  });
  let idleSlots = 0;
  const breaks = diaries.map((diary) => {
    const times = [...diary.keys()].sort((x, y) => x - y);
    let n = 0;
    times.forEach((t, i) => {
      const gap = i === 0 ? 0 : t - (times[i - 1] ?? t) - 1;
      if (gap > 0) n++;
      idleSlots += Math.max(0, gap);
    });
    return n;
  });
  return {
    violations,
    placed,
    unplaced: instance.meetings.length - placed,
    placedWeight,
    breaks: breaks.reduce((x, y) => x + y, 0),
    idleSlots,
    fairnessRange: breaks.length === 0 ? 0 : Math.max(...breaks) - Math.min(...breaks),
  };
}
