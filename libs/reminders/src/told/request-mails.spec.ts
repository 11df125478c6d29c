import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { MeetingsModule, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { RemindersModule } from '../reminders.module.js';
import { RequestMails } from './request-mails.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, RemindersModule]);
});
afterAll(() => rooms.stop());

it('tells of a time again that was lost and has become free once more', async () => {
  const event = await anEvent(rooms);
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const { slots } = await aBlock(rooms, event);
  const slot = slots[0]?.id ?? '';
  const { id } = await rooms
    .get(RequestsService)
    .request(callBy(ada), event.slug, { to: ben.id, slots: [slot] });
  for (let time = 1; time <= 2; time++) {
    await rooms.database.write(houseCall, (tx) =>
      rooms.get(RequestMails).offered(tx, { event: event.id, request: id, slot }),
    );
    const { rows } =
      await sql`select from mail where person_id = ${ben.id} and dedupe like 'offered:%'`.execute(
        rooms.database.sql,
      );
    expect(rows).toHaveLength(time);
  }
});
