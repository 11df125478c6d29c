import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectedTimes, forgottenAfter, outlookOf, type PlannedItem } from './running-times.js';
import type { RunningSession } from './running.js';

const minute = 60_000;
const day = Date.parse('2026-12-14T09:00:00Z');
const at = (minutes: number): number => day + minutes * minute;
const row = (values: Partial<RunningSession>): RunningSession => ({
  startedAt: null,
  endedAt: null,
  skipped: false,
  delayMinutes: 0,
  shortenedMinutes: 0,
  movedMs: 0,
  ...values,
});
const started = (from: number, to?: number): RunningSession =>
  row({
    startedAt: new Date(at(from)).toISOString(),
    endedAt: to === undefined ? null : new Date(at(to)).toISOString(),
  });
const item = (id: string, from: number, to: number, line = 'studio'): PlannedItem => ({
  id,
  line,
  startsAt: at(from),
  endsAt: at(to),
});
/** A talk, a break, a talk after a pause of five minutes, and a last one. */
const morning = [item('a', 0, 30), item('b', 30, 45), item('c', 50, 80), item('d', 80, 100)];
const ids = morning.map(({ id }) => id);
/** Start and end in minutes since nine. */
const said = (rows: Record<string, RunningSession>, now: number) =>
  Object.fromEntries(
    [...expectedTimes(morning, rows, at(now))].map(([id, { start, end }]) => [
      id,
      [(start - day) / minute, (end - day) / minute],
    ]),
  );
const going = (rows: Record<string, RunningSession>, now: number) =>
  outlookOf(ids, expectedTimes(morning, rows, at(now)), at(now));

describe('the running order', () => {
  it('goes by the programme as long as nobody runs it', () => {
    expect(said({}, 35)).toEqual({ a: [0, 30], b: [30, 45], c: [50, 80], d: [80, 100] });
    expect(going({}, 35)).toEqual({ now: ['b'], next: 'c', toStart: 'b', delay: 0 });
    expect(going({}, 47)).toMatchObject({ now: [], next: 'c', toStart: 'c' });
  });

  it('moves what follows with every minute that somebody overruns, and lets pauses absorb it', () => {
    expect(said({ a: started(2) }, 10)).toEqual({ a: [2, 32], b: [32, 47], c: [50, 80], d: [80, 100] });
    expect(said({ a: started(0) }, 42)).toEqual({ a: [0, 42], b: [42, 57], c: [57, 87], d: [87, 107] });
    expect(going({ a: started(0) }, 42)).toEqual({ now: ['a'], next: 'b', toStart: 'b', delay: 12 * minute });
  });

  it('waits for the next to be started by hand, and leaves out what was skipped or passed over', () => {
    expect(going({ a: started(0, 30) }, 35)).toEqual({
      now: [],
      next: 'b',
      toStart: 'b',
      delay: 5 * minute,
    });
    const skipped = { a: started(0, 40), b: row({ skipped: true }) };
    expect(said(skipped, 40)).toMatchObject({ c: [50, 80] });
    expect(going(skipped, 40)).toMatchObject({ next: 'c', toStart: 'c', delay: 0 });
    const passed = { a: started(0, 30), c: started(48) };
    expect(expectedTimes(morning, passed, at(50)).get('b')).toMatchObject({
      state: 'passed',
      goingOn: false,
    });
    expect(going(passed, 50)).toMatchObject({ now: ['c'], next: 'd' });
  });

  it('never expects anything before its place when others end early', () => {
    expect(said({ a: started(0, 20) }, 20)).toMatchObject({ b: [30, 45], c: [50, 80] });
    expect(said({ a: started(-5) }, 0)).toMatchObject({ a: [-5, 25], b: [30, 45] });
  });

  it('does not let parallel sessions delay each other', () => {
    const items = [item('a', 0, 30), item('b', 10, 40), item('c', 30, 60), item('other', 30, 60, 'hall')];
    const times = expectedTimes(items, { a: started(0) }, at(36));
    expect(times.get('b')).toMatchObject({ start: at(36) });
    expect(times.get('c')).toMatchObject({ start: at(36) });
    expect(times.get('other')).toMatchObject({ start: at(30), goingOn: true });
  });

  it('goes by its times again when everybody has forgotten it', () => {
    const late = 30 + forgottenAfter / minute;
    expect(going({ a: started(0) }, late).now).toEqual(['a']);
    expect(going({ a: started(0) }, late + 1)).toMatchObject({ now: ['d'], delay: 0 });
    expect(expectedTimes(morning, { a: started(0) }, at(late + 1)).get('a')?.state).toBe('ended');
  });
});

describe('whatever was done', () => {
  const order = fc
    .array(fc.record({ pause: fc.nat(20), length: fc.integer({ min: 1, max: 60 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((plans) => {
      let from = 0;
      return plans.map(({ pause, length }, index) => {
        const one = item(String(index), from + pause, from + pause + length);
        from += pause + length;
        return one;
      });
    });
  /** The first so many have run, one after the other, each with its own delay. */
  const day = order.chain((items) =>
    fc.record({
      items: fc.constant(items),
      begun: fc.integer({ min: 0, max: items.length }),
      late: fc.array(fc.nat(15), { minLength: items.length, maxLength: items.length }),
      delay: fc.array(fc.nat(30), { minLength: items.length, maxLength: items.length }),
      now: fc.nat(90),
    }),
  );

  it('keeps the order, is never before its place, and no later than all delays together', () => {
    fc.assert(
      fc.property(day, ({ items, begun, late, delay, now: after }) => {
        const rows: Record<string, RunningSession> = {};
        let clock = 0;
        items.forEach(({ id, startsAt, endsAt }, index) => {
          if (index >= begun) return void (rows[id] = row({ delayMinutes: delay[index] ?? 0 }));
          const from = Math.max(clock, (startsAt - at(0)) / minute) + (late[index] ?? 0);
          clock = from + (endsAt - startsAt) / minute;
          rows[id] = started(from, index === begun - 1 ? undefined : clock);
        });
        const now = at(clock + after);
        const times = expectedTimes(items, rows, now);
        const list = items.map(({ id }) => times.get(id));
        const overrun = begun > 0 && after <= forgottenAfter / minute ? after : 0;
        const most =
          late.slice(0, begun).reduce((sum, one) => sum + one, 0) +
          overrun +
          Math.max(0, ...delay.slice(begun));
        list.forEach((one, index) => {
          expect(one?.start).toBeGreaterThanOrEqual(one?.slotStart ?? 0);
          expect(one?.end).toBeGreaterThan(one?.start ?? 0);
          const previous = list[index - 1];
          if (previous) expect(one?.start).toBeGreaterThanOrEqual(previous.end);
          if (begun > 0) expect(one?.delay).toBeLessThanOrEqual(most * minute);
        });
      }),
    );
  });
});
