import fs from 'node:fs';
import { InteractionsFile } from '@foyer/contracts';
import { PollService, QaService } from '@foyer/qa';
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
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

(chromiumPath ? describe : describe.skip)('the log of moderation and the export, in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer();
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aRoom() {
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia Organiser' });
    const event = await anEvent(foyer, { owner, timeZone: 'Asia/Tbilisi' });
    const session = await aSession(foyer, event, { title: { en: 'How clusters find partners abroad' } });
    const [asker, moderator] = [
      await aPerson(foyer, { name: 'Nino Kapanadze' }),
      await aPerson(foyer, { name: 'Aytən Quliyeva' }),
    ];
    await aRole(foyer, event, asker, 'attendee');
    await aRole(foyer, event, moderator, 'moderator');
    const ask = (text: string) =>
      foyer.get(QaService).ask(callBy(asker), { session: session.id, text, anonymous: false });
    return {
      owner,
      event,
      session,
      asker,
      moderator,
      ask,
      path: `/e/${event.slug}/sessions/${session.slug}`,
    };
  }
  const fits = async (page: Page): Promise<void> => {
    expect(await faultsOf(page)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  };
  const steps = (page: Page) =>
    page.getByRole('list', { name: 'Steps, the newest first' }).getByRole('listitem');

  it('shows steps as they are made, by person and by kind', async () => {
    const { owner, session, moderator, ask, path } = await aRoom();
    const page = await openPage(browser, foyer, { person: moderator });
    await page.goto(`${path}/moderate`);
    await page.getByRole('link', { name: 'Moderation log' }).click();
    await page.getByRole('heading', { name: 'Moderation log', level: 1 }).waitFor();
    await page.getByText('Nothing yet').waitFor();
    await shoot(page, 'log-empty');
    await fits(page);
    const { id } = await ask('Who pays for the first visit?');
    await foyer.get(QaService).dismiss(callBy(owner), { question: id, reason: 'Not about this session' });
    await steps(page).filter({ hasText: 'Reason: Not about this session' }).waitFor();
    const polls = foyer.get(PollService);
    const made = { session: session.id, kind: 'text' as const, options: [], most: 1 };
    const poll = await polls.create(callBy(moderator), { ...made, question: 'What did you miss?' });
    await polls.open(callBy(moderator), { poll: poll.id, open: true });
    await steps(page).first().filter({ hasText: 'Opened a poll' }).waitFor();
    await steps(page)
      .nth(1)
      .filter({ hasText: 'Prepared a poll' })
      .filter({ hasText: 'Aytən Quliyeva' })
      .waitFor();
    await steps(page)
      .nth(2)
      .filter({ hasText: 'Set a question aside' })
      .filter({ hasText: 'Natia' })
      .waitFor();
    await shoot(page, 'log');
    await fits(page);
    await page.getByRole('combobox', { name: 'About what' }).click();
    await page.getByRole('option', { name: 'Polls', exact: true }).click();
    await steps(page).filter({ hasText: 'Set a question aside' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Who' }).click();
    await page.getByRole('option', { name: 'Natia Organiser' }).click();
    await page.getByText('No step fits this choice.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('combobox', { name: 'About what' }).click();
    await page.getByRole('option', { name: 'Everything' }).click();
    await steps(page).filter({ hasText: 'Set a question aside' }).waitFor();
    await shoot(page, 'log-390');
    await fits(page);
  });

  it('lets nobody who only takes part look into it', async () => {
    const { asker, path } = await aRoom();
    const page = await openPage(browser, foyer, { person: asker });
    await page.goto(`${path}/log`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('heading', { name: 'Moderation log' }).count()).toBe(0);
  });

  it('writes one session for its moderator', async () => {
    const { moderator, ask, path } = await aRoom();
    const page = await openPage(browser, foyer, { person: moderator });
    await page.goto(`${path}/moderate`);
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Questions, polls and their log' });
    await dialog.getByRole('button', { name: 'Write the file' }).click();
    await dialog.getByText('There is nothing to export yet').waitFor();
    const { id } = await ask('Who pays for the first visit?');
    await foyer.get(QaService).approve(callBy(moderator), { question: id });
    await dialog.getByRole('radio', { name: 'JSON, for programs' }).check();
    await shoot(page, 'export-desk');
    await fits(page);
    await dialog.getByRole('button', { name: 'Write the file' }).click();
    await dialog.getByText('The file is ready.').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('link', { name: /^Download .*-interactions\.json$/ }).click(),
    ]);
    const file = InteractionsFile.parse(JSON.parse(fs.readFileSync(await download.path(), 'utf8')));
    expect(file.questions).toMatchObject([
      { text: 'Who pays for the first visit?', author: 'Nino Kapanadze' },
    ]);
    expect(file.moderation).toMatchObject([{ step: 'approved', actor: 'Aytən Quliyeva' }]);
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, 'export-desk-390');
    await fits(page);
  });

  it('writes the whole event for its organisers', async () => {
    const { owner, event, moderator, ask } = await aRoom();
    const { id } = await ask('Who pays for the first visit?');
    await foyer.get(QaService).approve(callBy(moderator), { question: id });
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(`/e/${event.slug}/manage/exchange`);
    await page.getByRole('heading', { name: 'Questions, polls and their log' }).waitFor();
    await page.getByRole('button', { name: 'Write the file' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Download ${event.slug}-interactions.xlsx` }).click(),
    ]);
    expect(
      fs
        .readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await shoot(page, 'export-event');
    await fits(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, 'export-event-390');
    await fits(page);
  });
});
