import { randomUUID } from 'node:crypto';
import type { Announcement } from '@foyer/contracts';
import { EventsService } from '@foyer/events';
import { sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readStanding } from './announcement.rows.js';
import { Announcements } from './announcements.service.js';
import { readLog } from './moderation-log.rows.js';
import { SignsModule } from './signs.module.js';

let rooms: Rooms;
let announcements: Announcements;
beforeAll(async () => {
  rooms = await startRooms([SignsModule]);
  announcements = rooms.get(Announcements);
});
afterAll(() => rooms.stop());

const minute = 60_000;
const words = (en: string, minutes: number | null = null, session: string | null = null) => ({
  ...{ session, texts: { en }, link: null, minutes },
});
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => String(Object(error).code),
  );

async function aHall() {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const [moderator, attendee] = [await aPerson(rooms, { name: 'Aytən Quliyeva' }), await aPerson(rooms)];
  await aRole(rooms, event, moderator, 'moderator');
  await aRole(rooms, event, attendee, 'attendee');
  return {
    ...{ event, slug: event.slug, session: session.id, organiser: callBy(event.owner) },
    ...{ moderator: callBy(moderator), attendee: callBy(attendee), stranger: callBy(await aPerson(rooms)) },
  };
}
const standing = async (place: { event: string } | { session: string }) =>
  Object.values(await readStanding(rooms.database.sql, place, rooms.clock.now())).map(
    ({ texts }) => texts.en,
  );

it('lets moderators tell a session and organisers the event, and nobody else', async () => {
  const { event, slug, session, organiser, moderator, attendee, stranger } = await aHall();
  const other = await aHall();
  const publish = (call: typeof organiser, where: string | null) =>
    refused(announcements.publish(call, slug, words('Lunch is served', null, where)));
  expect(await publish(moderator, session)).toBe('done');
  expect(await publish(organiser, null)).toBe('done');
  for (const [call, where] of [
    [moderator, null],
    [attendee, session],
    [stranger, session],
    [stranger, null],
  ] as const)
    expect(await publish(call, where)).toBe('forbidden');
  expect(await publish(organiser, other.session)).toBe('not_found');
  expect(await publish(organiser, randomUUID())).toBe('not_found');
  const blocker = await aSession(rooms, event, { kind: 'private-blocker' });
  expect(await publish(organiser, blocker.id)).toBe('not_found');
  expect(await refused(announcements.list(attendee, slug, undefined))).toBe('forbidden');
  expect(await refused(announcements.list(organiser, slug, other.session))).toBe('not_found');
  const [all] = await announcements.list(moderator, slug, undefined);
  const id = all?.id ?? '';
  expect(await refused(announcements.withdraw(moderator, slug, id))).toBe('forbidden');
  expect(await refused(announcements.withdraw(other.organiser, other.slug, id))).toBe('not_found');
  expect(await standing({ event: event.id })).toEqual(['Lunch is served']);
});

it('keeps one standing, whoever tells at the same moment, and all of them in the list', async () => {
  const { event, slug, session, moderator, organiser } = await aHall();
  const told = Array.from({ length: 8 }, (_, number) => `Word ${number}`);
  await Promise.all(
    told.map((word, number) =>
      announcements.publish(number % 2 ? moderator : organiser, slug, words(word, null, session)),
    ),
  );
  expect(await standing({ session })).toHaveLength(1);
  expect(await standing({ event: event.id })).toEqual([]);
  const listed = await announcements.list(moderator, slug, session);
  expect(listed.map(({ texts }) => texts.en).sort()).toEqual(told);
  expect(listed.filter(({ ended }) => ended === null)).toHaveLength(1);
  expect(new Set(listed.flatMap(({ ended }) => ended?.how ?? []))).toEqual(new Set(['replaced']));
  expect(listed.map(({ by }) => by?.name)).toContain('Aytən Quliyeva');
});

it('withdraws, twice without harm, and writes down who did what', async () => {
  const { slug, session, moderator, organiser } = await aHall();
  const { id } = await announcements.publish(moderator, slug, words('Please mute', 5, session));
  await announcements.withdraw(organiser, slug, id);
  await announcements.withdraw(moderator, slug, id);
  expect(await standing({ session })).toEqual([]);
  const [listed] = await announcements.list(moderator, slug, session);
  expect(listed?.ended).toMatchObject({ how: 'withdrawn', by: { id: organiser.actor?.person } });
  const log = await readLog(rooms.database.sql, { session }, { kind: 'announcements' });
  expect(log.map(({ step, actor, announcement }) => [step, actor?.id, announcement?.texts.en])).toEqual([
    ['announcement-withdrawn', organiser.actor?.person, 'Please mute'],
    ['announced', moderator.actor?.person, 'Please mute'],
  ]);
  const { rows } = await sql<{ change: { put?: { announcement: Record<string, Announcement> } } }>`
    select change from stream_change where stream = ${`signs/${session}`} order by rev`.execute(
    rooms.database.sql,
  );
  expect(rows.map(({ change }) => change)).toEqual([
    { put: { announcement: { [id]: expect.objectContaining({ texts: { en: 'Please mute' } }) } } },
    { drop: { announcement: [id] } },
  ]);
});

it('is over when its time has come by the event’s clock', async () => {
  const { event, slug, organiser } = await aHall();
  const at = '2026-12-14T15:00:00.000Z';
  await rooms.get(EventsService).setClock(organiser, slug, { at, rate: 10 });
  const told = await announcements.publish(organiser, slug, words('Coffee', 15));
  expect(told).toMatchObject({ at, until: '2026-12-14T15:15:00.000Z' });
  rooms.clock.advance(minute);
  expect(await standing({ event: event.id })).toEqual(['Coffee']);
  rooms.clock.advance(minute);
  expect(await standing({ event: event.id })).toEqual([]);
  // What comes next does not seem to have replaced it.
  await announcements.publish(organiser, slug, words('Go on'));
  const listed = await announcements.list(organiser, slug, undefined);
  expect(listed.find(({ id }) => id === told.id)?.ended).toEqual({
    ...{ how: 'over', at: '2026-12-14T15:15:00.000Z', by: null },
  });
  expect(await standing({ event: event.id })).toEqual(['Go on']);
});
