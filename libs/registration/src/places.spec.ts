import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParticipantEdit, RegistrationState, WhenFull } from '@foyer/contracts';
import { houseCall, isDatabaseAway, sql } from '@foyer/platform';
import {
  aForm,
  anEvent,
  aParticipant,
  aPerson,
  aRole,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import fc from 'fast-check';
import { Invitations } from './invitations.js';
import { ParticipantsService } from './participants.service.js';
import { RegistrationModule } from './registration.module.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';
import { RegistrationSettingsService } from './registration-settings.service.js';

let rooms: Rooms;
let registrations: RegistrationService;
let settings: RegistrationSettingsService;
let participants: ParticipantsService;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  registrations = rooms.get(RegistrationService);
  settings = rooms.get(RegistrationSettingsService);
  participants = rooms.get(ParticipantsService);
});
afterAll(() => rooms.stop());

type Change = Parameters<RegistrationSettingsService['update']>[2];
type AnEvent = Awaited<ReturnType<typeof anEvent>>;
type Somebody = { id: string };
type Guest = Somebody & { email: string };
const day = 86_400_000;

async function anEventWith(change: Change): Promise<AnEvent> {
  const event = await anEvent(rooms);
  await settings.update(callBy(event.owner), event.slug, change);
  return event;
}
async function people(many: number): Promise<Somebody[]> {
  const made: Somebody[] = [];
  while (made.length < many) made.push(await aPerson(rooms));
  return made;
}
const register = (event: AnEvent, person: Somebody, organisation = 'One house') =>
  registrations.register(callBy(person), event.slug, aForm({ organisation }));
