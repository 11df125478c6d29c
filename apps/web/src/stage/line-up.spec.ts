import { expect, it } from '@jest/globals';
import type { PublicQuestion } from '@foyer/contracts';
import { lineUp } from './line-up.js';

const question = (id: number, values: Partial<PublicQuestion> = {}): PublicQuestion => ({
  id,
  text: `Question ${id}`,
  author: null,
  organisation: null,
  guest: false,
  state: 'approved',
  votes: 0,
  askedAt: '2026-12-14T09:00:00Z',
  answeredAt: null,
  pinned: false,
  answering: false,
  reply: null,
  assigned: null,
  ...values,
});
const asked = [
  question(1),
  question(2, { votes: 3 }),
  question(3, { pinned: true }),
  question(4, { answering: true, votes: 9 }),
  question(5, { state: 'answered', votes: 20 }),
  question(6, { votes: 3 }),
];

it('tells what is answered now apart, and what comes next by the room’s order', () => {
  const { now, next } = lineUp(asked, ['mantas']);
  expect(now?.question.id).toBe(4);
  expect(next.map((one) => one.question.id)).toEqual([3, 2, 6, 1]);
});

it('puts first and marks what is the reader’s own to answer', () => {
  const given = asked.map((one) => ({
    ...one,
    assigned: { 1: 'mantas', 6: 'mantas', 3: 'nino' }[one.id] ?? null,
  }));
  const { next } = lineUp(given, ['mantas']);
  expect(next.map(({ question: { id }, mine }) => `${id}${mine ? ' mine' : ''}`)).toEqual([
    '6 mine',
    '1 mine',
    '3',
    '2',
  ]);
});
