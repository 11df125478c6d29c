import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AgreementsService, MeetingsModule, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { RemindersModule } from '../reminders.module.js';
import { ScheduleMails } from './schedule-mails.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, RemindersModule]);
});
afterAll(() => rooms.stop());

it('names nobody who has left among those for whom no time was found, and tells them nothing', async () => {
  const event = await anEvent(rooms);
  const [ada, ben, eva] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  await aBlock(rooms, event, { mode: 'computed' });
  for (const asker of [ben, eva]) {
    const { id } = await rooms.get(RequestsService).request(callBy(asker), event.slug, { to: ada.id });
    await rooms.get(AgreementsService).agree(callBy(ada), event.slug, id);
  }
  const { database } = rooms;
  await sql`update registration set state = 'withdrawn' where event_id = ${event.id} and person_id = ${eva.id}`.execute(
    database.sql,
  );
  const { rows } = await sql<{ id: string }>`
    insert into schedule_run (event_id, mode, seconds, extra_tables, state, published, created_at)
    values (${event.id}, 'from-scratch', 4, 0, 'published', '{"booked": [], "moved": [], "removed": [], "leftOut": []}', now())
    returning id`.execute(database.sql);
  await database.write(houseCall, (tx) =>
    rooms.get(ScheduleMails).published(tx, { event: event.id, run: rows[0]?.id ?? '' }),
  );
  const { rows: mails } = await sql<{ person: string; waiting: unknown }>`
    select person_id as person, content -> 'waiting' as waiting from mail
    where event_id = ${event.id} and dedupe like 'schedule:%' order by created_at`.execute(database.sql);
  expect(mails.find(({ person }) => person === ada.id)?.waiting).toMatchObject([{ name: ben.name }]);
  expect(mails.map(({ person }) => person).sort()).toEqual([ada.id, ben.id].sort());
});
