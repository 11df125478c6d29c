import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { hearServerTime, serverNow } from './server-time.js';

const minute = 60_000;
const start = Date.parse('2026-10-05T10:00:00.000Z');
const said = (at: number) => new Date(at).toISOString();

beforeEach(() => void jest.useFakeTimers({ now: start }));
afterEach(() => {
  hearServerTime(said(Date.now()), 0);
  jest.useRealTimers();
});

it('follows the server where the device is minutes wrong, and where it is put right', () => {
  hearServerTime(said(start + 8 * minute), 400);
  expect(serverNow()).toBe(start + 8 * minute + 200);
  jest.setSystemTime(start + minute);
  expect(serverNow()).toBe(start + 9 * minute + 200);
  // The device asks the network for the time.
  jest.setSystemTime(start + 9 * minute);
  hearServerTime(said(start + 9 * minute), 100);
  expect(serverNow()).toBe(start + 9 * minute);
});

it('takes no clock for wrong that is near, and nothing from a slow answer that it does not contradict', () => {
  hearServerTime(said(start + 1_500), 100);
  expect(serverNow()).toBe(start);
  // It was said at any moment of twenty seconds.
  hearServerTime(said(start - 8_000), 20_000);
  expect(serverNow()).toBe(start);
  hearServerTime(said(start - 15 * minute), 200);
  hearServerTime(said(start - 15 * minute - 6_000), 9_000);
  expect(serverNow()).toBe(start - 15 * minute + 100);
});

it('believes even a slow answer that cannot be from the time that is known', () => {
  hearServerTime(said(start + 8_000), 20_000);
  expect(serverNow()).toBe(start + 18_000);
});
