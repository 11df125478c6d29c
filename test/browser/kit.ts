import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '@foyer/contracts';
import { chromiumPath, faultsOf, shoot, type Foyer } from '@foyer/test-kit';
import type { Browser, Locator, Page } from 'playwright-core';

/** Whether there is a browser and a built web app to try (`npm test` builds it, `npm run jest` does not). */
export const canBrowse =
  chromiumPath !== undefined && fs.existsSync(path.resolve(import.meta.dirname, '../../dist/web/index.html'));

export interface Visitor {
  page: Page;
  /** What the browser complained of: script errors, refused content, failed assets. Answers of the api are not in it. */
  complaints: string[];
  close: () => Promise<void>;
}

export interface VisitorSettings {
  language?: Language;
  timeZone?: string;
  scheme?: 'light' | 'dark';
  /** In CSS pixels. */
  width?: number;
}

/** A person with a browser of their own: own cookies, language, time zone, light or dark, size of screen. */
export async function openAs(
  browser: Browser,
  url: string,
  settings: VisitorSettings = {},
): Promise<Visitor> {
  const { language = 'en', timeZone = 'Asia/Tbilisi', scheme = 'light', width = 1280 } = settings;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width < 640 ? 844 : 900 },
    colorScheme: scheme,
    locale: language,
    timezoneId: timeZone,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const ofApi = /\/api\//.test(message.location().url);
    if (message.type() === 'error' && !ofApi) complaints.push(message.text());
  });
  return { page, complaints, close: () => context.close() };
}

/** Signs in at one press as somebody of the demo. */
export async function enterDemoAs(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: email }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Waits until nothing on the page stands for something that is still to come. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.mantine-Skeleton-root') === null);
}

/** What axe finds wrong, one line each, and content that is wider than the screen: `expect(…).toEqual([])`. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const faults = await faultsOf(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [...faults, `${over} px wider than the screen`] : faults;
}

/** The time for the servers and for every browser window that is open: for events at a date of their own. */
export async function timeIs(foyer: Foyer, browser: Browser, at: string): Promise<void> {
  foyer.clock.set(new Date(at));
  for (const context of browser.contexts()) await context.clock.setFixedTime(at);
}

/** Types one's address, and the code from the mail into the same page. */
export async function enterCode(
  page: Page,
  { mailbox }: Foyer,
  email: string,
  words: { email: string; send: string; code: string },
): Promise<void> {
  const before = mailbox.to(email, 'sign-in-code').length;
  await page.getByLabel(words.email).fill(email);
  await page.getByRole('button', { name: words.send }).click();
  const { subject = '' } = await mailbox.waitFor(email, 'sign-in-code', before + 1);
  await page.getByLabel(words.code).fill(/\d{6}/.exec(subject)?.[0] ?? '');
}

/** Presses the tab key until what bears that name has the focus, as one does without a mouse. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const nameOf = () => {
    const at = document.activeElement;
    const labels = at && 'labels' in at && at.labels instanceof NodeList ? [...at.labels] : [];
    const words =
      at?.getAttribute('aria-label') ?? (labels.map((one) => one.textContent).join(' ') || at?.textContent);
    return (words ?? '').replace(/\s*\*$/, '').trim();
  };
  const passed: string[] = [];
  for (let press = 0; press < 90; press++) {
    const reached = await page.evaluate(nameOf);
    if (reached === name) return;
    passed.push(reached);
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not reach ${name}, but: ${passed.join(' | ')}`);
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Steps of one story: once one has failed, those after it fail at once instead of waiting for what cannot come. */
export function inOrder(it: (name: string, test: () => Promise<void>) => void) {
  let failed: string | undefined;
  return (name: string, test: () => Promise<void>): void =>
    it(name, async () => {
      if (failed !== undefined) throw new Error(`Not tried, since before it this failed: ${failed}`);
      failed = name;
      await test();
      failed = undefined;
    });
}

