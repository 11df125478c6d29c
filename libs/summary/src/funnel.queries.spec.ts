import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  AfterService,
  BookingsService,
  MeetingsModule,
  MeetingsService,
  RequestsService,
} from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { FunnelQueries } from './funnel.queries.js';
import { SummaryModule } from './summary.module.js';
import { SummaryService } from './summary.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule, SummaryModule]);
});
afterAll(() => rooms.stop());

it('counts how far requests come, each once a group, and agrees with the summary', async () => {
  const event = await anEvent(rooms);
  const { slots } = await aBlock(rooms, event);
  const people = [];
  for (const organisation of ['North', 'North', 'South', 'East']) {
    people.push(await aParticipant(rooms, event, { organisation }));
  }
  const [ada, ann, ben, eva] = people;
  if (!ada || !ann || !ben || !eva) throw new Error('nobody came');
  await sql`update registration set country = 'LT' where person_id = ${eva.id}`.execute(rooms.database.sql);
  const requests = rooms.get(RequestsService);
  const ask = async (from: Account, to: Account): Promise<string> =>
    (await requests.request(callBy(from), event.slug, { to: to.id })).id;
  const book = async (from: Account, to: Account, slot: number): Promise<string> => {
    const id = await ask(from, to);
    rooms.clock.advance(10 * 60_000);
    return (await rooms.get(BookingsService).accept(callBy(to), event.slug, id, slots[slot]?.id ?? '')).id;
  };
  // Held and spoken of; booked and called off; declined twice for the same reason; one that waits.
  const held = await book(ada, ben, 2);
  const off = await book(ada, ann, 3);
  await rooms.get(MeetingsService).cancel(callBy(ada), event.slug, off);
  for (const [from, reason] of [
    [eva, 'No time.'],
    [ann, '  no  time'],
  ] as const) {
    const id = await ask(from, ben);
    await requests.decline(callBy(ben), event.slug, id, { reason: reason.trim() });
  }
  await ask(ann, eva);
  rooms.clock.set(slots[2]?.endsAt ?? new Date());
  await rooms.get(AfterService).say(callBy(ada), event.slug, held, { outcome: 'informative', rating: 4 });

  const { funnel } = await rooms.get(FunnelQueries).funnel(callBy(event.owner), event.slug);
  expect(funnel).toMatchObject({
    total: { requested: 5, accepted: 2, scheduled: 2, held: 1, outcome: 1 },
    ended: { open: 1, declined: 2, withdrawn: 0, expired: 0, cancelled: 0 },
    fell: { cancelled: 1, missed: 0 },
    outcomes: { informative: 1 },
    ratings: { count: 1, average: 4 },
    // Of one person alone: their words are for who asked.
    reasons: [],
    otherReasons: 2,
  });
  // Ten minutes twice, nothing twice.
  expect(funnel.medianAnswerMinutes).toBeCloseTo(5, 0);
  const named = (name: string) => funnel.organisations.find((row) => row.name === name);
  expect(named('North')).toMatchObject({ requested: 4, asked: 4, received: 1, accepted: 2, held: 1 });
  expect(named('East')).toMatchObject({ requested: 2, asked: 1, received: 1, accepted: 0 });
  expect(funnel.countries).toMatchObject([
    { country: 'GE', requested: 5 },
    { country: 'LT', requested: 2 },
  ]);
  expect(funnel.categories).toMatchObject([{ category: 'cluster', label: { en: 'Cluster' }, requested: 5 }]);
  const { summary } = await rooms.get(SummaryService).get(callBy(event.owner), event.slug);
  expect(summary.meetings).toEqual({
    ...{ requested: 5, accepted: 2, held: 1 },
    outcomes: { 'no-interest': 0, informative: 1, 'cooperation-possible': 0 },
  });
});

it('tells words that five people have written, and counts the others', async () => {
  const event = await anEvent(rooms);
  await aBlock(rooms, event, {});
  const ada = await aParticipant(rooms, event);
  const requests = rooms.get(RequestsService);
  for (const reason of [
    'No time',
    'no time.',
    'No  time',
    'NO TIME!',
    'No time',
    'You owe me money',
    undefined,
  ]) {
    const ben = await aParticipant(rooms, event);
    const { id } = await requests.request(callBy(ada), event.slug, { to: ben.id });
    await requests.decline(callBy(ben), event.slug, id, reason === undefined ? {} : { reason });
  }
  const { funnel } = await rooms.get(FunnelQueries).funnel(callBy(event.owner), event.slug);
  expect(funnel).toMatchObject({
    reasons: [
      { reason: 'No time', count: 5 },
      { reason: null, count: 1 },
    ],
    otherReasons: 1,
  });
});

it('is empty for an event without requests, and for organisers alone', async () => {
  const event = await anEvent(rooms);
  const { funnel } = await rooms.get(FunnelQueries).funnel(callBy(event.owner), event.slug);
  expect(funnel).toMatchObject({ total: { requested: 0 }, medianAnswerMinutes: null, organisations: [] });
  const ada = await aParticipant(rooms, event);
  await expect(rooms.get(FunnelQueries).funnel(callBy(ada), event.slug)).rejects.toMatchObject({
    code: 'forbidden',
  });
});
