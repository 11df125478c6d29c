import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkSchedule } from './check-schedule.js';
import { generate } from './generate.js';
import type { Instance } from './instance.js';
import { difference, replan } from './replan.js';
import { solve } from './solve.js';

jest.setTimeout(60_000);

/** A published schedule; then somebody cancels a day and two new meetings are accepted. */
describe('re-planning', () => {
  let instance: Instance;
  let current: number[];

  beforeAll(async () => {
    const made = generate({ participants: 50, slots: 12, meetings: 180, tables: 20, seed: 12 }).instance;
    const first = await solve(made, { moves: 100_000 });
    const meetings = [...made.meetings.filter((m) => m.a !== 7 && m.b !== 7)];
    current = first.slotOfMeeting.filter((_, i) => made.meetings[i]?.a !== 7 && made.meetings[i]?.b !== 7);
    for (const [a, b] of [
      [1, 2],
      [3, 4],
    ] as const) {
      meetings.push({ a, b });
      current.push(0);
    }
    instance = { ...made, meetings };
  });

  it('insert-only moves nothing', async () => {
    const plan = await replan(instance, current, { mode: 'insert-only', moves: 50_000 });
    expect(checkSchedule(instance, plan.slotOfMeeting).violations).toEqual([]);
    expect(plan.difference.moved).toEqual([]);
    expect(plan.difference.removed).toEqual([]);
    expect(plan.difference.unchanged).toBe(current.length - 2);
  });

  it('gentle moves little, and is worth it; from scratch moves more', async () => {
    const gentle = await replan(instance, current, { mode: 'gentle', moves: 100_000 });
    const anew = await replan(instance, current, { mode: 'from-scratch', moves: 100_000, seed: 5 });
    const now = checkSchedule(instance, current);
    for (const plan of [gentle, anew]) {
      expect(checkSchedule(instance, plan.slotOfMeeting).violations).toEqual([]);
      expect(plan.unplaced).toBe(0);
    }
    expect(gentle.difference.moved.length).toBeLessThan(anew.difference.moved.length / 2);
    const added = gentle.difference.added.length;
    expect(gentle.breaks + 0.3 * gentle.difference.moved.length).toBeLessThanOrEqual(now.breaks + 2 * added);
  });

  it('leaves the slots that have started alone', async () => {
    const plan = await replan(instance, current, { mode: 'from-scratch', startedSlots: 5, moves: 100_000 });
    plan.slotOfMeeting.forEach((slot, i) => {
      if ((current[i] ?? 0) > 0 && (current[i] ?? 0) <= 5) expect(slot).toBe(current[i]);
      else if (slot > 0) expect(slot).toBeGreaterThan(5);
    });
  });

  it('says what would change, and for whom', () => {
    const three: Instance = {
      participants: 5,
      slots: 4,
      meetings: [
        { a: 1, b: 2 },
        { a: 2, b: 3 },
        { a: 4, b: 5 },
      ],
    };
    expect(difference(three, [1, 0, 2], [3, 1, 2])).toEqual({
      moved: [{ meeting: 1, from: 1, to: 3 }],
      added: [{ meeting: 2, to: 1 }],
      removed: [],
      unchanged: 1,
      participants: [1, 2, 3],
    });
  });
});
