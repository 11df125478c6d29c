import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aPerson, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';

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
