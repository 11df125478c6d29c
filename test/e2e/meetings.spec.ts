import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, signedIn, startFoyer, until, type Foyer } from '@foyer/test-kit';
import { CookieJar, createApi, createLive, type Api, type Follow, type Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';

let foyer: Foyer;
const connections: Live[] = [];
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(async () => {
  for (const live of connections) live.close();
  await foyer.stop();
});

type MyMeetings = Follow<(typeof streams)['myMeetings']>;
/** A participant with a browser of their own. */
interface Visitor {
  person: Account;
  api: Api;
  live: Live;
  cookie: string;
}

async function aVisitor(event: EventEntity): Promise<Visitor> {
  const person = await aParticipant(foyer, event);
  const cookie = await signedIn(foyer, person);
  const cookies = new CookieJar();
  cookies.store([`${cookie}; Path=/`]);
  const live = createLive({ url: foyer.url, cookies });
  connections.push(live);
  return { person, cookie, api: createApi({ baseUrl: foyer.url, cookies }), live };
}

async function follow(visitor: Visitor, event: EventEntity, person = visitor.person): Promise<MyMeetings> {
  const following = visitor.live.follow(streams.myMeetings, { event: event.id, person: person.id });
  await until('the stream answers', () => following.get().status !== 'loading');
  return following;
}

it('leads from finding a partner to an outcome, and both see each step at once', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event, { tables: 1 });
  const [ada, ben] = [await aVisitor(event), await aVisitor(event)];
  const [adas, bens] = [await follow(ada, event), await follow(ben, event)];
  const params = { event: event.slug };

  const { partners } = await ada.api.call('listPartners', { params, query: { search: ben.person.name } });
  expect(partners[0]?.person).toBe(ben.person.id);
  const request = await ada.api.call('requestMeeting', {
    params,
    body: { to: ben.person.id, message: 'Shall we talk?' },
  });
  const received = await until('Ben sees the request', () => bens.get().state?.request[request.id]);
  expect(received).toMatchObject({ direction: 'received', message: 'Shall we talk?', state: 'open' });
  expect(received.other?.person).toBe(ada.person.id);

  const its = { params: { ...params, request: request.id } };
  const offered = await ben.api.call('listMutualSlots', its);
  expect(offered.slots.map((slot) => slot.id)).toEqual(slots.map((slot) => slot.id));
  const meeting = await ben.api.call('acceptRequest', { ...its, body: { slot: slots[0]?.id ?? '' } });
  const hers = await until('Ada sees the meeting', () => adas.get().state?.meeting[meeting.id]);
  expect(hers).toMatchObject({ state: 'booked', table: 1, other: { person: ben.person.id } });
  expect(adas.get().state?.request[request.id]).toMatchObject({ state: 'accepted', meeting: meeting.id });

  foyer.clock.set(meeting.startsAt);
  const there = { params: { ...params, meeting: meeting.id } };
  await ada.api.call('enterMeeting', there);
  await until('Ben sees that Ada is there', () => bens.get().state?.meeting[meeting.id]?.otherEntered);
  expect(await ben.api.call('enterMeeting', there)).toMatchObject({ state: 'held' });
  await until('Ada sees that it is held', () => adas.get().state?.meeting[meeting.id]?.state === 'held');
  await ada.api.call('rateMeeting', { ...there, body: { outcome: 'cooperation-possible' } });
  expect((await ada.api.call('listMyMeetings', { params })).meetings).toMatchObject([
    { id: meeting.id, state: 'held', outcome: 'cooperation-possible' },
  ]);
  expect((await ben.api.call('listMyMeetings', { params })).meetings).toMatchObject([{ outcome: null }]);
}, 60_000);

