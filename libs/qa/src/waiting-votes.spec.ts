import { expect, it } from '@jest/globals';
import { WaitingVotes } from './waiting-votes.js';

const asker = { resolve: () => undefined, reject: () => undefined };
const wish = (question: number, person: number, up = true) => ({ question, person: `person ${person}`, up });
const never = new Promise(() => undefined);

function votesOf(...people: number[]): WaitingVotes {
  const votes = new WaitingVotes();
  for (const person of people) votes.add(wish(1, person), asker);
  return votes;
}

it('keeps the last wish of a person for a question, and everybody who asked', () => {
  const votes = votesOf(1);
  votes.add(wish(1, 1, false), asker);
  votes.add(wish(2, 1), asker);
  expect(votes.take()).toEqual([
    { question: 1, person: 'person 1', up: false, askers: [asker, asker] },
    { question: 2, person: 'person 1', up: true, askers: [asker] },
  ]);
  expect(votes.size).toBe(0);
});

it('lets as many leave behind a group as it holds, before it has arrived', async () => {
  const votes = votesOf(1, 2);
  votes.take();
  const behind = votes.takeBehind(never);
  votes.add(wish(1, 3), asker);
  votes.add(wish(1, 4), asker);
  expect((await behind)?.map(({ person }) => person)).toEqual(['person 3', 'person 4']);
});

it('says that too few came once the group has arrived', async () => {
  const votes = votesOf(1, 2);
  votes.take();
  votes.add(wish(1, 3), asker);
  expect(await votes.takeBehind(Promise.resolve())).toBeNull();
  expect(votes.size).toBe(1);
});

const hasToWait = [
  ['says again what is under way', wish(1, 1)],
  ['takes a vote back', wish(2, 7, false)],
] as const;

it.each(hasToWait)('lets nobody leave behind a group where one %s', async (_, second) => {
  const votes = votesOf(1);
  votes.take();
  let arrive: () => void = () => undefined;
  const behind = votes.takeBehind(new Promise<void>((resolve) => (arrive = resolve)));
  votes.add(second, asker);
  votes.add(wish(1, 9), asker);
  arrive();
  expect(await behind).toBeNull();
  expect(votes.take()).toHaveLength(2);
});

it.each(hasToWait)('lets nobody leave behind a group where, in the same moment, one %s', async (_, last) => {
  const votes = votesOf(1);
  votes.take();
  const behind = votes.takeBehind(never);
  // Enough, and then what must not leave with them.
  votes.add(wish(1, 9), asker);
  votes.add(last, asker);
  expect(await behind).toBeNull();
  expect(votes.take()).toHaveLength(2);
});

it('heeds what was under way no longer than it was', async () => {
  const votes = votesOf(1);
  votes.take();
  votes.arrived();
  const behind = votes.takeBehind(never);
  votes.add(wish(1, 1), asker);
  expect(await behind).toHaveLength(1);
});

it('lets nobody leave behind a group that takes a vote back', async () => {
  const votes = new WaitingVotes();
  votes.add(wish(1, 1, false), asker);
  votes.take();
  votes.add(wish(1, 2), asker);
  expect(await votes.takeBehind(Promise.resolve())).toBeNull();
});

it('makes several groups of a crowd, in the order in which they came', async () => {
  const people = Array.from({ length: 600 }, (_, index) => index);
  const votes = votesOf(...people);
  expect(votes.goAtOnce()).toBe(true);
  const groups = [votes.take(), await votes.takeBehind(never), await votes.takeBehind(Promise.resolve())];
  expect(groups.map((group) => group?.length)).toEqual([256, 256, undefined]);
  groups.push(votes.take());
  expect(groups.flatMap((group) => group ?? []).map(({ person }) => person)).toEqual(
    people.map((person) => `person ${person}`),
  );
});

it('lets no crowd of one question pass those who wait for another', () => {
  const votes = votesOf(...Array.from({ length: 300 }, (_, index) => index));
  votes.add(wish(2, 1), asker);
  expect(votes.take()).toHaveLength(256);
  for (let person = 1_000; person < 2_000; person++) votes.add(wish(1, person), asker);
  expect(votes.take().filter(({ question }) => question === 2)).toHaveLength(1);
});

it('keeps nobody waiting who votes alone', () => {
  const votes = votesOf(1);
  expect(votes.goAtOnce()).toBe(true);
});
