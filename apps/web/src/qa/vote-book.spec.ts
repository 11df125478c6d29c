import { expect, it } from '@jest/globals';
import { localProblem, ProblemError } from '@foyer/client';
import { familyOf, mineWith, seenVotes, VoteBook } from './vote-book.js';

/** A server that answers when told to. */
function aBook() {
  const answers: { resolve: (rev: number, said?: boolean) => void; reject: (into?: number) => void }[] = [];
  const sent: { question: number; up: boolean }[] = [];
  const send = (vote: { question: number; up: boolean }) =>
    new Promise<{ up: boolean; rev: number }>((resolve, reject) => {
      sent.push(vote);
      answers.push({
        resolve: (rev, up = vote.up) => resolve({ up, rev }),
        reject: (into) => {
          const { problem } = localProblem('question_state', 'refused');
          reject(new ProblemError({ ...problem, ...(into === undefined ? {} : { params: { into } }) }));
        },
      });
    });
  const book = new VoteBook(send, 'session', 'person');
  const seen = (counted: number, rev: number) => seenVotes(book.wishes.get().get(7), counted, rev, false);
  return { book, answers, sent, seen };
}

it('shows a vote at once, and once only when the count arrives', async () => {
  const { book, answers, seen } = aBook();
  const wished = book.wish(7, true, false);
  expect(seen(3, 10)).toEqual({ count: 4, mine: true, waiting: true });
  answers[0]?.resolve(11);
  await wished;
  expect(seen(3, 10)).toEqual({ count: 4, mine: true, waiting: false });
  expect(seen(4, 11)).toEqual({ count: 4, mine: true, waiting: false });
});

it('takes a refused vote back and says why', async () => {
  const { book, answers, seen } = aBook();
  const wished = book.wish(7, true, false);
  answers[0]?.reject();
  expect((await wished)?.code).toBe('question_state');
  expect(seen(3, 10)).toEqual({ count: 3, mine: false, waiting: false });
});

it('heeds the last of several wishes', async () => {
  const { book, answers, seen } = aBook();
  const wishes = [book.wish(7, true, false), book.wish(7, false, true), book.wish(7, true, false)];
  expect(seen(3, 10)).toMatchObject({ count: 4, mine: true });
  answers.forEach((answer) => answer.resolve(12));
  await Promise.all(wishes);
  expect(seen(4, 12)).toEqual({ count: 4, mine: true, waiting: false });
});

it('votes for the question that stands for it where it was united meanwhile', async () => {
  const { book, answers, sent, seen } = aBook();
  const wished = book.wish(7, true, false);
  answers[0]?.reject(9);
  await Promise.resolve();
  await Promise.resolve();
  expect(sent).toEqual([
    { question: 7, up: true },
    { question: 9, up: true },
  ]);
  answers[1]?.resolve(12);
  expect(await wished).toBeNull();
  expect(seen(3, 12)).toEqual({ count: 3, mine: false, waiting: false });
  expect(seenVotes(book.wishes.get().get(9), 5, 12, false)).toEqual({ count: 5, mine: true, waiting: false });
});

it('shows what the server said last, in whatever order the answers of two tabs arrive', async () => {
  const late = aBook();
  const down = late.book.wish(7, false, true);
  // The other tab voted after this one, and is told first.
  late.book.heard(7, { up: true, rev: 12 });
  expect(late.seen(3, 12)).toMatchObject({ mine: false, waiting: true });
  late.answers[0]?.resolve(11);
  await down;
  expect(late.seen(3, 12)).toEqual({ count: 3, mine: true, waiting: false });
  const early = aBook();
  const up = early.book.wish(7, true, false);
  early.book.heard(7, { up: false, rev: 10 });
  early.answers[0]?.resolve(11);
  await up;
  expect(early.seen(4, 11)).toEqual({ count: 4, mine: true, waiting: false });
  early.book.heard(7, { up: false, rev: 10 });
  expect(early.seen(4, 11)).toMatchObject({ mine: true });
});

it('shows a vote for what was merged with the question that stands for it, until it is taken back', async () => {
  const { book, answers } = aBook();
  const merged = { 3: { into: 2 }, 2: { into: 1 } };
  const mine = (id: number) => mineWith(id, book.wishes.get(), { 3: true }, merged);
  expect([mine(1), mine(2), mine(3), mine(4)]).toEqual([true, true, true, false]);
  const wished = book.wish(1, false, true);
  answers[0]?.resolve(5);
  await wished;
  book.forget(familyOf(1, merged));
  expect([mine(1), mine(2), mine(3)]).toEqual([false, false, false]);
});
