import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { DeskService, QaService, QuestionFilters } from '@foyer/qa';
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
import type { Browser, Page } from 'playwright-core';
import { toDesk } from './kit.js';

const phone = 390;
const words = {
  money: 'Who pays for the first visit?',
  visas: 'Do we need visas for Tbilisi?',
};

(chromiumPath ? describe : describe.skip)('tags and word lists in a browser', () => {
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
      title: { en: 'How clusters find partners abroad' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const asker = await aPerson(foyer, { name: 'Nino Kapanadze', language });
    const moderator = await aPerson(foyer, { name: 'Aytən Quliyeva', language });
    const second = await aPerson(foyer, { name: 'Rasa Kazlauskienė', language });
    await aRole(foyer, event, asker, 'attendee');
    for (const one of [moderator, second]) await aRole(foyer, event, one, 'moderator');
    const ask = (text: string) =>
      foyer.get(QaService).ask(callBy(asker), { session: session.id, text, anonymous: false });
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    return { event, session, asker, moderator, second, ask, path };
  }
  const cardOf = (page: Page, text: string) => page.locator('.desk-card', { hasText: text });
  const tagsOn = (page: Page, text: string) =>
    cardOf(page, text).getByRole('list', { name: 'Tags' }).getByRole('listitem');

  it('tags by keyboard and by thumb, live for two moderators, filters, and undoes', async () => {
    const { asker, moderator, second, ask, path } = await aRoom();
    for (const text of Object.values(words)) await ask(text);
    const desk = await openPage(browser, foyer, { person: moderator });
    const other = await openPage(browser, foyer, { person: second, width: phone });
    const audience = await openPage(browser, foyer, { person: asker });
    await Promise.all([desk.goto(`${path}/moderate`), other.goto(`${path}/moderate`), audience.goto(path)]);

    await cardOf(desk, words.money).click();
    await desk.keyboard.press('t');
    const dialog = desk.getByRole('dialog', { name: 'Tags' });
    await dialog.getByRole('combobox', { name: 'Tags' }).fill('money');
    await desk.keyboard.press('Enter');
    await dialog.getByRole('combobox', { name: 'Tags' }).fill('urgent');
    await desk.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await tagsOn(other, words.money).filter({ hasText: 'urgent' }).waitFor();

    // With one thumb: the card's menu, and a tag that is offered since it is in use.
    await cardOf(other, words.visas).getByRole('button', { name: 'More for this question' }).click();
    await other.getByRole('menuitem', { name: 'Tags' }).click();
    const sheet = other.getByRole('dialog', { name: 'Tags' });
    await sheet.getByRole('combobox', { name: 'Tags' }).waitFor();
    expect(await faultsOf(other)).toEqual([]);
    await sheet.getByRole('button', { name: 'money' }).click();
    await sheet.getByRole('combobox', { name: 'Tags' }).fill('URG');
    await other.getByRole('option', { name: 'urgent' }).waitFor();
    await sheet.getByRole('combobox', { name: 'Tags' }).fill('');
    await shoot(other, 'tags-dialog-390');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await tagsOn(desk, words.visas).filter({ hasText: 'money' }).waitFor();

    const filter = desk.getByRole('group', { name: 'Show questions of one tag' });
    await filter.getByRole('button', { name: 'urgent 1' }).click();
    await cardOf(desk, words.visas).waitFor({ state: 'detached' });
    await desk.getByRole('heading', { name: 'Waiting 1 of 2' }).waitFor();
    await shoot(desk, 'tags-desk-1280');
    expect(await faultsOf(desk)).toEqual([]);

    // The last step takes the tag away, and with it the filter.
    await desk.keyboard.press('u');
    await cardOf(desk, words.visas).waitFor();
    await tagsOn(desk, words.money).first().waitFor({ state: 'detached' });
    await tagsOn(desk, words.visas).filter({ hasText: 'money' }).waitFor();
    await shoot(other, 'tags-desk-390');
    await desk.keyboard.press('?');
    await desk.getByRole('row', { name: 'T Tags' }).waitFor();

    await other.goto(`${path}/log`);
    const step = other.getByRole('listitem').filter({ hasText: 'Tags now: money, urgent' });
    await step.getByText('Aytən Quliyeva').waitFor();
    expect(await audience.getByText('urgent').count()).toBe(0);
  });

  it('tells an asker what became of the question that stands for theirs', async () => {
    const { event, session, asker, moderator, ask, path } = await aRoom('ka');
    const other = await aPerson(foyer);
    await aRole(foyer, event, other, 'attendee');
    const theirs = await foyer.get(QaService).ask(callBy(other), {
      ...{ session: session.id, text: words.visas, anonymous: false },
    });
    const mine = await ask(words.money);
    const [by, desk, qa] = [callBy(moderator), foyer.get(DeskService), foyer.get(QaService)];
    await desk.merge(by, { question: mine.id, into: theirs.id });
    const page = await openPage(browser, foyer, { person: asker, width: phone, language: 'ka' });
    await page.goto(path);
    const item = page.getByRole('listitem').filter({ hasText: words.money });
    await item.getByText('სხვასთან გაერთიანებულია').waitFor();
    await qa.dismiss(by, { question: theirs.id, reason: 'გუშინ უკვე ვუპასუხეთ ამ შეკითხვას' });
    await item.getByText('გუშინ უკვე ვუპასუხეთ ამ შეკითხვას').waitFor();
    // Heard, too: what counts is what becomes of the one that stands for it.
    await page.getByRole('status').filter({ hasText: 'გაერთიანებულია, გვერდზე გადადებულია' }).waitFor();
    await item.scrollIntoViewIfNeeded();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'merged-own-390');
    await qa.approve(by, { question: theirs.id });
    await desk.reply(by, { question: theirs.id, text: 'The cluster does.' });
    await item.getByText('The cluster does.').waitFor();
  });

  it('lets moderators want names, and says so to who asks', async () => {
    const { asker, moderator, path } = await aRoom('ka');
    const desk = await openPage(browser, foyer, { person: moderator, language: 'ka' });
    const page = await openPage(browser, foyer, { person: asker, language: 'ka', width: phone });
    await Promise.all([desk.goto(`${path}/moderate`), page.goto(path)]);
    await page.getByRole('button', { name: 'დასვით კითხვა' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('switch', { name: 'ანონიმურად დასმა' }).check();
    await desk.getByRole('button', { name: 'კითხვების წესები' }).click();
    await desk.getByRole('switch', { name: 'შესაძლებელია ანონიმურად კითხვა' }).uncheck();
    await shoot(desk, 'rules-names-1280');
    await desk.getByRole('button', { name: 'შენახვა' }).click();
    await form.getByText('აქ კითხვას თქვენი სახელი ახლავს.').waitFor();
    expect(await form.getByRole('switch').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'ask-named-390');
    await form.getByRole('textbox').fill('ვინ იხდის?');
    await form.locator('button[type=submit]').click();
    await page.getByText('ელოდება მოდერატორს', { exact: true }).waitFor();
    await desk.getByText('Nino Kapanadze').waitFor();
  });

  it('keeps lists of words and links, and loses nothing of two who save at once', async () => {
    const { event, moderator, path } = await aRoom();
    const page = await openPage(browser, foyer, { person: event.owner });
    const tab = await openPage(browser, foyer, { person: moderator, width: phone });
    await page.goto(`/e/${event.slug}/manage`);
    await toDesk(page, 'Event', 'Questions');
    const heading = 'Words and links that hold a question';
    await page.getByRole('heading', { name: heading }).waitFor();
    // Moderators come to it from their desk.
    await tab.goto(`${path}/moderate`);
    await tab.getByRole('button', { name: 'Code, announcement, rules and more' }).click();
    await tab.getByRole('button', { name: 'Rules for questions' }).click();
    await tab.getByRole('link', { name: heading }).click();
    const own = (on: Page, language = 'English') => on.getByLabel(`Own words and phrases: ${language}`);

    await own(page).fill('kasino*\na*');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Not possible: a*').waitFor();
    await own(page).fill('kasino*');
    await page.getByRole('button', { name: 'Read the list' }).first().click();
    await page.getByText('free bitcoin*').waitFor();
    await page
      .getByRole('switch', { name: /Use the ready-made list/ })
      .first()
      .check();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'word-lists-1280');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved.').waitFor();

    await own(tab).fill('lottery');
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await tab.getByText(`${event.owner.name} has saved these lists meanwhile.`).waitFor();
    expect(await own(tab).inputValue()).toBe('kasino*\nlottery');
    expect(await faultsOf(tab)).toEqual([]);
    await shoot(tab, 'word-lists-390');
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await tab.getByText('Everything is saved.').waitFor();
    await page.reload();
    await page.getByText('Own words: 2 · ready-made list in use').waitFor();
  });

  it('holds what has a link or a listed word in an open room, says so, and lets a moderator decide', async () => {
    const { event, session, asker, moderator, path } = await aRoom();
    const by = callBy(moderator);
    const rules = { moderated: false, perPerson: null, slowSeconds: null };
    await foyer.get(QaService).setRules(by, { session: session.id, ...rules });
    await foyer.get(QuestionFilters).save(by, event.slug, {
      ...{ words: { ka: ['კაზინო*'] }, starter: [], links: true, version: 0 },
    });
    const audience = await openPage(browser, foyer, { person: asker, width: phone });
    const other = await openPage(browser, foyer, { person: event.owner });
    const desk = await openPage(browser, foyer, { person: moderator });
    await Promise.all([audience.goto(path), other.goto(path), desk.goto(`${path}/moderate`)]);
    await audience.getByRole('button', { name: 'Ask a question' }).click();
    const dialog = audience.getByRole('dialog');
    await dialog.getByLabel('Your question').fill('See example.org/offer about კაზინოები');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    const own = audience.getByRole('listitem').filter({ hasText: 'example.org/offer' });
    await own
      .getByText('A moderator reads it first, because it contains a link and a listed word.')
      .waitFor();
    const card = cardOf(desk, 'example.org/offer');
    await card.getByText('Held: others are public at once').waitFor();
    await card.getByText('Link: example.org/offer').waitFor();
    await card.getByText('Listed word: კაზინო*').waitFor();
    await shoot(desk, 'held-desk-1280');
    await shoot(audience, 'held-own-390');
    expect(await faultsOf(desk)).toEqual([]);
    expect(await faultsOf(audience)).toEqual([]);
    expect(await other.getByText('example.org/offer').count()).toBe(0);

    // Put otherwise, it is public at once.
    await own.getByRole('button', { name: 'Change' }).click();
    await audience.getByRole('dialog').getByLabel('Your question').fill('Where do I read more?');
    await audience.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await other.getByText('Where do I read more?').waitFor();
  });

  it.each([
    ['ka', 1280],
    ['ka', phone],
    ['az', phone],
  ] as const)('fits in %s, %i wide', async (language, width) => {
    const { event, moderator, session, ask, path } = await aRoom(language);
    const by = callBy(moderator);
    const { id } = await ask('კაზინოში როგორ მოვხვდეთ: example.org/a-rather-long-address-of-something?');
    await foyer.get(DeskService).tag(by, { question: id, tags: ['ფინანსები', 'საერთაშორისო თანამშრომლობა'] });
    await sql`update question set held = true where session_id = ${session.id}`.execute(foyer.database.sql);
    const page = await openPage(browser, foyer, { person: moderator, language, width });
    for (const [name, address] of [
      ['desk', `${path}/moderate`],
      ['lists', `/e/${event.slug}/manage/questions`],
    ] as const) {
      await page.goto(address);
      if (name === 'desk') await cardOf(page, 'example.org').waitFor();
      else await page.getByRole('textbox').first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      await shoot(page, `question-tools-${name}-${language}-${width}`);
    }
  });
});
