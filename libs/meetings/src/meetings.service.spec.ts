import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { Meeting } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { houseCall, sql, type StreamEntries } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { MyMeetingsStream } from './meetings.streams.js';
import { RequestsService } from './requests.service.js';

let rooms: Rooms;
let meetings: MeetingsService;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
  meetings = rooms.get(MeetingsService);
});
afterAll(() => rooms.stop());

interface Booked {
  event: EventEntity;
  ada: Person;
  ben: Person;
  meeting: Meeting;
}
/** Ada asked, Ben accepted: a meeting an hour from now. */
async function aMeeting(values: Partial<EventEntity> = {}): Promise<Booked> {
  const event = await anEvent(rooms, values);
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const { slots } = await aBlock(rooms, event);
  const { id } = await rooms.get(RequestsService).request(callBy(ada), event.slug, { to: ben.id });
  const meeting = await rooms.get(BookingsService).accept(callBy(ben), event.slug, id, slots[0]?.id ?? '');
  return { event, ada, ben, meeting };
}
const minute = 60_000;
const snapshot = ({ event }: Booked, person: Person): Promise<StreamEntries<'myMeetings'>> =>
  rooms.get(MyMeetingsStream).snapshot(rooms.database.sql, { event: event.id, person: person.id });

it('is held when both have entered, from five minutes before it begins', async () => {
  const booked = await aMeeting();
  const { event, ada, ben, meeting } = booked;
  rooms.clock.set(new Date(Date.parse(meeting.startsAt) - 5 * minute - 1));
  await expect(meetings.enter(callBy(ada), event.slug, meeting.id)).rejects.toMatchObject({
    code: 'request_state',
  });
  rooms.clock.advance(1);
  expect(await meetings.enter(callBy(ada), event.slug, meeting.id)).toMatchObject({
    state: 'booked',
    entered: true,
    otherEntered: false,
  });
  expect((await snapshot(booked, ben)).meeting[meeting.id]).toMatchObject({ otherEntered: true });
  await expect(meetings.rate(callBy(ada), event.slug, meeting.id, 'informative')).rejects.toMatchObject({
    code: 'request_state',
  });
  rooms.clock.advance(6 * minute);
  const [again, held] = await Promise.all([
    meetings.enter(callBy(ada), event.slug, meeting.id),
    meetings.enter(callBy(ben), event.slug, meeting.id),
  ]);
  expect([again.state, held.state]).toContain('held');
  await meetings.rate(callBy(ada), event.slug, meeting.id, 'cooperation-possible');
  expect((await snapshot(booked, ada)).meeting[meeting.id]).toMatchObject({
    state: 'held',
    outcome: 'cooperation-possible',
  });
  // What one of them said of it is not told to the other.
  expect((await snapshot(booked, ben)).meeting[meeting.id]).toMatchObject({ state: 'held', outcome: null });
});

it('is missed once its end has passed and not both came, and told so to both', async () => {
  const booked = await aMeeting();
  const held = await aMeeting();
  const { ada, ben, event, meeting } = booked;
  rooms.clock.set(meeting.startsAt);
  await meetings.enter(callBy(ada), event.slug, meeting.id);
  for (const who of [held.ada, held.ben]) {
    rooms.clock.set(held.meeting.startsAt);
    await meetings.enter(callBy(who), held.event.slug, held.meeting.id);
  }
  rooms.clock.set(new Date(Date.parse(meeting.endsAt) - 1));
  await meetings.settleMissed();
  expect((await snapshot(booked, ben)).meeting[meeting.id]).toMatchObject({ state: 'booked' });
  rooms.clock.set(held.meeting.endsAt);
  await meetings.settleMissed();
  for (const who of [ada, ben]) {
    expect((await snapshot(booked, who)).meeting[meeting.id]).toMatchObject({ state: 'missed' });
    const { rows } = await sql<{ change: unknown }>`
      select change from stream_change where stream = ${`meetings/${event.id}/${who.id}`} order by rev desc limit 1`.execute(
      rooms.database.sql,
    );
    expect(rows[0]?.change).toEqual({ patch: { meeting: { [meeting.id]: { state: 'missed' } } } });
  }
  expect((await snapshot(held, held.ada)).meeting[held.meeting.id]).toMatchObject({ state: 'held' });
  expect(await meetings.settleMissed()).toBe(0);
  await expect(meetings.enter(callBy(ben), event.slug, meeting.id)).rejects.toMatchObject({
    code: 'request_state',
  });
});

