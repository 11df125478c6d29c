import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventEntity } from '@foyer/events';
import type { Person, Account } from '@foyer/people';
import {
  aPerson,
  aSession,
  anEvent,
  chromiumPath,
  faultsOf,
  openBrowser,
  openPage,
  shoot,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { sql } from '@foyer/platform';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';

let foyer: Foyer;
let browser: Browser;
let event: EventEntity & { owner: Account };
let desk: Page;
let speaker: Page;
const address = 'mariam.kapanadze@example.org';
const name = 'მარიამ კაპანაძე-აბაშიძისშვილი';

const face = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: { r: 30, g: 110, b: 120 } } })
    .jpeg()
    .toBuffer();
/** The whole page fits the width of the window. */
const fits = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

(chromiumPath ? describe : describe.skip)('speakers in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    event = await anEvent(foyer, { languages: ['en', 'ka', 'uk'] });
    desk = await openPage(browser, foyer, { person: event.owner });
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it('are made by an organiser with a picture, and asked by mail to claim their profile', async () => {
    await desk.goto(`/e/${event.slug}/manage/speakers`);
    await desk.getByText('Nobody yet').waitFor();
    await desk.getByRole('button', { name: 'Add a person' }).click();
    const form = desk.getByRole('form', { name: 'Add a person' });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('This is needed').waitFor();
    await form.getByLabel('Name', { exact: true }).fill(name);
    await form
      .getByLabel('Role at work (English)')
      .fill('Executive director of the Georgian textile cluster');
    await form.getByLabel('E-mail of the account').fill(address);
    await form.getByLabel('Web address 1').fill('example.org/mariam');
    await form.locator('input[type=file]').setInputFiles({
      name: 'me.svg',
      mimeType: 'image/jpeg',
      buffer: await face(),
    });
    await form.getByRole('button', { name: 'Remove Picture' }).waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await desk.getByText(address).waitFor();
    const line = desk.getByRole('button', { name: new RegExp(name) });
    await line.locator('img').waitFor();
    expect(await faultsOf(desk)).toEqual([]);

    await desk.getByRole('switch', { name: 'Changes by speakers wait for you' }).click();
    await desk.getByRole('button', { name: 'Mail 1 speaker' }).click();
    await desk.getByText('1 person gets a mail').waitFor();
    await desk.getByRole('button', { name: 'Send', exact: true }).click();
    await desk.getByText('1 mail is on its way').waitFor();
    await line.getByText('Mail sent').waitFor();
  });

  it('follow the mail, claim the profile, and write what organisers then look at', async () => {
    await until('the mail', () => foyer.mailbox.to(address, 'speaker-claim').length === 1);
    const link = /https?:\S+\/claim\/[\w-]+/.exec(foyer.mailbox.to(address)[0]?.text ?? '')?.[0] ?? '';
    const { rows } = await sql<{ id: string }>`select id from person where email = ${address}`.execute(
      foyer.database.sql,
    );
    const { rows: made } = await sql<{
      id: string;
    }>`select id from speaker where event_id = ${event.id}`.execute(foyer.database.sql);
    const session = await aSession(foyer, event, { title: { en: 'Yarn and bytes', ka: 'ნართი და ბაიტები' } });
    await sql`
      insert into session_speaker (session_id, speaker_id, role, position)
      values (${session.id}, ${made[0]?.id ?? ''}, 'speaker', 1)`.execute(foyer.database.sql);

    speaker = await openPage(browser, foyer);
    await speaker.goto(new URL(link).pathname);
    await speaker.getByText(`Sign in with ${address}`).waitFor();
    const [cookie = '', value = ''] = (await signedIn(foyer, { id: rows[0]?.id ?? '' })).split('=');
    await speaker.context().addCookies([{ name: cookie, value, url: foyer.url }]);
    await speaker.reload();
    await speaker.getByRole('button', { name: 'Make it mine' }).click();
    await speaker.getByRole('heading', { name: 'My speaker profile' }).waitFor();
    await speaker.getByLabel('Biography (English)').fill('Weaves people together.');
    await speaker.getByRole('button', { name: 'Save', exact: true }).click();
    await speaker.getByText('Your changes wait').waitFor();
    await speaker.getByLabel('Organisation').fill('Not saved yet');
    await speaker
      .locator('form input[type=file]')
      .first()
      .setInputFiles({
        name: 'new.jpg',
        mimeType: 'image/jpeg',
        buffer: await face(),
      });
    await speaker.getByText('new.jpg has been sent').waitFor();
    expect(await speaker.getByLabel('Organisation').inputValue()).toBe('Not saved yet');
    await speaker.getByRole('button', { name: 'Add an address' }).click();
    await speaker.getByLabel('Title').fill('The recording');
    await speaker.getByLabel('Web address', { exact: true }).fill('video.example.org/1');
    const own = speaker.getByRole('form', { name: 'Add an address' });
    await own.getByRole('button', { name: 'Save' }).click();
    await speaker.getByRole('link', { name: 'The recording' }).waitFor();
    expect(await faultsOf(speaker)).toEqual([]);
  });

  it('are shown to everybody as they wrote it once an organiser has taken it over', async () => {
    const visitor = await openPage(browser, foyer, { language: 'ka', width: 390, timeZone: 'Asia/Tbilisi' });
    await visitor.goto(`/e/${event.slug}`);
    await visitor.getByRole('link', { name }).click();
    await visitor.getByRole('heading', { level: 1, name }).waitFor();
    expect(await visitor.getByText('Weaves people together.').count()).toBe(0);

    await desk.reload();
    await desk.getByRole('button', { name: new RegExp(name) }).click();
    const review = desk.getByRole('region', { name: 'The speaker has changed' });
    await review.getByText('Weaves people together.').waitFor();
    await desk.getByLabel('A word to the speaker').fill('Thank you!');
    if (process.env.PICTURES) await pictures(desk, 'speakers-review');
    await review.getByRole('button', { name: 'Take over' }).click();
    await desk.getByText('Taken over').waitFor();

    await visitor.getByText('Weaves people together.').waitFor();
    await visitor.getByRole('link', { name: 'ნართი და ბაიტები' }).waitFor();
    expect(await visitor.locator('main img').count()).toBe(1);
    expect([await faultsOf(visitor), await fits(visitor)]).toEqual([[], true]);
    await until('the note', () => foyer.mailbox.to(address, 'speaker-reviewed').length === 1);
    expect(foyer.mailbox.to(address, 'speaker-reviewed')[0]?.text).toContain('Thank you!');

    await visitor.getByRole('link', { name: 'ნართი და ბაიტები' }).click();
    await visitor.getByRole('link', { name: 'The recording' }).waitFor();
    expect(await fits(visitor)).toBe(true);
  });

  it('are three hundred, and a phone finds one of them', async () => {
    await sql`
      insert into speaker (event_id, slug, name, organisation)
      select ${event.id}::uuid, 'many-' || n, 'Speaker number ' || n, 'Cluster of the ' || n || 'th city'
      from generate_series(1, 300) n`.execute(foyer.database.sql);
    const phone = await openPage(browser, foyer, {
      person: await aPersonWhoOrganises(),
      language: 'ka',
      width: 390,
    });
    await phone.goto(`/e/${event.slug}/manage/speakers`);
    await phone.getByText('301 ადამიანი').waitFor();
    await phone.getByRole('searchbox').fill('number 299');
    await phone.getByText('1 ადამიანი', { exact: true }).waitFor();
    expect(await fits(phone)).toBe(true);
    if (process.env.PICTURES) await morePictures(phone);
  });
});

