import { describe, expect, it } from '@jest/globals';
import { bounds } from './bounds.js';
import { fewestBreaks } from './fewest-breaks.js';
import type { Instance } from './instance.js';
import { compile } from './model.js';

const star = (n: number, slots: number): Instance => ({
  participants: n + 1,
  slots,
  meetings: Array.from({ length: n }, (_, i) => ({ a: 1, b: i + 2 })),
});
const reasons = (instance: Instance, fairness?: number) => bounds(compile(instance), fairness).reasons;

describe('reasons why not everything fits', () => {
  it('names the meetings of somebody who has too many for their slots', () => {
    const instance = { ...star(3, 4), forbidden: [[2, 3]] };
    expect(reasons(instance)).toEqual([
      { code: 'participant-overbooked', participant: 1, meetings: [1, 2, 3], slots: [1, 4] },
    ]);
    expect(bounds(compile(instance)).unplacedWeight).toBeGreaterThan(0);
  });

  it('names a meeting that has no slot', () => {
    const instance: Instance = { ...star(1, 2), forbidden: [[1], [2]] };
    expect(reasons(instance)).toEqual([{ code: 'meeting-without-slot', meeting: 1, participants: [1, 2] }]);
  });

  it('takes more tables than numbers of 32 bits for as many as there are meetings', () => {
    expect(reasons({ ...star(2, 3), tables: 1e300 })).toEqual([]);
  });

  it('names slots whose tables are too few', () => {
    const instance: Instance = {
      participants: 4,
      slots: 2,
      tables: 1,
      forbidden: [[1]],
      meetings: [
        { a: 1, b: 2 },
        { a: 3, b: 4, session: 'afternoon' },
      ],
      morningSlots: 1,
    };
    expect(reasons(instance)).toEqual([{ code: 'slots-full', meetings: 2, places: 1, slots: [2] }]);
  });

  it('names meetings that wait for each other, and chains that are too long', () => {
    const four = star(4, 4);
    const after = (links: Record<number, number[]>) => ({
      ...four,
      meetings: four.meetings.map((m, i) => ({ ...m, after: links[i + 1] ?? [] })),
    });
    const [cycle] = reasons(after({ 1: [2], 2: [3], 3: [1] }));
    expect(cycle?.code).toBe('precedence-cycle');
    expect(cycle?.code === 'precedence-cycle' && [...cycle.meetings].sort()).toEqual([1, 2, 3]);
    const long = after({ 2: [1], 3: [2], 4: [3] });
    expect(reasons(long)).toEqual([]);
    expect(reasons({ ...long, slots: 3 })[0]?.code).toBe('precedence-chain');
  });

  it('names somebody who must have more breaks than fairness allows', () => {
    const instance = { ...star(3, 5), forbidden: [[2, 4]] };
    expect(reasons(instance, 2)).toEqual([]);
    expect(reasons(instance, 1)).toEqual([
      { code: 'fairness-unreachable', participant: 1, breaks: 2, other: 0, limit: 1 },
    ]);
    expect(bounds(compile(instance)).breaks).toBe(2);
  });
});

describe('the fewest breaks of one participant', () => {
  it.each([
    [
      [
        [0, 1, 2],
        [0, 1, 2],
      ],
      0,
    ],
    [[[0], [2]], 1],
    [[[0], [2], [1, 4]], 0],
    [[[0], [2], [4]], 2],
    [[[0], [0]], Infinity],
    [[], 0],
  ])('of %j are %d', (slots, fewest) => {
    expect(fewestBreaks(slots, 5)).toBe(fewest);
  });
});
