import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { VoteWriter } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aRole,
  aSession,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';

const many = 500;

/** What of React's own tree is looked at, as its developer tools do. */
interface Fiber {
  tag: number;
  flags: number;
  memoizedProps: object | null;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
}
declare global {
  // Only so is it a property of the window.
  var cardsDrawn: number;
}

/** Counts in the page how often a question's card is drawn, in `cardsDrawn`. */
async function countCards(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const functionComponent = 0;
    const performedWork = 1;
    globalThis.cardsDrawn = 0;
    function walk(next: Fiber, before: Fiber | null): void {
      const props = next.memoizedProps;
      const isCard = next.tag === functionComponent && props && 'votes' in props && 'onToggle' in props;
      if (isCard && 'question' in props && (next.flags & performedWork) !== 0) globalThis.cardsDrawn++;
      if (before && next.child === before.child) return;
      for (let child = next.child; child; child = child.sibling) walk(child, child.alternate);
    }
    Object.assign(globalThis, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        checkDCE: () => undefined,
        onCommitFiberRoot: (_: number, { current }: { current: Fiber }) => walk(current, current.alternate),
        onCommitFiberUnmount: () => undefined,
      },
    });
  });
}

(chromiumPath ? describe : describe.skip)('a room with hundreds of questions', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aLargeRoom() {
    const event = await anEvent(foyer);
    const start = foyer.clock.now().getTime() - 5 * 60_000;
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const reader = await aPerson(foyer, { name: 'Nino Kapanadze' });
    const voter = await aPerson(foyer);
    for (const person of [reader, voter]) await aRole(foyer, event, person, 'attendee');
    const { rows } = await sql<{ id: number }>`
      insert into question (session_id, person_id, text, author, state, asked_at)
      select ${session.id}, ${event.owner.id}, 'Question number ' || n, 'Somebody', 'approved', now()
      from generate_series(1, ${many}) n returning id`.execute(foyer.database.sql);
    return {
      reader,
      voter,
      ids: rows.map(({ id }) => id),
      path: `/e/${event.slug}/sessions/${session.slug}`,
    };
  }

  it('draws one card anew for one vote, and none because time passes', async () => {
    const { reader, voter, ids, path } = await aLargeRoom();
    const page = await openPage(browser, foyer, { person: reader, width: 390 });
    await countCards(page);
    await page.goto(path);
    await page.getByText(`Question number ${many}`, { exact: true }).waitFor();
    const drawn = () => page.evaluate(() => globalThis.cardsDrawn);
    expect(await drawn()).toBeGreaterThanOrEqual(many);
    const passed = page.getByRole('progressbar', { name: 'How much of the session has passed' });
    const aSecond = async () => {
      const before = await passed.getAttribute('aria-valuenow');
      await until('a second passes', async () => (await passed.getAttribute('aria-valuenow')) !== before);
    };
    await aSecond();
    await page.evaluate(() => (globalThis.cardsDrawn = 0));
    await foyer.get(VoteWriter).vote(callBy(voter), { question: ids[0] ?? 0, up: true });
    await page.getByRole('button', { name: 'I want this answered too. Votes: 1' }).waitFor();
    for (let second = 0; second < 2; second++) await aSecond();
    expect(await drawn()).toBe(1);
  });

  it('finds a question among hundreds while one types, by keyboard and for those who do not see it', async () => {
    const { reader, path } = await aLargeRoom();
    const page = await openPage(browser, foyer, { person: reader, width: 390 });
    await page.goto(path);
    await page.getByText(`Question number ${many}`, { exact: true }).waitFor();
    const box = page.getByRole('searchbox', { name: 'Find a question' });
    await box.focus();
    await page.keyboard.type('NUMBER 49');
    await page.getByRole('status').filter({ hasText: 'Found: 15' }).waitFor();
    expect(await page.locator('.question-list > .question-card').count()).toBe(15);
    await shoot(page, 'qa-search-390');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.type('x');
    await page.getByRole('status').filter({ hasText: 'No question has these words.' }).waitFor();
    await shoot(page, 'qa-search-none-390');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(`Question number ${many}`, { exact: true }).waitFor();
    expect(await box.evaluate((node) => node === document.activeElement)).toBe(true);
  });
});
