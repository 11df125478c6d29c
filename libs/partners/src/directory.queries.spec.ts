import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { DirectoryFilters } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { MeetingsModule, RequestsService } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { AsideService } from './aside.service.js';
import { DirectoryQueries } from './directory.queries.js';
import { MarketQueries } from './market.queries.js';
import { PartnersModule } from './partners.module.js';
import { RecommendationQueries } from './recommendations.queries.js';
import { TopicsService } from './topics.service.js';

let rooms: Rooms;
let event: EventEntity & { owner: Account };
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, PartnersModule]);
});
afterAll(() => rooms.stop());

const directory = () => rooms.get(DirectoryQueries);
const page = (
  who: Account,
  query: DirectoryFilters & { after?: string; limit?: number; sort?: 'fit' | 'name' } = {},
) => directory().list(callBy(who), event.slug, { sort: 'fit', limit: 50, ...query });
const names = async (...given: Parameters<typeof page>) =>
  (await page(...given)).partners.map(({ name }) => name);
const best = (who: Account) => rooms.get(RecommendationQueries).list(callBy(who), event.slug, 10);
async function show(person: Account, to: string, categories: string[] = []): Promise<void> {
  await sql`update registration set shown_to = ${to}, shown_categories = ${categories}::text[]
    where event_id = ${event.id} and person_id = ${person.id}`.execute(rooms.database.sql);
}

it('shows people to those alone whom they have chosen, at every door', async () => {
  event = await anEvent(rooms);
  const me = await aParticipant(rooms, event, { offers: ['Wine'], needs: ['Glass'] });
  const other = await aParticipant(rooms, event, { name: 'No fit' });
  const fits = await aParticipant(rooms, event, { name: 'Shy', needs: ['wine'], organisation: 'Shy Ltd' });
  const kinds = await aParticipant(rooms, event, { name: 'Choosy', needs: ['Wine'] });
  await show(fits, 'matching');
  await show(kinds, 'categories', ['ministry']);
  expect(await names(me, { sort: 'name' })).toEqual(['No fit', 'Shy']);
  expect(await names(other, { sort: 'name' })).not.toContain('Shy');
  await show(kinds, 'categories', ['cluster']);
  expect(await names(me, { sort: 'name' })).toEqual(['Choosy', 'No fit', 'Shy']);

  const missing = { code: 'not_found' };
  await expect(directory().one(callBy(other), event.slug, fits.id)).rejects.toMatchObject(missing);
  const { partners } = await page(me, { search: 'shy' });
  const organisation = partners[0]?.organisationId ?? '';
  await expect(directory().organisation(callBy(other), event.slug, organisation)).rejects.toMatchObject(
    missing,
  );
  await expect(rooms.get(AsideService).setAside(callBy(other), event.slug, fits.id)).rejects.toMatchObject(
    missing,
  );
  const requests = rooms.get(RequestsService);
  await expect(requests.request(callBy(other), event.slug, { to: fits.id })).rejects.toMatchObject(missing);
  const all = await rooms.get(MarketQueries).list(callBy(other), event.slug, undefined);
  expect(all.topics.length).toBeGreaterThan(0);
  for (const topic of all.topics) expect(topic.label).toEqual(expect.any(Object));
  const { topics } = await rooms.get(MarketQueries).list(callBy(other), event.slug, 'wine');
  expect(topics).toMatchObject([{ offered: 1, sought: 1 }]);
  // Whoever hides is seen by those whom they ask.
  await requests.request(callBy(fits), event.slug, { to: other.id });
  expect(await directory().one(callBy(other), event.slug, fits.id)).toMatchObject({
    partner: { name: 'Shy', request: { state: 'open', sent: false } },
  });
  expect(await names(other)).not.toContain('Shy');
});

