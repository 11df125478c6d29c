import type { AbsentTime } from '@foyer/contracts';
import { fromWall, toWall } from '../manage/wall-time.js';

/** A time in which somebody cannot be there, as clocks at the event show it. */
export interface AbsenceDraft {
  from: string;
  until: string;
}

export const absenceDrafts = (absences: readonly AbsentTime[], timeZone: string): AbsenceDraft[] =>
  absences.map(({ startsAt, endsAt }) => ({
    from: toWall(startsAt, timeZone),
    until: toWall(endsAt, timeZone),
  }));

/** @returns null for what is no time, or ends before it starts */
export function absentTime({ from, until }: AbsenceDraft, timeZone: string): AbsentTime | null {
  const startsAt = fromWall(from, timeZone);
  const endsAt = fromWall(until, timeZone);
  return startsAt && endsAt && endsAt > startsAt ? { startsAt, endsAt } : null;
}

/** All of them; null where one cannot be. */
export function absentTimes(drafts: readonly AbsenceDraft[], timeZone: string): AbsentTime[] | null {
  const times = drafts.flatMap((draft) => absentTime(draft, timeZone) ?? []);
  return times.length === drafts.length ? times : null;
}
