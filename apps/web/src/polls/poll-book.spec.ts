import { expect, it } from '@jest/globals';
import { localProblem } from '@foyer/client';
import { PollAnswer } from '@foyer/contracts';
import { aShelf } from '../server/a-shelf.js';
import { PollBook } from './poll-book.js';

/** Pages of one browser, and a server that answers when told to. */
function aBrowser() {
  const shelf = aShelf();
  const sent: unknown[] = [];
  const answers: { resolve: () => void; reject: (code: 'unavailable' | 'poll_state') => void }[] = [];
  const open = () =>
    new PollBook(
      ({ poll, ...given }, id) =>
        new Promise((resolve, reject) => {
          sent.push({ poll, id });
          answers.push({
            resolve: () => resolve(PollAnswer.parse(given)),
            reject: (code) => reject(localProblem(code, 'refused')),
          });
        }),
      shelf,
      () => 0,
    );
  const seen = (book: PollBook) => PollBook.of(book.answers.get(), 'poll');
  return { shelf, sent, answers, open, seen };
}
const poll = { id: 'poll', round: 2 };

it('sends again what had no answer when the page was left, and once', async () => {
  const { sent, answers, open, seen } = aBrowser();
  void open().give(poll, { choices: [1] });
  const again = open();
  const resumed = again.resume();
  expect(await again.resume()).toEqual([]);
  expect(seen(again)).toMatchObject({ sending: true, tried: { choices: [1] } });
  expect(sent).toEqual([sent[0], sent[0]]);
  answers[1]?.resolve();
  expect(await resumed).toEqual(['kept']);
  expect(seen(again)).toMatchObject({ sending: false, kept: { choices: [1] } });
  expect(await open().resume()).toEqual([]);
});

it('says of an answer that the poll was closed before it arrived', async () => {
  const { shelf, answers, open, seen } = aBrowser();
  const book = open();
  const given = book.give(poll, { choices: [1] });
  answers[0]?.reject('poll_state');
  expect(await given).toBe('late');
  expect(seen(book)).toMatchObject({ late: 2, problem: null, kept: undefined });
  expect(shelf.names()).toEqual([]);
});

it('keeps what was tried where the server could not be reached', async () => {
  const { answers, open, seen } = aBrowser();
  const book = open();
  const given = book.give(poll, { text: 'Soon' });
  answers[0]?.reject('unavailable');
  expect(await given).toBe('failed');
  expect(seen(book)).toMatchObject({ sending: false, tried: { text: 'Soon' }, late: null });
});

it('gives way to what the server is about to say anew', async () => {
  const { answers, open, seen } = aBrowser();
  const book = open();
  const given = book.give(poll, { choices: [1] });
  answers[0]?.resolve();
  await given;
  book.forgetAnswered();
  expect(seen(book).kept).toBeUndefined();
});
