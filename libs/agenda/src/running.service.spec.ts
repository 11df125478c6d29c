import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SessionKind } from '@foyer/contracts';
import { Problem, sql, type Call } from '@foyer/platform';
import {
  aPerson,
  anEvent,
  aRole,
  aSession,
  callBy,
  startRooms,
  testNow,
  unique,
  type Rooms,
} from '@foyer/test-kit';
import fc from 'fast-check';
import { AgendaModule } from './agenda.module.js';
import { RunningQueries } from './running.queries.js';
import { RunningService } from './running.service.js';
import { BackstageStreams, RunningStreams } from './running.streams.js';
import { asPlanned, RunningTurn } from './running-turn.js';

let rooms: Rooms;
let running: RunningService;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  running = rooms.get(RunningService);
});
afterAll(() => rooms.stop());

const minute = 60_000;
const at = (minutes: number): Date => new Date(Date.parse(testNow) + minutes * minute);
const setClock = (minutes: number): void => rooms.clock.set(at(minutes));

/** Talk 0–30, break 30–45, talk 45–75, talk 75–90, in minutes since nine; and a moderator. */
async function aMorning() {
  setClock(0);
  const event = await anEvent(rooms);
  const moderator = await aPerson(rooms, { name: 'Olena Moderator' });
  await aRole(rooms, event, moderator, 'moderator');
  const session = (from: number, to: number, kind: SessionKind = 'talk') =>
    aSession(rooms, event, { startsAt: at(from), endsAt: at(to), kind });
  const [a, b, c, d] = [
    await session(0, 30),
    await session(30, 45, 'break'),
    await session(45, 75),
    await session(75, 90),
  ];
  const call = callBy(moderator);
  /** State and expected start, in minutes since nine. */
  const seen = async () => {
    const { sessions } = await rooms.get(RunningQueries).order(call, event.slug);
    const names = new Map([a, b, c, d].map(({ id }, index) => [id, 'abcd'[index] ?? '']));
    return sessions.map(
      ({ session: id, state, startsAt }) =>
        `${names.get(id)} ${state} ${(Date.parse(startsAt) - at(0).getTime()) / minute}`,
    );
  };
  const steps = async () => {
    const { rows } = await sql<{ step: string; by: string | null }>`
      select l.step, p.name as by from running_step l left join person p on p.id = l.actor_id
      where l.event_id = ${event.id} order by l.id`.execute(rooms.database.sql);
    return rows.map(({ step }) => step);
  };
  return { event, slug: event.slug, moderator, call, a, b, c, d, seen, steps };
}

const commandOf = (call: Call, id: string, input: string): Call => ({
  ...call,
  command: { id, name: 'startSession', fingerprint: input },
});

it('runs a morning: starts, is late, lets the break absorb it, skips, and never touches the plan', async () => {
  const { slug, event, call, a, b, c, d, seen, steps } = await aMorning();
  const planned =
    await sql`select id, starts_at, ends_at from session where event_id = ${event.id} order by id`.execute(
      rooms.database.sql,
    );
  setClock(4);
  await running.start(call, slug, { session: a.id });
  expect(await seen()).toEqual(['a running 4', 'b waiting 34', 'c waiting 49', 'd waiting 79']);
  await running.delay(call, slug, { session: b.id, minutes: 10 });
  expect(await seen()).toEqual(['a running 4', 'b waiting 40', 'c waiting 55', 'd waiting 85']);
  await running.shorten(call, slug, { session: b.id, minutes: 5 });
  expect(await seen()).toEqual(['a running 4', 'b waiting 40', 'c waiting 50', 'd waiting 80']);
  setClock(38);
  await running.start(call, slug, { session: b.id });
  expect(await seen()).toEqual(['a ended 4', 'b running 38', 'c waiting 50', 'd waiting 80']);
  await running.skip(call, slug, { session: c.id, skipped: true });
  await running.delay(call, slug, { session: d.id, minutes: 0 });
  expect(await seen()).toEqual(
    ['b running 38', 'a ended 4'].toReversed().concat('c skipped 45', 'd waiting 75'),
  );
  expect(await steps()).toEqual(['started', 'delayed', 'shortened', 'started', 'skipped', 'delayed']);
  const after =
    await sql`select id, starts_at, ends_at from session where event_id = ${event.id} order by id`.execute(
      rooms.database.sql,
    );
  expect(after.rows).toEqual(planned.rows);
});

