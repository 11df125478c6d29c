import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ParticipantsService, RegistrationService, RegistrationSettingsService } from '@foyer/registration';
import {
  aForm,
  anEvent,
  aParticipant,
  aPerson,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
  shoot,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

let foyer: Foyer;
let browser: Browser;
const widthOver = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

(chromiumPath ? describe : describe.skip)('what organisers and participants find where', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  const register = (event: { slug: string }, person: { id: string }) =>
    foyer.get(RegistrationService).register(callBy(person), event.slug, aForm());
  const set = (event: Awaited<ReturnType<typeof anEvent>>, values: object) =>
    foyer.get(RegistrationSettingsService).update(callBy(event.owner), event.slug, values);

  it('says on the page of the event how one stands, as it changes', async () => {
    const event = await anEvent(foyer, { languages: ['en', 'ka', 'az'] });
    await set(event, { mode: 'approval', capacity: 1 });
    const [first, second] = [await aPerson(foyer), await aPerson(foyer)];
    const page = await openPage(browser, foyer, { person: second });
    await page.goto(`/e/${event.slug}`);
    await page.locator('.event-hero').getByRole('link', { name: 'Register', exact: true }).waitFor();
    const nav = page.getByRole('navigation', { name: 'Pages of this event' });
    await nav.getByRole('link', { name: 'Registration', exact: true }).waitFor();

    const ids = [await register(event, first), await register(event, second)].map(({ id }) => id);
    await page.getByText('Your registration is being looked at').waitFor();
    await page.locator('.event-hero').getByRole('link', { name: 'My registration' }).waitFor();
    await nav.getByRole('link', { name: 'My registration' }).waitFor();
    expect(await page.getByRole('link', { name: 'Register', exact: true }).count()).toBe(0);
    await foyer.get(ParticipantsService).act(callBy(event.owner), event.slug, {
      ...{ act: 'approve', registrations: ids, whenFull: 'refuse' },
    });
    await page.getByText('You are number 1 on the waiting list').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'desk-standing');
    await foyer.get(RegistrationService).withdraw(callBy(first), event.slug);
    await page.getByText('You are registered', { exact: true }).waitFor();
    await page.locator('.event-hero').getByRole('link', { name: 'My registration' }).click();
    await page.getByRole('heading', { name: 'You are registered' }).waitFor();
    await page.context().close();
  });

  it('says how one stands also where that changed after the page was read and before it followed', async () => {
    const event = await anEvent(foyer);
    const person = await aPerson(foyer);
    const page = await openPage(browser, foyer, { person });
    let connect = (): void => undefined;
    const connected = new Promise<void>((resolve) => (connect = resolve));
    // A slow network: what the server says over the socket comes late.
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => void connected.then(() => socket.send(message)));
    });
    await page.goto(`/e/${event.slug}`);
    await page.locator('.event-hero').getByRole('link', { name: 'Register', exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await register(event, person);
    connect();
    await page.getByText('You are registered', { exact: true }).waitFor();
    await page.context().close();
  });

  it('finds organisations by words with a space between them, as they are typed and chosen', async () => {
    const event = await anEvent(foyer);
    for (const name of ['Techno Park Kura', 'Technology Centre', 'Kura Clinic'])
      await aParticipant(foyer, event, { organisation: name });
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage`);
    const box = page.getByRole('searchbox', { name: 'Find an organisation' });
    // As hands type: between two letters the address and the list have changed.
    await box.pressSequentially('Techno P', { delay: 60 });
    expect(await box.inputValue()).toBe('Techno P');
    await page.getByLabel('Sort').selectOption({ label: 'By name' });
    await page.waitForURL((url) => url.searchParams.get('sort') === 'name');
    expect(new URL(page.url()).searchParams.get('organisation')).toBe('Techno P');
    await page.getByRole('rowheader', { name: 'Kura Clinic' }).waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'Techno Park Kura' }).waitFor();
    await page.context().close();
  });

  it('waits until it is known who one is, before it says that there is no such page', async () => {
    const event = await anEvent(foyer, {});
    const page = await openPage(browser, foyer, { person: event.owner });
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(`**/events/${event.slug}/me`, async (route) => {
      await held;
      await route.continue();
    });
    const loaded = page.waitForResponse(`**/events/${event.slug}`);
    await page.goto(`/e/${event.slug}/manage`);
    await (await loaded).finished();
    // What the answer brought is drawn by then.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    expect(await page.getByText('There is no such page').count()).toBe(0);
    answer();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.context().close();
  });

  it('leads organisers to each of their pages in two presses, on a desk and on a phone', async () => {
    const event = await anEvent(foyer, { languages: ['en', 'ka', 'az'] });
    const desk = await openPage(browser, foyer, { person: event.owner });
    await desk.goto(`/e/${event.slug}/manage`);
    const nav = desk.getByRole('navigation', { name: 'Pages for organisers' });
    await nav.locator('a[aria-current=page]', { hasText: 'Overview' }).waitFor();
    expect(await nav.getByRole('link').count()).toBe(1);
    await nav.getByRole('button', { name: 'People' }).click();
    expect(await faultsOf(desk)).toEqual([]);
    if (process.env['PICTURES']) await shoot(desk, 'desk-nav-open');
    // By keyboard: Escape closes and keeps the place, and the next group opens by Enter.
    await desk.keyboard.press('Escape');
    await nav.getByRole('link', { name: 'Participants' }).waitFor({ state: 'detached' });
    await desk.keyboard.press('Tab');
    await desk.locator('button:focus', { hasText: 'Event' }).press('Enter');
    await nav.getByRole('list', { name: 'Event' }).waitFor();
    await desk.keyboard.press('Shift+Tab');
    await nav.getByRole('list', { name: 'Event' }).waitFor({ state: 'detached' });
    await desk.locator('button:focus', { hasText: 'People' }).press('Enter');
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Enter');
    await desk.getByRole('heading', { name: 'Participants', level: 1 }).waitFor();
    // The group that one is in lies open.
    await nav.getByRole('list', { name: 'People' }).locator('a[aria-current=page]').waitFor();
    expect(await nav.getByRole('list', { name: 'People' }).getByRole('link').allTextContents()).toEqual(
      expect.arrayContaining(['Participants', 'Registration', 'Form', 'Invitations', 'Attendance']),
    );
    await desk.goto(`/e/${event.slug}/manage/participants/new`);
    await nav.locator('a[aria-current=true]', { hasText: 'Participants' }).waitFor();

    await desk.setViewportSize({ width: 390, height: 844 });
    await nav.getByRole('button', { name: 'People: Participants' }).click();
    await nav.getByRole('list', { name: 'Programme' }).waitFor();
    expect(await nav.getByRole('link').count()).toBe(25);
    expect(await faultsOf(desk)).toEqual([]);
    await nav.getByRole('link', { name: 'Settings' }).click();
    await desk.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    await nav.getByRole('button', { name: 'Event: Settings', expanded: false }).waitFor();
    await desk.context().close();
  });

  it.each(['ka', 'az'] as const)('fits in %s', async (language) => {
    const owner = await aPerson(foyer, { language, organiser: true });
    const event = await anEvent(foyer, { owner, languages: ['en', 'ka', 'az'] });
    const page = await openPage(browser, foyer, { person: owner, language });
    await page.goto(`/e/${event.slug}/manage/form`);
    await page.locator('.desk-nav a[aria-current=page]').waitFor();
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await bothPictures(page, `desk-nav-${language}`);
    await page.setViewportSize({ width: 390, height: 844 });
    // On a narrow screen one button stands for the whole row.
    await page.waitForFunction(() => document.querySelectorAll('.desk-nav button').length === 1);
    await page.locator('.desk-nav button').click();
    await page.locator('.desk-sheet a[aria-current=page]').waitFor();
    expect(await widthOver(page)).toBeLessThanOrEqual(0);
    await bothPictures(page, `desk-nav-${language}-phone`);
    const [ahead, reader] = [await aPerson(foyer), await aPerson(foyer, { language })];
    await set(event, { capacity: 1 });
    for (const person of [ahead, reader]) await register(event, person);
    const hers = await openPage(browser, foyer, { person: reader, language, width: 390 });
    await hers.goto(`/e/${event.slug}`);
    await hers.getByRole('status').getByText('1').waitFor();
    expect(await widthOver(hers)).toBeLessThanOrEqual(0);
    await bothPictures(hers, `desk-standing-${language}`);
    await hers.context().close();
    await page.context().close();
  });
});
