import { expect, it } from '@jest/globals';
import { toInstant, toLocalTime } from './local-time.js';

it('reads local times of the zone', () => {
  expect(toInstant('2020-12-14 09:00', 'Europe/Brussels')).toEqual({ at: new Date('2020-12-14T08:00:00Z') });
  expect(toInstant('2020-12-14T09:00', 'Asia/Tbilisi')).toEqual({ at: new Date('2020-12-14T05:00:00Z') });
});

it('refuses times that do not exist, and asks which one where there are two', () => {
  expect(toInstant('2026-03-29 03:30', 'Europe/Kyiv')).toEqual({
    problem: 'clocks in Europe/Kyiv skip this time',
  });
  expect(toInstant('2026-02-30 09:00', 'Europe/Kyiv')).toEqual({ problem: 'there is no such date or time' });
  expect(toInstant('2026-10-25 03:30', 'Europe/Kyiv')).toEqual({
    problem: 'clocks in Europe/Kyiv show this time twice: add +03:00 or +02:00',
  });
  expect(toInstant('2026-10-25 03:30+02:00', 'Europe/Kyiv')).toEqual({
    at: new Date('2026-10-25T01:30:00Z'),
  });
  expect(toInstant('2026-06-01 03:30+02:00', 'Europe/Kyiv')).toEqual({
    problem: 'clocks in Europe/Kyiv are at +03:00 then',
  });
});

it.each(['2020-12-14T08:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])(
  'writes %s so that it reads the same',
  (instant) => {
    const at = new Date(instant);
    expect(toInstant(toLocalTime(at, 'Europe/Kyiv'), 'Europe/Kyiv')).toEqual({ at });
  },
);
