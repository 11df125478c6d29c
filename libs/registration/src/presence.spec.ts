import { randomUUID } from 'node:crypto';
import { houseCall, sql } from '@foyer/platform';
import {
  aParticipant,
  aPerson,
  anEvent,
  aSession,
  callBy,
  startRooms,
  until,
  type Rooms,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AttendanceService, type Seat } from './attendance.service.js';
import { AttendanceQueries } from './attendance.queries.js';
import { Presence, readPresence } from './presence.js';
import { RegistrationModule } from './registration.module.js';

let rooms: Rooms;
let attendance: AttendanceService;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  attendance = rooms.get(AttendanceService);
});
afterAll(() => rooms.stop());

const aSeat = (keeper: string = randomUUID()): Seat => ({ keeper, socket: randomUUID() });
const present = (session: string) => readPresence(rooms.database.sql, session);
const told = (session: string, count: number) =>
  until(`${count} are told`, async () => (await present(session)) === count);
async function aHall() {
  const event = await anEvent(rooms, { guests: 'listen' });
  return { event, session: (await aSession(rooms, event)).id };
}
async function aGuest(event: { id: string }) {
  const person = await aPerson(rooms);
  await sql`insert into event_guest (event_id, person_id, came_at) values (${event.id}, ${person.id}, now())`.execute(
    rooms.database.sql,
  );
  return person;
}

it('counts people and not their windows, and tells of those who come together at once', async () => {
  const { event, session } = await aHall();
  const people = await Promise.all(Array.from({ length: 12 }, () => aParticipant(rooms, event)));
  const seats = people.map(() => [aSeat(), aSeat()]);
  await Promise.all(
    people.flatMap((person, index) =>
      (seats[index] ?? []).map((seat) => attendance.enter(callBy(person), session, seat)),
    ),
  );
  await told(session, 12);
  const { rows } = await sql<{ rev: number }>`
    select rev::int from stream where name = ${`presence/${session}`}`.execute(rooms.database.sql);
  expect(rows[0]?.rev).toBeLessThan(12);
  const [first, second] = people;
  const leave = (person: { id: string } | undefined, seat: Seat | undefined) =>
    attendance.leave(person?.id ?? '', [session], seat ?? aSeat(), rooms.clock.now());
  await leave(first, seats[0]?.[0]);
  await leave(second, seats[1]?.[0]);
  await leave(second, seats[1]?.[1]);
  await told(session, 11);
});

it('counts guests while they are there, and keeps nothing of them', async () => {
  const { event, session } = await aHall();
  const guest = await aGuest(event);
  const seats = [aSeat(), aSeat()];
  for (const seat of seats) await attendance.enter(callBy(guest), session, seat);
  await told(session, 1);
  const figures = await rooms.get(AttendanceQueries).sessions(callBy(event.owner), event.slug);
  expect(figures).toMatchObject([{ session, came: 0, peak: 0 }]);
  for (const seat of seats) await attendance.leave(guest.id, [session], seat, rooms.clock.now());
  await told(session, 0);
  const { rows } = await sql`select from attendance where person_id = ${guest.id}`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([]);
  await sql`update event set guests = 'off' where id = ${event.id}`.execute(rooms.database.sql);
  await expect(attendance.enter(callBy(guest), session, aSeat())).rejects.toMatchObject({
    code: 'not_registered',
  });
});

it('is right again once a process that died is found, also where it died before it could tell', async () => {
  const { event, session } = await aHall();
  const [dying, living] = [randomUUID(), randomUUID()];
  for (const keeper of [dying, living]) await attendance.beat(keeper);
  const [gone, stays, guest] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aGuest(event),
  ];
  for (const person of [gone, stays, guest]) await attendance.enter(callBy(person), session, aSeat(dying));
  await attendance.enter(callBy(stays), session, aSeat(living));
  await told(session, 3);
  rooms.clock.advance(31_000);
  await attendance.beat(living);
  expect(await attendance.tidy()).toBe(1);
  expect(await present(session)).toBe(1);
  // Somebody has gone, and the process that knew it is gone as well.
  await sql`update attendance set left_at = entered_at, seats = '{}' where person_id = ${stays.id}`.execute(
    rooms.database.sql,
  );
  expect(await rooms.get(Presence).heal()).toBe(1);
  expect(await present(session)).toBe(0);
  expect(await rooms.get(Presence).heal()).toBe(0);
});

it('says nothing where the number is the same', async () => {
  const { session } = await aHall();
  const presence = rooms.get(Presence);
  for (let round = 0; round < 3; round++)
    await rooms.database.write(houseCall, (tx) => presence.tell(tx, [session]));
  const { rows } = await sql`select from stream where name = ${`presence/${session}`}`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([]);
});

it('goes on telling of other rooms where one is gone with people in it', async () => {
  const { event, session } = await aHall();
  const other = (await aSession(rooms, event)).id;
  const [there, elsewhere] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const seat = aSeat();
  await attendance.enter(callBy(there), session, seat);
  await told(session, 1);
  await sql`delete from session where id = ${session}`.execute(rooms.database.sql);
  await attendance.leave(there.id, [session], seat, rooms.clock.now());
  await attendance.enter(callBy(elsewhere), other, aSeat());
  await told(other, 1);
});
