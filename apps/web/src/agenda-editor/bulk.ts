import type { DraftSession, SessionDetails, SessionKind } from '@foyer/contracts';
import { fromWall, toWall } from '../manage/wall-time.js';
import { dayStart, minute } from './geometry.js';
import { movedBy } from './moves.js';

/** What is to become of several sessions at once; what is undefined stays as it is with each. */
export interface Bulk {
  minutes?: number | undefined;
  day?: string | undefined;
  room?: string | null | undefined;
  track?: string | null | undefined;
  kind?: SessionKind | undefined;
}

/** Whether it says anything. */
export function isBulk({ minutes, day, room, track, kind }: Bulk): boolean {
  return Boolean(minutes) || [day, room, track, kind].some((wish) => wish !== undefined);
}

/** The fields that each of the sessions gets by it. */
export function bulkEdits(
  sessions: readonly DraftSession[],
  bulk: Bulk,
  timeZone: string,
): { session: string; fields: Partial<SessionDetails> }[] {
  const { minutes = 0, day, room, track, kind } = bulk;
  return sessions.map((session) => {
    const there = day === undefined ? session : onDay(session, day, timeZone);
    const { startsAt, endsAt } = movedBy(there, minutes);
    return {
      session: session.id,
      fields: {
        ...(day === undefined && minutes === 0 ? {} : { startsAt, endsAt }),
        ...(room === undefined ? {} : { room }),
        ...(track === undefined ? {} : { track }),
        ...(kind === undefined ? {} : ofKind(kind)),
      },
    };
  });
}

/** Nobody asks anything in a break, unless somebody says so. */
export function ofKind<K extends SessionKind>(kind: K): { kind: K; questions?: false } {
  return { kind, ...(kind === 'break' || kind === 'private-blocker' ? { questions: false as const } : {}) };
}

/** At the same time of that day on the event's clocks, as long as before. */
function onDay(
  session: DraftSession,
  day: string,
  timeZone: string,
): Pick<DraftSession, 'startsAt' | 'endsAt'> {
  const time = toWall(session.startsAt, timeZone).slice(11);
  // Where clocks skip that time, as long after midnight as the clock says.
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const start =
    fromWall(`${day}T${time}`, timeZone) ?? dayStart(day, timeZone) + (hours * 60 + minutes) * minute;
  return movedBy(session, (new Date(start).getTime() - Date.parse(session.startsAt)) / minute);
}

/** A block that lies in the rectangle between two cards: its columns, its times. */
export function between(
  blocks: readonly { id: string; column: number; from: number; to: number }[],
  one: string,
  other: string,
): string[] {
  const a = blocks.find(({ id }) => id === one);
  const b = blocks.find(({ id }) => id === other);
  if (!a || !b) return [other];
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  const [from, to] = [Math.min(a.from, b.from), Math.max(a.to, b.to)];
  return blocks
    .filter(({ column, ...block }) => column >= left && column <= right && block.from < to && block.to > from)
    .map(({ id }) => id);
}
