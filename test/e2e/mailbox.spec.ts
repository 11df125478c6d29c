import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CookieJar, createApi } from '@foyer/client';
import { aForm, anEvent, aPerson, signedIn, startFoyer, until, type Foyer } from '@foyer/test-kit';

describe('the embedded mailbox', () => {
  let foyer: Foyer;
  beforeAll(async () => {
    const port = await freePort();
    foyer = await startFoyer({ env: { SMTP_URL: '', MAILBOX_PORT: String(port) } });
  });
  afterAll(() => foyer.stop());

  it('receives what the house sends, and shows it parsed', async () => {
    const event = await anEvent(foyer, { title: { en: 'Yarn & Co; “friends”' } });
    const person = await aPerson(foyer, { name: 'Ana; "A" Beridze' });
    const cookies = new CookieJar();
    cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
    const api = createApi({ baseUrl: foyer.url, cookies });
    await api.call('register', { params: { event: event.slug }, body: aForm({ name: person.name }) });
    const anonymous = createApi({ baseUrl: foyer.url, cookies: new CookieJar() });
    const [received] = await until('the mail is there', async () => {
      const { mails } = await anonymous.call('listMailbox', { query: { to: person.email.slice(0, 12) } });
      return mails.length > 0 && mails;
    });
    expect(received).toMatchObject({ to: [person.email], from: 'Foyer <no-reply@foyer.test>' });
    const mail = await anonymous.call('getMailboxMail', { params: { mail: received?.id ?? '' } });
    expect(mail.text).toContain('Hello Ana; "A" Beridze,');
    expect(mail.html).toContain('Yarn &amp; Co');
    expect(mail.attachments.map(({ mimeType }) => mimeType)).toContain('text/calendar');
    expect(mail.headers.map(({ name }) => name)).toContain('List-Unsubscribe');
    const before = await anonymous.call('listMailbox', { query: { before: received?.id ?? '' } });
    expect(before.mails).toEqual([]);
    expect(before.total).toBe(1);
    // No provider of mail is configured here: nobody reports anything.
    const hook = await fetch(`${foyer.url}/hooks/mail/postmark`, { method: 'POST', body: '{}' });
    expect([hook.status, (await hook.json()) as unknown]).toEqual([
      404,
      expect.objectContaining({ code: 'not_found' }),
    ]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
