import { expect, it } from '@jest/globals';
import { calmOrder, sorted } from './calm-order.js';

const questions = [
  { id: 1, votes: 2 },
  { id: 2, votes: 5 },
  { id: 3, votes: 2 },
];

it('sorts by votes, the older first where they are equal, or by age', () => {
  expect(sorted(questions, 'votes')).toEqual([2, 1, 3]);
  expect(sorted(questions, 'newest')).toEqual([3, 2, 1]);
});

it('keeps what stands in its place, lets new ones wait and gone ones go', () => {
  expect(calmOrder([2, 1], [3, 1, 2, 4])).toEqual({ shown: [2, 1], fresh: [3, 4] });
  expect(calmOrder([2, 1], [1])).toEqual({ shown: [1], fresh: [] });
  expect(calmOrder([], [3, 1])).toEqual({ shown: [3, 1], fresh: [] });
});
