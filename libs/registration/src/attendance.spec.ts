import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventsService } from '@foyer/events';
import { sql } from '@foyer/platform';
import { aForm, anEvent, aPerson, aRole, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AttendanceService, type Seat } from './attendance.service.js';
import { RegistrationModule } from './registration.module.js';
import { RegistrationService } from './registration.service.js';

let rooms: Rooms;
let attendance: AttendanceService;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  attendance = rooms.get(AttendanceService);
});
afterAll(() => rooms.stop());

const minute = 60_000;

async function aRegisteredPerson() {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const person = await aPerson(rooms);
  await rooms.get(RegistrationService).register(callBy(person), event.slug, aForm());
  return { event, session, person, call: callBy(person) };
}
const aSeat = (keeper: string = randomUUID()): Seat => ({ keeper, socket: randomUUID() });
async function stays(person: { id: string }) {
  const { rows } = await sql<{ from: Date; to: Date | null }>`
    select entered_at as "from", left_at as "to" from attendance where person_id = ${person.id} order by entered_at`.execute(
    rooms.database.sql,
  );
  return rows;
}

it('counts somebody with several windows once, until the last one closes', async () => {
  const { session, person, call } = await aRegisteredPerson();
  const seats = [aSeat(), aSeat(), aSeat()];
  const came = rooms.clock.now();
  const entered = await Promise.all(
    [...seats, ...seats].map((seat) => attendance.enter(call, session.id, seat)),
  );
  expect(new Set(entered.map(Number))).toEqual(new Set([came.getTime()]));
  rooms.clock.advance(minute);
  await Promise.all(
    seats.slice(1).map((seat) => attendance.leave(person.id, [session.id], seat, rooms.clock.now())),
  );
  expect(await stays(person)).toEqual([{ from: came, to: null }]);
  rooms.clock.advance(minute);
  const left = rooms.clock.now();
  await attendance.leave(person.id, [session.id], seats[0] ?? aSeat(), left);
  expect(await stays(person)).toEqual([{ from: came, to: left }]);
  await attendance.enter(call, session.id, aSeat());
  expect(await stays(person)).toHaveLength(2);
});

it('closes when all windows close at the same moment', async () => {
  const { session, person, call } = await aRegisteredPerson();
  const seats = Array.from({ length: 12 }, () => aSeat());
  await Promise.all(seats.map((seat) => attendance.enter(call, session.id, seat)));
  const left = rooms.clock.now();
  await Promise.all(seats.map((seat) => attendance.leave(person.id, [session.id], seat, left)));
  expect(await stays(person)).toEqual([{ from: left, to: left }]);
});

it('keeps one open row through a storm of windows that come and go', async () => {
  const { session, person, call } = await aRegisteredPerson();
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      const seat = aSeat();
      for (let round = 0; round < 5; round++) {
        await attendance.enter(call, session.id, seat);
        await attendance.leave(person.id, [session.id], seat, rooms.clock.now());
      }
    }),
  );
  expect((await stays(person)).filter(({ to }) => to === null)).toEqual([]);
});

it('lets in those who have a place or a part in the event, and nobody else', async () => {
  const { event, session, person, call } = await aRegisteredPerson();
  const enter = (who: { id: string }, where = session.id) => attendance.enter(callBy(who), where, aSeat());
  for (const role of ['organiser', 'moderator', 'speaker'] as const) {
    const staff = await aPerson(rooms);
    await aRole(rooms, event, staff, role);
    expect(await enter(staff)).toEqual(rooms.clock.now());
  }
  const stranger = await aPerson(rooms);
  await expect(enter(stranger)).rejects.toMatchObject({ code: 'not_registered' });
  const draft = await anEvent(rooms, { state: 'draft' });
  const hidden = await aSession(rooms, draft);
  await expect(enter(stranger, hidden.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await enter(draft.owner, hidden.id)).toEqual(rooms.clock.now());
  const blocker = await aSession(rooms, event, { kind: 'private-blocker' });
  await expect(enter(person, blocker.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(enter(person, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  await rooms.get(RegistrationService).withdraw(call, event.slug);
  await expect(enter(person)).rejects.toMatchObject({ code: 'not_registered' });
});

it('tells the time by the event’s clock', async () => {
  const { event, session, person, call } = await aRegisteredPerson();
  const at = '2026-12-14T15:00:00.000Z';
  await rooms.get(EventsService).setClock(callBy(event.owner), event.slug, { at, rate: 60 });
  const seat = aSeat();
  expect(await attendance.enter(call, session.id, seat)).toEqual(new Date(at));
  rooms.clock.advance(minute);
  await attendance.leave(person.id, [session.id], seat, rooms.clock.now());
  expect(await stays(person)).toEqual([{ from: new Date(at), to: new Date('2026-12-14T16:00:00.000Z') }]);
});

it('lets those leave whose process has died, as of when it was last seen, and nobody else', async () => {
  const { event, session, person, call } = await aRegisteredPerson();
  const [dying, living] = [randomUUID(), randomUUID()];
  const other = await aPerson(rooms);
  await rooms.get(RegistrationService).register(callBy(other), event.slug, aForm());
  expect(await attendance.beat(dying)).toBe(false);
  expect(await attendance.beat(living)).toBe(false);
  const came = rooms.clock.now();
  await attendance.enter(call, session.id, aSeat(dying));
  await attendance.enter(callBy(other), session.id, aSeat(dying));
  await attendance.enter(callBy(other), session.id, aSeat(living));
  rooms.clock.advance(minute / 2);
  expect(await attendance.beat(dying)).toBe(true);
  const lastSeen = rooms.clock.now();
  rooms.clock.advance(minute + 1);
  await attendance.beat(living);
  expect(await attendance.tidy()).toBe(1);
  expect(await stays(person)).toEqual([{ from: came, to: lastSeen }]);
  expect(await stays(other)).toEqual([{ from: came, to: null }]);
  // It was only slow: it learns that it was given up, and seats its people again.
  expect(await attendance.beat(dying)).toBe(false);
  expect(await attendance.tidy()).toBe(0);
  await attendance.close(living);
  expect(await stays(other)).toEqual([{ from: came, to: rooms.clock.now() }]);
});

it('never forgets that somebody came after the last sign of a process', async () => {
  const { session, person, call } = await aRegisteredPerson();
  const dying = randomUUID();
  await attendance.beat(dying);
  rooms.clock.advance(minute / 2);
  const came = rooms.clock.now();
  await attendance.enter(call, session.id, aSeat(dying));
  rooms.clock.advance(10 * minute);
  await attendance.tidy();
  expect(await stays(person)).toEqual([{ from: came, to: came }]);
});
