import { languages } from '@foyer/contracts';
import { describe, expect, it } from '@jest/globals';
import {
  dayKey,
  formatDay,
  formatDays,
  formatDuration,
  formatRange,
  formatRelative,
  formatTimes,
  sameWallTime,
  wallTime,
} from './dates.js';
import { zoneCity, zoneOfToday } from './zones.js';

const start = '2026-12-14T07:20:00Z';
const end = '2026-12-14T07:40:00Z';
const inTbilisi = (language: (typeof languages)[number]) => ({ language, timeZone: 'Asia/Tbilisi' });

describe('times', () => {
  it.each([
    ['en', 'Mon 14 Dec, 11:20–11:40', 'Monday 14 December 2026'],
    ['az', '14 dek, B.e., 11:20–11:40', '14 dekabr 2026, bazar ertəsi'],
    ['ka', 'ორშ, 14 დეკ, 11:20–11:40', 'ორშაბათი, 14 დეკემბერი, 2026'],
    ['uk', 'пн, 14 груд., 11:20–11:40', 'понеділок, 14 грудня 2026 р.'],
    ['lt', 'pr, gruod. 14 d., 11:20–11:40', '2026 m. gruodžio 14 d., pirmadienis'],
    ['ro', 'lun., 14 dec., 11:20–11:40', 'luni, 14 decembrie 2026'],
  ] as const)('read naturally in %s', (language, range, day) => {
    expect(formatRange(start, end, inTbilisi(language))).toBe(range);
    expect(formatDay(start, inTbilisi(language), 'full')).toBe(day);
  });

  it.each([
    ['en', '14–16 December 2026', '30 November – 2 December 2026', '31 December 2026 – 1 January 2027'],
    ['az', '14–16 dekabr 2026', '30 noyabr – 2 dekabr 2026', '31 dekabr 2026 – 1 yanvar 2027'],
    [
      'ka',
      '14–16 დეკემბერი, 2026',
      '30 ნოემბერი – 2 დეკემბერი, 2026',
      '31 დეკემბერი, 2026 – 1 იანვარი, 2027',
    ],
    ['uk', '14–16 грудня 2026 р.', '30 листопада – 2 грудня 2026 р.', '31 грудня 2026 р. – 1 січня 2027 р.'],
    [
      'lt',
      '2026 m. gruodžio 14–16 d.',
      '2026 m. lapkričio 30 d. – gruodžio 2 d.',
      '2026 m. gruodžio 31 d. – 2027 m. sausio 1 d.',
    ],
    ['ro', '14–16 decembrie 2026', '30 noiembrie – 2 decembrie 2026', '31 decembrie 2026 – 1 ianuarie 2027'],
  ] as const)('of days that span read naturally in %s', (language, month, year, years) => {
    const reader = inTbilisi(language);
    expect(formatDays('2026-12-14T08:00:00Z', '2026-12-16T14:00:00Z', reader)).toBe(month);
    expect(formatDays('2026-11-30T08:00:00Z', '2026-12-02T14:00:00Z', reader)).toBe(year);
    expect(formatDays('2026-12-31T08:00:00Z', '2027-01-01T14:00:00Z', reader)).toBe(years);
  });

  it('name both days when they differ, and end at midnight without the day after', () => {
    const reader = inTbilisi('en');
    expect(formatRange('2026-12-14T18:00:00Z', '2026-12-14T21:00:00Z', reader)).toBe(
      'Mon 14 Dec, 22:00 – Tue 15 Dec, 01:00',
    );
    expect(formatTimes('2026-12-14T18:00:00Z', '2026-12-14T19:00:00Z', reader)).toBe('22:00–23:00');
    expect(formatDays('2026-12-14T08:00:00Z', '2026-12-14T20:00:00Z', reader)).toBe(
      'Monday 14 December 2026',
    );
  });

  it('agree with the zone, in summer and winter, before and after the clocks change', () => {
    expect(wallTime('2026-03-29T00:59:00Z', 'Europe/Kyiv')).toMatchObject({
      hour: 2,
      minute: 59,
      weekday: 6,
    });
    expect(wallTime('2026-03-29T01:00:00Z', 'Europe/Kyiv')).toMatchObject({ hour: 4, minute: 0, weekday: 6 });
    expect(dayKey('2026-12-31T22:00:00Z', 'Asia/Baku')).toBe('2027-01-01');
    expect(sameWallTime(start, 'Asia/Baku', 'Asia/Tbilisi')).toBe(true);
    expect(sameWallTime(start, 'Europe/Brussels', 'Asia/Tbilisi')).toBe(false);
    expect(sameWallTime('2026-07-14T07:20:00Z', 'Europe/London', 'Africa/Lagos')).toBe(true);
    expect(sameWallTime('2026-12-14T07:20:00Z', 'Europe/London', 'Africa/Lagos')).toBe(false);
  });
});

