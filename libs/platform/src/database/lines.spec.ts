import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProxy, databaseElsewhere, startRooms, until, type Rooms } from '@foyer/test-kit';
import { isDatabaseAway, sql, type Database } from './database.js';

let rooms: Rooms;
let database: Database;
beforeAll(async () => {
  rooms = await startRooms([]);
  database = await databaseElsewhere(rooms.env);
  // Until it is connected, nobody is sent in the order in which they asked.
  await doWork(0);
});
afterAll(async () => {
  await database.close();
  await rooms.stop();
});

interface Did {
  pid: number;
  at: string;
}
/** Takes so many milliseconds; `null` fails. */
const work = sql<Did>`select pg_backend_pid() as pid, clock_timestamp()::text as at, 1 / $1::int, pg_sleep($2::float / 1000)`;
const doWork = (milliseconds: number, line?: string, one = 1) =>
  database.prepared('work of a line', work, [one, milliseconds], line);
const ended = sql<Did>`select pg_terminate_backend(pg_backend_pid()), 0 as pid, '' as at, $1::int`;

it('carries statements of a line out one after the other on one connection, and gives it back', async () => {
  const done = await Promise.all([doWork(30, 'a'), doWork(0, 'a'), doWork(0, 'a')]);
  const rows = done.flat();
  expect(new Set(rows.map(({ pid }) => pid)).size).toBe(1);
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted());
  expect((await database.connections()).busy).toBe(0);
});

it('sends what stands behind another without waiting for its answer', async () => {
  const url = new URL(rooms.env.DATABASE_URL);
  const wire = await aProxy([`http://${url.host}`]);
  url.host = new URL(wire.url).host;
  const through = await databaseElsewhere({ ...rooms.env, DATABASE_URL: url.href });
  const written = sql<{
    rev: number;
  }>`insert into stream (name, rev) values ('line ' || $1::int, 1) returning rev`;
  const write = (one: number) => through.prepared('write of a line', written, [one], 'a');
  await write(1);
  wire.mute();
  const sent = Promise.allSettled([write(2), write(3)]);
  const found = sql<{ count: number }>`select count(*)::int from stream where name like 'line %'`;
  await until('both are written', async () => (await found.execute(database.sql)).rows[0]?.count === 3);
  await wire.close();
  expect((await sent).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await through.close();
});

it('makes the plan anew where the one before was refused before it had made it', async () => {
  const missing = sql<{ one: number }>`select $1::int as one from line_missing`;
  const ask = () => database.prepared('missing', missing, [1], 'a');
  const [first, second] = await Promise.allSettled([ask(), ask()]);
  // Not that it knows no plan: it has asked for itself.
  for (const end of [first, second]) expect(end).toMatchObject({ reason: { code: '42P01' } });
});

it('lets lines pass each other', async () => {
  const slow = doWork(300, 'a');
  const [quick] = await doWork(0, 'b');
  const [first] = await slow;
  expect(quick?.pid).not.toBe(first?.pid);
});

it('fails what fails, and nothing that stands behind it', async () => {
  const sent = [doWork(0, 'a'), doWork(0, 'a', 0), doWork(0, 'a')];
  expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(await doWork(0, 'a')).toHaveLength(1);
  expect((await database.connections()).busy).toBe(0);
});

it('fails all that is under way on a connection that is lost, and has as many connections as before', async () => {
  const { most } = await database.connections();
  for (let time = 0; time < most * 2; time++) {
    const ends = await Promise.allSettled([
      database.prepared('end of a line', ended, [1], 'a'),
      doWork(0, 'a'),
    ]);
    expect(ends.map((end) => end.status === 'rejected' && isDatabaseAway(end.reason))).toEqual([true, true]);
  }
  const all = await Promise.all(Array.from({ length: most }, (_, index) => doWork(0, `line ${index}`)));
  expect(all.flat()).toHaveLength(most);
  expect((await database.connections()).busy).toBe(0);
}, 60_000);

it('gives others their turn, however busy a line is', async () => {
  const pids = new Set(
    (await Promise.all(Array.from({ length: 200 }, () => doWork(0, 'a')))).flat().map(({ pid }) => pid),
  );
  expect(pids.size).toBeGreaterThan(1);
});
