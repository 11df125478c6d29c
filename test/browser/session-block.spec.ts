import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streams, type PublicQuestion } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import {
  aCrowd,
  anEvent,
  aPerson,
  aRole,
  aSession,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  until,
  type Follower,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { press } from './kit.js';

/** So many take part in the questions to a block of S1. */
const crowdSize = 1_000;
const published = [
  'How does a cluster without state support find its first members?',
  'რა ღირს კლასტერის რეგისტრაცია ევროპულ პლატფორმაზე?',
  'Що дає кластеру верифікація профілю на платформі?',
  'Who may take part in COSME calls from outside the Union?',
  'What ties a cluster together between two events?',
  'Does the platform help to find partners for bilateral projects?',
] as const;
const asideText = 'Is there coffee?';
const typo = 'wich clusters cam from Moldova';
const mended = 'Which clusters came from Moldova?';
const again = 'how does a cluster without state support find first members';
const [first] = published;

let foyer: Foyer;
let browser: Browser;
let crowd: Follower[] = [];

/** As the desk shows it, on the card that the keys act on. */
const onSelected = (desk: Page, text: string) =>
  desk.locator('.desk-card[data-selected]', { hasText: text }).waitFor();

(chromiumPath ? describe : describe.skip)('the questions to a block of S1, with a thousand people', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    for (const { live } of crowd) live.close();
    await browser.close();
    await foyer.stop();
  });

  it('is run by keyboard alone, and the stage, a phone and the whole crowd see the same', async () => {
    const event = await anEvent(foyer, { languages: ['en', 'ka', 'uk'], timeZone: 'Europe/Brussels' });
    const start = foyer.clock.now().getTime() - 60_000;
    const session = await aSession(foyer, event, {
      kind: 'q-and-a',
      title: {
        en: 'Questions to the first block',
        ka: 'კითხვები პირველ ბლოკთან დაკავშირებით',
        uk: 'Запитання до першого блоку',
      },
      startsAt: new Date(start),
      endsAt: new Date(start + 20 * 60_000),
    });
    const moderator = await aPerson(foyer, { name: 'Mariam Gelashvili', timeZone: 'Asia/Tbilisi' });
    const nino = await aPerson(foyer, { name: 'Nino Beridze', language: 'ka', timeZone: 'Asia/Tbilisi' });
    await aRole(foyer, event, moderator, 'moderator');
    await aRole(foyer, event, nino, 'attendee');
    const path = `/e/${event.slug}/sessions/${session.slug}`;

    crowd = await aCrowd(foyer, event, crowdSize);
    const follows = crowd.map(({ live }) => live.follow(streams.questions, { session: session.id }));
    await until('everybody is in', () => follows.every((one) => one.get().status === 'ready'), 60_000);

    const desk = await openPage(browser, foyer, { person: moderator });
    const phone = await openPage(browser, foyer, { person: nino, language: 'ka', width: 390 });
    const stage = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`${path}/moderate`);
    await phone.goto(path);
    await stage.goto(`${path}/stage`);
    await desk.getByText('Nothing waits for you.').waitFor();

    // They ask one after the other, so that the queue has an order.
    for (const [index, text] of [...published, asideText, typo, again].entries()) {
      await crowd[index]?.live.command('question.ask', { session: session.id, text });
    }
    await desk.locator('.desk-card', { hasText: again }).waitFor();
    await press(desk, 'j');
    for (const text of published) {
      await onSelected(desk, text);
      await press(desk, 'a');
    }

    // From here on they vote, while the moderator goes on.
    const seen = () => Object.values(follows[0]?.get().state?.question ?? {});
    await until('all are public', () => seen().length === published.length);
    const questions = seen().toSorted((a, b) => a.id - b.id);
    const wishes = new Map<string, boolean>();
    const voting = Promise.all(crowd.map((one, index) => votes(one, index, questions, wishes)));

    await onSelected(desk, asideText);
    await press(desk, 'd');
    await desk.getByRole('dialog').getByLabel('Reason').fill('Not to the speakers');
    await press(desk, 'Enter');
    await onSelected(desk, typo);
    await press(desk, 'e');
    await desk.getByRole('dialog').getByLabel('The question').fill(mended);
    await press(desk, 'Control+Enter');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await onSelected(desk, again);
    await press(desk, 'm');
    await desk
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(first.slice(0, 30)) })
      .waitFor();
    await press(desk, 'Enter');
    await desk.getByText('Nothing waits for you.').waitFor();
    await voting;

    // What was wished is what is counted; the asker of what was united counts for both, as everybody once.
    const expected = new Map<number, number>();
    for (const [key, up] of wishes) {
      const question = Number(key.split(' ')[0]);
      if (up) expected.set(question, (expected.get(question) ?? 0) + 1);
    }
    const counted = (states: readonly PublicQuestion[]): boolean =>
      questions.every(({ id }) => states.find((one) => one.id === id)?.votes === expected.get(id));
    await until(
      'every one of the crowd sees the same counts',
      () => follows.every((one) => counted(Object.values(one.get().state?.question ?? {}))),
      30_000,
    );
    const { rows } = await sql<{ votes: number }>`
      select count(*)::int as votes from vote`.execute(foyer.database.sql);
    expect(rows).toEqual([{ votes: [...expected.values()].reduce((sum, votes) => sum + votes, 0) }]);

    // The one that most want is answered now: stage and phone follow.
    const top = [...questions].sort(
      (a, b) => (expected.get(b.id) ?? 0) - (expected.get(a.id) ?? 0) || a.id - b.id,
    )[0];
    if (!top) throw new Error('nothing was asked');
    // With nothing waiting it stands first on the desk, too.
    await press(desk, ...Array.from({ length: 12 }, () => 'k'));
    await onSelected(desk, top.text);
    await press(desk, 'n');
    const number = String(expected.get(top.id));
    await stage.locator('.stage-main', { hasText: top.text }).getByText(number, { exact: true }).waitFor();
    const card = phone.locator('.question-card[data-answering]', { hasText: top.text });
    await card.locator('.vote-button', { hasText: number }).waitFor();
    await shoot(desk, 'block-desk');
    await shoot(stage, 'block-stage');
    await shoot(phone, 'block-phone');
    expect(await faultsOf(phone)).toEqual([]);
    await press(desk, 'x');
    await card.waitFor({ state: 'detached' });
    await stage.locator('.stage-main').filter({ hasNotText: top.text }).waitFor();
  });
});

/** Three wishes each, of which every seventh is taken back: which, follows from the number of the visitor. */
async function votes(
  { id, live }: Follower,
  index: number,
  questions: readonly PublicQuestion[],
  wishes: Map<string, boolean>,
): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    // Squared, so that some are wished for by more than others.
    const place = ((index * index + turn * 7) % 11) % questions.length;
    const question = questions[place];
    if (!question) continue;
    const up = (index + turn) % 7 !== 0;
    if (!up) await live.command('question.vote', { question: question.id, up: true });
    await live.command('question.vote', { question: question.id, up });
    wishes.set(`${question.id} ${id}`, up);
  }
}
