import { QaService, SessionCodes } from '@foyer/qa';
import {
  aForm,
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
import { RegistrationService } from '@foyer/registration';
import { sql } from '@foyer/platform';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { enterCode } from './kit.js';

const phone = 390;
const asked = 'Who pays for the first visit?';
const ownWords = 'How do small clusters find a first partner?';

(chromiumPath ? describe : describe.skip)('guests in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer();
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

  async function aRoom(guests: 'off' | 'listen' | 'ask') {
    const event = await anEvent(foyer, { languages: ['en', 'ka'], guests });
    const start = foyer.clock.now().getTime() - 5 * 60_000;
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad', ka: 'როგორ პოულობენ კლასტერები პარტნიორებს' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const [asker, moderator] = [await aPerson(foyer, { name: 'Nino Kapanadze' }), await aPerson(foyer)];
    await aRole(foyer, event, asker, 'attendee');
    await aRole(foyer, event, moderator, 'moderator');
    const qa = foyer.get(QaService);
    const { id } = await qa.ask(callBy(asker), { session: session.id, text: asked, anonymous: false });
    await qa.approve(callBy(moderator), { question: id });
    const { code } = await foyer.get(SessionCodes).of(callBy(moderator), event.slug, session.id);
    return { event, moderator, code, path: `/e/${event.slug}/sessions/${session.slug}` };
  }

  async function expectFits(page: Page) {
    expect(await faultsOf(page)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  async function typeCode(page: Page, code: string) {
    await page.goto('/join');
    await page.getByLabel('Code of the session').fill(code.toLowerCase());
    await page.getByRole('button', { name: 'Join' }).click();
  }

  it('lets somebody in by code, who asks, votes, registers later and keeps the question', async () => {
    const { event, moderator, code, path } = await aRoom('ask');
    const page = await openPage(browser, foyer, { width: phone });
    await typeCode(page, code);
    await page.getByRole('heading', { name: 'How clusters find partners abroad' }).waitFor();
    await page.getByLabel('Your name, if you like').fill('Ilqar from the hall');
    await shoot(page, 'guest-gate-390');
    await expectFits(page);
    // Twice, as impatient people do.
    await page.getByRole('button', { name: 'Come in as a guest' }).dblclick();
    await page.getByText('You are here as a guest.').waitFor();

    await page.getByRole('button', { name: /^I want this answered too/ }).click();
    await page.getByRole('button', { name: 'I want this answered too. Votes: 1', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Your question').fill(ownWords);
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await form.waitFor({ state: 'hidden' });
    await page.getByText(ownWords).waitFor();
    await shoot(page, 'guest-room-390');
    await expectFits(page);

    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`${path}/moderate`);
    await desk.getByText('Ilqar from the hall (guest)').waitFor();
    await shoot(desk, 'guest-desk-1280');
    const { rows } = await sql`select from event_guest where event_id = ${event.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toHaveLength(1);

    const person = await aPerson(foyer, { name: 'Ilqar Məmmədov' });
    await page.getByRole('link', { name: 'Sign in and keep what you asked and voted' }).click();
    await enterCode(page, foyer, person.email, {
      ...{ email: 'Your mail address', send: 'Send me a code', code: 'Code from the mail' },
    });
    await page.waitForURL(`**${path}`);
    await page.getByRole('link', { name: 'Register for the event' }).waitFor();
    await page.getByText(ownWords).waitFor();
    await foyer.get(RegistrationService).register(callBy(person), event.slug, aForm({ name: person.name }));
    await page.reload();
    await page.getByText(ownWords).waitFor();
    await page.getByRole('button', { name: 'I want this answered too. Votes: 1', pressed: true }).waitFor();
    expect(await page.getByText('You are here as a guest.').count()).toBe(0);
  });

  it('lets guests look on', async () => {
    const { path } = await aRoom('listen');
    const page = await openPage(browser, foyer, { width: phone, scheme: 'dark' });
    await page.goto(path);
    await page.getByRole('button', { name: 'Come in as a guest' }).click();
    await page.getByText('you can follow, but not vote or ask').waitFor();
    await page.getByText(asked).waitFor();
    expect(await page.getByRole('button', { name: /^I want this answered too/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Ask a question' }).count()).toBe(0);
    await shoot(page, 'guest-listens-390-dark');
    await expectFits(page);
    await page.goto(`${path}/stage`);
    await page.getByText(asked).waitFor();
  });

  it('shows guests out when the organiser closes the door, and counts them apart', async () => {
    const { event, path } = await aRoom('listen');
    const page = await openPage(browser, foyer, { width: phone, scheme: 'dark' });
    await page.goto(path);
    await page.getByRole('button', { name: 'Come in as a guest' }).click();
    await page.getByText(asked).waitFor();

    const desk = await openPage(browser, foyer, { person: event.owner });
    await desk.goto(`/e/${event.slug}/manage/settings`);
    await desk.getByText('Guests’ votes are less sure').waitFor();
    await desk.getByRole('radio', { name: 'Guests may listen', exact: true, checked: true }).waitFor();
    await shoot(desk, 'guest-setting-1280');
    await expectFits(desk);
    // It is checked once the server has kept it.
    await desk.getByRole('radio', { name: 'No guests' }).click();
    await page.getByText('Guests are no longer let in').waitFor();
    await shoot(page, 'guest-closed-390-dark');
    await expectFits(page);
    await desk.setViewportSize({ width: phone, height: 844 });
    await shoot(desk, 'guest-setting-390');
    await desk.goto(`/e/${event.slug}/summary`);
    await desk.getByText(/^Guests: people who came/).waitFor();
    await shoot(desk, 'guest-summary-390');
  });
});
