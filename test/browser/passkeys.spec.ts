import { sql } from '@foyer/platform';
import {
  anEvent,
  aPerson,
  aProvider,
  aRole,
  chromiumPath,
  faultsOf,
  openBrowser,
  signedIn,
  startFoyer,
  type Foyer,
  type TestProvider,
} from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bothPictures } from './kit.js';

(chromiumPath ? describe : describe.skip)('a passkey', () => {
  let foyer: Foyer;
  let browser: Browser;
  let house: TestProvider;
  beforeAll(async () => {
    house = await aProvider();
    const { issuer, clientId, clientSecret } = house;
    const setting = { id: 'house', name: 'Example University', issuer, clientId, clientSecret };
    foyer = await startFoyer({ worker: false, env: { OIDC_PROVIDERS: JSON.stringify([setting]) } });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
    await house.stop();
  });

  /** A window with a device that holds passkeys and unlocks them; no passkey is made for a bare network address. */
  async function aWindow(person: { id: string }, language = 'en'): Promise<Page> {
    const url = foyer.url.replace('127.0.0.1', 'localhost');
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: 1280, height: 900 },
      locale: language,
      reducedMotion: 'reduce',
    });
    const [name = '', value = ''] = (await signedIn(foyer, person)).split('=');
    await context.addCookies([{ name, value, url }]);
    await context.addInitScript((chosen) => localStorage.setItem('foyer-language', chosen), language);
    const page = await context.newPage();
    const device = await context.newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    return page;
  }

  it('is made on the account page, signs in without mail, is renamed and given up', async () => {
    const person = await aPerson(foyer, { name: 'Ketevan', organiser: true });
    const page = await aWindow(person);
    await page.goto('/account');
    const own = page.getByRole('region', { name: 'Passkeys' });
    await own.getByText('You have none yet.').waitFor();
    await bothPictures(page, 'account-without-passkeys');
    await own.getByRole('button', { name: 'Add a passkey' }).click();
    await own.getByRole('button', { name: /^Rename: / }).click();
    await own.getByLabel('Name of the passkey').fill('Laptop at work');
    await own.getByRole('button', { name: 'Save' }).click();
    await own.getByText('Laptop at work').waitFor();
    await page.waitForFunction(() =>
      document.activeElement?.getAttribute('aria-label')?.startsWith('Rename: '),
    );
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'account-with-passkey');
    // The same device again: it has one.
    await own.getByRole('button', { name: 'Add a passkey' }).click();
    await own.getByText('This device has a passkey for your account already.').waitFor();

    await page.context().clearCookies();
    await page.goto('/sign-in?next=/account');
    // The browser offers it in the field for one's address; this one's owner takes whatever is offered.
    const inside = page.getByRole('heading', { name: 'My account' });
    await inside.waitFor();
    // One that offers nothing has the button.
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
    });
    await page.context().clearCookies();
    await page.goto('/sign-in?next=/account');
    const enter = page.getByRole('button', { name: 'Sign in with a passkey' });
    await enter.waitFor();
    await bothPictures(page, 'sign-in-with-passkey');
    await enter.click();
    await inside.waitFor();
    await own.getByText(/^Last used/).waitFor();

    await own.getByRole('button', { name: 'Delete: Laptop at work' }).click();
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await own.getByRole('button', { name: 'Delete: Laptop at work' }).click();
    await own.getByRole('group').getByRole('button', { name: 'Delete', exact: true }).click();
    await own.getByText('You have none yet.').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Add a passkey');
    const { rows } = await sql`select from passkey where person_id = ${person.id}`.execute(
      foyer.database.sql,
    );
    expect(rows).toEqual([]);
    await page.context().close();
  });

  it('is not needed by who signs in at their own house, and arrives where they were going', async () => {
    const person = await aPerson(foyer, { name: 'Ketevan' });
    house.account = { sub: 'ketevan', email: person.email, email_verified: true };
    const page = await aWindow(person);
    await page.context().clearCookies();
    await page.goto('/sign-in?next=/account');
    const enter = page.getByRole('button', { name: 'Continue with Example University' });
    await enter.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // Somebody has changed the answer on the way.
    house.claims = { nonce: 'another' };
    await enter.click();
    const problem = page.getByRole('alert');
    await problem.getByText('Signing in with Example University did not work.').waitFor();
    await bothPictures(page, 'sign-in-refused-by-provider');
    house.claims = {};
    await enter.click();
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    const own = page.getByRole('region', { name: 'Accounts elsewhere' });
    await own.getByText(person.email).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'account-with-identity');
    const unlink = own.getByRole('button', { name: 'Unlink: Example University' });
    await unlink.click();
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await unlink.click();
    await own.getByRole('group').getByRole('button', { name: 'Unlink', exact: true }).click();
    await own.getByText(/^None yet/).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'identities');
    // Nothing of it is left in the address or behind it.
    await page.goBack();
    expect(page.url()).not.toContain('code=');
    await page.context().close();
    if (process.env['PICTURES']) {
      const reader = await aPerson(foyer, { language: 'ka', name: 'Nino' });
      const other = await aWindow(reader, 'ka');
      await other.goto('/account');
      await other.locator('#identities').waitFor();
      await bothPictures(other, 'account-with-identity-ka');
      await other.context().clearCookies();
      await other.goto('/sign-in');
      await other.getByText('Example University').waitFor();
      await bothPictures(other, 'sign-in-with-provider-ka');
      await other.context().close();
    }
  });

  it('and what else organisers do stands in the log', async () => {
    const owner = await aPerson(foyer, { name: 'Olena', organiser: true });
    const event = await anEvent(foyer, { owner });
    const page = await aWindow(owner);
    const path = `/e/${event.slug}/manage/log`;
    for (const [method, at, body] of [
      ['PATCH', '', { purpose: { en: 'To meet again' } }],
      ['POST', '/rooms', { name: { en: 'Hall' } }],
    ] as const) {
      const answer = await page.request.fetch(`/api/events/${event.slug}${at}`, { method, data: body });
      expect(answer.ok()).toBe(true);
    }
    await page.goto(path);
    await page.getByText('Changed the event').waitFor();
    await page.getByText('Added a room').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'log');
    await page.getByRole('combobox', { name: 'About what' }).click();
    await page.getByRole('option', { name: 'Results' }).click();
    await page.getByText('Nothing fits this choice.').waitFor();
    await page.getByRole('combobox', { name: 'About what' }).click();
    await page.getByRole('option', { name: 'Everything' }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    expect((await saved).suggestedFilename()).toBe(`${event.slug}-log.csv`);
    await page.context().close();
    if (process.env['PICTURES'])
      for (const language of ['ka', 'az'] as const) {
        const reader = await aPerson(foyer, { language, name: 'Nino' });
        await aRole(foyer, event, reader, 'organiser');
        const other = await aWindow(reader, language);
        for (const [name, at] of [
          ['log', path],
          ['account', '/account'],
        ] as const) {
          await other.goto(at);
          await other.getByRole('heading', { level: 2 }).first().waitFor();
          await bothPictures(other, `${name}-${language}`);
        }
        await other.context().close();
      }
  });
});
