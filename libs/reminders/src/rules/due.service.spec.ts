import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Commitments } from '@foyer/agenda';
import { BookingsService, MeetingsModule, MeetingsService, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import {
  aBlock,
  anEvent,
  aParticipant,
  aSession,
  callBy,
  startRooms,
  testNow,
  type Rooms,
} from '@foyer/test-kit';
import { MailContent } from '../mail/content.js';
import { RemindersModule } from '../reminders.module.js';
import { DueReminders } from './due.service.js';
import { ReminderRules } from './rules.service.js';

const minute = 60_000;
const hour = 60 * minute;
let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([RemindersModule, MeetingsModule]);
});
afterAll(() => rooms.stop());

const after = (milliseconds: number) => new Date(new Date(testNow).getTime() + milliseconds);
const reconcile = (event: { id: string }) =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(ReminderRules).reconcile(tx, { event: event.id });
    return null;
  });
/** Tells what is due at a time. */
async function tellAt(milliseconds: number): Promise<void> {
  rooms.clock.set(after(milliseconds));
  await rooms.get(DueReminders).tell();
}
/** An event that begins so long after the test's start. */
async function eventIn(milliseconds: number) {
  rooms.clock.set(testNow);
  return anEvent(rooms, {
    startsAt: after(milliseconds),
    endsAt: after(milliseconds + 8 * hour),
  });
}
async function change(query: ReturnType<typeof sql>): Promise<void> {
  await query.execute(rooms.database.sql);
}
/** What a person was told, oldest first: the kinds of the items of each mail, and the mail's state. */
async function told(person: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ kind: string; state: string; content: unknown }>`
    select kind, state, content from mail where person_id = ${person.id} order by id`.execute(
    rooms.database.sql,
  );
  return rows.map(({ kind, state, content }) => {
    const parsed = MailContent.parse(content);
    const items = parsed.about === 'reminders' ? parsed.items.map((item) => item.kind).join('+') : '';
    return `${kind}: ${items}${state === 'queued' ? '' : ` ${state}`}`;
  });
}

