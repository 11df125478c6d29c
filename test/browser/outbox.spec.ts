import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { RegistrationService } from '@foyer/registration';
import {
  aForm,
  anEvent,
  aPerson,
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

let foyer: Foyer;
let browser: Browser;

(chromiumPath ? describe : describe.skip)('the outbox in a browser', () => {
  beforeAll(async () => {
    foyer = await startFoyer();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await foyer.stop();
  });
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

  it('writes a message, shows it as it arrives, sends it once, and tells of a mailbox that is not there', async () => {
    const event = await anEvent(foyer, { title: { en: 'Yarn meets wool' }, languages: ['en', 'ka'] });
    const there = await aPerson(foyer, { name: 'Ana Beridze', language: 'en' });
    const gone = await aPerson(foyer, { name: 'Ben Popa', language: 'en' });
    foyer.mailbox.refuse = (to) =>
      to === gone.email ? { code: 550, at: 'recipient', text: '5.1.1 unknown' } : null;
    for (const person of [there, gone]) {
      const form = aForm({ name: person.name, language: person.language, organisation: 'Wool & Co' });
      await foyer.get(RegistrationService).register(callBy(person), event.slug, form);
    }
    // What has bounced before the message is written is told before it is sent.
    await foyer.mailbox.waitFor(there.email, 'registration-confirmed');
    const page = await openPage(browser, foyer, { person: event.owner });
    await page.goto(`/e/${event.slug}/manage/outbox`);
    await page.getByText('No messages yet').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Write a message' }).click();
    await page.getByText('Recipients now: 2').waitFor();
    await page.getByLabel('Subject (English)').fill('Before we begin, {name}');
    const words = page.getByLabel('Message (English)');
    await words.fill('Bring your own cup.\n\nSee you at');
    await page
      .getByRole('group', { name: 'Put in for each reader:' })
      .getByText('Event', { exact: true })
      .click();
    expect(await words.inputValue()).toBe('Bring your own cup.\n\nSee you at {event}');
    const preview = page.frameLocator('iframe');
    await page.getByText('Before we begin,').first().waitFor();
    await page.getByRole('combobox', { name: 'Show it as it reaches' }).click();
    await page.getByRole('option', { name: 'Ana Beridze' }).click();
    await preview.getByText('See you at Yarn meets wool', { exact: true }).waitFor();
    await preview.getByRole('heading', { name: 'Before we begin, Ana Beridze' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'outbox-editor');
    await button(page, 'Save the draft').click();
    await page.waitForURL(/outbox\/[0-9a-f-]{36}$/);
    await button(page, 'Send it to me').click();
    const test = await foyer.mailbox.waitFor(event.owner.email, 'organiser-message');
    expect(test.subject).toMatch(/^\[Test\] Before we begin/);
    await button(page, 'Send…').click();
    await page.getByText('Recipients: 2. It goes out at once').waitFor();
    await bothPictures(page, 'outbox-ask');
    await button(page, 'Send it').click();
    await page.getByRole('heading', { name: 'How far it is' }).waitFor();
    const mail = await foyer.mailbox.waitFor(there.email, 'organiser-message');
    expect(mail.subject).toBe('Before we begin, Ana Beridze');
    await page.getByText(/Sent: 1 · (Did not arrive|Stopped or held back): 1/).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'outbox-sent');
    await page.getByRole('link', { name: 'All messages' }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Before we begin' })
      .getByText('Sent', { exact: true })
      .waitFor();
    await bothPictures(page, 'outbox-list');

    await page.goto(`/e/${event.slug}/manage/outbox/log`);
    await page.getByText('There is no such mailbox.').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await bothPictures(page, 'mails');
    await page.getByRole('link', { name: 'Ben Popa' }).first().click();
    await page.getByText(`Mail does not arrive at ${gone.email}`).waitFor();
    await bothPictures(page, 'mails-person');
    foyer.mailbox.refuse = () => null;
    await button(page, 'I have checked the address').click();
    await page.getByText(`Mail does not arrive at ${gone.email}`).waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: `Send again: confirmations of registration, ${gone.email}` })
      .click();
    await foyer.mailbox.waitFor(gone.email, 'registration-confirmed');
    await page.context().close();

    await sql`
      update held_address set lifted_at = null where address = ${gone.email}`.execute(foyer.database.sql);
    const own = await openPage(browser, foyer, { person: gone });
    await own.goto('/account');
    await own.getByText('Our mail does not arrive').waitFor();
    expect(await faultsOf(own)).toEqual([]);
    await bothPictures(own, 'address-held');
    await button(own, 'Send me a code').click();
    const { subject = '' } = await foyer.mailbox.waitFor(gone.email, 'sign-in-code');
    await own.getByLabel('Code from the mail').fill(/\d{6}/.exec(subject)?.[0] ?? '');
    await button(own, 'Confirm').click();
    await own.getByText('Our mail does not arrive').waitFor({ state: 'detached' });
    await own.context().close();
  });
});
