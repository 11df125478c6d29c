import { expect, it } from '@jest/globals';
import { fromWall, toWall } from './wall-time.js';

it.each([
  ['2026-12-14T09:00', 'Asia/Tbilisi', '2026-12-14T05:00:00.000Z'],
  ['2026-07-01T00:30', 'Europe/Kyiv', '2026-06-30T21:30:00.000Z'],
  ['2026-03-29T02:59', 'Europe/Kyiv', '2026-03-29T00:59:00.000Z'],
  ['2026-10-25T03:30', 'Europe/Kyiv', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T04:00', 'Europe/Kyiv', '2026-10-25T02:00:00.000Z'],
])('reads %s in %s', (wall, zone, instant) => {
  expect(fromWall(wall, zone)).toBe(instant);
  expect(toWall(instant, zone)).toBe(wall);
});

it('knows none for what the clocks skip and what is no time', () => {
  expect(fromWall('2026-03-29T03:30', 'Europe/Kyiv')).toBeNull();
  expect(fromWall('', 'Europe/Kyiv')).toBeNull();
  expect(fromWall('2026-13-01T00:00', 'Europe/Kyiv')).toBeNull();
});
