import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '@foyer/test-kit';
import { SlotTurns } from './slot-turns.js';

/** Attempts for one slot that end when the test says so, having taken room or not. */
function attempts(turns: SlotTurns, look: () => Promise<number>) {
  const begun: { name: string; end: (took: boolean) => void }[] = [];
  const looks: string[] = [];
  const begin = (name: string): Promise<string> =>
    turns.run('slot', {
      who: name,
      look: () => {
        looks.push(name);
        return look();
      },
      none: () => new Error('taken'),
      work: () =>
        new Promise((settle) => begun.push({ name, end: (took) => settle({ answer: name, took }) })),
    });
  return { begun, looks, begin, names: () => begun.map(({ name }) => name) };
}
const statuses = (ends: PromiseSettledResult<string>[]): string[] => ends.map(({ status }) => status);

it('lets as many try as there is room for, and tells the others once it is taken', async () => {
  const { begun, looks, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(2));
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(begin));
  await endOfTurn();
  expect(names()).toEqual(['a', 'b']);
  begun[0]?.end(true);
  await endOfTurn();
  expect(names()).toEqual(['a', 'b']);
  begun[1]?.end(true);
  expect(statuses(await all)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(looks).toEqual(['b', 'c', 'd']);
});

it('lets those who wait look again when one has taken nothing', async () => {
  let room = 1;
  const { begun, looks, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(room));
  const all = Promise.allSettled(['a', 'b', 'c'].map(begin));
  await endOfTurn();
  begun[0]?.end(false);
  await until('the next goes on', () => begun.length === 2);
  expect(names()).toEqual(['a', 'b']);
  // Another process has taken it meanwhile.
  room = 0;
  begun[1]?.end(false);
  expect(statuses(await all)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(looks).toEqual(['b', 'c', 'b', 'c', 'c']);
});

it('believes no look during which somebody took room', async () => {
  const answers: ((room: number) => void)[] = [];
  const { begun, begin } = attempts(
    new SlotTurns(60_000),
    () => new Promise((answer) => answers.push(answer)),
  );
  const all = ['a', 'b'].map(begin);
  await endOfTurn();
  begun[0]?.end(true);
  await endOfTurn();
  // What is left after the first is one; to take it off once more would leave nothing.
  answers[0]?.(1);
  await until('b looks again', () => answers.length === 2);
  answers[1]?.(1);
  await until('b goes on', () => begun.length === 2);
  begun[1]?.end(true);
  expect(await Promise.all(all)).toEqual(['a', 'b']);
});

it('tells nobody that what they have got is taken', async () => {
  const { begun, looks, begin } = attempts(new SlotTurns(60_000), () => Promise.resolve(1));
  const all = ['a', 'a'].map(begin);
  await endOfTurn();
  expect(looks).toEqual(['a']);
  begun[0]?.end(true);
  await until('the second goes on', () => begun.length === 2);
  begun[1]?.end(false);
  expect(await Promise.all(all)).toEqual(['a', 'a']);
});

it('lets the next who comes go at once', async () => {
  const { begun, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(1));
  const all = Promise.allSettled(['a', 'b'].map(begin));
  await endOfTurn();
  begun[0]?.end(true);
  expect(statuses(await all)).toEqual(['fulfilled', 'rejected']);
  const later = begin('c');
  expect(names()).toEqual(['a', 'c']);
  begun[1]?.end(true);
  await later;
});

it('lets nobody wait for long behind one who is held up', async () => {
  const { begun, begin } = attempts(new SlotTurns(20), () => Promise.resolve(1));
  const all = ['a', 'b', 'c'].map(begin);
  await until('all go on', () => begun.length === 3);
  for (const { end } of begun) end(false);
  await Promise.all(all);
});
