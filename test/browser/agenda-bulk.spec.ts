import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aPerson,
  aRole,
  anEvent,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { DraftSession, WorkingAgenda } from '@foyer/contracts';
import type { Browser, Page, Request } from 'playwright-core';
import { inOrder } from './kit.js';

let foyer: Foyer;
let browser: Browser;
let page: Page;
let ana: Page;
const slug = 'loom-days';
const editor = `/e/${slug}/manage/agenda`;
const day = '2027-03-09';

const draft = async (): Promise<WorkingAgenda> =>
  (await page.request.get(`/api/events/${slug}/agenda/draft`)).json();
/** Waits until the server has it: titles by start, in the event's time. */
const saves = async (wanted: (sessions: Map<string, DraftSession>) => boolean): Promise<void> => {
  await until('the draft is as wanted', async () => {
    const { sessions } = await draft();
    return wanted(new Map(sessions.map((session) => [session.title.en ?? '', session])));
  });
};
const starts = (sessions: Map<string, DraftSession>, ...titles: string[]): string[] =>
  titles.map((title) => sessions.get(title)?.startsAt.slice(0, 16) ?? '');
const card = (on: Page, title: string) => on.locator('.ag-card', { hasText: title });
const bar = (on: Page) => on.getByRole('region', { name: 'Selected sessions' });
const said = (text: string) => page.getByRole('status').getByText(text);
const press = async (on: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await on.keyboard.press(key);
};
const headers = () => ({ origin: foyer.url });
const asAna = async (title: string, fields: object): Promise<void> => {
  const session = (await draft()).sessions.find((one) => one.title.en === title);
  const edits = [{ session: session?.id, version: session?.version, fields }];
  const answer = await ana.request.patch(`/api/events/${slug}/sessions`, {
    data: { edits },
    headers: headers(),
  });
  expect(answer.status()).toBe(200);
};

