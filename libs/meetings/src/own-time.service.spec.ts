import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  aSpeaker,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { Stage } from '@foyer/agenda';
import type { EventEntity } from '@foyer/events';
import type { Account, Person } from '@foyer/people';
import { houseCall, Problem, sql } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { OwnTimeService } from './own-time.service.js';
import { RequestsService } from './requests.service.js';

let rooms: Rooms;
let event: EventEntity & { owner: Account };
let slots: { id: string; startsAt: Date; endsAt: Date }[];
let ada: Person;
let ben: Person;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

async function fresh(): Promise<void> {
  event = await anEvent(rooms);
  ({ slots } = await aBlock(rooms, event));
  [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
}
const own = (): OwnTimeService => rooms.get(OwnTimeService);
/** From the beginning of one slot to the end of another. */
const stretch = (from: number, to = from) => ({
  startsAt: slots[from]!.startsAt.toISOString(),
  endsAt: slots[to]!.endsAt.toISOString(),
});
const keep = (person: Person, times: ReturnType<typeof stretch>[], around = false) =>
  own().keep(callBy(person), event.slug, times, around);
async function book(slot: number, code?: string): Promise<void> {
  const { id } = await rooms.get(RequestsService).request(callBy(ben), event.slug, { to: ada.id });
  const accepted = rooms.get(BookingsService).accept(callBy(ada), event.slug, id, slots[slot]!.id);
  if (code) await expect(accepted).rejects.toMatchObject({ code });
  else await accepted;
}
/** What stands in somebody's clock, as numbers of slots from the block's start. */
async function clockOf(person: Person): Promise<string[]> {
  const { rows } = await sql<{ kind: string; from: number; to: number }>`
    select kind, extract(epoch from starts_at - ${slots[0]!.startsAt}::timestamptz)::int / 1200 as "from",
      extract(epoch from ends_at - ${slots[0]!.startsAt}::timestamptz)::int / 1200 as "to"
    from commitment where person_id = ${person.id} order by starts_at`.execute(rooms.database.sql);
  return rows.map(({ kind, from, to }) => `${kind} ${String(from)}-${String(to)}`);
}

it('keeps time free from bookings; twice is once, and a part of it can be given back', async () => {
  await fresh();
  const [first] = await keep(ada, [stretch(1, 3)]);
  expect(first).toMatchObject({ kind: 'own', ...stretch(1, 3) });
  expect(await keep(ada, [stretch(1, 3)])).toEqual([first]);
  expect(await keep(ada, [stretch(2, 4), stretch(3)])).toHaveLength(2);
  await book(2, 'person_busy');
  await own().giveBack(callBy(ada), event.slug, [stretch(2)]);
  expect(await clockOf(ada)).toEqual(['own 1-2', 'own 3-4', 'own 4-5']);
});

it('leaves a meeting where it is: the whole is refused, or the time around it kept', async () => {
  await fresh();
  await book(2);
  await expect(keep(ada, [stretch(0), stretch(1, 3)])).rejects.toMatchObject({
    code: 'time_taken',
    params: { kind: 'meeting', startsAt: stretch(2).startsAt },
  });
  expect(await clockOf(ada)).toEqual(['meeting 2-3']);
  await keep(ada, [stretch(0), stretch(1, 3)], true);
  expect(await clockOf(ada)).toEqual(['own 0-2', 'meeting 2-3', 'own 3-4']);
});

it('holds in every event, and is seen there as one’s own', async () => {
  await fresh();
  const here = event;
  await keep(ada, [stretch(0)]);
  event = await anEvent(rooms);
  ({ slots } = await aBlock(rooms, event));
  await aParticipant(rooms, event, { person: await accountOf(ada) });
  await aParticipant(rooms, event, { person: await accountOf(ben) });
  await book(0, 'person_busy');
  expect(await own().giveBack(callBy(ada), event.slug, [stretch(0)])).toEqual([]);
  expect(here.id).not.toBe(event.id);
});

it('is for participants, and within the days of the event', async () => {
  await fresh();
  await expect(keep(await aPerson(rooms), [stretch(0)])).rejects.toMatchObject({ code: 'not_registered' });
  const far = { startsAt: '2030-01-01T10:00:00.000Z', endsAt: '2030-01-01T11:00:00.000Z' };
  await expect(keep(ada, [stretch(0), far])).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await clockOf(ada)).toEqual([]);
});

it('gives way to a talk that one is to give, and to nothing else of it', async () => {
  await fresh();
  await keep(ada, [stretch(0, 4)]);
  const session = await aSession(rooms, event, {
    startsAt: slots[1]!.startsAt,
    endsAt: slots[2]!.endsAt,
  });
  await aSpeaker(rooms, session, { person: ada.id });
  await rooms.database.write(houseCall, (tx) => rooms.get(Stage).stand(tx, event.id, [session.id]));
  expect(await clockOf(ada)).toEqual(['own 0-1', 'talk 1-3', 'own 3-5']);
});

it('and a booking at the same time: one of the two holds, nobody is in two places', async () => {
  for (let round = 0; round < 10; round++) {
    await fresh();
    const { id } = await rooms.get(RequestsService).request(callBy(ben), event.slug, { to: ada.id });
    const [kept, booked] = await Promise.allSettled([
      keep(ada, [stretch(0), stretch(1, 3)], round % 2 === 1),
      rooms.get(BookingsService).accept(callBy(ada), event.slug, id, slots[2]!.id),
    ]);
    for (const one of [kept, booked]) {
      if (one.status === 'rejected' && !(one.reason instanceof Problem)) throw one.reason;
    }
    const clock = await clockOf(ada);
    expect(clock.includes('meeting 2-3')).toBe(booked.status === 'fulfilled');
    if (kept.status === 'fulfilled') expect(clock[0]).toMatch(/^own 0-/);
    if (kept.status === 'rejected') expect(clock).toEqual(['meeting 2-3']);
  }
}, 60_000);

async function accountOf(person: Person): Promise<Account> {
  const { rows } = await sql<{ email: string }>`select email from person where id = ${person.id}`.execute(
    rooms.database.sql,
  );
  return Object.assign(person, { email: rows[0]!.email });
}
