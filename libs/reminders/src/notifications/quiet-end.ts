import type { QuietHours } from '@foyer/contracts';
import { Temporal } from 'temporal-polyfill';

/**
 * When somebody's quiet hours end, where it is within them: by the clock on their wall, also when it is put forward or
 * back in that night. A time that the clock skips is the one right after; of one that it shows twice, the first counts.
 * @returns null where it is not within them
 */
export function quietEnd(at: Date, timeZone: string, { from, until }: QuietHours): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  const quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  if (!quiet) return null;
  const today = local.toPlainDate();
  const end = (minute < until ? today : today.add({ days: 1 })).toZonedDateTime({
    timeZone,
    plainTime: { hour: Math.floor(until / 60), minute: until % 60 },
  });
  // In the hour that is shown twice they are over since the first time.
  return end.epochMilliseconds > at.getTime() ? new Date(end.epochMilliseconds) : null;
}
