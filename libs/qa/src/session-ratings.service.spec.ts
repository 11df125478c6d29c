import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AgendaModule, RunningService } from '@foyer/agenda';
import type { SessionKind } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, callBy, startRooms, testNow, type Rooms } from '@foyer/test-kit';
import { PollModule } from './poll.module.js';
import { PollService } from './poll.service.js';
import { QaModule } from './qa.module.js';
import { QaService } from './qa.service.js';
import { SessionRatings } from './session-ratings.service.js';

let rooms: Rooms;
let ratings: SessionRatings;
let running: RunningService;
beforeAll(async () => {
  rooms = await startRooms([QaModule, PollModule, AgendaModule]);
  ratings = rooms.get(SessionRatings);
  running = rooms.get(RunningService);
});
afterAll(() => rooms.stop());

const minute = 60_000;
const at = (minutes: number): Date => new Date(Date.parse(testNow) + minutes * minute);
const setClock = (minutes: number): void => rooms.clock.set(at(minutes));

/** A talk 0–30 and one 40–60, in minutes since nine, with a moderator. */
async function aMorning(values: Parameters<typeof anEvent>[1] = {}) {
  setClock(0);
  const event = await anEvent(rooms, values);
  const moderator = await aPerson(rooms);
  await aRole(rooms, event, moderator, 'moderator');
  const session = (from: number, to: number, kind: SessionKind = 'talk') =>
    aSession(rooms, event, { startsAt: at(from), endsAt: at(to), kind });
  const [first, second] = [await session(0, 30), await session(40, 60)];
  return { event, slug: event.slug, call: callBy(moderator), first, second, session };
}

/** The ready-made ratings of a session: at most one. */
async function ratingsOf({ id }: { id: string }) {
  const { rows } = await sql<{ id: string; state: string; round: number }>`
    select id, state, round from poll where session_id = ${id} and question is null`.execute(
    rooms.database.sql,
  );
  return rows.map(({ state, round }) => `${state} ${round}`);
}
const toldOf = async ({ id }: { id: string }) => {
  const { rows } = await sql`select from stream_change where stream = ${`polls/${id}`}`.execute(
    rooms.database.sql,
  );
  return rows.length;
};

it('opens as a session ends by the programme, once however many processes look', async () => {
  const { first, second, session } = await aMorning();
  const pause = await session(30, 40, 'break');
  setClock(29);
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual([]);
  setClock(30);
  await Promise.all(Array.from({ length: 6 }, () => ratings.openDue()));
  expect(await ratingsOf(first)).toEqual(['open 1']);
  expect(await toldOf(first)).toBe(1);
  const { rows: steps } = await sql`
    select step, actor_id as actor, at from poll_step where session_id = ${first.id}`.execute(
    rooms.database.sql,
  );
  expect(steps).toEqual([{ step: 'rating-opened', actor: null, at: at(30) }]);
  setClock(41);
  await ratings.openDue();
  expect(await ratingsOf(pause)).toEqual([]);
  expect(await ratingsOf(second)).toEqual([]);
});

it('waits for the real end of what runs late, and comes with the end of what ends early', async () => {
  const { slug, call, first, second } = await aMorning();
  setClock(10);
  await running.start(call, slug, { session: first.id });
  setClock(35);
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual([]);
  setClock(50);
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual([]);
  await running.start(call, slug, { session: second.id });
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual(['open 1']);
  setClock(55);
  await running.end(call, slug, { session: second.id });
  await ratings.openDue();
  expect(await ratingsOf(second)).toEqual(['open 1']);
});

it('asks nothing of what was skipped, switched off, a draft’s, or over long ago', async () => {
  const { slug, call, first, second } = await aMorning();
  await running.skip(call, slug, { session: first.id, skipped: true });
  const rules = { moderated: true, perPerson: null, slowSeconds: null };
  const room = await rooms.get(QaService).setRules(call, { session: second.id, ...rules, rateAtEnd: false });
  expect(room.rateAtEnd).toBe(false);
  // Who does not say it leaves it as it is.
  const after = await rooms.get(QaService).setRules(call, { session: second.id, ...rules });
  expect(after.rateAtEnd).toBe(false);
  const draft = await aMorning({ state: 'draft' });
  const old = await aMorning();
  setClock(61);
  await ratings.openDue();
  for (const session of [first, second, draft.first, draft.second])
    expect(await ratingsOf(session)).toEqual([]);
  expect(await ratingsOf(old.first)).toEqual(['open 1']);
  setClock(60 + 121);
  const late = await aMorning();
  setClock(60 + 121);
  await ratings.openDue();
  expect(await ratingsOf(late.second)).toEqual([]);
});

it('leaves alone what moderators have opened or closed by hand, also at the same moment', async () => {
  const { call, first, second } = await aMorning();
  const polls = rooms.get(PollService);
  const { id } = await polls.rateSession(call, { session: first.id });
  await polls.open(call, { poll: id, open: false });
  setClock(60);
  await Promise.all([ratings.openDue(), polls.rateSession(call, { session: second.id }), ratings.openDue()]);
  expect(await ratingsOf(first)).toEqual(['closed 1']);
  expect(await ratingsOf(second)).toEqual(['open 1']);
});

it('goes by the event’s own clock', async () => {
  const { event, first } = await aMorning();
  await sql`
    update event set clock_at = ${at(29)}, clock_real = ${at(0)}, clock_rate = 60 where id = ${event.id}`.execute(
    rooms.database.sql,
  );
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual([]);
  rooms.clock.set(new Date(at(0).getTime() + 1_000));
  await ratings.openDue();
  expect(await ratingsOf(first)).toEqual(['open 1']);
});
