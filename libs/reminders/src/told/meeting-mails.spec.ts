import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { BookingsService, MeetingsModule, MovesService, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { RemindersModule } from '../reminders.module.js';
import { MeetingMails } from './meeting-mails.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, RemindersModule]);
});
afterAll(() => rooms.stop());

it('says what the table is called, and tells of another table at the same time', async () => {
  const event = await anEvent(rooms);
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const hall = await aBlock(rooms, event, { tables: 2, tableNames: ['Fountain', ''] });
  const garden = await aBlock(rooms, event, { tables: 1 });
  const { id } = await rooms.get(RequestsService).request(callBy(ada), event.slug, { to: ben.id });
  const meeting = await rooms
    .get(BookingsService)
    .accept(callBy(ben), event.slug, id, hall.slots[0]?.id ?? '');
  const told = async () => {
    await rooms.database.write(houseCall, (tx) =>
      rooms.get(MeetingMails).booked(tx, { event: event.id, meeting: meeting.id }),
    );
    const { rows } = await sql<{ content: { meeting: unknown; entry: unknown } }>`
      select content from mail where person_id = ${ben.id} and kind = 'meeting-booked' order by created_at, id`.execute(
      rooms.database.sql,
    );
    return rows.map(({ content }) => content);
  };
  const first = { meeting: { table: 1, tableName: 'Fountain' }, entry: { sequence: 0 } };
  expect(await told()).toMatchObject([first]);
  expect(await told()).toMatchObject([first]);
  await rooms
    .get(MovesService)
    .move(callBy(ben), event.slug, meeting.id, { slot: garden.slots[0]?.id ?? '' });
  expect(await told()).toMatchObject([
    first,
    { meeting: { startsAt: meeting.startsAt, table: 1, tableName: null }, entry: { sequence: 1 } },
  ]);
});
