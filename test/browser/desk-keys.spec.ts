import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import {
  aCrowd,
  anEvent,
  aPerson,
  aRole,
  aSession,
  chromiumPath,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';

(chromiumPath ? describe : describe.skip)('the keys of the desk, where they must do nothing', () => {
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

  const selected = (desk: Page, text: string) =>
    desk.locator('.desk-card[data-selected]', { hasText: text }).waitFor();
  /** What waits once the server has answered all that keys have asked for. */
  async function waiting(desk: Page, session: string): Promise<string[]> {
    await desk.locator('.desk-card[aria-busy]').waitFor({ state: 'detached' });
    const { rows } = await sql<{ text: string }>`
      select text from question where session_id = ${session} and state = 'pending' order by id`.execute(
      foyer.database.sql,
    );
    return rows.map(({ text }) => text);
  }

  async function aDesk() {
    const event = await anEvent(foyer);
    const start = foyer.clock.now().getTime() - 60_000;
    const session = await aSession(foyer, event, {
      startsAt: new Date(start),
      endsAt: new Date(start + 30 * 60_000),
    });
    const moderator = await aPerson(foyer);
    await aRole(foyer, event, moderator, 'moderator');
    const crowd = await aCrowd(foyer, event, 1);
    for (const text of ['What is first?', 'Who is second?', 'Where is third?'])
      await crowd[0]?.live.command('question.ask', { session: session.id, text });
    crowd[0]?.live.close();
    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`/e/${event.slug}/sessions/${session.slug}/moderate`);
    await desk.getByText('Where is third?').waitFor();
    await desk.keyboard.press('j');
    await selected(desk, 'What is first?');
    return { desk, session: session.id };
  }

  it('moves and acts in a menu or a window of its own alone', async () => {
    const { desk, session } = await aDesk();
    await desk
      .locator('.desk-card', { hasText: 'What is first?' })
      .getByRole('button', { name: 'More' })
      .click();
    await desk.getByRole('menu').waitFor();
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('ArrowDown');
    await desk.keyboard.press('a');
    await desk.keyboard.press('Escape');
    await desk.getByRole('menu').waitFor({ state: 'detached' });
    await selected(desk, 'What is first?');

    for (const name of ['New poll', 'Export']) {
      await desk.getByRole('button', { name }).click();
      await desk.getByRole('dialog').waitFor();
      await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).focus();
      await desk.keyboard.press('d');
      await desk.keyboard.press('a');
      expect(await desk.getByRole('dialog').count()).toBe(1);
      await desk.keyboard.press('Escape');
      await desk.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await selected(desk, 'What is first?');
    expect(await waiting(desk, session)).toHaveLength(3);
    await desk.keyboard.press('j');
    await selected(desk, 'Who is second?');
    await desk.context().close();
  });

  it('does once what is asked for by a key that is held down', async () => {
    const { desk, session } = await aDesk();
    await desk.keyboard.down('a');
    await selected(desk, 'Who is second?');
    await desk.keyboard.down('a');
    await desk.keyboard.down('a');
    await desk.keyboard.up('a');
    await desk.keyboard.down('j');
    await selected(desk, 'Where is third?');
    await desk.keyboard.up('j');
    expect(await waiting(desk, session)).toEqual(['Who is second?', 'Where is third?']);
    await desk.context().close();
  });
});
