import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startRooms, type Rooms } from '@foyer/test-kit';
import { houseCall } from '../call/call.js';
import { sql, type Sql } from './database.js';

let rooms: Rooms;

beforeAll(async () => {
  // Said one after the other, all goes over one connection, which can be asked what it keeps.
  rooms = await startRooms([]);
  await sql`create table shelf (id int primary key, name text)`.execute(rooms.database.sql);
  await sql`insert into shelf values (1, 'one')`.execute(rooms.database.sql);
});
afterAll(() => rooms.stop());

const read = async (database: Sql): Promise<unknown[]> =>
  (await sql`select * from shelf where id = ${1}`.execute(database)).rows;
const inWrite = (): Promise<unknown[]> => rooms.database.write(houseCall, ({ sql: tx }) => read(tx));

async function planned(): Promise<number> {
  const { rows } = await sql<{ kept: number }>`
    select count(*)::int as kept from pg_prepared_statements where statement like 'select * from shelf%'`.execute(
    rooms.database.sql,
  );
  return rows[0]?.kept ?? 0;
}

it('keeps the plan of what transactions say again and again, and of nothing else', async () => {
  for (let time = 0; time < 20; time++) {
    await read(rooms.database.sql);
    await rooms.database.snapshot(read);
  }
  expect(await planned()).toBe(0);
  for (let time = 0; time < 20; time++) await inWrite();
  expect(await planned()).toBe(1);
});

it('makes one plan for any values in transactions alone', async () => {
  const mode = async (database: Sql): Promise<string | undefined> =>
    (await sql<{ plan_cache_mode: string }>`show plan_cache_mode`.execute(database)).rows[0]?.plan_cache_mode;
  expect(await rooms.database.write(houseCall, ({ sql: tx }) => mode(tx))).toBe('force_generic_plan');
  expect(await rooms.database.snapshot(mode)).toBe('auto');
  expect(await mode(rooms.database.sql)).toBe('auto');
});

it('makes new plans when a table has got a column, and nobody notices', async () => {
  for (let time = 0; time < 10; time++) await inWrite();
  await sql`alter table shelf add column place text default 'hall'`.execute(rooms.database.sql);
  expect(await inWrite()).toEqual([{ id: 1, name: 'one', place: 'hall' }]);
  for (let time = 0; time < 10; time++) await inWrite();
  expect(await planned()).toBe(2);
});

it('plans a prepared statement anew when a table has got a column, on however many connections', async () => {
  const query = sql<{ id: number }>`select * from shelf where id = $1`;
  const ask = (): Promise<unknown[]> =>
    Promise.all(Array.from({ length: 8 }, () => rooms.database.prepared('a shelf', query, [1])));
  await ask();
  await ask();
  await sql`alter table shelf add column height int default 3`.execute(rooms.database.sql);
  expect(await ask()).toEqual(Array.from({ length: 8 }, () => [expect.objectContaining({ height: 3 })]));
});