it('has one effect when several press at once', async () => {
  const { slug, event, call, a, b, steps } = await aMorning();
  const other = await aPerson(rooms);
  await aRole(rooms, event, other, 'organiser');
  const both = [call, callBy(other)];
  await Promise.all(both.map((one) => running.start(one, slug, { session: a.id })));
  await Promise.all(both.map((one) => running.start(one, slug, { session: b.id })));
  await Promise.all(both.map((one) => running.delay(one, slug, { session: b.id, minutes: 5 })));
  expect(await steps()).toEqual(['started', 'started', 'delayed']);
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from running_session
    where event_id = ${event.id} and started_at is not null and ended_at is null`.execute(rooms.database.sql);
  expect(rows).toEqual([{ open: 1 }]);
});

it('lets either the start or the skipping win, never both', async () => {
  for (let round = 0; round < 8; round++) {
    const { slug, call, a, seen, steps } = await aMorning();
    const settled = await Promise.allSettled([
      running.start(call, slug, { session: a.id }),
      running.skip(call, slug, { session: a.id, skipped: true }),
    ]);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual([expect.objectContaining({ code: 'running_state' })]);
    expect(await steps()).toHaveLength(1);
    expect((await seen())[0]).toMatch(/^a (running|skipped) 0$/);
  }
});

it('answers a repeated command as before and does nothing again', async () => {
  const { slug, call, a, b, steps } = await aMorning();
  const id = '0198d1f0-0000-7000-8000-00000000000a';
  const first = await running.start(commandOf(call, id, 'a'), slug, { session: a.id });
  await running.start(call, slug, { session: b.id });
  expect(await running.start(commandOf(call, id, 'a'), slug, { session: a.id })).toEqual(first);
  await expect(running.start(commandOf(call, id, 'b'), slug, { session: b.id })).rejects.toMatchObject({
    code: 'command_reused',
  });
  expect(await steps()).toEqual(['started', 'started']);
});

it('swaps two that wait, once even if it is said twice, and undoes step by step', async () => {
  const { slug, call, a, c, d, seen } = await aMorning();
  const started = await running.start(call, slug, { session: a.id });
  const swap = { first: d.id, second: c.id };
  const [one, other] = await Promise.all([running.swap(call, slug, swap), running.swap(call, slug, swap)]);
  expect([one.step, other.step].filter(Boolean)).toHaveLength(1);
  expect(await seen()).toEqual(['a running 0', 'b waiting 30', 'd waiting 45', 'c waiting 60']);
  await expect(running.swap(call, slug, { first: d.id, second: a.id })).rejects.toMatchObject({
    code: 'running_state',
  });
  const skipped = await running.skip(call, slug, { session: c.id, skipped: true });
  const swapped = one.step?.id ?? other.step?.id ?? 0;
  await expect(running.undo(call, slug, { step: swapped })).rejects.toMatchObject({ code: 'conflict' });
  await running.undo(call, slug, { step: skipped.step?.id ?? 0 });
  await running.undo(call, slug, { step: swapped });
  expect(await seen()).toEqual(['a running 0', 'b waiting 30', 'c waiting 45', 'd waiting 75']);
  expect(await running.undo(call, slug, { step: swapped })).toEqual({ step: null });
  await running.undo(call, slug, { step: started.step?.id ?? 0 });
  expect((await seen())[0]).toBe('a waiting 0');
});

it('follows speakers from expected to done, and lets them say of themselves only that they are there', async () => {
  const { event, slug, call, a, b } = await aMorning();
  const speaker = await aPerson(rooms, { name: 'Taras Speaker' });
  await aRole(rooms, event, speaker, 'speaker');
  const { rows: ids } = await sql<{ id: string }>`
    insert into speaker (event_id, slug, name, person_id) values
      (${event.id}, ${`taras-${unique()}`}, 'Taras', ${speaker.id}), (${event.id}, ${`iryna-${unique()}`}, 'Iryna', null)
    returning id`.execute(rooms.database.sql);
  const [own = '', another = ''] = ids.map((row) => row.id);
  for (const [position, id] of [own, another].entries()) {
    await sql`insert into session_speaker (session_id, speaker_id, role, position)
      values (${a.id}, ${id}, 'speaker', ${position})`.execute(rooms.database.sql);
  }
  const states = async () => {
    const { rows } = await sql<{ name: string; state: string; place: string | null }>`
      select s.name, state, place from speaker_presence p join speaker s on s.id = p.speaker_id
      where p.event_id = ${event.id} order by s.name`.execute(rooms.database.sql);
    return rows.map(({ name, state, place }) => `${name} ${state} ${place}`);
  };
  const tell = (by: Call, who: string, state: 'expected' | 'ready' | 'on-air' | 'done', session = a.id) =>
    running.setPresence(by, slug, {
      session,
      speaker: who,
      state,
      ...(state === 'ready' ? { place: 'remote' } : {}),
    });
  await tell(callBy(speaker), own, 'ready');
  expect(await tell(callBy(speaker), own, 'ready')).toEqual({ step: null });
  await expect(tell(callBy(speaker), own, 'on-air')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(tell(callBy(speaker), another, 'ready')).rejects.toMatchObject({ code: 'forbidden' });
  await expect(tell(call, own, 'ready', b.id)).rejects.toMatchObject({ code: 'not_found' });
  const { step } = await running.start(call, slug, { session: a.id });
  expect(await states()).toEqual(['Taras on-air remote']);
  await tell(call, another, 'on-air');
  await running.end(call, slug, { session: a.id });
  expect(await states()).toEqual(['Iryna done null', 'Taras done remote']);
  expect(await rooms.get(RunningQueries).mine(callBy(speaker), slug)).toEqual([
    { session: a.id, speaker: own },
  ]);
  expect(step?.by).toBe('Olena Moderator');
});

it('lets everybody follow the order who sees the event, and nobody from outside behind the stage', async () => {
  const { event, slug, a } = await aMorning();
  const [attendee, speaker, outsider] = [await aPerson(rooms), await aPerson(rooms), await aPerson(rooms)];
  await aRole(rooms, event, attendee, 'attendee');
  await aRole(rooms, event, speaker, 'speaker');
  const [order, backstage] = [rooms.get(RunningStreams), rooms.get(BackstageStreams)];
  const params = { event: event.id };
  await order.admit(callBy(outsider), params);
  await backstage.admit(callBy(speaker), params);
  await backstage.admit(callBy(event.owner), params);
  for (const one of [attendee, outsider]) {
    await expect(backstage.admit(callBy(one), params)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(running.start(callBy(one), slug, { session: a.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  const draft = await anEvent(rooms, { state: 'draft' });
  await expect(order.admit(callBy(outsider), { event: draft.id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(running.start(callBy(draft.owner), draft.slug, { session: a.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('keeps the sum of all times through any swaps', () => {
  const plan = fc.array(fc.record({ pause: fc.nat(20), length: fc.integer({ min: 1, max: 60 }) }), {
    minLength: 2,
    maxLength: 7,
  });
  const swaps = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 6 });
  fc.assert(
    fc.property(plan, swaps, (plans, pairs) => {
      let from = 0;
      const items = plans.map(({ pause, length }, index) => {
        const one = { id: String(index), line: '', startsAt: from + pause * minute, endsAt: 0 };
        from = one.startsAt + length * minute;
        return { ...one, endsAt: from };
      });
      const rows: Record<string, typeof asPlanned> = {};
      for (const [first, second] of pairs) {
        const turn = new RunningTurn(items, rows, -1);
        try {
          turn.swap(String(first % plans.length), String(second % plans.length));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        Object.assign(rows, Object.fromEntries(turn.rows));
      }
      const placed = items
        .map(({ id, startsAt, endsAt }) => {
          const moved = rows[id]?.movedMs ?? 0;
          return { start: startsAt + moved, end: endsAt + moved };
        })
        .sort((one, other) => one.start - other.start);
      expect(placed[0]?.start).toBe(items[0]?.startsAt);
      expect(placed.at(-1)?.end).toBe(from);
      placed.forEach(({ start }, index) => expect(start).toBeGreaterThanOrEqual(placed[index - 1]?.end ?? 0));
    }),
  );
});
