import { expect, it } from '@jest/globals';
import { quietEnd } from './quiet-end.js';

const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const ends = (at: string, zone: string, from: string, until: string) =>
  quietEnd(new Date(at), zone, { from: clock(from), until: clock(until) })?.toISOString() ?? null;

it.each([
  // Over midnight, and within a day.
  ['2026-12-14T19:59:59Z', '21:00', '08:00', null],
  ['2026-12-14T20:00:00Z', '21:00', '08:00', '2026-12-15T07:00:00.000Z'],
  ['2026-12-15T06:59:59Z', '21:00', '08:00', '2026-12-15T07:00:00.000Z'],
  ['2026-12-15T07:00:00Z', '21:00', '08:00', null],
  ['2026-12-14T12:30:00Z', '13:00', '15:00', '2026-12-14T14:00:00.000Z'],
  ['2026-12-14T14:00:00Z', '13:00', '15:00', null],
  // The night in which 02:00 becomes 03:00: seven hours of sleep are six. What the clock skips is the time after it.
  ['2027-03-27T23:00:00Z', '21:00', '08:00', '2027-03-28T06:00:00.000Z'],
  ['2027-03-28T00:30:00Z', '21:00', '02:30', '2027-03-28T01:30:00.000Z'],
  // The night in which 03:00 becomes 02:00: the hour that comes twice is over the first time.
  ['2027-10-30T22:00:00Z', '21:00', '08:00', '2027-10-31T07:00:00.000Z'],
  ['2027-10-31T00:10:00Z', '21:00', '02:30', '2027-10-31T00:30:00.000Z'],
  ['2027-10-31T01:10:00Z', '21:00', '02:30', null],
])('at %s in Brussels, quiet from %s until %s: %s', (at, from, until, expected) => {
  expect(ends(at, 'Europe/Brussels', from, until)).toBe(expected);
});

it('goes by a zone of half and quarter hours, and where a day was skipped', () => {
  expect(ends('2026-12-14T18:00:00Z', 'Asia/Kathmandu', '21:00', '08:00')).toBe('2026-12-15T02:15:00.000Z');
  expect(ends('2011-12-30T09:59:00Z', 'Pacific/Apia', '21:00', '08:00')).toBe('2011-12-30T18:00:00.000Z');
});
