import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RunningService } from '@foyer/agenda';
import type { Language } from '@foyer/contracts';
import { sql } from '@foyer/platform';
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
  unique,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';

const minute = 60_000;
/** Pictures are looked at by people, and drawn only when one asks for them. */
const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env['PICTURES']) await shoot(page, name);
};

/** A zone in which it is about noon, so that the morning and the afternoon are one day whenever this runs. */
function zoneAtNoon(now: Date): string {
  const zones = {
    'Pacific/Honolulu': -10,
    'America/Phoenix': -7,
    'America/Sao_Paulo': -3,
    'Atlantic/Reykjavik': 0,
    'Asia/Tbilisi': 4,
    'Asia/Bangkok': 7,
    'Asia/Tokyo': 9,
  };
  const fromNoon = (offset: number) => Math.abs(((now.getUTCHours() + offset + 24) % 24) - 12);
  return Object.entries(zones).sort(([, one], [, other]) => fromNoon(one) - fromNoon(other))[0]?.[0] ?? 'UTC';
}

(chromiumPath ? describe : describe.skip)('the running order in a browser', () => {
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

  /** Regional overviews one after the other; the first ought to have begun six minutes ago. */
  async function aDay(language: Language = 'en') {
    const now = foyer.clock.now();
    const timeZone = zoneAtNoon(now);
    const event = await anEvent(foyer, {
      title: { en: 'Integration 4.0', uk: 'Інтеграція 4.0' },
      timeZone,
      languages: ['en', 'uk'],
    });
    const at = (minutes: number) => new Date(now.getTime() + minutes * minute);
    const { rows: rooms } = await sql<{ id: string }>`
      insert into room (event_id, name, kind, position) values (${event.id}, ${{ en: 'Studio', uk: 'Студія' }}, 'studio', 0)
      returning id`.execute(foyer.database.sql);
    const room = rooms[0]?.id ?? null;
    const add = (
      en: string,
      uk: string,
      from: number,
      to: number,
      kind: 'talk' | 'break' | 'panel' = 'talk',
    ) =>
      aSession(foyer, event, {
        ...{ title: { en, uk }, startsAt: at(from), endsAt: at(to), kind, room },
        questions: kind !== 'break',
      });
    const sessions = [
      await add('Results of the Kyiv region', 'Результати Київського регіону', -6, 14),
      await add('Results of the Kharkiv region', 'Результати Харківського регіону', 14, 34),
      await add('Coffee', 'Кава', 34, 54, 'break'),
      await add(
        'Innovation ecosystem of industrial high-tech',
        'Інноваційна екосистема промислового хайтеку',
        54,
        94,
        'panel',
      ),
      await add(
        'Programmes for joining European value chains',
        'Програми входження до європейських ланцюгів',
        94,
        124,
      ),
    ];
    const moderator = await aPerson(foyer, { name: 'Olena Shevchenko', language, timeZone });
    const speaker = await aPerson(foyer, { name: 'Taras Bondar', language, timeZone });
    const guest = await aPerson(foyer, { name: 'Some Guest', language, timeZone });
    await aRole(foyer, event, moderator, 'moderator');
    await aRole(foyer, event, speaker, 'speaker');
    await aRole(foyer, event, guest, 'attendee');
    const { rows } = await sql<{ id: string }>`
      insert into speaker (event_id, slug, name, person_id) values
        (${event.id}, ${`taras-${unique()}`}, 'Taras Bondar', ${speaker.id}),
        (${event.id}, ${`iryna-${unique()}`}, 'Iryna Kovalenko', null) returning id`.execute(
      foyer.database.sql,
    );
    const [taras, iryna] = rows.map((row) => row.id);
    for (const [index, session] of sessions.entries()) {
      if (index === 2) continue;
      await sql`insert into session_speaker (session_id, speaker_id, role, position)
        values (${session.id}, ${index % 2 ? taras : iryna}, 'speaker', 0)`.execute(foyer.database.sql);
    }
    return { event, sessions, moderator, speaker, guest, taras, iryna, path: `/e/${event.slug}` };
  }

  it('is run by a moderator while the studio and the audience follow', async () => {
    const { moderator, speaker, guest, path } = await aDay();
    const desk = await openPage(browser, foyer, { person: moderator });
    const studio = await openPage(browser, foyer, { person: speaker, width: 1920, scheme: 'dark' });
    const programme = await openPage(browser, foyer, { person: guest, width: 390 });
    const stage = await openPage(browser, foyer, { person: speaker, width: 390 });
    await Promise.all([
      desk.goto(`${path}/manage/running`),
      studio.goto(`${path}/studio`),
      programme.goto(path),
      stage.goto(path),
    ]);
    const row = (page: Page, title: string) => page.locator('.running-row, .agenda-row', { hasText: title });
    await desk.getByText('By the programme; nobody has started it by hand.').waitFor();

    // Six minutes late: what follows is expected later, everywhere.
    await desk.keyboard.press('s');
    await row(desk, 'Kyiv').getByText('On', { exact: true }).waitFor();
    await studio.getByRole('region', { name: 'Now' }).getByText('Results of the Kyiv region').waitFor();
    await studio.getByText('6 min late').waitFor();
    await row(programme, 'Kharkiv')
      .getByText(/now expected \d\d:\d\d/)
      .waitFor();
    expect(await row(programme, 'Kyiv').getByText('Now', { exact: true }).count()).toBe(1);

    await desk.keyboard.press('l');
    await desk.getByRole('dialog').getByRole('button', { name: '10 min more' }).click();
    await studio.getByText('16 min late').waitFor();
    await desk.getByText('said: 16 min late from “Results of the Kharkiv region” on').waitFor();

    // The speaker says where they are; the moderators' page and the studio see it.
    await stage.getByRole('button', { name: 'Here, remote' }).click();
    await desk
      .getByRole('button', { name: /^Taras Bondar.*Remote, ready/ })
      .first()
      .waitFor();
    await studio.getByRole('region', { name: /^Next/ }).getByText('Remote, ready').waitFor();

    await desk.getByRole('button', { name: 'More for “Programmes for joining' }).click();
    await desk.getByRole('menuitem', { name: 'Skip' }).click();
    await row(programme, 'Programmes').getByText('Does not take place').waitFor();

    await picture(desk, 'running-1280-en');
    expect(await faultsOf(desk)).toEqual([]);
    expect(await faultsOf(studio)).toEqual([]);
    expect(await faultsOf(programme)).toEqual([]);

    const idle = desk.locator('.running-actions[aria-busy=false]');
    // Done, taken back by a key, and done again by going on.
    await idle.waitFor();
    await desk.keyboard.press('e');
    await studio.getByText('Nothing is on').waitFor();
    await idle.waitFor();
    await desk.keyboard.press('u');
    await studio.getByRole('region', { name: 'Now' }).getByText('Results of the Kyiv region').waitFor();
    await idle.locator('.running-start').click();
    await studio.getByRole('region', { name: 'Now' }).getByText('Results of the Kharkiv region').waitFor();
    await stage.getByText('You are on air.').waitFor();

    // Nobody from the audience looks behind the stage.
    await programme.goto(`${path}/studio`);
    await programme.getByText('We found nothing here.').waitFor();
  });

  (process.env['PICTURES'] ? it : it.skip)('is looked at', async () => {
    for (const language of ['en', 'uk', 'ka'] as const) {
      const { event, sessions, moderator, speaker, taras, iryna, path } = await aDay(language);
      const running = foyer.get(RunningService);
      const by = callBy(moderator);
      const session = sessions[0]?.id ?? '';
      await running.setPresence(by, event.slug, {
        session,
        speaker: iryna ?? '',
        state: 'ready',
        place: 'studio',
      });
      await running.start(by, event.slug, { session });
      await running.delay(by, event.slug, { session: sessions[1]?.id ?? '', minutes: 10 });
      await running.skip(by, event.slug, { session: sessions[4]?.id ?? '', skipped: true });
      if (taras && language === 'uk') {
        await running.setPresence(by, event.slug, {
          ...{ session: sessions[1]?.id ?? '', speaker: taras },
          ...{ state: 'ready', place: 'remote' },
        });
      }
      const shown = [
        ['manage/running', 1280, 'light', 'running'],
        ['manage/running', 390, 'light', 'running'],
        ['manage/running', 390, 'dark', 'running-dark'],
        ['studio', 1920, 'dark', 'studio'],
        ['studio', 1920, 'light', 'studio-light'],
        ['studio', 390, 'light', 'studio'],
        ['', 390, 'light', 'programme-late'],
        ['', 1280, 'light', 'programme-late'],
        [`sessions/${sessions[0]?.slug}/moderate`, 1280, 'light', 'desk-strip'],
      ] as const;
      for (const [place, width, scheme, name] of shown) {
        const person = name === 'programme-late' ? speaker : moderator;
        const page = await openPage(browser, foyer, { person, language, scheme, width });
        await page.goto(`${path}/${place}`);
        await page.locator('.running-row, .studio-figures, .agenda-row, .desk-column').first().waitFor();
        await page.locator('.running-late, .programme-note').first().waitFor();
        await shoot(page, `${name}-${width}-${language}`);
        if (name === 'running') {
          await page.locator('.running-row [aria-haspopup=menu]').last().click();
          await shoot(page, `running-menu-${width}-${language}`);
          await page.keyboard.press('Escape');
          await page.keyboard.press('l');
          await page.getByRole('dialog').waitFor();
          await page.screenshot({ path: `test/artefacts/running-late-${width}-${language}.png` });
        }
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.context().close();
      }
    }
  });
});
