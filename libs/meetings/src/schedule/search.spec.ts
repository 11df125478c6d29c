import { describe, expect, it } from '@jest/globals';
import { generate } from '@foyer/solver';
import { faresOf, worthOf } from './figures.js';
import { startSearch } from './solver-thread.js';
import { layersOf, overlap, type Found, type ScheduleTask, type SearchSettings } from './task.js';

const minute = 60_000;
/** So many slots of 20 minutes, one after the other. */
const slots = (count: number, places: number | null = null, from = 0): ScheduleTask['columns'] =>
  Array.from({ length: count }, (_, i) => ({
    startsAt: from + i * 20 * minute,
    endsAt: from + (i + 1) * 20 * minute,
    ...{ places, layer: 0, day: '2026-12-14', past: false },
  }));
const meeting = (a: number, b: number, rest: Partial<ScheduleTask['meetings'][number]> = {}) => ({
  ...{ a, b, weight: 1, from: null, fixed: null },
  ...rest,
});
const settings: SearchSettings = { mode: 'from-scratch', seconds: 5, seed: 1 };

/** Nobody in two places, nobody where they are not free, no more meetings than there are places. */
function faults({ columns, blocked, meetings }: ScheduleTask, at: readonly number[]): string[] {
  const found: string[] = [];
  meetings.forEach((one, i) => {
    const here = columns[at[i] ?? -1];
    if (!here) return;
    if (one.fixed !== null && at[i] !== one.fixed) found.push(`${i} is not where it is pinned`);
    for (const person of [one.a, one.b]) {
      if (one.fixed === null && blocked[person]?.includes(at[i] ?? -1))
        found.push(`${person} is not free at ${at[i]}`);
      meetings.forEach((other, j) => {
        const there = columns[at[j] ?? -1];
        if (j > i && there && (other.a === person || other.b === person) && overlap(here, there))
          found.push(`${person} is in ${i} and ${j}`);
      });
    }
  });
  columns.forEach(({ places }, c) => {
    const held = at.filter((column) => column === c).length;
    if (places !== null && held > places) found.push(`${held} meetings at ${c}`);
  });
  return found;
}
const solved = async (task: ScheduleTask, rest: Partial<SearchSettings> = {}): Promise<Found> =>
  startSearch(task, { ...settings, ...rest }, () => undefined).done;

describe('the search, in its thread', () => {
  it('places everything around what people cannot, and proves that nothing is better', async () => {
    const task: ScheduleTask = {
      columns: slots(3, 1),
      people: 3,
      blocked: [[0], [], []],
      meetings: [meeting(0, 1), meeting(1, 2), meeting(0, 2)],
    };
    const found = await solved(task);
    expect(faults(task, found.at)).toEqual([]);
    expect(found).toMatchObject({ bound: 1, optimal: true });
    expect(worthOf(task, found.at)).toMatchObject({ placed: 3, added: 3, people: 3 });
  });

  it('keeps everybody out of two blocks that overlap', async () => {
    const columns = [...slots(4, 2), ...slots(4, 2, 10 * minute)].sort((x, y) => x.startsAt - y.startsAt);
    const layers = layersOf(
      columns.map((column) => ({ ...column, series: column.startsAt % (20 * minute) === 0 ? 'a' : 'b' })),
    );
    const task: ScheduleTask = {
      columns: columns.map((column, i) => ({ ...column, layer: layers[i] ?? 0 })),
      people: 6,
      blocked: Array.from({ length: 6 }, () => []),
      meetings: [0, 1, 2, 3, 4, 5].flatMap((a) =>
        [0, 1, 2, 3, 4, 5].filter((b) => b > a).map((b) => meeting(a, b)),
      ),
    };
    expect(new Set(layers)).toEqual(new Set([0, 1]));
    const found = await solved(task, { seconds: 1 });
    expect(faults(task, found.at)).toEqual([]);
    expect(worthOf(task, found.at).placed).toBeGreaterThanOrEqual(8);
  });

  it('moves nothing that is pinned, and nothing at all when it only adds', async () => {
    const task: ScheduleTask = {
      columns: slots(4, 1),
      people: 4,
      blocked: [[], [], [], []],
      meetings: [
        meeting(0, 1, { from: 3, fixed: 3, weight: 12 }),
        meeting(2, 3, { from: 2, fixed: 2, weight: 12 }),
        meeting(0, 2),
      ],
    };
    const found = await solved(task, { mode: 'insert-only' });
    expect(found.at.slice(0, 2)).toEqual([3, 2]);
    expect(worthOf(task, found.at)).toMatchObject({ placed: 3, added: 1, moved: 0, removed: 0 });
  });

  it('ends at once with the best so far when it is stopped', async () => {
    const { instance } = generate({ participants: 60, slots: 20, meetings: 300, tables: 20, seed: 7 });
    const task: ScheduleTask = {
      columns: slots(20, 20),
      people: 60,
      blocked: Array.from({ length: 60 }, (_, i) => (instance.forbidden?.[i] ?? []).map((slot) => slot - 1)),
      meetings: instance.meetings.map(({ a, b }) => meeting(a - 1, b - 1)),
    };
    let better = 0;
    const running = startSearch(task, { ...settings, seconds: 300 }, () => {
      if (better++ === 0) running.stop();
    });
    const found = await running.done;
    expect(faults(task, found.at)).toEqual([]);
    expect(worthOf(task, found.at).placed).toBeGreaterThan(250);
  });
});

it('counts waits within a day, and no nights', () => {
  const day = { ...slots(1)[0]!, day: '2026-12-15' };
  const task = {
    columns: [...slots(5), { ...day, startsAt: 1_440 * minute, endsAt: 1_460 * minute }],
    people: 2,
    meetings: [0, 1, 2, 3].map(() => meeting(0, 1)),
  };
  expect(faresOf(task, [0, 2, 3, 5])[0]).toEqual({ meetings: 4, placed: 4, breaks: 1, idleSlots: 1 });
});