it('has the worker call a meeting missed to which not both came', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event);
  const [ada, ben] = [await aVisitor(event), await aVisitor(event)];
  const adas = await follow(ada, event);
  const params = { event: event.slug };
  const { id } = await ada.api.call('requestMeeting', { params, body: { to: ben.person.id } });
  const meeting = await ben.api.call('acceptRequest', {
    params: { ...params, request: id },
    body: { slot: slots[0]?.id ?? '' },
  });
  foyer.clock.set(meeting.endsAt);
  await until('Ada sees that it is missed', () => adas.get().state?.meeting[meeting.id]?.state === 'missed');
}, 30_000);

it('books once for one command id over the socket, for who is asked alone, and tells why it does not', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event, { tables: 1 });
  const [ada, ben, eva] = [await aVisitor(event), await aVisitor(event), await aVisitor(event)];
  const params = { event: event.slug };
  const { id: request } = await ada.api.call('requestMeeting', { params, body: { to: ben.person.id } });
  const [first = '', second = ''] = slots.map((slot) => slot.id);
  const accept = (who: Visitor, slot: string, id = randomUUID(), of = request) =>
    who.live.command('meetingRequest.accept', { ...params, request: of, slot }, { id });

  await expect(accept(eva, first)).rejects.toMatchObject({ code: 'not_found' });
  await expect(accept(ada, first)).rejects.toMatchObject({ code: 'request_state' });
  const command = randomUUID();
  // Pressed twice, and sent again after the answer was lost.
  const twice = [accept(ben, first, command), accept({ ...ben, live: again(ben) }, first, command)];
  const [meeting, same] = await Promise.all(twice);
  expect(same).toEqual(meeting);
  expect(await accept(ben, first, command)).toEqual(meeting);
  await expect(accept(ben, second, command)).rejects.toMatchObject({ code: 'command_reused' });
  await expect(accept(ben, first)).rejects.toMatchObject({ code: 'request_state' });

  const late = await eva.api.call('requestMeeting', { params, body: { to: ada.person.id } });
  await expect(accept(ada, first, randomUUID(), late.id)).rejects.toMatchObject({ code: 'slot_taken' });
  const { meetings } = await ben.api.call('listMyMeetings', { params });
  expect(meetings).toMatchObject([{ id: meeting?.id, state: 'booked' }]);
}, 30_000);

/** Another window of the same person. */
function again({ cookie }: Visitor): Live {
  const cookies = new CookieJar();
  cookies.store([`${cookie}; Path=/`]);
  const live = createLive({ url: foyer.url, cookies });
  connections.push(live);
  return live;
}

it('books once for one command id over HTTP, and refuses it with another body', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event);
  const [ada, ben] = [await aVisitor(event), await aVisitor(event)];
  const params = { event: event.slug };
  const { id } = await ada.api.call('requestMeeting', { params, body: { to: ben.person.id } });
  const key = randomUUID();
  const accept = (slot: string | undefined): Promise<Response> =>
    fetch(`${foyer.url}/api/events/${event.slug}/meeting-requests/${id}/accept`, {
      method: 'POST',
      headers: { cookie: ben.cookie, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ slot }),
    });
  // As after a lost answer: nobody reads the first.
  await (await accept(slots[0]?.id)).body?.cancel();
  const again = await accept(slots[0]?.id);
  expect(again.status).toBe(200);
  const other = await accept(slots[1]?.id);
  expect(other.status).toBe(422);
  expect(await other.json()).toMatchObject({ code: 'command_reused' });
  const { rows } = await sql<{ id: string }>`select id from meeting where request_id = ${id}`.execute(
    foyer.database.sql,
  );
  expect([await again.json()]).toMatchObject(rows);
});

it('answers losers of a race over HTTP with problems, never with a failure', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event, { tables: 1 });
  const params = { event: event.slug };
  const racers = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const [from, to] = [await aVisitor(event), await aVisitor(event)];
      return { to, ...(await from.api.call('requestMeeting', { params, body: { to: to.person.id } })) };
    }),
  );
  const statuses = await Promise.all(
    racers.map(async ({ to, id }) => {
      const answer = await fetch(`${foyer.url}/api/events/${event.slug}/meeting-requests/${id}/accept`, {
        method: 'POST',
        headers: { cookie: to.cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ slot: slots[0]?.id }),
      });
      const body: unknown = await answer.json();
      if (answer.status !== 200) expect(body).toMatchObject({ code: 'slot_taken' });
      return answer.status;
    }),
  );
  expect(statuses.sort()).toEqual([200, ...Array.from({ length: 15 }, () => 409)]);
}, 120_000);

