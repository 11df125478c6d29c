import { RunningService } from '@foyer/agenda';
import type { Language } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { DeskService, QaService, SessionRatings, SpeakerNotes, VoteWriter } from '@foyer/qa';
import {
  anEvent,
  aParticipant,
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
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

const minute = 60_000;
const player = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

(chromiumPath ? describe : describe.skip)('what stands around a session, in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  /** A session that began twenty minutes ago and has as long to go, with its speaker, a moderator and an asker. */
  async function aRoom(values: Parameters<typeof aSession>[2] & { language?: Language } = {}) {
    const event = await anEvent(foyer, { languages: ['en', 'ka'] });
    const now = Date.now();
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad, and what it takes to keep them' },
      startsAt: new Date(now - 20 * minute),
      endsAt: new Date(now + 20 * minute),
      ...values,
    });
    const [speaker, moderator] = [
      await aPerson(foyer, { name: 'Mantas Kazlauskas', language: values.language ?? 'en' }),
      await aPerson(foyer, { name: 'Aytən Quliyeva' }),
    ];
    await aRole(foyer, event, speaker, 'speaker');
    await aRole(foyer, event, moderator, 'moderator');
    const { rows: stage } = await sql<{ id: string }>`
      with who as (
        insert into speaker (event_id, slug, name, person_id)
        values (${event.id}, 'mantas', ${speaker.name}, ${speaker.id}) returning id
      )
      insert into session_speaker (session_id, speaker_id, role, position)
      select ${session.id}, id, 'speaker', 0 from who returning speaker_id as id`.execute(foyer.database.sql);
    const asker = await aParticipant(foyer, event, {
      person: await aPerson(foyer, { name: 'Nino Kapanadze' }),
      organisation: 'Samtskhe-Javakheti Food and Agriculture Cluster',
    });
    const by = callBy(moderator);
    const publish = async (text: string, anonymous = false) => {
      const qa = foyer.get(QaService);
      const { id } = await qa.ask(callBy(asker), { session: session.id, text, anonymous });
      await qa.approve(by, { question: id });
      return id;
    };
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    const stands = stage[0]?.id ?? '';
    return { event, session, speaker, stands, moderator, asker, by, publish, path };
  }

  async function expectFits(page: Page) {
    expect(await faultsOf(page)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  }

  it('shows a speaker the question of the moment, what comes next, and the moderator’s note', async () => {
    const { session, speaker, stands, moderator, asker, by, publish, path } = await aRoom();
    const first = await publish('Who pays for the first visit, and who for the second one?');
    const second = await publish('How long does it take from the first letter to a signed agreement?', true);
    const third = await publish('Which languages do partners expect?');
    for (const text of ['Is there a list?', 'Who helps with it?']) await publish(text);
    await foyer.get(VoteWriter).vote(callBy(asker), { question: second, up: true });

    const others = await openPage(browser, foyer, { person: asker });
    await others.goto(`${path}/speaker`);
    await others.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await others.goto(path);
    await others
      .getByText('Nino Kapanadze, Samtskhe-Javakheti Food and Agriculture Cluster')
      .first()
      .waitFor();
    expect(await others.getByRole('link', { name: 'Speaker’s view' }).count()).toBe(0);

    const page = await openPage(browser, foyer, { person: speaker, width: 1024 });
    await page.goto(path);
    await page.getByRole('link', { name: 'Speaker’s view' }).click();
    await page.getByRole('heading', { name: 'Next question' }).waitFor();
    await page.locator('.fit-words', { hasText: 'How long does it take' }).waitFor();
    expect(await page.getByRole('button').or(page.getByRole('link')).count()).toBe(0);
    await foyer.get(DeskService).spotlight(by, { question: first, answering: true });
    await page.getByRole('heading', { name: 'Being answered now' }).waitFor();
    await page.locator('.fit-words', { hasText: 'Who pays' }).waitFor();
    await page.getByText('Nino Kapanadze, Samtskhe-Javakheti Food and Agriculture Cluster').waitFor();
    await page.getByRole('listitem').first().getByText('How long does it take').waitFor();
    await page.getByText('1 more question').waitFor();
    // What is assigned to the reader comes first, whatever the votes.
    expect(await page.getByText('For you').count()).toBe(0);
    await foyer.get(DeskService).assign(by, { question: third, speaker: stands });
    await page.getByRole('listitem').first().getByText('Which languages').waitFor();
    await page.getByRole('listitem').first().getByText('For you').waitFor();
    await expectFits(page);
    await shoot(page, 'speaker-view-1024');

    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`${path}/moderate`);
    await desk.getByText('No note is on their screen.').waitFor();
    await desk.getByRole('button', { name: 'Write a note' }).click();
    await desk.getByRole('button', { name: 'Please speak slower' }).click();
    await page.getByText('Please speak slower').waitFor();
    await desk.getByText('Not seen yet').waitFor();
    await desk.getByRole('button', { name: 'Write a note' }).click();
    await expectFits(desk);
    await shoot(desk, 'stage-note-desk-1280');
    await desk.getByLabel('Your note').fill('Two more questions, then close');
    await desk.getByRole('button', { name: 'Show it' }).click();
    await page.getByText('Two more questions, then close').waitFor();
    expect(await page.getByText('Please speak slower').count()).toBe(0);
    await shoot(page, 'speaker-view-note-1024');
    await page.getByRole('button', { name: 'Seen' }).click();
    await page.getByText('You have seen it').waitFor();
    await desk.getByText('Seen · Aytən Quliyeva').waitFor();
    await expectFits(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFits(page);
    await shoot(page, 'speaker-view-390');
    await desk.getByRole('button', { name: 'Take it away' }).click();
    await page.getByText('Two more questions, then close').waitFor({ state: 'hidden' });
    expect(await page.getByRole('button').count()).toBe(0);
    await desk.getByRole('link', { name: 'Speaker’s view' }).click();
    await desk.getByRole('heading', { name: 'Being answered now' }).waitFor();

    const stage = await openPage(browser, foyer, { person: moderator });
    await stage.goto(`${path}/stage`);
    await stage.getByText('Nino Kapanadze, Samtskhe-Javakheti Food and Agriculture Cluster').waitFor();
    await foyer.get(DeskService).spotlight(by, { question: second, answering: true });
    await stage.getByText('Anonymous').waitFor();
    expect(await stage.getByText('Samtskhe').count()).toBe(0);
    expect(session.questions).toBe(true);
    for (const context of browser.contexts()) await context.close();
  });

  it('says in words and by its frame that little time is left, and that there is none', async () => {
    const { event, session, speaker, by, publish, path } = await aRoom({ language: 'ka' });
    await publish('რომელი ქვეყნების კლასტერებს შეუძლიათ მიიღონ მონაწილეობა საერთო პროექტებში?');
    await foyer.get(SpeakerNotes).set(by, {
      session: session.id,
      text: 'გთხოვთ, უფრო ნელა ისაუბროთ და მიუახლოვდეთ მიკროფონს',
    });
    const page = await openPage(browser, foyer, {
      person: speaker,
      language: 'ka',
      width: 1024,
      scheme: 'dark',
    });
    await page.goto(`${path}/speaker`);
    const clock = page.getByRole('timer');
    await clock.filter({ hasText: 'დარჩა' }).waitFor();
    const running = foyer.get(RunningService);
    await running.shorten(by, event.slug, { session: session.id, minutes: 17 });
    await clock.filter({ hasText: 'ბოლო წუთები' }).waitFor();
    await expectFits(page);
    await shoot(page, 'speaker-view-last-ka-1024');
    foyer.clock.set(new Date(Date.now() - 50 * minute));
    await running.start(by, event.slug, { session: session.id });
    foyer.clock.set(new Date());
    await clock.filter({ hasText: 'დრო ამოიწურა' }).waitFor();
    await expectFits(page);
    await shoot(page, 'speaker-view-over-ka-1024');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFits(page);
    await shoot(page, 'speaker-view-over-ka-390');
    await running.end(by, event.slug, { session: session.id });
    await clock.filter({ hasText: 'ეს სესია დასრულდა' }).waitFor();
    await page.context().close();
  });

  it('shows the video beside the questions, once somebody asks for it, from its player alone', async () => {
    const { asker, publish, path } = await aRoom({ streamUrl: 'https://youtu.be/dQw4w9WgXcQ' });
    await publish('Who pays for the first visit?');
    const page = await openPage(browser, foyer, { person: asker });
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(foyer.url) && !request.url().startsWith('data:'))
        elsewhere.push(request.url());
    });
    await page.route(`${player}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Player</title><p>Plays</p>' }),
    );
    await page.goto(path);
    const show = page.getByRole('button', { name: 'Show the video here' });
    await show.waitFor();
    await page.getByRole('link', { name: 'Open at YouTube' }).waitFor();
    await page.getByText('Who pays for the first visit?').first().waitFor();
    await expectFits(page);
    await shoot(page, 'video-ask-1280');
    expect(elsewhere).toEqual([]);
    await show.click();
    await page.frameLocator('.session-video').getByText('Plays').waitFor();
    expect(elsewhere).toEqual([player]);
    const place = async (name: string) => {
      const box = await page.locator(name).boundingBox();
      if (!box) throw new Error(`${name} is not there`);
      return box;
    };
    const [video, questions] = [await place('.session-video'), await place('.live-room-main')];
    expect(video.x + video.width).toBeLessThanOrEqual(questions.x);
    expect(Math.abs(video.y - questions.y)).toBeLessThan(120);
    await shoot(page, 'video-1280');
    await page.setViewportSize({ width: 390, height: 844 });
    const [above, below] = [await place('.session-video'), await place('.live-room-main')];
    expect(above.y + above.height).toBeLessThanOrEqual(below.y);
    await expectFits(page);
    await shoot(page, 'video-390');

    const refused = await page.evaluate(
      (address) =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            resolve(effectiveDirective),
          );
          const frame = document.createElement('iframe');
          frame.src = address;
          document.body.append(frame);
        }),
      'https://example.org/video',
    );
    expect(refused).toBe('frame-src');
    await page.context().close();
  });

  it('only links to what opens in a window of its own', async () => {
    const { asker, path } = await aRoom({ streamUrl: 'https://zoom.us/j/123456789' });
    const page = await openPage(browser, foyer, { person: asker, width: 390 });
    await page.goto(path);
    const link = page.getByRole('link', { name: 'Open at Zoom' });
    await link.waitFor();
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(await page.getByRole('button', { name: 'Show the video here' }).count()).toBe(0);
    await expectFits(page);
    await page.context().close();
  });

  it('asks how it was as the session ends, unless the moderator has switched that off', async () => {
    const { event, session, asker, moderator, by, path } = await aRoom();
    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(`${path}/moderate`);
    const rule = desk.getByLabel('Ask how the session was when it ends');
    const open = async () => {
      await desk.getByRole('button', { name: 'Rules for questions' }).click();
      await rule.waitFor();
    };
    const save = async () => {
      await desk.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
      await rule.waitFor({ state: 'detached' });
    };
    await open();
    expect(await rule.isChecked()).toBe(true);
    await rule.uncheck({ force: true });
    await shoot(desk, 'rules-1280');
    await save();
    const audience = await openPage(browser, foyer, { person: asker, width: 390 });
    await audience.goto(path);
    await audience.getByText('Questions are open').waitFor();
    const running = foyer.get(RunningService);
    await running.start(by, event.slug, { session: session.id });
    await running.end(by, event.slug, { session: session.id });
    await audience.getByText('This session is over').waitFor();
    await foyer.get(SessionRatings).openDue();
    await open();
    expect(await rule.isChecked()).toBe(false);
    await rule.check({ force: true });
    await save();
    expect(await audience.getByText('How was this session?').count()).toBe(0);
    await foyer.get(SessionRatings).openDue();
    await audience.getByText('How was this session?').first().waitFor();
    for (const context of browser.contexts()) await context.close();
  });
});
