import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AgendaModule, AgendaQueries } from '@foyer/agenda';
import { Agenda, languages } from '@foyer/contracts';
import { DemoPeople } from '@foyer/events';
import { houseCall, sql } from '@foyer/platform';
import { startRooms, until, type Rooms } from '@foyer/test-kit';
import { seedDemo } from './seed-demo.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
});
afterAll(() => rooms.stop());

const minute = 60_000;
/** The demo is made on the clock on the wall: its questions are asked now. */
const now = new Date();
const later = new Date(now.getTime() + 3 * 86_400_000 + 37 * minute);

const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await query.execute(rooms.database.sql)).rows;
async function agenda(): Promise<Agenda> {
  const { body } = await rooms.get(AgendaQueries).getAgenda(houseCall, 'demo');
  return Agenda.parse(JSON.parse(body.toString()));
}
async function liveAt(at: Date): Promise<string[]> {
  const { sessions } = await agenda();
  return sessions
    .filter(({ startsAt, endsAt }) => new Date(startsAt) <= at && at < new Date(endsAt))
    .map(({ slug }) => slug);
}
const counts = (): Promise<unknown[]> =>
  rowsOf(sql`
    select (select count(*)::int from registration where state = 'confirmed') as confirmed,
      (select count(*)::int from registration where state = 'invited') as invited,
      (select count(*)::int from question where state = 'pending') as waiting,
      (select count(*)::int from question where state = 'approved') as approved,
      (select count(*)::int from vote) as votes,
      (select count(*)::int from meeting_request where state = 'open') as open,
      (select count(*)::int from meeting where state = 'booked') as booked`);

it('makes an event that is going on, with people, questions and meetings', async () => {
  expect(await seedDemo(rooms.env.DATABASE_URL, now)).toBe('made');
  expect(await liveAt(now)).toEqual(['joint-projects']);
  expect(await counts()).toEqual([
    { confirmed: 35, invited: 5, waiting: 3, approved: 4, votes: 58, open: 4, booked: 5 },
  ]);
  const people = (await rooms.get(DemoPeople).list()).map(
    ({ email, role, event }) => `${email} ${role} ${event}`,
  );
  expect(people.sort()).toEqual([
    'attendee@demo.foyer.test attendee demo',
    'moderator@demo.foyer.test moderator demo',
    'organiser@demo.foyer.test organiser demo',
    'speaker@demo.foyer.test speaker demo',
  ]);
});

it('has every text that the audience sees in six languages', async () => {
  const { sessions } = await agenda();
  for (const { title, slug } of sessions)
    expect([slug, ...Object.keys(title).sort()]).toEqual([slug, ...[...languages].sort()]);
});

it('keeps it as it is while it is going on', async () => {
  const before = await agenda();
  expect(await seedDemo(rooms.env.DATABASE_URL, new Date(now.getTime() + 20 * minute))).toBe('kept');
  expect(await agenda()).toEqual(before);
});

it('lets it go on again days later, with everything that people have said and agreed', async () => {
  const before = await counts();
  const gaps = (): Promise<unknown[]> =>
    rowsOf(sql`
      select c.kind, c.starts_at - e.starts_at as after from commitment c join event e on e.id = c.event_id
      union all select 'slot', s.starts_at - e.starts_at
        from meeting_slot s join meeting_block b on b.id = s.block_id join event e on e.id = b.event_id
      union all select 'meeting', m.starts_at - e.starts_at from meeting m join event e on e.id = m.event_id
      order by 1, 2`);
  const shape = await gaps();
  expect(await seedDemo(rooms.env.DATABASE_URL, later)).toBe('moved');
  // Another process has moved it: what is read here may be as it was for a second more.
  await until('the agenda has moved', async () => (await liveAt(later)).length > 0);
  expect(await liveAt(later)).toEqual(['joint-projects']);
  expect(await counts()).toEqual(before);
  expect(await gaps()).toEqual(shape);
  expect(await seedDemo(rooms.env.DATABASE_URL, later)).toBe('kept');
});

it('goes on where an interruption has stopped it', async () => {
  await sql`delete from meeting_request`.execute(rooms.database.sql);
  expect(await seedDemo(rooms.env.DATABASE_URL, now)).toBe('made');
  expect(await counts()).toMatchObject([{ confirmed: 35, waiting: 3, open: 4, booked: 5 }]);
});
