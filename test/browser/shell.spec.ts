import { openBrowser, aPerson, aSession, anEvent, shoot, startFoyer, type Foyer } from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, canBrowse, openAs, settled, type Visitor } from './kit.js';

(canBrowse ? describe : describe.skip)('the shell in a browser', () => {
  let foyer: Foyer;
  let browser: Browser;
  let slug: string;
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
    const event = await anEvent(foyer, {
      title: { en: 'Networking event', az: 'Şəbəkələşmə tədbiri', ka: 'ნეტვორკინგის ღონისძიება' },
      timeZone: 'Europe/Brussels',
    });
    slug = event.slug;
    await aSession(foyer, event, { title: { en: 'Opening', ka: 'გახსნა' } });
  });
  afterAll(async () => {
    await browser?.close();
    await foyer?.stop();
  });

  async function visit<T>(
    settings: Parameters<typeof openAs>[2],
    use: (visitor: Visitor) => Promise<T>,
  ): Promise<T> {
    const visitor = await openAs(browser, foyer.url, settings);
    try {
      return await use(visitor);
    } finally {
      await visitor.close();
    }
  }

  it('is a handful of packed files, which a phone in a full hall gets in a few rounds', async () => {
    await visit({ language: 'ka', width: 390 }, async ({ page }) => {
      const files: { path: string; packed: boolean; bytes: number }[] = [];
      page.on('response', (answer) => {
        const path = new URL(answer.url()).pathname;
        const { 'content-encoding': encoding, 'content-length': length } = answer.headers();
        if (/\.(js|css)$/.test(path))
          files.push({ path, packed: encoding !== undefined, bytes: Number(length) });
      });
      await page.goto(`/e/${slug}`);
      await settled(page);
      expect(files.length).toBeGreaterThan(2);
      expect(files.map(({ path }) => path).slice(16)).toEqual([]);
      expect(files.filter(({ packed, bytes }) => !packed && bytes > 1_000)).toEqual([]);
      expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(600_000);
    });
  });

  it.each([
    { language: 'en', width: 1280, scheme: 'light' },
    { language: 'ka', width: 390, scheme: 'dark' },
    { language: 'az', width: 390, scheme: 'light' },
  ] as const)('reads well in $language at $width px, $scheme', async (settings) => {
    await visit(settings, async ({ page, complaints }) => {
      for (const [name, path] of [
        ['home', '/'],
        ['event', `/e/${slug}`],
        ['sign-in', '/sign-in'],
        ['mailbox', '/mail'],
        ['nowhere', '/no-such-page'],
      ] as const) {
        await page.goto(path);
        await settled(page);
        await shoot(page, `${name}-${settings.language}-${settings.width}`);
        expect([path, await accessibilityFaults(page)]).toEqual([path, []]);
        expect(await page.locator('html').getAttribute('lang')).toBe(settings.language);
      }
      expect(complaints).toEqual([]);
    });
  });

  it('lets one in with a code by mail, in the browser that asked, and out again', async () => {
    const { email } = await aPerson(foyer, { name: 'Nino Beridze' });
    await visit({}, async ({ page }) => {
      await page.goto(`/sign-in?next=${encodeURIComponent('/account')}`);
      await page.getByLabel('Your mail address').fill(email);
      await page.getByRole('button', { name: 'Send me a code' }).click();
      const mail = await foyer.mailbox.waitFor(email, 'sign-in-code');
      const code = /\b\d{6}\b/.exec(mail.text ?? '')?.[0] ?? '';

      await visit({}, async ({ page: stranger }) => {
        await stranger.goto(`/sign-in?code=${code}`);
        await stranger.getByRole('button', { name: /Sign in with code/ }).click();
        await stranger.getByText('it was asked for in another browser').waitFor();
      });

      // Pasted as people copy it.
      await page.getByLabel('Code from the mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
      await page.getByRole('heading', { name: 'My account' }).waitFor();
      await page.getByText('Here, now').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await shoot(page, 'account');
      await page.getByRole('button', { name: 'Account of Nino Beridze' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
    });
  });

  it('sends another code from where one is typed, and says where it cannot find out who reads', async () => {
    const { email } = await aPerson(foyer);
    await visit({}, async ({ page }) => {
      await page.goto('/sign-in?next=/account');
      await page.getByLabel('Your mail address').fill(email);
      await page.getByRole('button', { name: 'Send me a code' }).click();
      const field = page.getByLabel('Code from the mail');
      await field.fill('12');
      await page.getByRole('button', { name: 'Send another code' }).click();
      const { text } = await foyer.mailbox.waitFor(email, 'sign-in-code', 2);
      await page.locator('input[name="code"][value=""]').waitFor();
      await field.fill(/\b\d{6}\b/.exec(text ?? '')?.[0] ?? '');
      await page.getByText('Here, now').waitFor();

      await page.route('**/api/me', (route) => route.abort());
      await page.reload();
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.unroute('**/api/me');
      await again.click();
      await page.getByText('Here, now').waitFor();
    });
  });

  it('switches the language and keeps it, and moves the focus to the heading of the new page', async () => {
    await visit({}, async ({ page }) => {
      await page.goto('/');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Language/ }).focus();
      await page.keyboard.press('Enter');
      const wanted = page.getByRole('menuitemradio', { name: 'Azərbaycanca' });
      await wanted.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      // By keyboard alone: down to the language, then chosen.
      await page.keyboard.press('ArrowDown');
      while (!(await wanted.evaluate((element) => element === document.activeElement))) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Tədbirlər', level: 1 }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'Şəbəkələşmə tədbiri' }).click();
      const heading = page.getByRole('heading', { name: 'Şəbəkələşmə tədbiri', level: 1 });
      await heading.waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await page.title()).toBe('Şəbəkələşmə tədbiri · Foyer');
    });
  });

  it('shows times to a reader in their own zone with the event’s beside', async () => {
    await visit({ timeZone: 'Asia/Tbilisi' }, async ({ page }) => {
      await page.goto(`/e/${slug}`);
      await page.getByText('your time (Tbilisi)').first().waitFor();
      await page.getByText('event time (Brussels)').first().waitFor();
      await page.getByText('Opening', { exact: true }).waitFor();
    });
  });
});
