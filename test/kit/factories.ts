import { SessionEntity } from '@foyer/agenda';
import { EventAccess, EventEntity } from '@foyer/events';
import { Person, Sessions } from '@foyer/people';
import { houseCall } from '@foyer/platform';
import type { EventRole } from '@foyer/contracts';
import type { Rooms } from './foyer.js';

type Given = Pick<Rooms, 'database' | 'get' | 'clock'>;
let count = 0;
/** A number that no other thing of this run has. */
export const unique = (): number => ++count;

/** An invented person with an address under example.org. */
export async function aPerson({ database }: Given, values: Partial<Person> = {}): Promise<Person> {
  const number = unique();
  return database.write(houseCall, async (tx) => {
    const person = tx.em.create(Person, {
      email: `person-${number}-${process.pid}@example.org`,
      name: `Person ${number}`,
      ...values,
    });
    await tx.em.flush();
    return person;
  });
}

/** A published event of two days from the test's now on, with an owner. */
export async function anEvent(
  given: Given,
  values: Partial<EventEntity> & { owner?: Person } = {},
): Promise<EventEntity & { owner: Person }> {
  const { owner: wanted, ...rest } = values;
  const owner = wanted ?? (await aPerson(given, { organiser: true }));
  const number = unique();
  const event = await given.database.write(houseCall, async (tx) => {
    const created = tx.em.create(EventEntity, {
      slug: `event-${number}`,
      title: { en: `Event ${number}` },
      purpose: { en: 'To meet' },
      startsAt: new Date(given.clock.now().getTime()),
      endsAt: new Date(given.clock.now().getTime() + 2 * 86_400_000),
      timeZone: 'Asia/Tbilisi',
      languages: ['en', 'ka'],
      categories: [{ key: 'cluster', label: { en: 'Cluster' } }],
      expectedOutcomes: [],
      state: 'published',
      ...rest,
    });
    await tx.em.flush();
    return created;
  });
  await aRole(given, event, owner, 'owner');
  return Object.assign(event, { owner });
}

/** Gives a person a role in an event. */
export async function aRole(
  given: Given,
  event: { id: string },
  person: { id: string },
  role: EventRole,
): Promise<void> {
  await given.database.write(houseCall, (tx) => given.get(EventAccess).grant(tx, event.id, person.id, role));
}

/** A talk of half an hour from the test's now on, with questions. */
export async function aSession(
  { database, clock }: Given,
  event: { id: string },
  values: Partial<SessionEntity> = {},
): Promise<SessionEntity> {
  const number = unique();
  return database.write(houseCall, async (tx) => {
    const session = tx.em.create(SessionEntity, {
      event: event.id,
      slug: `session-${number}`,
      kind: 'talk',
      title: { en: `Session ${number}` },
      startsAt: clock.now(),
      endsAt: new Date(clock.now().getTime() + 30 * 60_000),
      language: 'en',
      questions: true,
      ...values,
    });
    await tx.em.flush();
    return session;
  });
}

/** Signs a person in without the mail. @returns the Cookie header of that browser */
export async function signedIn({ database, get }: Given, person: { id: string }): Promise<string> {
  const { token } = await database.write(houseCall, (tx) => get(Sessions).open(tx, person.id, 'test'));
  return `foyer-session=${token}`;
}
