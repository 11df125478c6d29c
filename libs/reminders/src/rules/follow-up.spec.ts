import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AfterService, BookingsService, MeetingsModule, RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { PersonalCalendar } from '../calendar/personal-calendar.js';
import { RemindersModule } from '../reminders.module.js';
import { DueReminders } from './due.service.js';
import { ReminderRules } from './rules.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([RemindersModule, MeetingsModule]);
});
afterAll(() => rooms.stop());

it('reminds on the day that somebody chose, once, moves and goes with it, and stands in the feed', async () => {
  const event = await anEvent(rooms, { title: { en: 'Clusters meet' } });
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  await sql`update person set time_zone = 'Asia/Tbilisi' where id = ${ada.id}`.execute(rooms.database.sql);
  const { slots } = await aBlock(rooms, event);
  const { id } = await rooms.get(RequestsService).request(callBy(ada), event.slug, { to: ben.id });
  const meeting = await rooms.get(BookingsService).accept(callBy(ben), event.slug, id, slots[0]?.id ?? '');
  rooms.clock.set(meeting.endsAt);
  const today = meeting.endsAt.slice(0, 10);
  const dayAfter = (days: number): string =>
    new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const choose = async (followUpOn: string | null): Promise<void> => {
    await rooms.get(AfterService).say(callBy(ada), event.slug, meeting.id, { followUpOn });
    await rooms.database.write(houseCall, async (tx) => {
      await rooms.get(ReminderRules).reconcile(tx, { event: event.id, person: ada.id, ref: meeting.id });
      return null;
    });
  };
  const told = async (at: string): Promise<number> => {
    rooms.clock.set(at);
    await rooms.get(DueReminders).tell();
    const { rows } = await sql`select from mail where person_id = ${ada.id} and kind = 'meeting-reminder'
      and content -> 'items' -> 0 ->> 'kind' = 'follow-up'`.execute(rooms.database.sql);
    return rows.length;
  };
  await choose(dayAfter(3));
  await choose(dayAfter(5));
  const calendar = await rooms.get(PersonalCalendar).mine(callBy(ada), event.slug);
  expect(calendar).toContain(`DTSTART;VALUE=DATE:${dayAfter(5).replaceAll('-', '')}`);
  expect(calendar).toContain(`UID:follow-up-${meeting.id}`.slice(0, 60));
  expect(await rooms.get(PersonalCalendar).mine(callBy(ben), event.slug)).not.toContain('follow-up');
  // Nine in the morning in Tbilisi.
  expect(await told(`${dayAfter(5)}T04:59:59Z`)).toBe(0);
  expect(await told(`${dayAfter(5)}T05:00:00Z`)).toBe(1);
  expect(await told(`${dayAfter(6)}T05:00:00Z`)).toBe(1);
  // Another day is told again; one that was taken away is not, nor what is long past.
  await choose(dayAfter(8));
  await choose(null);
  expect(await told(`${dayAfter(8)}T06:00:00Z`)).toBe(1);
  await choose(dayAfter(9));
  expect(await told(`${dayAfter(17)}T06:00:00Z`)).toBe(1);
});
