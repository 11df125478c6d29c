import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { aParticipant, aPerson, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

const details = {
  slug: 'clusters-meet',
  title: { en: 'Clusters meet' },
  purpose: { en: 'Find partners' },
  startsAt: '2026-12-14T09:00:00Z',
  endsAt: '2026-12-14T15:00:00Z',
  timeZone: 'Asia/Baku',
  languages: ['en', 'az'],
};

async function post(cookie: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${foyer.url}/api/events`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

it('lets an organiser create an event, once for one command id', async () => {
  const cookie = await signedIn(foyer, await aPerson(foyer, { organiser: true }));
  const key = { 'idempotency-key': '0198a000-0000-7000-8000-000000000001' };
  const first = await post(cookie, details, key);
  expect(first.status).toBe(201);
  const again = await post(cookie, details, key);
  expect(again.status).toBe(201);
  expect(await again.json()).toEqual(await first.json());
  const other = await post(cookie, { ...details, slug: 'another' }, key);
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'command_reused' });
  const taken = await post(cookie, details);
  expect(await taken.json()).toMatchObject({ code: 'conflict', status: 409 });
});

it('hides a draft from everybody without a role in it', async () => {
  const owner = await signedIn(foyer, await aPerson(foyer, { organiser: true }));
  await post(owner, { ...details, slug: 'draft-event' });
  const anonymous = await fetch(`${foyer.url}/api/events/draft-event`);
  expect(anonymous.status).toBe(404);
  expect(anonymous.headers.get('content-type')).toContain('application/problem+json');
  expect((await fetch(`${foyer.url}/api/events/draft-event`, { headers: { cookie: owner } })).status).toBe(
    200,
  );
});

it('says by pointer what is wrong with the input', async () => {
  const cookie = await signedIn(foyer, await aPerson(foyer, { organiser: true }));
  const answer = await post(cookie, { ...details, timeZone: 'Mars/Olympus' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code: 'invalid_input',
    errors: [{ pointer: '/timeZone', message: 'unknown time zone' }],
  });
});

it('refuses a write that comes from another site', async () => {
  const cookie = await signedIn(foyer, await aPerson(foyer, { organiser: true }));
  const answer = await post(cookie, { ...details, slug: 'stolen' }, { origin: 'https://evil.test' });
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'foreign_origin' });
});

it('keeps a log of who did what, once for each deed, and names nobody who had themselves erased', async () => {
  const owner = await aPerson(foyer, { organiser: true, name: 'Olena' });
  const cookie = await signedIn(foyer, owner);
  const slug = 'logged-event';
  const ask = async (method: string, path: string, body?: unknown, as = cookie, headers = {}) =>
    fetch(`${foyer.url}/api${path}`, {
      method,
      headers: {
        cookie: as,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const log = async (query = ''): Promise<{ entries: Record<string, unknown>[]; next: string | null }> =>
    (await ask('GET', `/events/${slug}/audit-log?${query}`)).json();
  const key = { 'idempotency-key': '0198a000-0000-7000-8000-000000000060' };
  for (let time = 0; time < 2; time++) await ask('POST', '/events', { ...details, slug }, cookie, key);
  for (let time = 0; time < 2; time++)
    await ask('PATCH', `/events/${slug}`, { state: 'published' }, cookie, {
      'idempotency-key': '0198a000-0000-7000-8000-000000000061',
    });
  // What was refused is no deed.
  expect((await ask('PATCH', `/events/${slug}`, { endsAt: '2020-01-01T00:00:00Z' })).status).toBe(400);
  expect((await ask('GET', `/events/${slug}/exports/participants?format=csv`)).status).toBe(200);
  const { rows } = await sql<{ id: string }>`select id from event where slug = ${slug}`.execute(
    foyer.database.sql,
  );
  const event = { id: rows[0]?.id ?? '' };
  const guest = await aParticipant(foyer, event, { person: await aPerson(foyer, { name: 'Ilia' }) });
  const erased = await ask(
    'DELETE',
    `/events/${slug}/registration/data`,
    undefined,
    await signedIn(foyer, guest),
  );
  expect(erased.status).toBe(204);
  // Nobody writes into the log of another's event by naming it.
  const stranger = await signedIn(foyer, await aPerson(foyer));
  await ask('DELETE', '/sign-in/sessions/current', { slug }, stranger);
  const { entries } = await log();
  expect(entries.map(({ area, verb, action, actor }) => [area, verb, action, actor])).toEqual([
    ['people', 'removed', 'eraseMyData', { id: guest.id, name: '' }],
    ['files', 'exported', 'exportList', { id: owner.id, name: 'Olena' }],
    ['event', 'changed', 'updateEvent', { id: owner.id, name: 'Olena' }],
    ['event', 'changed', 'createEvent', { id: owner.id, name: 'Olena' }],
    ['roles', 'given', 'owner', { id: owner.id, name: 'Olena' }],
  ]);
  expect(entries[2]).toMatchObject({ client: expect.stringContaining('Firefox/140') });
  expect(JSON.stringify(entries)).not.toContain(guest.email);
  const first = await log('limit=2');
  const rest = await log(`limit=2&after=${first.next}`);
  expect([...first.entries, ...rest.entries].map(({ id }) => id)).toEqual(
    entries.slice(0, 4).map(({ id }) => id),
  );
  expect((await log('area=files')).entries.map(({ action }) => action)).toEqual(['exportList']);
  expect((await log(`person=${guest.id}`)).entries).toHaveLength(1);
});