it('knows nothing of another event’s requests, meetings and slots, nor of other people’s', async () => {
  const [here, elsewhere] = [await anEvent(foyer), await anEvent(foyer)];
  const [ada, ben] = [await aVisitor(here), await aVisitor(here)];
  // Eva is in both events, Leo only in the other one.
  const [eva, leo] = [await aVisitor(elsewhere), await aVisitor(elsewhere)];
  await aParticipant(foyer, here, { person: eva.person });
  const { slots } = await aBlock(foyer, here);
  const foreign = await aBlock(foyer, elsewhere);
  const slot = slots[0]?.id ?? '';
  const params = { event: here.slug };
  const open = await ada.api.call('requestMeeting', { params, body: { to: eva.person.id } });
  const { id } = await ada.api.call('requestMeeting', { params, body: { to: ben.person.id } });
  const meeting = await ben.api.call('acceptRequest', { params: { ...params, request: id }, body: { slot } });

  const outcome = 'informative' as const;
  const attempts: Promise<unknown>[] = [
    { who: eva, event: elsewhere.slug },
    { who: leo, event: here.slug },
  ].flatMap(({ who, event }) => {
    const request = { params: { event, request: open.id } };
    const its = { params: { event, meeting: meeting.id } };
    return [
      who.api.call('listMutualSlots', request),
      who.api.call('acceptRequest', { ...request, body: { slot } }),
      who.api.call('declineRequest', { ...request, body: {} }),
      who.api.call('withdrawRequest', request),
      who.api.call('cancelMeeting', its),
      who.api.call('enterMeeting', its),
      who.api.call('rateMeeting', { ...its, body: { outcome } }),
    ];
  });
  attempts.push(
    eva.api.call('acceptRequest', {
      params: { event: here.slug, request: open.id },
      body: { slot: foreign.slots[0]?.id ?? '' },
    }),
    eva.api.call('requestMeeting', { params: { event: elsewhere.slug }, body: { to: ada.person.id } }),
  );
  for (const event of ['no-such-event', (await anEvent(foyer, { state: 'draft' })).slug]) {
    attempts.push(
      ada.api.call('listMeetingBlocks', { params: { event } }),
      ada.api.call('listPartners', { params: { event } }),
      ada.api.call('listMyMeetings', { params: { event } }),
      ada.api.call('requestMeeting', { params: { event }, body: { to: ben.person.id } }),
      ada.api.call('createMeetingBlock', { params: { event }, body: aBlockInput() }),
    );
  }
  for (const attempt of await Promise.allSettled(attempts)) {
    expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
  }
  for (const who of [eva, leo]) {
    expect((await follow(who, here, ada.person)).get()).toMatchObject({
      status: 'refused',
      problem: { code: 'not_found' },
    });
  }
  await expect(ada.api.call('createMeetingBlock', { params, body: aBlockInput() })).rejects.toMatchObject({
    code: 'forbidden',
  });
  for (const id of ['listPartners', 'listMyMeetings'] as const) {
    await expect(leo.api.call(id, { params })).rejects.toMatchObject({ code: 'not_registered' });
  }
  expect((await ada.api.call('listMyMeetings', { params })).meetings).toMatchObject([{ state: 'booked' }]);
}, 60_000);

function aBlockInput() {
  return {
    title: { en: 'Meetings' },
    startsAt: '2026-12-15T09:00:00Z',
    endsAt: '2026-12-15T12:00:00Z',
    slotMinutes: 20,
    gapMinutes: 0,
    tables: null,
  };
}
