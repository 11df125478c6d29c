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
import type { WorkingAgenda } from '@foyer/contracts';
import type { Browser, Locator, Page, Request } from 'playwright-core';
import { takePerson } from './kit.js';

let foyer: Foyer;
let browser: Browser;
let page: Page;
let ana: Page;
const slug = 'industry-days';
const editor = `/e/${slug}/manage/agenda`;

const draft = async (): Promise<WorkingAgenda> =>
  (await page.request.get(`/api/events/${slug}/agenda/draft`)).json();
const inDraft = async (title: string) =>
  (await draft()).sessions.find((session) => session.title.en === title);
/** Waits until the server has it. */
const saves = (title: string, { startsAt, endsAt }: { startsAt?: string; endsAt?: string }) =>
  until(`${title} is saved`, async () => {
    const session = await inDraft(title);
    return startsAt ? session?.startsAt === startsAt : session?.endsAt === endsAt;
  });
const card = (on: Page, title: string) => on.locator('.ag-card', { hasText: title });
const saved = () => page.getByText('All saved').waitFor();
/** Presses Tab until what is wanted has the focus, as one does without a mouse. */
async function tabTo(on: Page, name: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    const reached = await on.evaluate(() => {
      const at = document.activeElement;
      return at?.getAttribute('aria-label') ?? at?.textContent ?? '';
    });
    if (reached === name) return;
    await on.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not reach ${name}`);
}
const press = async (on: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await on.keyboard.press(key);
};

(chromiumPath ? describe : describe.skip)('the agenda editor in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia', timeZone: 'Europe/Kyiv' });
    const other = await aPerson(foyer, { name: 'Ana', timeZone: 'Europe/Vilnius' });
    const event = await anEvent(foyer, {
      owner,
      slug,
      startsAt: new Date('2027-03-09T08:00:00Z'),
      endsAt: new Date('2027-03-09T13:00:00Z'),
      timeZone: 'Europe/Kyiv',
      languages: ['en'],
    });
    await aRole(foyer, event, other, 'organiser');
    page = await openPage(browser, foyer, { person: owner });
    ana = await openPage(browser, foyer, { person: other });
    await page.goto(editor);
    await page.request.post(`/api/events/${slug}/speakers`, {
      data: { name: 'Nino Beridze' },
      headers: { origin: foyer.url },
    });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('makes an agenda by keyboard alone', async () => {
    await page.getByText('No sessions yet').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await tabTo(page, 'Rooms and tracks');
    await press(page, 'Enter');
    for (const name of ['Main stage', 'Hall B']) {
      await page.getByRole('dialog').getByText('Changes of rooms').waitFor();
      await tabTo(page, 'Add a room');
      await press(page, 'Enter');
      await page.keyboard.type(name);
      await press(page, 'Enter');
      await page.getByRole('dialog').getByText(name).waitFor();
    }
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    // Whoever closes something goes on where it was opened.
    await page.locator('button:focus', { hasText: 'Rooms and tracks' }).waitFor();

    await tabTo(page, 'New session');
    await press(page, 'Enter');
    await page.getByRole('form', { name: 'New session' }).waitFor();
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Opening');
    await press(page, 'Enter');
    // The new card has the focus: everything else is done from there.
    await page.locator('.ag-card:focus', { hasText: 'Opening' }).waitFor();
    await press(page, 'Alt+ArrowDown', '+', 'Alt+ArrowRight');
    await page.getByRole('status').getByText('Opening, now 10:05 to 10:40 in Hall B.').waitFor();
    await page.locator('.ag-card:focus', { hasText: '10:05–10:40' }).waitFor();
    await saves('Opening', { endsAt: '2027-03-09T08:40:00.000Z' });
    const { rooms } = await draft();
    expect(await inDraft('Opening')).toMatchObject({
      startsAt: '2027-03-09T08:05:00.000Z',
      room: rooms.find(({ name }) => name.en === 'Hall B')?.id,
    });

    await press(page, 'Control+z', 'Control+z', 'Control+z', 'Control+Shift+z');
    await page
      .getByRole('status')
      .getByText('Done again. Opening, now 10:05 to 10:35 in Main stage.')
      .waitFor();
    await saves('Opening', { endsAt: '2027-03-09T08:35:00.000Z' });
    await saved();

    await press(page, 'n');
    await page.getByRole('form', { name: 'New session' }).waitFor();
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('Panel');
    await press(page, 'Enter');
    await page.locator('.ag-card:focus', { hasText: '10:35–11:05' }).waitFor();
    await press(page, 'ArrowUp');
    await page.locator('.ag-card:focus', { hasText: 'Opening' }).waitFor();
    await press(page, 'ArrowDown', 'Delete');
    await card(page, 'Panel').waitFor({ state: 'detached' });
    await press(page, 'u');
    await card(page, 'Panel').waitFor();

    // To do it again would take more than the session.
    await until('the panel is back', async () => (await inDraft('Panel')) !== undefined);
    const link = { kind: 'link', title: 'Questions to the panel', url: 'https://panel.example.org/' };
    const panel = (await inDraft('Panel'))?.id ?? '';
    const added = await page.request.post(`/api/events/${slug}/sessions/${panel}/materials`, {
      ...{ data: link, headers: { origin: foyer.url } },
    });
    expect(added.status()).toBe(201);
    await press(page, 'Enter');
    const drawer = page.getByRole('dialog', { name: 'Change the session' });
    await drawer.getByRole('link', { name: link.title }).waitFor();
    await press(page, 'Escape');
    await page.locator('.ag-card:focus', { hasText: 'Panel' }).waitFor();
    await press(page, 'Shift+U');
    const question = page.getByRole('dialog', { name: 'Remove “Panel”?' });
    await question.locator('button:focus', { hasText: 'Cancel' }).waitFor();
    await press(page, 'Enter');
    await page.locator('.ag-card:focus', { hasText: 'Panel' }).waitFor();
    expect(await inDraft('Panel')).toBeDefined();
    expect(await faultsOf(page)).toEqual([]);
  });

  it('says in words what does not fit, before it is saved', async () => {
    const { speakers } = await draft();
    for (const title of ['Opening', 'Panel']) {
      await card(page, title).press('Enter');
      await tabTo(page, 'Add a speaker');
      await takePerson(page, 'Nino Beridze');
      await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
      await page.locator('.ag-card:focus', { hasText: title }).waitFor();
      expect((await inDraft(title))?.speakers).toEqual([speakers[0]?.id]);
    }
    await press(page, 'Alt+ArrowRight', 'Alt+ArrowUp');
    const words = 'Nino Beridze is in “Opening” and in “Panel” at the same time, 10:30–10:35.';
    const turned = 'Nino Beridze is in “Panel” and in “Opening” at the same time, 10:30–10:35.';
    const held = page.getByRole('region', { name: 'Not saved yet' });
    await held.getByText(words).or(held.getByText(turned)).waitFor();
    // The focus has stayed, and nothing is saved yet.
    await page.locator('.ag-card:focus', { hasText: 'Panel' }).waitFor();
    expect((await inDraft('Panel'))?.startsAt).toBe('2027-03-09T08:35:00.000Z');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'agenda-editor-conflict');
    await press(page, 'Control+Enter');
    await saves('Panel', { startsAt: '2027-03-09T08:30:00.000Z' });
    await page.getByRole('button', { name: /^Panel.*1 conflict/ }).waitFor();
    await press(page, 'Alt+ArrowDown');
    await page.getByRole('button', { name: /^Panel 10:35–11:05 · New Nino/ }).waitFor();
    await saved();
  });

  it('shows what others do at once, and asks where two have changed the same', async () => {
    await ana.goto(editor);
    await card(ana, 'Opening').focus();
    await press(ana, 'Shift+Alt+ArrowDown', 'Shift+Alt+ArrowDown', 'Shift+Alt+ArrowDown');
    await page.locator('.ag-card', { hasText: '11:35–12:05' }).waitFor();
    await page.getByRole('status').getByText('Ana moved “Opening”.').waitFor();

    // Both write the title: the one who saves later is asked.
    await card(page, 'Opening').press('Enter');
    await page.getByLabel('Title').fill('Grand opening');
    const { id, version } = (await inDraft('Opening')) ?? { id: '', version: 0 };
    const asAna = (fields: object) =>
      ana.request.patch(`/api/events/${slug}/sessions`, {
        data: { edits: [{ session: id, version, fields }] },
        headers: { origin: foyer.url },
      });
    await asAna({ title: { en: 'Welcome' } });
    await page.getByText('Ana has changed this session while you had it open.').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Keep yours' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'agenda-editor-merge');
    await page.getByRole('button', { name: 'Keep yours' }).click();
    await card(ana, 'Grand opening').waitFor();
    expect((await inDraft('Grand opening'))?.startsAt).toBe('2027-03-09T09:35:00.000Z');

    // Both move it: the second move waits on the way until the first is there.
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const ofTheMove = (request: Request) =>
      request.url().endsWith('/sessions/check') && (request.postData() ?? '').includes('startsAt');
    await page.route('**/sessions/check', async (route) => {
      if (ofTheMove(route.request())) await held;
      await route.continue();
    });
    const asked = page.waitForRequest(ofTheMove);
    await card(page, 'Grand opening').press('Alt+ArrowDown');
    await asked;
    await card(ana, 'Grand opening').focus();
    await press(ana, 'Alt+ArrowUp');
    await saves('Grand opening', { startsAt: '2027-03-09T09:30:00.000Z' });
    go();
    const question = page.getByRole('group', { name: '“Grand opening”: Start' });
    await question.getByText('Tue 9 Mar, 11:30').waitFor();
    await question.getByRole('button', { name: 'Keep Ana’s' }).click();
    await page.getByRole('group', { name: /End$/ }).getByRole('button', { name: 'Keep Ana’s' }).click();
    await saved();
    expect((await inDraft('Grand opening'))?.startsAt).toBe('2027-03-09T09:30:00.000Z');
  });

  it('makes a block of slots in one go', async () => {
    await page.getByRole('button', { name: 'Several at once' }).click();
    const form = page.getByRole('form', { name: 'Several at once' });
    await form.getByLabel('Titles, one a line').fill('Kyiv\nKharkiv\nZaporizhzhia\nVinnytsia\nMykolaiv');
    await form.getByLabel('First start').fill('2027-03-09T12:30');
    await form.getByText('13:30–13:45').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await form.getByRole('button', { name: 'Make 5 sessions' }).click();
    await card(ana, 'Mykolaiv').waitFor();
    await page.getByText('7 changes not released').waitFor();
    await shoot(page, 'agenda-editor');

    // By mouse: a card to another time and room, and an edge.
    const drag = async (wanted: Locator, right: number, down: number): Promise<void> => {
      // Far from the edges, where the grid would go along.
      await wanted.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
      // Waits until it stands still and nothing lies over it.
      await wanted.hover();
      const { x, y, width, height } = (await wanted.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const [left, top] = [x + width / 2, y + height / 2];
      await page.mouse.move(left, top);
      await page.mouse.down();
      await page.mouse.move(left + right, top + down, { steps: 4 });
      await page.mouse.up();
    };
    await drag(card(page, 'Panel'), -500, 38);
    await page.getByRole('status').getByText('Panel, now 10:50 to 11:20 in Main stage.').waitFor();
    await saves('Panel', { startsAt: '2027-03-09T08:50:00.000Z' });
    await drag(card(page, 'Panel').locator('[data-edge=end]'), 0, 13);
    await page.getByRole('status').getByText('Panel, now 10:50 to 11:25 in Main stage.').waitFor();
    await saves('Panel', { endsAt: '2027-03-09T09:25:00.000Z' });

    await press(page, 'Control+z', 'Control+z', 'Control+z');
    await card(ana, 'Mykolaiv').waitFor({ state: 'detached' });
    await press(page, 'Control+Shift+z');
    await card(ana, 'Mykolaiv').waitFor();
  });

  it('is a list with the same work on a small screen, and finds', async () => {
    await ana.setViewportSize({ width: 390, height: 844 });
    await ana.getByRole('button', { name: 'Move Kyiv', exact: true }).click();
    const move = ana.getByRole('dialog', { name: 'Move Kyiv' });
    await move.getByLabel('Start').fill('2027-03-09T14:00');
    await move.getByRole('button', { name: 'Move', exact: true }).click();
    await saves('Kyiv', { startsAt: '2027-03-09T12:00:00.000Z' });
    expect(await faultsOf(ana)).toEqual([]);
    expect(await ana.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await shoot(ana, 'agenda-editor-390');
    await ana.getByRole('button', { name: 'Filter' }).click();
    await ana.getByLabel('Search in titles and people').fill('khark');
    await ana.getByText('1 of 7 shown').waitFor();
    expect(new URL(ana.url()).searchParams.get('search')).toBe('khark');
  });
});
