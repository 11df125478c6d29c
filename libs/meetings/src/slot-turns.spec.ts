import { setImmediate as endOfTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { until } from '@foyer/test-kit';
import { SlotTurns } from './slot-turns.js';

/** Attempts for one slot that end when the test says so: with what is left after them, or null without a place. */
function attempts(turns: SlotTurns, look: () => Promise<number | null>) {
  const begun: { name: string; end: (left: number | null) => void }[] = [];
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
        new Promise((settle) => begun.push({ name, end: (left) => settle({ answer: name, left }) })),
    });
  return { begun, looks, begin, names: () => begun.map(({ name }) => name) };
}
const statuses = (ends: PromiseSettledResult<string>[]): string[] => ends.map(({ status }) => status);

it('lets as many try as there is room for, and tells the others once it is taken', async () => {
  const { begun, looks, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(2));
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(begin));
  await endOfTurn();
  expect(names()).toEqual(['a', 'b']);
  begun[0]?.end(1);
  await endOfTurn();
  expect(names()).toEqual(['a', 'b']);
  begun[1]?.end(0);
  expect(statuses(await all)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(looks).toEqual(['b', 'c', 'd']);
});

it('lets those who wait look again when one has taken nothing', async () => {
  let room = 1;
  const { begun, looks, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(room));
  const all = Promise.allSettled(['a', 'b', 'c'].map(begin));
  await endOfTurn();
  begun[0]?.end(null);
  await until('the next goes on', () => begun.length === 2);
  expect(names()).toEqual(['a', 'b']);
  // Another process has taken it meanwhile.
  room = 0;
  begun[1]?.end(null);
  expect(statuses(await all)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(looks).toEqual(['b', 'c', 'b', 'c', 'c']);
});

it.each(['before', 'after'])('lets all have a place who looked %s another took one', async (when) => {
  const answers: ((room: number) => void)[] = [];
  const { begun, begin } = attempts(
    new SlotTurns(60_000),
    () => new Promise((answer) => answers.push(answer)),
  );
  const all = ['a', 'b'].map(begin);
  await endOfTurn();
  // Two in all: the look has seen what `a` took, whether that is known here already or not.
  if (when === 'after') begun[0]?.end(1);
  answers[0]?.(1);
  await endOfTurn();
  begun[0]?.end(1);
  await until('b goes on', () => begun.length === 2);
  begun[1]?.end(0);
  expect(await Promise.all(all)).toEqual(['a', 'b']);
});

it('tells nobody that what they have got is taken', async () => {
  const seen = [1, null];
  const { begun, begin } = attempts(new SlotTurns(60_000), () => Promise.resolve(seen.shift() ?? null));
  const all = ['a', 'a'].map(begin);
  await endOfTurn();
  begun[0]?.end(0);
  await until('the second goes on', () => begun.length === 2);
  begun[1]?.end(null);
  expect(await Promise.all(all)).toEqual(['a', 'a']);
});

it('tells nobody that it is taken while another attempt of theirs may have got it', async () => {
  const seen = [2, 2, null];
  const { begun, begin } = attempts(new SlotTurns(60_000), () => Promise.resolve(seen.shift() ?? null));
  const all = ['a', 'b', 'a'].map(begin);
  await endOfTurn();
  // The first has left one, the second none, and the second is heard before the first.
  begun[1]?.end(0);
  await endOfTurn();
  begun[0]?.end(1);
  await until('the third goes on', () => begun.length === 3);
  begun[2]?.end(null);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'a']);
});

it('lets those look again of whom more is gone than was taken here', async () => {
  const seen = [2, 2, 0];
  const { begun, looks, begin } = attempts(new SlotTurns(60_000), () => Promise.resolve(seen.shift() ?? 0));
  const all = Promise.allSettled(['a', 'b', 'c'].map(begin));
  await endOfTurn();
  // Two were free, one was taken here, and none is left.
  begun[0]?.end(0);
  begun[1]?.end(null);
  await all;
  expect(looks.filter((name) => name === 'c').length).toBeGreaterThan(1);
});

it('believes no look at somebody whose other attempt got a place meanwhile', async () => {
  const answers: ((room: number | null) => void)[] = [];
  const { begun, begin } = attempts(
    new SlotTurns(60_000),
    () => new Promise((answer) => answers.push(answer)),
  );
  const all = ['a', 'a'].map(begin);
  await endOfTurn();
  begun[0]?.end(0);
  answers[0]?.(1);
  await until('the second looks again', () => answers.length === 2);
  answers[1]?.(null);
  await until('the second goes on', () => begun.length === 2);
  begun[1]?.end(null);
  expect(await Promise.all(all)).toEqual(['a', 'a']);
});

it('lets the next who comes go at once', async () => {
  const { begun, begin, names } = attempts(new SlotTurns(60_000), () => Promise.resolve(1));
  const all = Promise.allSettled(['a', 'b'].map(begin));
  await endOfTurn();
  begun[0]?.end(0);
  expect(statuses(await all)).toEqual(['fulfilled', 'rejected']);
  const later = begin('c');
  expect(names()).toEqual(['a', 'c']);
  begun[1]?.end(0);
  await later;
});

it('lets nobody wait for long behind one who is held up', async () => {
  const { begun, begin } = attempts(new SlotTurns(20), () => Promise.resolve(1));
  const all = ['a', 'b', 'c'].map(begin);
  await until('all go on', () => begun.length === 3);
  for (const { end } of begun) end(null);
  await Promise.all(all);
});
