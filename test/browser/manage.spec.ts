import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aPerson,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { WorkingAgenda } from '@foyer/contracts';
import type { Account } from '@foyer/people';
import type { Browser, Page } from 'playwright-core';
import { chooseOption, toDesk } from './kit.js';

let foyer: Foyer;
let browser: Browser;
let organiser: Account;
let page: Page;
const card = (title: string) => page.locator('.ag-card', { hasText: title });
/** What stands in the draft is put into force. */
async function release(): Promise<void> {
  const address = '/api/events/clusters-meet/releases';
  const { revision } = await (await page.request.get(`${address}/preview`)).json();
  const answer = await page.request.post(address, {
    headers: { origin: foyer.url },
    data: { name: { en: 'Programme' }, revision },
  });
  expect(await answer.text()).toContain('Programme');
}

(chromiumPath ? describe : describe.skip)('organising an event in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    organiser = await aPerson(foyer, { organiser: true, name: 'Natia', timeZone: 'Asia/Tbilisi' });
    page = await openPage(browser, foyer, { person: organiser });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('makes a draft from the list of events', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'New event' }).click();
    await page.getByRole('heading', { name: 'New event' }).waitFor();
    await page.getByRole('button', { name: 'Create the event' }).click();
    await page.getByText('This is needed').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'ქართული' }).check();
    // On a busy machine the page finds time for what it has put off only between the arrow and Enter.
    const zone = page.getByRole('combobox', { name: 'Time zone' });
    await zone.evaluate(async (box: HTMLInputElement) => {
      box.focus();
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      write?.call(box, 'Vilnius');
      for (const event of [
        new InputEvent('input', { bubbles: true, data: 'Vilnius' }),
        ...['ArrowDown', 'Enter'].map((code) => {
          return new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: code, code });
        }),
      ]) {
        if ('code' in event && event.code === 'Enter') await new Promise((resolve) => setTimeout(resolve, 0));
        box.dispatchEvent(event);
        await Promise.resolve();
      }
    });
    await until('the zone is taken', async () => /^Vilnius · /.test(await zone.inputValue()));
    await zone.fill('Tbilisi');
    await chooseOption(page, 'Tbilisi');
    await page.getByLabel('Title (English)').fill('Clusters meet');
    await page.getByLabel('Title (ქართული)').fill('კლასტერები ხვდებიან');
    await page.getByLabel('What it is for, and for whom (English)').fill('To find partners');
    await page.getByLabel('Start').fill('2027-03-09T10:00');
    await page.getByLabel('End').fill('2027-03-09T15:00');
    await page.getByRole('button', { name: 'Create the event' }).click();
    await toDesk(page, 'Event', 'Settings');
    await page.getByText('Only those with a role in the event see it.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/e/clusters-meet/manage/settings');
  });

  /** Stands below the form, where it is always seen. */
  const save = () =>
    page
      .getByRole('dialog', { name: 'New session' })
      .getByRole('button', { name: 'Save', exact: true })
      .click();

  it('adds who speaks, and a session in the times of the event', async () => {
    await toDesk(page, 'Programme', 'Speakers');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Rusudan Kiria');
    await page.getByLabel('E-mail of the account').fill('rusudan@example.org');
    await page.getByRole('form', { name: 'Add a person' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('rusudan@example.org').waitFor();

    await toDesk(page, 'Programme', 'Agenda');
    await page.getByRole('button', { name: 'New session' }).first().click();
    const form = page.getByRole('form', { name: 'New session' });
    expect(await form.getByLabel('Start').inputValue()).toBe('2027-03-09T10:00');
    await form.getByLabel('Title (English)').fill('Opening');
    await form.getByRole('combobox', { name: 'Add a speaker' }).click();
    await page.getByRole('option', { name: 'Rusudan Kiria' }).click();
    await save();
    await card('Opening').waitFor();
    const { sessions } = await (await page.request.get('/api/events/clusters-meet/agenda/draft')).json();
    expect(sessions).toMatchObject([
      { slug: 'opening', startsAt: '2027-03-09T06:00:00.000Z', speakers: [expect.any(String)] },
    ]);
  });

  it('says who would be in two places, before it is saved', async () => {
    await page.getByRole('button', { name: 'New session' }).click();
    const form = page.getByRole('form', { name: 'New session' });
    await form.getByLabel('Title (English)').fill('At the same time');
    await form.getByLabel('Start').fill('2027-03-09T10:15');
    await form.getByRole('combobox', { name: 'Add a speaker' }).click();
    await page.getByRole('option', { name: 'Rusudan Kiria' }).click();
    await save();
    await page.getByText(/^Rusudan Kiria is in .* at the same time, 10:15–10:30/).waitFor();
    await form.getByLabel('Start').fill('2027-03-09T10:30');
    await save();
    await card('At the same time').waitFor();
    await release();
  });

  it('shows the event to everybody once it is published', async () => {
    const visitor = await openPage(browser, foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
    await visitor.goto('/e/clusters-meet');
    await visitor.getByRole('heading', { level: 1 }).waitFor();
    expect(await visitor.getByText('Opening').count()).toBe(0);
    await toDesk(page, 'Event', 'Settings');
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Everybody sees it.').waitFor();
    await visitor.reload();
    await visitor.getByRole('heading', { name: 'კლასტერები ხვდებიან' }).waitFor();
    await visitor.getByText('Opening', { exact: true }).waitFor();
    await toDesk(page, 'Programme', 'Agenda');
    await card('At the same time').press('Delete');
    await page.locator('.ag-card[data-state=removed]', { hasText: 'At the same time' }).waitFor();
    await until('the draft is without it', async () => {
      const answer = await page.request.get('/api/events/clusters-meet/agenda/draft');
      const { sessions }: WorkingAgenda = await answer.json();
      return sessions.some(({ state }) => state === 'removed');
    });
    await release();
    await visitor.getByText('At the same time', { exact: true }).waitFor({ state: 'detached' });
  });
});