/** Opens the form for one more speaker; `save` waits until the list has them. */
export async function newSpeaker(
  page: Page,
  name: string,
): Promise<{ form: Locator; save: () => Promise<void> }> {
  await page.getByRole('button', { name: 'Add a person' }).click();
  const form = page.getByRole('form', { name: 'Add a person' });
  await form.getByLabel('Name', { exact: true }).fill(name);
  return {
    form,
    save: async () => {
      await form.getByRole('button', { name: 'Save', exact: true }).click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('listitem').filter({ hasText: name }).waitFor();
    },
  };
}

export interface TypedSession {
  /** In the event's languages, in their order. */
  titles: readonly string[];
  kind?: string;
  minutes: number;
  speakers?: readonly string[];
  moderator?: string;
}

/** Takes, by keyboard, what is called so from the list of the box that has the focus and in which its name was typed. */
export async function chooseOption(page: Page, name: string): Promise<void> {
  await page.locator('[role="option"][data-combobox-selected]:visible', { hasText: name }).waitFor();
  await press(page, 'Enter');
}

/** Adds somebody by the box that has the focus: their name is typed and they are taken from the list. */
export async function takePerson(page: Page, name: string): Promise<void> {
  await press(page, 'Control+a');
  await page.keyboard.type(name);
  await chooseOption(page, name);
  await page.getByRole('button', { name: `${name}: take out` }).waitFor();
}

/** Fills in the agenda's form of a new session, which is open, and saves it: by keyboard alone. */
export async function typeSession(page: Page, session: TypedSession): Promise<void> {
  const { titles, kind, minutes, speakers = [], moderator } = session;
  const choose = async (box: string, name: string): Promise<void> => {
    await tabTo(page, box);
    await takePerson(page, name);
  };
  await page.getByRole('form', { name: 'New session' }).waitFor();
  await page.locator('input:focus').waitFor();
  for (const [index, title] of titles.entries()) {
    if (index > 0) await press(page, 'Tab');
    await page.keyboard.type(title);
  }
  if (kind) {
    await tabTo(page, 'Kind');
    await page.keyboard.type(kind);
  }
  await tabTo(page, 'Length in minutes');
  await press(page, 'Control+a');
  await page.keyboard.type(String(minutes));
  for (const name of speakers) await choose('Add a speaker', name);
  if (moderator) await choose('Add a moderator', moderator);
  await tabTo(page, 'Save');
  await press(page, 'Enter');
  await page.getByRole('form', { name: 'New session' }).waitFor({ state: 'detached' });
  // The new card has the focus, so that the next key goes on from there.
  await page.locator('.ag-card:focus').waitFor();
}

/** Goes to another page of the organisers, by their navigation: its group is opened first where it is not. */
export async function toDesk(
  page: Page,
  group: 'Programme' | 'People' | 'Event',
  name: string,
): Promise<void> {
  const nav = page.getByRole('navigation', { name: 'Pages for organisers' });
  const link = nav.getByRole('link', { name, exact: true });
  const button = nav.getByRole('button', { name: group, exact: true });
  await link.or(button).first().waitFor();
  if (await button.isVisible()) await button.click();
  await link.click();
}

/** Puts the draft into force, by keyboard alone. */
export async function releaseAs(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${path}/manage/release`);
  await page.getByRole('heading', { name: 'Release these changes' }).waitFor();
  await tabTo(page, 'Name of the release');
  await page.keyboard.type(name);
  await tabTo(page, 'Release');
  await press(page, 'Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Release now');
  await press(page, 'Enter');
  await page.getByText(`“${name}” is released`).waitFor();
}

/** Pictures of the whole page, wide and as on a phone: looked at by people, and drawn only when one asks for them. */
export async function bothPictures(page: Page, name: string): Promise<void> {
  if (!process.env['PICTURES']) return;
  const size = page.viewportSize();
  await shoot(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, `${name}-390`);
  if (size) await page.setViewportSize(size);
}
