import { expect, it } from '@jest/globals';
import type { OwnQuestion } from '@foyer/contracts';
import { limitsOf, secondsToWait } from './ask-limits.js';

const at = (second: number) => new Date(second * 1_000).toISOString();
const asked = (state: OwnQuestion['state'], second: number) => ({ state, askedAt: at(second) });

it('counts what is left; what was taken back is free again, and no limit is none', () => {
  const own = [asked('pending', 10), asked('withdrawn', 20), asked('merged', 5)];
  expect(limitsOf({ perPerson: 3, slowSeconds: null }, own)).toEqual({
    left: { left: 1, limit: 3 },
    free: null,
  });
  // The rule came later than the questions.
  expect(limitsOf({ perPerson: 1, slowSeconds: null }, own).left).toEqual({ left: 0, limit: 1 });
  expect(limitsOf({ perPerson: null, slowSeconds: null }, own).left).toBeNull();
});

it('counts the pause from the last question down, also from one that was taken back', () => {
  const limits = limitsOf({ perPerson: null, slowSeconds: 30 }, [
    asked('pending', 10),
    asked('withdrawn', 20),
  ]);
  expect([20, 20.5, 49.1, 50, 90].map((now) => secondsToWait(limits, 30, now * 1_000))).toEqual([
    30, 30, 1, 0, 0,
  ]);
  expect(secondsToWait(limitsOf({ perPerson: null, slowSeconds: 30 }, []), 30, 0)).toBe(0);
});

it('leaves it to the server where this device’s clock is behind', () => {
  const limits = limitsOf({ perPerson: null, slowSeconds: 30 }, [asked('pending', 300)]);
  expect(secondsToWait(limits, 30, 0)).toBe(0);
});
