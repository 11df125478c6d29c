import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language } from '@foyer/contracts';
import { QaService, VoteWriter } from '@foyer/qa';
import {
  anEvent,
  aPerson,
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
import type { Browser } from 'playwright-core';

const phone = 390;

(chromiumPath ? describe : describe.skip)('the live room in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aRoom(language: Language = 'en') {
    const event = await anEvent(foyer, { languages: ['en', 'az', 'ka'] });
    const start = foyer.clock.now().getTime() - 5 * 60_000;
    const session = await aSession(foyer, event, {
      title: {
        en: 'How clusters find partners abroad',
        az: 'Klasterlər xaricdə tərəfdaşları necə tapır',
        ka: 'როგორ პოულობენ კლასტერები პარტნიორებს საზღვარგარეთ',
      },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const asker = await aPerson(foyer, { name: 'Nino Kapanadze', language, timeZone: 'Asia/Tbilisi' });
    const moderator = await aPerson(foyer, { name: 'Aytən Quliyeva', language, timeZone: 'Asia/Baku' });
    await aRole(foyer, event, asker, 'attendee');
    await aRole(foyer, event, moderator, 'moderator');
    return { event, session, asker, moderator, path: `/e/${event.slug}/sessions/${session.slug}` };
  }

  it('lets an attendee ask on a phone and a moderator decide by keyboard alone', async () => {
    const { asker, moderator, path } = await aRoom();
    const audience = await openPage(browser, foyer, { person: asker, width: phone });
    const desk = await openPage(browser, foyer, { person: moderator });
    await Promise.all([audience.goto(path), desk.goto(`${path}/moderate`)]);
    await desk.getByText('Nothing waits for you.').waitFor();

    await audience.getByRole('button', { name: 'Ask a question' }).click();
    const words = audience.getByRole('dialog').getByLabel('Your question');
    await words.fill('Who pays for the first visit?');
    // The draft outlives the page.
    await audience.reload();
    await audience.getByRole('button', { name: 'Ask a question' }).click();
    expect(await words.inputValue()).toBe('Who pays for the first visit?');
    await audience.getByRole('button', { name: 'Send to the moderator' }).click();
    await audience.getByText('Waiting for the moderator', { exact: true }).waitFor();

    const card = desk.locator('.desk-card', { hasText: 'Who pays for the first visit?' });
    await card.waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('a');
    await audience.getByRole('listitem').filter({ hasText: 'Nino Kapanadze' }).waitFor();

    const vote = audience.getByRole('button', { name: /I want this answered too/ });
    await vote.click();
    expect(await vote.getAttribute('aria-pressed')).toBe('true');
    await desk.getByRole('img', { name: 'Votes: 1' }).waitFor();
    await vote.click();
    await desk.getByRole('img', { name: 'Votes: 0' }).waitFor();

    await desk.keyboard.press('d');
    await desk.getByRole('dialog').getByLabel('Reason').fill('Asked in the break');
    await desk.keyboard.press('Enter');
    await audience.getByText('The moderator’s reason: Asked in the break').waitFor();
    await vote.waitFor({ state: 'detached' });

    await desk.keyboard.press('j');
    await desk.keyboard.press('a');
    await vote.waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('x');
    await audience.getByRole('heading', { name: /^Answered/ }).waitFor();

    await desk.keyboard.press('?');
    await desk.getByRole('dialog', { name: 'Keys' }).waitFor();
  });

  it('edits, unites, pins, answers and undoes by keyboard alone, and the audience follows', async () => {
    const { event, session, asker, moderator, path } = await aRoom();
    const qa = foyer.get(QaService);
    const ask = async (text: string, by = asker) =>
      (await qa.ask(callBy(by), { session: session.id, text, anonymous: false })).id;
    const first = await ask('Who pays for the first visit?');
    await qa.approve(callBy(moderator), { question: first });
    await ask('who is paying for the first visit??');
    await ask('when does teh call open');
    const audience = await openPage(browser, foyer, { person: asker, width: phone });
    const desk = await openPage(browser, foyer, { person: moderator });
    await Promise.all([audience.goto(path), desk.goto(`${path}/moderate`)]);
    const card = (text: string) => desk.locator('.desk-card', { hasText: text });

    // The likest is offered first: m and Enter unite them.
    await desk.getByText('Much like: Who pays for the first visit?').waitFor();
    await desk.keyboard.press('j');
    await desk.keyboard.press('m');
    await desk
      .getByRole('dialog')
      .getByRole('button', { name: /Who pays/ })
      .waitFor();
    await desk.keyboard.press('Enter');
    await audience.getByText('United with: Who pays for the first visit?').waitFor();

    // Two at once see where the other is.
    const other = await openPage(browser, foyer, { person: event.owner });
    await other.goto(`${path}/moderate`);
    await other.locator('.desk-card', { hasText: 'teh call' }).click();
    await card('teh call').getByText(`${event.owner.name} is on this question`).waitFor();
    await card('teh call').click();
    await desk.keyboard.press('e');
    await desk.getByRole('dialog').getByLabel('The question').fill('When does the call open?');
    await desk.keyboard.press('Control+Enter');
    const open = audience.getByRole('listitem').filter({ hasText: 'When does the call open?' });
    await audience.getByRole('button', { name: '1 new question' }).click();
    await open.getByRole('button', { name: /I want this/ }).waitFor();
    await audience.getByText('You asked: when does teh call open').waitFor();

    await card('When does the call open?').click();
    await desk.keyboard.press('p');
    await open.getByText('Pinned').waitFor();
    await desk.keyboard.press('n');
    await open.getByText('Being answered now').waitFor();
    await shoot(audience, 'qa-room-answering-390');
    await shoot(desk, 'qa-desk-answering-1280');
    await desk.keyboard.press('r');
    await desk.getByRole('dialog').getByLabel('The answer').fill('On the first of March.');
    await desk.keyboard.press('Control+Enter');
    await audience.getByText('On the first of March.').waitFor();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await desk.keyboard.press('u');
    await open.getByText('Being answered now').waitFor();

    // What somebody is about to ask again is offered to their vote.
    await audience.getByRole('button', { name: 'Ask a question' }).click();
    const form = audience.getByRole('dialog');
    await form.getByLabel('Your question').fill('When will the call open?');
    await form.getByRole('button', { name: /I want this/ }).click();
    await card('When does the call open?').getByRole('img', { name: 'Votes: 1' }).waitFor();
  });

  it('gathers new questions behind a button instead of letting the page jump', async () => {
    const { event, session, asker, path } = await aRoom();
    const qa = foyer.get(QaService);
    const owner = callBy(event.owner);
    const publish = async (text: string) => {
      const { id } = await qa.ask(owner, { session: session.id, text, anonymous: false });
      await qa.approve(owner, { question: id });
    };
    await publish('First of all');
    const page = await openPage(browser, foyer, { person: asker });
    await page.goto(path);
    await page.getByText('First of all').waitFor();
    for (const text of ['Second', 'Third', 'Fourth']) await publish(`${text} question`);
    const fresh = page.getByRole('button', { name: '3 new questions' });
    await fresh.waitFor();
    expect(await page.getByText('Third question').count()).toBe(0);
    await fresh.click();
    await page.getByText('Third question').waitFor();
  });

  it('says beforehand how many questions are left and when the next one may be asked', async () => {
    const { session, asker, moderator, path } = await aRoom('ka');
    const qa = foyer.get(QaService);
    const rules = { session: session.id, moderated: true, perPerson: 2 };
    await qa.setRules(callBy(moderator), { ...rules, slowSeconds: 600 });
    const page = await openPage(browser, foyer, { person: asker, width: phone, language: 'ka' });
    await page.goto(path);
    const ask = async (text: string) => {
      await page.getByRole('button', { name: 'დასვით კითხვა' }).click();
      await page.getByRole('dialog').getByLabel('თქვენი კითხვა').fill(text);
    };
    const form = page.getByRole('dialog');
    const send = form.locator('button[type=submit]');
    await ask('Who pays for the first visit?');
    await form.getByText('დარჩენილი კითხვები: 2 / 2').waitFor();
    await send.click();
    await form.waitFor({ state: 'detached' });

    await ask('When does the call open?');
    await form.getByText('დარჩენილი კითხვები: 1 / 2').waitFor();
    await send.getByText(/შემდეგ კითხვამდე დარჩა \d:\d\d/).waitFor();
    expect(await send.isDisabled()).toBe(true);
    await shoot(page, 'qa-slow-390-ka');
    expect(await faultsOf(page)).toEqual([]);
    // A moderator thinks better of it.
    await qa.setRules(callBy(moderator), { ...rules, slowSeconds: null });
    await send.click();
    await form.waitFor({ state: 'detached' });

    await ask('And the second one?');
    await form.getByText('თქვენ უკვე დასვით აქ დაშვებული ყველა კითხვა: 2').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await shoot(page, 'qa-none-left-390-ka');
  });

  it.each([
    ['en', 'light'],
    ['ka', 'dark'],
    ['az', 'light'],
  ] as const)(
    'has nothing that axe objects to, in %s and %s',
    async (language, scheme) => {
      const { event, session, asker, moderator, path } = await aRoom(language);
      const qa = foyer.get(QaService);
      const [by, call] = [callBy(moderator), callBy(asker)];
      const texts = [
        'Who pays for the first visit?',
        'რომელი ენა ჯობს შეხვედრაზე?',
        'Müqaviləni kim yoxlayır?',
        'Set this aside',
        'Answer this',
        'And this waits',
      ];
      const ids: number[] = [];
      for (const [index, text] of texts.entries()) {
        const { id } = await qa.ask(call, { session: session.id, text, anonymous: index === 1 });
        ids.push(id);
      }
      const [first = 0, second = 0, third = 0, aside = 0, answered = 0] = ids;
      for (const question of [first, second, third, answered]) await qa.approve(by, { question });
      for (const person of [asker, moderator, event.owner]) {
        await foyer.get(VoteWriter).vote(callBy(person), { question: second, up: true });
      }
      await qa.dismiss(by, { question: aside, reason: 'Asked already' });
      await qa.answer(by, { question: answered });
      for (const [name, person, address] of [
        ['room', asker, path],
        ['desk', moderator, `${path}/moderate`],
      ] as const) {
        const page = await openPage(browser, foyer, { person, language, scheme });
        await page.goto(address);
        for (const width of [1280, phone]) {
          await page.setViewportSize({ width, height: 844 });
          await page.locator('.question-card:visible').first().waitFor();
          await page
            .getByText(texts[name === 'room' ? 2 : 5] ?? '')
            .first()
            .waitFor();
          await shoot(page, `qa-${name}-${width}-${language}-${scheme}`);
          expect(await faultsOf(page)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect(overflow).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
    },
    180_000,
  );
});
