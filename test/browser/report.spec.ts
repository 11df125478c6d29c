import { AfterService, BookingsService, ContactsService, RequestsService } from '@foyer/meetings';
import { sql } from '@foyer/platform';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  aSpeaker,
  callBy,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { bothPictures, settled } from './kit.js';

(chromiumPath ? describe : describe.skip)('the report, in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer();
    // Browsers have the clock of this machine.
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aPlayedEvent() {
    const owner = await aPerson(foyer, { organiser: true, name: 'Natia Organiser' });
    const event = await anEvent(foyer, {
      ...{ owner, timeZone: 'Asia/Tbilisi', languages: ['en', 'ka'] },
      title: { en: 'Clusters of the region meet', ka: 'რეგიონის კლასტერები ხვდებიან' },
      expectedOutcomes: [
        {
          en: 'A new model of cooperation between regions',
          ka: 'რეგიონებს შორის თანამშრომლობის ახალი მოდელი',
        },
      ],
    });
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad', ka: 'როგორ პოულობენ კლასტერები პარტნიორებს' },
    });
    for (const organisation of [
      'საქართველოს ინოვაციების სააგენტო',
      'Şirvan Klasteri',
      'Cluster of the North',
    ]) {
      const { id } = await aParticipant(foyer, event, { organisation });
      await sql`insert into attendance (session_id, person_id, entered_at, left_at)
        values (${session.id}, ${id}, ${session.startsAt}, ${session.endsAt})`.execute(foyer.database.sql);
    }
    return { owner, event, path: `/e/${event.slug}/manage/report` };
  }

  it('keeps what is written beside an expectation, and shows two writers each other', async () => {
    const { owner, path } = await aPlayedEvent();
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(path);
    await settled(page);
    const [one, other] = [page, await openPage(browser, foyer, { person: owner })];
    await other.goto(path);
    const card = (at: typeof page) => at.getByRole('region', { name: 'A new model of cooperation' });
    await card(other).waitFor();
    await card(one).getByLabel('Partly reached').check();
    await card(one).getByLabel('What came of it (English)').fill('Two regions have signed.');
    await card(one).getByText('Saved', { exact: true }).waitFor();
    await card(other).getByLabel('What came of it (English)').fill('Nothing was signed.');
    await card(other)
      .getByText(/Somebody else has written here meanwhile/)
      .waitFor();
    await card(other).getByRole('button', { name: 'Show what is there now' }).click();
    await card(other)
      .getByText(/Somebody else has written here meanwhile/)
      .waitFor({ state: 'detached' });
    expect(await card(other).getByLabel('What came of it (English)').inputValue()).toBe(
      'Two regions have signed.',
    );
    await other.close();
    await page.reload();
    expect(await card(page).getByLabel('Partly reached').isChecked()).toBe(true);
    expect(
      await page
        .getByText(/3 came, at most 3 at the same time/)
        .first()
        .isVisible(),
    ).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'report');
  });

  it('is written into a PDF while one watches', async () => {
    const { owner, path } = await aPlayedEvent();
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(path);
    await page.getByRole('button', { name: 'Write the file' }).click();
    const link = page.getByRole('link', { name: /Download event-\d+-report-en\.pdf/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/report-en\.pdf$/);
    await page.close();
  });

  it('says of an empty event what to do, and is nobody else’s', async () => {
    const owner = await aPerson(foyer, { organiser: true, language: 'ka' });
    const event = await anEvent(foyer, { owner });
    const page = await openPage(browser, foyer, { person: owner, language: 'ka' });
    await page.goto(`/e/${event.slug}/manage/report`);
    await page.getByText('ჯერ არავინ დარეგისტრირებულა').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'report-empty-ka');
    const guest = await openPage(browser, foyer, { person: await aParticipant(foyer, event) });
    await guest.goto(`/e/${event.slug}/manage/report`);
    await guest.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });

  it('shows everybody the summary without small figures, and a participant what it was to them', async () => {
    const { owner, event } = await aPlayedEvent();
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto(`/e/${event.slug}/summary`);
    await page.getByText('3 of 3 came').waitFor();
    await page.getByRole('switch', { name: 'As everybody sees it' }).click({ force: true });
    await page.getByText('3 of 3 came').waitFor({ state: 'detached' });
    // Nobody is asked whether to tell an unknown number of people.
    expect(await page.getByRole('button', { name: 'Publish and tell everybody' }).count()).toBe(0);
    await page.getByText(/^A dash stands where/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'summary-public');
    const session = await sql<{ id: string }>`select id from session where event_id = ${event.id}`.execute(
      foyer.database.sql,
    );
    const speaker = await aParticipant(foyer, event);
    await aSpeaker(foyer, { id: session.rows[0]?.id ?? '', event: event.id }, { person: speaker.id });
    await sql`insert into question (session_id, person_id, text, state, reply, asked_at)
      select id, ${speaker.id}, 'How does one begin?', 'answered', 'With one small project.', now()
      from session where event_id = ${event.id}`.execute(foyer.database.sql);
    await sql`insert into session_star (session_id, person_id, starred_at)
      select id, ${speaker.id}, now() from session where event_id = ${event.id}`.execute(foyer.database.sql);
    const own = await openPage(browser, foyer, { person: speaker });
    await own.goto(`/e/${event.slug}/recap`);
    await own.getByText('With one small project.').waitFor();
    await own.getByRole('heading', { name: 'Where you spoke' }).waitFor();
    await own.getByText('You have exchanged contacts with nobody yet.', { exact: false }).waitFor();
    const partner = await aParticipant(foyer, event, { organisation: 'Looms of Brașov' });
    const { slots } = await aBlock(foyer, event);
    const request = await foyer.get(RequestsService).request(callBy(speaker), event.slug, { to: partner.id });
    const { id: meeting } = await foyer
      .get(BookingsService)
      .accept(callBy(partner), event.slug, request.id, slots[0]?.id ?? '');
    const now = foyer.clock.now();
    foyer.clock.set(new Date((slots[0]?.endsAt.getTime() ?? 0) + 60_000));
    await sql`update meeting set state = 'held' where id = ${meeting}`.execute(foyer.database.sql);
    // A day later: where the person lives it may be tomorrow already.
    const followUpOn = new Date(foyer.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const [after, contacts] = [foyer.get(AfterService), foyer.get(ContactsService)];
    await after.say(callBy(speaker), event.slug, meeting, { outcome: 'informative', followUpOn });
    await after.note(callBy(speaker), event.slug, meeting, { text: 'Sends samples of felt', version: 0 });
    await contacts.share(callBy(speaker), event.slug, partner.id, { shared: true });
    await contacts.share(callBy(partner), event.slug, speaker.id, { shared: true });
    await own.reload();
    await own.getByText('Sends samples of felt').first().waitFor();
    await own.getByRole('link', { name: partner.email }).waitFor();
    expect(await faultsOf(own)).toEqual([]);
    await bothPictures(own, 'recap');
    await own.getByRole('button', { name: `Done: ${partner.name}` }).click();
    await own.getByText('Nothing to follow up.', { exact: false }).waitFor();
    foyer.clock.set(now);
  });

  it('holds the events of a year against targets', async () => {
    const owner = await aPerson(foyer, { organiser: true });
    const over = { startsAt: new Date('2026-03-02T08:00:00Z'), endsAt: new Date('2026-03-02T12:00:00Z') };
    const series = { slug: 'abroad', name: { en: 'Clusters abroad' }, link: null };
    const title = { en: 'Presentation of the cluster in Baku' };
    const event = await anEvent(foyer, { owner, series, title, ...over });
    for (let number = 0; number < 3; number++) await aParticipant(foyer, event);
    const page = await openPage(browser, foyer, { person: owner });
    await page.goto('/reports?from=2026-01-01&to=2026-12-31');
    await page.getByRole('link', { name: title.en }).waitFor();
    await page.getByRole('button', { name: 'Set targets' }).click();
    await page.getByLabel('Target: New people').fill('20');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('3 of 20').waitFor();
    await page.reload();
    await page.getByText('3 of 20').waitFor();
    await page.getByLabel('Series').selectOption('Clusters abroad');
    await page.getByRole('button', { name: 'Set targets' }).waitFor();
    await page.getByText('3 of 20').waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel('Series').selectOption('All events');
    await page.getByText('3 of 20').waitFor();
    await bothPictures(page, 'reports');
  });
});
