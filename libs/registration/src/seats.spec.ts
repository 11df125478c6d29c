import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { houseCall, isDatabaseAway, sql } from '@foyer/platform';
import {
  aForm,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { invitationToken } from './invitation-token.js';
import { InvitationLinks } from './invitation-links.js';
import { readInvitationList } from './invitation-list.js';
import { InvitationQueries } from './invitation.queries.js';
import { Invitations } from './invitations.js';
import { InvitationsService } from './invitations.service.js';
import { RegistrationModule } from './registration.module.js';
import { RegistrationQueries } from './registration.queries.js';
import { RegistrationService } from './registration.service.js';
import { RegistrationSettingsService } from './registration-settings.service.js';
import { SeatsService } from './seats.service.js';

let rooms: Rooms;
let seats: SeatsService;
let invitations: InvitationsService;
beforeAll(async () => {
  rooms = await startRooms([RegistrationModule]);
  seats = rooms.get(SeatsService);
  invitations = rooms.get(InvitationsService);
});
afterAll(() => rooms.stop());

type Somebody = { id: string };
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

describe('seats of a session', () => {
  const rowsOf = async (session: { id: string }) => {
    const { rows } = await sql<{ person: string; state: string }>`
      select person_id as person, state from session_seat where session_id = ${session.id} order by number`.execute(
      rooms.database.sql,
    );
    return rows;
  };
  async function crowdOf(event: { id: string }, many: number): Promise<Somebody[]> {
    const crowd: Somebody[] = [];
    while (crowd.length < many) crowd.push(await aParticipant(rooms, event));
    return crowd;
  }

  it('are 5 for 48 who race for them while some give theirs up, and nobody overtakes', async () => {
    const event = await anEvent(rooms);
    const session = await aSession(rooms, event, { seats: 5 });
    const crowd = await crowdOf(event, 48);
    const take = (person: Somebody) => again(() => seats.take(callBy(person), event.slug, session.id));
    for (const person of crowd.slice(0, 8)) await take(person);
    await Promise.all([
      ...crowd.slice(8).map(take),
      ...crowd.slice(0, 4).map((person) => again(() => seats.give(callBy(person), event.slug, session.id))),
    ]);
    const rows = await rowsOf(session);
    expect(rows.map(({ state }) => state)).toEqual([
      ...Array<string>(5).fill('seated'),
      ...Array<string>(39).fill('waiting'),
    ]);
    expect(rows.slice(0, 4).map(({ person }) => person)).toEqual(crowd.slice(4, 8).map(({ id }) => id));
  }, 60_000);

  it('are kept when taken again, go to the next when given up, and are freed with the place in the event', async () => {
    const event = await anEvent(rooms);
    const session = await aSession(rooms, event, { seats: 1 });
    const [one, two, three] = (await crowdOf(event, 3)) as [Somebody, Somebody, Somebody];
    const take = (person: Somebody) => seats.take(callBy(person), event.slug, session.id);
    expect(await take(one)).toEqual({ state: 'seated', position: null, clash: null });
    expect(await take(one)).toMatchObject({ state: 'seated' });
    expect(await take(two)).toMatchObject({ state: 'waiting', position: 1 });
    expect(await take(three)).toMatchObject({ state: 'waiting', position: 2 });
    await rooms.get(RegistrationService).withdraw(callBy(one), event.slug);
    expect(await seats.list(callBy(two), event.slug)).toEqual({
      seats: [{ session: session.id, taken: 1, waiting: 1 }],
      mine: [{ session: session.id, state: 'seated', position: null }],
    });
    await sql`update session set seats = 2 where id = ${session.id}`.execute(rooms.database.sql);
    await rooms.database.write(houseCall, async (tx) => {
      await seats.resized(tx, { event: event.id, session: session.id });
      return null;
    });
    expect((await rowsOf(session)).map(({ state }) => state)).toEqual(['seated', 'seated']);
    expect(await seats.seated(callBy(event.owner), event.slug, session.id)).toMatchObject({
      people: [{ state: 'seated' }, { state: 'seated' }],
    });
    await expect(seats.seated(callBy(two), event.slug, session.id)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('are for participants, in sessions that have some and are not over; a clash is only said', async () => {
    const event = await anEvent(rooms);
    const [session, free, same] = [
      await aSession(rooms, event, { seats: 3 }),
      await aSession(rooms, event),
      await aSession(rooms, event, { seats: 3 }),
    ];
    const hidden = await aSession(rooms, event, { seats: 3, kind: 'private-blocker' });
    const elsewhere = await aSession(rooms, await anEvent(rooms), { seats: 3 });
    const person = await aParticipant(rooms, event);
    const call = callBy(person);
    const refused = (id: string, by = call) =>
      seats.take(by, event.slug, id).catch((error: { code: string }) => error.code);
    expect(await refused(free.id)).toBe('no_seats');
    expect(await refused(hidden.id)).toBe('not_found');
    expect(await refused(elsewhere.id)).toBe('not_found');
    expect(await refused(session.id, callBy(await aPerson(rooms)))).toBe('not_registered');
    await seats.take(call, event.slug, session.id);
    expect(await seats.take(call, event.slug, same.id)).toMatchObject({ state: 'seated', clash: 'seat' });
    await sql`insert into commitment (person_id, event_id, kind, ref, starts_at, ends_at)
      values (${person.id}, ${event.id}, 'meeting', uuidv7(), ${same.startsAt}, ${same.endsAt})`.execute(
      rooms.database.sql,
    );
    expect(await seats.take(call, event.slug, same.id)).toMatchObject({ clash: 'meeting' });
    rooms.clock.advance(86_400_000);
    expect(await refused(session.id)).toBe('slot_past');
    rooms.clock.advance(-86_400_000);
  });
});

describe('invitations', () => {
  const categories = [{ key: 'cluster', label: { en: 'Cluster', ka: 'კლასტერი' } }];
  const links = () => rooms.get(InvitationLinks);
  const invite = (email: string, name = 'Rusudan') => ({ email, name });
  async function tokenFor(email: string): Promise<string> {
    const { rows } = await sql<{ id: string; version: number }>`
      select i.id, i.version from invitation i join person p on p.id = i.person_id where p.email = ${email}`.execute(
      rooms.database.sql,
    );
    return invitationToken(rooms.env, rows[0]?.id ?? '', rows[0]?.version ?? 0);
  }
  const personOf = async (email: string): Promise<Somebody> => {
    const { rows } = await sql<Somebody>`select id from person where email = ${email}`.execute(
      rooms.database.sql,
    );
    return { id: rows[0]?.id ?? '' };
  };
  const statesOf = async (event: Awaited<ReturnType<typeof anEvent>>) => {
    const { invitations: list } = await rooms
      .get(InvitationQueries)
      .list(callBy(event.owner), event.slug, { limit: 100 });
    return Object.fromEntries(list.map(({ email, state }) => [email.split('@')[0], state]));
  };
  const mailedIn = async (event: { id: string }) => {
    const { rows } = await sql<{ n: number }>`
      select jsonb_array_length(payload -> 'invitations') as n from outbox_fact
      where name = 'invitations.mailed' and payload ->> 'event' = ${event.id} order by id`.execute(
      rooms.database.sql,
    );
    return rows.map(({ n }) => n);
  };

  it('are read from lines and tables in any of the languages', async () => {
    const lines = await readInvitationList(
      'Ana Beridze <ANA@example.org>\n\n"Lee, Bo" <bo@example.org>\nbo@example.org\nCveta; cveta@example.org\nd@example.org, Eve <e@example.org>\nnobody',
      categories,
    );
    expect(lines.map(({ line, email, name, problem }) => [line, email, name, problem])).toEqual([
      [1, 'ana@example.org', 'Ana Beridze', null],
      [3, 'bo@example.org', 'Lee, Bo', null],
      [4, 'bo@example.org', '', 'twice'],
      [5, 'cveta@example.org', 'Cveta', null],
      [6, 'd@example.org', '', null],
      [6, 'e@example.org', 'Eve', null],
      [7, 'nobody', '', 'address'],
    ]);
    const table = await readInvitationList(
      '\uFEFFსახელი;ელფოსტა;ქვეყანა;კატეგორია;ენა;ორგანიზაცია\r\nნინო;nino@example.org;საქართველო;კლასტერი;ka;"მეღვინეთა; კავშირი"\r\nBo;bo@example.org;Atlantis;x;y;\r\n',
      categories,
    );
    expect(table).toMatchObject([
      {
        email: 'nino@example.org',
        language: 'ka',
        prefill: { country: 'GE', category: 'cluster', organisation: 'მეღვინეთა; კავშირი' },
        doubts: [],
      },
      { email: 'bo@example.org', language: null, prefill: { country: null, category: null } },
    ]);
    expect(table[1]?.doubts.toSorted()).toEqual(['category', 'country', 'language']);
    const long = await readInvitationList(
      'name,email\n"Ana\nBeridze",ana@example.org\n\nBo,bo@example.org\nnobody,\n',
      categories,
    );
    expect(long.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [5, null],
      [6, 'address'],
    ]);
  });

  it('go out once each, are opened, declined and confirmed, and reminded of within reason', async () => {
    const event = await anEvent(rooms);
    await rooms
      .get(RegistrationSettingsService)
      .update(callBy(event.owner), event.slug, { mode: 'invitation' });
    const at = (name: string) => `${name}@${event.slug}.test`;
    const known = await aParticipant(rooms, event);
    const owner = callBy(event.owner);
    const text = `Ana <${at('ana')}>\n${at('bo')}\n${at('cveta')}\n${known.email}`;
    const { rows } = await invitations.check(owner, event.slug, text);
    expect(rows.map(({ problem }) => problem)).toEqual([null, null, null, 'registered']);
    const send = (emails: string[]) =>
      invitations.send(owner, event.slug, {
        ...{ invitations: emails.map((email) => invite(email)), imported: false, message: { en: 'Do come' } },
      });
    expect(await send([at('ana'), at('bo'), at('cveta'), known.email])).toEqual({ sent: 3, kept: 1 });
    expect(await send([at('ana')])).toEqual({ sent: 0, kept: 1 });
    expect(await mailedIn(event)).toEqual([3]);

    // Looking, however often, changes nothing.
    for (let times = 0; times < 3; times++)
      expect(await links().look(await tokenFor(at('ana')))).toMatchObject({
        state: 'open',
        email: expect.stringMatching(/^a…@/),
      });
    expect(await statesOf(event)).toEqual({ ana: 'sent', bo: 'sent', cveta: 'sent' });
    const ana = await personOf(at('ana'));
    await links().opened(callBy(ana), event.slug);
    await links().decline(await tokenFor(at('bo')));
    await links().decline(await tokenFor(at('bo')));
    await rooms.get(RegistrationService).register(callBy(await personOf(at('cveta'))), event.slug, aForm());
    expect(await statesOf(event)).toEqual({ ana: 'opened', bo: 'declined', cveta: 'confirmed' });
    expect((await rooms.get(RegistrationQueries).mine(callBy(ana), event.slug)).invitation).toMatchObject({
      ...{ prefill: { name: 'Rusudan' }, opened: true },
    });
    expect(await invitations.remind(owner, event.slug, undefined)).toBe(0);
    rooms.clock.advance(21 * 3_600_000);
    expect(await Promise.all([1, 2, 3].map(() => invitations.remind(owner, event.slug, undefined)))).toEqual(
      expect.arrayContaining([1, 0, 0]),
    );
    // Who has declined may think again, and is invited anew under another link.
    const old = await tokenFor(at('bo'));
    expect(await send([at('bo')])).toEqual({ sent: 1, kept: 0 });
    await expect(links().look(old)).rejects.toMatchObject({ code: 'not_found' });
    await expect(links().decline(await tokenFor(at('cveta')))).rejects.toMatchObject({
      code: 'already_registered',
    });
  });

  it('are taken back: the link is dead and a place that was kept goes to who waits', async () => {
    const event = await anEvent(rooms);
    const owner = callBy(event.owner);
    await rooms
      .get(RegistrationSettingsService)
      .update(owner, event.slug, { capacity: 1, keepForInvited: true });
    const email = `guest@${event.slug}.test`;
    await rooms.database.write(houseCall, async (tx) => {
      await rooms.get(Invitations).invite(tx, event, [{ ...aForm(), email }]);
      return null;
    });
    expect(
      await invitations.send(owner, event.slug, { invitations: [], imported: true, message: null }),
    ).toEqual({
      ...{ sent: 1, kept: 0 },
    });
    const waiting = await aPerson(rooms);
    const registered = await rooms.get(RegistrationService).register(callBy(waiting), event.slug, aForm());
    expect(registered).toMatchObject({ state: 'waiting' });
    const token = await tokenFor(email);
    const { invitations: list } = await rooms.get(InvitationQueries).list(owner, event.slug, { limit: 10 });
    const ids = list.map(({ id }) => id);
    await expect(invitations.revoke(callBy(waiting), event.slug, ids)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const other = await anEvent(rooms);
    expect(await invitations.revoke(callBy(other.owner), other.slug, ids)).toBe(0);
    expect(await invitations.revoke(owner, event.slug, ids)).toBe(1);
    await expect(links().look(token)).rejects.toMatchObject({ code: 'not_found' });
    const { registration } = await rooms.get(RegistrationQueries).mine(callBy(waiting), event.slug);
    expect(registration).toMatchObject({ state: 'confirmed' });
  });

  it('keep their places until registration closes, and not longer', async () => {
    const event = await anEvent(rooms);
    const settings = rooms.get(RegistrationSettingsService);
    const closesAt = new Date(rooms.clock.now().getTime() + 3_600_000).toISOString();
    await settings.update(callBy(event.owner), event.slug, { capacity: 1, keepForInvited: true, closesAt });
    const email = `silent@${event.slug}.test`;
    await invitations.send(callBy(event.owner), event.slug, {
      ...{ invitations: [invite(email)], imported: false, message: null },
    });
    const waiting = callBy(await aPerson(rooms));
    await rooms.get(RegistrationService).register(waiting, event.slug, aForm());
    const state = async () =>
      (await rooms.get(RegistrationQueries).mine(waiting, event.slug)).registration?.state;
    await settings.promoteDue();
    expect(await state()).toBe('waiting');
    rooms.clock.advance(3_600_000);
    await settings.promoteDue();
    expect(await state()).toBe('confirmed');
    expect(await links().look(await tokenFor(email))).toMatchObject({ state: 'closed' });
    rooms.clock.advance(-3_600_000);
  });

  it('wait until the event is published', async () => {
    const event = await anEvent(rooms, { state: 'draft' });
    await expect(
      invitations.send(callBy(event.owner), event.slug, {
        ...{ invitations: [invite('somebody@example.org')], imported: false, message: null },
      }),
    ).rejects.toMatchObject({ code: 'event_not_published' });
  });
});
