import {
  anEvent,
  aParticipant,
  aPerson,
  aRole,
  aSession,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Language } from '@foyer/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const phone = 390;

(chromiumPath ? describe : describe.skip)('announcements, reactions and presence in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aHall(language: Language = 'en') {
    const event = await anEvent(foyer, {
      title: { en: 'Cluster Days', az: 'Klaster Günləri' },
      languages: ['en', 'az'],
      owner: await aPerson(foyer, { organiser: true, name: 'Giorgi Beridze', language }),
    });
    const start = foyer.clock.now().getTime() - 5 * 60_000;
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad', az: 'Klasterlər xaricdə tərəfdaşları necə tapır' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const moderator = await aPerson(foyer, { name: 'Aytən Quliyeva', language });
    await aRole(foyer, event, moderator, 'moderator');
    const someone = async () => aParticipant(foyer, event, { person: await aPerson(foyer, { language }) });
    return {
      event,
      moderator,
      someone,
      home: `/e/${event.slug}`,
      path: `/e/${event.slug}/sessions/${session.slug}`,
    };
  }
  async function expectFits(page: Page) {
    expect(await faultsOf(page)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }
  const banner = (page: Page, words: string) =>
    page.getByRole('status', { name: 'Announcement' }).getByText(words, { exact: true });

  it('brings what a moderator announces to the phones and onto the stage, until it is put away', async () => {
    const { moderator, someone, path } = await aHall();
    const reader = await someone();
    const desk = await openPage(browser, foyer, { person: moderator });
    const attendee = await openPage(browser, foyer, { person: reader, width: phone });
    const stage = await openPage(browser, foyer, { person: moderator });
    await Promise.all([desk.goto(`${path}/moderate`), attendee.goto(path), stage.goto(`${path}/stage`)]);
    await attendee.getByRole('heading', { level: 1 }).waitFor();

    await desk.getByRole('button', { name: 'Write an announcement' }).click();
    await desk.getByRole('button', { name: 'Announce', exact: true }).click();
    await desk.getByText('Write what you announce.').waitFor();
    await desk.getByLabel('What you announce (English)').fill('The group work begins in room B at 11:20.');
    await desk.getByLabel('Link (optional)').fill('http://example.org');
    await desk.getByRole('button', { name: 'Announce', exact: true }).click();
    await desk.getByText('This is no address that begins with https://').waitFor();
    await desk.getByLabel('Link (optional)').fill('https://example.org/rooms');
    await shoot(desk, 'announce-desk-1280');
    await expectFits(desk);
    await desk.getByRole('button', { name: 'Announce', exact: true }).click();
    await banner(attendee, 'The group work begins in room B at 11:20.').waitFor();
    await attendee.getByRole('link', { name: 'More at example.org' }).waitFor();
    await stage.getByText('The group work begins in room B at 11:20.').waitFor();
    await desk.getByRole('listitem').filter({ hasText: 'Aytən Quliyeva' }).waitFor();
    for (const [page, name] of [
      [attendee, 'announcement-390'],
      [stage, 'announcement-stage'],
      [desk, 'announced-desk-1280'],
    ] as const) {
      await shoot(page, name);
      await expectFits(page);
    }

    await attendee.getByRole('button', { name: 'Hide this announcement' }).click();
    await banner(attendee, 'The group work begins in room B at 11:20.').waitFor({ state: 'detached' });
    await attendee.reload();
    // It is known to have come: what comes next is shown, and this is not.
    await desk.getByRole('button', { name: 'Write an announcement' }).click();
    await desk.getByText('It takes the place of what is announced there now.').waitFor();
    await desk.getByLabel('What you announce (English)').fill('Room C instead.');
    await desk.getByRole('button', { name: 'Announce', exact: true }).click();
    await banner(attendee, 'Room C instead.').waitFor();
    expect(await attendee.getByText('The group work begins').count()).toBe(0);
    await stage.getByText('The group work begins').waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Take it away' }).click();
    await banner(attendee, 'Room C instead.').waitFor({ state: 'detached' });
    await desk.getByText('Nothing is announced at the moment.').waitFor();
    await desk.getByText('Earlier announcements').click();
    await desk.getByText('Taken away by Aytən Quliyeva').waitFor();
    await desk.goto(`${path}/log`);
    await desk.getByText('Took an announcement away').waitFor();
  });

  it('shows what an organiser announces on every page of the event, also to who is not signed in', async () => {
    const { event, moderator, home, path } = await aHall();
    const running = await openPage(browser, foyer, { person: event.owner });
    const visitor = await openPage(browser, foyer, { width: phone, language: 'az', scheme: 'dark' });
    const other = await openPage(browser, foyer, { person: moderator });
    const speaker = await openPage(browser, foyer, { person: moderator });
    await Promise.all([
      speaker.goto(`${path}/speaker`),
      running.goto(`${home}/manage/running`),
      visitor.goto(home),
      other.goto(`${home}/my-agenda`),
    ]);
    await running.getByRole('button', { name: 'Write an announcement' }).click();
    await running.getByLabel('What you announce (English)').fill('Coffee is in the garden.');
    await running.getByText('In other languages').click();
    await running.getByLabel('What you announce (Azərbaycanca)').fill('Qəhvə bağçadadır.');
    await running.getByText('Until I take it away').click();
    await running.getByRole('button', { name: 'Announce', exact: true }).click();
    await visitor.getByRole('status', { name: 'Elan' }).getByText('Qəhvə bağçadadır.').waitFor();
    await banner(other, 'Coffee is in the garden.').waitFor();
    await banner(speaker, 'Coffee is in the garden.').waitFor();
    await banner(running, 'Coffee is in the garden.').waitFor();
    await shoot(visitor, 'announcement-event-az-390');
    await expectFits(visitor);
    await shoot(speaker, 'announcement-speaker');
    await expectFits(speaker);
    await shoot(running, 'announcement-running-1280');
    await expectFits(running);
    // A moderator reads at the desk what the whole event is told, and cannot take it away.
    await other.goto(`${path}/moderate`);
    await other.getByText('For everybody at the event').waitFor();
    expect(await other.getByRole('button', { name: 'Take it away' }).count()).toBe(0);
  });

  it('counts applause for all to see, and who is there as they come and go', async () => {
    const { moderator, someone, path } = await aHall();
    const [one, two] = [await someone(), await someone()];
    const stage = await openPage(browser, foyer, { person: moderator });
    const desk = await openPage(browser, foyer, { person: moderator });
    const first = await openPage(browser, foyer, { person: one, width: phone });
    await Promise.all([stage.goto(`${path}/stage`), desk.goto(`${path}/moderate`), first.goto(path)]);
    for (const page of [stage, desk, first]) await page.getByText('1 person here now').waitFor();
    const again = await openPage(browser, foyer, { person: one });
    const second = await openPage(browser, foyer, { person: two });
    await Promise.all([again.goto(path), second.goto(path)]);
    for (const page of [stage, desk, first, again, second])
      await page.getByText('2 people here now').waitFor();

    await first.getByRole('button', { name: 'Applause: 0' }).click();
    await second.getByRole('button', { name: 'Applause: 1' }).click();
    await first.getByRole('button', { name: 'Applause: 2' }).waitFor();
    await first.getByRole('button', { name: 'Heart: 0' }).click();
    for (const page of [stage, desk]) {
      await page.getByRole('img', { name: 'Applause: 2' }).waitFor();
      await page.getByRole('img', { name: 'Heart: 1' }).waitFor();
    }
    for (const [page, name] of [
      [stage, 'reactions-stage'],
      [desk, 'reactions-desk-1280'],
      [first, 'reactions-390'],
      [second, 'reactions-1280'],
    ] as const) {
      await shoot(page, name);
      await expectFits(page);
    }

    await desk.getByRole('button', { name: 'Rules for questions' }).click();
    await desk.getByRole('switch', { name: 'Let people react' }).uncheck();
    await desk.getByRole('button', { name: 'Save', exact: true }).click();
    await first.getByRole('button', { name: 'Applause: 2' }).waitFor({ state: 'detached' });
    await stage.getByRole('img', { name: 'Applause: 2' }).waitFor({ state: 'detached' });

    await again.context().close();
    await second.context().close();
    for (const page of [stage, desk, first]) await page.getByText('1 person here now').waitFor();
  });
});
