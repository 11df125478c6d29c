import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  callBy,
  startRooms,
  until,
  type Rooms,
} from '@foyer/test-kit';
import { houseCall, Problem, sql } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { ColleaguesService } from './colleagues.service.js';
import { ExtensionsService } from './extensions.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MovesService } from './moves.service.js';
import { MeetingsService } from './meetings.service.js';
import { RequestsService } from './requests.service.js';
import { MeetingRoomStream } from './room.queries.js';
import { RoomService } from './room.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

async function aMeeting(tables: number | null = 1) {
  const event = await anEvent(rooms);
  const { slots } = await aBlock(rooms, event, { tables });
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const slotOf = (index: number) => slots[index] ?? { id: '', startsAt: new Date(0), endsAt: new Date(0) };
  const book = async (from: { id: string }, to: { id: string }, slot: number) => {
    const { id } = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
    return rooms.get(BookingsService).accept(callBy(to), event.slug, id, slotOf(slot).id);
  };
  const meeting = await book(ada, ben, 0);
  return { event, slotOf, ada, ben, book, meeting, moves: rooms.get(MovesService) };
}
async function clockOf(person: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ at: Date }>`
    select starts_at as at from commitment where person_id = ${person.id} order by 1`.execute(
    rooms.database.sql,
  );
  return rows.map(({ at }) => new Date(at).toISOString());
}

it('moves to a time at which both are free and a table is left; the old one is free at once', async () => {
  const { event, slotOf, ada, ben, book, meeting, moves } = await aMeeting();
  const [eva, leo] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  await book(eva, leo, 1);
  const offered = await moves.slots(callBy(ada), event.slug, meeting.id);
  expect(offered.map(({ id }) => id)).toEqual([2, 3, 4, 5].map((index) => slotOf(index).id));
  const moved = await moves.move(callBy(ben), event.slug, meeting.id, { slot: slotOf(3).id });
  expect(moved).toMatchObject({ startsAt: slotOf(3).startsAt.toISOString(), table: 1, state: 'booked' });
  for (const person of [ada, ben]) expect(await clockOf(person)).toEqual([moved?.startsAt]);
  await expect(moves.move(callBy(ada), event.slug, meeting.id, { slot: slotOf(1).id })).rejects.toMatchObject(
    { code: 'slot_taken' },
  );
  const [zoe, max] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  expect((await book(zoe, max, 0)).table).toBe(1);
});

it('lets an organiser move it out of a session’s way, to the next time that suits', async () => {
  const { event, slotOf, ada, meeting, moves } = await aMeeting(null);
  const avoid = {
    startsAt: slotOf(0).startsAt.toISOString(),
    endsAt: new Date(slotOf(2).endsAt.getTime() - 1).toISOString(),
  };
  expect(await moves.move(callBy(event.owner), event.slug, meeting.id, { slot: null, avoid })).toBeNull();
  expect(await clockOf(ada)).toEqual([slotOf(3).startsAt.toISOString()]);
  const everything = {
    startsAt: slotOf(0).startsAt.toISOString(),
    endsAt: slotOf(5).endsAt.toISOString(),
  };
  await expect(
    moves.move(callBy(event.owner), event.slug, meeting.id, { slot: null, avoid: everything }),
  ).rejects.toMatchObject({ code: 'no_free_slot' });
});

it('does not exist for anybody else, and moves once when several move it at the same time', async () => {
  const { event, slotOf, ada, ben, meeting, moves } = await aMeeting();
  const other = await anEvent(rooms);
  for (const [person, slug] of [
    [await aParticipant(rooms, event), event.slug],
    [await aPerson(rooms), event.slug],
    [other.owner, other.slug],
  ] as const) {
    await expect(moves.slots(callBy(person), slug, meeting.id)).rejects.toMatchObject({ code: 'not_found' });
  }
  const attempts = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((index) =>
      moves.move(callBy(index % 2 ? ada : ben), event.slug, meeting.id, { slot: slotOf(index).id }),
    ),
  );
  for (const attempt of attempts) {
    if (attempt.status === 'rejected') expect((attempt.reason as Problem).code).toBe('conflict');
  }
  expect(attempts.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await clockOf(ada)).toEqual(await clockOf(ben));
  expect(await clockOf(ada)).toHaveLength(1);
});

it('does not move over the head of a colleague who was brought along meanwhile', async () => {
  const { event, slotOf, ada, meeting, moves } = await aMeeting(null);
  const eva = await aParticipant(rooms, event);
  await sql`
    update registration set organisation_id = (select organisation_id from registration where person_id = ${eva.id})
    where person_id = ${ada.id}`.execute(rooms.database.sql);
  // The move has looked at whose meeting it is, and waits for the request.
  const { moving } = await rooms.database.write(houseCall, async (tx) => {
    await sql`select from meeting_request where id = ${meeting.request} for update`.execute(tx.sql);
    const settled = Promise.allSettled([
      moves.move(callBy(ada), event.slug, meeting.id, { slot: slotOf(3).id }),
    ]);
    await until('the move waits', async () => {
      const { rows } = await sql<{ waits: boolean }>`
        select exists (select from pg_locks where not granted) as waits`.execute(rooms.database.sql);
      return rows[0]?.waits;
    });
    await rooms.get(ColleaguesService).add(callBy(ada), event.slug, meeting.id, eva.id);
    return { moving: settled };
  });
  expect(await moving).toMatchObject([{ status: 'rejected', reason: { code: 'conflict' } }]);
  for (const person of [ada, eva]) expect(await clockOf(person)).toEqual([slotOf(0).startsAt.toISOString()]);
  await moves.move(callBy(ada), event.slug, meeting.id, { slot: slotOf(3).id });
  for (const person of [ada, eva]) expect(await clockOf(person)).toEqual([slotOf(3).startsAt.toISOString()]);
});

it('begins anew at another time: nobody has come or was called, and nothing is proposed', async () => {
  const { event, slotOf, ada, ben, meeting, moves } = await aMeeting();
  const call = callBy(ada);
  const minutesIn = (slot: number, minutes: number) =>
    rooms.clock.set(new Date(slotOf(slot).startsAt.getTime() + minutes * 60_000));
  minutesIn(0, 5);
  await rooms.get(MeetingsService).enter(call, event.slug, meeting.id);
  expect(await rooms.get(RoomService).callLate(call, event.slug, meeting.id)).toMatchObject({
    people: [ben.id],
  });
  await rooms
    .get(ExtensionsService)
    .propose(call, event.slug, meeting.id, { minutes: 5, from: meeting.endsAt });
  await moves.move(call, event.slug, meeting.id, { slot: slotOf(3).id });
  const nobody = { enteredAt: null, calledAt: null };
  expect(
    await rooms.get(MeetingRoomStream).snapshot(rooms.database.sql, { meeting: meeting.id }),
  ).toMatchObject({ person: { [ada.id]: nobody, [ben.id]: nobody }, extension: {} });
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${`meeting-room/${meeting.id}`} order by rev desc limit 1`.execute(
    rooms.database.sql,
  );
  expect(rows[0]?.change).toEqual({
    put: { person: { [ada.id]: nobody, [ben.id]: nobody } },
    drop: { extension: [meeting.id] },
  });
  minutesIn(3, 5);
  await rooms.get(MeetingsService).enter(call, event.slug, meeting.id);
  expect(await rooms.get(RoomService).callLate(call, event.slug, meeting.id)).toMatchObject({
    people: [ben.id],
  });
});
