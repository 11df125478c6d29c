import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Agenda, ReleasePreview, streams } from '@foyer/contracts';
import { aLive, aPerson, anEvent, signedIn, startFoyer, until, type Foyer } from '@foyer/test-kit';

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

/** Releases the draft by the door, as an organiser who has looked at what it changes. */
async function inForce(event: string, cookie: string): Promise<Response> {
  const preview = await (await send('GET', `/events/${event}/releases/preview`, cookie)).json();
  const { revision } = ReleasePreview.parse(preview);
  const answer = await send('POST', `/events/${event}/releases`, cookie, { name: { en: 'Next' }, revision });
  expect(answer.status).toBe(201);
  return answer;
}
const opening = {
  slug: 'opening',
  kind: 'talk',
  title: { en: 'Opening', ka: 'გახსნა' },
  startsAt: '2026-12-14T09:00:00+04:00',
  endsAt: '2026-12-14T09:30:00+04:00',
  language: 'en',
};

it('keeps the draft to organisers and shows what is in force to everybody, with a tag', async () => {
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
    sessions: [{ ...opening, speakers: [id] }],
  });
  expect(created.status).toBe(201);
  const { sessions } = await created.json();
  expect(sessions).toMatchObject([{ startsAt: '2026-12-14T05:00:00.000Z', questions: false, state: 'new' }]);
  expect(await (await fetch(`${foyer.url}/api${path}/agenda`)).text()).not.toContain('Opening');
  await inForce(event.slug, cookie);

  const first = await fetch(`${foyer.url}/api${path}/agenda`);
  expect(first.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const etag = first.headers.get('etag') ?? '';
  const agenda = await first.text();
  expect(Agenda.parse(JSON.parse(agenda)).sessions).toMatchObject([
    { id: sessions[0].id, slug: 'opening', speakers: [id] },
  ]);
  expect(agenda).not.toContain('nino@example.org');
  const again = await fetch(`${foyer.url}/api${path}/agenda`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');

  const room = await send('POST', `${path}/rooms`, cookie, { name: { en: 'Blue' } });
  expect(room.status).toBe(201);
  const blue = await room.json();
  const edit = { session: sessions[0].id, version: 1, fields: { room: blue.id } };
  expect((await send('PATCH', `${path}/sessions`, cookie, { edits: [edit] })).status).toBe(200);
  const met = { ...edit, fields: { room: null } };
  const refused = await send('PATCH', `${path}/sessions`, cookie, { edits: [met] });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    code: 'edit_conflict',
    errors: [{ pointer: '/edits/0/fields/room' }],
  });
  await inForce(event.slug, cookie);
  const changed = await fetch(`${foyer.url}/api${path}/agenda`, { headers: { 'if-none-match': etag } });
  expect(changed.status).toBe(200);
  expect(await changed.json()).toMatchObject({
    rooms: [{ name: { en: 'Blue' } }],
    sessions: [{ room: blue.id }],
  });
  const { releases } = await (await fetch(`${foyer.url}/api${path}/releases`)).json();
  expect(releases).toMatchObject([
    { number: 2, counts: { changed: 1 } },
    { number: 1, counts: { added: 1 } },
  ]);
  const last = await (await fetch(`${foyer.url}/api${path}/releases/2`)).json();
  expect(last).toMatchObject({
    changes: [{ fields: ['room'], after: { room: blue.id } }],
    names: { rooms: { [blue.id]: { en: 'Blue' } } },
  });
  expect((await send('DELETE', `${path}/sessions/${edit.session}`, cookie)).status).toBe(204);
  const back = await send('POST', `${path}/sessions/${edit.session}/restore`, cookie, {});
  expect(await back.json()).toMatchObject({ state: 'released' });
  expect((await send('DELETE', `${path}/rooms/${blue.id}`, cookie)).status).toBe(204);
  expect((await send('DELETE', `${path}/rooms/${blue.id}`, cookie)).status).toBe(404);
});

it('says beforehand where a speaker would be in two places at once', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const path = `/events/${event.slug}`;
  const { id } = await (
    await send('POST', `${path}/speakers`, cookie, { name: 'Ion Rusu', email: 'ion.rusu@example.org' })
  ).json();
  const times = { startsAt: '2026-12-14T09:00:00Z', endsAt: '2026-12-14T10:00:00Z' };
  const both = [
    { ...opening, ...times, speakers: [id] },
    { ...opening, ...times, slug: 'closing', speakers: [id] },
  ];
  expect((await send('POST', `${path}/sessions`, cookie, { sessions: both })).status).toBe(201);
  const check = await send('POST', `${path}/sessions/check`, cookie, { sessions: [] });
  expect(await check.json()).toMatchObject({
    conflicts: [{ kind: 'person_twice', blocking: true, speaker: { name: 'Ion Rusu' } }],
  });
  const { revision } = await (await send('GET', `${path}/releases/preview`, cookie)).json();
  const release = await send('POST', `${path}/releases`, cookie, { name: { en: 'Next' }, revision });
  expect(release.status).toBe(409);
  expect(await release.json()).toMatchObject({ code: 'release_blocked', params: { names: 'Ion Rusu' } });
  for (const name of [{}, 'Next', { en: ' ' }, { xx: 'Next' }]) {
    const nameless = await send('POST', `${path}/releases`, cookie, { name, revision });
    expect(nameless.status).toBe(400);
    expect((await nameless.json()).errors[0].pointer).toMatch(/^\/name/);
  }
  expect(
    (await send('POST', `${path}/releases`, cookie, { name: { en: 'Next' }, revision: 'old' })).status,
  ).toBe(409);
});

