import { expect, it } from '@jest/globals';
import type { DeskQuestion } from '@foyer/contracts';
import {
  actsOf,
  inColumns,
  mayMerge,
  neighbour,
  successor,
  tagsOf,
  withTag,
  withWords,
} from './desk-columns.js';

const question = (id: number, state: DeskQuestion['state']): DeskQuestion => ({
  id,
  state,
  text: `Question ${id}`,
  author: null,
  organisation: null,
  reason: null,
  usualReason: null,
  askedAt: '2026-12-14T09:00:00Z',
  answeredAt: null,
  pinned: false,
  guest: false,
  answering: false,
  reply: null,
  assigned: null,
  original: null,
  mergedInto: null,
  tags: [],
  marks: [],
  held: false,
  version: 1,
});
const desk = inColumns(
  [
    question(2, 'pending'),
    question(1, 'pending'),
    question(3, 'approved'),
    question(4, 'approved'),
    question(5, 'dismissed'),
    question(6, 'answered'),
  ],
  (id) => (id === 4 ? 9 : 0),
);
const ids = (column: 'waiting' | 'live' | 'done') => desk[column].map((one) => one.id);

it('puts what waits by age, what is live by votes, what is done latest first', () => {
  expect([ids('waiting'), ids('live'), ids('done')]).toEqual([
    [1, 2],
    [4, 3],
    [6, 5],
  ]);
});

it('walks through all columns and stops at the ends', () => {
  expect(neighbour(desk, null, 1)).toBe(1);
  expect(neighbour(desk, 2, 1)).toBe(4);
  expect(neighbour(desk, 4, -1)).toBe(2);
  expect(neighbour(desk, 5, 1)).toBe(5);
  expect(
    neighbour(
      inColumns([], () => 0),
      null,
      1,
    ),
  ).toBeNull();
});

it('goes on within the column when the selected question leaves it', () => {
  expect(successor(desk, 1)).toBe(2);
  expect(successor(desk, 2)).toBe(1);
  expect(
    successor(
      inColumns([question(7, 'pending')], () => 0),
      7,
    ),
  ).toBe(7);
});

it('keeps what is answered now and what is pinned above the votes', () => {
  const live = inColumns(
    [
      question(1, 'approved'),
      { ...question(2, 'approved'), pinned: true },
      { ...question(3, 'approved'), answering: true },
    ],
    (id) => 10 - id,
  ).live;
  expect(live.map((one) => one.id)).toEqual([3, 2, 1]);
});

it('offers what the state allows', () => {
  expect(actsOf(question(1, 'pending'))).toEqual(['approve', 'dismiss', 'edit', 'merge', 'assign', 'tag']);
  expect(actsOf(question(1, 'approved'))[0]).toBe('spotlight');
  expect(actsOf({ ...question(1, 'approved'), answering: true })[0]).toBe('answer');
  expect(actsOf(question(1, 'dismissed'))).toEqual(['approve', 'tag']);
  expect(actsOf(question(1, 'merged'))).toEqual(['unmerge']);
  expect(actsOf(question(1, 'withdrawn'))).toEqual([]);
});

it('lets a question stand for another unless a public one would vanish', () => {
  const [waiting, shown, aside] = [question(1, 'pending'), question(2, 'approved'), question(3, 'dismissed')];
  expect(mayMerge(waiting, shown)).toBe(true);
  expect(mayMerge(shown, waiting)).toBe(false);
  expect(mayMerge(waiting, aside)).toBe(false);
  expect(mayMerge(shown, shown)).toBe(false);
});

it('shows those of one tag alone, and which tags there are', () => {
  const tagged = inColumns(
    [
      { ...question(1, 'pending'), tags: ['visas'] },
      question(2, 'pending'),
      { ...question(3, 'approved'), tags: ['money', 'visas'] },
    ],
    () => 0,
  );
  expect([...tagsOf(tagged)]).toEqual([
    ['money', 1],
    ['visas', 2],
  ]);
  const { waiting, live, done } = withTag(tagged, 'visas');
  expect([waiting, live, done].map((all) => all.map(({ id }) => id))).toEqual([[1], [3], []]);
  expect(withTag(tagged, null)).toBe(tagged);
});

it('finds by words as the audience does, also in what was written before and by the asker', () => {
  const said = inColumns(
    [
      { ...question(1, 'pending'), text: 'İSTİQAMƏT?' },
      { ...question(2, 'approved'), original: 'Klausimą keliu' },
      { ...question(3, 'answered'), author: 'Aytən' },
    ],
    () => 0,
  );
  const found = (words: string) =>
    Object.values(withWords(said, words, ({ author }) => author ?? '')).flatMap((all) =>
      all.map(({ id }) => id),
    );
  expect(['istiqamət', 'klausima', 'AYTƏN question', 'nobody'].map(found)).toEqual([[1], [2], [3], []]);
  expect(withWords(said, ' ', () => '')).toBe(said);
});
