import { SessionEntity, SessionSpeaker, SpeakerEntity } from '@foyer/agenda';
import { EventAccess, EventEntity } from '@foyer/events';
import { BlocksService, MeetingSlot, type NewBlock } from '@foyer/meetings';
import { matchKey, OrganisationEntity } from '@foyer/organisations';
import { Person, Sessions, type Account } from '@foyer/people';
import { houseCall } from '@foyer/platform';
import { RegistrationEntity } from '@foyer/registration';
import type { EventRole, MeetingBlock, RegistrationForm } from '@foyer/contracts';
import type { Rooms } from './foyer.js';

type Given = Pick<Rooms, 'database' | 'get' | 'clock'>;
let count = 0;
/** A number that no other thing of this run has. */
export const unique = (): number => ++count;

/** An invented person with an address under example.org. */
export async function aPerson({ database }: Given, values: Partial<Account> = {}): Promise<Account> {
  const number = unique();
  const email = values.email ?? `person-${number}-${process.pid}@example.org`;
  return database.write(houseCall, async (tx) => {
    const person = tx.em.create(Person, {
      email,
      name: `Person ${number}`,
      ...values,
    });
    await tx.em.flush();
    return Object.assign(person, { email });
  });
}

/** A published event of two days from the test's now on, with an owner. */
export async function anEvent(
  given: Given,
  values: Partial<EventEntity> & { owner?: Account } = {},
): Promise<EventEntity & { owner: Account }> {
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

/** Somebody who speaks in a session. */
export async function aSpeaker(
  { database }: Given,
  session: { id: string; event: string },
  values: Partial<SpeakerEntity> = {},
): Promise<SpeakerEntity> {
  const number = unique();
  return database.write(houseCall, async (tx) => {
    const speaker = tx.em.create(SpeakerEntity, {
      event: session.event,
      slug: `speaker-${number}`,
      name: `Speaker ${number}`,
      ...values,
    });
    await tx.em.flush();
    tx.em.create(SessionSpeaker, { session: session.id, speaker: speaker.id, position: number });
    await tx.em.flush();
    return speaker;
  });
}

/** Signs a person in without the mail. @returns the Cookie header of that browser */
export async function signedIn({ database, get }: Given, person: { id: string }): Promise<string> {
  const { token } = await database.write(houseCall, (tx) => get(Sessions).open(tx, person.id, 'test'));
  return `foyer-session=${token}`;
}

/** A person whose registration for the event is confirmed, with an organisation of their own. */
export async function aParticipant(
  given: Given,
  event: { id: string },
  values: Partial<
    Pick<RegistrationEntity, 'name' | 'offers' | 'needs' | 'listed' | 'about' | 'state' | 'timeZone'>
  > & {
    person?: Account;
    organisation?: string;
  } = {},
): Promise<Account> {
  const { person: wanted, organisation: name = `Organisation ${unique()}`, ...rest } = values;
  const person = wanted ?? (await aPerson(given));
  await given.database.write(houseCall, async (tx) => {
    const organisation =
      (await tx.em.findOne(OrganisationEntity, { matchKey: matchKey(name) })) ??
      tx.em.create(OrganisationEntity, { name, country: 'GE', matchKey: matchKey(name) });
    await tx.em.flush();
    tx.em.create(RegistrationEntity, {
      event: event.id,
      person: person.id,
      state: 'confirmed',
      name: person.name,
      category: 'cluster',
      organisation: organisation.id,
      country: 'GE',
      language: 'en',
      timeZone: 'Asia/Tbilisi',
      offers: [],
      needs: [],
      confirmedAt: given.clock.now(),
      ...rest,
    });
  });
  if ((rest.state ?? 'confirmed') === 'confirmed') await aRole(given, event, person, 'attendee');
  return person;
}

/** A block of meetings an hour after the test's now: six slots of 20 minutes unless told otherwise. */
export async function aBlock(
  given: Given,
  event: { id: string },
  values: Partial<NewBlock> = {},
): Promise<{ block: MeetingBlock; slots: { id: string; startsAt: Date; endsAt: Date }[] }> {
  const start = given.clock.now().getTime() + 3_600_000;
  const block = await given.database.write(houseCall, (tx) =>
    given.get(BlocksService).add(tx, event.id, {
      title: { en: 'Meetings' },
      startsAt: new Date(start).toISOString(),
      endsAt: new Date(start + 2 * 3_600_000).toISOString(),
      slotMinutes: 20,
      gapMinutes: 0,
      tables: null,
      tableNames: [],
      pauses: [],
      categories: null,
      mode: 'self',
      ...values,
    }),
  );
  const slots = await given.database
    .em()
    .find(MeetingSlot, { block: block.id }, { orderBy: { startsAt: 'asc' } });
  return { block, slots };
}

/** What somebody fills in to register, for an event that knows the category `cluster`. */
export function aForm(values: Partial<RegistrationForm> = {}): RegistrationForm {
  const number = unique();
  return {
    name: `Person ${number}`,
    category: 'cluster',
    organisation: `Organisation ${number}`,
    country: 'GE',
    language: 'ka',
    timeZone: 'Asia/Tbilisi',
    offers: [],
    needs: [],
    listed: true,
    ...values,
  };
}
