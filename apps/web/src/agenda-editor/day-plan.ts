import type { DraftSession } from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { dayStart, hoursOf, lanesOf, minute, openHours, type Block, type Lane } from './geometry.js';

/** One day as the grid draws it. */
export interface DayPlan {
  day: string;
  /** When the day begins. */
  start: number;
  /** The rooms that have a column; null: those without a room. */
  columns: readonly (string | null)[];
  blocks: readonly Block[];
  lanes: ReadonlyMap<string, Lane>;
  hours: { from: number; to: number };
}

/** Lays the sessions of a day out; what is in a room without a column stands among those without a room. */
export function planDay(
  day: string,
  sessions: readonly DraftSession[],
  columns: readonly (string | null)[],
  event: { startsAt: string; endsAt: string; timeZone: string },
): DayPlan {
  const start = dayStart(day, event.timeZone);
  const blocks = sessions.flatMap((session): Block[] => {
    if (dayKey(session.startsAt, event.timeZone) !== day) return [];
    const column = columns.indexOf(session.room);
    const from = (Date.parse(session.startsAt) - start) / minute;
    const to = (Date.parse(session.endsAt) - start) / minute;
    return [{ id: session.id, column: column < 0 ? Math.max(0, columns.indexOf(null)) : column, from, to }];
  });
  return {
    ...{ day, start, columns, blocks },
    lanes: lanesOf(blocks),
    hours: hoursOf(blocks, openHours(event, start)),
  };
}
