import { expect, it } from '@jest/globals';
import { localProblem } from '@foyer/client';
import type { OwnQuestion } from '@foyer/contracts';
import { aShelf } from '../server/a-shelf.js';
import { AskBook } from './ask-book.js';

const own: OwnQuestion = {
  id: 1,
  text: 'Who pays?',
  state: 'pending',
  reason: null,
  usualReason: null,
  original: null,
  mergedInto: null,
  fate: null,
  askedAt: new Date(0).toISOString(),
  heldFor: [],
};
const hour = 3_600_000;

/** Pages of one browser, and a server that answers when told to. */
function aBrowser() {
  const shelf = aShelf();
  const sent: { id: string; text: string; anonymous: boolean }[] = [];
  const answers: { resolve: () => void; reject: (code: 'unavailable' | 'question_limit') => void }[] = [];
  let now = 0;
  const open = () =>
    new AskBook(
      (question, id) =>
        new Promise((resolve, reject) => {
          sent.push({ id, ...question });
          answers.push({
            resolve: () => resolve(own),
            reject: (code) => reject(localProblem(code, 'refused')),
          });
        }),
      shelf,
      () => now,
    );
  return { shelf, sent, answers, open, later: (milliseconds: number) => (now += milliseconds) };
}

it('keeps that a question is anonymous with its words, over a reload and in another tab', () => {
  const [here, there] = [aBrowser(), aBrowser()];
  const [page, tab] = [here.open(), there.open()];
  tab.listen();
  page.write('Who pays?');
  there.shelf.elsewhere('draft', here.shelf.get('draft'));
  page.setAnonymous(true);
  there.shelf.elsewhere('draft', here.shelf.get('draft'));
  for (const book of [here.open(), tab]) {
    expect(book.draft.get()).toMatchObject({ text: 'Who pays?', anonymous: true });
  }
});

it('asks again under the same id, and as it was, what was on its way when the page was left', async () => {
  const { sent, answers, open } = aBrowser();
  const page = open();
  page.write('Who pays?');
  page.setAnonymous(true);
  void page.ask();
  const again = open();
  const resumed = again.resume();
  expect(again.draft.get()).toMatchObject({ anonymous: true, sending: true });
  // Neither a second press nor a second look at the page asks it once more.
  expect([await again.ask(), await again.resume()]).toEqual([null, null]);
  expect(sent).toEqual([sent[0], { id: sent[0]?.id, text: 'Who pays?', anonymous: true }]);
  answers[1]?.resolve();
  expect(await resumed).toEqual({ question: own });
  expect(again.draft.get()).toMatchObject({ text: '', sending: false });
  expect(await open().resume()).toBeNull();
});

it('does not let words that may have arrived go out once more under a name', async () => {
  const { sent, answers, open } = aBrowser();
  const page = open();
  page.write('Who pays?');
  page.setAnonymous(true);
  const asked = page.ask();
  answers[0]?.reject('unavailable');
  await asked;
  page.setAnonymous(false);
  expect(page.draft.get()).toMatchObject({ anonymous: true, fixed: true });
  // Nor when other words stood there in between.
  page.write('Who else?');
  page.setAnonymous(false);
  page.write('Who pays?');
  void page.ask();
  expect(sent[1]).toEqual(sent[0]);
});

it('lets go of what the server has refused', async () => {
  const { answers, sent, open } = aBrowser();
  const page = open();
  page.write('Who pays?');
  const asked = page.ask();
  answers[0]?.reject('question_limit');
  await asked;
  expect(page.draft.get()).toMatchObject({ text: 'Who pays?', fixed: false, sending: false });
  expect(await open().resume()).toBeNull();
  expect(sent).toHaveLength(1);
});

it('sends nothing by itself whose id the server may have forgotten', async () => {
  const { sent, open, later } = aBrowser();
  const page = open();
  page.write('Who pays?');
  void page.ask();
  later(25 * hour);
  const again = open();
  expect(await again.resume()).toBeNull();
  expect(again.draft.get()).toMatchObject({ text: 'Who pays?', sending: false });
  expect(sent).toHaveLength(1);
});

it('asks once what two tabs ask in one moment', () => {
  const { sent, open } = aBrowser();
  const page = open();
  page.write('Who pays?');
  const tab = open();
  void page.ask();
  void tab.ask();
  expect(sent.map(({ id }) => id)).toEqual([sent[0]?.id, sent[0]?.id]);
});
