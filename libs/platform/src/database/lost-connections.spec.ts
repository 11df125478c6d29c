import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { databaseElsewhere, startRooms, type Rooms } from '@foyer/test-kit';
import { houseCall } from '../call/call.js';
import { isDatabaseAway, sql, type Database } from './database.js';

let rooms: Rooms;
let database: Database;
beforeAll(async () => {
  rooms = await startRooms([]);
  database = await databaseElsewhere(rooms.env);
});
afterAll(async () => {
  await database.close();
  await rooms.stop();
});

it('has as many connections as before, however many have been lost in transactions', async () => {
  const { most } = await database.connections();
  const ends = await Promise.allSettled(
    Array.from({ length: most * 2 }, () =>
      database.write(houseCall, async (tx) => {
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx.sql);
      }),
    ),
  );
  expect(ends.every((end) => end.status === 'rejected' && isDatabaseAway(end.reason))).toBe(true);
  const all = await Promise.all(
    Array.from({ length: most * 2 }, () =>
      database.write(
        houseCall,
        async (tx) => (await sql<{ one: number }>`select 1 as one`.execute(tx.sql)).rows,
      ),
    ),
  );
  expect(all).toEqual(all.map(() => [{ one: 1 }]));
  expect((await database.connections()).busy).toBe(0);
}, 60_000);
