import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QaService } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aRole,
  aSession,
  callBy,
  chromiumPath,
  openBrowser,
  openPage,
  shoot,
  startFoyer,
  type Foyer,
} from '@foyer/test-kit';
import type { Browser } from 'playwright-core';

/** One word, as they are made from a dozen parts. */
const word = 'ინტერნაციონალიზაციისთვის';

(chromiumPath ? describe : describe.skip)('words that are longer than a screen is wide', () => {
  let foyer: Foyer;
  let browser: Browser;
  beforeAll(async () => {
    foyer = await startFoyer({ worker: false });
    foyer.clock.set(new Date());
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });

  it.each([
    [360, 'room'],
    [360, 'moderate'],
    [360, 'stage'],
    [1280, 'stage'],
  ] as const)('stay within %i px, in the %s', async (width, place) => {
    const event = await anEvent(foyer, { languages: ['ka'] });
    const start = foyer.clock.now().getTime() - 60_000;
    const session = await aSession(foyer, event, {
      title: { ka: word },
      startsAt: new Date(start),
      endsAt: new Date(start + 30 * 60_000),
    });
    const moderator = await aPerson(foyer, { language: 'ka' });
    await aRole(foyer, event, moderator, 'moderator');
    const qa = foyer.get(QaService);
    const { id } = await qa.ask(callBy(moderator), { session: session.id, text: word, anonymous: true });
    await qa.approve(callBy(moderator), { question: id });
    const page = await openPage(browser, foyer, { person: moderator, language: 'ka', width });
    await page.goto(`/e/${event.slug}/sessions/${session.slug}${place === 'room' ? '' : `/${place}`}`);
    await page
      .getByText(word)
      .nth(1)
      .waitFor({ state: place === 'moderate' ? 'attached' : 'visible' });
    await shoot(page, `long-words-${place}-${width}`);
    const words = await page.getByText(word).evaluateAll((found) =>
      found.map((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return range.getBoundingClientRect().right;
      }),
    );
    expect(Math.max(...words)).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  });
});
