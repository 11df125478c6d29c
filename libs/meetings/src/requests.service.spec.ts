import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aRole,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { defaultRules } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql } from '@foyer/platform';
import { BlocksService } from './blocks.service.js';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { RequestsService } from './requests.service.js';

let rooms: Rooms;
let event: EventEntity;
let requests: RequestsService;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
  event = await anEvent(rooms);
  requests = rooms.get(RequestsService);
});
afterAll(() => rooms.stop());

it('asks once for two people, whoever asks first', async () => {
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const settled = await Promise.allSettled([
    requests.request(callBy(ada), event.slug, { to: ben.id, message: 'Shall we?' }),
    requests.request(callBy(ben), event.slug, { to: ada.id }),
  ]);
  expect(settled.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find((one) => one.status === 'rejected')?.reason).toMatchObject({ code: 'request_state' });
});

it('asks only confirmed participants who want to be found', async () => {
  const ada = await aParticipant(rooms, event);
  const hidden = await aParticipant(rooms, event, { listed: false });
  const invited = await aParticipant(rooms, event, { state: 'invited' });
  const stranger = await aPerson(rooms);
  for (const to of [hidden.id, invited.id, stranger.id, ada.id]) {
    await expect(requests.request(callBy(ada), event.slug, { to })).rejects.toMatchObject({
      code: 'not_found',
    });
  }
  for (const from of [invited, stranger]) {
    await expect(requests.request(callBy(from), event.slug, { to: ada.id })).rejects.toMatchObject({
      code: 'not_registered',
    });
  }
  // Who is not listed may ask, and may be asked back once that request has ended.
  const { id } = await requests.request(callBy(hidden), event.slug, { to: ada.id });
  await requests.withdraw(callBy(hidden), event.slug, id);
  expect(await requests.request(callBy(ada), event.slug, { to: hidden.id })).toMatchObject({
    direction: 'sent',
    state: 'open',
  });
});

it('keeps the number of open requests under its cap, however many come at once', async () => {
  const ada = await aParticipant(rooms, event);
  const others = [];
  for (let made = 0; made < defaultRules.openRequests + 4; made++)
    others.push(await aParticipant(rooms, event));
  const settled = await Promise.allSettled(
    others.map((other) => requests.request(callBy(ada), event.slug, { to: other.id })),
  );
  const sent = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(sent).toHaveLength(defaultRules.openRequests);
  for (const one of settled) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'too_many_open_requests' });
  }
  // Taking one back makes room for another.
  await requests.withdraw(callBy(ada), event.slug, sent[0]?.id ?? '');
  const left = others.filter((other) => !sent.some((request) => request.other?.person === other.id));
  expect(await requests.request(callBy(ada), event.slug, { to: left[0]?.id ?? '' })).toMatchObject({
    state: 'open',
  });
});

it('is declined by the one asked alone, with a reason or without; a no is not asked again', async () => {
  const [ada, ben, eva] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  const { id } = await requests.request(callBy(ada), event.slug, { to: ben.id });
  await expect(requests.decline(callBy(eva), event.slug, id, {})).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(requests.decline(callBy(ada), event.slug, id, {})).rejects.toMatchObject({
    code: 'request_state',
  });
  await expect(requests.withdraw(callBy(ben), event.slug, id)).rejects.toMatchObject({
    code: 'request_state',
  });
  expect(await requests.decline(callBy(ben), event.slug, id, { reason: 'No time' })).toMatchObject({
    direction: 'received',
    state: 'declined',
    reason: 'No time',
  });
  await expect(requests.decline(callBy(ben), event.slug, id, {})).rejects.toMatchObject({
    code: 'request_state',
    params: { state: 'declined' },
  });
  await expect(requests.request(callBy(ada), event.slug, { to: ben.id })).rejects.toMatchObject({
    code: 'request_state',
  });
  expect(await requests.request(callBy(ben), event.slug, { to: ada.id })).toMatchObject({ state: 'open' });
});

it('is asked until the event ends, and never waits for longer', async () => {
  const fair = await anEvent(rooms);
  const [ada, ben] = [await aParticipant(rooms, fair), await aParticipant(rooms, fair)];
  const before = rooms.clock.now();
  rooms.clock.set(new Date(fair.endsAt.getTime() - 1));
  // There are no times to come.
  const { id, expiresAt } = await requests.request(callBy(ada), fair.slug, { to: ben.id });
  expect(expiresAt).toBe(fair.endsAt.toISOString());
  await requests.withdraw(callBy(ada), fair.slug, id);
  rooms.clock.advance(1);
  await expect(requests.request(callBy(ada), fair.slug, { to: ben.id })).rejects.toMatchObject({
    code: 'event_over',
  });
  rooms.clock.set(before);
});

it('blocks nobody’s time while it is open: others get the slot, and the request stays as it was', async () => {
  const mine = await anEvent(rooms);
  const { slots } = await aBlock(rooms, mine, { slotMinutes: 120, tables: 1 });
  const [ada, ben, eva] = [
    await aParticipant(rooms, mine),
    await aParticipant(rooms, mine),
    await aParticipant(rooms, mine),
  ];
  const first = await requests.request(callBy(ada), mine.slug, { to: ben.id });
  const second = await requests.request(callBy(eva), mine.slug, { to: ben.id });
  const slot = slots[0]?.id ?? '';
  await rooms.get(BookingsService).accept(callBy(ben), mine.slug, second.id, slot);
  await expect(
    rooms.get(BookingsService).accept(callBy(ben), mine.slug, first.id, slot),
  ).rejects.toMatchObject({ code: 'slot_taken' });
  const later = await aBlock(rooms, mine, { startsAt: rooms.clock.now().toISOString() });
  const next = later.slots.find((one) => one.startsAt > rooms.clock.now());
  expect(
    await rooms.get(BookingsService).accept(callBy(ben), mine.slug, first.id, next?.id ?? ''),
  ).toMatchObject({ request: first.id, state: 'booked' });
});

it('gives blocks to organisers alone, cut into as many slots as fit', async () => {
  const mine = await anEvent(rooms);
  const helper = await aPerson(rooms);
  await aRole(rooms, mine, helper, 'moderator');
  const input = {
    title: { en: 'Morning' },
    startsAt: '2026-12-14T10:00:00Z',
    endsAt: '2026-12-14T11:10:00Z',
    slotMinutes: 20,
    gapMinutes: 5,
    tables: 3,
    tableNames: [],
    pauses: [],
    categories: null,
    mode: 'self' as const,
  };
  const blocks = rooms.get(BlocksService);
  await expect(blocks.createOne(callBy(helper), mine.slug, input)).rejects.toMatchObject({
    code: 'forbidden',
  });
  const block = await blocks.createOne(callBy(mine.owner), mine.slug, input);
  const { rows } = await sql<{ at: Date }>`
    select starts_at as at from meeting_slot where block_id = ${block.id} order by 1`.execute(
    rooms.database.sql,
  );
  expect(rows.map((row) => row.at.toISOString().slice(11, 16))).toEqual(['10:00', '10:25', '10:50']);
  expect(await blocks.list(callBy(helper), mine.slug)).toEqual([block]);
  for (const wrong of [{ endsAt: '2026-12-14T10:10:00Z' }, { endsAt: '2027-12-14T10:00:00Z' }]) {
    await expect(
      blocks.createOne(callBy(mine.owner), mine.slug, { ...input, ...wrong }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
  }
});
