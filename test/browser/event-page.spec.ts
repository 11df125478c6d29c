import { SpeakerEntity } from '@foyer/agenda';
import type { Account } from '@foyer/people';
import { houseCall } from '@foyer/platform';
import {
  anEvent,
  aSession,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  testNow,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

let foyer: Foyer;
let browser: Browser;
let slug: string;
let owner: Account;
const minute = 60_000;
const at = (minutes: number): Date => new Date(Date.parse(testNow) + minutes * minute);

/** A programme of two days: on the first, something goes on now. */
async function makeEvent(): Promise<string> {
  const event = await anEvent(foyer, {
    title: {
      en: 'ICT innovation networking event',
      ka: 'საინფორმაციო ტექნოლოგიების ინოვაციების ნეტვორკინგის ღონისძიება',
      az: 'İKT innovasiyaları üzrə şəbəkələşmə tədbiri',
    },
    purpose: {
      en: 'Helping innovation clusters of the Eastern Partnership to develop and to work together.',
      ka: 'აღმოსავლეთ პარტნიორობის ინოვაციური კლასტერების განვითარება და თანამშრომლობა.',
      az: 'Şərq Tərəfdaşlığının innovasiya klasterlərinin inkişafına və birgə işinə kömək.',
    },
    languages: ['en', 'ka', 'az'],
    startsAt: at(-60),
    endsAt: at(30 * 60),
    colour: '#ffd500',
    ...{ clockAt: at(25), clockReal: foyer.clock.now(), clockRate: 1 },
    series: {
      slug: 'ict',
      name: { en: 'ICT networking events', ka: 'ნეტვორკინგის ღონისძიებები' },
      link: null,
    },
    programme: { slug: 'days', name: { en: 'EU Industry Days' }, link: 'https://days.example.org/' },
    venue: { en: 'Studio of the Maritime Cluster, Mykolaiv' },
    expectedOutcomes: [{ en: 'A new model of regional cooperation' }, { en: 'Joint projects of clusters' }],
    partners: [
      {
        name: { en: 'Maritime Cluster of Tests' },
        tier: 'host',
        link: 'https://host.example.org/',
        logo: null,
      },
      { name: { en: 'Industry Platform' }, tier: 'organiser', link: null, logo: null },
      { name: { en: 'Daily Example' }, tier: 'media-partner', link: null, logo: null },
    ],
    contact: 'team@example.org',
    website: 'https://event.example.org/',
    hashtag: 'ict2026',
  });
  const [first, second] = await foyer.database.write(houseCall, async (tx) => {
    const people = ['Nino Beridze', 'Olena Koval'].map((name) =>
      tx.em.create(SpeakerEntity, {
        ...{
          event: event.id,
          slug: name.toLowerCase().replace(' ', '-'),
          name,
          organisation: 'Cluster of Examples',
        },
        jobTitle: { en: 'Executive director', ka: 'აღმასრულებელი დირექტორი' },
        country: 'GE',
      }),
    );
    await tx.em.flush();
    return people.map(({ id }) => id);
  });
  const titles = ['Opening and aims', 'Cluster policy', 'The cooperation platform', 'Questions', 'Coffee'];
  const kinds = ['talk', 'talk', 'workshop', 'q-and-a', 'break'] as const;
  for (let index = 0; index < 15; index++) {
    const day = index < 10 ? 0 : 24 * 60;
    const session = await aSession(foyer, event, {
      slug: `session-${index}`,
      kind: kinds[index % 5] ?? 'talk',
      title: { en: `${titles[index % 5]} ${index + 1}` },
      ...(index % 5 === 1
        ? { abstract: { en: 'In the context of internationalisation, for ministries.' } }
        : {}),
      language: index % 3 === 0 ? 'ka' : 'en',
      startsAt: at(day - 60 + (index % 10) * 40),
      endsAt: at(day - 30 + (index % 10) * 40),
    });
    await foyer.database.write(houseCall, async (tx) => {
      if (index % 5 === 4) return;
      await tx.em.execute(
        `insert into session_speaker (session_id, speaker_id, role, position) values ('${session.id}', '${index % 2 ? first : second}', 'speaker', 0)`,
      );
    });
  }
  owner = event.owner;
  return event.slug;
}

async function rows(page: Page): Promise<string[]> {
  return page.locator('.agenda-title').allTextContents();
}
const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
const pictures = Boolean(process.env['PICTURES']);

(chromiumPath ? describe : describe.skip)('the page of an event in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // The browser's clock runs; the event's own says that it is in its first hours.
    foyer.clock.set(new Date());
    slug = await makeEvent();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('is readable without JavaScript', async () => {
    const context = await browser.newContext({ baseURL: foyer.url, javaScriptEnabled: false, locale: 'en' });
    const page = await context.newPage();
    await page.goto(`/e/${slug}`);
    await page.getByRole('heading', { name: 'ICT innovation networking event', level: 1 }).waitFor();
    expect(
      await page.getByRole('heading', { name: 'Opening and aims 1', level: 4, exact: true }).isVisible(),
    ).toBe(true);
    expect(await page.getByText('Nino Beridze, Cluster of Examples').first().isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'ქართული' }).getAttribute('href')).toBe(`/e/${slug}?lang=ka`);
    // The organiser's yellow is no colour for letters.
    const link = page.getByRole('link', { name: 'Add to calendar' });
    expect(await link.evaluate((element) => getComputedStyle(element).color)).not.toBe('rgb(255, 213, 0)');
    if (pictures) await shoot(page, 'page-plain');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await wide(page)).toBeLessThanOrEqual(0);
    if (pictures) await shoot(page, 'page-plain-390');
    await context.close();
  });

  it('marks now, shows both clocks, and finds by words and choices that stay in the address', async () => {
    const page = await openPage(browser, foyer, { timeZone: 'Europe/Brussels' });
    await page.goto(`/e/${slug}`);
    await page.getByText('Times are in your time (Brussels)').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.agenda-title').length === 15);
    const now = page.locator('[data-now]');
    expect(await now.locator('.agenda-title').allTextContents()).toEqual(['The cooperation platform 3']);
    await page.getByRole('button', { name: 'Jump to now' }).click();
    expect(await now.evaluate((row) => document.activeElement === row)).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    if (pictures) await shoot(page, 'page-1280');

    await page.getByLabel('Search the programme').pressSequentially('clustér POLICY', { delay: 60 });
    await page.getByText('3 of 15 sessions').waitFor();
    expect(await rows(page)).toEqual(['Cluster policy 2', 'Cluster policy 7', 'Cluster policy 12']);
    await page.getByLabel('Language').last().selectOption({ label: 'ქართული' });
    await page.getByText('1 of 15 sessions').waitFor();
    expect(new URL(page.url()).search).toBe('?q=clust%C3%A9r+POLICY&spoken=ka');
    await page.reload();
    await page.getByText('1 of 15 sessions').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByLabel('Kind').selectOption({ label: 'Break' });
    await page.getByText('3 of 15 sessions').waitFor();
    await page.getByLabel('Search the programme').fill('nothing like this');
    await page.getByText('Nothing fits').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.agenda-title').length === 15);
    const row = page.getByRole('listitem').filter({ hasText: 'Opening and aims 1' }).first();
    // Tbilisi is three hours ahead of Brussels in winter.
    await row.filter({ hasText: /09:00–09:30\s*12:00–12:30 Tbilisi/ }).waitFor();
    expect(
      await row.getByRole('link', { name: 'Opening and aims 1', exact: true }).getAttribute('href'),
    ).toBe(`/e/${slug}/sessions/session-0`);
    await page.context().close();
  });

  it('takes an organiser’s colour, logo and partners, mends the colour, and shows it all', async () => {
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(`/e/${slug}/manage/look`);
    await page.getByLabel('Accent colour').fill('#ff8800');
    await page.getByText(/Not readable enough as chosen \(contrast 2\.\d\), so it becomes #/).waitFor();
    const png = await sharp({ create: { width: 240, height: 80, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const picture = { name: 'logo.png', mimeType: 'image/png', buffer: png };
    await page.locator('input[type=file]').first().setInputFiles(picture);
    await page.getByRole('img', { name: 'The event’s logo' }).waitFor();
    await page.getByRole('button', { name: 'Add a partner' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('A name is needed in the first language').waitFor();
    const last = page.getByRole('listitem').filter({ hasText: 'the new partner' });
    await last.getByLabel('Name (English)').fill('Ministry of Examples');
    const card = page.getByRole('listitem').filter({ hasText: 'Ministry of Examples' });
    await card.getByLabel('Tier').selectOption('institution');
    await card.getByLabel('Web address').fill('javascript:alert(1)');
    await page.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Begin with https:// or http://').waitFor();
    await card.getByLabel('Web address').fill('https://ministry.example.org/');
    await card.locator('input[type=file]').setInputFiles(picture);
    await card.getByRole('img').waitFor();
    await page.getByRole('button', { name: 'Move Ministry of Examples up' }).click();
    expect(await faultsOf(page)).toEqual([]);
    if (pictures) await shoot(page, 'look-1280');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await wide(page)).toBeLessThanOrEqual(0);
    if (pictures) await shoot(page, 'look-390');

    await page.goto(`/e/${slug}`);
    const partner = page.getByRole('link', { name: 'Ministry of Examples' });
    expect(await partner.getAttribute('href')).toBe('https://ministry.example.org/');
    const logo = await page.locator('.event-logo').getAttribute('src');
    // Whoever is not signed in sees the pictures, too.
    const seen = await fetch(`${foyer.url}${logo}`);
    expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(
      await page
        .getByRole('link', { name: 'Register' })
        .evaluate((button) => getComputedStyle(button).backgroundColor),
    ).not.toBe('rgb(255, 136, 0)');
    await page.context().close();
  });

  it('fits a phone, in Georgian, in the dark, and on paper', async () => {
    const phone = await openPage(browser, foyer, { width: 390, language: 'ka', scheme: 'dark' });
    await phone.goto(`/e/${slug}?lang=ka`);
    await phone.getByRole('heading', { level: 2, name: 'პროგრამა' }).waitFor();
    expect(new URL(phone.url()).search).toBe('');
    expect(await wide(phone)).toBeLessThanOrEqual(0);
    expect(await faultsOf(phone)).toEqual([]);
    if (pictures) await shoot(phone, 'page-390-ka-dark');
    await phone.getByRole('button', { name: 'ფილტრი' }).click();
    await phone.getByLabel('სახეობა').waitFor();
    await phone.emulateMedia({ media: 'print', colorScheme: 'light' });
    expect(await phone.getByRole('button', { name: 'ფილტრი' }).isVisible()).toBe(false);
    expect(await phone.getByText('Coffee 15').isVisible()).toBe(true);
    await phone.context().close();
    if (!pictures) return;
    const other = await openPage(browser, foyer, { language: 'az', timeZone: 'Asia/Baku' });
    await other.goto(`/e/${slug}`);
    await other.getByText('Coffee 15').waitFor();
    await shoot(other, 'page-1280-az');
    await other.emulateMedia({ media: 'print' });
    await shoot(other, 'page-print');
    await other.context().close();
  });
});
