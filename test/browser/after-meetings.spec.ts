import fs from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import { BookingsService, RequestsService } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import type { Browser, Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let ana: Account;
let ben: Account;

async function participant(name: string, organisation: string): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
  return aParticipant(foyer, event, { person, name, organisation, timeZone: 'Asia/Tbilisi' });
}

(chromiumPath ? describe : describe.skip)('after a meeting, in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, { timeZone: 'Asia/Baku', title: { en: 'Clusters meet' } });
    ana = await participant('ანა ქავთარაძე-წერეთელი', 'ქართული ღვინის კლასტერების ეროვნული ასოციაცია');
    ben = await participant('Günel Əliyeva', 'İpək Yolu Logistika Klasteri');
    const { slots } = await aBlock(foyer, event, { tables: 3 });
    const { id } = await foyer.get(RequestsService).request(callBy(ana), event.slug, { to: ben.id });
    const meeting = await foyer.get(BookingsService).accept(callBy(ben), event.slug, id, slots[0]?.id ?? '');
    // The event's clock stands right after the meeting.
    foyer.clock.set(new Date());
    await sql`update event set clock_at = ${meeting.endsAt}::timestamptz + interval '1 minute',
      clock_real = ${foyer.clock.now()}, clock_rate = 1 where id = ${event.id}`.execute(foyer.database.sql);
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('takes one tap to say what came of it; note, day and contact follow without leaving', async () => {
    const hers = await openPage(browser, foyer, { person: ana });
    const his = await openPage(browser, foyer, { person: ben, width: 390 });
    const path = `/e/${event.slug}/meetings`;
    await Promise.all([hers.goto(path), his.goto(path)]);
    await hers.getByRole('tab', { name: 'After' }).click();
    await hers.getByText('Waiting for a word from you: 1').waitFor();
    const panel = hers.getByRole('tabpanel');
    await panel.getByRole('button', { name: 'Cooperation possible' }).click();
    await panel.getByText('Took place').waitFor();
    await hers.getByText('You have said something of every meeting.').waitFor();

    await panel.getByRole('radio', { name: '5 of 5' }).press('Space');
    await panel.getByRole('radio', { name: '5 of 5', checked: true }).waitFor({ state: 'attached' });
    await panel.getByLabel('Note to yourself').fill('Sends samples in May.\nAsk about pallets.');
    await panel.getByText('Saved', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'In a week' }).click();
    await panel.getByText(/Reminder on/).waitFor();

    // She offers; he sees nothing of it but that she has.
    await panel.getByRole('button', { name: /^Exchange contacts/ }).click();
    await panel.getByLabel('Phone, if you like').fill('+995 555 12 34 56');
    await panel.getByText(ana.email).waitFor();
    await expectSound(hers, 'after-offer-1280');
    await panel.getByRole('button', { name: 'Offer my contact' }).click();
    await panel.getByText(/has not answered yet/).waitFor();

    await his.getByRole('tab', { name: 'After' }).click();
    const there = his.getByRole('tabpanel');
    await there.getByText(/offers to exchange contacts/).waitFor();
    expect(await there.getByText(ana.email).count()).toBe(0);
    await there.getByRole('button', { name: 'It did not take place' }).click();
    await there.getByText('You say different things about it.').waitFor();
    await there.getByRole('button', { name: ana.name, exact: true }).click();
    await there.locator('[aria-pressed=true]', { hasText: ana.name }).waitFor();
    await there.getByRole('button', { name: 'Informative' }).click();
    await there.getByText('You say different things about it.').waitFor({ state: 'detached' });
    await expectSound(his, 'after-390');
    await there.getByRole('button', { name: /^Exchange contacts/ }).click();
    await there.getByRole('button', { name: 'Exchange', exact: true }).click();
    await there.getByRole('link', { name: ana.email }).waitFor();
    // Hers shows it by itself, and the note is still there after a reload.
    await panel.getByRole('link', { name: ben.email }).waitFor();
    await hers.reload();
    await hers.getByRole('tab', { name: 'After' }).click();
    await panel.getByRole('button', { name: /^Note, reminder, contact/ }).click();
    await expectValue(panel.getByLabel('Note to yourself'), 'Sends samples in May.\nAsk about pallets.');
    await his.context().close();
    await hers.context().close();
  });

  it('lists the people one met, narrows the list, and gives their cards along', async () => {
    const page = await openPage(browser, foyer, { person: ana });
    await page.goto(`/e/${event.slug}/contacts?show=followUp`);
    await page.getByText('People: 1').waitFor();
    await page.getByText('Sends samples in May.').waitFor();
    await page.getByRole('searchbox').fill('nobody of this name');
    await page.getByText('Nobody fits').waitFor();
    await page.getByRole('searchbox').fill('SAMPLES');
    await page.getByRole('link', { name: ben.email }).waitFor();
    await expectSound(page, 'contacts-1280');
    const [card] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Save to address book/ }).click(),
    ]);
    const text = await fs.readFile(await card.path(), 'utf8');
    expect(text).toMatch(/^BEGIN:VCARD\r\nVERSION:4.0\r\n/);
    expect(text).toContain('FN:Günel Əliyeva');
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Table (CSV)' }).click(),
    ]);
    expect(await fs.readFile(await table.path(), 'utf8')).toContain(ben.email);
    await page.context().close();
  });

  it('shows organisers how far requests come, as a picture that is its own text', async () => {
    for (const width of [1280, 390]) {
      const page = await openPage(browser, foyer, { person: event.owner, width });
      await page.goto(`/e/${event.slug}/manage/meetings-funnel`);
      const steps = page.locator('ol').filter({ hasText: 'With an outcome' });
      await steps.waitFor();
      expect((await steps.getByRole('listitem').allTextContents()).map((text) => text.slice(0, 24))).toEqual([
        'Requested1',
        'Accepted1100 % of the st',
        'Given a time1100 % of th',
        'Held1100 % of the step b',
        'With an outcome1100 % of',
      ]);
      await page.getByText('What the figures mean').waitFor();
      await expectSound(page, `funnel-${width}`);
      await page.context().close();
    }
  });

  it('reads well in Georgian on a phone, in the dark', async () => {
    await sql`update person set language = 'ka' where id = ${ana.id}`.execute(foyer.database.sql);
    const page = await openPage(browser, foyer, { person: ana, language: 'ka', width: 390, scheme: 'dark' });
    await page.goto(`/e/${event.slug}/meetings`);
    await page.getByRole('tab').last().click();
    await page.getByRole('tabpanel').getByRole('button').last().click();
    await page.getByRole('textbox').first().waitFor();
    await expectSound(page, 'after-ka-390-dark');
    await page.goto(`/e/${event.slug}/contacts`);
    await page.getByRole('listitem').first().waitFor();
    await expectSound(page, 'contacts-ka-390-dark');
    await page.context().close();
  });
});

async function expectValue(field: ReturnType<Page['getByLabel']>, value: string): Promise<void> {
  await field.waitFor();
  expect(await field.inputValue()).toBe(value);
}

/** No fault that axe finds, nothing beyond the edge of the window; keeps a picture. */
async function expectSound(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect(await faultsOf(page)).toEqual([]);
  const overflows = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect([name, await page.evaluate(overflows)]).toEqual([name, false]);
}