describe('near times', () => {
  const at = (minutes: number) => Date.parse(start) + minutes * 60_000;
  it.each([
    ['en', 'in 12 min', '12 min ago', 'in 2 h', '1 h 30 min'],
    ['az', '12 dəqiqə sonra', '12 dəqiqə əvvəl', '2 saat sonra', '1 saat 30 dəq'],
    ['ka', '12 წუთში', '12 წუთის წინ', '2 საათში', '1 სთ 30 წთ'],
    ['uk', 'через 12 хв', '12 хв тому', 'через 2 год', '1 год 30 хв'],
    ['lt', 'po 12 min.', 'prieš 12 min.', 'po 2 val.', '1 val. 30 min.'],
    ['ro', 'peste 12 min', 'acum 12 min', 'peste 2 h', '1 h 30 min'],
  ] as const)('read naturally in %s', (language, ahead, ago, hours, duration) => {
    expect(formatRelative(at(12), start, language)).toBe(ahead);
    expect(formatRelative(at(-12), start, language)).toBe(ago);
    expect(formatRelative(at(118), start, language)).toBe(hours);
    expect(formatDuration(90 * 60_000, language)).toBe(duration);
  });
  it('count whole minutes, and give way to dates a day away', () => {
    expect(formatRelative(at(0.3), start, 'en')).toBe('now');
    expect(formatRelative(at(0.9), start, 'en')).toBe('in 1 min');
    expect(formatRelative(at(-1.9), start, 'en')).toBe('1 min ago');
    expect(formatRelative(at(59.5), start, 'en')).toBe('in 1 h');
    expect(formatRelative(at(24 * 60), start, 'en')).toBeUndefined();
    expect(formatDuration(0, 'en')).toBe('0 min');
  });
});

describe('words of dates', () => {
  it.each(languages)('are complete in %s', (language) => {
    const reader = { language, timeZone: 'UTC' };
    const days = Array.from({ length: 7 }, (_, day) => formatDay(Date.UTC(2026, 5, 1 + day), reader, 'full'));
    const months = Array.from({ length: 12 }, (_, month) =>
      formatDay(Date.UTC(2026, month, 15), reader, 'short'),
    );
    expect(new Set(days).size).toBe(7);
    expect(new Set(months.map((text) => text.replaceAll(/\d/g, ''))).size).toBe(12);
    for (const text of [...days, ...months]) expect(text).not.toMatch(/undefined|\{|_|\s\s/);
  });
});

it('call a zone by its city', () => {
  expect(languages.map((language) => zoneCity('Asia/Tbilisi', language))).toEqual([
    'Tbilisi',
    'Tbilisi',
    'თბილისი',
    'Тбілісі',
    'Tbilisis',
    'Tbilisi',
  ]);
  expect(zoneCity('Europe/Kiev', 'uk')).toBe('Київ');
  expect([zoneOfToday('Europe/Kiev'), zoneOfToday('Asia/Baku')]).toEqual(['Europe/Kyiv', 'Asia/Baku']);
  expect(zoneCity('America/Argentina/Buenos_Aires', 'ka')).toBe('Buenos Aires');
});
