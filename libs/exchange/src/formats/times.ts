import { Temporal } from 'temporal-polyfill';
import { toInstant } from '../local-time.js';

/** `2026-03-29T09:00:00+03:00`: the instant as clocks of the zone show it. */
export function toOffsetTime(instant: string, timeZone: string): string {
  return zoned(instant, timeZone).toString({
    smallestUnit: 'second',
    timeZoneName: 'never',
  });
}

/** The day of the instant in the zone, `2026-03-29`. */
export const toDay = (instant: string, timeZone: string): string =>
  zoned(instant, timeZone).toPlainDate().toString();

/** `09:00`. */
export const toClock = (instant: string, timeZone: string): string =>
  zoned(instant, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });

const zoned = (instant: string, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);

/** Whole minutes between two instants. */
export const minutesBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 60_000);

/** `01:30`; hours go on past a day. */
export function toDuration(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes of `01:30`, `1:30:00` or `90`; null where it is none of them. */
export function readDuration(text: string): number | null {
  const match = /^(?:(\d{1,3}):)?(\d{1,4})(?::(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1] ?? 0) * 60 + Number(match[2]);
}

/** What became of a time in a file. */
export type ReadTime = { at: string } | { wrong: 'time_unreadable' | 'time_skipped' | 'time_twice' };

/** Reads RFC 3339 with an offset, or a local time of the zone. */
export function readInstant(text: string, timeZone: string): ReadTime {
  const value = text.trim();
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(value);
  if (!match) return { wrong: 'time_unreadable' };
  const [, day = '', clock = '', seconds = '', offset] = match;
  if (offset !== undefined) {
    const colon = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
    const at = Date.parse(`${day}T${clock}${seconds}${colon}`);
    // A day that no month has would slide into the next one.
    const exists = !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && isDay(day);
    return Number.isNaN(at) || !exists ? { wrong: 'time_unreadable' } : { at: new Date(at).toISOString() };
  }
  const read = toInstant(`${day} ${clock}`, timeZone);
  if ('at' in read) {
    return {
      at: new Date(read.at.getTime() + Math.trunc(Number(seconds.slice(1) || 0)) * 1000).toISOString(),
    };
  }
  if (/skip/.test(read.problem)) return { wrong: 'time_skipped' };
  return { wrong: /twice/.test(read.problem) ? 'time_twice' : 'time_unreadable' };
}

function isDay(day: string): boolean {
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** Whether the runtime knows the zone. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.length <= 64;
  } catch {
    return false;
  }
}
