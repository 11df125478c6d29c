import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Agenda } from '@foyer/contracts';
import { aPerson, anEvent, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

async function send(method: string, path: string, cookie: string, body?: unknown): Promise<Response> {
  return fetch(`${foyer.url}/api${path}`, {
    method,
    headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

it('takes sessions and speakers from an organiser and shows them to everybody, with a tag', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const path = `/events/${event.slug}`;
  const speaker = await send('POST', `${path}/speakers`, cookie, {
    name: 'Nino Gelashvili',
    jobTitle: { en: 'Director', ka: 'დირექტორი' },
    country: 'GE',
    email: 'nino@example.org',
  });
  expect(speaker.status).toBe(201);
  const { id } = await speaker.json();
  const created = await send('POST', `${path}/sessions`, cookie, {
    slug: 'opening',
    kind: 'talk',
    title: { en: 'Opening', ka: 'გახსნა' },
    startsAt: '2026-12-14T09:00:00+04:00',
    endsAt: '2026-12-14T09:30:00+04:00',
    language: 'en',
    speakers: [id],
  });
  expect(created.status).toBe(201);
  expect(await created.json()).toMatchObject({ startsAt: '2026-12-14T05:00:00.000Z', questions: false });

  const first = await fetch(`${foyer.url}/api${path}/agenda`);
  expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const etag = first.headers.get('etag') ?? '';
  const agenda = await first.text();
  expect(Agenda.parse(JSON.parse(agenda)).sessions).toMatchObject([{ slug: 'opening', speakers: [id] }]);
  expect(agenda).not.toContain('nino@example.org');
  const again = await fetch(`${foyer.url}/api${path}/agenda`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');

  expect((await send('PATCH', `${path}/sessions/opening`, cookie, { room: 'Blue' })).status).toBe(200);
  const changed = await fetch(`${foyer.url}/api${path}/agenda`, { headers: { 'if-none-match': etag } });
  expect(changed.status).toBe(200);
  expect(await changed.json()).toMatchObject({ rooms: ['Blue'] });
  expect((await send('DELETE', `${path}/sessions/opening`, cookie)).status).toBe(204);
  expect((await send('DELETE', `${path}/sessions/opening`, cookie)).status).toBe(404);
});

it('answers 409 when a speaker would be in two places at once', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const path = `/events/${event.slug}`;
  const { id } = await (
    await send('POST', `${path}/speakers`, cookie, { name: 'Ion Rusu', email: 'ion.rusu@example.org' })
  ).json();
  const session = (slug: string, from: string, to: string): object => ({
    slug,
    kind: 'talk',
    title: { en: slug },
    startsAt: `2026-12-14T${from}:00Z`,
    endsAt: `2026-12-14T${to}:00Z`,
    language: 'en',
    speakers: [id],
  });
  expect((await send('POST', `${path}/sessions`, cookie, session('one', '09:00', '10:00'))).status).toBe(201);
  const clash = await send('POST', `${path}/sessions`, cookie, session('two', '09:59', '10:30'));
  expect(clash.status).toBe(409);
  expect(await clash.json()).toMatchObject({ code: 'person_busy', params: { name: 'Ion Rusu' } });
});

it('lets nobody but organisers write, and hides what is not there', async () => {
  const event = await anEvent(foyer);
  const stranger = await signedIn(foyer, await aPerson(foyer));
  const body = { name: 'Anybody' };
  expect((await send('POST', `/events/${event.slug}/speakers`, stranger, body)).status).toBe(403);
  expect((await send('POST', `/events/${event.slug}/speakers`, '', body)).status).toBe(401);
  expect((await send('POST', '/events/nowhere/speakers', stranger, body)).status).toBe(404);
  expect((await fetch(`${foyer.url}/api/events/nowhere/agenda`)).status).toBe(404);
});

it('keeps private sessions to organisers also where the answer is at hand', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const stranger = await signedIn(foyer, await aPerson(foyer));
  const created = await send('POST', `/events/${event.slug}/sessions`, cookie, {
    slug: 'sound-check',
    kind: 'private-blocker',
    title: { en: 'Sound check' },
    startsAt: '2026-12-14T08:00:00Z',
    endsAt: '2026-12-14T08:30:00Z',
    language: 'en',
  });
  expect(created.status).toBe(201);
  const read = async (as: string): Promise<{ text: string; etag: string | null; headers: Headers }> => {
    const answer = await send('GET', `/events/${event.slug}/agenda`, as);
    return { text: await answer.text(), etag: answer.headers.get('etag'), headers: answer.headers };
  };
  for (const _ of [1, 2]) {
    expect((await read(cookie)).text).toContain('Sound check');
    for (const as of ['', stranger, 'foyer-session=made-up']) {
      const { text, etag, headers } = await read(as);
      expect(text).not.toContain('Sound check');
      expect(etag).not.toBe((await read(cookie)).etag);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('vary')).toContain('Cookie');
    }
  }
});
