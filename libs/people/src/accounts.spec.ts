import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { houseCall } from '@foyer/platform';
import { aPerson, startRooms, type Rooms } from '@foyer/test-kit';
import { Accounts } from './accounts.js';
import { PeopleModule } from './people.module.js';
import { Person } from './person.entity.js';

let rooms: Rooms;
let accounts: Accounts;
beforeAll(async () => {
  rooms = await startRooms([PeopleModule]);
  accounts = rooms.get(Accounts);
});
afterAll(() => rooms.stop());

const known = (email: string, name: string) =>
  ({ email, name, language: 'ka', timeZone: 'Asia/Tbilisi' }) as const;

it('makes accounts where there are none and leaves the others as they are', async () => {
  const there = await aPerson(rooms, { name: 'Nino Beridze' });
  const ids = await rooms.database.write(houseCall, async (tx) => [
    ...(await accounts.ensure(tx, [
      known(there.email.toUpperCase(), 'Somebody Else'),
      known(' Giorgi@Example.org', 'Giorgi'),
      known('giorgi@example.org', 'Giorgi again'),
    ])),
  ]);
  expect(new Map(ids).get(there.email)).toBe(there.id);
  const people = await rooms.database.em().find(Person, { id: { $in: ids.map(([, id]) => id) } });
  expect(people.map(({ name }) => name).sort()).toEqual(['Giorgi again', 'Nino Beridze']);
});

it('makes one account of an address that many name at once', async () => {
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      rooms.database.write(houseCall, async (tx) => [
        ...(await accounts.ensure(tx, [known('shared@example.org', `Name ${index}`)])).values(),
      ]),
    ),
  );
  expect(new Set(all.flat()).size).toBe(1);
});

it('fills in an account once', async () => {
  const empty = await aPerson(rooms, { name: '' });
  const fill = (name: string) =>
    rooms.database.write(houseCall, async (tx) => {
      await accounts.fillIn(tx, empty.id, { name, language: 'lt', timeZone: 'Europe/Vilnius' });
      return null;
    });
  await fill('Rūta');
  await fill('Not Rūta');
  expect(await rooms.database.em().findOneOrFail(Person, empty.id)).toMatchObject({
    name: 'Rūta',
    language: 'lt',
    timeZone: 'Europe/Vilnius',
  });
});

it('lists everybody by address and says who may create events', async () => {
  const one = await aPerson(rooms, { email: 'list-b@example.org' });
  const other = await aPerson(rooms, { email: 'list-a@example.org', language: 'lt' });
  const set = (email: string, organiser: boolean) =>
    rooms.database.write(houseCall, (tx) => accounts.setOrganiser(tx, email, organiser));
  expect(await set(' List-A@example.org', true)).toBe(true);
  expect(await set('nobody@example.org', true)).toBe(false);
  const listed = async () =>
    (await accounts.list(rooms.database.sql)).filter(({ email }) => email.startsWith('list-'));
  expect(await listed()).toEqual([
    { email: other.email, name: other.name, language: 'lt', organiser: true },
    { email: one.email, name: one.name, language: 'en', organiser: false },
  ]);
  expect(await set(other.email, false)).toBe(true);
  expect((await listed()).some(({ organiser }) => organiser)).toBe(false);
});
