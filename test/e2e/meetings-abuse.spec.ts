import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CookieJar, createApi, type Api } from '@foyer/client';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import { aBlock, anEvent, aParticipant, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';

/** What a participant with bad manners tries at the doors of meetings. */
let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

interface Visitor {
  person: Account;
  api: Api;
  cookie: string;
}
async function aVisitor(event: EventEntity): Promise<Visitor> {
  const person = await aParticipant(foyer, event);
  const cookie = await signedIn(foyer, person);
  const cookies = new CookieJar();
  cookies.store([`${cookie}; Path=/`]);
  return { person, cookie, api: createApi({ baseUrl: foyer.url, cookies }) };
}
/** How many came through, and the codes of the others, each once. */
async function outcome(attempts: Promise<unknown>[]): Promise<{ through: number; refused: unknown[] }> {
  const all = await Promise.allSettled(attempts);
  const codes = all.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
  return { through: all.length - codes.length, refused: [...new Set(codes)] };
}
const codeOf = (reason: unknown): unknown =>
  reason instanceof Error && 'code' in reason ? reason.code : String(reason);
const count = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await query.execute(foyer.database.sql)).rows.length;
const twenty = <T>(work: (index: number) => T): T[] => Array.from({ length: 20 }, (_, index) => work(index));
const send = (visitor: Visitor, method: string, path: string, body: string): Promise<Response> =>
  fetch(`${foyer.url}/api/events/${path}`, {
    method,
    headers: { cookie: visitor.cookie, 'content-type': 'application/json' },
    body,
  });

it('takes one of twenty at once, for each thing there is one of, and knows no invented ids', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event);
  const [ada, ben] = [await aVisitor(event), await aVisitor(event)];
  const params = { event: event.slug };
  expect(
    await outcome(twenty(() => ada.api.call('requestMeeting', { params, body: { to: ben.person.id } }))),
  ).toEqual({ through: 1, refused: ['request_state'] });
  const [request] = (await ben.api.call('listMyMeetings', { params })).requests;
  const its = { params: { ...params, request: request?.id ?? '' } };
  const accepted = await outcome(
    twenty((index) =>
      ben.api.call('acceptRequest', { ...its, body: { slot: slots[index % slots.length]?.id ?? '' } }),
    ),
  );
  expect(accepted).toEqual({ through: 1, refused: ['request_state'] });
  const [meeting] = (await ben.api.call('listMyMeetings', { params })).meetings;
  foyer.clock.set(meeting?.endsAt ?? '');
  const there = { params: { ...params, meeting: meeting?.id ?? '' } };
  const said = { outcome: 'informative', rating: 3 } as const;
  expect((await outcome(twenty(() => ada.api.call('sayOfMeeting', { ...there, body: said })))).through).toBe(
    20,
  );
  const note = (index: number) =>
    ada.api.call('saveMeetingNote', { ...there, body: { text: `note ${index}`, version: 0 } });
  expect(await outcome(twenty(note))).toEqual({ through: 1, refused: ['edit_conflict'] });
  const offer = { params: { ...params, person: ben.person.id }, body: { shared: true } };
  expect((await outcome(twenty(() => ada.api.call('shareContact', offer)))).through).toBe(20);
  expect(await count(sql`select from meeting where event_id = ${event.id}`)).toBe(1);
  expect(await count(sql`select from commitment where event_id = ${event.id} and kind = 'meeting'`)).toBe(2);
  expect(await count(sql`select from meeting_after where meeting_id = ${meeting?.id}`)).toBe(1);
  expect(await count(sql`select from contact_exchange where event_id = ${event.id}`)).toBe(1);

  const invented = Array.from({ length: 30 }, () => randomUUID()).flatMap((id) => [
    ada.api.call('requestMeeting', { params, body: { to: id } }),
    ada.api.call('acceptRequest', {
      params: { ...params, request: id },
      body: { slot: slots[0]?.id ?? '' },
    }),
    ada.api.call('sayOfMeeting', { params: { ...params, meeting: id }, body: said }),
    ada.api.call('saveMeetingNote', { params: { ...params, meeting: id }, body: { text: 'x', version: 0 } }),
    ada.api.call('shareContact', { params: { ...params, person: id }, body: { shared: true } }),
    ada.api.call('getContactCard', { params: { ...params, person: id } }),
  ]);
  expect(await outcome(invented)).toEqual({ through: 0, refused: ['not_found'] });
}, 60_000);

it('passes over fields that nobody has a say in, and refuses what is out of measure while others are served', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event);
  const [ada, ben] = [await aVisitor(event), await aVisitor(event)];
  const params = { event: event.slug };
  const { id } = await ada.api.call('requestMeeting', { params, body: { to: ben.person.id } });
  const meeting = await ben.api.call('acceptRequest', {
    params: { ...params, request: id },
    body: { slot: slots[0]?.id ?? '' },
  });
  foyer.clock.set(meeting.startsAt);
  const forged = JSON.stringify({
    ...{
      shared: true,
      exchangedAt: '2020-01-01T00:00:00Z',
      lowCard: {},
      highCard: { email: 'eve@example.org' },
    },
    ...{
      person: ben.person.id,
      state: 'exchanged',
      card: { email: 'eve@example.org' },
      name: 'Somebody else',
    },
  });
  const shared = await send(ada, 'PUT', `${event.slug}/contacts/${ben.person.id}`, forged);
  expect(await shared.json()).toMatchObject({
    state: 'offered',
    card: null,
    given: { email: ada.person.email, name: ada.person.name },
  });
  const about = `${event.slug}/meetings/${meeting.id}`;
  const extra = JSON.stringify({ rating: 5, state: 'missed', outcomeOfOther: 'no-interest', table: 99 });
  expect((await send(ada, 'PUT', `${about}/after`, extra)).status).toBe(200);
  for (const body of [
    { rating: 6 },
    { rating: 2.5 },
    { outcome: 'excellent' },
    { missing: twenty(() => ada.person.id) },
    { followUpOn: '2026-13-41' },
  ]) {
    expect((await send(ada, 'PUT', `${about}/after`, JSON.stringify(body))).status).toBe(400);
  }
  const long = JSON.stringify({ text: 'x'.repeat(2_001), version: 0 });
  expect((await send(ada, 'PUT', `${about}/note`, long)).status).toBe(400);
  const huge = JSON.stringify({ text: 'x'.repeat(2_000_000), version: 0 });
  const [refused, served] = await Promise.all([
    send(ada, 'PUT', `${about}/note`, huge).then(({ status }) => status),
    ben.api.call('listMyAfter', { params }),
  ]);
  expect([400, 413]).toContain(refused);
  expect(served.after).toMatchObject([{ meeting: meeting.id, outcome: null, rating: null, note: '' }]);
}, 60_000);
