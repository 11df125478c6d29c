import type { Instance } from './instance.js';
import { Matching } from './matching.js';

/** Tables of a schedule, and how often somebody has to change table between consecutive slots. */
export interface TablePlan {
  /** Table of each meeting from 1, 0 = not placed. */
  tableOfMeeting: number[];
  /** Times a participant with meetings in two consecutive slots changes table. */
  changes: number;
}

/**
 * Gives every placed meeting a table, slot by slot. A meeting wants the table one of its two people sat at in
 * the slot before; as many wishes as possible are granted (matching), those of two people for one table first.
 * `slotOfMeeting` from 1, 0 = not placed; `tables` for each slot comes from the instance.
 */
export function assignTables(instance: Instance, slotOfMeeting: readonly number[]): TablePlan {
  const tableOfMeeting = instance.meetings.map(() => 0);
  const bySlot = Array.from({ length: instance.slots + 1 }, (): number[] => []);
  slotOfMeeting.forEach((slot, m) => {
    if (slot > 0) bySlot[slot]?.push(m);
  });
  let seats = new Map<number, number>();
  let changes = 0;
  for (let slot = 1; slot <= instance.slots; slot++) {
    const here = bySlot[slot] ?? [];
    const limit = Array.isArray(instance.tables) ? instance.tables[slot - 1] : instance.tables;
    const tables = Math.max(
      limit ?? here.length,
      here.length,
      ...(limit === undefined ? seats.values() : []),
    );
    const given = seatSlot(instance, here, seats, limit ?? tables);
    const next = new Map<number, number>();
    here.forEach((m, i) => {
      const table = given[i] ?? 0;
      tableOfMeeting[m] = table;
      const { a, b } = instance.meetings[m]!;
      for (const person of [a, b]) {
        const before = seats.get(person);
        if (before !== undefined && before !== table) changes++;
        next.set(person, table);
      }
    });
    seats = next;
  }
  return { tableOfMeeting, changes };
}

/** Tables from 1 for the meetings of one slot. */
function seatSlot(
  instance: Instance,
  here: readonly number[],
  seats: ReadonlyMap<number, number>,
  tables: number,
): number[] {
  const wishes = here.map((m) => {
    const { a, b } = instance.meetings[m]!;
    const wanted = [seats.get(a), seats.get(b)].filter((t) => t !== undefined && t <= tables);
    return [...new Set(wanted)].map((t) => (t ?? 1) - 1);
  });
  const both = here.map((m, i) => {
    const { a, b } = instance.meetings[m]!;
    return wishes[i]?.length === 1 && seats.get(a) === seats.get(b);
  });
  const matching = new Matching(here.length, new Uint8Array(tables).fill(1), (i) => wishes[i] ?? []);
  const order = [...here.keys()].sort((i, j) => Number(both[j]) - Number(both[i]));
  for (const i of order) matching.add(i);
  const taken = new Set(matching.placeOf);
  let free = 0;
  return here.map((_, i) => {
    const granted = matching.placeOf[i] ?? -1;
    if (granted >= 0) return granted + 1;
    while (taken.has(free)) free++;
    return ++free;
  });
}
