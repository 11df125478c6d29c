import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AfterService, BookingsService, RequestsService } from '@foyer/meetings';
import { sql } from '@foyer/platform';
import { aBlock, anEvent, aParticipant, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { ExchangeModule } from './exchange.module.js';
import { OwnDataService } from './own-data.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(() => rooms.stop());

it('gives people all that an event holds of them in one file, and nothing that is somebody else’s', async () => {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event, { title: { en: 'Opening' } });
  const { slots } = await aBlock(rooms, event);
  const [ada, ben] = [
    await aParticipant(rooms, event, { organisation: 'North' }),
    await aParticipant(rooms, event, { organisation: 'South' }),
  ];
  const database = rooms.database.sql;
  for (const { id, text } of [
    { id: ada.id, text: 'Ada asks' },
    { id: ben.id, text: 'Ben asks' },
  ]) {
    const { rows } = await sql<{ id: number }>`
      insert into question (session_id, person_id, text, state, asked_at)
      values (${session.id}, ${id}, ${text}, 'approved', ${rooms.clock.now()}) returning id`.execute(
      database,
    );
    await sql`insert into vote (question_id, person_id) values (${rows[0]?.id}, ${ada.id})`.execute(database);
    await sql`
      insert into session_star (session_id, person_id, starred_at)
      values (${session.id}, ${id}, ${rooms.clock.now()})`.execute(database);
  }
  const request = await rooms
    .get(RequestsService)
    .request(callBy(ada), event.slug, { to: ben.id, message: 'About yarn' });
  const { id: meeting } = await rooms
    .get(BookingsService)
    .accept(callBy(ben), event.slug, request.id, slots[0]?.id ?? '');
  rooms.clock.set(slots[0]?.endsAt ?? new Date());
  const after = rooms.get(AfterService);
  await after.say(callBy(ada), event.slug, meeting, { outcome: 'informative', rating: 4 });
  await after.note(callBy(ada), event.slug, meeting, { text: 'Ada noted', version: 0 });
  await after.note(callBy(ben), event.slug, meeting, { text: 'Ben noted', version: 0 });

  const own = rooms.get(OwnDataService);
  const mine = await own.read(callBy(ada), event.slug);
  expect(mine).toMatchObject({
    agenda: { starred: [{ session: { en: 'Opening' } }] },
    questions: [{ text: 'Ada asks', state: 'approved' }],
    requests: [{ direction: 'sent', name: ben.name, organisation: 'South', message: 'About yarn' }],
    meetings: [{ name: ben.name, outcome: 'informative', rating: 4, note: 'Ada noted', state: 'held' }],
  });
  expect(mine.votes.map(({ question }) => question).sort()).toEqual(['Ada asks', 'Ben asks']);
  const theirs = await own.read(callBy(ben), event.slug);
  expect(theirs).toMatchObject({
    questions: [{ text: 'Ben asks' }],
    votes: [],
    requests: [{ direction: 'received', name: ada.name, message: 'About yarn' }],
    meetings: [{ name: ada.name, outcome: null, rating: null, note: 'Ben noted' }],
  });
  expect(JSON.stringify(theirs)).not.toContain('Ada noted');
  expect(JSON.stringify(theirs)).not.toContain(ada.email);
  // Somebody of another event reads nothing of this one.
  const other = await anEvent(rooms);
  const stranger = await own.read(callBy(ada), other.slug);
  expect(stranger).toMatchObject({ registration: null, questions: [], meetings: [], requests: [], told: [] });
});
