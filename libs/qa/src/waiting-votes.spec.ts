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
  const follow = votes.comeBefore(never);
  votes.add(wish(1, 3), asker);
  votes.add(wish(1, 4), asker);
  expect(await follow).toBe(true);
  expect(votes.take().map(({ person }) => person)).toEqual(['person 3', 'person 4']);
});

it('says that too few came once the group has arrived', async () => {
  const votes = votesOf(1, 2);
  votes.take();
  votes.add(wish(1, 3), asker);
  expect(await votes.comeBefore(Promise.resolve())).toBe(false);
  expect(votes.size).toBe(1);
});

it.each([
  ['says again what is under way', wish(1, 1)],
  ['takes a vote back', wish(2, 7, false)],
])('lets nobody leave behind a group where one %s', async (_, second) => {
  const votes = votesOf(1);
  votes.take();
  let arrive: () => void = () => undefined;
  const follow = votes.comeBefore(new Promise<void>((resolve) => (arrive = resolve)));
  votes.add(second, asker);
  votes.add(wish(1, 9), asker);
  arrive();
  expect(await follow).toBe(false);
  expect(votes.take()).toHaveLength(2);
});

it('lets nobody leave behind a group that takes a vote back', async () => {
  const votes = new WaitingVotes();
  votes.add(wish(1, 1, false), asker);
  votes.take();
  votes.add(wish(1, 2), asker);
  expect(await votes.comeBefore(Promise.resolve())).toBe(false);
});

it('makes several groups of a crowd, in the order in which they came', async () => {
  const people = Array.from({ length: 600 }, (_, index) => index);
  const votes = votesOf(...people);
  expect(votes.goAtOnce()).toBe(true);
  const groups = [votes.take()];
  while (await votes.comeBefore(Promise.resolve())) groups.push(votes.take());
  groups.push(votes.take());
  expect(groups.map((group) => group.length)).toEqual([256, 256, 88]);
  expect(groups.flat().map(({ person }) => person)).toEqual(people.map((person) => `person ${person}`));
});

it('keeps nobody waiting who votes alone', () => {
  const votes = votesOf(1);
  expect(votes.goAtOnce()).toBe(true);
});
