import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anEvent,
  aParticipant,
  aPerson,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import type { Browser, Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let ana: Account;
let hidden: Account;

async function participant(name: string, organisation: string, rest: object = {}): Promise<Account> {
  const person = await aPerson(foyer, { name, timeZone: 'Asia/Tbilisi' });
  return aParticipant(foyer, event, { person, name, organisation, ...rest });
}

(chromiumPath ? describe : describe.skip)('finding partners in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, {
      timeZone: 'Asia/Tbilisi',
      title: { en: 'Clusters meet' },
      languages: ['en', 'ka', 'uk'],
    });
    ana = await participant('ანა ქავთარაძე', 'ღვინის კლასტერი', {
      offers: ['Wine export', 'Cold storage'],
      needs: ['Packaging', 'Logistics'],
    });
    await participant('Orest Kovalenko', 'Lviv Logistics Cluster', {
      offers: ['логістика', 'packaging'],
      needs: ['експорт вина'],
      about: 'We bring goods from the Black Sea to the Baltic within four days.',
    });
    await participant('Ieva Žukauskaitė', 'Baltijos baldų klasteris', { offers: ['Packaging'] });
    await participant('Günel Əliyeva', 'İpək Yolu Klasteri', { needs: ['cold storage'] });
    await participant('Nicolae-Ștefan Constantinescu-Brătianu', 'Asociația Viticultorilor Digitali', {
      offers: ['logistics', 'Investors'],
    });
    hidden = await participant('Hidden Person', 'Nowhere', { listed: false, needs: ['Wine export'] });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('makes topics of what people wrote, so that they meet across languages', async () => {
    const desk = await openPage(browser, foyer, { person: event.owner });
    await desk.goto(`/e/${event.slug}/manage/topics`);
    await desk.getByText('No topics yet').waitFor();
    await shoot(desk, 'topics-empty-1280');
    await desk.getByRole('button', { name: 'Import a list' }).click();
    await desk
      .getByLabel('List or table')
      .fill(
        'en,uk,ka,parent\nTransport\nLogistics|freight,логістика,ლოგისტიკა,Transport\nWine export,експорт вина,ღვინის ექსპორტი\nPackaging,упаковка,შეფუთვა',
      );
    await desk.getByRole('button', { name: 'Check' }).click();
    await desk.getByText('New: 4 · changed: 0').waitFor();
    await desk.getByRole('button', { name: 'Import', exact: true }).click();
    await desk.getByText('Part of Transport').waitFor();
    const loose = desk.getByRole('listitem').filter({ hasText: /cold storage/i });
    await loose.getByRole('button', { name: /^Make a topic of it/ }).click();
    const drawer = desk.getByRole('dialog');
    await drawer.getByLabel('Name in English').waitFor();
    expect(await drawer.getByLabel('Name in English').inputValue()).toMatch(/^cold storage$/i);
    await drawer.getByLabel('Name in ქართული').fill('სამაცივრე საწყობი');
    await shoot(desk, 'topics-drawer-1280');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await desk.getByText('Named in 2 of 3 languages').waitFor();
    await expectSound(desk, 'topics-1280');
    await desk.context().close();
  });

  it('suggests whom to meet with the reason, and never again after “no thanks”', async () => {
    const hers = await openPage(browser, foyer, { person: ana });
    await hers.goto(`/e/${event.slug}/partners`);
    const orest = hers.getByRole('listitem').filter({ hasText: 'Orest Kovalenko' });
    // He wrote in Ukrainian; she reads the topic in her own language.
    await orest.getByText('Seeks what you offer: Wine export.').waitFor();
    await orest.getByText('Offers what you seek: Logistics, Packaging.').waitFor();
    await expectSound(hers, 'partners-for-you-1280');
    const ieva = hers.getByRole('listitem').filter({ hasText: 'Ieva' });
    await ieva.getByRole('button', { name: /^No thanks/ }).click();
    await ieva.waitFor({ state: 'detached' });
    await hers.reload();
    await orest.first().waitFor();
    expect(await ieva.count()).toBe(0);
    await hers.getByRole('tab', { name: 'Set aside' }).click();
    await ieva.getByRole('button', { name: /^Suggest again/ }).click();
    await hers.getByText('Nobody set aside').waitFor();

    await hers.getByRole('tab', { name: 'For you' }).click();
    await orest.getByRole('button', { name: 'Ask to meet: Orest Kovalenko' }).click();
    await hers.getByRole('dialog').getByRole('button', { name: 'Send the request' }).click();
    await orest.waitFor({ state: 'detached' });
    await hers.getByRole('tab', { name: 'Everybody' }).click();
    await orest.getByText('You asked; no answer yet').waitFor();
    await hers.context().close();
  });

  it('searches and narrows everybody, leads to people and organisations, and hides who wants it', async () => {
    const his = await openPage(browser, foyer, { person: ana });
    await his.goto(`/e/${event.slug}/partners?view=everybody`);
    await his.getByText('4 people').waitFor();
    await his.getByLabel('Search people').fill('logistka');
    await his.getByText('2 people').waitFor();
    await expectSound(his, 'partners-everybody-1280');
    await his.getByLabel('Search people').fill('');
    await his.getByRole('combobox', { name: 'Offers' }).click();
    await his.getByRole('option', { name: 'Packaging (2)' }).click();
    await his.getByText('Offers: Packaging').waitFor();
    expect(new URL(his.url()).searchParams.get('offers')).toBeTruthy();
    await his.getByRole('link', { name: 'Orest Kovalenko' }).click();
    await his.getByRole('heading', { name: 'Orest Kovalenko', level: 1 }).waitFor();
    await his.getByRole('heading', { name: 'You seek' }).waitFor();
    await expectSound(his, 'partner-1280');
    await his.getByRole('link', { name: 'Lviv Logistics Cluster' }).click();
    await his.getByRole('heading', { name: 'Its people here' }).waitFor();
    await expectSound(his, 'partner-organisation-1280');
    await his.goto(`/e/${event.slug}/partners/${hidden.id}`);
    await his.getByText('This person is not shown to you').waitFor();
    await his.goto(`/e/${event.slug}/partners?view=market`);
    await his.getByRole('link', { name: 'Logistics: 2 offer it' }).click();
    await his.getByText('Offers: Logistics').waitFor();
    await his.context().close();
  });

  it('works on a phone, in another script and in the dark', async () => {
    await sql`update person set language = 'ka' where id = ${ana.id}`.execute(foyer.database.sql);
    const phone = await openPage(browser, foyer, { person: ana, language: 'ka', width: 390, scheme: 'dark' });
    await phone.goto(`/e/${event.slug}/partners`);
    await phone.getByRole('tab').first().waitFor();
    await phone.getByRole('listitem').filter({ hasText: 'Nicolae' }).waitFor();
    await expectSound(phone, 'partners-for-you-ka-390');
    await phone.goto(`/e/${event.slug}/partners?view=everybody`);
    await phone.getByRole('button', { name: 'სიის დავიწროება' }).click();
    await phone.getByRole('dialog').getByRole('combobox', { name: 'ქვეყანა' }).waitFor();
    await expectSound(phone, 'partners-facets-ka-390');
    await phone.goto(`/e/${event.slug}/partners?view=market`);
    await phone.getByRole('heading', { name: 'ლოგისტიკა' }).waitFor();
    await expectSound(phone, 'partners-market-ka-390');
    await phone.context().close();
    const desk = await openPage(browser, foyer, { person: event.owner, width: 390 });
    await desk.goto(`/e/${event.slug}/manage/topics`);
    await desk.getByText('Part of Transport').waitFor();
    await expectSound(desk, 'topics-390');
    await desk.context().close();
  });

  it('lets participants say who may find them', async () => {
    const hers = await openPage(browser, foyer, { person: ana, language: 'en' });
    await sql`update person set language = 'en' where id = ${ana.id}`.execute(foyer.database.sql);
    await hers.goto(`/e/${event.slug}/register`);
    await hers.getByRole('button', { name: 'Change' }).click();
    await hers.getByLabel('Only people who fit me').check();
    await shoot(hers, 'registration-shown-1280');
    await hers.getByRole('button', { name: /Save/ }).click();
    await hers.getByText('Participants who fit you can find you.').waitFor();
    const { rows } = await sql<{ shown: string }>`
      select shown_to as shown from registration where event_id = ${event.id} and person_id = ${ana.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([{ shown: 'matching' }]);
    await hers.context().close();
  });
});

/** No fault that axe finds, nothing beyond the edge of the window; keeps a picture. */
async function expectSound(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  expect([name, await faultsOf(page)]).toEqual([name, []]);
  const overflows = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  expect([name, await page.evaluate(overflows)]).toEqual([name, false]);
}