it('counts, narrows and pages, and names what is meant in every language', async () => {
  event = await anEvent(rooms, { languages: ['en', 'uk'] });
  const me = await aParticipant(rooms, event, { needs: ['Logistics'] });
  await rooms.get(TopicsService).create(callBy(event.owner), event.slug, {
    ...{ labels: { en: 'Logistics', uk: 'Логістика' }, synonyms: {}, parent: null, answers: [] },
  });
  const people = ['Ada', 'Ben', 'Cleo', 'Dora', 'Эмма'];
  for (const [index, name] of people.entries()) {
    await aParticipant(rooms, event, { name, offers: index % 2 ? ['логістика'] : ['Beer'] });
  }
  const { total, facets } = await page(me);
  const topic = facets?.offers.find(({ label }) => label.en === 'Logistics');
  expect({ total, people: topic?.people, label: topic?.label }).toEqual({
    ...{ total: 5, people: 2 },
    label: { en: 'Logistics', uk: 'Логістика' },
  });
  expect(await names(me, { offers: topic?.key })).toEqual(['Ben', 'Dora']);
  expect((await page(me, { offers: topic?.key })).facets?.offers).toHaveLength(2);
  expect(await names(me, { search: 'logistics' })).toEqual(['Ben', 'Dora']);
  expect(await names(me, { search: 'logistiks' })).toEqual(['Ben', 'Dora']);
  const seen: string[] = [];
  for (let after: string | undefined; ;) {
    const { partners, next } = await page(me, { limit: 2, ...(after ? { after } : {}) });
    seen.push(...partners.map(({ name }) => name));
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual(['Ben', 'Dora', 'Ada', 'Cleo', 'Эмма']);
  await expect(page(me, { after: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
});

it('recommends with a reason, the same at every look, and never again after “no thanks”', async () => {
  event = await anEvent(rooms);
  const [call, topics] = [callBy(event.owner), rooms.get(TopicsService)];
  const empty = { synonyms: {}, parent: null, answers: [] };
  const trade = await topics.create(call, event.slug, { ...empty, labels: { en: 'Trade' } });
  await topics.create(call, event.slug, { ...empty, labels: { en: 'Export help' }, answers: [trade.id] });
  const me = await aParticipant(rooms, event, { offers: ['Export help'], needs: ['Packaging'] });
  const both = await aParticipant(rooms, event, { name: 'Both', needs: ['Trade'], offers: ['packaging'] });
  await aParticipant(rooms, event, { name: 'Slip', offers: ['Pakaging'] });
  await aParticipant(rooms, event, { name: 'Nothing' });
  const { partners } = await best(me);
  expect(partners.map(({ name }) => name)).toEqual(['Both', 'Slip']);
  expect(partners[0]?.reasons).toEqual([
    { kind: 'seek-related', theirs: [{ en: 'Trade' }], mine: [{ en: 'Export help' }] },
    { kind: 'offer', theirs: [{ en: 'packaging' }], mine: [{ en: 'Packaging' }] },
  ]);
  expect((await best(me)).partners).toEqual(partners);
  const aside = rooms.get(AsideService);
  await aside.setAside(callBy(me), event.slug, both.id);
  await aside.setAside(callBy(me), event.slug, both.id);
  expect((await best(me)).partners.map(({ name }) => name)).toEqual(['Slip']);
  expect((await directory().setAside(callBy(me), event.slug)).partners).toMatchObject([
    { name: 'Both', aside: true },
  ]);
  await aside.takeBack(callBy(me), event.slug, both.id);
  expect((await best(me)).partners).toEqual(partners);
});

it('forgets whom somebody set aside, and who set them aside, when they have themselves erased', async () => {
  event = await anEvent(rooms);
  const [gone, one, other] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  const aside = rooms.get(AsideService);
  await aside.setAside(callBy(gone), event.slug, one.id);
  await aside.setAside(callBy(one), event.slug, gone.id);
  await aside.setAside(callBy(one), event.slug, other.id);
  await rooms.database.write(houseCall, async (tx) => {
    await aside.erase(tx, { event: event.id, person: gone.id });
    return null;
  });
  const { rows } = await sql<{ by: string; of: string }>`
    select person_id as by, aside_id as of from partner_aside where event_id = ${event.id}`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ by: one.id, of: other.id }]);
});
