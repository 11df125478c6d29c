import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '@foyer/contracts';
import type { Browser, Page } from 'playwright-core';
import { signedIn } from './factories.js';
import type { Foyer } from './foyer.js';

const root = path.resolve(import.meta.dirname, '../..');
// The headless shell first: the whole browser also draws a window of its own, which costs a third of a processor.
const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where Chromium is on this machine; undefined where there is none, and browser tests are to be skipped. */
export const chromiumPath = candidates.find(
  (file): file is string => file !== undefined && file !== '' && fs.existsSync(file),
);

export async function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium');
  if (!fs.existsSync(path.join(root, 'dist/web/index.html'))) {
    throw new Error('The web app is not built: run `npm run build` first, or the tests by `npm test`');
  }
  // The kit serves every test; only those of pages are to read a browser's whole driver.
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
}

export interface Reading {
  person?: { id: string };
  language?: Language;
  scheme?: 'light' | 'dark';
  width?: number;
  /** Of the device, IANA; the account's own wins for whoever is signed in. */
  timeZone?: string;
  /** A device that one touches. */
  touch?: boolean;
}

/** A browser window of its own, signed in as that person. */
export async function openPage(browser: Browser, foyer: Foyer, reading: Reading = {}): Promise<Page> {
  const { person, language = 'en', scheme = 'light', width = 1280, timeZone = 'Europe/Brussels' } = reading;
  const context = await browser.newContext({
    baseURL: foyer.url,
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: scheme,
    locale: language,
    timezoneId: timeZone,
    reducedMotion: 'reduce',
    hasTouch: reading.touch ?? false,
  });
  if (person) {
    const [name = '', value = ''] = (await signedIn(foyer, person)).split('=');
    await context.addCookies([{ name, value, url: foyer.url }]);
  }
  await context.addInitScript((chosen) => localStorage.setItem('foyer-language', chosen), language);
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** What axe finds wrong with the page as it is now; one line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  // What passed is not described, and no second page is opened for frames of elsewhere: a third of the time.
  const { AxeBuilder } = await import('@axe-core/playwright');
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''} ${node.html.slice(0, 200)}`,
    ),
  );
}

/** Keeps a picture of the whole page in test/artefacts: looked at by people, and drawn only when PICTURES is set. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env['PICTURES']) return;
  await page.screenshot({ path: path.join(root, 'test/artefacts', `${name}.png`), fullPage: true });
}
