import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Announcements } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aRole,
  aSession,
  callBy,
  chromiumPath,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser } from 'playwright-core';

const phone = 390;
const minute = 60_000;

(chromiumPath ? describe : describe.skip)('devices whose clock is wrong', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  /** A session that began five minutes ago and has thirty-five to go. */
  async function aRoom() {
    // The server's clock stands in tests; it begins with that of the browsers.
    foyer.clock.set(new Date());
    const event = await anEvent(foyer);
    const start = foyer.clock.now().getTime() - 5 * minute;
    const session = await aSession(foyer, event, {
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * minute),
    });
    const [moderator, asker] = [await aPerson(foyer), await aPerson(foyer)];
    await aRole(foyer, event, moderator, 'moderator');
    await aRole(foyer, event, asker, 'attendee');
    const open = async (person: { id: string }, wrongBy: number, width?: number) => {
      const page = await openPage(browser, foyer, { person, ...(width ? { width } : {}) });
      await page.context().clock.install({ time: foyer.clock.now().getTime() + wrongBy });
      return page;
    };
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    return { event, session, moderator, asker, open, path };
  }

  it('lets somebody ask whose phone is eight minutes slow', async () => {
    const { asker, open, path } = await aRoom();
    const page = await open(asker, -8 * minute, phone);
    await page.goto(path);
    await page.getByText('Questions are open').waitFor();
    await page.getByRole('button', { name: 'Ask a question' }).click();
    const form = page.getByRole('dialog', { name: 'Ask a question' });
    await form.getByLabel('Your question').fill('Who pays for the first visit?');
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await page.getByText('Waiting for the moderator', { exact: true }).waitFor();
  });

  it('shows an announcement to somebody whose phone is fifteen minutes fast', async () => {
    const { event, session, moderator, asker, open, path } = await aRoom();
    await foyer.get(Announcements).publish(callBy(moderator), event.slug, {
      ...{ session: session.id, texts: { en: 'Room C instead.' }, link: null, minutes: 10 },
    });
    const page = await open(asker, 15 * minute, phone);
    await page.goto(path);
    await page.getByRole('status', { name: 'Announcement' }).getByText('Room C instead.').waitFor();
  });

  it('shows a speaker with a wrong tablet what is really left', async () => {
    const { moderator, open, path } = await aRoom();
    const page = await open(moderator, -8 * minute);
    await page.goto(`${path}/speaker`);
    const figures = await page.locator('.speaker-figures').innerText();
    expect(figures).toMatch(/^3[45]:/);
  });

  it('leaves it to the server whether questions are open, unless a moderator has said so', async () => {
    const { asker, open, path } = await aRoom();
    foyer.clock.advance(50 * minute);
    const page = await open(asker, 0);
    await page.goto(path);
    await page.getByText('Questions are closed').waitFor();
    await page.getByLabel('Your question').fill('Too late?');
    await page.getByRole('button', { name: 'Send to the moderator' }).click();
    await page.getByText('Questions are not open in this session now.').waitFor();
    expect(await page.getByLabel('Your question').inputValue()).toBe('Too late?');
  });
});
