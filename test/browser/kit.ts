import fs from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Language } from '@foyer/contracts';
import { chromium, type Browser, type Page } from 'playwright-core';

const artefacts = path.resolve(import.meta.dirname, '../artefacts');

/** Where Chromium is on this machine; undefined where there is none, and browser tests are to be skipped. */
export const chromiumPath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((file): file is string => file !== undefined && file !== '' && fs.existsSync(file));

/** Whether there is a browser and a built web app to try (`npm test` builds it, `npm run jest` does not). */
export const canBrowse =
  chromiumPath !== undefined && fs.existsSync(path.resolve(import.meta.dirname, '../../dist/web/index.html'));

/** Starts one browser for a test file; every person gets a window of their own from `openAs`. */
export async function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('No Chromium: install it, or name it in CHROMIUM_PATH');
  // The sandbox needs rights that containers and root do not have; the pages are our own.
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
}

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

/** Keeps a picture of the whole page in `test/artefacts/<name>.png`. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  fs.mkdirSync(artefacts, { recursive: true });
  await page.screenshot({ path: path.join(artefacts, `${name}.png`), fullPage: true });
}

/** What axe finds wrong, one line each, and content that is wider than the screen: `expect(…).toEqual([])`. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 200)}`),
  );
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return over > 0 ? [...faults, `${over} px wider than the screen`] : faults;
}
