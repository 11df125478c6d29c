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
let nino: Account;
let jonas: Account;
let slots: { id: string; startsAt: Date; endsAt: Date }[];

async function participant(name: string, organisation: string): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
  return aParticipant(foyer, event, { person, name, organisation });
}
async function meet(from: Account, to: Account, slot: number): Promise<void> {
  const { id } = await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  await foyer.get(BookingsService).accept(callBy(to), event.slug, id, slots[slot]?.id ?? '');
}
/** No fault that axe finds, nothing beyond the edge of the window; keeps a picture. */
async function expectSound(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect(await faultsOf(page)).toEqual([]);
}

(chromiumPath ? describe : describe.skip)('times for meetings in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, {
      categories: [
        { key: 'cluster', label: { en: 'Cluster' } },
        { key: 'ministry', label: { en: 'Ministry of the economy' } },
      ],
    });
    foyer.clock.set(new Date());
    // Tomorrow at ten in Tbilisi, so that no time of day at which this runs puts midnight among the slots.
    const start = new Date((Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 6 * 3_600_000);
    await sql`update event set starts_at = ${start}, ends_at = ${new Date(start.getTime() + 26 * 3_600_000)}
      where id = ${event.id}`.execute(foyer.database.sql);
    [nino, jonas] = [
      await participant('ნინო ქავთარაძე', 'ღვინის კლასტერი'),
      await participant('Jonas Žukauskas', 'Baldų klasteris'),
    ];
    const startsAt = new Date(start.getTime() + 3_600_000).toISOString();
    const endsAt = new Date(start.getTime() + 3 * 3_600_000).toISOString();
    ({ slots } = await aBlock(foyer, event, { startsAt, endsAt, tables: 2 }));
    await aBlock(foyer, event, { startsAt, endsAt, title: { en: 'Ministries' }, categories: ['ministry'] });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('lets somebody keep time free, says why a time cannot be had, and what to do about it', async () => {
    const elene = await participant('Elene', 'Tea');
    await meet(elene, nino, 2);
    const page = await openPage(browser, foyer, { person: nino });
    await page.goto(`/e/${event.slug}/meetings`);
    const day = page.getByRole('complementary', { name: 'My day' });
    // The first gap holds two slots: the first of them is to stay free.
    await day
      .getByRole('button', { name: /^Keep free/ })
      .first()
      .click();
    const group = day.getByRole('group', { name: 'Which of these times shall stay free?' });
    await group
      .getByRole('button', { name: /^Keep free/ })
      .first()
      .click();
    await day.getByText('Kept free by you').waitFor();

    // Over the meeting it is refused, with what stands there; the rest can be kept all the same.
    await day.getByRole('button', { name: 'Keep time free for yourself' }).click();
    const clock = (at: Date | undefined, minutes = 0) =>
      new Date((at?.getTime() ?? 0) + 4 * 3_600_000 + minutes * 60_000).toISOString().slice(11, 16);
    await day.getByLabel('From').fill(clock(slots[2]?.startsAt));
    await day.getByLabel('Until').fill(clock(slots[3]?.endsAt));
    await day.getByRole('button', { name: 'Keep it free' }).click();
    await day.getByText(/You meet Elene then/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await day.getByRole('button', { name: 'Keep the rest free' }).click();
    await day.getByText('Kept free by you').nth(1).waitFor();

    await foyer.get(RequestsService).request(callBy(jonas), event.slug, { to: nino.id });
    await page.getByRole('tab', { name: /Requests/ }).click();
    await page.getByRole('button', { name: /Accept and choose a time/ }).click();
    const panel = page.getByRole('tabpanel');
    await panel.getByText('Ministries: for Ministry of the economy only').waitFor();
    expect(await panel.getByRole('radio').count()).toBe(6);
    // By keys alone: the time with the meeting says what stands there and leads to moving it.
    await panel.getByRole('radio', { name: /You: Elene/ }).click();
    await panel
      .getByRole('status')
      .getByText(/You meet Elene then/)
      .waitFor();
    await expectSound(page, 'why-not-1280');
    await panel.getByRole('button', { name: 'Move that meeting' }).click();
    const move = panel.getByRole('group', { name: 'Move the meeting with Elene' });
    await move.getByRole('button', { name: /^Move it to/ }).click();
    await page.getByText(/^Moved: Elene/).waitFor();
    await panel.getByRole('button', { name: /^Book / }).waitFor();
    // What one keeps free oneself is given back with one press.
    await panel
      .getByRole('radio', { name: /Kept free/ })
      .first()
      .click();
    await panel.getByRole('button', { name: 'Give this time back' }).click();
    await panel.getByRole('button', { name: /^Book / }).click();
    await page.getByText(/^Booked with Jonas/).waitFor();
    await day.getByText('Jonas Žukauskas', { exact: true }).waitFor();
    await page.context().close();
  });

  it('shows the organiser what a plan makes, and which meetings a change would harm', async () => {
    const page = await openPage(browser, foyer, { person: event.owner, width: 390, timeZone: 'Europe/Kyiv' });
    await page.goto(`/e/${event.slug}/manage/meetings`);
    const row = page.getByRole('listitem').filter({ hasText: 'Meetings: 2 of 12' });
    await row.getByRole('button', { name: /^Change/ }).click();
    const form = page.getByRole('form', { name: 'Change' });
    await form.getByText('No booked meeting is touched.').waitFor();
    await form.getByLabel('Tables', { exact: true }).fill('5');
    await form.getByText('6 slots, 5 tables: up to 30 meetings').waitFor();
    await form.getByLabel('Length of a meeting, minutes').fill('45');
    await form.getByText('2 booked meetings stand in the way').waitFor();
    await form.getByText(/Elene, ნინო ქავთარაძე/).waitFor();
    const save = form.getByRole('button', { name: 'Save' });
    expect(await save.isDisabled()).toBe(true);
    await expectSound(page, 'blocks-change-390');
    await form.getByLabel('Length of a meeting, minutes').fill('20');
    await form.getByText('No booked meeting is touched.').waitFor();
    await save.click();
    await page.getByText(/Meetings: 2 of 30/).waitFor();
    await page.getByRole('button', { name: /^Take out: Ministries/ }).click();
    await page.getByRole('button', { name: 'Take the times out' }).click();
    await page.getByText('Taken out: Ministries').waitFor();
    await page.context().close();

    const desk = await openPage(browser, foyer, { person: event.owner });
    await desk.goto(`/e/${event.slug}/manage/meetings`);
    await desk.getByLabel(/^From/).fill('10:00');
    await desk.getByLabel(/^Until/).fill('16:00');
    await desk.getByRole('button', { name: 'Add a pause' }).click();
    await desk.getByRole('radio', { name: /Only some categories/ }).click();
    await desk.getByText('Choose at least one category.').waitFor();
    await desk.getByLabel('Cluster').click();
    await desk.getByText('3 people may use them so far.').waitFor();
    await expectSound(desk, 'blocks-1280');
    await desk.context().close();
  });
});