it('reminds a day and an hour before, each once, however often it looks', async () => {
  const event = await eventIn(48 * hour);
  const person = await aParticipant(rooms, event);
  for (let time = 0; time < 3; time++) await reconcile(event);
  await tellAt(24 * hour - 1);
  expect(await told(person)).toEqual([]);
  await tellAt(24 * hour);
  await tellAt(24 * hour + minute);
  await reconcile(event);
  await tellAt(47 * hour);
  await tellAt(49 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
});

it('gives late registrants what still applies', async () => {
  const event = await eventIn(5 * hour);
  const person = await aParticipant(rooms, event);
  await reconcile(event);
  await tellAt(3 * hour);
  expect(await told(person)).toEqual([]);
  await tellAt(4 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-hour']);
});

it('tells late what fell due while nobody was at work, as one message; nothing after the fact', async () => {
  const event = await eventIn(30 * hour);
  const person = await aParticipant(rooms, event);
  const other = await eventIn(60 * hour);
  const tooLate = await aParticipant(rooms, other);
  await reconcile(event);
  await reconcile(other);
  await tellAt(29.5 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-hour']);
  await tellAt(61 * hour);
  expect(await told(tooLate)).toEqual([]);
});

it('says nothing to who has withdrawn, and nothing of an event that is not public any more', async () => {
  const event = await eventIn(30 * hour);
  const hidden = await eventIn(30 * hour);
  const leaver = await aParticipant(rooms, event);
  const guest = await aParticipant(rooms, hidden);
  await reconcile(event);
  await reconcile(hidden);
  // No fact arrives: the check before telling is what holds.
  await change(sql`update registration set state = 'withdrawn' where person_id = ${leaver.id}`);
  await change(sql`update event set state = 'draft' where id = ${hidden.id}`);
  await tellAt(29.2 * hour);
  expect([...(await told(leaver)), ...(await told(guest))]).toEqual([]);
});

it.each([{ heard: true }, { heard: false }])(
  'follows an event that moves, once at the right time (fact heard: $heard)',
  async ({ heard }) => {
    const event = await eventIn(30 * hour);
    const person = await aParticipant(rooms, event);
    await reconcile(event);
    await tellAt(6 * hour);
    await change(sql`
      update event set starts_at = ${after(60 * hour)}, ends_at = ${after(61 * hour)} where id = ${event.id}`);
    if (heard) await reconcile(event);
    await tellAt(29 * hour);
    expect(await told(person)).toEqual(['event-reminder: event-day']);
    if (!heard) await reconcile(event);
    await tellAt(36 * hour);
    await tellAt(36 * hour + minute);
    await tellAt(59 * hour);
    expect(await told(person)).toEqual([
      'event-reminder: event-day',
      'event-reminder: event-day',
      'event-reminder: event-hour',
    ]);
  },
);

it('goes by the event’s own clock in a rehearsal', async () => {
  const event = await eventIn(1_000 * hour);
  const person = await aParticipant(rooms, event);
  await reconcile(event);
  // A minute takes an hour of the event, from 26 hours before it begins.
  await change(sql`
    update event set clock_at = ${after(974 * hour)}, clock_real = ${testNow}, clock_rate = 60 where id = ${event.id}`);
  await tellAt(minute);
  expect(await told(person)).toEqual([]);
  await tellAt(2 * minute);
  await tellAt(25 * minute);
  await tellAt(27 * minute);
  expect(await told(person)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
});

it('reminds of a meeting that is booked, not of one that was cancelled', async () => {
  const event = await eventIn(-hour);
  const { slots } = await aBlock(rooms, event);
  const [ana, ben, eva] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  const book = async (from: typeof ana, to: typeof ana, slot: number) => {
    const request = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
    return rooms.get(BookingsService).accept(callBy(to), event.slug, request.id, slots[slot]?.id ?? '');
  };
  await book(ana, ben, 0);
  const off = await book(ana, eva, 1);
  await reconcile(event);
  await rooms.get(MeetingsService).cancel(callBy(eva), event.slug, off.id);
  await tellAt(44 * minute);
  expect(await told(ana)).toEqual([]);
  await tellAt(45 * minute);
  await tellAt(66 * minute);
  expect(await told(ana)).toEqual(['meeting-reminder: meeting']);
  expect(await told(ben)).toEqual(['meeting-reminder: meeting']);
  expect(await told(eva)).toEqual([]);
});

it('tells several things that fall due together as one message, and leaves out what was stopped', async () => {
  const event = await eventIn(2 * hour);
  const [both, some, none] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  // The talk's reminder falls due half a minute after the event's.
  for (const person of [both, some, none]) {
    const times = { startsAt: after(1.5 * hour + minute / 2), endsAt: after(2 * hour) };
    const session = await aSession(rooms, event, times);
    await rooms.database.write(houseCall, (tx) =>
      rooms
        .get(Commitments)
        .take(tx, [{ person: person.id, event: event.id, kind: 'talk', ref: session.id, ...times }]),
    );
  }
  await change(sql`
    insert into mail_stop (person_id, kind, stopped_at) values (${some.id}, 'event-reminder', now()),
      (${none.id}, 'event-reminder', now()), (${none.id}, 'session-reminder', now())`);
  await reconcile(event);
  await tellAt(hour);
  await tellAt(hour + minute);
  expect(await told(both)).toEqual(['session-reminder: session+event-hour']);
  expect(await told(some)).toEqual(['session-reminder: session']);
  expect(await told(none)).toEqual(['session-reminder: session+event-hour suppressed']);
});

it('tells each of many once when two workers look at the same time', async () => {
  const event = await eventIn(25 * hour);
  const people = [];
  for (let index = 0; index < 12; index++) people.push(await aParticipant(rooms, event));
  await reconcile(event);
  rooms.clock.set(after(hour));
  await Promise.all(Array.from({ length: 6 }, () => rooms.get(DueReminders).tell()));
  for (const person of people) expect(await told(person)).toEqual(['event-reminder: event-day']);
});
