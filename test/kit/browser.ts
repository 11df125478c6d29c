import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Language } from '@foyer/contracts';
import type Axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { signedIn } from './factories.js';
import type { Foyer } from './foyer.js';

const require = createRequire(import.meta.url);
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

const browserFlags = [
  // The sandbox needs rights that containers and root do not have; the pages are our own.
  '--no-sandbox',
  // A page lives for seconds here: making its script faster costs a seventh of the processor and comes too late.
  '--js-flags=--no-opt,--no-maglev',
];

/** Starts one browser for a test file; every person gets a window of their own. */
export async function openBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium');
  if (!fs.existsSync(path.join(root, 'dist/web/index.html'))) {
    throw new Error('The web app is not built: run `npm run build` first, or the tests by `npm test`');
  }
  // The kit serves every test; only those of pages are to read a browser's whole driver.
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath: chromiumPath, args: browserFlags });
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
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

declare global {
  interface Window {
    axe: Pick<typeof Axe, 'run'>;
  }
}

let axeSource: string | undefined;

/** What axe finds wrong with the page as it is now, and with the frames in it; one line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Brought in once a page, and small: reading the script takes several times as long as looking at a page.
  axeSource ??= fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axeSource);
  }
  return page.evaluate(async () => {
    // Colours go over one into the other, those of what is within at last: half-way they are nobody's.
    const changing = () => document.getAnimations().some((one) => one instanceof CSSTransition);
    while (changing()) await new Promise(requestAnimationFrame);
    // What passed is not described, and style sheets, which no rule asks for, are not fetched once more.
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      preload: { assets: ['media'] },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''} ${node.html.slice(0, 200)}`,
      ),
    );
  });
}

/** Keeps a picture of the whole page in test/artefacts: looked at by people, and drawn only when PICTURES is set. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env['PICTURES']) return;
  await page.screenshot({ path: path.join(root, 'test/artefacts', `${name}.png`), fullPage: true });
}
