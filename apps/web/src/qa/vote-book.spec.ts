import { expect, it } from '@jest/globals';
import { localProblem } from '@foyer/client';
import { seenVotes, VoteBook } from './vote-book.js';

/** A server that answers when told to. */
function aBook() {
  const answers: { resolve: (rev: number) => void; reject: () => void }[] = [];
  const send = () =>
    new Promise<{ rev: number }>((resolve, reject) => {
      answers.push({
        resolve: (rev) => resolve({ rev }),
        reject: () => reject(localProblem('question_state', 'refused')),
      });
    });
  const book = new VoteBook(send, 'session', 'person');
  const seen = (counted: number, rev: number) => seenVotes(book.wishes.get().get(7), counted, rev, false);
  return { book, answers, seen };
}

it('shows a vote at once, and once only when the count arrives', async () => {
  const { book, answers, seen } = aBook();
  const wished = book.wish(7, true, false);
  expect(seen(3, 10)).toEqual({ count: 4, mine: true });
  answers[0]?.resolve(11);
  await wished;
  expect(seen(3, 10)).toEqual({ count: 4, mine: true });
  expect(seen(4, 11)).toEqual({ count: 4, mine: true });
});

it('takes a refused vote back and says why', async () => {
  const { book, answers, seen } = aBook();
  const wished = book.wish(7, true, false);
  answers[0]?.reject();
  expect((await wished)?.code).toBe('question_state');
  expect(seen(3, 10)).toEqual({ count: 3, mine: false });
});

it('heeds the last of several wishes', async () => {
  const { book, answers, seen } = aBook();
  const wishes = [book.wish(7, true, false), book.wish(7, false, true), book.wish(7, true, false)];
  expect(seen(3, 10)).toEqual({ count: 4, mine: true });
  answers.forEach((answer) => answer.resolve(12));
  await Promise.all(wishes);
  expect(seen(4, 12)).toEqual({ count: 4, mine: true });
});
