import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { MyDataService, RegistrationQueries } from '@foyer/registration';
import { anEvent, aParticipant, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { ExchangeModule } from './exchange.module.js';
import { ListExportService } from './list-export.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(() => rooms.stop());

it('gives organisers no address of who had themselves erased, in no list and by no search', async () => {
  const event = await anEvent(rooms);
  const [gone, here] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const session = await aSession(rooms, event);
  await sql`
    insert into attendance (session_id, person_id, entered_at)
    select ${session.id}, id, ${rooms.clock.now()} from person where id in (${gone.id}, ${here.id})`.execute(
    rooms.database.sql,
  );
  // After the event the place is not given up: the row stays among those who took part.
  rooms.clock.set(new Date(event.endsAt.getTime() + 60_000));
  await rooms.get(MyDataService).erase(callBy(gone), event.slug);
  const organiser = callBy(event.owner);
  const queries = rooms.get(RegistrationQueries);
  const all = await queries.participants(organiser, event.slug, { limit: 50 });
  expect(all.participants.map(({ email }) => email ?? 'none').sort()).toEqual(['none', here.email].sort());
  const found = await queries.participants(organiser, event.slug, { limit: 50, search: gone.email });
  expect(found.participants).toEqual([]);
  const erased = all.participants.find(({ email }) => email === null);
  expect(await queries.participant(organiser, event.slug, erased?.id ?? '')).toMatchObject({ email: null });
  for (const list of ['participants', 'attendance'] as const) {
    const { bytes } = await rooms
      .get(ListExportService)
      .export(organiser, event.slug, list, { format: 'csv' });
    const text = Buffer.from(bytes).toString();
    expect([list, text.includes(here.email), text.includes(gone.email)]).toEqual([list, true, false]);
  }
});
