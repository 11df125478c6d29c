import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Person } from '@foyer/people';
import { anEvent, aPerson, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(() => foyer.stop());

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${foyer.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

it('signs in with a code that came by mail, in the language asked for', async () => {
  const asked = await post('/sign-in/codes', { email: 'Nino@Example.org', language: 'ka' });
  expect(asked.status).toBe(200);
  const mail = await foyer.mailbox.waitFor('nino@example.org', 'sign-in-code');
  const code = /\b\d{6}\b/.exec(mail.subject ?? '')?.[0] ?? '';
  expect(mail.subject).toBe(`${code} – თქვენი შესვლის კოდი`);
  expect(mail.text).toContain(code);
  expect(mail.text).toContain('10 წუთის განმავლობაში');
  expect(mail.headers).toContainEqual(
    expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
  );
  expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
  const cookie = (asked.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const entered = await post('/sign-in/sessions', { code }, { cookie });
  expect(entered.status).toBe(200);
  expect(await entered.json()).toMatchObject({ email: 'nino@example.org', language: 'ka' });
});

/** A person with an account in Tbilisi who reads Georgian, registered through the door. */
async function registered(event: { slug: string }, values: Partial<Person> = {}) {
  const person = await aPerson(foyer, { language: 'ka', timeZone: 'Asia/Tbilisi', ...values });
  const cookie = await signedIn(foyer, person);
  const answer = await fetch(`${foyer.url}/api/events/${event.slug}/registration`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({
      name: person.name,
      category: 'cluster',
      organisation: `Cluster of ${person.name}`,
      country: 'GE',
      language: person.language,
      timeZone: person.timeZone,
    }),
  });
  expect(answer.status).toBe(200);
  return { person, cookie };
}

it('confirms a registration with a calendar entry, reminds once, and says nothing after a withdrawal', async () => {
  const event = await anEvent(foyer, {
    title: { en: 'Clusters meet', ka: 'კლასტერების შეხვედრა' },
    startsAt: new Date('2026-12-17T09:00:00Z'),
    endsAt: new Date('2026-12-17T15:00:00Z'),
    timeZone: 'Europe/Brussels',
  });
  const { person } = await registered(event);
  const leaver = await registered(event, { language: 'en', timeZone: 'Europe/Brussels' });
  const mail = await foyer.mailbox.waitFor(person.email, 'registration-confirmed');
  expect(mail.subject).toBe('თქვენ დარეგისტრირდით: კლასტერების შეხვედრა');
  expect(mail.text).toContain('ხუთ, 17 დეკ, 2026, 13:00–19:00');
  expect(mail.text).toContain('ხუთ, 17 დეკ, 2026, 10:00–16:00');
  expect(mail.attachments[0]?.mimeType).toBe('text/calendar');
  await foyer.mailbox.waitFor(leaver.person.email, 'registration-confirmed');
  await fetch(`${foyer.url}/api/events/${event.slug}/registration`, {
    method: 'DELETE',
    headers: { cookie: leaver.cookie },
  });
  foyer.clock.set('2026-12-16T09:00:01Z');
  const reminder = await foyer.mailbox.waitFor(person.email, 'event-reminder');
  expect(reminder.subject).toBe('შეხსენება: კლასტერების შეხვედრა, ხუთ, 17 დეკ, 13:00');
  foyer.clock.set('2026-12-17T08:00:00Z');
  await foyer.mailbox.waitFor(person.email, 'event-reminder', 2);
  expect(foyer.mailbox.to(person.email)).toHaveLength(3);
  expect(foyer.mailbox.to(leaver.person.email)).toHaveLength(1);
});
