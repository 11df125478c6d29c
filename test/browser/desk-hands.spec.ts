import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { DeskService, PollService, QaService, VoteWriter } from '@foyer/qa';
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
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

(chromiumPath ? describe : describe.skip)('a moderator’s hands at the desk', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
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

  async function aDesk(texts: readonly string[], language: 'en' | 'ka' = 'en') {
    const event = await anEvent(foyer, { languages: ['en', 'ka'] });
    const start = foyer.clock.now().getTime() - 60_000;
    const session = await aSession(foyer, event, {
      startsAt: new Date(start),
      endsAt: new Date(start + 40 * 60_000),
    });
    const asker = await aPerson(foyer, { name: 'Nino Kapanadze' });
    const moderator = await aPerson(foyer, { name: 'Aytən Quliyeva', language });
    const second = await aPerson(foyer, { name: 'Rasa Kazlauskienė' });
    await aRole(foyer, event, asker, 'attendee');
    for (const one of [moderator, second]) await aRole(foyer, event, one, 'moderator');
    const qa = foyer.get(QaService);
    const ask = async (text: string) =>
      (await qa.ask(callBy(asker), { session: session.id, text, anonymous: false })).id;
    const ids: number[] = [];
    for (const text of texts) ids.push(await ask(text));
    const page = await openPage(browser, foyer, { person: moderator, language });
    const path = `/e/${event.slug}/sessions/${session.slug}`;
    const open = async () => {
      await page.goto(`${path}/moderate`);
      await page
        .getByText(texts.at(-1) ?? '')
        .first()
        .waitFor();
    };
    return {
      ...{
        page,
        open,
        path,
        session,
        event,
        asker,
        ids,
        ask,
        qa,
        by: callBy(moderator),
        second: callBy(second),
      },
      desk: foyer.get(DeskService),
    };
  }
  const card = (page: Page, text: string) => page.locator('.desk-card', { hasText: text });
  const inColumn = (page: Page, column: string, text: string) =>
    page.locator(`.desk-column[data-column=${column}] .desk-card`, { hasText: text });
  /** Two clicks at one place, as a double click is. */
  async function clickTwice(page: Page, box: { x: number; y: number; width: number; height: number } | null) {
    if (!box) throw new Error('there is nothing to click on');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down({ clickCount: 1 });
    await page.mouse.up({ clickCount: 1 });
    return async () => {
      await page.mouse.down({ clickCount: 2 });
      await page.mouse.up({ clickCount: 2 });
    };
  }

  /** Clicks on what has come under the pointer by the time when what waits moves. */
  const clickOnceMoved = (page: Page): Promise<void> =>
    page.evaluate(
      () =>
        new Promise((clicked) => {
          const list = document.querySelector('.desk-column[data-column=waiting] .desk-list');
          const watch = new MutationObserver(() => {
            watch.disconnect();
            requestAnimationFrame(() => {
              const button = list?.querySelector('.desk-card button');
              button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
              clicked();
            });
          });
          if (list) watch.observe(list, { childList: true });
        }),
    );

  it('undoes one step by a double click, says which, and takes back just what was told', async () => {
    const { page, open, qa, ids, by } = await aDesk(['First one?', 'Second one?', 'Third one?']);
    // Ten minutes ago, on another device.
    await qa.approve(by, { question: ids[0] ?? 0 });
    await open();
    await card(page, 'Second one?').getByRole('button', { name: 'Approve' }).click();
    const told = page.getByRole('status').filter({ hasText: 'Approved a question' });
    await told.getByText('Second one?').waitFor();
    await bothPictures(page, 'desk-step');
    const again = await clickTwice(
      page,
      await page.getByRole('button', { name: 'Undo my last step' }).boundingBox(),
    );
    await inColumn(page, 'waiting', 'Second one?').waitFor();
    await again();
    const undone = page.getByRole('status').filter({ hasText: 'Undid: Approved a question' });
    await undone.getByText('Second one?').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(await inColumn(page, 'live', 'First one?').count()).toBe(1);

    // One right after the other: what is undone is what was pressed last.
    await card(page, 'Third one?').click();
    await page.keyboard.press('a');
    await page.keyboard.press('u');
    await undone.getByText('Third one?').waitFor();
    await inColumn(page, 'waiting', 'Third one?').waitFor();
    expect(await inColumn(page, 'live', 'First one?').count()).toBe(1);

    await card(page, 'Third one?').getByRole('button', { name: 'Approve' }).click();
    await told.getByRole('button', { name: 'Undo' }).press('Enter');
    await inColumn(page, 'waiting', 'Third one?').waitFor();
    // What was done before the page was opened is undone, too, and told.
    await page.keyboard.press('u');
    await undone.getByText('First one?').waitFor();
  });

  it('gives the second click of a double click to no other card, and moves none under the pointer', async () => {
    const { page, open, qa, ids, ask, second, event } = await aDesk(['Early one?', 'Middle one?']);
    await open();
    const first = card(page, 'Early one?').getByRole('button', { name: 'Approve' });
    const place = await first.boundingBox();
    const again = await clickTwice(page, place);
    await inColumn(page, 'live', 'Early one?').waitFor();
    await again();
    // Another moderator takes away what the pointer stands on, just before the click.
    await ask('Late one?');
    await card(page, 'Late one?').waitFor();
    await card(page, 'Middle one?').getByRole('button', { name: 'Approve' }).hover();
    const clicked = clickOnceMoved(page);
    await qa.approve(second, { question: ids[1] ?? 0 });
    await clicked;
    await page.locator('.desk-card[aria-busy]').waitFor({ state: 'detached' });
    expect(await inColumn(page, 'waiting', 'Late one?').count()).toBe(1);

    const order = () => page.locator('.desk-column[data-column=live] .question-text').allTextContents();
    expect(await order()).toEqual(['Early one?', 'Middle one?']);
    await inColumn(page, 'live', 'Early one?').hover();
    const voter = await aPerson(foyer);
    await aRole(foyer, event, voter, 'attendee');
    await foyer.get(VoteWriter).vote(callBy(voter), { question: ids[1] ?? 0, up: true });
    await inColumn(page, 'live', 'Middle one?').getByRole('img', { name: 'Votes: 1' }).waitFor();
    expect(await order()).toEqual(['Early one?', 'Middle one?']);
    await page.getByRole('heading', { level: 1 }).hover();
    await page.waitForFunction(
      () =>
        document.querySelector('.desk-column[data-column=live] .question-text')?.textContent ===
        'Middle one?',
    );
  });

  it('closes a poll by a double click, and does not open it again', async () => {
    const { page, open, session, by } = await aDesk(['Who pays?']);
    const polls = foyer.get(PollService);
    const kind = 'single' as const;
    const { id } = await polls.create(by, {
      ...{ session: session.id, kind, question: 'Which day?', options: ['Monday', 'Friday'], most: 1 },
    });
    await polls.open(by, { poll: id, open: true });
    await open();
    const poll = page.getByRole('listitem').filter({ hasText: 'Which day?' });
    await poll.scrollIntoViewIfNeeded();
    const again = await clickTwice(page, await poll.getByRole('button', { name: 'Close' }).boundingBox());
    await poll.getByRole('button', { name: 'Open again' }).waitFor();
    await again();
    // A thumb's second tap is a click of its own.
    await poll.getByRole('button', { name: 'Open again' }).press('Enter');
    await poll.getByRole('button', { name: 'Close' }).waitFor();
    await page.evaluate(
      () =>
        new Promise<void>((clicked) => {
          const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Close');
          const click = () => button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
          const box = button?.getBoundingClientRect();
          const at = { clientX: (box?.x ?? 0) + 5, clientY: (box?.y ?? 0) + 5, bubbles: true };
          button?.dispatchEvent(new PointerEvent('pointerdown', at));
          const watch = new MutationObserver(() => {
            if (button?.textContent === 'Close' || button?.disabled) return;
            watch.disconnect();
            click();
            clicked();
          });
          watch.observe(document.body, {
            subtree: true,
            childList: true,
            characterData: true,
            attributes: true,
          });
          click();
        }),
    );
    await poll.getByRole('button', { name: 'Open again', disabled: false }).waitFor();
    const { rows } = await sql<{ step: string }>`
      select step from poll_step where poll_id = ${id} order by id`.execute(foyer.database.sql);
    expect(rows.map(({ step }) => step)).toEqual([
      ...['poll-created', 'poll-opened', 'poll-closed', 'poll-reopened', 'poll-closed'],
    ]);
  });

  it('keeps what was written where it is refused, where somebody presses beside it, and without a connection', async () => {
    const { page, open, qa, desk, ids, second } = await aDesk(['who pays?', 'Where is it?']);
    const [edited = 0] = ids;
    await open();
    await card(page, 'who pays?').click();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    const words = dialog.getByLabel('The question');
    await words.fill('Who pays for the first visit?');
    await page.mouse.click(5, 5);
    expect(await words.inputValue()).toBe('Who pays for the first visit?');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    expect(await words.inputValue()).toBe('Who pays for the first visit?');
    await desk.edit(second, { question: edited, text: 'Who pays?' });
    await card(page, 'Who pays?').waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByText('It reads now: Who pays?').waitFor();
    expect(await words.inputValue()).toBe('Who pays for the first visit?');
    await bothPictures(page, 'desk-refused');
    expect(await faultsOf(page)).toEqual([]);
    // Having read it, one may say so again.
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inColumn(page, 'live', 'Who pays for the first visit?').waitFor();

    await inColumn(page, 'live', 'Who pays for the first visit?').click();
    await page.keyboard.press('r');
    await dialog.getByLabel('The answer').fill('The cluster does.');
    await qa.dismiss(second, { question: edited, reason: 'Asked already' });
    await inColumn(page, 'done', 'Who pays').waitFor();
    await page.keyboard.press('Control+Enter');
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByLabel('The answer').inputValue()).toBe('The cluster does.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('sets aside for a usual reason, which its asker reads in their own language', async () => {
    const { page, open, path, asker } = await aDesk(['Who pays?'], 'ka');
    await open();
    await card(page, 'Who pays?').click();
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByText('უკვე დაისვა').click();
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    await inColumn(page, 'done', 'უკვე დაისვა').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    const audience = await openPage(browser, foyer, { person: asker, width: 390 });
    await audience.goto(path);
    await audience.getByText('The moderator’s reason: Asked already').waitFor();
  });

  it('changes one rule and leaves another’s alone, and the log says what was before', async () => {
    const { page, open, path, qa, second, session } = await aDesk(['Who pays?']);
    await open();
    await page.getByRole('button', { name: 'Rules for questions' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('switch', { name: 'A moderator reads questions first' }).press(' ');
    await qa.setRules(second, { session: session.id, perPerson: 3 });
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[role=dialog] input')].some(
        (one) => 'value' in one && one.value === '3',
      ),
    );
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${path}/log`);
    await page.getByText('Read first by a moderator: Yes → No').waitFor();
    await page.getByText('Questions per person: – → 3').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'desk-rules-log');
  });

  it('finds questions by words and by who asked, with the slash for a key', async () => {
    const { page, open } = await aDesk(['Who pays?', 'Do we need visas?', 'When is lunch?']);
    await open();
    await page.keyboard.press('/');
    const box = page.getByRole('searchbox', { name: 'Find by words or by who asked' });
    await page.keyboard.type('visas kapanadze');
    await page.getByRole('heading', { name: 'Waiting 1 of 3' }).waitFor();
    expect(await page.locator('.desk-card').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'desk-search');
    await page.keyboard.press('Enter');
    await page.locator('.desk-card[data-selected]', { hasText: 'visas' }).waitFor();
    await page.keyboard.press('a');
    await inColumn(page, 'live', 'visas').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    expect(await box.inputValue()).toBe('visas kapanadze');
    await page.getByRole('button', { name: 'Show all again' }).click();
    await page.getByRole('heading', { name: 'Waiting 2', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('row', { name: '/ Find by words' }).waitFor();
  });
});
