import { randomUUID } from 'node:crypto';
import { sql } from '@foyer/platform';
import {
  aParticipant,
  aPerson,
  anEvent,
  aRole,
  aSession,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { QaModule } from './qa.module.js';
import { QaService } from './qa.service.js';
import { Reactions, readReactions } from './reactions.js';
import { SignsModule } from './signs.module.js';

let rooms: Rooms;
let reactions: Reactions;
beforeAll(async () => {
  rooms = await startRooms([QaModule, SignsModule]);
  reactions = rooms.get(Reactions);
});
afterAll(() => rooms.stop());

async function aHall(guests: 'off' | 'listen' = 'off') {
  const event = await anEvent(rooms, { guests });
  const { id: session } = await aSession(rooms, event);
  return { event, session, attendee: callBy(await aParticipant(rooms, event)) };
}
const counts = (session: string) => readReactions(rooms.database.sql, session);

it('counts all of them, however many come at once, and tells of them gathered', async () => {
  const { session, attendee } = await aHall();
  const kinds = ['applause', 'heart', 'laugh', 'surprise'] as const;
  await Promise.all(
    Array.from({ length: 400 }, (_, number) =>
      reactions.react(attendee, { session, kind: kinds[number % 4] ?? 'heart' }),
    ),
  );
  const hundred = { count: 100 };
  expect(await counts(session)).toEqual({
    ...{ applause: hundred, heart: hundred, laugh: hundred, surprise: hundred },
  });
  const { rows } = await sql<{ rev: number; row: string }>`
    select s.rev::int as rev, c.change::text as row from stream s join stream_change c on c.stream = s.name and c.rev = s.rev
    where s.name = ${`signs/${session}`}`.execute(rooms.database.sql);
  expect(rows[0]?.rev).toBeLessThan(100);
  // Counts, and nobody.
  expect(rows[0]?.row).not.toContain(attendee.actor?.person);
});

it('counts a repeated command once', async () => {
  const { session, attendee } = await aHall();
  const call = { ...attendee, command: { id: randomUUID(), name: 'reaction.send', fingerprint: 'x' } };
  await Promise.all(Array.from({ length: 5 }, () => reactions.react(call, { session, kind: 'heart' })));
  await reactions.react(call, { session, kind: 'heart' });
  expect(await counts(session)).toEqual({ heart: { count: 1 } });
});

it('takes them from everybody who may be in the room, guests who listen too, and from nobody else', async () => {
  const { event, session } = await aHall('listen');
  const react = (person: { id: string }) =>
    reactions.react(callBy(person), { session, kind: 'applause' }).then(
      () => 'counted',
      (error: unknown) => String(Object(error).code),
    );
  const guest = await aPerson(rooms);
  expect(await react(guest)).toBe('not_registered');
  await sql`insert into event_guest (event_id, person_id, came_at) values (${event.id}, ${guest.id}, now())`.execute(
    rooms.database.sql,
  );
  expect(await react(guest)).toBe('counted');
  expect(await counts(session)).toEqual({ applause: { count: 1 } });
});

it('takes none where a moderator has switched them off', async () => {
  const { event, session, attendee } = await aHall();
  const moderator = await aPerson(rooms);
  await aRole(rooms, event, moderator, 'moderator');
  const rules = { session, moderated: true, perPerson: null, slowSeconds: null };
  const set = (on?: boolean) =>
    rooms
      .get(QaService)
      .setRules(callBy(moderator), { ...rules, ...(on === undefined ? {} : { reactions: on }) });
  expect(await set(false)).toMatchObject({ reactions: false });
  await expect(reactions.react(attendee, { session, kind: 'laugh' })).rejects.toMatchObject({
    code: 'reactions_off',
  });
  // Other rules leave it as it is.
  expect(await set()).toMatchObject({ reactions: false });
  await set(true);
  await reactions.react(attendee, { session, kind: 'laugh' });
  expect(await counts(session)).toEqual({ laugh: { count: 1 } });
});
