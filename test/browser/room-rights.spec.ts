import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import {
  anEvent,
  aParticipant,
  aPerson,
  aRole,
  aSession,
  chromiumPath,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser } from 'playwright-core';

(chromiumPath ? describe : describe.skip)('who may no longer be where they are', () => {
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

  async function aHall() {
    const event = await anEvent(foyer);
    const start = foyer.clock.now().getTime() - 60_000;
    const session = await aSession(foyer, event, {
      startsAt: new Date(start),
      endsAt: new Date(start + 30 * 60_000),
    });
    return { event, path: `/e/${event.slug}/sessions/${session.slug}` };
  }

  it('leaves nothing of the desk before who moderates no more, or never did', async () => {
    const { event, path } = await aHall();
    const moderator = await aPerson(foyer);
    await aRole(foyer, event, moderator, 'moderator');
    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`${path}/moderate`);
    await desk.getByText('Nothing waits for you.').waitFor();
    await desk.getByRole('button', { name: 'New poll' }).waitFor();
    await sql`delete from event_role where person_id = ${moderator.id}`.execute(foyer.database.sql);
    await desk.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await desk.getByRole('button', { name: 'New poll' }).count()).toBe(0);
    await desk.getByRole('link', { name: 'Running order' }).waitFor({ state: 'detached' });

    const attendee = await openPage(browser, foyer, { person: await aParticipant(foyer, event) });
    await attendee.goto(`${path}/moderate`);
    await attendee.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await attendee.getByRole('button', { name: 'New poll' }).count()).toBe(0);
  });

  it('asks who was signed out elsewhere to sign in again', async () => {
    const { event, path } = await aHall();
    const reader = await aParticipant(foyer, event);
    const room = await openPage(browser, foyer, { person: reader });
    await room.goto(path);
    await room.getByText('1 person here now').waitFor();
    await sql`delete from sign_in_session where person_id = ${reader.id}`.execute(foyer.database.sql);
    await room.locator('main').getByRole('link', { name: 'Sign in' }).waitFor();
  });
});
