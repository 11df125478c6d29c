import { expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

/** A table of squares whose reading ends when the test says so. */
function squares(most?: number) {
  const reads: { keys: number[]; end: (error?: Error) => void }[] = [];
  const gathered = new Gathered<number, number>(
    (keys) =>
      new Promise((resolve, reject) => {
        const found = new Map(keys.filter((key) => key >= 0).map((key) => [key, key * key]));
        reads.push({ keys, end: (error) => (error ? reject(error) : resolve(found)) });
      }),
    most,
  );
  return { gathered, reads };
}

it('reads the first at once and all that is asked meanwhile together', async () => {
  const { gathered, reads } = squares();
  const asked = [1, 2, 3, 2, -1].map((key) => gathered.find(key));
  expect(reads.map(({ keys }) => keys)).toEqual([[1]]);
  reads[0]?.end();
  expect(await asked[0]).toBe(1);
  expect(reads.map(({ keys }) => keys)).toEqual([[1], [2, 3, -1]]);
  reads[1]?.end();
  expect(await Promise.all(asked)).toEqual([1, 4, 9, 4, undefined]);
});

it('does not answer with what was being read before the question', async () => {
  const { gathered, reads } = squares();
  const first = gathered.find(5);
  const second = gathered.find(5);
  reads[0]?.end();
  await first;
  expect(reads.map(({ keys }) => keys)).toEqual([[5], [5]]);
  reads[1]?.end();
  expect(await second).toBe(25);
});

it('tells those of a failed reading alone, and goes on', async () => {
  const { gathered, reads } = squares(2);
  const asked = [1, 2, 3, 4].map((key) => gathered.find(key));
  const outcomes = Promise.allSettled(asked);
  reads[0]?.end();
  await asked[0];
  reads[1]?.end(new Error('away'));
  await Promise.allSettled([asked[2]]);
  reads[2]?.end();
  expect(
    (await outcomes).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed')),
  ).toEqual([1, 'failed', 'failed', 16]);
  const later = gathered.find(6);
  reads[3]?.end();
  expect(await later).toBe(36);
});
