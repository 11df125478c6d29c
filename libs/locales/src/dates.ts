import type { Language } from '@foyer/contracts';
import { dateWords, type DateWords } from './date-words.js';

/** RFC 3339, milliseconds since the epoch, or a date. */
export type InstantLike = string | number | Date;

/** Whose words and whose clock. */
export interface Reader {
  language: Language;
  /** IANA. */
  timeZone: string;
}

/** What a clock on the wall says; `weekday` 0 is Monday. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export function toMilliseconds(instant: InstantLike): number {
  return typeof instant === 'number' ? instant : new Date(instant).getTime();
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** @throws RangeError for a zone that this runtime does not know */
export function wallTime(instant: InstantLike, timeZone: string): WallTime {
  const values: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(toMilliseconds(instant))) {
    values[type] = Number(value);
  }
  const { year = 0, month = 1, day: date = 1, hour: hours = 0, minute: minutes = 0 } = values;
  const weekday = (new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7;
  return { year, month, day: date, hour: hours, minute: minutes, weekday };
}

/**
 * When clocks in a zone show this: `instantOf('2026-12-14', '11:20', 'Asia/Tbilisi')`. Where they show it twice,
 * the first time.
 * @returns milliseconds since the epoch; undefined for what is no date or time, or is skipped when clocks go forward
 */
export function instantOf(date: string, time: string, timeZone: string): number | undefined {
  const wanted = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(wanted)) return undefined;
  const shown = (instant: number) => {
    const { year, month, day: dayOfMonth, hour: hours, minute: minutes } = wallTime(instant, timeZone);
    return Date.UTC(year, month - 1, dayOfMonth, hours, minutes);
  };
  // A day before and a day after, the zone's clock has the offsets that are in question.
  const offsets = [wanted - day, wanted + day].map((instant) => shown(instant) - instant);
  return offsets
    .map((offset) => wanted - offset)
    .sort((one, other) => one - other)
    .find((instant) => shown(instant) === wanted);
}

/** `2020-12-14`: the day on the wall, for grouping and comparing. */
export function dayKey(instant: InstantLike, timeZone: string): string {
  const { year, month, day: date } = wallTime(instant, timeZone);
  return `${year}-${two(month)}-${two(date)}`;
}

/** Whether clocks in both zones show the same at that instant. */
export function sameWallTime(instant: InstantLike, one: string, other: string): boolean {
  const a = wallTime(instant, one);
  const b = wallTime(instant, other);
  return a.hour === b.hour && a.minute === b.minute && a.day === b.day;
}

/** `11:20` */
export function formatTime(instant: InstantLike, timeZone: string): string {
  const { hour: hours, minute: minutes } = wallTime(instant, timeZone);
  return `${two(hours)}:${two(minutes)}`;
}

/** `Mon 14 Dec`, or `Monday 14 December 2020`. */
export function formatDay(
  instant: InstantLike,
  reader: Reader,
  style: 'short' | 'shortYear' | 'date' | 'full' = 'short',
): string {
  return fill(dateWords[reader.language][style], wallTime(instant, reader.timeZone), reader.language);
}

/** `Mon 14 Dec, 11:20` */
export function formatDayTime(instant: InstantLike, reader: Reader, year = false): string {
  return `${formatDay(instant, reader, year ? 'shortYear' : 'short')}, ${formatTime(instant, reader.timeZone)}`;
}

/** `11:20–11:40`; with the days where they differ. */
export function formatTimes(start: InstantLike, end: InstantLike, reader: Reader): string {
  const { timeZone } = reader;
  if (dayKey(start, timeZone) !== dayKey(end, timeZone)) return formatRange(start, end, reader);
  return `${formatTime(start, timeZone)}–${formatTime(end, timeZone)}`;
}

/** `Mon 14 Dec, 11:20–11:40`, or `Mon 14 Dec, 22:00 – Tue 15 Dec, 01:00`. */
export function formatRange(start: InstantLike, end: InstantLike, reader: Reader, year = false): string {
  const { timeZone } = reader;
  const from = formatDayTime(start, reader, year);
  return dayKey(start, timeZone) === dayKey(end, timeZone)
    ? `${from}–${formatTime(end, timeZone)}`
    : `${from} – ${formatDayTime(end, reader, year)}`;
}

/** The days of an event: `Monday 14 December 2020`, `14–16 December 2020`. */
export function formatDays(start: InstantLike, end: InstantLike, reader: Reader): string {
  const { language, timeZone } = reader;
  const words = dateWords[language];
  const from = wallTime(start, timeZone);
  // An event that ends at midnight does not last into the day that begins then.
  const to = wallTime(Math.max(toMilliseconds(start), toMilliseconds(end) - 1), timeZone);
  if (from.year !== to.year) return `${fill(words.date, from, language)} – ${fill(words.date, to, language)}`;
  if (from.month !== to.month) {
    return `${fill(words.yearSpan[0], from, language)} – ${fill(words.yearSpan[1], to, language)}`;
  }
  if (from.day !== to.day) return fill(words.monthSpan, from, language).replace('{e}', String(to.day));
  return fill(words.full, from, language);
}

/** `in 12 min`, `2 h ago`; undefined when it is a day away or more, where a date says it better. */
export function formatRelative(
  instant: InstantLike,
  now: InstantLike,
  language: Language,
): string | undefined {
  const words = dateWords[language];
  const away = toMilliseconds(instant) - toMilliseconds(now);
  const distance = Math.abs(away);
  if (distance >= day) return undefined;
  if (distance < minute / 2) return words.now;
  // Ahead one rounds up (a minute before the start is "in 1 min" to the end), behind one rounds down.
  const whole = (unit: number) =>
    Math.max(1, away > 0 ? Math.ceil(distance / unit) : Math.floor(distance / unit));
  const minutes = whole(minute);
  if (minutes < 60) return number(away > 0 ? words.inMinutes : words.minutesAgo, minutes);
  return number(away > 0 ? words.inHours : words.hoursAgo, Math.round(distance / hour));
}

/** `1 h 30 min`; seconds are not told. */
export function formatDuration(milliseconds: number, language: Language): string {
  const words = dateWords[language];
  const minutes = Math.max(0, Math.round(milliseconds / minute));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [
    ...(hours > 0 ? [number(words.hours, hours)] : []),
    ...(rest > 0 || hours === 0 ? [number(words.minutes, rest)] : []),
  ].join(' ');
}

function fill(pattern: string, wall: WallTime, language: Language): string {
  const words = dateWords[language];
  const values: Record<string, string> = {
    w: nth(words, 'weekdaysShort', wall.weekday),
    W: nth(words, 'weekdays', wall.weekday),
    m: nth(words, 'monthsShort', wall.month - 1),
    M: nth(words, 'months', wall.month - 1),
    d: String(wall.day),
    y: String(wall.year),
  };
  return pattern.replace(/\{([wWmMdy])\}/g, (_, key: string) => values[key] ?? '');
}

/** Names stand in one string, with `_` for a space within a name. */
function nth(words: DateWords, list: 'weekdays' | 'weekdaysShort' | 'months' | 'monthsShort', index: number) {
  return words[list].split(' ')[index]?.replace('_', ' ') ?? '';
}

function number(pattern: string, value: number): string {
  return pattern.replace('{n}', String(value));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
