import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkSchedule } from './check-schedule.js';
import { solve } from './solve.js';
import { tinyInstance } from './testing/arbitrary.js';
import { bruteForce } from './testing/brute-force.js';

describe('the exact part', () => {
  it('proves the best schedule, or that not everything fits, as brute force finds it', async () => {
    const tiny = tinyInstance({ meetings: 5, slots: 4 });
    const limit = fc.option(fc.integer({ min: 0, max: 1 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(tiny, limit, async (instance, fairness) => {
        const best = bruteForce(instance, fairness);
        const all = instance.meetings.reduce((sum, m) => sum + (m.weight ?? 1), 0);
        const found = await solve(instance, { moves: 1_000_000, prove: true, fairness });
        expect(checkSchedule(instance, found.slotOfMeeting).violations).toEqual([]);
        expect(found.infeasible).toBe((best?.weight ?? 0) < all);
        expect(found.infeasible).toBe(found.reasons.length > 0);
        if (found.infeasible && fairness !== undefined) return;
        expect(found.optimal).toBe(true);
        expect(checkSchedule(instance, found.slotOfMeeting).placedWeight).toBe(best?.weight);
        expect(found.breaks).toBe(best?.breaks);
        expect(found.bound).toBe(found.breaks);
      }),
      { numRuns: 12, seed: 3, endOnFailure: true },
    );
  }, 60_000);

  it('counts what is left over where one meeting outweighs all others by far', async () => {
    const pair = (weight: number) => ({ a: 1, b: 2, weight });
    const instance = { participants: 2, slots: 2, meetings: [pair(1), pair(1e9), pair(2)] };
    const found = await solve(instance, { moves: 200_000, prove: true });
    expect(found).toMatchObject({ placed: 2, optimal: true, infeasible: true });
    expect(found.slotOfMeeting[0]).toBe(0);
  });
});
