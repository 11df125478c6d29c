import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import { PartnersModule } from './partners.module.js';
import { TopicImportService } from './topic-import.service.js';
import { TopicsService } from './topics.service.js';

let rooms: Rooms;
let event: EventEntity & { owner: Account };
beforeAll(async () => {
  rooms = await startRooms([PartnersModule]);
});
afterAll(() => rooms.stop());

const topics = () => rooms.get(TopicsService);
const input = (labels: object, rest: object = {}) => ({
  ...{ labels, synonyms: {}, parent: null, answers: [] },
  ...rest,
});
/** What each of somebody's words means, as the desk names it. */
async function meanings(person: Account): Promise<[string, string | null][]> {
  const { rows } = await sql<{ words: string; key: string | null }>`
    select t.words, c.key from partner_term t left join topic c on c.id = t.topic_id
    where t.event_id = ${event.id} and t.person_id = ${person.id} order by t.side desc, t.position`.execute(
    rooms.database.sql,
  );
  return rows.map(({ words, key }) => [words, key]);
}

it('takes a name in any language and script for the topic, also of who wrote it before, and lets it go again', async () => {
  event = await anEvent(rooms);
  const call = callBy(event.owner);
  const early = await aParticipant(rooms, event, { offers: ['ЛОГІСТИКА', 'freight'], needs: ['Wine'] });
  const { id, version } = await topics().create(
    call,
    event.slug,
    input({ en: 'Logistics', uk: 'Логістика' }, { synonyms: { en: ['Freight'] } }),
  );
  expect(await meanings(early)).toEqual([
    ['ЛОГІСТИКА', 'logistics'],
    ['freight', 'logistics'],
    ['Wine', null],
  ]);
  const late = await aParticipant(rooms, event, { needs: ['логистика', 'wine'] });
  expect(await meanings(late)).toEqual([
    ['логистика', 'logistics'],
    ['wine', null],
  ]);
  const desk = await topics().desk(call, event.slug);
  expect(desk.topics).toMatchObject([{ key: 'logistics', offered: 1, needed: 1 }]);
  expect(desk).toMatchObject({ looseTotal: 1, loose: [{ offered: 0, needed: 2 }] });

  await topics().addName(call, event.slug, id, { language: 'en', name: 'wine' });
  expect(await meanings(late)).toContainEqual(['wine', 'logistics']);
  await expect(
    topics().update(call, event.slug, id, { ...input({ en: 'Transport' }), version }),
  ).rejects.toMatchObject({ code: 'conflict' });
  await topics().remove(call, event.slug, id);
  expect(await meanings(early)).toEqual([
    ['ЛОГІСТИКА', null],
    ['freight', null],
    ['Wine', null],
  ]);
});

it('lets one name mean one topic, whoever comes first', async () => {
  event = await anEvent(rooms);
  const call = callBy(event.owner);
  const made = await Promise.allSettled(
    Array.from({ length: 6 }, () => topics().create(call, event.slug, input({ en: 'Packaging' }))),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of made) {
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({ code: 'topic_name_taken', params: { topic: 'Packaging' } });
  }
  await expect(
    topics().create(call, event.slug, input({ uk: 'ПАКАГІНГ', en: 'packaging!' })),
  ).rejects.toMatchObject({
    code: 'topic_name_taken',
  });
});

it('merges a topic with its names, parts and answers into another, and keeps two levels', async () => {
  event = await anEvent(rooms);
  const call = callBy(event.owner);
  const create = (en: string, rest: object = {}) => topics().create(call, event.slug, input({ en }, rest));
  const [wine, drinks, glass] = [await create('Wine'), await create('Drinks'), await create('Glass')];
  const red = await create('Red wine', { parent: wine.id });
  await expect(create('Merlot', { parent: red.id })).rejects.toMatchObject({ code: 'topic_parent' });
  await topics().update(call, event.slug, glass.id, {
    ...input({ en: 'Glass' }, { answers: [wine.id] }),
    version: glass.version,
  });
  const grower = await aParticipant(rooms, event, { offers: ['wine'] });
  const stays = await topics().merge(call, event.slug, wine.id, drinks.id);
  expect(stays).toMatchObject({ key: 'drinks', synonyms: { en: ['Wine'] }, offered: 1 });
  expect(await meanings(grower)).toEqual([['wine', 'drinks']]);
  const desk = await topics().desk(call, event.slug);
  expect(desk.topics.find(({ key }) => key === 'red-wine')).toMatchObject({ parent: drinks.id });
  expect(desk.topics.find(({ key }) => key === 'glass')).toMatchObject({ answers: [drinks.id] });
});

it('takes a table, all of it or nothing; a second time nothing changes', async () => {
  event = await anEvent(rooms);
  const call = callBy(event.owner);
  const run = (table: string, preview = false) =>
    rooms.get(TopicImportService).run(call, event.slug, { table, preview });
  const table =
    'en;ka;parent;answers\nGrowth;;;\nMentors | coaching;მენტორები;Growth;Investors\nInvestors;;Growth;';
  expect(await run(table, true)).toMatchObject({
    created: ['growth', 'mentors', 'investors'],
    imported: false,
  });
  expect((await topics().desk(call, event.slug)).topics).toEqual([]);
  expect(await run(table)).toMatchObject({ created: { length: 3 }, imported: true });
  expect(await run(table)).toMatchObject({ created: [], changed: [], same: 3 });
  expect(await run('en,parent\nAngels,Nowhere\n,Growth\nBanks,Mentors')).toMatchObject({
    imported: false,
    errors: [
      { line: 2, fault: 'unknown-parent' },
      { line: 3, fault: 'no-name' },
      { line: 4, fault: 'deep' },
    ],
  });
  expect(await run('Coffee\nTea\n')).toMatchObject({ created: ['coffee', 'tea'] });
});
