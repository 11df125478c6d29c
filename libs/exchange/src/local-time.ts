import { Temporal } from 'temporal-polyfill';

/**
 * The instant that a clock in the zone shows as this local time.
 * @param local `2020-12-14 09:00`, with an offset where the clock shows that time twice
 * @returns the instant, or in a sentence why there is none or more than one
 */
export function toInstant(local: string, timeZone: string): { at: Date } | { problem: string } {
  const [, wall = '', offset = ''] = /^(.{16})(.*)$/.exec(local.replace(' ', 'T')) ?? [];
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
  } catch {
    return { problem: 'there is no such date or time' };
  }
  const earlier = plain.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds !== later.epochMilliseconds && !earlier.toPlainDateTime().equals(plain)) {
    return { problem: `clocks in ${timeZone} skip this time` };
  }
  const shown = [earlier, later];
  if (offset) {
    const wanted = offset === 'Z' ? '+00:00' : offset;
    const match = shown.find((time) => time.offset === wanted);
    return match
      ? { at: new Date(match.epochMilliseconds) }
      : { problem: `clocks in ${timeZone} are at ${shown[0]?.offset} then` };
  }
  if (earlier.epochMilliseconds !== later.epochMilliseconds) {
    return {
      problem: `clocks in ${timeZone} show this time twice: add ${earlier.offset} or ${later.offset}`,
    };
  }
  return { at: new Date(earlier.epochMilliseconds) };
}

/** The other way round; what it returns, `toInstant` reads as the same instant. */
export function toLocalTime(at: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const local = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
  return 'at' in toInstant(local, timeZone) ? local : local + zoned.offset;
}
