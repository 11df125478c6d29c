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
import { Commitments } from '@foyer/agenda';
import type { EventEntity } from '@foyer/events';
import { BookingsService, RequestsService } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import type { Browser, Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let ana: Account;
let orest: Account;
let ieva: Account;
let slots: { id: string; startsAt: Date; endsAt: Date }[];

/** Sets the event's clock; browsers take it from the server, whose own stands at the device's now. */
async function itIs(at: Date): Promise<void> {
  foyer.clock.set(new Date());
  await sql`update event set clock_at = ${at}, clock_real = ${foyer.clock.now()}, clock_rate = 1
    where id = ${event.id}`.execute(foyer.database.sql);
}

async function participant(name: string, organisation: string, rest: object = {}): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
  return aParticipant(foyer, event, { person, name, organisation, ...rest });
}

const minutesBefore = (slot: { startsAt: Date } | undefined, minutes: number): Date =>
  new Date((slot?.startsAt.getTime() ?? 0) - minutes * 60_000);

(chromiumPath ? describe : describe.skip)('partners and meetings in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, { timeZone: 'Asia/Baku', title: { en: 'Clusters meet' } });
    ana = await participant('ანა ქავთარაძე', 'ღვინის კლასტერი', {
      offers: ['Wine export', 'Cold storage'],
      needs: ['Packaging', 'Logistics'],
    });
    orest = await participant('Orest Kovalenko', 'Lviv Logistics Cluster', {
      offers: ['Logistics', 'packaging'],
      needs: ['Wine export'],
      about: 'We bring goods from the Black Sea to the Baltic within four days.',
      timeZone: 'Europe/Kyiv',
    });
    await foyer.database.write(houseCall, async (tx) => {
      await sql`update person set time_zone = 'Europe/Kyiv' where id = ${orest.id}`.execute(tx.sql);
    });
    ieva = await participant('Ieva Žukauskaitė', 'Baltijos baldų klasteris', { offers: ['Packaging'] });
    await participant('Günel Əliyeva', 'İpək Yolu Klasteri', { needs: ['cold storage'] });
    ({ slots } = await aBlock(foyer, event, { tables: 3, tableNames: ['Fountain hall'] }));
    const [, , , , talk] = slots;
    if (talk) {
      const { startsAt, endsAt } = talk;
      await foyer.database.write(houseCall, (tx) =>
        foyer
          .get(Commitments)
          .take(tx, [{ person: ana.id, event: event.id, kind: 'own', ref: event.id, startsAt, endsAt }]),
      );
    }
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('leads a pair from a suggestion to an outcome, each step seen by both at once', async () => {
    await itIs(minutesBefore(slots[0], 45));
    const hers = await openPage(browser, foyer, { person: ana });
    const his = await openPage(browser, foyer, { person: orest, width: 390 });
    const path = `/e/${event.slug}/meetings`;
    await Promise.all([hers.goto(path), his.goto(path)]);

    const card = hers.getByRole('listitem').filter({ hasText: 'Orest Kovalenko' });
    await card.getByText('Seeks what you offer (Wine export) and offers what you seek').waitFor();
    await card.getByRole('button', { name: 'Ask to meet' }).click();
    await hers.getByLabel(/Message to Orest/).fill('Shall we talk about pallets?');
    await hers.getByRole('button', { name: 'Send the request' }).click();

    await his.getByRole('tab', { name: /Requests\s*1/ }).click();
    await his.getByText('Shall we talk about pallets?').waitFor();
    await his.getByRole('button', { name: /Accept and choose a time/ }).click();
    // Kyiv is two hours behind Tbilisi: both clocks stand on each time.
    const first = his.getByRole('radio').first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/12:00–12:20.*14:00 Tbilisi/);
    expect(await his.getByRole('radio').count()).toBe(6);
    // Of her own time he learns that it is taken, and nothing else.
    expect(await his.getByRole('radio', { name: /Busy: ანა/ }).count()).toBe(1);
    expect(await faultsOf(his)).toEqual([]);
    await shoot(his, 'meetings-choose-390');

    // Meanwhile somebody else takes Ana's first slot.
    const rival = await foyer.get(RequestsService).request(callBy(ana), event.slug, { to: ieva.id });
    await foyer.get(BookingsService).accept(callBy(ieva), event.slug, rival.id, slots[0]?.id ?? '');
    await his.getByRole('button', { name: 'Book 12:00–12:20' }).click();
    await his.getByText(/just taken on something else at that time.*12:20–12:40/).waitFor();
    await shoot(his, 'meetings-refused-390');
    await his.getByRole('button', { name: 'Book 12:20–12:40' }).click();
    await hers.getByText('Fountain hall').first().waitFor();
    await shoot(hers, 'meetings-named-table');
    const herDay = hers.getByRole('complementary', { name: 'My day' });
    const meeting = herDay.getByRole('listitem').filter({ hasText: 'Orest Kovalenko' });
    await meeting.getByText('Booked').waitFor();
    expect(await meeting.getByRole('link', { name: /Enter/ }).count()).toBe(0);

    await itIs(minutesBefore(slots[1], 4));
    await Promise.all([hers.reload(), his.reload()]);
    await meeting.getByText(/Begins in [34]:\d\d/).waitFor();
    await meeting.getByRole('link', { name: /Enter the meeting/ }).click();
    await hers.getByRole('button', { name: 'Enter', exact: true }).click();
    await hers.getByRole('button', { name: 'Leave' }).waitFor();
    await his.getByRole('tab', { name: 'My day' }).click();
    await his.getByText(/Already here and waiting for you/).waitFor();
    await his.getByRole('link', { name: /Enter the meeting/ }).click();
    await his.getByRole('button', { name: 'Enter', exact: true }).click();
    await hers.getByText('Connected: Orest Kovalenko.').waitFor({ state: 'attached' });
    await hers.goto(path);
    await meeting.getByText('Held').waitFor();

    await itIs(new Date((slots[1]?.endsAt.getTime() ?? 0) + 1_000));
    await hers.reload();
    await meeting.getByRole('button', { name: 'Cooperation possible' }).click();
    await meeting.locator('[aria-pressed=true]', { hasText: 'Cooperation possible' }).waitFor();
    expect(await faultsOf(hers)).toEqual([]);
    await hers.context().close();
    await his.context().close();
  });

  it('reads well and without faults in every width, scheme and script', async () => {
    await itIs(minutesBefore(slots[0], 30));
    await foyer
      .get(RequestsService)
      .request(callBy(orest), event.slug, { to: ieva.id, message: 'Baldų pervežimas?' });
    const readings = [
      { language: 'en', width: 1280, scheme: 'light' },
      { language: 'ka', width: 390, scheme: 'dark' },
    ] as const;
    for (const reading of readings) {
      const { language, width, scheme } = reading;
      await sql`update person set language = ${language} where id = any(${[ana.id, ieva.id]}::uuid[])`.execute(
        foyer.database.sql,
      );
      const name = `meetings-${language}-${width}-${scheme}`;
      const page = await openPage(browser, foyer, { person: ana, ...reading });
      await page.goto(`/e/${event.slug}/meetings`);
      await page.getByText('Günel Əliyeva').first().waitFor();
      await expectSound(page, `${name}-people`);
      if (width < 600) {
        await page.getByRole('tab').nth(2).click();
        await page.locator('.day-row').first().waitFor();
        await expectSound(page, `${name}-day`);
      }
      await page.context().close();
      const asked = await openPage(browser, foyer, { person: ieva, ...reading });
      await asked.goto(`/e/${event.slug}/meetings`);
      await asked.getByRole('tab').nth(1).click();
      await asked.getByRole('tabpanel').getByRole('button').nth(2).click();
      await asked.getByRole('radio').first().waitFor();
      await expectSound(asked, `${name}-accept`);
      await asked.context().close();
    }
  });

  it('lets an organiser add times, and says beforehand how many', async () => {
    for (const width of [1280, 390]) {
      const page = await openPage(browser, foyer, {
        person: event.owner,
        width,
        timeZone: 'Europe/Brussels',
      });
      await page.goto(`/e/${event.slug}/manage/meetings`);
      await page.getByLabel(/^From/).fill('15:00');
      await page.getByLabel(/^Until/).fill('17:00');
      await page.getByLabel('Length of a meeting, minutes').fill('20');
      await page.getByLabel('Pause between meetings, minutes').fill('10');
      await page.getByLabel('Tables', { exact: true }).fill('4');
      await page.getByText('4 slots, 4 tables: up to 16 meetings').waitFor();
      await page.getByRole('button', { name: 'Add 4 slots' }).click();
      await page
        .getByText(/4 slots · 20 min each · 10 min between · 4 tables/)
        .first()
        .waitFor();
      await expectSound(page, `meeting-times-${width}`);
      await page.context().close();
    }
    const { rows } = await sql<{ at: Date }>`
      select starts_at as at from meeting_block where event_id = ${event.id} and tables = 4`.execute(
      foyer.database.sql,
    );
    // 15:00 in Baku, wherever the organiser sits.
    expect(rows.map((row) => row.at.toISOString().slice(11, 16))).toEqual(['11:00', '11:00']);
  });

  it('lets nobody be asked once the event is over', async () => {
    await itIs(event.endsAt);
    await sql`update person set language = 'en' where id = ${ana.id}`.execute(foyer.database.sql);
    for (const width of [1280, 390]) {
      const page = await openPage(browser, foyer, { person: ana, width });
      for (const path of ['meetings', 'partners']) {
        await page.goto(`/e/${event.slug}/${path}`);
        await page.getByText('Günel Əliyeva').first().waitFor();
        await page.getByText('The event is over.').first().waitFor();
        expect(await page.getByRole('button', { name: /^Ask/ }).count()).toBe(0);
        await expectSound(page, `meetings-over-${path}-${width}`);
      }
      await page.context().close();
    }
    await itIs(minutesBefore(slots[0], 30));
  });

  it('says what to do to who is not signed in or not registered', async () => {
    const stranger = await openPage(browser, foyer);
    await stranger.goto(`/e/${event.slug}/meetings`);
    await stranger.getByText('Sign in to see your meetings').waitFor();
    const guest = await openPage(browser, foyer, { person: await aPerson(foyer) });
    await guest.goto(`/e/${event.slug}/meetings`);
    await guest.getByText('Meetings are for participants').waitFor();
    for (const page of [stranger, guest]) {
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    }
  });
});

/** No fault that axe finds, nothing beyond the edge of the window; keeps a picture. */
async function expectSound(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect(await faultsOf(page)).toEqual([]);
  const overflows = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect([name, await page.evaluate(overflows)]).toEqual([name, false]);
}
