import { AgendaModule } from '@foyer/agenda';
import { sql } from '@foyer/platform';
import { AttendanceQueries, RegistrationModule } from '@foyer/registration';
import { anEvent, aParticipant, aPerson, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OverviewQueries } from './overview.queries.js';
import { SummaryModule } from './summary.module.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule, RegistrationModule, SummaryModule]);
});
afterAll(() => rooms.stop());

const at = (time: string): string => `2026-12-14T${time}:00.000Z`;

async function stay(session: string, person: string, from: string, to: string | null): Promise<void> {
  await sql`insert into attendance (session_id, person_id, entered_at, left_at)
    values (${session}, ${person}, ${at(from)}, ${to && at(to)})`.execute(rooms.database.sql);
}

it('says what is to be done, and how registrations came in by day of the event’s zone', async () => {
  const event = await anEvent(rooms, { state: 'draft' });
  const queries = rooms.get(OverviewQueries);
  const by = callBy(event.owner);
  expect((await queries.overview(by, event.slug)).attention).toEqual([
    { kind: 'event_not_published', count: 1 },
    { kind: 'agenda_empty', count: 1 },
  ]);
  await aSession(rooms, event);
  const [ana, bela] = [
    await aParticipant(rooms, event, { organisation: 'სამინისტრო' }),
    await aParticipant(rooms, event, { organisation: 'Cluster of the North' }),
  ];
  await aParticipant(rooms, event, { organisation: 'Cluster of the North' });
  await aParticipant(rooms, event, { state: 'invited' });
  // 21:00 UTC is the next day in Tbilisi.
  for (const [person, when] of [
    [ana, '2026-12-01T10:00:00Z'],
    [bela, '2026-12-01T21:00:00Z'],
  ] as const) {
    await sql`update registration set confirmed_at = ${when} where person_id = ${person.id}`.execute(
      rooms.database.sql,
    );
  }
  expect(await queries.overview(by, event.slug)).toMatchObject({
    attention: [
      { kind: 'event_not_published', count: 1 },
      { kind: 'sessions_without_moderator', count: 1 },
      { kind: 'invitations_open', count: 1 },
    ],
    confirmed: 3,
    organisations: 2,
    days: [
      { day: '2026-12-01', confirmed: 1 },
      { day: '2026-12-02', confirmed: 2 },
      { day: '2026-12-14', confirmed: 3 },
    ],
  });
  const all = { sort: 'participants', limit: 200 } as const;
  expect(await queries.organisations(by, event.slug, all)).toMatchObject({
    total: 2,
    organisations: [{ name: 'Cluster of the North', participants: 2 }, { name: 'სამინისტრო' }],
  });
  const found = await queries.organisations(by, event.slug, { ...all, search: 'samin' });
  expect(found.organisations.map(({ name }) => name)).toEqual(['სამინისტრო']);
});

it('counts who came to a session, the most at once, how long they stayed, and draws the curve', async () => {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const people = await Promise.all([1, 2, 3].map(() => aParticipant(rooms, event)));
  const [ana, bela, cveta] = people.map(({ id }) => id);
  await stay(session.id, ana ?? '', '09:00', '09:10');
  await stay(session.id, ana ?? '', '09:15', '09:25');
  await stay(session.id, bela ?? '', '09:05', '09:20');
  // Comes as another leaves: never there together.
  await stay(session.id, cveta ?? '', '09:20', null);
  rooms.clock.set(new Date(at('09:30')));
  const queries = rooms.get(AttendanceQueries);
  const by = callBy(event.owner);
  expect(await queries.sessions(by, event.slug)).toMatchObject([
    { session: session.id, came: 3, peak: 2, peakAt: at('09:05'), averageMinutes: 15 },
  ]);
  const { stepMinutes, points } = await queries.curve(by, event.slug, session.id);
  expect(stepMinutes).toBe(1);
  const present = Object.fromEntries(points.map((point) => [point.at.slice(11, 16), point.present]));
  expect(present).toMatchObject({ '09:00': 1, '09:05': 2, '09:10': 1, '09:15': 2, '09:20': 2, '09:29': 1 });
});

it('is for those who run the event, of their own sessions', async () => {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const other = await anEvent(rooms);
  const by = callBy(await aPerson(rooms));
  const attendance = rooms.get(AttendanceQueries);
  await expect(rooms.get(OverviewQueries).overview(by, event.slug)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(attendance.sessions(by, event.slug)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(attendance.curve(callBy(other.owner), other.slug, session.id)).rejects.toMatchObject({
    code: 'not_found',
  });
});
