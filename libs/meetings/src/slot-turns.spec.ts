import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '@foyer/test-kit';
import { SlotTurns } from './slot-turns.js';

/** Attempts for one slot that end when the test says so. */
function attempts(turns: SlotTurns, look: () => Promise<number>) {
  const begun: { name: string; end: () => void }[] = [];
  const begin = (name: string): Promise<void> =>
    turns.run('slot', look, () => new Promise((end) => begun.push({ name, end })));
  return { begun, begin, names: () => begun.map(({ name }) => name) };
}

it('lets one go first, and then as many as there is room for', async () => {
  const { begun, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(2));
  const all = ['a', 'b', 'c', 'd'].map(begin);
  await endOfTurn();
  expect(names()).toEqual(['a']);
  begun[0]?.end();
  await until('two go on', () => begun.length === 3);
  await endOfTurn();
  expect(names()).toEqual(['a', 'b', 'c']);
  begun[1]?.end();
  await until('the last goes on', () => begun.length === 4);
  for (const { end } of begun) end();
  await Promise.all(all);
});

it('tells all who wait when there is nothing left, and the next who comes goes at once', async () => {
  const taken = () => Promise.reject(new Error('taken'));
  const { begun, begin, names } = attempts(new SlotTurns(60_000), taken);
  const all = Promise.allSettled(['a', 'b', 'c'].map(begin));
  await endOfTurn();
  begun[0]?.end();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  const later = begin('d');
  expect(names()).toEqual(['a', 'd']);
  begun[1]?.end();
  await later;
});

it('lets nobody wait for long behind one who is held up', async () => {
  const { begun, begin } = attempts(new SlotTurns(20), () => Promise.resolve(1));
  const all = ['a', 'b', 'c'].map(begin);
  await until('all go on', () => begun.length === 3);
  for (const { end } of begun) end();
  await Promise.all(all);
});
