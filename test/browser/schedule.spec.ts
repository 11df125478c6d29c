import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  chromiumPath,
  openBrowser,
  openPage,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { accessibilityFaults, bothPictures, toDesk } from './kit.js';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let people: Account[];

const names = [
  ['ანასტასია ქავთარაძე-მაისურაძე', 'საქართველოს ღვინის მწარმოებელთა კლასტერი'],
  ['Orest Kovalenko', 'Lviv Logistics Cluster'],
  ['Ieva Žukauskaitė', 'Baltijos baldų klasteris'],
  ['Günel Əliyeva-Məmmədova', 'İpək Yolu Tekstil və Toxuculuq Klasteri'],
  ['Mihai Munteanu', 'Clusterul Moldova IT'],
  ['Sofia Ferri', 'Emilia Machines'],
] as const;

/** Every two of them have agreed to meet. */
async function everybodyAgrees(): Promise<void> {
  const pairs = people.flatMap((one, i) =>
    people.slice(i + 1).map((other) => ({ asker: one.id, asked: other.id })),
  );
  await sql`
    insert into meeting_request (event_id, asker_id, asked_id, state, asked_at)
    select ${event.id}, asker, asked, 'accepted', ${foyer.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as w(asker uuid, asked uuid)`.execute(
    foyer.database.sql,
  );
}
const figure = (page: Page, label: string) =>
  page.locator('.schedule-figure').filter({ hasText: label }).locator('dd').first();
/** Computes, and waits until there is one plan more. */
async function compute(page: Page, button: string): Promise<void> {
  const plans = page.getByRole('region', { name: 'Plans', exact: true }).getByRole('listitem');
  const before = await plans.count();
  await page.getByRole('combobox', { name: 'For how long' }).selectOption('5');
  await page.getByRole('button', { name: button }).click();
  await plans.nth(before).waitFor();
  await page.getByRole('heading', { name: 'The plan', exact: true }).waitFor();
}

(chromiumPath ? describe : describe.skip)('the schedule in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, { timeZone: 'Asia/Baku', title: { en: 'Clusters meet' } });
    people = [];
    for (const [name, organisation] of names) {
      const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
      people.push(await aParticipant(foyer, event, { person, name, organisation }));
    }
    await aBlock(foyer, event, { tables: 2, mode: 'computed' });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('leads from agreements to a plan, to pins, to a published schedule that everybody hears of once', async () => {
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage`);
    await toDesk(page, 'Programme', 'Meeting schedule');
    await page.getByText('Nobody waits for a time yet').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await everybodyAgrees();
    await page.reload();
    await page.getByText('There are more meetings than there is room for').waitFor();
    expect(await figure(page, 'Agreed, without a time').textContent()).toBe('15');
    await compute(page, 'Compute a plan');
    expect(await figure(page, 'Placed').textContent()).toBe('12 of 15');
    await page.getByRole('heading', { name: 'Meetings without a time: 3' }).waitFor();
    await page
      .getByText(/All tables are taken|not at the same time/)
      .first()
      .waitFor();

    // The picture says by keys what it shows.
    await page.getByRole('application', { name: /Rows: 6, columns: 6, meetings placed: 12/ }).focus();
    await page.getByText(/^Günel.* · (Mon|Tue).*/).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByText(/^Ieva Žukauskaitė · /).waitFor();
    await page.keyboard.press('Enter');
    const day = page.getByRole('region', { name: 'Ieva Žukauskaitė' });
    await day.getByText('Baltijos baldų klasteris').waitFor();
    await day
      .getByRole('button', { name: /^Pin: / })
      .first()
      .click();
    await day.getByText('Pinned', { exact: true }).waitFor();
    const pinned = await day.getByRole('listitem').filter({ hasText: 'Pinned' }).textContent();
    expect(await accessibilityFaults(page)).toEqual([]);
    await bothPictures(page, 'schedule-plan');

    // One table more is tried, and changes nothing.
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText(/With one table more: 3 more meetings have a time \(15 in all\)/).waitFor();

    await compute(page, 'Compute another plan');
    const again = page.getByRole('region', { name: 'Ieva Žukauskaitė' });
    await page.getByRole('application', { name: /Rows: 6/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await again.getByText('Pinned', { exact: true }).waitFor();
    const kept = await again.getByRole('listitem').filter({ hasText: 'Pinned' }).textContent();
    expect(kept?.match(/\d\d:\d\d–\d\d:\d\d/)?.[0]).toBe(pinned?.match(/\d\d:\d\d–\d\d:\d\d/)?.[0]);
    await page.getByRole('heading', { name: 'Compare two plans' }).waitFor();
    await page.getByText(/Meetings at another time in the second: \d+/).waitFor();

    await page.getByRole('button', { name: 'Publish the plan' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish this plan?' });
    await dialog.getByText('People who are told: 6').waitFor();
    await dialog.getByRole('button', { name: 'Publish the plan' }).click();
    await page.getByText('Published. Meetings booked: 12, moved: 0, taken out: 0.').waitFor();
    await until('everybody has heard of it', () =>
      people.every(({ email }) => foyer.mailbox.to(email, 'meeting-booked').length > 0),
    );
    for (const { email } of people) expect(foyer.mailbox.to(email, 'meeting-booked')).toHaveLength(1);
    const [mail] = foyer.mailbox.to(people[2]!.email, 'meeting-booked');
    expect(mail?.subject).toBe('Your meetings at Clusters meet');

    // What stands is where the next plan begins.
    await page.getByRole('radio', { name: 'Only add' }).check();
    await compute(page, 'Compute another plan');
    await page.getByText('Nothing changes against what stands.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard the plan' }).click();
    await page.getByText('Published. Meetings booked: 12').waitFor();
    await page.context().close();
  });

  it('shows the participant their meetings, each with its time and table', async () => {
    const page = await openPage(browser, foyer, { person: people[2]!, width: 390 });
    await page.goto(`/e/${event.slug}/meetings`);
    await page.getByRole('tab', { name: 'My day' }).click();
    await page.getByText('Booked').first().waitFor();
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from meeting_person p join meeting m on m.id = p.meeting_id
      where p.person_id = ${people[2]!.id} and m.state = 'booked'`.execute(foyer.database.sql);
    expect(await page.getByText('Booked').count()).toBe(rows[0]?.count);
    await page
      .getByText(/^Table [12]$/)
      .first()
      .waitFor();
  });
});
