import { expect, it } from '@jest/globals';
import { calmColumns, hold, letGo, withNew } from './calm-columns.js';
import type { Columns, Counted } from './desk-columns.js';

const question = (id: number): Counted => ({
  ...{
    id,
    text: `Question ${id}`,
    author: null,
    organisation: null,
    guest: false,
    state: 'approved',
    votes: 0,
  },
  ...{ askedAt: '2026-12-14T09:00:00Z', answeredAt: null, pinned: false, answering: false, reply: null },
  ...{ assigned: null, reason: null, usualReason: null, original: null, mergedInto: null },
  ...{ tags: [], marks: [], held: false, version: 1 },
  state: 'approved',
});
const live = (...ids: number[]): Columns => ({ waiting: [], live: ids.map(question), done: [] });
const idsOf = (columns: Columns) => columns.live.map(({ id }) => id);

it('keeps the order of a column that is held: what is gone leaves, what is new stands at the end and stays there', () => {
  const held = hold({}, live(1, 2, 3), 'live');
  const shown = calmColumns(live(5, 3, 1), held);
  expect(idsOf(shown)).toEqual([1, 3, 5]);
  const grown = withNew(held, shown);
  expect(idsOf(calmColumns(live(6, 5, 3, 1), grown))).toEqual([1, 3, 5, 6]);
  expect(withNew(grown, shown)).toBe(grown);
  // Held once more, it stays as it was held.
  expect(hold(grown, live(3, 1, 5), 'live')).toBe(grown);
  expect(idsOf(calmColumns(live(5, 3, 1), letGo(grown, 'live')))).toEqual([5, 3, 1]);
  expect(letGo(grown, 'done')).toBe(grown);
});
