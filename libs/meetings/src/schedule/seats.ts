import { assignTables } from '@foyer/solver';
import type { PlanBase } from './plan.js';

type Columns = PlanBase['columns'];

/** Tables of a column counted through its slots, from 1. */
export interface Seat {
  slot: string;
  /** Null where the slot's tables are not counted. */
  table: number | null;
}

/** The seats of a column in order; null where there is no limit to them. */
export function seatsOf({ slots }: Pick<Columns[number], 'slots'>): Seat[] | null {
  if (slots.some(({ tables }) => tables === null)) return null;
  return slots.flatMap(({ id, tables }) =>
    Array.from({ length: tables ?? 0 }, (_, i): Seat => ({ slot: id, table: i + 1 })),
  );
}

/** Where a meeting goes for which no table is counted. */
export function unlimitedSeat({ slots }: Pick<Columns[number], 'slots'>): Seat | undefined {
  const slot = slots.find(({ tables }) => tables === null);
  return slot && { slot: slot.id, table: null };
}

/**
 * Gives each placed meeting of a plan a seat in its column: people stay where they sit as far as possible, and what
 * stays at its time stays at its table.
 * @param at the column of each meeting, -1 where it has none
 * @returns the seat of each from 1, 0 where none is counted
 */
export function seatPlan({ columns, people, meetings }: PlanBase, at: readonly number[]): number[] {
  const seats = columns.map(seatsOf);
  const most = meetings.length;
  const { tableOfMeeting } = assignTables(
    {
      participants: people.length,
      slots: columns.length,
      tables: seats.map((own) => own?.length ?? most),
      meetings: meetings.map(({ a, b }) => ({ a: a + 1, b: b + 1 })),
    },
    at.map((column) => column + 1),
  );
  const planned = at.map((column, i) => (column >= 0 && seats[column] ? (tableOfMeeting[i] ?? 0) : 0));
  meetings.forEach(({ from, stood }, i) => {
    const column = at[i] ?? -1;
    if (!stood || column !== from || !seats[column]) return;
    const own =
      seats[column].findIndex(({ slot, table }) => slot === stood.slot && table === stood.table) + 1;
    if (own === 0) return;
    // Whoever was to sit there takes the other seat.
    const other = planned.findIndex((seat, j) => j !== i && at[j] === column && seat === own);
    if (other >= 0) planned[other] = planned[i] ?? 0;
    planned[i] = own;
  });
  return planned;
}
