import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aPerson,
  anEvent,
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
let desk: Page;
let reader: Page;
const slug = 'wool-days';

(chromiumPath ? describe : describe.skip)('releases in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    const owner = await aPerson(foyer, { organiser: true, timeZone: 'Asia/Tbilisi' });
    await anEvent(foyer, {
      ...{ owner, slug, timeZone: 'Asia/Tbilisi', languages: ['en', 'ka', 'uk'] },
      startsAt: new Date('2027-03-09T08:00:00Z'),
      endsAt: new Date('2027-03-09T13:00:00Z'),
    });
    desk = await openPage(browser, foyer, { person: owner });
    const person = await aPerson(foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
    reader = await openPage(browser, foyer, { person, language: 'ka' });
    const made = await desk.request.post(`/api/events/${slug}/sessions`, {
      headers: { origin: foyer.url },
      data: {
        sessions: [
          {
            ...{ kind: 'talk', title: { en: 'Looms', ka: 'დაზგები' }, language: 'en' },
            ...{ startsAt: '2027-03-09T08:30:00Z', endsAt: '2027-03-09T09:00:00Z' },
          },
        ],
      },
    });
    expect(made.status()).toBe(201);
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('bring what waited with a session in the draft, which nobody else saw before', async () => {
    await reader.goto(`/e/${slug}`);
    await desk.goto(`/e/${slug}/manage/agenda`);
    await desk.locator('.ag-card', { hasText: 'Looms' }).press('Enter');
    const drawer = desk.getByRole('dialog', { name: 'Change the session' });
    await drawer.getByText('Organisers alone see it until the session is released.').waitFor();
    await drawer.getByRole('button', { name: 'Add an address' }).click();
    const address = drawer.getByRole('form', { name: 'Add an address' });
    // By keys alone one stays where one is.
    await address.locator('input:focus').waitFor();
    await address.getByLabel('Title').fill('Loom patterns');
    await address.getByLabel('Web address').fill('patterns.example.org');
    // Whoever presses the drawer's own button loses nothing of it.
    await drawer.getByRole('button', { name: 'Save', exact: true }).last().click();
    await drawer.getByRole('link', { name: 'Loom patterns' }).waitFor();
    await drawer.locator('button:focus', { hasText: 'Add an address' }).waitFor();
    await drawer.getByRole('button', { name: 'Add a file' }).click();
    await drawer.locator('button:focus', { hasText: 'Choose a file' }).waitFor();
    await drawer.locator('input[type=file]').setInputFiles({
      ...{ name: 'looms.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.7\ntrailer<<>>\n%%EOF\n'),
    });
    const file = drawer.getByRole('link', { name: 'looms.pdf (PDF)' });
    await file.waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    await shoot(desk, 'draft-materials');
    const path = (await file.getAttribute('href')) ?? '';
    expect((await desk.request.get(path)).status()).toBe(200);
    expect((await reader.request.get(path)).status()).toBe(404);

    // What Undo cannot bring back is asked about first.
    await drawer.getByRole('button', { name: 'Remove', exact: true }).click();
    const question = desk.getByRole('dialog', { name: 'Remove “Looms”?' });
    await question.getByText('2 things to read or watch go, too').waitFor();
    expect(await faultsOf(desk)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    await desk.locator('.ag-card', { hasText: 'Looms' }).waitFor();

    await desk.goto(`/e/${slug}/manage/release`);
    await desk.getByLabel('Name of the release').fill('First programme');
    await desk.getByRole('button', { name: 'Release', exact: true }).click();
    await desk.getByRole('button', { name: 'Release now' }).click();
    await desk.getByText('“First programme” is released').waitFor();
    await reader.getByRole('link', { name: 'დაზგები' }).first().click();
    await reader.getByRole('link', { name: 'Loom patterns' }).waitFor();
    await reader.getByRole('link', { name: 'looms.pdf (PDF)' }).waitFor();
    expect((await reader.request.get(path)).status()).toBe(200);
    const { sessions } = await (await desk.request.get(`/api/events/${slug}/agenda/draft`)).json();
    await desk.request.patch(`/api/events/${slug}/sessions`, {
      headers: { origin: foyer.url },
      data: { edits: [{ session: sessions[0].id, version: sessions[0].version, fields: { seats: 20 } }] },
    });
  });

  it('are called in several languages, and each reader reads their own', async () => {
    await desk.goto(`/e/${slug}/manage/release`);
    await desk.getByRole('button', { name: 'Write it in the other languages, too' }).click();
    await desk.getByLabel('Name of the release (ქართული)').fill('მარტის პროგრამა');
    await desk.getByLabel('Note (English)').fill('The looms come first.');
    await desk.getByLabel('Note (ქართული)').fill('ჯერ დაზგები.');
    // What everybody falls back to has to be there.
    await desk.getByRole('button', { name: 'Release', exact: true }).click();
    await desk.getByText('Give the release a name').waitFor();
    await desk.getByLabel('Name of the release (English)').fill('March programme');
    expect(await faultsOf(desk)).toEqual([]);
    await shoot(desk, 'release-form');
    await desk.getByRole('button', { name: 'Release', exact: true }).click();
    await desk.getByRole('dialog', { name: 'Release “March programme”?' }).waitFor();
    // Their session ended meanwhile: what they have written is still there once they are signed in again.
    const signedIn = await desk.context().cookies();
    await desk.context().clearCookies();
    await desk.getByRole('button', { name: 'Release now' }).click();
    await desk.getByText('You are not signed in. Sign in and try again.').first().waitFor();
    expect(await desk.getByLabel('Note (ქართული)').inputValue()).toBe('ჯერ დაზგები.');
    await desk.context().addCookies(signedIn);
    await desk.getByRole('button', { name: 'Release', exact: true }).click();
    await desk.getByRole('button', { name: 'Release now' }).click();
    await desk.getByText('“March programme” is released').waitFor();
    await desk.getByRole('button', { name: /^March programme/ }).waitFor();

    await reader.goto(`/e/${slug}/changes`);
    await reader.getByText('მარტის პროგრამა').waitFor();
    await reader.getByText('ჯერ დაზგები.').waitFor();
    await reader.getByText('დაზგები', { exact: true }).waitFor();
    expect(await reader.getByText('March programme').count()).toBe(0);
    expect(await faultsOf(reader)).toEqual([]);
    await shoot(reader, 'changes-ka');
  });
});
