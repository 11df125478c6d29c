import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '@foyer/test-kit';
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
  /** Ends a reading once it has begun. */
  const end = async (index: number, error?: Error): Promise<void> => {
    await until('it is read', () => reads[index] !== undefined);
    reads[index]?.end(error);
  };
  return { gathered, reads, end };
}

it('reads together what is asked in one turn, and what is asked while it reads', async () => {
  const { gathered, reads, end } = squares();
  const asked = [1, 2, 3, 2, -1].map((key) => gathered.find(key));
  expect(reads).toEqual([]);
  await endOfTurn();
  expect(reads.map(({ keys }) => keys)).toEqual([[1, 2, 3, -1]]);
  const later = [4, 5].map((key) => gathered.find(key));
  await end(0);
  expect(await Promise.all(asked)).toEqual([1, 4, 9, 4, undefined]);
  await end(1);
  expect(await Promise.all(later)).toEqual([16, 25]);
  expect(reads.map(({ keys }) => keys)).toEqual([
    [1, 2, 3, -1],
    [4, 5],
  ]);
});

it('does not answer with what was being read before the question', async () => {
  const { gathered, reads, end } = squares();
  const first = gathered.find(5);
  await endOfTurn();
  const second = gathered.find(5);
  await end(0);
  await first;
  await end(1);
  expect(await second).toBe(25);
  expect(reads.map(({ keys }) => keys)).toEqual([[5], [5]]);
});

it('tells those of a failed reading alone, and goes on', async () => {
  const { gathered, end } = squares(2);
  const asked = [1, 2, 3, 4].map((key) => gathered.find(key));
  const outcomes = Promise.allSettled(asked);
  await end(0, new Error('away'));
  await end(1);
  expect(
    (await outcomes).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed')),
  ).toEqual(['failed', 'failed', 9, 16]);
  const later = gathered.find(6);
  await end(2);
  expect(await later).toBe(36);
});
