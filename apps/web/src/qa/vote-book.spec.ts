import { expect, it } from '@jest/globals';
import { localProblem, ProblemError } from '@foyer/client';
import { aShelf } from '../server/a-shelf.js';
import { familiesOf, mineWith, seenVotes, VoteBook } from './vote-book.js';

/** A server that answers when told to. */
function aBook(shelf = aShelf(), now = 0) {
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
  const book = new VoteBook(send, 'session', 'person', shelf, () => now);
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
  const families = familiesOf({ 3: { into: 2 }, 2: { into: 1 } });
  const mine = (id: number) => mineWith(id, book.wishes.get(), { 3: true }, families);
  expect([mine(1), mine(2), mine(3), mine(4)]).toEqual([true, true, true, false]);
  const wished = book.wish(1, false, true);
  answers[0]?.resolve(5);
  await wished;
  book.forget(families.get(1) ?? []);
  expect([mine(1), mine(2), mine(3)]).toEqual([false, false, false]);
});

it('sends again what had no answer when the page was left, and lets go of it with the answer', async () => {
  const shelf = aShelf();
  void aBook(shelf).book.wish(7, true, false);
  const { book, answers, sent, seen } = aBook(shelf);
  const resumed = book.resume();
  // A second look at the page sends nothing twice.
  expect(await book.resume()).toEqual([]);
  expect(sent).toEqual([{ question: 7, up: true }]);
  expect(seen(3, 10)).toEqual({ count: 4, mine: true, waiting: true });
  answers[0]?.resolve(11);
  expect(await resumed).toEqual([]);
  expect(seen(4, 11)).toEqual({ count: 4, mine: true, waiting: false });
  expect(shelf.names()).toEqual([]);
});

it('keeps the last wish of several until that one is answered', async () => {
  const shelf = aShelf();
  const { book, answers } = aBook(shelf);
  const first = book.wish(7, true, false);
  const second = book.wish(7, false, true);
  answers[0]?.resolve(11);
  await first;
  const later = aBook(shelf);
  void later.book.resume();
  expect(later.sent).toEqual([{ question: 7, up: false }]);
  answers[1]?.resolve(12);
  await second;
  expect(shelf.names()).toEqual([]);
});

it('sends no wish of another day', async () => {
  const shelf = aShelf();
  void aBook(shelf).book.wish(7, true, false);
  const { book, sent, seen } = aBook(shelf, 25 * 3_600_000);
  expect(await book.resume()).toEqual([]);
  expect(sent).toEqual([]);
  expect(seen(3, 10)).toEqual({ count: 3, mine: false, waiting: false });
  expect(shelf.names()).toEqual([]);
});

it('gives way to what the server is about to say anew, except for what it has not answered', async () => {
  const { book, answers } = aBook();
  const wished = book.wish(7, true, false);
  answers[0]?.resolve(11);
  await wished;
  void book.wish(8, true, false);
  book.forgetAnswered();
  expect([...book.wishes.get().keys()]).toEqual([8]);
});