it('shows the draft live to those who edit it, and to nobody else', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const [editor, reader] = [await aLive(foyer, event.owner), await aLive(foyer, await aPerson(foyer))];
  const table = editor.follow(streams.workingAgenda, { event: event.id });
  const refused = reader.follow(streams.workingAgenda, { event: event.id });
  const shown = reader.follow(streams.agenda, { event: event.id });
  await until('both have looked', () => table.get().state && shown.get().state);
  await until('the reader is refused', () => refused.get().status === 'refused');
  const path = `/events/${event.slug}/sessions`;
  const { sessions } = await (await send('POST', path, cookie, { sessions: [opening] })).json();
  const { id } = sessions[0];
  await until('the editor sees it', () => table.get().state?.session[id]?.state === 'new');
  expect((await send('DELETE', `${path}/${id}`, cookie)).status).toBe(204);
  await until('the editor sees it go', () => table.get().state && !table.get().state?.session[id]);
  expect(shown.get().state?.session).toEqual({});
  editor.close();
  reader.close();
});

it('lets nobody but organisers write, and hides what is not there', async () => {
  const event = await anEvent(foyer);
  const stranger = await signedIn(foyer, await aPerson(foyer));
  const body = { name: 'Anybody' };
  expect((await send('POST', `/events/${event.slug}/speakers`, stranger, body)).status).toBe(403);
  expect((await send('POST', `/events/${event.slug}/speakers`, '', body)).status).toBe(401);
  expect((await send('POST', '/events/nowhere/speakers', stranger, body)).status).toBe(404);
  const path = `/events/${event.slug}`;
  const nothing = '00000000-0000-7000-8000-000000000000';
  const doors: [string, string, unknown?][] = [
    ['GET', `${path}/agenda/draft`],
    ['POST', `${path}/sessions`, { sessions: [opening] }],
    ['PATCH', `${path}/sessions`, { edits: [{ session: nothing, version: 0, fields: { seats: 1 } }] }],
    ['DELETE', `${path}/sessions/${nothing}`],
    ['POST', `${path}/sessions/${nothing}/restore`, {}],
    ['POST', `${path}/sessions/check`, { sessions: [] }],
    ['GET', `${path}/releases/preview`],
    ['POST', `${path}/releases`, { name: { en: 'Mine' }, revision: 'any' }],
    ['POST', `${path}/rooms`, { name: { en: 'Blue' } }],
    ['PATCH', `${path}/rooms/${nothing}`, {}],
    ['DELETE', `${path}/rooms/${nothing}`],
    ['POST', `${path}/tracks`, { name: { en: 'Trade' } }],
    ['PATCH', `${path}/tracks/${nothing}`, {}],
    ['DELETE', `${path}/tracks/${nothing}`],
  ];
  for (const [method, door, input] of doors) {
    expect([door, (await send(method, door, stranger, input)).status]).toEqual([door, 403]);
    expect([door, (await send(method, door, '', input)).status]).toEqual([door, 401]);
  }
  expect((await fetch(`${foyer.url}/api/events/nowhere/agenda`)).status).toBe(404);
});

it('keeps private sessions to organisers also where the answer is at hand', async () => {
  const event = await anEvent(foyer);
  const cookie = await signedIn(foyer, event.owner);
  const stranger = await signedIn(foyer, await aPerson(foyer));
  const hidden = { ...opening, slug: 'sound-check', kind: 'private-blocker', title: { en: 'Sound check' } };
  const created = await send('POST', `/events/${event.slug}/sessions`, cookie, { sessions: [hidden] });
  expect(created.status).toBe(201);
  await inForce(event.slug, cookie);
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
  for (const door of ['releases', 'releases/1', 'agenda']) {
    expect(await (await send('GET', `/events/${event.slug}/${door}`, stranger)).text()).not.toContain(
      'Sound',
    );
  }
  const reader = await aLive(foyer, null);
  const seen = reader.follow(streams.agenda, { event: event.id });
  await until('the stream is there', () => seen.get().state);
  expect(JSON.stringify(seen.get().state)).not.toContain('Sound');
  reader.close();
});