it('goes by the event’s own clock in a rehearsal', async () => {
  const booked = await aMeeting();
  const { event, ada, meeting } = booked;
  await sql`update event set clock_at = ${meeting.startsAt}, clock_real = ${rooms.clock.now()}, clock_rate = 60
    where id = ${event.id}`.execute(rooms.database.sql);
  expect(await meetings.enter(callBy(ada), event.slug, meeting.id)).toMatchObject({ entered: true });
  rooms.clock.advance(19_000);
  await meetings.settleMissed();
  expect((await snapshot(booked, ada)).meeting[meeting.id]).toMatchObject({ state: 'booked' });
  rooms.clock.advance(1_000);
  await meetings.settleMissed();
  expect((await snapshot(booked, ada)).meeting[meeting.id]).toMatchObject({ state: 'missed' });
});

it('shows a meeting to its two people alone, each from their side', async () => {
  const booked = await aMeeting();
  const { event, ada, ben, meeting } = booked;
  const eva = await aParticipant(rooms, event);
  for (const attempt of [
    meetings.enter(callBy(eva), event.slug, meeting.id),
    meetings.cancel(callBy(eva), event.slug, meeting.id),
    meetings.rate(callBy(eva), event.slug, meeting.id, 'informative'),
    meetings.cancel(callBy(ada), (await anEvent(rooms)).slug, meeting.id),
    rooms.get(MyMeetingsStream).admit(callBy(eva), { event: event.id, person: ada.id }),
    rooms.get(MyMeetingsStream).admit({ actor: null, address: null }, { event: event.id, person: ada.id }),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  }
  await rooms.get(MyMeetingsStream).admit(callBy(ada), { event: event.id, person: ada.id });
  const mine = await rooms.get(MeetingsQueries).mine(callBy(ada), event.slug);
  expect(mine.requests).toMatchObject([{ direction: 'sent', state: 'accepted', meeting: meeting.id }]);
  expect(mine.meetings).toMatchObject([{ id: meeting.id, other: { person: ben.id } }]);
  expect(mine.promised).toEqual([
    { kind: 'meeting', ref: meeting.id, startsAt: meeting.startsAt, endsAt: meeting.endsAt },
  ]);
  expect(Object.keys((await snapshot(booked, eva)).meeting)).toEqual([]);
  const theirs = await snapshot(booked, ben);
  expect(Object.values(theirs.request)).toMatchObject([{ direction: 'received', other: { person: ada.id } }]);
});

it('frees everybody’s time when somebody withdraws from the event', async () => {
  const booked = await aMeeting();
  const { event, ada, ben, meeting } = booked;
  const eva = await aParticipant(rooms, event);
  const open = await rooms.get(RequestsService).request(callBy(ada), event.slug, { to: eva.id });
  const leave = (): Promise<void> =>
    rooms.database.write(houseCall, (tx) => meetings.leave(tx, { event: event.id, person: ada.id }));
  await leave();
  expect((await snapshot(booked, ben)).meeting[meeting.id]).toMatchObject({ state: 'booked' });
  await sql`update registration set state = 'withdrawn' where event_id = ${event.id} and person_id = ${ada.id}`.execute(
    rooms.database.sql,
  );
  await leave();
  expect((await snapshot(booked, ben)).meeting[meeting.id]).toMatchObject({ state: 'cancelled' });
  expect((await snapshot(booked, eva)).request[open.id]).toMatchObject({ state: 'cancelled' });
  const mine = await rooms.get(MeetingsQueries).mine(callBy(ben), event.slug);
  expect(mine.promised).toEqual([]);
});

it('writes one fact for each booking and cancellation', async () => {
  const { event, ada, meeting } = await aMeeting();
  await meetings.cancel(callBy(ada), event.slug, meeting.id);
  const { rows } = await sql<{ name: string; payload: unknown }>`
    select name, payload from outbox_fact where payload->>'event' = ${event.id} order by id`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([
    { name: 'meeting.requested', payload: { event: event.id, request: meeting.request } },
    { name: 'meeting.booked', payload: { event: event.id, meeting: meeting.id } },
    { name: 'meeting.cancelled', payload: { event: event.id, meeting: meeting.id, by: ada.id } },
  ]);
});
