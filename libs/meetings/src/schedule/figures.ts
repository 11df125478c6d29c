import type { ScheduleTask, TaskColumn } from './task.js';

/** How one person fares in a plan. */
export interface Fare {
  meetings: number;
  placed: number;
  breaks: number;
  idleSlots: number;
}
export interface Worth {
  placed: number;
  breaks: number;
  idleSlots: number;
  /** The most breaks of somebody less the fewest. */
  fairness: number;
  /** Meetings that got a time, another one, or lost theirs. */
  added: number;
  moved: number;
  removed: number;
  /** People whose day changes. */
  people: number;
}
type Counted = Pick<ScheduleTask, 'people'> & {
  columns: Pick<TaskColumn, 'startsAt' | 'endsAt' | 'day' | 'layer'>[];
  meetings: { a: number; b: number; from: number | null }[];
};

/**
 * How everybody fares. A break is a wait between two meetings of one day in which there was a slot to meet in; nights
 * are none.
 * @param at the column of each meeting, -1 where it has none
 */
export function faresOf({ columns, people, meetings }: Counted, at: readonly number[]): Fare[] {
  const held: number[][] = Array.from({ length: people }, () => []);
  const fares = held.map((): Fare => ({ meetings: 0, placed: 0, breaks: 0, idleSlots: 0 }));
  meetings.forEach(({ a, b }, i) => {
    for (const person of [a, b]) {
      const fare = fares[person];
      if (!fare) continue;
      fare.meetings++;
      const column = at[i] ?? -1;
      if (column >= 0) held[person]?.push(column);
    }
  });
  held.forEach((mine, person) => {
    const fare = fares[person];
    if (!fare) return;
    mine.sort((x, y) => x - y);
    fare.placed = mine.length;
    for (let i = 1; i < mine.length; i++) {
      const idle = between(columns, mine[i - 1] ?? 0, mine[i] ?? 0);
      if (idle > 0) fare.breaks++;
      fare.idleSlots += idle;
    }
  });
  return fares;
}

/** Slots in which one could have met between the end of one meeting and the begin of the next, on the same day. */
function between(columns: Counted['columns'], first: number, second: number): number {
  const [from, to] = [columns[first], columns[second]];
  if (!from || !to || from.day !== to.day) return 0;
  let count = 0;
  for (let i = first + 1; i < second; i++) {
    const column = columns[i];
    if (!column || column.layer !== from.layer) continue;
    if (column.startsAt >= from.endsAt && column.endsAt <= to.startsAt) count++;
  }
  return count;
}

/** What a plan is worth, counted afresh from it alone. */
export function worthOf(task: Counted, at: readonly number[]): Worth {
  const fares = faresOf(task, at);
  const worth: Worth = {
    placed: 0,
    breaks: fares.reduce((sum, fare) => sum + fare.breaks, 0),
    idleSlots: fares.reduce((sum, fare) => sum + fare.idleSlots, 0),
    fairness: 0,
    added: 0,
    moved: 0,
    removed: 0,
    people: 0,
  };
  let [most, fewest] = [0, Infinity];
  for (const { breaks } of fares) {
    most = Math.max(most, breaks);
    fewest = Math.min(fewest, breaks);
  }
  worth.fairness = fares.length ? most - fewest : 0;
  const touched = new Set<number>();
  task.meetings.forEach(({ a, b, from }, i) => {
    const column = at[i] ?? -1;
    if (column >= 0) worth.placed++;
    if (column === (from ?? -1)) return;
    touched.add(a).add(b);
    if (from === null) worth.added++;
    else if (column < 0) worth.removed++;
    else worth.moved++;
  });
  worth.people = touched.size;
  return worth;
}
