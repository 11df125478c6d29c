import { expect, it } from '@jest/globals';
import { calmOrder, sorted, sortings } from './calm-order.js';

const now = Date.parse('2026-12-14T09:30:00Z');
const question = (id: number, votes: number, minutesAgo: number, pinned = false) => ({
  id,
  votes,
  askedAt: new Date(now - minutesAgo * 60_000).toISOString(),
  pinned,
});
const questions = [question(1, 2, 20), question(2, 5, 30), question(3, 2, 1)];

it('sorts by votes, the older first where they are equal, by age, or by what rises', () => {
  expect(sorted(questions, 'votes', now)).toEqual([2, 1, 3]);
  expect(sorted(questions, 'newest', now)).toEqual([3, 2, 1]);
  expect(sorted(questions, 'rising', now)).toEqual([3, 2, 1]);
});

it('keeps pinned ones on top in every order', () => {
  const withPinned = [...questions, question(4, 0, 40, true)];
  for (const by of sortings) expect(sorted(withPinned, by, now)[0]).toBe(4);
});

it('keeps what stands in its place, lets new ones wait and gone ones go', () => {
  expect(calmOrder([2, 1], [3, 1, 2, 4])).toEqual({ shown: [2, 1], fresh: [3, 4] });
  expect(calmOrder([2, 1], [1])).toEqual({ shown: [1], fresh: [] });
  expect(calmOrder([], [3, 1])).toEqual({ shown: [3, 1], fresh: [] });
});
