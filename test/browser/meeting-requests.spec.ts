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
  until,
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
let orest: Account;

async function participant(name: string, organisation: string, timeZone: string): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone });
  return aParticipant(foyer, event, { person, name, organisation, timeZone });
}

/** What was mailed to somebody, by what it is about. */
async function mailsTo(person: Account): Promise<string[]> {
  const { rows } = await sql<{ about: string }>`
    select coalesce(content ->> 'what', content ->> 'about') as about from mail
    where person_id = ${person.id} order by 1`.execute(foyer.database.sql);
  return rows.map(({ about }) => about);
}

async function expectSound(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect(await faultsOf(page)).toEqual([]);
  const overflows = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect([name, await page.evaluate(overflows)]).toEqual([name, false]);
}

(chromiumPath ? describe : describe.skip)('requests to meet in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    const categories = [
      { key: 'cluster', label: { en: 'Cluster', ka: 'კლასტერი' } },
      { key: 'public', label: { en: 'Public administration', ka: 'სახელმწიფო ადმინისტრაცია' } },
    ];
    event = await anEvent(foyer, { timeZone: 'Asia/Baku', title: { en: 'Clusters meet' }, categories });
    ana = await participant('ანა ქავთარაძე', 'ღვინის კლასტერი', 'Asia/Tbilisi');
    orest = await participant('Orest Kovalenko', 'Lviv Logistics Cluster', 'Europe/Kyiv');
    await aBlock(foyer, event, { tables: 3 });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('leads a pair through a counter-proposal to a meeting, and tells each of them once', async () => {
    const hers = await openPage(browser, foyer, { person: ana });
    const his = await openPage(browser, foyer, { person: orest, width: 390 });
    const path = `/e/${event.slug}/meetings`;
    await Promise.all([hers.goto(path), his.goto(path)]);

    const card = hers.getByRole('listitem').filter({ hasText: 'Orest Kovalenko' });
    await card.getByRole('button', { name: 'Ask to meet' }).click();
    await hers.getByLabel(/Message to Orest/).fill('Shall we talk about pallets?');
    await hers.getByRole('button', { name: 'Name times that would suit' }).click();
    await hers.getByRole('checkbox', { name: /14:00–14:20/ }).click();
    await hers.getByText('1 of 5 chosen').waitFor();
    await expectSound(hers, 'request-ask-1280');
    await hers.getByRole('button', { name: 'Send the request' }).click();

    await his.getByRole('tab', { name: /Requests\s*1/ }).click();
    await his.getByRole('heading', { name: 'Your turn' }).waitFor();
    await his.getByRole('button', { name: /^Accept this time/ }).waitFor();
    await expectSound(his, 'request-turn-390');
    await his.getByRole('button', { name: /Propose other times/ }).click();
    for (const at of [1, 2]) await his.getByRole('checkbox', { name: /–/ }).nth(at).click();
    await his.getByText('2 of 3 chosen').waitFor();
    await expectSound(his, 'request-counter-390');
    await his.getByRole('button', { name: 'Send these times' }).click();
    await his.getByRole('heading', { name: 'Waiting for others' }).waitFor();

    await hers.getByRole('tab', { name: /Requests\s*1/ }).click();
    await hers.getByText('Orest Kovalenko proposes:').waitFor();
    const times = hers.getByRole('button', { name: /^Accept this time: .*Orest/ });
    expect(await times.count()).toBe(2);
    await expectSound(hers, 'request-proposed-1280');
    await times.last().click();
    const herDay = hers.getByRole('complementary', { name: 'My day' });
    await herDay.getByRole('listitem').filter({ hasText: 'Orest Kovalenko' }).getByText('Booked').waitFor();
    await his.getByRole('tab', { name: 'My day' }).click();
    await his.getByRole('listitem').filter({ hasText: 'ანა' }).getByText('Booked').waitFor();

    await until('both have their mails', async () => (await mailsTo(orest)).includes('booked'));
    expect(await mailsTo(ana)).toEqual(['booked', 'countered']);
    expect(await mailsTo(orest)).toEqual(['booked', 'requested']);
    await Promise.all([hers.context().close(), his.context().close()]);
  });

  it('brings a colleague along, who sees it in their day and may leave', async () => {
    const nino = await participant('ნინო წიკლაური-მახარაძე', 'ღვინის კლასტერი', 'Asia/Tbilisi');
    const hers = await openPage(browser, foyer, { person: ana });
    const theirs = await openPage(browser, foyer, { person: nino, width: 390 });
    const path = `/e/${event.slug}/meetings`;
    await Promise.all([hers.goto(path), theirs.goto(path)]);
    await hers.getByRole('button', { name: /Bring a colleague/ }).click();
    await hers.getByRole('radio', { name: 'ნინო წიკლაური-მახარაძე' }).click();
    await hers.getByRole('button', { name: 'Add ნინო წიკლაური-მახარაძე' }).click();
    await theirs.getByRole('tab', { name: 'My day' }).click();
    await theirs.getByRole('button', { name: /Leave the meeting/ }).waitFor();
    await expectSound(theirs, 'meeting-colleague-390');
    await theirs.getByRole('button', { name: /Leave the meeting/ }).click();
    await theirs.getByRole('button', { name: 'Leave the meeting' }).last().click();
    await hers.getByRole('button', { name: /Bring a colleague/ }).waitFor();
    await until('the colleague has both mails', async () => (await mailsTo(nino)).length === 2);
    expect(await mailsTo(nino)).toEqual(['booked', 'cancelled']);
    await Promise.all([hers.context().close(), theirs.context().close()]);
  });

  it('lets organisers approve several meetings, and say who may ask whom by keys', async () => {
    const later = { startsAt: new Date(foyer.clock.now().getTime() + 4 * 3_600_000).toISOString() };
    const held = await aBlock(foyer, event, {
      ...later,
      endsAt: new Date(Date.parse(later.startsAt) + 3_600_000).toISOString(),
      mode: 'approval',
    });
    for (const at of [0, 1]) {
      const guest = await participant(`Günel Əliyeva ${at}`, 'İpək Yolu Klasteri', 'Asia/Baku');
      const request = await foyer.get(RequestsService).request(callBy(guest), event.slug, {
        to: ana.id,
        message: 'Shall we talk about transit?',
      });
      await foyer.get(BookingsService).accept(callBy(ana), event.slug, request.id, held.slots[at]?.id ?? '');
    }
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage`);
    await page.getByRole('link', { name: '2 meetings wait for your approval' }).click();
    await page.getByLabel('Select all').click();
    await page.getByRole('button', { name: 'Approve 2 meetings' }).waitFor();
    await expectSound(page, 'meeting-approvals-1280');
    await page.getByRole('button', { name: 'Approve 2 meetings' }).click();
    await page.getByText('Nothing waits for you').waitFor();

    await page.goto(`/e/${event.slug}/manage/meeting-rules`);
    const box = page.getByRole('checkbox', { name: 'Cluster may ask Public administration' });
    await page.getByRole('checkbox', { name: 'Cluster may ask Cluster' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(false);
    await page.getByText('Cluster: may not ask Public administration.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').first().waitFor();
    await expectSound(page, 'meeting-rules-1280');
    await page.context().close();
    const narrow = await openPage(browser, foyer, { person: event.owner, width: 390, language: 'ka' });
    await narrow.goto(`/e/${event.slug}/manage/meeting-rules`);
    await narrow.getByRole('checkbox').first().waitFor();
    await expectSound(narrow, 'meeting-rules-ka-390');
    await narrow.goto(`/e/${event.slug}/manage/meeting-approvals`);
    await narrow.getByRole('heading', { level: 1 }).waitFor();
    await expectSound(narrow, 'meeting-approvals-ka-390');
    await narrow.context().close();
  });
});
