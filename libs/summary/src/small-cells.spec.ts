import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenParts } from './small-cells.js';

const shown = (counts: number[]) => counts.filter((_, place) => !hiddenParts(counts).has(place));

it('hides small parts, and one more where a single one would be what is missing', () => {
  expect(shown([20, 12, 8])).toEqual([20, 12, 8]);
  expect(shown([20, 12, 1])).toEqual([20]);
  expect(shown([20, 12, 2, 4])).toEqual([20, 12]);
  // Two of one each are two in all: a third is hidden with them.
  expect(shown([20, 12, 1, 1])).toEqual([20]);
  expect(shown([3])).toEqual([]);
  expect(shown([])).toEqual([]);
  expect(shown([0, 9, 7])).toEqual([0, 9, 7]);
});

it('leaves no small part that the total gives away', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }), (counts) => {
      const hidden = hiddenParts(counts);
      const missing = counts.filter((_, place) => hidden.has(place));
      if (missing.length === 0) return counts.every((count) => count === 0 || count >= 5);
      const everything = counts.filter((count) => count > 0).length === missing.length;
      const sum = missing.reduce((total, count) => total + count, 0);
      return everything || (missing.length > 1 && sum >= 5 && sum > missing.length);
    }),
  );
});