const withdraw = (event: AnEvent, person: Somebody) => registrations.withdraw(callBy(person), event.slug);
/** As browsers do: who finds no connection free within five seconds is told "not now" and comes again. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
    }
  }
}
async function all(event: AnEvent) {
  const { rows } = await sql<{ id: string; person: string; state: RegistrationState; number: number | null }>`
    select id, person_id as person, state, queue_number as number from registration where event_id = ${event.id}
    order by queue_number, created_at, id`.execute(rooms.database.sql);
  return rows;
}
const stateOf = async (event: AnEvent, person: Somebody) =>
  (await all(event)).find((row) => row.person === person.id)?.state;
const countOf = async (event: AnEvent, state: RegistrationState) =>
  (await all(event)).filter((row) => row.state === state).length;
async function factsOf(person: Somebody) {
  const { rows } = await sql<{ name: string; what: string | null; promoted: boolean | null }>`
    select name, payload ->> 'what' as what, (payload ->> 'promoted')::boolean as promoted from outbox_fact
    where payload ->> 'person' = ${person.id} order by id`.execute(rooms.database.sql);
  return rows.map(({ name, what, promoted }) =>
    [name, ...(what ? [what] : []), ...(promoted ? ['promoted'] : [])].join(' '),
  );
}
const idOf = async (event: AnEvent, person: Somebody) =>
  (await all(event)).find((row) => row.person === person.id)?.id ?? '';
async function act(
  event: AnEvent,
  what: 'approve' | 'decline' | 'confirm' | 'first' | 'withdraw',
  persons: Somebody[],
  more: { reason?: string; whenFull?: WhenFull } = {},
) {
  const ids = await Promise.all(persons.map((person) => idOf(event, person)));
  return participants.act(callBy(event.owner), event.slug, {
    ...{ act: what, registrations: ids, whenFull: 'refuse' as const },
    ...more,
  });
}

describe('a full event', () => {
  it('lets 64 people race for 10 places while others withdraw: always exactly 10, and the line is fair', async () => {
    for (let round = 0; round < 3; round++) {
      const event = await anEventWith({ capacity: 10 });
      const crowd = await people(64);
      const early = crowd.slice(0, 14);
      for (const person of early) await register(event, person);
      expect(await countOf(event, 'confirmed')).toBe(10);
      const leavers = early.slice(0, 12);
      await Promise.all([
        ...crowd.slice(14).map((person) => again(() => register(event, person))),
        ...leavers.map((person) => again(() => withdraw(event, person))),
      ]);
      const rows = await all(event);
      expect(rows.filter(({ state }) => state === 'confirmed')).toHaveLength(10);
      expect(rows.filter(({ state }) => state === 'withdrawn')).toHaveLength(12);
      expect(rows.filter(({ state }) => state === 'waiting')).toHaveLength(42);
      // The two who had waited before the race began have a place before anybody who came during it.
      for (const person of early.slice(12)) expect(await stateOf(event, person)).toBe('confirmed');
      const numbers = rows.flatMap(({ number }) => number ?? []);
      expect(new Set(numbers).size).toBe(42);
      const [next] = rows;
      await withdraw(event, { id: rows.find(({ state }) => state === 'confirmed')?.person ?? '' });
      expect(await stateOf(event, { id: next?.person ?? '' })).toBe('confirmed');
    }
  }, 60_000);

  it('keeps the position through edits, tells it, and promotes with one fact', async () => {
    const event = await anEventWith({ capacity: 1 });
    const [first, second, third] = (await people(3)) as [Somebody, Somebody, Somebody];
    await register(event, first);
    expect(await register(event, second)).toMatchObject({ state: 'waiting', position: 1, confirmedAt: null });
    expect(await register(event, third)).toMatchObject({ state: 'waiting', position: 2 });
    expect(await register(event, second, 'Another house')).toMatchObject({ state: 'waiting', position: 1 });
    await withdraw(event, first);
    await withdraw(event, first);
    const { registration } = await rooms.get(RegistrationQueries).mine(callBy(third), event.slug);
    expect(registration).toMatchObject({ state: 'waiting', position: 1 });
    expect(await factsOf(second)).toEqual(['registration.noted waiting', 'registration.confirmed promoted']);
    expect(await factsOf(first)).toEqual([
      'registration.confirmed',
      'registration.withdrawn',
      'registration.noted withdrawn',
    ]);
    // Whoever comes back stands behind those who stayed.
    expect(await register(event, first)).toMatchObject({ state: 'waiting', position: 2 });
  });

  it('is refused without a waiting list, promotes when it grows and throws nobody out when it shrinks', async () => {
    const event = await anEventWith({ capacity: 2, waitingList: false });
    const crowd = await people(5);
    for (const person of crowd.slice(0, 2)) await register(event, person);
    await expect(register(event, crowd[2] as Somebody)).rejects.toMatchObject({ code: 'event_full' });
    const change = (part: Change) => settings.update(callBy(event.owner), event.slug, part);
    await change({ waitingList: true });
    for (const person of crowd.slice(2)) await register(event, person);
    expect(await change({ capacity: 1 })).toMatchObject({
      promoted: 0,
      counts: { confirmed: 2, waiting: 3 },
    });
    expect(await change({ capacity: 4 })).toMatchObject({
      promoted: 2,
      counts: { confirmed: 4, waiting: 1 },
    });
    expect(await stateOf(event, crowd[4] as Somebody)).toBe('waiting');
    expect(await change({ capacity: null })).toMatchObject({ promoted: 1, counts: { confirmed: 5 } });
  });
});

describe('who may come', () => {
  it('opens, closes and lets withdraw by the event’s own clock', async () => {
    const now = rooms.clock.now().getTime();
    const event = await anEvent(rooms, {
      startsAt: new Date(now + 10 * day),
      endsAt: new Date(now + 11 * day),
      ...{ clockAt: new Date(now), clockReal: new Date(now), clockRate: 1 },
    });
    const at = (days: number) => new Date(now + days * day).toISOString();
    await settings.update(callBy(event.owner), event.slug, {
      ...{ opensAt: at(1), closesAt: at(5), withdrawUntil: at(6) },
    });
    const setClock = (days: number) =>
      sql`update event set clock_at = ${new Date(now + days * day)} where id = ${event.id}`.execute(
        rooms.database.sql,
      );
    const [ana, bela] = (await people(2)) as [Somebody, Somebody];
    const opening = async () => (await settings.places(callBy(ana), event.slug)).opening;
    expect(await opening()).toBe('early');
    await expect(register(event, ana)).rejects.toMatchObject({ code: 'registration_not_open' });
    await setClock(2);
    expect(await opening()).toBe('open');
    await register(event, ana);
    await setClock(5);
    expect(await opening()).toBe('closed');
    await expect(register(event, bela)).rejects.toMatchObject({ code: 'registration_closed' });
    // What one has said may still be changed.
    expect(await register(event, ana, 'Elsewhere')).toMatchObject({ state: 'confirmed' });
    await setClock(6);
    await expect(withdraw(event, ana)).rejects.toMatchObject({ code: 'withdrawal_closed' });
    await expect(settings.update(callBy(event.owner), event.slug, { closesAt: at(1) })).rejects.toMatchObject(
      { code: 'invalid_input', errors: [{ pointer: '/closesAt' }] },
    );
  });

  it('waits for approval, then for a place; declined with a reason nobody comes back by themselves', async () => {
    const event = await anEventWith({ mode: 'approval', capacity: 2 });
    const [one, two, three, four] = (await people(4)) as [Somebody, Somebody, Somebody, Somebody];
    for (const person of [one, two, three, four]) {
      expect(await register(event, person)).toMatchObject({ state: 'pending', confirmedAt: null });
    }
    expect(await act(event, 'decline', [four], { reason: 'No more room' })).toMatchObject({
      ...{ changed: 1, waiting: 0, unchanged: 0 },
    });
    const { registration } = await rooms.get(RegistrationQueries).mine(callBy(four), event.slug);
    expect(registration).toMatchObject({ state: 'declined', reason: 'No more room' });
    await expect(register(event, four)).rejects.toMatchObject({ code: 'registration_declined' });
    // In the order of asking, whatever the order of the call.
    expect(await act(event, 'approve', [three, two, one, four])).toMatchObject({
      ...{ changed: 3, waiting: 1, unchanged: 1 },
    });
    expect(await stateOf(event, three)).toBe('waiting');
    expect(await act(event, 'approve', [three, two, one])).toMatchObject({ changed: 0, unchanged: 3 });
    await withdraw(event, one);
    expect(await stateOf(event, three)).toBe('confirmed');
    expect(await factsOf(three)).toEqual([
      'registration.noted received',
      'registration.noted waiting',
      'registration.confirmed promoted',
    ]);
  });

  it('is for those invited: they need no approval, and a place is kept for them where that is set', async () => {
    const event = await anEventWith({ mode: 'open', capacity: 2, keepForInvited: true });
    const [guest, one, two] = (await people(3)) as [Somebody & { email: string }, Somebody, Somebody];
    await rooms.database.write(houseCall, async (tx) => {
      await rooms.get(Invitations).invite(tx, event, [{ ...aForm(), email: guest.email }]);
      return null;
    });
    expect(await register(event, one)).toMatchObject({ state: 'confirmed' });
    expect(await register(event, two)).toMatchObject({ state: 'waiting' });
    await settings.update(callBy(event.owner), event.slug, { mode: 'invitation' });
    await expect(register(event, (await people(1))[0] as Somebody)).rejects.toMatchObject({
      code: 'invitation_only',
    });
    expect(await register(event, guest)).toMatchObject({ state: 'confirmed' });
    await withdraw(event, guest);
    expect(await stateOf(event, two)).toBe('confirmed');
  });
});

describe('organisers', () => {
  it('confirm over the capacity only when they say so, move up, withdraw and add for others', async () => {
    const event = await anEventWith({ capacity: 1 });
    const [one, two, three] = (await people(3)) as [Somebody, Somebody, Somebody];
    for (const person of [one, two, three]) await register(event, person);
    await expect(act(event, 'confirm', [three])).rejects.toMatchObject({
      code: 'event_full',
      params: { confirmed: 2, capacity: 1 },
    });
    expect(await act(event, 'first', [three])).toMatchObject({ changed: 1 });
    await act(event, 'withdraw', [one]);
    expect([await stateOf(event, three), await stateOf(event, two)]).toEqual(['confirmed', 'waiting']);
    expect(await factsOf(one)).toEqual([
      'registration.confirmed',
      'registration.withdrawn',
      'registration.noted removed',
    ]);
    await act(event, 'confirm', [two], { whenFull: 'over' });
    expect(await countOf(event, 'confirmed')).toBe(2);
    const email = `by-hand-${event.slug}@example.org`;
    const added = { ...aForm(), email };
    const add = (overCapacity: boolean) =>
      participants.add(callBy(event.owner), event.slug, { ...added, overCapacity });
    await expect(add(false)).rejects.toMatchObject({ code: 'event_full' });
    expect(await add(true)).toMatchObject({ state: 'confirmed' });
    await expect(add(true)).rejects.toMatchObject({ code: 'already_registered' });
    const edited = await participants.edit(
      callBy(event.owner),
      event.slug,
      await idOf(event, two),
      aForm({ country: 'XK' }),
    );
    expect(edited).toMatchObject({ country: 'XK', state: 'confirmed' });
    expect((await factsOf(two)).at(-1)).toBe('registration.noted changed');
  });

  it('fill the places that are left in the order of asking, the others waiting on as they did', async () => {
    const event = await anEventWith({ mode: 'approval', capacity: 3, waitingList: false });
    const crowd = await people(6);
    for (const person of crowd) await register(event, person);
    const [one, two, three, four, five] = crowd as [Somebody, Somebody, Somebody, Somebody, Somebody];
    await expect(act(event, 'confirm', crowd)).rejects.toMatchObject({ code: 'event_full' });
    await expect(act(event, 'approve', crowd)).rejects.toMatchObject({ code: 'event_full' });
    await act(event, 'approve', [two]);
    const done = await act(event, 'confirm', [five, four, three, two, one], { whenFull: 'fill' });
    expect(done).toMatchObject({ changed: 2, waiting: 0, unchanged: 3 });
    const ids = await Promise.all([one, two, three, four, five].map((person) => idOf(event, person)));
    expect(done.people).toEqual([
      { registration: ids[0], state: 'confirmed', changed: true },
      { registration: ids[1], state: 'confirmed', changed: false },
      { registration: ids[2], state: 'confirmed', changed: true },
      { registration: ids[3], state: 'pending', changed: false },
      { registration: ids[4], state: 'pending', changed: false },
    ]);
    expect(await factsOf(four)).toEqual(['registration.noted received']);
    // To fill what is full changes nobody; over the capacity they come when an organiser says so.
    expect(await act(event, 'approve', [four, five], { whenFull: 'fill' })).toMatchObject({ changed: 0 });
    expect(await act(event, 'approve', [four, five], { whenFull: 'over' })).toMatchObject({ changed: 2 });
    expect(await countOf(event, 'confirmed')).toBe(5);
  });

  it('leave the places alone that are kept for those invited, unless these are chosen', async () => {
    const event = await anEventWith({ mode: 'approval', capacity: 3, keepForInvited: true });
    const [guest, other] = (await people(2)) as [Guest, Guest];
    await rooms.database.write(houseCall, async (tx) => {
      const asked = [guest, other].map(({ email }) => ({ ...aForm(), email }));
      await rooms.get(Invitations).invite(tx, event, asked);
      return null;
    });
    const crowd = await people(3);
    for (const person of crowd) await register(event, person);
    const done = await act(event, 'confirm', [...crowd, guest], { whenFull: 'fill' });
    expect(done).toMatchObject({ changed: 2, unchanged: 2 });
    expect(await stateOf(event, guest)).toBe('confirmed');
    expect(await register(event, other)).toMatchObject({ state: 'confirmed' });
    expect(await countOf(event, 'pending')).toBe(2);
  });

  it('race each other and those who come and go: never one place too many, and each is told the truth', async () => {
    for (let round = 0; round < 3; round++) {
      const event = await anEventWith({ mode: 'approval', capacity: 12 });
      const second = await aPerson(rooms);
      await aRole(rooms, event, second, 'organiser');
      const crowd = await people(24);
      for (const person of crowd) await register(event, person);
      await settings.update(callBy(event.owner), event.slug, { mode: 'open' });
      const late = await people(6);
      const ids = await Promise.all(crowd.map((person) => idOf(event, person)));
      const fill = (by: Somebody, chosen: string[]) =>
        again(() =>
          participants.act(callBy(by), event.slug, {
            ...{ act: 'confirm', registrations: chosen, whenFull: 'fill', seen: ['pending'] },
          }),
        );
      const [mine, theirs] = await Promise.all([
        fill(event.owner, ids.slice(0, 16)),
        fill(second, ids.slice(8).toReversed()),
        ...late.map((person) => again(() => register(event, person))),
        ...crowd.slice(0, 3).map((person) => again(() => withdraw(event, person))),
      ]);
      const rows = await all(event);
      const confirmed = rows.filter(({ state }) => state === 'confirmed').length;
      expect(confirmed).toBeLessThanOrEqual(12);
      if (rows.some(({ state }) => state === 'waiting')) expect(confirmed).toBe(12);
      // Who has left meanwhile is not brought back.
      for (const person of crowd.slice(0, 3)) expect(await stateOf(event, person)).toBe('withdrawn');
      const placed = [mine, theirs].flatMap((told) => told.people.filter(({ changed }) => changed));
      expect(new Set(placed.map(({ registration }) => registration)).size).toBe(placed.length);
      const now = new Map(rows.map(({ id, state }) => [id, state]));
      for (const { registration, state } of placed) {
        expect(state).toBe('confirmed');
        if (!ids.slice(0, 3).includes(registration)) expect(now.get(registration)).toBe('confirmed');
      }
      for (const told of [mine, theirs]) {
        // Nobody was passed over who had asked before somebody who got a place.
        const border = told.people.findLastIndex(({ changed }) => changed);
        const passed = told.people.filter(({ state }, at) => at < border && state === 'pending');
        expect(passed).toEqual([]);
      }
    }
  }, 60_000);

  it('change what they name of a registration, and nothing that its person has said meanwhile', async () => {
    const event = await anEventWith({});
    const person = await aPerson(rooms);
    const own = aForm({ name: 'Nnio', jobTitle: 'Buyer', about: 'Wool', offers: ['yarn'] });
    await rooms.get(RegistrationService).register(callBy(person), event.slug, own);
    const id = await idOf(event, person);
    await rooms
      .get(RegistrationService)
      .register(callBy(person), event.slug, { ...own, shownTo: 'nobody', needs: ['dye'] });
    const edit = (change: ParticipantEdit) => participants.edit(callBy(event.owner), event.slug, id, change);
    expect(await edit({ name: 'Nino' })).toMatchObject({
      ...{ name: 'Nino', listed: false, shownTo: 'nobody', offers: ['yarn'], needs: ['dye'] },
      ...{ jobTitle: 'Buyer', about: 'Wool', organisation: own.organisation },
    });
    expect(await edit({ jobTitle: null, organisation: 'Elsewhere' })).not.toHaveProperty('jobTitle');
    expect(await edit({})).toMatchObject({ about: 'Wool', organisation: 'Elsewhere', country: own.country });
  });

  it('are alone with that, and do nothing to other events', async () => {
    const event = await anEventWith({});
    const other = await anEventWith({});
    const person = await aParticipant(rooms, event);
    const foreign = await aParticipant(rooms, other);
    const registrationsOf = [await idOf(event, person), await idOf(other, foreign)];
    await expect(
      participants.act(callBy(event.owner), event.slug, {
        ...{ act: 'withdraw', registrations: registrationsOf, whenFull: 'refuse' },
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect(await stateOf(event, person)).toBe('confirmed');
    await expect(
      participants.edit(callBy(event.owner), event.slug, await idOf(other, foreign), aForm()),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(settings.update(callBy(person), event.slug, { capacity: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      rooms.get(RegistrationQueries).participant(callBy(event.owner), event.slug, registrationsOf[1] ?? ''),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('behaves like a list of names, whatever comes in whatever order', async () => {
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('register' as const), who: fc.nat(7) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw' as const), who: fc.nat(7) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('first' as const), who: fc.nat(7) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('confirm' as const), who: fc.nat(7) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('capacity' as const), who: fc.integer({ min: 1, max: 5 }) }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), async (steps) => {
      const event = await anEventWith({ capacity: 2 });
      const crowd = await people(8);
      let capacity = 2;
      const inside = new Set<string>();
      let line: string[] = [];
      const promote = () => {
        while (inside.size < capacity && line[0] !== undefined) inside.add(line.shift() ?? '');
      };
      for (const { do: what, who } of steps) {
        const person = crowd[who] as Somebody;
        if (what === 'capacity') {
          capacity = who;
          await settings.update(callBy(event.owner), event.slug, { capacity });
        } else if (what === 'register') {
          await register(event, person);
          if (!inside.has(person.id) && !line.includes(person.id)) line.push(person.id);
        } else if (what === 'withdraw') {
          await withdraw(event, person).catch(() => undefined);
          inside.delete(person.id);
          line = line.filter((id) => id !== person.id);
        } else if (await idOf(event, person)) {
          const known = inside.has(person.id);
          await act(event, what, [person], { whenFull: 'over' });
          if (what === 'first' && line.includes(person.id))
            line = [person.id, ...line.filter((id) => id !== person.id)];
          if (what === 'confirm' && !known) {
            inside.add(person.id);
            line = line.filter((id) => id !== person.id);
          }
        }
        promote();
        const rows = await all(event);
        const inState = (state: RegistrationState) =>
          rows.filter((row) => row.state === state).map((row) => row.person);
        expect(new Set(inState('confirmed'))).toEqual(inside);
        expect(inState('waiting')).toEqual(line);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);
