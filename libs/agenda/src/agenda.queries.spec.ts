import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { houseCall } from '@foyer/platform';
import { aPerson, anEvent, aRole, callBy, startRooms, until, type Rooms } from '@foyer/test-kit';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { emptySession } from './working-agenda.js';
import { Timetable } from './timetable.js';

let rooms: Rooms;
let elsewhere: Rooms;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  elsewhere = await startRooms([AgendaModule]);
});
afterAll(async () => {
  await elsewhere.stop();
  await rooms.stop();
});

const session = {
  ...emptySession,
  slug: 'opening',
  kind: 'talk',
  title: { en: 'Opening' },
  startsAt: '2026-12-14T09:00:00Z',
  endsAt: '2026-12-14T09:30:00Z',
  language: 'en',
} as const;
const release = (event: string): Promise<unknown> =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(Timetable).put(tx, event, [session]);
  });

it('answers many readers with one look at the database, and the next after a change with the new agenda', async () => {
  const event = await anEvent(rooms);
  const queries = rooms.get(AgendaQueries);
  const looks = jest.spyOn(rooms.database, 'snapshot');
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => queries.getAgenda(houseCall, event.slug)),
  );
  expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1);
  expect(looks).toHaveBeenCalledTimes(1);
  await release(event.id);
  const after = await queries.getAgenda(houseCall, event.slug);
  expect(after.etag).not.toBe(answers[0]?.etag);
  expect(after.body.toString()).toContain('Opening');
  looks.mockRestore();
});

it('hears of a change that another process has made', async () => {
  const event = await anEvent(rooms);
  const before = await elsewhere.get(AgendaQueries).getAgenda(houseCall, event.slug);
  await release(event.id);
  await until('the other process answers with the new agenda', async () => {
    const { etag } = await elsewhere.get(AgendaQueries).getAgenda(houseCall, event.slug);
    return etag !== before.etag;
  });
});

it('hides a draft from everybody without a role in it', async () => {
  const event = await anEvent(rooms, { state: 'draft' });
  const queries = rooms.get(AgendaQueries);
  await expect(queries.getAgenda(houseCall, event.slug)).rejects.toMatchObject({ code: 'not_found' });
  const person = await aPerson(rooms);
  await expect(queries.getAgenda(callBy(person), event.slug)).rejects.toMatchObject({ code: 'not_found' });
  await aRole(rooms, event, person, 'speaker');
  expect((await queries.getAgenda(callBy(person), event.slug)).body.toString()).toContain('"sessions":[]');
  await expect(queries.getAgenda(houseCall, 'no-such-event')).rejects.toMatchObject({ code: 'not_found' });
});
