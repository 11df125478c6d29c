import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Audience, Category } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import {
  BlocksService,
  MeetingsModule,
  MeetingsQueries,
  OverdueService,
  RequestsService,
  RulesService,
} from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import { FormQueries, FormService, RegistrationModule } from '@foyer/registration';
import { MessagesService, RemindersModule } from '@foyer/reminders';
import { aBlock, anEvent, aParticipant, callBy, startRooms, until, type Rooms } from '@foyer/test-kit';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, RegistrationModule, RemindersModule]);
});
afterAll(() => rooms.stop());

const category = (key: string): Category => ({ key, label: { en: key } });
const categories = ['cluster', 'exhibitor', 'buyer'].map(category);
type Organised = EventEntity & { owner: { id: string } };
const aFair = () => anEvent(rooms, { categories });
/** Saves the form with these categories. */
async function save(event: Organised, keys: string[], moves: { from: string; into: string }[] = []) {
  const desk = await rooms.get(FormQueries).desk(callBy(event.owner), event.slug);
  const kept = categories.filter(({ key }) => keys.includes(key));
  return rooms.get(FormService).save(callBy(event.owner), event.slug, { ...desk, categories: kept, moves });
}
const move = (event: EventEntity, person: { id: string }, key: string) =>
  sql`update registration set category = ${key} where event_id = ${event.id} and person_id = ${person.id}`.execute(
    rooms.database.sql,
  );
const draft = (event: Organised, audience: Partial<Audience>) =>
  rooms.get(MessagesService).create(callBy(event.owner), event.slug, {
    ...{ subject: { en: 'Your stand' }, body: {}, dueAt: null },
    audience: {
      ...{ who: 'participants', states: ['confirmed'], categories: [], countries: [], organisations: [] },
      ...audience,
    },
  });
async function keysOf(table: string, column: string, event: EventEntity): Promise<unknown[]> {
  const { rows } = await sql<{ keys: unknown }>`
    select ${sql.ref(column)} as keys from ${sql.table(table)} where event_id = ${event.id} order by 1`.execute(
    rooms.database.sql,
  );
  return rows.map(({ keys }) => keys);
}

it('names what a category is merged into wherever it was named, and keeps proposed times', async () => {
  const event = await aFair();
  const [ada, ben] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  for (const person of [ada, ben]) await move(event, person, 'exhibitor');
  const { slots } = await aBlock(rooms, event, { categories: ['exhibitor'] });
  const request = await rooms
    .get(RequestsService)
    .request(callBy(ada), event.slug, { to: ben.id, slots: [slots[1]?.id ?? ''] });
  await sql`
    update registration set shown_to = 'categories', shown_categories = '{exhibitor,buyer}'
    where person_id = ${ben.id}`.execute(rooms.database.sql);
  await rooms.get(RulesService).write(callBy(event.owner), event.slug, {
    ...{ answerHours: 24, openRequests: 5, meetings: null },
    forbidden: [
      { asks: 'exhibitor', asked: 'cluster' },
      { asks: 'exhibitor', asked: 'buyer' },
      { asks: 'cluster', asked: 'buyer' },
    ],
    caps: [{ category: 'exhibitor', openRequests: null, meetings: 7 }],
  });
  const message = await draft(event, { categories: ['exhibitor', 'cluster'] });

  await save(event, ['cluster', 'buyer'], [{ from: 'exhibitor', into: 'buyer' }]);

  expect(await keysOf('meeting_block', 'categories', event)).toEqual([['buyer']]);
  expect(await keysOf('registration', 'shown_categories', event)).toContainEqual(['buyer']);
  expect(await rooms.get(RulesService).read(callBy(event.owner), event.slug)).toMatchObject({
    // Those two are one now, and nobody has said that they may not ask their own.
    forbidden: [
      { asks: 'buyer', asked: 'cluster' },
      { asks: 'cluster', asked: 'buyer' },
    ],
    caps: [{ category: 'buyer', meetings: 7 }],
  });
  expect(await rooms.get(MessagesService).read(callBy(event.owner), event.slug, message.id)).toMatchObject({
    version: message.version + 1,
    audience: { categories: ['buyer', 'cluster'] },
  });
  await rooms.get(OverdueService).mend();
  const { requests } = await rooms.get(MeetingsQueries).mine(callBy(ada), event.slug);
  expect(requests.find(({ id }) => id === request.id)?.proposals).toMatchObject([{ slot: slots[1]?.id }]);
});

it('leaves a category that nobody is in out everywhere, but not what is for it alone', async () => {
  const event = await aFair();
  await aBlock(rooms, event, { title: { en: 'Fair' }, categories: ['exhibitor', 'buyer'] });
  await aBlock(rooms, event, { title: { ka: 'გამოფენა' }, categories: ['exhibitor'] });
  const message = await draft(event, { categories: ['exhibitor'] });
  await expect(save(event, ['cluster', 'buyer'])).rejects.toMatchObject({
    code: 'category_in_use',
    params: { names: '“Your stand”, “გამოფენა”' },
  });
  await rooms.get(MessagesService).remove(callBy(event.owner), event.slug, message.id);
  await sql`delete from meeting_block where categories = '{exhibitor}'`.execute(rooms.database.sql);
  // Two that are given up together are not each other's way out.
  await expect(save(event, ['cluster'])).rejects.toMatchObject({ params: { names: '“Fair”' } });
  await save(event, ['cluster', 'buyer']);
  expect(await keysOf('meeting_block', 'categories', event)).toEqual([['buyer']]);
});

it('lets no block be made for a category that is being given up meanwhile', async () => {
  const event = await aFair();
  const start = rooms.clock.now().getTime();
  const block = {
    ...{
      title: {},
      slotMinutes: 20,
      gapMinutes: 0,
      tables: null,
      tableNames: [],
      pauses: [],
      mode: 'self' as const,
    },
    ...{ startsAt: new Date(start).toISOString(), endsAt: new Date(start + 3_600_000).toISOString() },
    categories: ['exhibitor'],
  };
  const making = await rooms.database.write(houseCall, async (tx) => {
    await sql`select from event where id = ${event.id} for update`.execute(tx.sql);
    const made = rooms.get(BlocksService).createOne(callBy(event.owner), event.slug, block);
    const settled = Promise.allSettled([made]);
    await until('the block waits', async () => {
      const { rows } = await sql<{ waits: boolean }>`
        select exists (select from pg_locks where not granted) as waits`.execute(rooms.database.sql);
      return rows[0]?.waits;
    });
    await sql`
      update event set categories = ${JSON.stringify([category('buyer')])}::jsonb where id = ${event.id}`.execute(
      tx.sql,
    );
    return { settled };
  });
  expect(await making.settled).toMatchObject([{ status: 'rejected', reason: { code: 'invalid_input' } }]);
});
