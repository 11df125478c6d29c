import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language } from '@foyer/contracts';
import { QaService } from '@foyer/qa';
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
  }, 60_000);
});
