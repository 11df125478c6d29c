import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { Commitments } from '@foyer/agenda';
import type { Meeting } from '@foyer/contracts';
import { EventAccess, type EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { fingerprint, houseCall, Problem, sql, type Call } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { OffersService } from './offers.service.js';
import { RequestsService } from './requests.service.js';
import { RoomLeft } from './room-left.js';
import { RulesService } from './rules.service.js';

let rooms: Rooms;
let event: EventEntity;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
  event = await anEvent(rooms);
});
afterAll(() => rooms.stop());

type Several = [Person, Person, Person, Person, ...Person[]];
/** So many confirmed participants; the tuple only spares the tests their question marks. */
async function people(count: number, of: EventEntity = event): Promise<Several> {
  const several = await Promise.all(Array.from({ length: count }, () => aParticipant(rooms, of)));
  return several as Several;
}

async function asked(from: Person, to: Person): Promise<string> {
  const request = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  return request.id;
}
const accept = (by: Person | Call, request: string, slot: string): Promise<Meeting> =>
  rooms.get(BookingsService).accept('id' in by ? callBy(by) : by, event.slug, request, slot);

/** What became of each: the code of its problem, or `booked`; anything else fails the test. */
async function outcomesOf(attempts: Promise<Meeting>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return 'booked';
    if (one.reason instanceof Problem) return one.reason.code;
    throw one.reason;
  });
}

