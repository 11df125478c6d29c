import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aPerson,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Person } from '@foyer/people';
import type { Browser, Page } from 'playwright-core';

let foyer: Foyer;
let browser: Browser;
let organiser: Person;
let page: Page;

(chromiumPath ? describe : describe.skip)('organising an event in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    organiser = await aPerson(foyer, { organiser: true, name: 'Natia', timeZone: 'Asia/Tbilisi' });
    page = await openPage(browser, foyer, { person: organiser });
  }, 60_000);
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
    await page.getByLabel('Title (English)').fill('Clusters meet');
    await page.getByLabel('Title (ქართული)').fill('კლასტერები ხვდებიან');
    await page.getByLabel('What it is for, and for whom (English)').fill('To find partners');
    await page.getByLabel('Start').fill('2027-03-09T10:00');
    await page.getByLabel('End').fill('2027-03-09T15:00');
    await page.getByRole('button', { name: 'Create the event' }).click();
    await page.getByText('Only those with a role in the event see it.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/e/clusters-meet/manage');
  }, 60_000);

  it('adds who speaks, and a session in the times of the event', async () => {
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Rusudan Kiria');
    await page.getByLabel('E-mail of the account').fill('rusudan@example.org');
    await page.getByRole('form', { name: 'Add a person' }).getByRole('button', { name: 'Save' }).click();
    await page.getByText('rusudan@example.org').waitFor();

    await page.getByRole('button', { name: 'Add a session' }).click();
    const form = page.getByRole('form', { name: 'Add a session' });
    expect(await form.getByLabel('Start').inputValue()).toBe('2027-03-09T10:00');
    await form.getByLabel('Title (English)').fill('Opening');
    await form.getByRole('combobox', { name: 'Speakers' }).click();
    await page.getByRole('option', { name: 'Rusudan Kiria' }).click();
    // The list floats outside of the page's landmarks while it is open.
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: 'Rusudan Kiria' }).waitFor({ state: 'hidden' });
    await shoot(page, 'manage');
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change Opening' }).waitFor();
    const { sessions } = await (await page.request.get('/api/events/clusters-meet/agenda')).json();
    expect(sessions).toMatchObject([
      { slug: 'opening', startsAt: '2027-03-09T06:00:00.000Z', speakers: [expect.any(String)] },
    ]);
  }, 60_000);

  it('says who is busy, and lets nothing be half done', async () => {
    await page.getByRole('button', { name: 'Add a session' }).click();
    const form = page.getByRole('form', { name: 'Add a session' });
    await form.getByLabel('Title (English)').fill('At the same time');
    await form.getByLabel('Start').fill('2027-03-09T10:15');
    await form.getByLabel('End').fill('2027-03-09T10:45');
    await form.getByRole('combobox', { name: 'Speakers' }).click();
    await page.getByRole('option', { name: 'Rusudan Kiria' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Rusudan Kiria has something else at that time').waitFor();
    await form.getByLabel('Start').fill('2027-03-09T10:30');
    await form.getByLabel('End').fill('2027-03-09T11:00');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change At the same time' }).waitFor();
  }, 60_000);

  it('shows the event to everybody once it is published', async () => {
    const visitor = await openPage(browser, foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
    await visitor.goto('/e/clusters-meet');
    await visitor.getByRole('heading', { level: 1 }).waitFor();
    expect(await visitor.getByText('Opening').count()).toBe(0);
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Everybody sees it.').waitFor();
    await visitor.reload();
    await visitor.getByRole('heading', { name: 'კლასტერები ხვდებიან' }).waitFor();
    await visitor.getByText('Opening', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Change At the same time' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('button', { name: 'Remove it with its questions' }).click();
    await visitor.getByText('At the same time', { exact: true }).waitFor({ state: 'detached' });
  }, 60_000);
});
