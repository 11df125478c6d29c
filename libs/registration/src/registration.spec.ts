import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventAccess } from '@foyer/events';
import { Person } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { aForm, anEvent, aPerson, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { Invitations } from './invitations.js';
import { RegistrationModule } from './registration.module.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';

let rooms: Rooms;
let registrations: RegistrationService;
let queries: RegistrationQueries;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  registrations = rooms.get(RegistrationService);
  queries = rooms.get(RegistrationQueries);
});
afterAll(() => rooms.stop());

/** Names of the facts about a person, oldest first. */
async function factsOf(person: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from outbox_fact where payload ->> 'person' = ${person.id} order by id`.execute(
    rooms.database.sql,
  );
  return rows.map(({ name }) => name);
}
const rolesOf = async (event: { id: string }, person: { id: string }): Promise<string[]> => [
  ...(await rooms.get(EventAccess).rolesOf(rooms.database.sql, event.id, person.id)),
];

it('registers, tells it once, makes an attendee and fills in the account', async () => {
  const event = await anEvent(rooms);
  const person = await aPerson(rooms, { name: '' });
  const form = aForm({ name: 'Nino Beridze', jobTitle: 'Director', offers: ['Wine'], needs: ['Glass'] });
  const registration = await registrations.register(callBy(person), event.slug, form);
  expect(registration).toEqual({
    ...form,
    shownTo: 'everybody',
    shownCategories: [],
    id: registration.id,
    state: 'confirmed',
    confirmedAt: rooms.clock.now().toISOString(),
  });
  expect((await queries.mine(callBy(person), event.slug)).registration).toEqual(registration);
  expect(await factsOf(person)).toEqual(['registration.confirmed']);
  expect(await rolesOf(event, person)).toEqual(['attendee']);
  expect(await rooms.database.em().findOneOrFail(Person, person.id)).toMatchObject({
    name: 'Nino Beridze',
    language: 'ka',
    timeZone: 'Asia/Tbilisi',
  });
});

it('makes one row and one fact of twenty registrations at once', async () => {
  const event = await anEvent(rooms);
  const person = await aPerson(rooms);
  const form = aForm();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => registrations.register(callBy(person), event.slug, form)),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await factsOf(person)).toEqual(['registration.confirmed']);
});

it('changes what a confirmed registration says without telling anybody again', async () => {
  const event = await anEvent(rooms);
  const person = await aPerson(rooms);
  const first = await registrations.register(callBy(person), event.slug, aForm({ jobTitle: 'Clerk' }));
  rooms.clock.advance(60_000);
  const form = aForm({ country: 'XK', listed: false });
  const second = await registrations.register(callBy(person), event.slug, form);
  expect(second).toEqual({
    ...form,
    ...{ shownTo: 'nobody', shownCategories: [] },
    ...{ id: first.id, state: 'confirmed', confirmedAt: first.confirmedAt },
  });
  expect(await factsOf(person)).toEqual(['registration.confirmed']);
});

it('withdraws once, takes the role back, and lets one come back', async () => {
  const event = await anEvent(rooms);
  const person = await aPerson(rooms);
  const form = aForm();
  await registrations.register(callBy(person), event.slug, form);
  await registrations.withdraw(callBy(person), event.slug);
  await registrations.withdraw(callBy(person), event.slug);
  expect((await queries.mine(callBy(person), event.slug)).registration).toMatchObject({ state: 'withdrawn' });
  expect(await rolesOf(event, person)).toEqual([]);
  rooms.clock.advance(60_000);
  expect(await registrations.register(callBy(person), event.slug, form)).toMatchObject({
    state: 'confirmed',
    confirmedAt: rooms.clock.now().toISOString(),
  });
  expect(await factsOf(person)).toEqual([
    'registration.confirmed',
    'registration.withdrawn',
    'registration.noted',
    'registration.confirmed',
  ]);
});

it('refuses what cannot be', async () => {
  const event = await anEvent(rooms);
  const draft = await anEvent(rooms, { state: 'draft' });
  const call = callBy(await aPerson(rooms));
  await expect(registrations.withdraw(call, event.slug)).rejects.toMatchObject({ code: 'not_found' });
  await expect(registrations.register(call, draft.slug, aForm())).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(
    registrations.register(call, event.slug, aForm({ category: 'astronaut' })),
  ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/category' }] });
});

it('closes at the end of the event by the event’s own clock', async () => {
  const hour = 3_600_000;
  const now = rooms.clock.now().getTime();
  const rehearsed = { clockReal: new Date(now), clockRate: 60 };
  const over = await anEvent(rooms, { ...rehearsed, clockAt: new Date(now + 49 * hour) });
  const ahead = await anEvent(rooms, {
    startsAt: new Date(now - 20 * hour),
    endsAt: new Date(now - 10 * hour),
    ...rehearsed,
    clockAt: new Date(now - 15 * hour),
  });
  const call = callBy(await aPerson(rooms));
  await expect(registrations.register(call, over.slug, aForm())).rejects.toMatchObject({
    code: 'registration_closed',
  });
  expect(await registrations.register(call, ahead.slug, aForm())).toMatchObject({
    confirmedAt: new Date(now - 15 * hour).toISOString(),
  });
});

it('invites many at once, leaves those who have answered alone, and lets the invited confirm', async () => {
  const event = await anEvent(rooms);
  const invite = (rows: { email: string; name: string; jobTitle?: string }[]) =>
    rooms.database.write(houseCall, async (tx) => {
      const { people, ...counts } = await rooms.get(Invitations).invite(
        tx,
        event,
        rows.map((row) => ({ ...aForm({ organisation: 'Shared Roof' }), ...row })),
      );
      return { ...counts, people: Object.fromEntries(people) };
    });
  const suffix = event.slug;
  const rows = ['Ana', 'Bohdan', 'Ceylan'].map((name) => ({ email: `${name}@${suffix}.test`, name }));
  const first = await invite([...rows, { email: `ANA@${suffix}.test`, name: 'Ana the second' }]);
  expect(first).toMatchObject({ invited: 3, updated: 0, kept: 0 });

  const ana = { id: first.people[`ana@${suffix}.test`] ?? '' };
  expect((await queries.mine(callBy(ana), event.slug)).registration).toMatchObject({
    state: 'invited',
    name: 'Ana the second',
    organisation: 'Shared Roof',
    confirmedAt: null,
  });
  expect(await factsOf(ana)).toEqual([]);
  expect(await rolesOf(event, ana)).toEqual([]);
  await registrations.register(callBy(ana), event.slug, aForm({ name: 'Ana' }));
  expect(await factsOf(ana)).toEqual(['registration.confirmed']);

  const second = await invite(rows.map((row) => ({ ...row, jobTitle: 'Changed' })));
  expect(second).toMatchObject({ invited: 0, updated: 2, kept: 1 });
  expect((await queries.mine(callBy(ana), event.slug)).registration?.jobTitle).toBeUndefined();
});

it('refuses an invitation to a category that the event does not have, by row', async () => {
  const event = await anEvent(rooms);
  const rows = [aForm(), aForm({ category: 'astronaut' })].map((form, index) => ({
    ...form,
    email: `wrong-${index}@example.org`,
  }));
  await expect(
    rooms.database.write(houseCall, async (tx) => {
      await rooms.get(Invitations).invite(tx, event, rows);
      return null;
    }),
  ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/1/category' }] });
});

it('lists participants page by page, filtered and counted, to organisers alone', async () => {
  const event = await anEvent(rooms, {
    categories: [
      { key: 'cluster', label: { en: 'Cluster' } },
      { key: 'ministry', label: { en: 'Ministry' } },
    ],
  });
  const people = await Promise.all(
    ['Ana', 'Ana', 'Bela', 'Cveta', 'Davit'].map(async (name, index) => {
      const person = await aPerson(rooms);
      await registrations.register(
        callBy(person),
        event.slug,
        aForm({
          name,
          category: index < 3 ? 'cluster' : 'ministry',
          organisation: name === 'Davit' ? 'სამინისტრო' : `House of ${name}`,
        }),
      );
      return person;
    }),
  );
  const owner = callBy(event.owner);
  const read = (filters: object = {}) => queries.participants(owner, event.slug, { limit: 100, ...filters });

  const names: string[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page = await read({ limit: 2, ...(after ? { after } : {}) });
    expect(page.counts.total).toBe(5);
    names.push(...page.participants.map(({ name }) => name));
    after = page.next;
  }
  expect(names).toEqual(['Ana', 'Ana', 'Bela', 'Cveta', 'Davit']);

  const [ana, , , cveta] = people;
  if (!ana || !cveta) throw new Error('there are five');
  const session = await aSession(rooms, event);
  await sql`insert into attendance (session_id, person_id, entered_at, left_at)
    values (${session.id}, ${ana.id}, ${rooms.clock.now()}, ${rooms.clock.now()})`.execute(
    rooms.database.sql,
  );
  await registrations.withdraw(callBy(cveta), event.slug);

  const all = await read();
  expect(all.participants.filter(({ attended }) => attended).map(({ person }) => person)).toEqual([ana.id]);
  expect(all.participants.find(({ person }) => person === cveta.id)).toMatchObject({
    state: 'withdrawn',
    email: cveta.email,
  });
  expect(await read({ category: 'ministry', state: 'confirmed' })).toMatchObject({
    participants: [{ name: 'Davit' }],
    counts: {
      total: 1,
      categories: [
        { category: 'cluster', participants: 3 },
        { category: 'ministry', participants: 1 },
      ],
      states: [
        { state: 'confirmed', participants: 1 },
        { state: 'withdrawn', participants: 1 },
      ],
    },
  });
  const found = async (search: string) => (await read({ search })).participants.map(({ name }) => name);
  expect(await found('samin')).toEqual(['Davit']);
  expect(await found('house of b')).toEqual(['Bela']);
  expect(await found(cveta.email.toUpperCase())).toEqual(['Cveta']);
  expect(await found('%')).toEqual([]);
  await expect(read({ after: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(queries.participants(callBy(ana), event.slug, { limit: 100 })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('suggests words that others listed have used, the most used first', async () => {
  const event = await anEvent(rooms);
  for (const [offers, listed] of [
    [['Wine tourism', 'wine'], true],
    [['Wine', 'Glass'], true],
    [['wine', 'Sparkling wine'], true],
    [['Secret wine'], false],
  ] as const) {
    const person = await aPerson(rooms);
    await registrations.register(callBy(person), event.slug, aForm({ offers: [...offers], listed }));
  }
  const call = callBy(await aPerson(rooms));
  expect(await queries.topics(call, event.slug, { search: 'WI' })).toEqual([
    'wine',
    'Wine tourism',
    'Sparkling wine',
  ]);
  expect(await queries.topics(call, event.slug, { search: '%%' })).toEqual([]);
});
