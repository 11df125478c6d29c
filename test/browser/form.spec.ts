import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  anEvent,
  aPerson,
  aRole,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { chooseOption } from './kit.js';

let foyer: Foyer;
let browser: Browser;
let event: Awaited<ReturnType<typeof anEvent>>;
let desk: Page;

(chromiumPath ? describe : describe.skip)('a registration form in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia' });
    event = await anEvent(foyer, {
      owner,
      categories: [{ key: 'participant', label: { en: 'Participant', ka: 'მონაწილე' } }],
    });
    desk = await openPage(browser, foyer, { person: owner });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('is put together by an organiser, and tried out beside', async () => {
    await desk.goto(`/e/${event.slug}/manage/form`);
    await desk.getByText('No questions of your own yet').waitFor();
    await desk.getByRole('tab', { name: 'Categories' }).click();
    await desk.getByRole('button', { name: 'Use a ready-made set' }).click();
    await desk.getByText('Ministry or state body').first().waitFor();

    await desk.getByRole('tab', { name: 'Questions' }).click();
    await desk.getByRole('button', { name: 'Add a question' }).click();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('1 thing needs another look.').waitFor();
    await desk.getByLabel('Question (English)').fill('Will you stay for dinner?');
    await desk.getByLabel('Question (ქართული)').fill('დარჩებით ვახშამზე?');
    await desk.getByLabel('Kind of answer').selectOption('yes-no');
    await desk.getByRole('switch', { name: 'Nobody registers without answering' }).check();
    await desk.getByRole('button', { name: 'Add a question' }).click();
    const last = desk.getByRole('listitem').filter({ has: desk.getByLabel('Question (English)') });
    await last.getByLabel('Question (English)').fill('How many guests come with you?');
    await last.getByLabel('Kind of answer').selectOption('number');
    await last.getByLabel('At most').fill('3');
    await last.getByRole('switch', { name: 'Nobody registers without answering' }).check();
    await last.getByRole('button', { name: 'Show only if…' }).click();
    await last.getByLabel('What it depends on').selectOption('Will you stay for dinner?');
    await desk.getByText('Shown only if “Will you stay for dinner?” is Yes').waitFor();
    await shoot(desk, 'form-desk');
    expect(await faultsOf(desk)).toEqual([]);

    const preview = desk.getByRole('region', { name: 'As participants see it' });
    expect(await preview.getByLabel('How many guests come with you?').count()).toBe(0);
    await preview.getByRole('radio', { name: 'Yes' }).check();
    await preview.getByLabel('How many guests come with you?').waitFor();
    await preview.getByLabel('In the language').selectOption('ka');
    await preview.getByText('დარჩებით ვახშამზე?').waitFor();
    await preview.getByRole('radio', { name: 'დიახ' }).waitFor();

    await desk.getByRole('tab', { name: 'Consents' }).click();
    await desk.getByRole('button', { name: 'Add a consent' }).click();
    await desk.getByLabel('Purpose, in a few words (English)').fill('Sharing of contacts');
    await desk
      .getByLabel('What people agree to, in full (English)')
      .fill('My address may be given to those whom I meet here.');
    await desk.getByRole('switch', { name: 'Nobody takes part without it' }).check();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('The form is saved.').waitFor();
    // By keyboard alone: the second question goes first, whose condition then no longer fits.
    await desk.getByRole('tab', { name: 'Questions' }).click();
    await desk.getByRole('button', { name: 'Change: How many guests come with you?' }).focus();
    await desk.keyboard.press('Alt+ArrowUp');
    await desk.getByText('How many guests come with you? is now at place 1 of 2.').waitFor();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('Something is missing here, or does not fit.').waitFor();
    await desk.getByRole('button', { name: 'Drop my changes' }).click();
    await desk.getByText('Everything is saved.').waitFor();
  });

  it('brings two editors together', async () => {
    const leyla = await aPerson(foyer, { name: 'Leyla', language: 'az' });
    await aRole(foyer, event, leyla, 'organiser');
    const other = await openPage(browser, foyer, { person: leyla, width: 390, language: 'az' });
    await other.goto(`/e/${event.slug}/manage/form`);
    await other.getByRole('button', { name: 'Sual əlavə et' }).click();
    await other.getByLabel('Sual (English)').fill('Anything else?');
    await shoot(other, 'form-desk-az');
    expect(await faultsOf(other)).toEqual([]);
    await other.getByRole('button', { name: 'Formanı saxla' }).click();
    await other.getByText('Forma saxlanıldı.').waitFor();

    await desk.getByRole('button', { name: 'Change: Will you stay for dinner?' }).click();
    await desk.getByLabel('Why you ask, or an example (English)').fill('We order by number.');
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('Saved meanwhile by Leyla.').waitFor();
    await desk.getByRole('button', { name: 'Save the form' }).click();
    await desk.getByText('Everything is saved.').waitFor();
    await desk.getByText('Anything else?').first().waitFor();
    await other.context().close();
  });

  it('is met by a participant, who hears what is wrong, and changes their mind', async () => {
    const page = await openPage(browser, foyer, { person: await aPerson(foyer, { name: 'Nino' }) });
    await page.goto(`/e/${event.slug}/register`);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('5 fields need another look').waitFor();
    await page.getByRole('link', { name: 'Will you stay for dinner?' }).click();
    await page.keyboard.press('Space');
    await page.getByLabel('How many guests come with you?').fill('9');
    await page.getByText('The number must be 3 or less.').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await page.getByText('We have kept what you had entered.').waitFor();
    await page.getByLabel('How many guests come with you?').fill('2');
    await page.getByRole('radio', { name: /Ministry/ }).check();
    await page.getByRole('textbox', { name: 'Organisation' }).fill('Ministry of Economy');
    await page.getByRole('combobox', { name: 'Country of the organisation' }).fill('Georgia');
    await chooseOption(page, 'Georgia');
    await page.getByLabel('Sharing of contacts').check();
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('heading', { name: 'You are registered' }).waitFor();
    await page.getByText('You agreed on 14 December 2026.').waitFor();
    await shoot(page, 'form-registered');
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('gives the organisers the answers, and what they mend is noted', async () => {
    await desk.goto(`/e/${event.slug}/manage/participants`);
    await desk.getByRole('link', { name: 'Nino' }).click();
    await desk.getByText('How many guests come with you?').first().waitFor();
    await desk.getByRole('button', { name: 'Change the answers' }).click();
    await desk.getByLabel('How many guests come with you?').fill('1');
    await desk.getByRole('button', { name: 'Save', exact: true }).click();
    await desk.getByText('Natia, for the organisers').waitFor();
    await shoot(desk, 'form-theirs');
    expect(await faultsOf(desk)).toEqual([]);
    await desk.goto(`/e/${event.slug}/manage/form`);
    await desk.getByText('1 answer').first().waitFor();
    await desk.getByRole('tab', { name: 'Consents' }).click();
    await desk.getByText('agreed: 1').waitFor();
    const [log] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: 'Download the log' }).click(),
    ]);
    expect(log.suggestedFilename()).toBe(`${event.slug}-consents.csv`);
  });
});
