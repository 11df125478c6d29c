import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { bounds } from './bounds.js';
import { checkSchedule } from './check-schedule.js';
import { generate } from './generate.js';
import type { Instance } from './instance.js';
import { compile } from './model.js';
import type { Incumbent } from './solution.js';
import { solve } from './solve.js';
import { tinyInstance } from './testing/arbitrary.js';
import { bruteForce } from './testing/brute-force.js';

/** These tests compute; on a machine that is busy with something else they take their time. */
jest.setTimeout(60_000);

const tiny = tinyInstance({ meetings: 5, slots: 4 });

function weightOf(instance: Instance, slotOfMeeting: readonly number[]): number {
  return instance.meetings.reduce((sum, m, i) => sum + (slotOfMeeting[i] ? (m.weight ?? 1) : 0), 0);
}

describe('solve against brute force', () => {
  it('places as much weight with as few breaks as the best schedule there is', async () => {
    await fc.assert(
      fc.asyncProperty(tiny, fc.integer({ min: 0, max: 99 }), async (instance, seed) => {
        const best = bruteForce(instance);
        const found = await solve(instance, { seed, moves: 12_000 });
        const check = checkSchedule(instance, found.slotOfMeeting);
        expect(check.violations).toEqual([]);
        const { placed, unplaced, breaks, idleSlots, fairnessRange } = found;
        expect({ placed, unplaced, breaks, idleSlots, fairnessRange }).toEqual({
          placed: check.placed,
          unplaced: check.unplaced,
          breaks: check.breaks,
          idleSlots: check.idleSlots,
          fairnessRange: check.fairnessRange,
        });
        expect(weightOf(instance, found.slotOfMeeting)).toBe(best?.weight);
        expect(found.breaks).toBe(best?.breaks);
        expect(found.bound).toBeLessThanOrEqual(found.breaks);
      }),
      { numRuns: 40, seed: 7, endOnFailure: true },
    );
  });

  it('never claims more than is true: bounds, infeasibility', () => {
    fc.assert(
      fc.property(
        tiny,
        fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
        (instance, fairness) => {
          const known = bounds(compile(instance), fairness);
          const best = bruteForce(instance, fairness);
          const all = instance.meetings.reduce((sum, m) => sum + (m.weight ?? 1), 0);
          const free = bruteForce(instance);
          expect(all - (free?.weight ?? 0)).toBeGreaterThanOrEqual(known.unplacedWeight - 1e-9);
          if (known.reasons.length > 0) expect(best?.weight ?? 0).toBeLessThan(all);
          else if (best?.weight === all) expect(best.breaks).toBeGreaterThanOrEqual(known.breaks);
        },
      ),
      { numRuns: 80, seed: 11, endOnFailure: true },
    );
  });
});

describe('solve', () => {
  it('finds a schedule without faults for larger events of every kind', async () => {
    for (const seed of [1, 2]) {
      const { instance } = generate({
        ...{ participants: 60, slots: 14, meetings: 240, tables: 24, seed },
        ...{ forbidden: 0.1, sessions: 0.2, fixed: 0.1, precedences: 0.15, weights: 3 },
      });
      const found = await solve(instance, { seed, moves: 80_000 });
      expect(checkSchedule(instance, found.slotOfMeeting).violations).toEqual([]);
      expect(found.unplaced).toBeLessThanOrEqual(2);
      expect(found.infeasible).toBe(false);
    }
  });

  it('gives the same schedule for the same seed and moves, whatever the clock does', async () => {
    const { instance } = generate({ participants: 40, slots: 12, meetings: 150, tables: 15, seed: 5 });
    const run = async (seed: number, step: number) => {
      let clock = 0;
      const now = () => (clock += step);
      const { slotOfMeeting, moves } = await solve(instance, { seed, moves: 100_000, now });
      return { slotOfMeeting, moves };
    };
    const first = await run(3, 0);
    expect(await run(3, 40)).toEqual(first);
    expect((await run(4, 0)).slotOfMeeting).not.toEqual(first.slotOfMeeting);
  });

  it('shows better and better schedules with their gap, and ends with the last', async () => {
    const { instance } = generate({ participants: 50, slots: 14, meetings: 220, tables: 18, seed: 6 });
    const shown: Incumbent[] = [];
    let clock = 0;
    const options = { moves: 200_000, onIncumbent: (x: Incumbent) => shown.push(x), now: () => (clock += 9) };
    const found = await solve(instance, options);
    expect(shown.length).toBeGreaterThan(1);
    for (const [i, x] of shown.entries()) {
      expect(x.gap).toBe(x.breaks - x.bound);
      expect(checkSchedule(instance, x.slotOfMeeting()).breaks).toBe(x.breaks);
      const before = shown[i - 1];
      if (before && before.unplaced === x.unplaced) expect(x.breaks).toBeLessThanOrEqual(before.breaks);
    }
    expect(shown.at(-1)?.slotOfMeeting()).toEqual(found.slotOfMeeting);
  });

  it('stops when cancelled and keeps the best so far', async () => {
    const { instance } = generate({ participants: 80, slots: 16, meetings: 420, tables: 28, seed: 8 });
    const cancel = new AbortController();
    let clock = 0;
    const onIncumbent = (x: Incumbent) => {
      if (x.moves > 0) cancel.abort();
    };
    const found = await solve(instance, {
      ...{ moves: 1e12, signal: cancel.signal, onIncumbent, now: () => (clock += 9) },
    });
    expect(found.moves).toBeLessThan(1e8);
    expect(checkSchedule(instance, found.slotOfMeeting).violations).toEqual([]);
  });

  it('keeps the difference of breaks within the limit', async () => {
    const { instance } = generate({ participants: 30, slots: 12, meetings: 130, tables: 12, seed: 9 });
    const found = await solve(instance, { moves: 150_000, fairness: 1 });
    expect(found.unplaced).toBe(0);
    expect(found.fairnessRange).toBeLessThanOrEqual(1);
  });

  it('takes an instance without meetings', async () => {
    const found = await solve({ participants: 2, slots: 3, meetings: [] });
    expect(found).toMatchObject({ placed: 0, unplaced: 0, breaks: 0, optimal: true, infeasible: false });
  });
});