async function clashes(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from commitment a join commitment b
      on a.person_id = b.person_id and a.id < b.id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`.execute(rooms.database.sql);
  return rows[0]?.count ?? -1;
}

it('books the chosen slot, takes both people’s time and the lowest free table', async () => {
  const { slots } = await aBlock(rooms, event, { tables: 2 });
  const [ada, ben, eva, leo] = await people(4);
  const meeting = await accept(ben, await asked(ada, ben), slots[0]!.id);
  expect(meeting).toMatchObject({ state: 'booked', table: 1, outcome: null, other: { person: ada.id } });
  expect(meeting.startsAt).toBe(slots[0]!.startsAt.toISOString());
  expect((await accept(leo, await asked(eva, leo), slots[0]!.id)).table).toBe(2);
  const held = await rooms
    .get(Commitments)
    .between(rooms.database.sql, [ada.id, ben.id], slots[0]!.startsAt, slots[0]!.endsAt);
  expect(held.map((row) => [row.kind, row.ref])).toEqual([
    ['meeting', meeting.id],
    ['meeting', meeting.id],
  ]);
});

it('says why a slot cannot be had', async () => {
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const elsewhere = await aBlock(rooms, event);
  const [ada, ben, eva, leo] = await people(4);
  await accept(ben, await asked(ada, ben), slots[0]!.id);
  const third = await asked(eva, leo);
  await expect(accept(leo, third, slots[0]!.id)).rejects.toMatchObject({ code: 'slot_taken' });
  const busy = await asked(ada, eva);
  await expect(accept(eva, busy, elsewhere.slots[0]!.id)).rejects.toMatchObject({
    code: 'person_busy',
    params: { who: 'other' },
  });
  const own = await asked(leo, ben);
  await expect(accept(ben, own, elsewhere.slots[0]!.id)).rejects.toMatchObject({
    code: 'person_busy',
    params: { who: 'me' },
  });
  // Who asked cannot accept, and nobody else knows of it.
  await expect(accept(leo, own, elsewhere.slots[1]!.id)).rejects.toMatchObject({ code: 'request_state' });
  await expect(accept(eva, own, elsewhere.slots[1]!.id)).rejects.toMatchObject({ code: 'not_found' });
  const past = await aBlock(rooms, event, {
    startsAt: rooms.clock.now().toISOString(),
    endsAt: new Date(rooms.clock.now().getTime() + 1_200_000).toISOString(),
  });
  await expect(accept(ben, own, past.slots[0]!.id)).rejects.toMatchObject({ code: 'slot_past' });
  expect(await accept(ben, own, elsewhere.slots[1]!.id)).toMatchObject({ state: 'booked', table: null });
});

it('offers the slots in which both are free, also in events beside this one', async () => {
  const other = await anEvent(rooms);
  const mine = await anEvent(rooms);
  const { slots } = await aBlock(rooms, mine, { tables: 1 });
  const [ada, ben] = await people(2, mine);
  const taken = slots[1]!;
  await rooms.database.write(houseCall, (tx) =>
    rooms.get(Commitments).take(tx, [
      { person: ada.id, event: other.id, kind: 'talk', ref: randomUUID(), ...times(taken) },
      { person: ben.id, event: mine.id, kind: 'own', ref: randomUUID(), ...times(slots[2]!) },
    ]),
  );
  const { id } = await rooms.get(RequestsService).request(callBy(ada), mine.slug, { to: ben.id });
  const offered = await rooms.get(MeetingsQueries).mutualSlots(callBy(ben), mine.slug, id);
  expect(offered.map((slot) => slot.id)).toEqual([slots[0], ...slots.slice(3)].map((slot) => slot!.id));
  await expect(rooms.get(BookingsService).accept(callBy(ben), mine.slug, id, taken.id)).rejects.toMatchObject(
    { code: 'person_busy', params: { who: 'other' } },
  );
  const [eva] = await people(1, mine);
  await expect(rooms.get(MeetingsQueries).mutualSlots(callBy(eva), mine.slug, id)).rejects.toMatchObject({
    code: 'not_found',
  });
});

/** A service that knows of nobody's turn: as in a process of its own. */
const apart = (): BookingsService =>
  new BookingsService(
    rooms.database,
    ...([rooms.get(EventAccess), rooms.get(RequestsService), rooms.get(RulesService)] as const),
    ...([rooms.get(OffersService), rooms.get(Commitments), rooms.get(RoomLeft), rooms.clock] as const),
  );

it('lets exactly one of 64 win a slot with one table, in one process and in many, 50 times over', async () => {
  const racing = await anEvent(rooms);
  const crowd = await people(128, racing);
  const pairs = Array.from({ length: 64 }, (_, pair) => [crowd[2 * pair]!, crowd[2 * pair + 1]!] as const);
  const requests = await Promise.all(
    pairs.map(async ([from, to]) => ({
      by: to,
      id: (await rooms.get(RequestsService).request(callBy(from), racing.slug, { to: to.id })).id,
    })),
  );
  for (let round = 0; round < 50; round++) {
    const { slots } = await aBlock(rooms, racing, { tables: 1, slotMinutes: 120 });
    const outcomes = await outcomesOf(
      requests.map(({ by, id }) =>
        (round % 2 ? apart() : rooms.get(BookingsService)).accept(callBy(by), racing.slug, id, slots[0]!.id),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'booked')).toHaveLength(1);
    // Whose request was accepted in an earlier round has nothing to accept any more.
    expect(new Set(outcomes)).toEqual(
      new Set(round === 0 ? ['booked', 'slot_taken'] : ['booked', 'slot_taken', 'request_state']),
    );
  }
  expect(await clashes()).toBe(0);
}, 300_000);

it('gives away as many tables as there are, and tells each who comes too late why', async () => {
  const racing = await anEvent(rooms);
  const { slots } = await aBlock(rooms, racing, { tables: 10 });
  const crowd = await people(24, racing);
  const requests = await Promise.all(
    Array.from({ length: 12 }, async (_, pair) => {
      const [from, by] = [crowd[2 * pair]!, crowd[2 * pair + 1]!];
      const { id } = await rooms.get(RequestsService).request(callBy(from), racing.slug, { to: by.id });
      return { by, id };
    }),
  );
  const outcomes = await outcomesOf(
    // Everybody presses twice.
    requests
      .flatMap((one) => [one, one])
      .map(({ by, id }) => rooms.get(BookingsService).accept(callBy(by), racing.slug, id, slots[0]!.id)),
  );
  const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
  expect([count('booked'), count('request_state'), count('slot_taken')]).toEqual([10, 10, 4]);
  const { rows } = await sql<{ table: number }>`
    select table_number as table from meeting where event_id = ${racing.id} order by 1`.execute(
    rooms.database.sql,
  );
  expect(rows.map(({ table }) => table)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('lets one of two overlapping meetings hold when one person accepts both at once', async () => {
  for (let round = 0; round < 10; round++) {
    const { slots } = await aBlock(rooms, event);
    const overlapping = await aBlock(rooms, event, { slotMinutes: 30 });
    const [ada, ben, eva] = await people(3);
    const [first, second] = [await asked(ben, ada), await asked(eva, ada)];
    const outcomes = await outcomesOf([
      accept(ada, first, slots[1]!.id),
      accept(ada, second, overlapping.slots[0]!.id),
    ]);
    expect(outcomes.sort()).toEqual(['booked', 'person_busy']);
  }
  expect(await clashes()).toBe(0);
}, 120_000);

it('lets a ring of people accept each other at the same time without a deadlock', async () => {
  for (let round = 0; round < 5; round++) {
    const ring = await people(9);
    const { slots } = await aBlock(rooms, event, { tables: 3 });
    const requests = await Promise.all(ring.map((from, at) => asked(from, ring[(at + 1) % 9]!)));
    const outcomes = await outcomesOf(
      requests.map((id, at) => accept(ring[(at + 1) % 9]!, id, slots[at % 2]!.id)),
    );
    expect(outcomes).toContain('booked');
    expect(outcomes.every((outcome) => ['booked', 'person_busy', 'slot_taken'].includes(outcome))).toBe(true);
  }
  expect(await clashes()).toBe(0);
}, 120_000);

it('books once when the answer is lost and the command comes again; another body is refused', async () => {
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const [ada, ben] = await people(2);
  const request = await asked(ada, ben);
  const call = (slot: string): Call => ({
    ...callBy(ben),
    command: { id: command, name: 'acceptRequest', fingerprint: fingerprint('acceptRequest', { slot }) },
  });
  const command = randomUUID();
  const [first, again] = await Promise.all([
    accept(call(slots[0]!.id), request, slots[0]!.id),
    accept(call(slots[0]!.id), request, slots[0]!.id),
  ]);
  expect(again).toEqual(first);
  expect(await accept(call(slots[0]!.id), request, slots[0]!.id)).toEqual(first);
  await expect(accept(call(slots[1]!.id), request, slots[1]!.id)).rejects.toMatchObject({
    code: 'command_reused',
  });
  const { meetings } = await rooms.get(MeetingsQueries).mine(callBy(ben), event.slug);
  expect(meetings.map((meeting) => meeting.id)).toEqual([first.id]);
});

it('frees the time and the table when a meeting is cancelled', async () => {
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const [ada, ben, eva, leo] = await people(4);
  const meeting = await accept(ben, await asked(ada, ben), slots[0]!.id);
  const waiting = await asked(eva, leo);
  await expect(accept(leo, waiting, slots[0]!.id)).rejects.toMatchObject({ code: 'slot_taken' });
  const cancelled = await rooms.get(MeetingsService).cancel(callBy(ada), event.slug, meeting.id);
  expect(cancelled.state).toBe('cancelled');
  expect(await accept(leo, waiting, slots[0]!.id)).toMatchObject({ state: 'booked', table: 1 });
  // The two may ask again, and their time is free.
  const again = await asked(ben, ada);
  const offered = await rooms.get(MeetingsQueries).mutualSlots(callBy(ada), event.slug, again);
  expect(offered.map((slot) => slot.id)).toContain(slots[1]!.id);
  await expect(rooms.get(MeetingsService).cancel(callBy(ada), event.slug, meeting.id)).rejects.toMatchObject({
    code: 'request_state',
  });
});

function times(slot: { startsAt: Date; endsAt: Date }): { startsAt: Date; endsAt: Date } {
  return { startsAt: slot.startsAt, endsAt: slot.endsAt };
}
