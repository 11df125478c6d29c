import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { houseCall, sql } from '@foyer/platform';
import { startRooms, type Rooms } from '@foyer/test-kit';
import { Organisations } from './organisations.js';
import { OrganisationsModule } from './organisations.module.js';

let rooms: Rooms;
let organisations: Organisations;
beforeAll(async () => {
  rooms = await startRooms([OrganisationsModule]);
  organisations = rooms.get(Organisations);
});
afterAll(() => rooms.stop());

const add = (name: string, country: string): Promise<string> =>
  rooms.database.write(houseCall, (tx) => organisations.findOrCreate(tx, name, country));
const find = async (typed: string): Promise<string[]> =>
  (await organisations.search(houseCall, typed)).map(({ name }) => name);

it('gives the same organisation to everybody who names it at once', async () => {
  const spellings = ['Kolkheti Tea LLC', 'შპს „კოლხეთი ტეა“', 'KOLKHETI-TEA'];
  const ids = await Promise.all([...spellings, ...spellings, ...spellings].map((name) => add(name, 'GE')));
  expect(new Set(ids).size).toBe(1);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from organisation where match_key = 'kolkheti tea'`.execute(rooms.database.sql);
  expect(rows).toEqual([{ n: 1 }]);
});

it('tells organisations of one name in two countries apart', async () => {
  expect(await add('Green Growth', 'MD')).not.toBe(await add('Green Growth', 'UA'));
});

it('answers many in the order asked, new and old, named twice', async () => {
  const old = await add('Old Mill', 'LT');
  const ids = await rooms.database.write(houseCall, (tx) =>
    organisations.findOrCreateAll(tx, [
      { name: 'New Mill', country: 'LT' },
      { name: 'UAB „Old Mill“', country: 'LT' },
      { name: 'new mill, UAB', country: 'LT' },
    ]),
  );
  expect(ids[1]).toBe(old);
  expect(ids[0]).toBe(ids[2]);
  expect(ids[0]).not.toBe(old);
});

it('finds in any script, with slips, the likeliest first', async () => {
  await Promise.all([
    add('Tbilisi Teki', 'GE'),
    add('Textile Association of Tbilisi', 'GE'),
    add('ТОВ «Харківський ІТ кластер»', 'UA'),
    add('Xəzər Bağları MMC', 'AZ'),
    add('Żuraw Gdański', 'PL'),
  ]);
  expect((await find('თბილისი'))[0]).toBe('Tbilisi Teki');
  expect(await find('tbilisi')).toEqual(['Tbilisi Teki', 'Textile Association of Tbilisi']);
  expect(await find('tblisi teki')).toContain('Tbilisi Teki');
  expect(await find('kharkivskyi')).toEqual(['ТОВ «Харківський ІТ кластер»']);
  expect(await find('кластер')).toContain('ТОВ «Харківський ІТ кластер»');
  expect(await find('xezer')).toEqual(['Xəzər Bağları MMC']);
  expect(await find('zuraw')).toEqual(['Żuraw Gdański']);
  expect(await find('qqqqq')).toEqual([]);
  expect(await find('%%')).toEqual([]);
});

it('shows ten at most', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, index) => add(`Dnipro Works ${index}`, 'UA')));
  expect(await find('Дніпро')).toHaveLength(10);
});

it('slows down an address that asks without end', async () => {
  const call = { actor: null, address: '203.0.113.9' };
  await organisations.search(call, 'dnipro');
  await sql`
    update limit_used set full_at = ${new Date(rooms.clock.now().getTime() + 60_000)}
    where key like '%203.0.113.9'`.execute(rooms.database.sql);
  await expect(organisations.search(call, 'dnipro')).rejects.toMatchObject({ code: 'too_many_requests' });
  expect(await organisations.search({ ...call, address: '203.0.113.10' }, 'dnipro')).toHaveLength(10);
});
