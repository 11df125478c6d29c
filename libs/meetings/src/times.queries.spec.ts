import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { Commitments } from '@foyer/agenda';
import type { MeetingTime } from '@foyer/contracts';
import { houseCall, sql } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MovesService } from './moves.service.js';
import { RequestsService } from './requests.service.js';
import { TimesQueries } from './times.queries.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

it('says of each time all that speaks against it, and of others only that they are busy', async () => {
  const event = await anEvent(rooms, {
    categories: [
      { key: 'cluster', label: { en: 'Cluster' } },
      { key: 'ministry', label: { en: 'Ministry' } },
    ],
  });
  const elsewhere = await anEvent(rooms);
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const closed = await aBlock(rooms, event, {
    categories: ['ministry'],
    slotMinutes: 120,
    startsAt: slots[5]!.endsAt.toISOString(),
    endsAt: new Date(slots[5]!.endsAt.getTime() + 7_200_000).toISOString(),
  });
  const [ada, ben, eva, leo] = await Promise.all(
    ['Ada', 'Ben', 'Eva', 'Leo'].map((name) => aParticipant(rooms, event, { name })),
  );
  if (!ada || !ben || !eva || !leo) throw new Error('four people');
  const { id: own } = { id: event.id };
  const talk = await aSession(rooms, event, { title: { en: 'On wine' } });
  const at = (index: number) => ({ startsAt: slots[index]!.startsAt, endsAt: slots[index]!.endsAt });
  await rooms.database.write(houseCall, (tx) =>
    rooms.get(Commitments).take(tx, [
      { person: ada.id, event: event.id, kind: 'talk', ref: talk.id, ...at(0) },
      { person: ada.id, event: event.id, kind: 'own', ref: own, ...at(1) },
      { person: ada.id, event: elsewhere.id, kind: 'meeting', ref: elsewhere.id, ...at(2) },
      { person: ben.id, event: event.id, kind: 'own', ref: event.owner.id, ...at(2) },
    ]),
  );
  const asks = rooms.get(RequestsService);
  const other = await asks.request(callBy(ada), event.slug, { to: eva.id });
  const meeting = await rooms.get(BookingsService).accept(callBy(eva), event.slug, other.id, slots[3]!.id);
  const { id } = await asks.request(callBy(ben), event.slug, { to: ada.id });

  const times = rooms.get(TimesQueries);
  const refusals = (list: MeetingTime[]) => list.map((time) => time.refusals);
  const hers = await times.ofRequest(callBy(ada), event.slug, id);
  expect(hers.map((time) => time.id)).toEqual([...slots, ...closed.slots].map((slot) => slot.id));
  const standing = { name: null, title: null, meeting: null };
  const iso = (index: number) => ({
    startsAt: at(index).startsAt.toISOString(),
    endsAt: at(index).endsAt.toISOString(),
  });
  expect(refusals(hers)).toEqual([
    [
      {
        code: 'me_busy',
        standing: { ...standing, kind: 'talk', title: { en: 'On wine' }, ...iso(0) },
      },
    ],
    [{ code: 'me_busy', standing: { ...standing, kind: 'own', ...iso(1) } }],
    [
      { code: 'me_busy', standing: { ...standing, kind: 'elsewhere', ...iso(2) } },
      { code: 'other_busy', name: 'Ben' },
    ],
    [
      {
        code: 'me_busy',
        standing: { ...standing, kind: 'meeting', meeting: meeting.id, name: 'Eva', ...iso(3) },
      },
      { code: 'tables', tables: 1 },
    ],
    [],
    [],
    [{ code: 'category', me: true, categories: ['ministry'] }],
  ]);
  const his = await times.ofRequest(callBy(ben), event.slug, id);
  expect(refusals(his)[0]).toEqual([{ code: 'other_busy', name: 'Ada' }]);
  expect(refusals(await times.ofPartner(callBy(ben), event.slug, ada.id))).toEqual(refusals(his));
  // Whoever is in neither sees nothing; who hides is not there for those whom they have not asked.
  await expect(times.ofRequest(callBy(leo), event.slug, id)).rejects.toMatchObject({ code: 'not_found' });
  await sql`update registration set listed = false where person_id = ${leo.id}`.execute(rooms.database.sql);
  await expect(times.ofPartner(callBy(ben), event.slug, leo.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  // So is who is shown to others alone, until they ask themselves.
  await sql`
    update registration set listed = true, shown_to = 'categories', shown_categories = '{ministry}'
    where person_id = ${leo.id}`.execute(rooms.database.sql);
  await expect(times.ofPartner(callBy(ben), event.slug, leo.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  await asks.request(callBy(leo), event.slug, { to: ben.id });
  expect(await times.ofPartner(callBy(ben), event.slug, leo.id)).toHaveLength(7);
  // A meeting that moves is in nobody's way, and organisers hear whose time it is that is taken.
  const moving = await times.ofMeeting(callBy(event.owner), event.slug, meeting.id);
  expect(refusals(moving).slice(0, 4)).toEqual([
    [{ code: 'other_busy', name: 'Ada' }],
    [{ code: 'other_busy', name: 'Ada' }],
    [{ code: 'other_busy', name: 'Ada' }],
    [],
  ]);
  await expect(times.ofMeeting(callBy(leo), event.slug, meeting.id)).rejects.toMatchObject({
    code: 'not_found',
  });
  const move = (slot: string | undefined) =>
    rooms.get(MovesService).move(callBy(ada), event.slug, meeting.id, { slot: slot ?? null });
  await expect(move(slots[0]!.id)).rejects.toMatchObject({ code: 'person_busy', params: { who: 'me' } });
  await expect(move(closed.slots[0]?.id)).rejects.toMatchObject({ code: 'not_for_category' });
});

it('offers no time whose last table is with a meeting that goes on', async () => {
  const event = await anEvent(rooms);
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const [ada, ben, eva, leo] = await Promise.all(
    ['Ada', 'Ben', 'Eva', 'Leo'].map((name) => aParticipant(rooms, event, { name })),
  );
  if (!ada || !ben || !eva || !leo) throw new Error('four people');
  const asks = rooms.get(RequestsService);
  const first = await asks.request(callBy(ada), event.slug, { to: ben.id });
  const long = await rooms.get(BookingsService).accept(callBy(ben), event.slug, first.id, slots[1]!.id);
  // As its people agree on in the room.
  await sql`update meeting set ends_at = ends_at + interval '5 minutes' where id = ${long.id}`.execute(
    rooms.database.sql,
  );
  const { id } = await asks.request(callBy(eva), event.slug, { to: leo.id });
  const times = await rooms.get(TimesQueries).ofRequest(callBy(leo), event.slug, id);
  expect(times.slice(0, 4).map(({ tablesLeft }) => tablesLeft)).toEqual([1, 0, 0, 1]);
  const offered = await rooms.get(MeetingsQueries).timesWith(callBy(leo), event.slug, { person: eva.id });
  const ids = (list: readonly { id: string }[]) => list.map((slot) => slot.id);
  expect(ids(offered)).toEqual(ids([slots[0]!, ...slots.slice(3)]));
  await expect(
    rooms.get(BookingsService).accept(callBy(leo), event.slug, id, slots[2]!.id),
  ).rejects.toMatchObject({ code: 'slot_taken' });
});
