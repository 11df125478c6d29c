import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { houseCall, sql } from '@foyer/platform';
import { MyDataService, RegistrationModule } from '@foyer/registration';
import { anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { RemindersModule } from '../reminders.module.js';
import { ReminderRules } from '../rules/rules.service.js';
import { RegistrationMails } from './registration-mails.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule, RemindersModule]);
});
afterAll(() => rooms.stop());

it('asks nobody how it was, and sends nobody the summary, who had themselves erased after the event', async () => {
  const event = await anEvent(rooms, { summaryPublishedAt: rooms.clock.now() });
  const [gone, here] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  rooms.clock.set(new Date(event.endsAt.getTime() + 60_000));
  const reconcile = () =>
    rooms.database.write(houseCall, async (tx) => {
      await rooms.get(ReminderRules).reconcile(tx, { event: event.id });
      return null;
    });
  const asked = async () => {
    const { rows } = await sql<{ person: string }>`
      select person_id as person from reminder where event_id = ${event.id} and kind = 'feedback'`.execute(
      rooms.database.sql,
    );
    return rows.map(({ person }) => person).sort();
  };
  await reconcile();
  expect(await asked()).toEqual([gone.id, here.id].sort());
  await rooms.get(MyDataService).erase(callBy(gone), event.slug);
  await reconcile();
  expect(await asked()).toEqual([here.id]);
  await rooms.database.write(houseCall, async (tx) => {
    await rooms.get(RegistrationMails).summaryPublished(tx, { event: event.id });
    return null;
  });
  const { rows } = await sql<{ person: string }>`
    select person_id as person from mail where event_id = ${event.id} and kind = 'summary'`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ person: here.id }]);
});
