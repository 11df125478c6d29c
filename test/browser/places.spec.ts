import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Person } from '@foyer/people';
import { ParticipantsService, RegistrationService, RegistrationSettingsService } from '@foyer/registration';
import {
  aForm,
  anEvent,
  aPerson,
  aSession,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

let foyer: Foyer;
let browser: Browser;

(chromiumPath ? describe : describe.skip)('places in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  const register = (event: { slug: string }, person: { id: string }, values = {}) =>
    foyer.get(RegistrationService).register(callBy(person), event.slug, aForm(values));
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();

  it('lets somebody wait in a full event, and gives them the place the moment it is free', async () => {
    const event = await anEvent(foyer);
    await foyer
      .get(RegistrationSettingsService)
      .update(callBy(event.owner), event.slug, { capacity: 1, note: { en: 'Bring your own cup' } });
    const [first, second] = [await aPerson(foyer), await aPerson(foyer, { name: 'Nino' })];
    await register(event, first);
    const page = await openPage(browser, foyer, { person: second });
    await page.goto(`/e/${event.slug}/register`);
    await page.getByText('All places are taken for now.').waitFor();
    await page.getByText('Bring your own cup').waitFor();
    await register(event, second);
    await page.reload();
    await heading(page, 'Your position in the line: 1');
    await shoot(page, 'places-waiting');
    expect(await faultsOf(page)).toEqual([]);
    await foyer.get(RegistrationService).withdraw(callBy(first), event.slug);
    await heading(page, 'You are registered');
    const mail = await foyer.mailbox.waitFor(second.email, 'registration-confirmed');
    expect(mail.subject).toBe(`There is a place for you: ${event.title.en}`);
    await page.context().close();
  });

  it('lets organisers set the mode, and say yes and no to many, on a desk and on a phone', async () => {
    const event = await anEvent(foyer);
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/registration`);
    await page.getByRole('radio', { name: /Those whom you approve/ }).check();
    await page.getByLabel('How many places there are').fill('2');
    await shoot(page, 'places-settings');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    for (const name of ['Ana', 'Bela', 'Cveta', 'Davit'])
      await register(event, await aPerson(foyer), { name });

    await page.goto(`/e/${event.slug}/manage/participants?state=pending&sort=asked`);
    await page.getByRole('checkbox', { name: 'Choose Davit' }).check();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByLabel('Reason (optional)').fill('You were here last year');
    await page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
    await page.getByText('3 people').waitFor();
    await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
    await page.getByRole('region', { name: 'Chosen: 3' }).getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Places left: 2. People: 3.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('region', { name: 'On the waiting list: 1' }).getByText('Cveta').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    // What the page keeps saying; the notice of it is gone after some seconds.
    await page.getByText('Confirmed: 2 of 2 · Waiting list: 1').waitFor();
    await page.getByLabel('State').selectOption('');
    await page.getByText('Number 1 in the line').waitFor();
    await page.getByRole('button', { name: 'Registered' }).click();
    await page.waitForURL(/sort=asked/);
    await shoot(page, 'places-participants');
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'What to do with Cveta' }).click();
    await page.getByRole('menuitem', { name: 'Give a place' }).click();
    await page.getByText('That would be 3 people for 2 places.').waitFor();
    await page.getByRole('checkbox', { name: 'Over the capacity, all the same' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Give a place' }).click();
    await page.getByText('Number 1 in the line').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('list').getByText('Cveta').waitFor();
    await shoot(page, 'places-participants-390');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.context().close();
  });

  it('gives many the places that are left, says so before, and reports by name', async () => {
    const event = await anEvent(foyer);
    await foyer
      .get(RegistrationSettingsService)
      .update(callBy(event.owner), event.slug, { mode: 'approval', capacity: 3 });
    const names = ['Zaza', 'Yuliia', 'Vida', 'Tamar', 'Sergiu'];
    for (const name of names) await register(event, await aPerson(foyer), { name });
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/participants?state=pending`);
    await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
    await page
      .getByRole('region', { name: 'Chosen: 5' })
      .getByRole('button', { name: 'Give a place' })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Places left: 3. People: 5.').waitFor();
    await dialog.getByText('That would be 5 people for 3 places.').waitFor();
    expect(await dialog.getByRole('radio', { name: /^As many as there are places \(3\)/ }).isChecked()).toBe(
      true,
    );
    await shoot(page, 'places-fill');
    expect(await faultsOf(page)).toEqual([]);
    // Somebody was quicker: what the dialog says is old, and the places are counted again when they are given.
    const late = await aPerson(foyer);
    await foyer.get(ParticipantsService).add(callBy(event.owner), event.slug, {
      ...{ ...aForm({ name: 'Late' }), email: late.email, overCapacity: false },
    });
    // Pressed twice it is done once, and so it is told.
    await dialog.getByRole('button', { name: 'Give a place' }).dblclick();
    const told = (title: string) => page.getByRole('region', { name: title }).getByRole('listitem');
    await told('Have a place: 2').first().waitFor();
    expect(await told('Have a place: 2').allInnerTexts()).toEqual(['Zaza', 'Yuliia']);
    expect(await told('No place left, nothing changed: 3').allInnerTexts()).toEqual(
      ['Vida', 'Tamar', 'Sergiu'].map((name) => expect.stringContaining(name)),
    );
    await shoot(page, 'places-report');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByText('Confirmed: 3 of 3 · Wait for approval: 3').waitFor();

    // On a phone, with no place left at all: over the capacity, once that is said.
    await page.setViewportSize({ width: 390, height: 844 });
    for (const name of ['Sergiu', 'Tamar', 'Vida'])
      await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
    await page
      .getByRole('region', { name: 'Chosen: 3' })
      .getByRole('button', { name: 'Give a place' })
      .click();
    await dialog.getByRole('checkbox', { name: 'Over the capacity, all the same' }).check();
    await dialog.getByRole('button', { name: 'Give a place' }).click();
    // The list is empty now, and still it is said whom that concerned.
    await told('Have a place: 3').first().waitFor();
    await page.getByText('Nobody fits these filters').waitFor();
    await shoot(page, 'places-report-390');
    await page.context().close();
  });

  it('invites many after a look at the list; each has a link that opening does not use up', async () => {
    const event = await anEvent(foyer);
    const known = await aPerson(foyer);
    await register(event, known);
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/invitations`);
    const [rusa, olena] = [`rusa@${event.slug}.test`, `olena@${event.slug}.test`];
    await page
      .getByLabel('Names and addresses')
      .fill(`Rusudan Kiria <${rusa}>\nolena@${event.slug}.test\nno address here\n${known.email}\n${rusa}`);
    await page.getByRole('button', { name: 'Check the list' }).click();
    await page.getByText('Can be invited: 2').waitFor();
    const rows = page.getByRole('list', { name: 'In the order of the list' }).getByRole('listitem');
    expect((await rows.allInnerTexts()).map((text) => text.split(/\n+/))).toEqual([
      ['Line 1', 'Rusudan Kiria', rusa, 'Will be invited'],
      ['Line 2', olena, 'Will be invited'],
      ['Line 3', 'no address here', 'Left out: No mail address'],
      ['Line 4', known.email, 'Left out: Registered already'],
      ['Line 5', rusa, 'Left out: Twice in the list'],
    ]);
    await page.getByRole('switch', { name: 'Only what needs a look (3)' }).check();
    await page.getByText('Line 1', { exact: true }).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(3);
    await page.getByRole('switch', { name: 'Only what needs a look (3)' }).uncheck();
    await bothPictures(page, 'places-invite');
    await shoot(page, 'places-invite');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Invite (2)' }).click();
    await page.getByRole('button', { name: 'Yes, send' }).click();
    await page.getByText('Rusudan Kiria').waitFor();
    const linkFor = async (address: string) => {
      const mail = await foyer.mailbox.waitFor(address, 'invitation');
      return /\/invitation\/[\w-]+/.exec(mail.text ?? '')?.[0] ?? '';
    };

    const visitor = await openPage(browser, foyer, {});
    await visitor.goto(await linkFor(olena));
    await visitor.getByText('This invitation is for o…@').waitFor();
    await shoot(visitor, 'places-answer');
    expect(await faultsOf(visitor)).toEqual([]);
    await visitor.getByRole('button', { name: 'Decline' }).click();
    await visitor.getByRole('button', { name: 'Yes, decline' }).click();
    await visitor.getByText('You have declined. If you think again').waitFor();
    await visitor.goto(await linkFor(rusa));
    await visitor.getByRole('link', { name: 'Fill in the form' }).waitFor();
    await visitor.context().close();

    const { id } = await foyer.database.em().findOneOrFail(Person, { email: rusa });
    const invited = await openPage(browser, foyer, { person: { id } });
    await invited.goto(`/e/${event.slug}/register`);
    await heading(invited, 'Confirm your place');
    expect(await invited.getByLabel('Your name').inputValue()).toBe('Rusudan Kiria');
    await invited.context().close();

    await page.reload();
    await page.getByText('Declined', { exact: true }).waitFor();
    await page.getByText('Form opened', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Take back: Rusudan Kiria' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    await page.context().close();
  });

  it('gives seats of a session on the programme, and the line moves up by itself', async () => {
    const event = await anEvent(foyer);
    await aSession(foyer, event, { title: { en: 'Workshop' }, seats: 1 });
    const people = [await aPerson(foyer), await aPerson(foyer)];
    for (const person of people) await register(event, person);
    const [one, two] = await Promise.all(people.map((person) => openPage(browser, foyer, { person })));
    if (!one || !two) throw new Error('there are two');
    await one.goto(`/e/${event.slug}`);
    await one.getByRole('button', { name: 'Take a seat' }).click();
    await one.getByText('You have a seat').waitFor();
    await two.goto(`/e/${event.slug}`);
    await two.getByRole('button', { name: 'Wait for a seat' }).click();
    await two.getByText('Your position in the line: 1').waitFor();
    await shoot(two, 'places-seats');
    expect(await faultsOf(two)).toEqual([]);
    await one.getByRole('button', { name: 'Give up my seat' }).click();
    await two.getByText('You have a seat').waitFor();
    await one.getByText('Seats taken: 1 of 1').waitFor();
  });

  it('adds somebody by hand, in Georgian', async () => {
    const event = await anEvent(foyer, { owner: await aPerson(foyer, { language: 'ka' }) });
    await foyer.get(ParticipantsService).add(callBy(event.owner), event.slug, {
      ...aForm({ name: 'ნინო ბერიძე' }),
      ...{ email: `hand@${event.slug}.test`, overCapacity: false },
    });
    const page = await openPage(browser, foyer, { person: event.owner, language: 'ka', width: 390 });
    await page.goto(`/e/${event.slug}/manage/participants`);
    await page.getByText('ნინო ბერიძე').waitFor();
    await page.getByRole('link', { name: 'ადამიანის დამატება' }).click();
    await page.getByLabel('ელფოსტის მისამართი').waitFor();
    await shoot(page, 'places-new-ka-390');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await page.goto(`/e/${event.slug}/manage/registration`);
    await heading(page, 'რეგისტრაცია');
    await shoot(page, 'places-settings-ka-390');
  });
});
