import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anEvent,
  aPerson,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let page: Page;
let slug: string;

(chromiumPath ? describe : describe.skip)('files in and out of an event, in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia', timeZone: 'Asia/Tbilisi' });
    const categories = [
      { key: 'cluster', label: { en: 'Cluster', uk: 'Кластер' } },
      { key: 'state', label: { en: 'Ministry', uk: 'Міністерство' } },
    ];
    ({ slug } = await anEvent(foyer, { owner, categories, languages: ['en', 'uk', 'ka'] }));
    page = await openPage(browser, foyer, { person: owner });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });
  const choose = async (label: string, file: { name: string; mimeType: string; buffer: Buffer }) => {
    await page.locator('section').filter({ hasText: label }).locator('input[type=file]').setInputFiles(file);
  };

  it('takes people from a table in windows-1251, once its columns are put right', async () => {
    await page.goto(`/e/${slug}/manage/exchange`);
    await page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor();
    await shoot(page, 'exchange');
    expect(await faultsOf(page)).toEqual([]);
    const table = [
      'ПІБ;Пошта;Установа;Країна;Хто це',
      'Олена Коваль;olena@example.org;ТОВ «Хмара»;Україна;Міністерство',
      'Іван Мельник;ivan@example.org;Кластер ІТ;Литва;Кластер',
    ].join('\r\n');
    await choose('Table of people', { name: 'люди.csv', mimeType: 'text/csv', buffer: windows1251(table) });
    await page.getByRole('heading', { name: 'How the file is read' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Encoding' }).inputValue()).toBe('windows-1251');
    // Nothing says what the last column is, so nobody can be taken yet.
    await page.getByText('There is no column for: Category.').waitFor();
    await page.getByRole('combobox', { name: 'Column Хто це' }).click();
    await page.getByRole('option', { name: 'Category' }).click();
    await page.getByText('2 new').waitFor();
    await shoot(page, 'exchange-people');
    expect(await faultsOf(page)).toEqual([]);
    // Fewer places than people: it is said before, and who stands first in the table has the last one.
    await page.request.patch(`/api/events/${slug}/registration-settings`, {
      ...{ data: { capacity: 1 }, headers: { origin: foyer.url } },
    });
    await page.getByLabel('As confirmed: they take part at once and are told so').check();
    await page.getByText('Places left: 1. People: 2.').waitFor();
    expect(await page.getByRole('radio', { name: /in the order of the table/ }).isChecked()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'exchange-people-full');
    await page.getByRole('button', { name: 'Import 2 people' }).click();
    await page.getByRole('heading', { name: 'The people are imported' }).waitFor();
    await page.getByText('New: 2. Updated: 0.').waitFor();
    await page.getByText('Have a place: 1').waitFor();
    await page.getByRole('link', { name: 'To the participants' }).click();
    await page.getByText('Олена Коваль').first().waitFor();
    await page.getByText('ivan@example.org').first().waitFor();
  });

  it('shows what an agenda would change, and takes it into the draft', async () => {
    await page.goto(`/e/${slug}/manage/exchange`);
    const file = {
      name: 'schedule.xml',
      mimeType: 'application/xml',
      buffer: Buffer.from(schedule('10:00')),
    };
    await choose('File with the agenda', file);
    await page.getByText('1 new').waitFor();
    await page.getByText('New speakers: erdgeist').waitFor();
    await page.getByRole('button', { name: 'Take into the draft' }).click();
    await page.getByRole('heading', { name: 'The agenda is in the draft' }).waitFor();
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await choose('File with the agenda', { ...file, buffer: Buffer.from(schedule('11:30')) });
    await page.getByText('1 changed').waitFor();
    await page.getByText('Start:', { exact: true }).waitFor();
    await shoot(page, 'exchange-agenda');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take into the draft' }).click();
    await page.getByText('Added: 0. Changed: 1.').waitFor();
    const draft = await (await page.request.get(`/api/events/${slug}/agenda/draft`)).json();
    expect(draft.sessions).toMatchObject([
      { title: { en: 'Opening' }, startsAt: '2026-12-14T11:30:00.000Z' },
    ]);
    // And out again, by the very link that stands on the page.
    await page.getByRole('button', { name: 'Choose another file' }).click();
    const href = await page.getByRole('link', { name: 'schedule.xml' }).getAttribute('href');
    const answer = await page.request.get(href ?? '');
    expect(answer.headers()['content-disposition']).toContain(`${slug}.xml`);
    expect(await answer.text()).toContain('<title>Opening</title>');
    const open = await page.request.get(`/api/events/${slug}/schedule.ics`);
    const { etag = '' } = open.headers();
    const again = await page.request.get(`/api/events/${slug}/schedule.ics`, {
      headers: { 'if-none-match': etag },
    });
    // Nothing is released yet, and it stays the same as long as that is so.
    expect([open.status(), await open.text(), again.status()]).toEqual([
      ...[200, expect.not.stringContaining('BEGIN:VEVENT'), 304],
    ]);
    const broken = { ...file, buffer: Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><schedule/>') };
    await choose('File with the agenda', broken);
    await page.getByText('XML with a document type of its own is not taken.').waitFor();
  });

  it('is read on a telephone, in another language', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/e/${slug}/manage/exchange`);
    await page.getByRole('heading', { name: 'Import and export', level: 1 }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(wide).toBe(false);
    await shoot(page, 'exchange-390');
    expect(await faultsOf(page)).toEqual([]);
  });
});

const schedule = (start: string): string => `<?xml version="1.0" encoding="utf-8"?>
<schedule><version>1</version><conference><acronym>camp</acronym><title>Camp</title></conference>
<day date="2026-12-14" index="1" start="2026-12-14T08:00:00Z" end="2026-12-14T20:00:00Z"><room name="Hall">
<event guid="29aecfd7-2e44-4f49-ab86-29b5e0877325" id="1"><date>2026-12-14T${start}:00+00:00</date>
<start>${start}</start><duration>00:30</duration><room>Hall</room><title>Opening</title><type>lecture</type>
<abstract>Welcome</abstract><track></track><persons><person id="7">erdgeist</person></persons></event>
</room></day></schedule>`;

function windows1251(text: string): Buffer {
  const decoder = new TextDecoder('windows-1251');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 0x3f));
}
