import { describe, expect, it } from '@jest/globals';
import { checkSchedule } from './check-schedule.js';
import { type Help, explain } from './explain.js';
import { generate } from './generate.js';
import type { Instance } from './instance.js';
import { solve } from './solve.js';

/** The instance with the help taken. */
function helped(instance: Instance, meeting: number, help: Help): Instance {
  const perSlot = Array.from({ length: instance.slots }, (_, i) =>
    Array.isArray(instance.tables)
      ? (instance.tables[i] ?? 0)
      : (instance.tables ?? instance.meetings.length),
  );
  if (help.code === 'add-table') {
    return { ...instance, tables: perSlot.map((n, i) => (i + 1 === help.slot ? n + 1 : n)) };
  }
  if (help.code === 'open-slot') {
    const forbidden = (instance.forbidden ?? []).map((set, p) =>
      p + 1 === help.participant ? set.filter((t) => t !== help.slot) : set,
    );
    return { ...instance, forbidden };
  }
  const meetings = instance.meetings.map((m, i) => {
    if (i + 1 !== meeting) return m;
    const { fixed, session, ...rest } = m;
    return help.code === 'unpin'
      ? { ...rest, session: session ?? 'any' }
      : { ...rest, ...(fixed ? { fixed } : {}) };
  });
  return { ...instance, meetings };
}

describe('explanations', () => {
  it('counts what the two have, and says what stands in the way', () => {
    const instance: Instance = {
      participants: 4,
      slots: 2,
      tables: 1,
      forbidden: [[], [], [2], []],
      meetings: [
        { a: 1, b: 2 },
        { a: 1, b: 4 },
        { a: 3, b: 2 },
      ],
    };
    const [left] = explain(instance, [1, 2, 0]);
    expect(left).toEqual({
      meeting: 3,
      obstacles: [
        ['participant-busy', 'tables-full'],
        ['participant-unavailable', 'tables-full'],
      ],
      participants: [
        { participant: 3, meetings: 1, availableSlots: 1, busySlots: 0 },
        { participant: 2, meetings: 2, availableSlots: 2, busySlots: 1 },
      ],
      help: [],
    });
  });

  it('offers only help that helps', async () => {
    const made = generate({
      ...{ participants: 40, slots: 10, meetings: 170, forbidden: 0.3, sessions: 0.3, fixed: 0.1, seed: 4 },
    }).instance;
    const instance = { ...made, tables: 14 };
    const { slotOfMeeting } = await solve(instance, { moves: 60_000 });
    const left = explain(instance, slotOfMeeting);
    expect(left).toHaveLength(slotOfMeeting.filter((t) => t === 0).length);
    const offers = left.flatMap(({ meeting, help }) => help.map((h) => ({ meeting, h })));
    expect(offers.length).toBeGreaterThan(0);
    for (const { meeting, h } of offers) {
      const after = slotOfMeeting.map((t, i) => {
        if (h.code === 'move-meeting' && i + 1 === h.meeting) return 0;
        return i + 1 === meeting ? h.slot : t;
      });
      expect(checkSchedule(helped(instance, meeting, h), after).violations).toEqual([]);
    }
  });
});
