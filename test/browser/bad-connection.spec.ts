import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { pushes } from '@foyer/contracts';
import { Notifier, sql } from '@foyer/platform';
import { DeskService, QaService } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aProxy,
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
  type Proxy,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';

const phone = 360;

(chromiumPath ? describe : describe.skip)('the live room over a bad connection', () => {
  let foyer: Foyer;
  let browser: Browser;
  const wires: Proxy[] = [];
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    for (const wire of wires.splice(0)) await wire.close();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  async function aRoom() {
    const event = await anEvent(foyer);
    const start = foyer.clock.now().getTime() - 5 * 60_000;
    const session = await aSession(foyer, event, {
      title: { en: 'How clusters find partners abroad' },
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const asker = await aPerson(foyer, { name: 'Nino Kapanadze' });
    await aRole(foyer, event, asker, 'attendee');
    const moderator = await aPerson(foyer);
    await aRole(foyer, event, moderator, 'moderator');
    const owner = callBy(event.owner);
    const publish = async (text: string): Promise<number> => {
      const { id } = await foyer.get(QaService).ask(owner, { session: session.id, text, anonymous: false });
      await foyer.get(QaService).approve(owner, { question: id });
      return id;
    };
    const wire = await aProxy([foyer.url]);
    wires.push(wire);
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    const page = await openPage(browser, { ...foyer, url: wire.url }, { person: asker, width: phone });
    const asked = async () =>
      (
        await sql<{ text: string }>`
          select text from question where session_id = ${session.id} and person_id = ${asker.id}`.execute(
          foyer.database.sql,
        )
      ).rows.map(({ text }) => text);
    const voted = async () =>
      (
        await sql<{ id: number }>`
          select question_id as id from vote v join question q on q.id = v.question_id
          where q.session_id = ${session.id} and v.person_id = ${asker.id} and not v.united
          order by 1`.execute(foyer.database.sql)
      ).rows.map(({ id }) => id);
    /** What they asked, with whether it bears their name. */
    const named = async () =>
      (
        await sql<{ named: boolean }>`
          select author is not null as named from question
          where session_id = ${session.id} and person_id = ${asker.id}`.execute(foyer.database.sql)
      ).rows.map((row) => row.named);
    return { event, session, owner, moderator, publish, wire, path, page, asked, named, voted };
  }

  const voteFor = (page: Page, text: string) =>
    page
      .getByRole('listitem')
      .filter({ hasText: text })
      .getByRole('button', { name: /I want this/ });
  const openForm = async (page: Page) => {
    await page.getByRole('button', { name: 'Ask a question' }).click();
    return page.getByRole('dialog');
  };
  /** As a phone does that needs the memory: what the page knew is gone, and it is opened again. */
  const discardAndOpen = async (page: Page, path: string): Promise<Page> => {
    const context = page.context();
    await page.close();
    const again = await context.newPage();
    await again.goto(path);
    return again;
  };

  it('says so where one has scrolled to, and nothing but a dot to a hall', async () => {
    const { moderator, publish, wire, path, page } = await aRoom();
    for (let n = 1; n <= 9; n++) await publish(`Who pays for visit number ${n}?`);
    const stage = await openPage(browser, { ...foyer, url: wire.url }, { person: moderator });
    const overlay = await openPage(browser, { ...foyer, url: wire.url }, { person: moderator });
    await Promise.all([
      page.goto(path),
      stage.goto(`${path}/stage`),
      overlay.goto(`${path}/stage?theme=transparent`),
    ]);
    await voteFor(page, 'visit number 9?').scrollIntoViewIfNeeded();
    for (const one of [stage, overlay]) await one.getByText('Who pays for visit number 1?').waitFor();
    // The moderator has a meeting of their own: no concern of the hall's.
    const desk = await openPage(browser, foyer, { person: moderator });
    await desk.goto(path);
    await voteFor(desk, 'visit number 9?').waitFor();
    await foyer.get(Notifier).whisper({
      ...{ room: `person:${moderator.id}`, push: pushes.roomCall },
      content: { event: 'any', meeting: crypto.randomUUID(), name: 'Nino' },
    });
    await desk.getByRole('alert').filter({ hasText: 'Nino' }).waitFor();
    expect(await stage.getByText('Nino').count()).toBe(0);

    wire.away();
    const notice = page.getByText('No connection. What you see may be old; we keep trying.');
    await notice.waitFor();
    const box = await notice.boundingBox();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(200);
    expect(box?.y ?? -1).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(844);
    await shoot(page, `no-connection-scrolled-${phone}`);
    await stage.locator('.stage-broken').waitFor();
    await shoot(stage, 'stage-no-connection');
    expect(await stage.getByText('No connection.').count()).toBe(0);
    expect((await stage.locator('.stage').boundingBox())?.y).toBe(0);
    expect(await overlay.locator('.stage-broken').isVisible()).toBe(false);
    expect(await faultsOf(stage)).toEqual([]);
  });

  it('says so, keeps what is asked and voted meanwhile, and does it once when it is back', async () => {
    const { owner, publish, wire, path, page, asked, voted } = await aRoom();
    const first = await publish('Who pays for the first visit?');
    const twin = await publish('Who is to pay for it?');
    const other = await publish('When does the call open?');
    await page.goto(path);
    await voteFor(page, 'When does the call open?').waitFor();
    wire.away();
    await page.getByText('No connection. What you see may be old; we keep trying.').waitFor();

    for (const text of ['Who is to pay for it?', 'When does the call open?']) {
      await voteFor(page, text).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: text })
        .getByText('Your vote is sent as soon as there is a connection.')
        .waitFor();
      expect(await voteFor(page, text).getAttribute('aria-pressed')).toBe('true');
    }
    let form = await openForm(page);
    await form.getByLabel('Your question').fill('Is there a second call?');
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await form.getByText('No connection at the moment. Your question is kept').waitFor();
    await page.getByRole('button', { name: 'Close, keep what is written' }).click();
    const waiting = page.getByText('Your question waits here and is sent as soon as there is a connection.');
    await waiting.waitFor();
    await shoot(page, `bad-connection-${phone}`);
    expect(await faultsOf(page)).toEqual([]);
    // Opened again, the form knows that it is on its way: it cannot be asked a second time.
    form = await openForm(page);
    await form.getByText('No connection at the moment. Your question is kept').waitFor();
    expect(await form.locator('button[type=submit]').isDisabled()).toBe(true);

    await foyer.get(DeskService).merge(owner, { question: twin, into: first });
    expect([await asked(), await voted()]).toEqual([[], []]);
    wire.back();
    // Exactly: the live region says it in a sentence, too.
    await page.getByText('Waiting for the moderator', { exact: true }).waitFor();
    await waiting.waitFor({ state: 'detached' });
    await voteFor(page, 'Who is to pay for it?').waitFor({ state: 'detached' });
    // The vote for the one that is gone is a vote for the one that stands for it.
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Who pays for the first visit?' })
      .locator('button[aria-pressed=true]', { hasText: '1' })
      .waitFor();
    await page.getByText('What you see may be old').waitFor({ state: 'detached' });
    expect([await asked(), await voted()]).toEqual([['Is there a second call?'], [first, other]]);
  });

  it('takes a double click for one vote, and shows in each tab what was done in the other', async () => {
    const { publish, path, page, voted, asked } = await aRoom();
    const question = await publish('Who pays for the first visit?');
    await page.goto(path);
    const [vote] = [voteFor(page, 'Who pays')];
    await vote.dblclick();
    await until('the vote is there', async () => (await voted()).length === 1);
    const tab = await page.context().newPage();
    await tab.goto(path);
    const other = (pressed: boolean, at: Page) =>
      at.locator(`.vote-button[aria-pressed=${pressed}]:visible`).waitFor();
    await Promise.all([other(true, page), other(true, tab)]);
    expect(await voted()).toEqual([question]);
    await voteFor(tab, 'Who pays').click();
    await other(false, page);
    expect(await voted()).toEqual([]);

    const [here, there] = [await openForm(page), await openForm(tab)];
    await here.getByLabel('Your question').fill('Asked from one of two tabs?');
    await until('the other tab shows it', async () =>
      (await there.getByLabel('Your question').inputValue()).startsWith('Asked'),
    );
    await here.getByRole('button', { name: 'Send to the moderator' }).dblclick();
    await here.waitFor({ state: 'detached' });
    await until(
      'the other tab knows that it is sent',
      async () => (await there.getByLabel('Your question').inputValue()) === '',
    );
    expect(await asked()).toEqual(['Asked from one of two tabs?']);
  });

  it('asks a question anonymously that was begun so, in every tab and after a reload, and once', async () => {
    const { wire, path, page, asked, named } = await aRoom();
    await page.goto(path);
    const tab = await page.context().newPage();
    await tab.goto(path);
    const [here, there] = [await openForm(page), await openForm(tab)];
    const [text, anonymous] = ['Who is paid by whom?', 'Ask anonymously'];
    await here.getByLabel('Your question').fill(text);
    await here.getByRole('switch', { name: anonymous }).check();
    await until('the other tab shows all of it', async () => {
      const words = await there.getByLabel('Your question').inputValue();
      return words === text && (await there.getByRole('switch', { name: anonymous }).isChecked());
    });
    await tab.close();
    await page.reload();
    const form = await openForm(page);
    expect(await form.getByLabel('Your question').inputValue()).toBe(text);
    expect(await form.getByRole('switch', { name: anonymous }).isChecked()).toBe(true);

    // It arrives, the answer does not, and the phone throws the page away.
    wire.mute();
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await until('it is asked', async () => (await asked()).length === 1);
    wire.away();
    wire.back();
    const again = await discardAndOpen(page, path);
    await again.getByText('Waiting for the moderator', { exact: true }).waitFor();
    const empty = await openForm(again);
    await until(
      'the form knows that it is sent',
      async () => (await empty.getByLabel('Your question').inputValue()) === '',
    );
    expect([await asked(), await named()]).toEqual([[text], [false]]);
  });

  it('sends what was voted and asked without a connection although the page was thrown away', async () => {
    const { publish, wire, path, page, asked, voted } = await aRoom();
    const question = await publish('Who pays for the first visit?');
    await page.goto(path);
    await voteFor(page, 'Who pays').waitFor();
    wire.away();
    await page.getByText('No connection. What you see may be old; we keep trying.').waitFor();
    await voteFor(page, 'Who pays').click();
    const form = await openForm(page);
    await form.getByLabel('Your question').fill('Is there a second call?');
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await form.getByText('No connection at the moment. Your question is kept').waitFor();
    wire.back();
    const again = await discardAndOpen(page, path);
    await again.getByText('Waiting for the moderator', { exact: true }).waitFor();
    await again.locator('.vote-button[aria-pressed=true]', { hasText: '1' }).waitFor();
    await until('both arrived', async () => (await voted()).length === 1 && (await asked()).length === 1);
    expect([await asked(), await voted()]).toEqual([['Is there a second call?'], [question]]);
    // Nothing is left that would be sent again.
    const left = () => again.evaluate(() => Object.keys(localStorage).filter((key) => /room/.test(key)));
    await until('nothing is kept any more', async () => (await left()).length === 0);
  });

  it('knows what was voted and asked when one was on another page meanwhile', async () => {
    const { publish, wire, path, page, asked } = await aRoom();
    await publish('Who pays for the first visit?');
    await page.goto(path);
    await voteFor(page, 'Who pays').click();
    await page.locator('.vote-button[aria-pressed=true]', { hasText: '1' }).waitFor();
    const leave = async () => {
      await page.getByRole('link', { name: 'Programme' }).first().click();
      await voteFor(page, 'Who pays').waitFor({ state: 'detached' });
    };
    // Before the stream that says what one has voted for is left.
    await leave();
    await page.goBack();
    await voteFor(page, 'Who pays').waitFor();
    expect(await voteFor(page, 'Who pays').getAttribute('aria-pressed')).toBe('true');

    wire.away();
    await page.getByText('No connection. What you see may be old; we keep trying.').waitFor();
    let form = await openForm(page);
    await form.getByLabel('Your question').fill('Is there a second call?');
    await form.getByRole('button', { name: 'Send to the moderator' }).click();
    await form.getByText('No connection at the moment. Your question is kept').waitFor();
    await page.getByRole('button', { name: 'Close, keep what is written' }).click();
    await leave();
    await page.goBack();
    await page.getByText('Your question waits here and is sent as soon as there is a connection.').waitFor();
    form = await openForm(page);
    await form.getByText('No connection at the moment. Your question is kept').waitFor();
    expect(await form.locator('button[type=submit]').isDisabled()).toBe(true);
    wire.back();
    await until(
      'the form knows that it is sent',
      async () => (await form.getByLabel('Your question').inputValue()) === '',
    );
    expect(await asked()).toEqual(['Is there a second call?']);
  });
});
