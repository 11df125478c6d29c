import type { Language } from '@foyer/contracts';
import { PollAnswers, PollService, QaService, SessionCodes, VoteWriter } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aProxy,
  aRole,
  aSession,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { bothPictures, tabTo } from './kit.js';

const phone = 360;
const words = {
  short: 'Who pays for the first visit?',
  long: 'რომელი ქვეყნების კლასტერებს შეუძლიათ მიიღონ მონაწილეობა საერთო პროექტებში, ვინ აფინანსებს პირველ ვიზიტებს და როგორ უნდა მოვამზადოთ განაცხადი, თუ პარტნიორი ჯერ არ გვყავს?',
};

const longWords = {
  en: 'Clusters that share a border region and have worked together in a project which was paid for by somebody else before that, and would again',
  ka: 'საერთაშორისო თანამშრომლობისთვის მზად მყოფი კლასტერები, რომლებსაც დაფინანსების მოპოვების გამოცდილება ჯერ არ აქვთ და პარტნიორებს ეძებენ',
};

(chromiumPath ? describe : describe.skip)('polls and the stage screen in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aRoom(language: Language = 'en') {
    const event = await anEvent(foyer, { languages: ['en', 'az', 'ka'] });
    const start = foyer.clock.now().getTime() - 30 * 60_000;
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const [asker, moderator] = [
      await aPerson(foyer, { name: 'Nino Kapanadze' }),
      await aPerson(foyer, { name: 'Aytən Quliyeva', language }),
    ];
    await aRole(foyer, event, asker, 'attendee');
    await aRole(foyer, event, moderator, 'moderator');
    const qa = foyer.get(QaService);
    const ids: number[] = [];
    for (const text of [words.short, words.long]) {
      const { id } = await qa.ask(callBy(asker), { session: session.id, text, anonymous: false });
      await qa.approve(callBy(moderator), { question: id });
      ids.push(id);
    }
    const { code } = await foyer.get(SessionCodes).of(callBy(moderator), event.slug, session.id);
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    return { session, asker, moderator, code, ids, path };
  }

  /** What of these reaches beyond its place or into what stands below, by the words in it. */
  const cutIn = (page: Page, selector: string): Promise<string[]> =>
    page.evaluate((wanted) => {
      const foot = document.querySelector('.stage-foot')?.getBoundingClientRect();
      return [...document.querySelectorAll(wanted)].flatMap((node) => {
        const own = node.getBoundingClientRect();
        const place = node.closest('.fit-box')?.getBoundingClientRect();
        const within =
          place !== undefined &&
          foot !== undefined &&
          own.height > 0 &&
          own.top >= place.top - 1 &&
          own.bottom <= place.bottom + 1 &&
          own.left >= place.left - 1 &&
          own.right <= place.right + 1 &&
          place.bottom <= foot.top + 1 &&
          foot.bottom <= innerHeight;
        return within
          ? []
          : [`${node.textContent} ${own.top}-${own.bottom} in ${place?.top}-${place?.bottom}`];
      });
    }, selector);

  async function expectFits(page: Page) {
    expect(await faultsOf(page)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }

  const isReadOut = (one: Locator): Promise<boolean> =>
    one.evaluate((node) => node.closest('[aria-live]')?.getAttribute('aria-live') === 'polite');

  it('lets somebody join by code on a phone and answer, and the stage follows', async () => {
    const { asker, moderator, code, ids, path } = await aRoom();
    const stage = await openPage(browser, foyer, { person: moderator });
    const desk = await openPage(browser, foyer, { person: moderator });
    const audience = await openPage(browser, foyer, { person: asker, width: phone });
    await Promise.all([stage.goto(`${path}/stage`), desk.goto(`${path}/moderate`), audience.goto('/join')]);

    // Of equals the first; then what most people want.
    await stage.getByText(words.short).waitFor();
    await stage.getByText('1 more question').waitFor();
    await foyer.get(VoteWriter).vote(callBy(asker), { question: ids[1] ?? 0, up: true });
    await stage.getByText(words.long).waitFor();
    const fits = await stage.locator('.fit-words').evaluate((node) => {
      const box = node.parentElement;
      return box !== null && node.scrollHeight <= box.clientHeight && node.scrollWidth <= box.clientWidth;
    });
    expect(fits).toBe(true);
    // The question is read out when it changes, and not each vote for it.
    expect(await isReadOut(stage.locator('.fit-words'))).toBe(true);
    expect(await isReadOut(stage.getByRole('img', { name: 'Votes: 1' }))).toBe(false);
    await shoot(stage, 'stage-question-dark');
    await expectFits(stage);

    await audience.getByLabel('Code of the session').fill('zz');
    await audience.getByRole('button', { name: 'Join' }).click();
    await audience.getByText('A code has six letters').first().waitFor();
    await audience.getByLabel('Code of the session').fill(code.toLowerCase());
    await shoot(audience, 'join-360');
    await expectFits(audience);
    await audience.getByRole('button', { name: 'Join' }).click();
    await audience.waitForURL(`**${path}`);

    await desk.getByText(code).waitFor();
    await desk.getByRole('button', { name: 'New poll' }).click();
    const form = desk.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Question' }).fill('Where do you look first?');
    await form.getByLabel('Options, one on each line').fill('At home\nAbroad\nOnline');
    await form.getByRole('button', { name: 'Save the draft' }).click();
    await desk.getByRole('button', { name: 'Open', exact: true }).click();

    await stage.getByText('Where do you look first?').waitFor();
    await stage.getByText('Abroad', { exact: true }).waitFor();
    await audience.getByRole('radio', { name: 'Abroad' }).check();
    expect(await audience.locator('.poll-results').count()).toBe(0);
    await shoot(audience, 'poll-form-360');
    await audience.getByRole('button', { name: 'Send the answer' }).click();
    await audience.getByRole('row', { name: 'Abroad 1 · 100' }).waitFor();
    await desk.getByRole('row', { name: 'Abroad 1 · 100' }).waitFor();

    await desk.getByRole('button', { name: 'Show on the stage' }).click();
    await stage.getByRole('row', { name: 'Abroad 1 · 100' }).waitFor();
    expect(await isReadOut(stage.getByRole('row', { name: 'Abroad 1 · 100' }))).toBe(false);
    await audience.getByRole('button', { name: 'Change the answer' }).click();
    await audience.getByRole('radio', { name: 'Online' }).check();
    await audience.getByRole('button', { name: 'Send the answer' }).click();
    await stage.getByRole('row', { name: 'Online 1 · 100' }).waitFor();
    await stage.getByRole('row', { name: 'Abroad 0 · 0' }).waitFor();
    await desk.getByRole('button', { name: 'Close', exact: true }).click();
    await audience.getByText('Closed', { exact: true }).waitFor();
    for (const [page, name] of [
      [stage, 'stage-poll'],
      [desk, 'poll-desk-1280'],
      [audience, 'poll-results-360'],
    ] as const) {
      await shoot(page, name);
      await expectFits(page);
    }

    await desk.getByRole('button', { name: 'Ask how the session was' }).click();
    await audience.getByText('How was this session?').first().waitFor();
    await desk.getByRole('button', { name: 'Take off the stage' }).click();
    await stage.getByText('How was this session?').waitFor();
    for (const context of browser.contexts()) await context.close();
  });

  it('says that a poll closed before an answer arrived, or that one did not answer', async () => {
    const { session, asker, moderator, path } = await aRoom();
    const polls = foyer.get(PollService);
    const by = callBy(moderator);
    const aPoll = async (question: string) => {
      const { id } = await polls.create(by, {
        ...{ session: session.id, kind: 'single', question, options: ['At home', 'Abroad'], most: 1 },
      });
      await polls.open(by, { poll: id, open: true });
      return id;
    };
    const wire = await aProxy([foyer.url]);
    const page = await openPage(browser, { ...foyer, url: wire.url }, { person: asker, width: phone });
    const card = (question: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: question }) });
    const first = await aPoll('Where do you look first?');
    await page.goto(path);
    await page.getByRole('radio', { name: 'Abroad' }).check();
    wire.away();
    await page.getByText('No connection. What you see may be old; we keep trying.').waitFor();
    await page.getByRole('button', { name: 'Send the answer' }).click();
    await page.getByText('No connection at the moment. Your answer is kept').waitFor();
    await polls.open(by, { poll: first, open: false });
    wire.back();
    const late = card('Where do you look first?');
    await late.getByText('The poll closed before your answer arrived.').waitFor();
    await page.getByRole('alert').filter({ hasText: 'The poll closed before' }).waitFor();
    // It stays where it was read, until there is another to answer.
    await page.getByRole('heading', { name: 'Polls', exact: true }).waitFor();
    await shoot(page, 'poll-late-360');
    await expectFits(page);

    const second = await aPoll('Where do you look next?');
    await card('Where do you look next?').getByRole('radio', { name: 'Abroad' }).waitFor();
    await page.getByRole('heading', { name: 'Results of polls' }).waitFor();
    await late.getByText('The poll closed before your answer arrived.').waitFor();
    await polls.open(by, { poll: second, open: false });
    await card('Where do you look next?').getByText('You did not answer.').waitFor();
    await page.context().close();
    await wire.close();
  });

  it('lets a moderator take a word off the screens without a mouse, and show it again', async () => {
    const { session, asker, moderator, path } = await aRoom();
    const [polls, answers, by] = [foyer.get(PollService), foyer.get(PollAnswers), callBy(moderator)];
    const { id: poll } = await polls.create(by, {
      ...{ session: session.id, kind: 'words', question: 'What do you bring?', options: [], most: 5 },
    });
    await polls.open(by, { poll, open: true });
    const said = { poll, choices: [], text: null };
    const bad = 'məsuliyyətsizləşdirilmişlərdənsinizmi';
    const next = 'ინტერნაციონალიზაციისთვის';
    await answers.answer(callBy(asker), { ...said, words: ['əməkdaşlıq', bad, next, 'საერთო ენა'] });
    await answers.answer(by, { ...said, words: ['əməkdaşlıq', next, 'təcrübə', 'წყალი'] });
    const desk = await openPage(browser, foyer, { person: moderator });
    const phone = await openPage(browser, foyer, { person: asker, width: 390 });
    const seen = (word: string) => phone.locator('.poll-words').getByText(word);
    await Promise.all([desk.goto(`${path}/moderate`), phone.goto(path)]);
    await Promise.all([
      seen(bad).waitFor(),
      desk.getByRole('list', { name: 'Words on the screens' }).waitFor(),
    ]);
    const hide = (word: string) => `Take off the screens: ${word}`;
    const focused = () => desk.evaluate(() => document.activeElement?.getAttribute('aria-label'));

    await tabTo(desk, hide(bad));
    await desk.keyboard.press('Enter');
    await seen(bad).waitFor({ state: 'detached' });
    await seen(next).waitFor();
    const told = desk.getByRole('status').filter({ hasText: 'Took an answer off the screens' });
    await told.getByText(bad).waitFor();
    await desk.getByRole('heading', { name: 'Off the screens (1)' }).waitFor();
    // The next key goes on from what has come to its place.
    expect(await focused()).toBe(hide('təcrübə'));
    await bothPictures(desk, 'poll-off-desk');
    await expectFits(desk);
    await shoot(phone, 'poll-off-390');

    await tabTo(desk, `Show again: ${bad}`);
    await desk.keyboard.press('Enter');
    await seen(bad).waitFor();
    await desk.getByRole('heading', { name: 'Off the screens (1)' }).waitFor({ state: 'detached' });
    expect(await focused()).toMatch(/^Take off the screens: /);
    // Of a double click the second one is nobody's, whatever has come under the pointer.
    await desk.getByRole('button', { name: hide(next) }).dblclick();
    await seen(next).waitFor({ state: 'detached' });
    await desk.getByRole('heading', { name: 'Off the screens (1)' }).waitFor();
    await told.getByRole('button', { name: 'Undo' }).press('Enter');
    await seen(next).waitFor();
    for (const context of browser.contexts()) await context.close();
  }, 60_000);

  // Ten options as long as they may be, and what a rating came to: nobody can scroll there.
  it.each([
    ['dark', 'en', 1920, 1080],
    ['light', 'ka', 1280, 720],
    ['transparent', 'ka', 1920, 1080],
    ['transparent', 'en', 1280, 720],
  ] as const)(
    'cuts nothing of a poll on the stage: %s, %s, %i by %i',
    async (theme, language, width, height) => {
      const { session, asker, moderator, path } = await aRoom(language);
      const [polls, answers, by] = [foyer.get(PollService), foyer.get(PollAnswers), callBy(moderator)];
      const words = longWords[language];
      const options = Array.from({ length: 10 }, (_, place) => `${place + 1} ${words}`.slice(0, 120));
      const { id: poll } = await polls.create(by, {
        ...{ session: session.id, kind: 'single', question: words.slice(0, 200), options, most: 1 },
      });
      await polls.open(by, { poll, open: true });
      const page = await openPage(browser, foyer, { person: moderator, language, width });
      await page.setViewportSize({ width, height });
      await page.goto(`${path}/stage?theme=${theme}`);
      const uncut = async (name: string, selector: string, count: number) => {
        await page
          .locator(selector)
          .nth(count - 1)
          .waitFor();
        // None of what stood there before.
        await page.locator(selector).nth(count).waitFor({ state: 'detached' });
        await page.locator('.qr-code').waitFor();
        await page.evaluate(() => document.fonts.ready);
        await shoot(page, `stage-${name}-${theme}-${language}-${width}`);
        expect(
          await cutIn(
            page,
            `${selector}, .stage-poll .fit-words, .stage-poll .poll-results > .mantine-Text-root`,
          ),
        ).toEqual([]);
      };
      await uncut('options', '.stage-options li', 10);
      await answers.answer(callBy(asker), { poll, choices: [3], words: [], text: null });
      await polls.show(by, { poll, shown: true });
      await uncut('result', '.stage-poll tbody :is(th, .bar-row)', 20);
      const rating = await polls.rateSession(by, { session: session.id });
      await answers.answer(callBy(asker), { poll: rating.id, choices: [3], words: [], text: null });
      await polls.show(by, { poll: rating.id, shown: true });
      await uncut('rating', '.stage-poll tbody :is(th, .bar-row)', 10);
      await page.context().close();
    },
  );

  it.each([
    ['light', 'ka', 1280],
    ['transparent', 'az', 1280],
    ['light', 'uk', 360],
  ] as const)('draws the stage %s, in %s, %i wide', async (theme, language, width) => {
    const { moderator, path } = await aRoom(language);
    const page = await openPage(browser, foyer, { person: moderator, language, width });
    await page.goto(`${path}/stage?theme=${theme}`);
    await page.getByText(words.short).waitFor();
    // Straight to the session: a hall that scans it looks up no codes.
    await page.locator(`.qr-code[aria-label*="${path}"]`).waitFor();
    await shoot(page, `stage-${theme}-${language}-${width}`);
    expect(await page.getByRole('button').or(page.getByRole('link')).count()).toBe(0);
    if (theme !== 'transparent') await expectFits(page);
    await page.context().close();
  });
});
