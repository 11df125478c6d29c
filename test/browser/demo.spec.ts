import { openBrowser, shoot, startFoyer, type Foyer } from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedDemo } from '@foyer/schema';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, canBrowse, enterDemoAs, openAs, settled } from './kit.js';

const live = 'sessions/joint-projects';
/** Who sees what in the demo's event; `''` is the event's own page. */
const rounds = [
  { role: 'attendee', width: 390, pages: ['', 'register', 'meetings', live] },
  { role: 'speaker', width: 1280, pages: ['', live] },
  { role: 'moderator', width: 1280, pages: [live, `${live}/moderate`] },
  {
    role: 'organiser',
    width: 1280,
    pages: ['', 'manage/participants', 'manage', 'manage/meetings', `${live}/moderate`, 'summary'],
  },
] as const;

(canBrowse ? describe : describe.skip)('the demo, as somebody meets it', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    foyer.clock.set(new Date());
    await seedDemo(foyer.env.DATABASE_URL);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it.each(rounds)(
    'lets the $role in at one press, and every page of theirs holds',
    async ({ role, width, pages }) => {
      const { page, complaints, close } = await openAs(browser, foyer.url, {
        width,
        timeZone: 'Europe/Kyiv',
      });
      page.setDefaultTimeout(30_000);
      await enterDemoAs(page, `${role}@demo.foyer.test`);
      for (const path of pages) {
        await page.goto(`/e/demo/${path}`);
        await settled(page);
        const missing = await page.getByText('There is no such page').count();
        expect({ path, missing }).toEqual({ path, missing: 0 });
        await shoot(page, `demo-${role}-${path.replaceAll('/', '-') || 'event'}`);
        expect({ path, faults: await accessibilityFaults(page) }).toEqual({ path, faults: [] });
      }
      expect(complaints).toEqual([]);
      await close();
    },
    180_000,
  );

  it('shows nobody else what is the organisers’', async () => {
    const { page, close } = await openAs(browser, foyer.url);
    await enterDemoAs(page, 'attendee@demo.foyer.test');
    await page.goto('/e/demo');
    await settled(page);
    expect(await page.locator('a[href*="/manage"]').count()).toBe(0);
    await page.goto('/e/demo/summary');
    await settled(page);
    expect(await page.locator('table').count()).toBe(0);
    await close();
  });
});