(chromiumPath ? describe : describe.skip)('several sessions of the agenda in a browser', () => {
  const step = inOrder(it);
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia', timeZone: 'Europe/Kyiv' });
    const other = await aPerson(foyer, { name: 'Ana', timeZone: 'Europe/Kyiv' });
    const event = await anEvent(foyer, {
      ...{ owner, slug, timeZone: 'Europe/Kyiv', languages: ['en'] },
      startsAt: new Date('2027-03-09T08:00:00Z'),
      endsAt: new Date('2027-03-10T15:00:00Z'),
    });
    await aRole(foyer, event, other, 'organiser');
    page = await openPage(browser, foyer, { person: owner });
    ana = await openPage(browser, foyer, { person: other });
    const make = async (what: string, data: object) => {
      const answer = await page.request.post(`/api/events/${slug}/${what}`, { data, headers: headers() });
      expect(answer.status()).toBe(201);
      return answer.json();
    };
    const hall = await make('rooms', { name: { en: 'Hall' } });
    await make('rooms', { name: { en: 'Studio' } });
    await make('tracks', { name: { en: 'Trade' } });
    await make('sessions', {
      sessions: ['Wool', 'Silk', 'Linen', 'Cotton'].map((title, index) => ({
        ...{ kind: 'talk', title: { en: title }, language: 'en', room: hall.id },
        startsAt: `${day}T${String(8 + index).padStart(2, '0')}:00:00Z`,
        endsAt: `${day}T${String(8 + index).padStart(2, '0')}:30:00Z`,
      })),
    });
    await page.goto(editor);
    await ana.goto(editor);
    await card(page, 'Wool').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  step('are chosen and moved by keyboard, and put back at one press', async () => {
    await card(page, 'Wool').focus();
    await press(page, 'Space');
    await said('Wool selected, 1 in all.').waitFor();
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown');
    await page.locator('.ag-card:focus', { hasText: 'Linen' }).waitFor();
    await bar(page).getByText('3 sessions selected').waitFor();
    await press(page, 'ArrowUp');
    await page.locator('.ag-card:focus', { hasText: 'Silk' }).waitFor();
    await press(page, 'Space');
    await said('Silk not selected any more, 2 in all.').waitFor();
    await page.getByRole('button', { name: /^Wool 10:00–10:30 · New.*Selected/ }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'agenda-bulk-bar');

    await press(page, 'ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowDown', 'Alt+ArrowRight');
    await said('2 sessions changed. Linen, now 12:10 to 12:40 in Studio.').waitFor();
    await saves(
      (now) =>
        String(starts(now, 'Wool', 'Silk', 'Linen')) ===
        String([`${day}T08:10`, `${day}T09:00`, `${day}T10:10`]),
    );
    const { rooms, sessions } = await draft();
    const studio = rooms.find(({ name }) => name.en === 'Studio')?.id;
    expect(sessions.flatMap(({ title, room }) => (room === studio ? title.en : []))).toEqual([
      'Wool',
      'Linen',
    ]);
    await press(page, 'Control+z', 'Control+z');
    await said('Undone. 2 sessions changed.').waitFor();
    await saves((now) => String(starts(now, 'Wool', 'Linen')) === String([`${day}T08:00`, `${day}T10:00`]));

    await press(page, '?');
    const keys = page.getByRole('dialog', { name: 'Keys' });
    await keys.getByRole('row', { name: 'Space Select or deselect' }).waitFor();
    await keys.getByRole('row', { name: 'Ctrl A Select all that the filter shows, on all days' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, 'Escape');
    await keys.waitFor({ state: 'hidden' });
    await bar(page).getByText('2 sessions selected').waitFor();
    await press(page, 'Escape');
    await bar(page).waitFor({ state: 'detached' });
    await said('Nothing is selected.').waitFor();
  });

  step('get another room, track, kind, time and day by one form', async () => {
    await card(page, 'Wool').focus();
    await press(page, 'Control+a');
    await said('4 sessions selected').waitFor();
    await press(page, 'm');
    const form = page.getByRole('dialog', { name: 'Change 4 sessions' });
    await form.getByRole('button', { name: 'Change 4 sessions' }).click();
    await form.getByText('Choose what is to change').waitFor();
    await form.getByLabel('Later by, in minutes').fill('-15');
    await form.getByLabel('Day', { exact: true }).selectOption({ label: 'Wed 10 Mar' });
    await form.getByLabel('Room').selectOption({ label: 'Studio' });
    await form.getByLabel('Track').selectOption({ label: 'Trade' });
    await form.getByLabel('Kind').selectOption({ label: 'Panel' });
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'agenda-bulk-form');
    await form.getByRole('button', { name: 'Change 4 sessions' }).press('Enter');
    await saves(
      (now) =>
        String(starts(now, 'Wool', 'Cotton')) === String(['2027-03-10T07:45', '2027-03-10T10:45']) &&
        [...now.values()].every(({ kind, track, room }) => kind === 'panel' && track && room),
    );
    await bar(page).getByText('4 sessions selected (4 are not on this page)').waitFor();
    await page.getByText('Wed 10 Mar', { exact: true }).click();
    await card(page, 'Wool').waitFor();
    await press(page, 'Control+z');
    await saves((now) => [...now.values()].every(({ kind, track }) => kind === 'talk' && track === null));
    await card(page, 'Wool').waitFor();
  });

  step('wait together where one does not fit, said in words before anything is saved', async () => {
    const before = await draft();
    await card(page, 'Silk').click({ modifiers: ['Control'] });
    await press(page, 'Escape');
    await card(page, 'Silk').click({ modifiers: ['Control'] });
    await card(page, 'Linen').click({ modifiers: ['Shift'] });
    await bar(page).getByText('2 sessions selected').waitFor();
    await card(page, 'Linen').focus();
    await press(page, 'Shift+Alt+ArrowDown', 'Shift+Alt+ArrowDown');
    const held = page.getByRole('region', { name: 'Not saved yet' });
    const clash = /“(Linen|Cotton)” and “(Linen|Cotton)” are both in Hall, 13:00–13:30\./;
    await held.getByText(clash).waitFor();
    expect(await draft()).toEqual(before);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'agenda-bulk-conflict');
    await held.getByRole('button', { name: 'Take back' }).click();
    await held.waitFor({ state: 'detached' });
    await card(page, 'Silk').filter({ hasText: '11:00–11:30' }).waitFor();
    await page.getByText('All saved').waitFor();
    expect(await draft()).toEqual(before);

    // By mouse: one of them is taken, and all go along.
    const { x, y } = (await card(page, 'Linen').boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 40, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 40, { steps: 4 });
    await page.mouse.up();
    await said('2 sessions changed. Linen, now 12:10 to 12:40 in Hall.').waitFor();
    await saves((now) => String(starts(now, 'Silk', 'Linen')) === String([`${day}T09:10`, `${day}T10:10`]));
  });

  step('are asked about where another has changed the same, and nobody’s edit is lost', async () => {
    // The save waits on its way until Ana's change is there.
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const ofThis = (request: Request) =>
      request.url().endsWith('/sessions/check') && (request.postData() ?? '').includes('"kind":"workshop"');
    await page.route('**/sessions/check', async (route) => {
      if (ofThis(route.request())) await gate;
      await route.continue();
    });
    const asked = page.waitForRequest(ofThis);
    await bar(page).getByRole('button', { name: 'Change them' }).click();
    const form = page.getByRole('dialog', { name: 'Change 2 sessions' });
    await form.getByLabel('Kind').selectOption({ label: 'Workshop' });
    await form.getByRole('button', { name: 'Change 2 sessions' }).click();
    await asked;
    await asAna('Silk', { kind: 'break' });
    go();
    const question = page.getByRole('group', { name: '“Silk”: Kind' });
    await question.getByRole('button', { name: 'Keep Ana’s' }).waitFor();
    await saves((now) => now.get('Silk')?.kind === 'break' && now.get('Linen')?.kind === 'workshop');
    await question.getByRole('button', { name: 'Keep Ana’s' }).click();
    await page.getByText('All saved').waitFor();
    await page.unroute('**/sessions/check');

    // What somebody has changed while it was being taken out is looked at first.
    await page.route('**/sessions/remove', async (route) => {
      await asAna('Linen', { seats: 12 });
      await route.continue();
    });
    await bar(page).getByRole('button', { name: 'Remove' }).click();
    await said('Somebody has changed one of them meanwhile.').waitFor();
    await card(page, 'Linen').waitFor();
    await card(page, 'Silk').waitFor();
    await page.unroute('**/sessions/remove');
  });

  step('are found by the filter, taken out in one go and brought back in one', async () => {
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByLabel('Search in titles and people').fill('l');
    await page.getByText('3 of 4 shown').waitFor();
    await page.getByRole('button', { name: 'Select all 3' }).click();
    await bar(page).getByText('3 sessions selected').waitFor();
    await bar(page).getByRole('button', { name: 'Remove' }).click();
    await said('3 sessions removed. Ctrl+Z brings them back.').waitFor();
    await saves((now) => [...now.keys()].join() === 'Cotton');
    await card(ana, 'Wool').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await saves((now) => now.size === 4);
    await card(ana, 'Wool').waitFor();
    expect(await draft()).toMatchObject({
      sessions: [
        { title: { en: 'Wool' } },
        { title: { en: 'Silk' }, kind: 'break' },
        { title: { en: 'Linen' }, seats: 12 },
        { title: { en: 'Cotton' } },
      ],
    });
  });

  step('are chosen in the list of a small screen, too', async () => {
    await ana.setViewportSize({ width: 390, height: 844 });
    await ana.getByRole('checkbox', { name: 'Select Wool' }).check();
    await ana.getByRole('checkbox', { name: 'Select Linen' }).click({ modifiers: ['Shift'] });
    await bar(ana).getByText('3 sessions selected').waitFor();
    expect(await faultsOf(ana)).toEqual([]);
    expect(await ana.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await shoot(ana, 'agenda-bulk-390');
    await bar(ana).getByRole('button', { name: 'Change them' }).click();
    const form = ana.getByRole('dialog', { name: 'Change 3 sessions' });
    await form.getByLabel('Room').selectOption({ label: 'Studio' });
    await form.getByRole('button', { name: 'Change 3 sessions' }).click();
    const { rooms } = await draft();
    const studio = rooms.find(({ name }) => name.en === 'Studio')?.id;
    await saves((now) => ['Wool', 'Silk', 'Linen'].every((title) => now.get(title)?.room === studio));
    await bar(ana).getByRole('button', { name: 'Clear the selection' }).press('Enter');
    await bar(ana).waitFor({ state: 'detached' });
    await ana
      .locator('input:focus')
      .and(ana.getByRole('checkbox', { name: 'Select Wool' }))
      .waitFor();
  });
});
