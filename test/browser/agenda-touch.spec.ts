import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkingAgenda } from '@foyer/contracts';
import {
  aPerson,
  aSession,
  aSpeaker,
  anEvent,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

const slug = 'lightning-day';
const editor = `/e/${slug}/manage/agenda`;
const opening = Date.parse('2027-03-09T09:00:00Z');
const minute = 60_000;

let foyer: Foyer;
let browser: Browser;
let desk: Page;

const card = (on: Page, title: string) => on.getByRole('button', { name: new RegExp(`^${title} \\d`) });
async function saved(title: string, from: string, to: string): Promise<void> {
  await until(`${title} is saved from ${from} to ${to}`, async () => {
    const answer = await desk.request.get(`/api/events/${slug}/agenda/draft`);
    const { sessions }: WorkingAgenda = await answer.json();
    const found = sessions.find((session) => session.title.en === title);
    return found?.startsAt.slice(11, 16) === from && found.endsAt.slice(11, 16) === to;
  });
}
/** Far from the edges, where the grid would go along. */
const toMiddle = (wanted: Locator): Promise<void> =>
  wanted.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
async function middleOf(wanted: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = (await wanted.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}

(chromiumPath ? describe : describe.skip)('a day of ten-minute talks in the agenda editor', () => {
  let owner: Awaited<ReturnType<typeof aPerson>>;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    browser = await openBrowser();
    owner = await aPerson(foyer, { organiser: true, timeZone: 'UTC' });
    const event = await anEvent(foyer, {
      ...{ owner, slug, timeZone: 'UTC', languages: ['en'] },
      startsAt: new Date(opening),
      endsAt: new Date(opening + 480 * minute),
    });
    // Eight hours of ten minutes each, and beside one session each of five, fifteen, twenty and twenty-five minutes.
    for (let at = 0; at < 480; at += 10) {
      await aSession(foyer, event, {
        title: { en: `Talk ${at / 10 + 1}: how a small cluster finds its first partners abroad` },
        startsAt: new Date(opening + at * minute),
        endsAt: new Date(opening + (at + 10) * minute),
      });
    }
    for (const [index, length] of [5, 15, 20, 25].entries()) {
      const pause = await aSession(foyer, event, {
        title: { en: `Pause ${length}` },
        startsAt: new Date(opening + index * 30 * minute),
        endsAt: new Date(opening + (index * 30 + length) * minute),
      });
      if (length === 25) await aSpeaker(foyer, pause);
    }
    desk = await openPage(browser, foyer, { person: owner });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('shows each title on a line of its own, with nothing cut, and lets one stretch it', async () => {
    await desk.goto(editor);
    await card(desk, 'Talk 1: .* abroad').waitFor();
    expect(await desk.locator('.ag-card').count()).toBe(52);
    const cut = await desk.evaluate(() =>
      [...document.querySelectorAll('.ag-card')].flatMap((one) => {
        const frame = one.getBoundingClientRect();
        const text = one.querySelector('.ag-card-text')?.getBoundingClientRect() ?? frame;
        const lines = [...one.querySelectorAll('.ag-card-title, .ag-card-line')];
        const boxes = lines.map((line) => line.getBoundingClientRect());
        // A line is shown as a whole or not at all, and the title always.
        const wrong =
          text.top < frame.top + 1 ||
          text.bottom > frame.bottom - 1 ||
          boxes.some(({ top, bottom }) => top < text.bottom - 1 && bottom > text.bottom + 1) ||
          lines.slice(1).some((line) => line.scrollHeight > line.clientHeight + 1) ||
          (boxes[0]?.bottom ?? Infinity) > text.bottom + 1;
        return wrong ? [one.textContent] : [];
      }),
    );
    expect(cut).toEqual([]);
    await card(desk, 'Pause 15').focus();
    await desk.keyboard.press('ArrowUp');
    await bothPictures(desk, 'agenda-lightning');
    // The time is told where it is not seen.
    const first = desk.getByRole('button', { name: /^Talk 1: .* abroad 09:00–09:10/ });
    expect(await first.getAttribute('title')).toContain('09:00–09:10');

    const pause = card(desk, 'Pause 20');
    await toMiddle(pause);
    const edge = await middleOf(pause.locator('[data-edge=end]'));
    await desk.mouse.move(edge.x, edge.y);
    await desk.mouse.down();
    await desk.mouse.move(edge.x, edge.y + 25, { steps: 3 });
    await desk.mouse.up();
    await saved('Pause 20', '10:00', '10:30');
    // Escape puts it back where it was.
    await toMiddle(pause);
    const middle = await middleOf(pause);
    await desk.mouse.move(middle.x, middle.y);
    await desk.mouse.down();
    await desk.mouse.move(middle.x, middle.y + 50, { steps: 3 });
    await desk.locator('.ag-ghost', { hasText: '10:20–10:50' }).waitFor();
    await desk.keyboard.press('Escape');
    await desk.locator('.ag-ghost').waitFor({ state: 'hidden' });
    await desk.mouse.up();
    await saved('Pause 20', '10:00', '10:30');
    expect(await faultsOf(desk)).toEqual([]);
  });

  it('is moved by a finger that rests first; one that does not scrolls', async () => {
    const tablet = await openPage(browser, foyer, { person: owner, width: 1024, touch: true });
    // High enough for the card to be far from the edges, where the grid would go along.
    const height = 1_200;
    await tablet.setViewportSize({ width: 1024, height });
    await tablet.goto(editor);
    await card(tablet, 'Pause 15').waitFor();
    const cdp = await tablet.context().newCDPSession(tablet);
    const finger = fingerOf(cdp);
    const dragged = tablet.locator('.ag-card[data-dragged]');
    const ghost = tablet.locator('.ag-ghost');
    const scroller = tablet.locator('.ag-scroller');
    const scrolled = () => scroller.evaluate((one) => one.scrollTop);

    const pause = card(tablet, 'Pause 15');
    const at = await middleOf(pause);
    await finger.down(at);
    await dragged.waitFor();
    for (const by of [10, 30, 50]) await finger.move({ x: at.x, y: at.y + by });
    await ghost.filter({ hasText: '09:50–10:05' }).waitFor();
    await finger.up();
    await saved('Pause 15', '09:50', '10:05');
    expect(await scrolled()).toBe(0);

    // Cancelled by the system, and by a second finger: back where it was.
    const now = await middleOf(pause);
    for (const end of [
      finger.cancel,
      async () => {
        await finger.second({ x: now.x + 200, y: now.y });
        await dragged.waitFor({ state: 'detached' });
        await finger.up();
      },
    ]) {
      await finger.down(now);
      await dragged.waitFor();
      await finger.move({ x: now.x, y: now.y + 50 });
      await ghost.filter({ hasText: '10:10–10:25' }).waitFor();
      await end();
      await dragged.waitFor({ state: 'detached' });
      await ghost.waitFor({ state: 'hidden' });
    }
    await card(tablet, 'Pause 15').filter({ hasText: '09:50–10:05' }).waitFor();
    await saved('Pause 15', '09:50', '10:05');

    // A slow tap opens it, as a quick one does.
    await finger.down(now);
    await dragged.waitFor();
    await finger.up();
    await tablet.getByRole('dialog').getByLabel('Title').waitFor();
    await tablet.keyboard.press('Escape');
    await tablet.getByRole('dialog').waitFor({ state: 'hidden' });

    // No rest: the grid scrolls and the card stays.
    await finger.swipe({ x: now.x, y: now.y + 100 }, -260);
    await until('the grid has scrolled', async () => (await scrolled()) > 100);
    expect(await dragged.count()).toBe(0);
    await restAtTop(scroller);

    // Held at the lower edge, the grid goes along to its end without the finger moving.
    await finger.down(now);
    await dragged.waitFor();
    const box = (await scroller.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await finger.move({ x: now.x, y: now.y + 40 });
    const edge = { x: now.x, y: Math.min(box.y + box.height, height) - 12 };
    await finger.move(edge);
    await until('the grid has gone along to its end, and the page with it', () =>
      scroller.evaluate(
        (one) =>
          one.scrollTop + one.clientHeight >= one.scrollHeight - 1 &&
          one.getBoundingClientRect().bottom <= innerHeight,
      ),
    );
    await finger.move({ x: edge.x, y: edge.y - 250 });
    const told = /(\d\d:\d\d)–(\d\d:\d\d)/.exec(await ghost.innerText());
    await finger.up();
    await saved('Pause 15', told?.[1] ?? '', told?.[2] ?? '');
    expect((told?.[1] ?? '') > '15:00').toBe(true);
    await tablet.context().close();
  });

  it('is a list on a phone', async () => {
    const phone = await openPage(browser, foyer, { person: owner, width: 390, touch: true });
    await phone.goto(editor);
    await phone.getByText('Pause 5').first().waitFor();
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await phone.context().close();
  });
});

/**
 * Back to the top once a swipe's momentum is over: while it lasts, browsers let no page keep what a finger does next
 * from scrolling, and the system takes the finger away.
 */
function restAtTop(scroller: Locator): Promise<void> {
  return scroller.evaluate(
    (one) =>
      new Promise<void>((rested) => {
        let still = 0;
        let last = one.scrollTop;
        const look = (): void => {
          still = one.scrollTop === last ? still + 1 : 0;
          last = one.scrollTop;
          if (still < 20) return void requestAnimationFrame(look);
          one.scrollTo({ top: 0 });
          rested();
        };
        look();
      }),
  );
}

type Point = { x: number; y: number };
/** One finger on the glass. */
function fingerOf(cdp: CDPSession) {
  let at: Point = { x: 0, y: 0 };
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', touchPoints: Point[]) =>
    cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (point: Point) => send('touchStart', [(at = point)]),
    move: (point: Point) => send('touchMove', [(at = point)]),
    second: (point: Point) => send('touchStart', [at, point]),
    up: () => send('touchEnd', []),
    cancel: () => send('touchCancel', []),
    /** Down, along and up without a rest: all is on its way before the first has been answered. */
    swipe: (from: Point, by: number) =>
      Promise.all([
        send('touchStart', [from]),
        ...[0.2, 0.4, 0.6, 0.8, 1].map((part) => send('touchMove', [{ x: from.x, y: from.y + by * part }])),
        send('touchEnd', []),
      ]),
  };
}
