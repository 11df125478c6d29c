import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { erasedName, type FactPayload } from '@foyer/contracts';
import { EventEntity, EventsService } from '@foyer/events';
import { houseCall, sql } from '@foyer/platform';
import { anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { RemindersModule } from '../reminders.module.js';
import { EventMails } from './event-mails.js';

type Fact = FactPayload<'event.rescheduled'>;
const hour = 3_600_000;
let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([RemindersModule]);
});
afterAll(() => rooms.stop());

/** What the event's changes have asked to be told, the first first. */
async function factsOf(event: string): Promise<Fact[]> {
  const { rows } = await sql<{ payload: Fact }>`
    select payload from outbox_fact where name = 'event.rescheduled' and payload ->> 'event' = ${event}
    order by id`.execute(rooms.database.sql);
  return rows.map(({ payload }) => payload);
}
const handle = (fact: Fact) =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(EventMails).rescheduled(tx, fact);
    return null;
  });
async function toldOf(event: string): Promise<{ mails: number; notes: number; people: number }> {
  const { rows } = await sql<{ mails: number; notes: number; people: number }>`
    select count(*)::int as mails, count(distinct person_id)::int as people,
      (select count(*)::int from notification where event_id = ${event} and kind = 'event-moved') as notes
    from mail where event_id = ${event} and kind = 'event-moved'`.execute(rooms.database.sql);
  return rows[0] ?? { mails: 0, notes: 0, people: 0 };
}
/** Moves an event by hours, as its organiser does. */
async function move(event: Awaited<ReturnType<typeof anEvent>>, hours: number): Promise<void> {
  const at = (from: Date) => new Date(from.getTime() + hours * hour).toISOString();
  await rooms
    .get(EventsService)
    .update(callBy(event.owner), event.slug, { startsAt: at(event.startsAt), endsAt: at(event.endsAt) });
}

it('tells a thousand in batches, each once, also where a batch is done again', async () => {
  const event = await anEvent(rooms);
  const person = await aParticipant(rooms, event);
  await sql`
    with people as (
      insert into person (email, name, language, time_zone, created_at)
      select 'guest-' || n || '-' || ${event.slug}::text || '@example.org', 'Guest', 'en', 'UTC', now()
      from generate_series(1, 1000) n returning id)
    insert into registration (event_id, person_id, state, name, category, organisation_id, country, language, time_zone,
      offers, needs, confirmed_at, asked_at)
    select r.event_id, people.id, r.state, r.name, r.category, r.organisation_id, r.country, r.language, r.time_zone,
      r.offers, r.needs, r.confirmed_at, r.asked_at
    from registration r cross join people where r.event_id = ${event.id} and r.person_id = ${person.id}`.execute(
    rooms.database.sql,
  );
  await move(event, 5);
  for (let done = 0; ; done++) {
    const fact = (await factsOf(event.id))[done];
    if (!fact) break;
    await Promise.all([handle(fact), handle(fact)]);
  }
  expect(await toldOf(event.id)).toEqual({ mails: 1_001, notes: 1_001, people: 1_001 });
}, 60_000);

it('tells nobody of what was taken back before it was told, nor of what is over or was never seen', async () => {
  const event = await anEvent(rooms);
  await aParticipant(rooms, event);
  await move(event, 5);
  await move(event, 0);
  for (const fact of await factsOf(event.id)) await handle(fact);
  expect(await toldOf(event.id)).toMatchObject({ mails: 0, notes: 0 });

  const draft = await anEvent(rooms, { state: 'draft' });
  await aParticipant(rooms, draft);
  await move(draft, 5);
  expect(await factsOf(draft.id)).toEqual([]);
  await rooms.get(EventsService).update(callBy(draft.owner), draft.slug, { state: 'published' });
  for (const fact of await factsOf(draft.id)) await handle(fact);
  expect(await toldOf(draft.id)).toMatchObject({ mails: 0, notes: 0 });

  const over = await anEvent(rooms, {
    startsAt: new Date(rooms.clock.now().getTime() - 9 * hour),
    endsAt: new Date(rooms.clock.now().getTime() - 8 * hour),
  });
  await aParticipant(rooms, over);
  await move(over, 5);
  await rooms.get(EventsService).update(callBy(over.owner), over.slug, { state: 'draft' });
  for (const fact of await factsOf(over.id)) await handle(fact);
  expect(await toldOf(over.id)).toMatchObject({ mails: 0, notes: 0 });
});

it('tells only who has a place, and nobody who has had themselves erased', async () => {
  const event = await anEvent(rooms);
  const here = await aParticipant(rooms, event);
  await aParticipant(rooms, event, { state: 'pending' });
  await aParticipant(rooms, event, { name: erasedName });
  await move(event, 5);
  for (const fact of await factsOf(event.id)) await handle(fact);
  const { rows } = await sql<{ person: string }>`
    select person_id as person from mail where event_id = ${event.id}`.execute(rooms.database.sql);
  expect(rows).toEqual([{ person: here.id }]);
  const moved = await rooms.database.em().findOneOrFail(EventEntity, { id: event.id });
  expect(moved.startsAt.getTime()).toBe(event.startsAt.getTime() + 5 * hour);
});
