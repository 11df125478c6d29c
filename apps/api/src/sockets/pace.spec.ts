import { expect, it } from '@jest/globals';
import { Pace } from './pace.js';

const outcome = (pace: Pace, who: string): number | string => {
  try {
    return pace.take(who);
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
};

it('lets a burst through at once, then one after the other, and refuses the rest', () => {
  let now = 0;
  const pace = new Pace({ burst: 3, perSecond: 10, waiting: 2 }, () => now);
  const six = Array.from({ length: 6 }, () => outcome(pace, 'a'));
  expect(six).toEqual([0, 0, 0, 100, 200, 'too_many_requests']);
  expect(outcome(pace, 'b')).toBe(0);
  now = 100;
  expect(outcome(pace, 'a')).toBe(200);
  pace.forget();
  expect(outcome(pace, 'a')).toBe('too_many_requests');
  now = 1_000;
  pace.forget();
  expect([outcome(pace, 'a'), outcome(pace, 'a'), outcome(pace, 'a')]).toEqual([0, 0, 0]);
});