async function aPersonWhoOrganises(): Promise<Person> {
  const person = await aPerson(foyer, { language: 'ka' });
  await sql`insert into event_role (event_id, person_id, role) values (${event.id}, ${person.id}, 'organiser')`.execute(
    foyer.database.sql,
  );
  return person;
}

/** Drawn only where somebody wants to look at them. */
async function pictures(page: Page, called: string): Promise<void> {
  await shoot(page, called);
}
async function morePictures(phone: Page): Promise<void> {
  await phone.getByRole('searchbox').fill('');
  await phone.getByText('301 ადამიანი').waitFor();
  await phone.screenshot({ path: 'test/artefacts/speakers-list-ka-390.png' });
  await phone.getByRole('button', { name: new RegExp(name) }).click();
  await phone.getByRole('form').waitFor();
  await phone.screenshot({ path: 'test/artefacts/speakers-form-ka-390.png' });
  await desk.keyboard.press('Escape');
  await desk.goto(`/e/${event.slug}/manage/speakers`);
  await desk.getByText('301 people').waitFor();
  await desk.screenshot({ path: 'test/artefacts/speakers-list-en-1280.png' });
  await speaker.reload();
  await speaker.getByRole('heading', { name: 'My speaker profile' }).waitFor();
  await shoot(speaker, 'speakers-mine-en-1280');
  await speaker.setViewportSize({ width: 390, height: 844 });
  await shoot(speaker, 'speakers-mine-en-390');
  const visitor = await openPage(browser, foyer, { language: 'ka', timeZone: 'Asia/Tbilisi' });
  await visitor.goto(`/e/${event.slug}/speakers/${(await slugOf()) ?? ''}`);
  await visitor.getByRole('heading', { level: 1, name }).waitFor();
  await shoot(visitor, 'speakers-public-ka-1280');
  await visitor.setViewportSize({ width: 390, height: 844 });
  await shoot(visitor, 'speakers-public-ka-390');
}
async function slugOf(): Promise<string | undefined> {
  const { rows } = await sql<{ slug: string }>`
    select slug from speaker where event_id = ${event.id} and name = ${name}`.execute(foyer.database.sql);
  return rows[0]?.slug;
}
