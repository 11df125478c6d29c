import type { Session } from '@foyer/contracts';
import type { Running } from './use-running.js';

/** When a session that was started ought to end: as long after its start as it is planned to last. */
export function endOf(session: Session, { rows, times }: Running): number {
  const row = rows[session.id];
  const end = times.get(session.id)?.end ?? Date.parse(session.endsAt);
  if (row?.startedAt == null || row.endedAt !== null) return end;
  const length = Date.parse(session.endsAt) - Date.parse(session.startsAt) - row.shortenedMinutes * 60_000;
  return Date.parse(row.startedAt) + length;
}
