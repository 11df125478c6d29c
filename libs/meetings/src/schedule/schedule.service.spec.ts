import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, until, type Rooms } from '@foyer/test-kit';
import { Commitments } from '@foyer/agenda';
import type { ScheduleMode, ScheduleRun } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { BookingsService } from '../bookings.service.js';
import { MeetingsModule } from '../meetings.module.js';
import { MeetingsQueries } from '../meetings.queries.js';
import { MeetingsService } from '../meetings.service.js';
import { RequestsService } from '../requests.service.js';
import { RulesService } from '../rules.service.js';
import { AgreementsService } from './agreements.service.js';
import { PublishService } from './publish.service.js';
import { readRun } from './runs.js';
import { ScheduleRunner } from './runner.js';
import { ScheduleQueries } from './schedule.queries.js';
import { ScheduleService } from './schedule.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

type Event = EventEntity & { owner: Account };
interface Hall {
  event: Event;
  people: Account[];
  slots: { id: string; startsAt: Date; endsAt: Date }[];
}
/** An event with so many participants and one computed block of six slots. */
async function aHall(count: number, tables: number | null = null): Promise<Hall> {
  const event = await anEvent(rooms);
  const people = await Promise.all(Array.from({ length: count }, () => aParticipant(rooms, event)));
  const { slots } = await aBlock(rooms, event, { tables, mode: 'computed' });
  return { event, people, slots };
}

/** Two agree to meet, whenever it may be. */
async function agree({ event }: Hall, asker: Account, asked: Account): Promise<string> {
  const request = await rooms.get(RequestsService).request(callBy(asker), event.slug, { to: asked.id });
  await rooms.get(AgreementsService).agree(callBy(asked), event.slug, request.id);
  return request.id;
}
const everyPair = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, i) => all.slice(i + 1).map((other): [T, T] => [one, other]));

/** Runs the scheduler until it is done. */
async function plan(
  { event }: Hall,
  mode: ScheduleMode = 'from-scratch',
  extraTables = 0,
): Promise<ScheduleRun> {
  const { id } = await rooms
    .get(ScheduleService)
    .start(callBy(event.owner), event.slug, { mode, seconds: 4, extraTables });
  await rooms.get(ScheduleRunner).wake();
  return ended(event, id);
}
async function ended(event: Event, id: string): Promise<ScheduleRun> {
  let run = await readRun(rooms.database.sql, event.id, id);
  await until('the run has ended', async () => {
    run = await readRun(rooms.database.sql, event.id, id);
    return run.state !== 'queued' && run.state !== 'running';
  });
  return run;
}
const publish = ({ event }: Hall, run: { id: string }): Promise<ScheduleRun> =>
  rooms.get(PublishService).publish(callBy(event.owner), event.slug, run.id);
const planOf = async ({ event }: Hall, run: { id: string }) => {
  const queries = rooms.get(ScheduleQueries);
  const { at } = await queries.placement(callBy(event.owner), event.slug, run.id);
  return { ...(await queries.plan(callBy(event.owner), event.slug, run.id)), at };
};
const wish = ({ event }: Hall, request: string, slot: string | null, priority = false): Promise<void> =>
  rooms.get(ScheduleService).wish(callBy(event.owner), event.slug, request, { slot, priority });

interface Held {
  request: string;
  startsAt: Date;
  table: number | null;
  state: string;
}
async function meetingsOf({ event }: Hall): Promise<Map<string, Held>> {
  const { rows } = await sql<Held>`
    select request_id as request, starts_at as "startsAt", table_number as "table", state from meeting
    where event_id = ${event.id} order by starts_at`.execute(rooms.database.sql);
  return new Map(rows.map((row) => [row.request, { ...row, startsAt: new Date(row.startsAt) }]));
}

/** From the rows alone: nobody in two places, two people and their time for each meeting, no table used twice. */
async function faults({ event }: Hall): Promise<unknown[]> {
  const { rows } = await sql`
    select 'two places' as fault from meeting a
      join meeting_person p on p.meeting_id = a.id join meeting_person q on q.person_id = p.person_id
      join meeting b on b.id = q.meeting_id and b.id > a.id
      where a.event_id = ${event.id} and a.state = 'booked' and b.state = 'booked'
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    union all
    select 'no promise' from meeting m join meeting_person p on p.meeting_id = m.id
      where m.event_id = ${event.id} and m.state = 'booked' and not exists (select from commitment c
        where c.ref = m.id and c.person_id = p.person_id and c.starts_at = m.starts_at and c.ends_at = m.ends_at)
    union all
    select 'a promise of nothing' from commitment c where c.event_id = ${event.id} and c.kind = 'meeting'
      and not exists (select from meeting m where m.id = c.ref and m.state = 'booked')
    union all
    select 'not of two' from meeting m where m.event_id = ${event.id} and m.state = 'booked'
      and (select count(*) from meeting_person p where p.meeting_id = m.id) <> 2
    union all
    select 'one table' from meeting m where m.event_id = ${event.id} and m.state = 'booked'
      group by slot_id, table_number having table_number is not null and count(*) > 1
    union all
    select 'beyond the tables' from meeting m join meeting_slot s on s.id = m.slot_id join meeting_block b on b.id = s.block_id
      where m.event_id = ${event.id} and m.state = 'booked' and m.table_number > b.tables`.execute(
    rooms.database.sql,
  );
  return rows;
}

describe('a run', () => {
  it('places what was agreed around talks, own time, pins and tables; publishing puts it into force', async () => {
    const hall = await aHall(5, 2);
    const { event, people, slots } = hall;
    const [ana, ben, cai] = people as [Account, Account, Account];
    const requests = new Map<string, string>();
    for (const [one, other] of everyPair(people)) {
      requests.set(`${one.id} ${other.id}`, await agree(hall, one, other));
    }
    const take = (person: Account, kind: 'talk' | 'own', slot: Hall['slots'][number]) =>
      rooms.database.write(houseCall, (tx) =>
        rooms
          .get(Commitments)
          .take(tx, [{ person: person.id, event: event.id, kind, ref: slot.id, ...slot }]),
      );
    await take(ana, 'talk', slots[0]!);
    await take(ben, 'own', slots[5]!);
    const pinned = requests.get(`${ana.id} ${cai.id}`)!;
    await wish(hall, pinned, slots[4]!.id);
    const waiting = await rooms.get(ScheduleQueries).desk(callBy(event.owner), event.slug);
    expect(waiting).toMatchObject({ waiting: 10, standing: 0, pinned: 1, people: 5, times: 6, places: 12 });

    const run = await plan(hall);
    expect(run).toMatchObject({ state: 'done', figures: { meetings: 10, placed: 10, added: 10, people: 5 } });
    expect(await meetingsOf(hall)).toEqual(new Map());
    const { meetings, at } = await planOf(hall, run);
    expect(at[meetings.findIndex(({ request }) => request === pinned)]).toBe(4);

    const published = await publish(hall, run);
    expect(published).toMatchObject({ state: 'published', outcome: { booked: 10, leftOut: 0 } });
    const held = await meetingsOf(hall);
    expect(held.size).toBe(10);
    expect(held.get(pinned)?.startsAt).toEqual(slots[4]!.startsAt);
    expect(await faults(hall)).toEqual([]);
    const mine = await rooms.get(MeetingsQueries).mine(callBy(ana), event.slug);
    expect(mine.meetings.map(({ state }) => state)).toEqual(['booked', 'booked', 'booked', 'booked']);
    expect(mine.requests.every(({ meeting }) => meeting !== null)).toBe(true);
  });

  it('says who is badly served and what would help, and what a table more would buy', async () => {
    const hall = await aHall(8, 1);
    const pairs = everyPair(hall.people).slice(0, 10);
    for (const [one, other] of pairs) await agree(hall, one, other);
    const run = await plan(hall);
    expect(run.figures).toMatchObject({ meetings: 10, placed: 6 });
    const reasons = await rooms
      .get(ScheduleQueries)
      .reasons(callBy(hall.event.owner), hall.event.slug, run.id);
    expect(reasons).toMatchObject({ unplacedInAll: 4 });
    expect(reasons.people[0]!.meetings).toBeGreaterThan(reasons.people[0]!.placed);
    const codes = reasons.unplaced.map(({ reason }) => reason.code);
    expect(codes).toEqual(expect.arrayContaining(['tables-full']));
    expect(reasons.unplaced.flatMap(({ help }) => help.map(({ code }) => code))).toContain('add-table');
    const more = await plan(hall, 'from-scratch', 1);
    expect(more.figures?.placed).toBeGreaterThan(6);
    await expect(publish(hall, more)).rejects.toMatchObject({ code: 'schedule_state' });
  });

  it('is one at a time in an event, and needs something to schedule', async () => {
    const hall = await aHall(2);
    const { event, people } = hall;
    const start = () =>
      rooms
        .get(ScheduleService)
        .start(callBy(event.owner), event.slug, { mode: 'gentle', seconds: 300, extraTables: 0 });
    await expect(start()).rejects.toMatchObject({ code: 'nothing_to_schedule' });
    await agree(hall, people[0]!, people[1]!);
    const begun = await Promise.allSettled([start(), start(), start()]);
    const codes = begun.map((one) => (one.status === 'fulfilled' ? 'begun' : one.reason.code));
    expect(codes.sort()).toEqual(['begun', 'schedule_running', 'schedule_running']);
    const run = begun.find((one) => one.status === 'fulfilled')!.value;
    // Before a worker has it there is nothing to keep.
    await rooms.get(ScheduleService).stop(callBy(event.owner), event.slug, run.id, true);
    expect((await ended(event, run.id)).state).toBe('cancelled');
    await rooms.get(ScheduleRunner).wake();
    expect((await start()).state).toBe('queued');
    await expect(
      rooms.get(ScheduleService).start(callBy(people[0]!), event.slug, {
        ...{ mode: 'gentle', seconds: 1, extraTables: 0 },
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

/** Many who all want to meet and can only half the time, so that a search is not over at once. */
async function aLongRun(): Promise<{ hall: Hall; run: ScheduleRun }> {
  const event = await anEvent(rooms);
  const people = await Promise.all(Array.from({ length: 40 }, () => aParticipant(rooms, event)));
  const start = rooms.clock.now().getTime() + 3_600_000;
  const endsAt = new Date(start + 8 * 3_600_000).toISOString();
  const { slots } = await aBlock(rooms, event, { tables: 14, mode: 'computed', endsAt });
  const hall = { event, people, slots };
  const pairs = everyPair(people).filter((_, i) => i % 5 < 2);
  await sql`
    insert into meeting_request (event_id, asker_id, asked_id, state, asked_at)
    select ${event.id}, asker, asked, 'accepted', now() from jsonb_to_recordset(${JSON.stringify(
      pairs.map(([one, other]) => ({ asker: one.id, asked: other.id })),
    )}::jsonb) as w(asker uuid, asked uuid)`.execute(rooms.database.sql);
  const own = people.flatMap((person, i) =>
    slots.flatMap((slot, j) =>
      (i * 7 + j * 5) % 11 < 3
        ? [{ ...slot, person: person.id, event: event.id, kind: 'own' as const, ref: slot.id }]
        : [],
    ),
  );
  await rooms.database.write(houseCall, (tx) => rooms.get(Commitments).take(tx, own));
  const run = await rooms
    .get(ScheduleService)
    .start(callBy(hall.event.owner), hall.event.slug, { mode: 'from-scratch', seconds: 300, extraTables: 0 });
  await rooms.get(ScheduleRunner).wake();
  await until('there is a first plan', async () => {
    const { figures, state } = await readRun(rooms.database.sql, hall.event.id, run.id);
    return state === 'running' && figures !== null;
  });
  return { hall, run };
}

describe('a long run', () => {
  it('is stopped with its best plan so far, or with none', async () => {
    const { hall, run } = await aLongRun();
    await rooms.get(ScheduleService).stop(callBy(hall.event.owner), hall.event.slug, run.id, true);
    const kept = await ended(hall.event, run.id);
    expect(kept.state).toBe('done');
    expect(kept.figures?.placed).toBeGreaterThan(20);
    await publish(hall, kept);
    expect(await faults(hall)).toEqual([]);
    const other = await aLongRun();
    await rooms
      .get(ScheduleService)
      .stop(callBy(other.hall.event.owner), other.hall.event.slug, other.run.id, false);
    expect((await ended(other.hall.event, other.run.id)).state).toBe('cancelled');
    await expect(planOf(other.hall, other.run)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is taken up again when its worker is silent, three times, and what the silent one says counts for nothing', async () => {
    const { hall, run } = await aLongRun();
    const attempt = async () =>
      (
        await sql<{ attempt: number }>`select attempt from schedule_run where id = ${run.id}`.execute(
          rooms.database.sql,
        )
      ).rows[0]?.attempt;
    expect(await attempt()).toBe(1);
    // As after a kill -9: the row says that it runs, and nobody has said anything since.
    await sql`update schedule_run set seen_at = seen_at - interval '1 hour', attempt = 2 where id = ${run.id}`.execute(
      rooms.database.sql,
    );
    await rooms.get(ScheduleRunner).look();
    await until('it is taken up again', async () => (await attempt()) === 3);
    await until('its first search has left the field', async () => {
      await rooms.get(ScheduleRunner).wake();
      return (await readRun(rooms.database.sql, hall.event.id, run.id)).state === 'running';
    });
    await sql`update schedule_run set seen_at = seen_at - interval '1 hour', attempt = 4 where id = ${run.id}`.execute(
      rooms.database.sql,
    );
    await rooms.get(ScheduleRunner).look();
    expect(await ended(hall.event, run.id)).toMatchObject({ state: 'failed', problem: 'internal' });
  });
});

describe('publishing', () => {
  it('leaves out what somebody has taken meanwhile, and says so', async () => {
    const hall = await aHall(4, 1);
    const { event, people, slots } = hall;
    const [ana, ben, cai, dea] = people as [Account, Account, Account, Account];
    const first = await agree(hall, ana, ben);
    const second = await agree(hall, cai, dea);
    await wish(hall, first, slots[0]!.id);
    await wish(hall, second, slots[1]!.id);
    const run = await plan(hall);
    // Ana is asked for by somebody at that very time, in a block where people book by themselves.
    const own = await aBlock(rooms, event, { tables: null });
    const rival = await rooms.get(RequestsService).request(callBy(ana), event.slug, { to: dea.id });
    const [published] = await Promise.all([
      publish(hall, run),
      rooms
        .get(BookingsService)
        .accept(callBy(dea), event.slug, rival.id, own.slots[0]!.id)
        .catch(() => null),
    ]);
    expect(await faults(hall)).toEqual([]);
    const { booked, leftOut } = published.outcome!;
    expect(booked + leftOut).toBe(2);
    const held = await meetingsOf(hall);
    expect(held.has(first)).toBe(leftOut === 0);
    const { leftOut: named } = await planOf(hall, run);
    expect(named.map(({ request, why }) => [request, why])).toEqual(leftOut ? [[first, 'busy']] : []);
    // Once, and never a plan that was made before.
    await expect(publish(hall, run)).rejects.toMatchObject({ code: 'schedule_state' });
  });

  it('gives nobody the table of a meeting that goes on for longer', async () => {
    const hall = await aHall(4, 1);
    const { people, slots } = hall;
    const [ana, ben, cai, dea] = people as [Account, Account, Account, Account];
    const first = await agree(hall, ana, ben);
    await wish(hall, first, slots[0]!.id);
    await publish(hall, await plan(hall));
    const second = await agree(hall, cai, dea);
    await wish(hall, second, slots[1]!.id);
    rooms.clock.set(slots[0]!.startsAt);
    const run = await plan(hall, 'insert-only');
    const until5 = new Date(slots[0]!.endsAt.getTime() + 5 * 60_000);
    await sql`update meeting set ends_at = ${until5} where request_id = ${first}`.execute(rooms.database.sql);
    await sql`
      update commitment set ends_at = ${until5}
      where ref = (select id from meeting where request_id = ${first})`.execute(rooms.database.sql);
    expect((await publish(hall, run)).outcome).toMatchObject({ booked: 0, leftOut: 1 });
    expect((await planOf(hall, run)).leftOut).toMatchObject([{ request: second, why: 'tables' }]);
    // Planned again, they get the next time at which there is a table.
    await wish(hall, second, null);
    expect((await publish(hall, await plan(hall, 'insert-only'))).outcome).toMatchObject({
      booked: 1,
      leftOut: 0,
    });
    const held = (await meetingsOf(hall)).get(second);
    expect(held?.startsAt.getTime()).toBeGreaterThanOrEqual(slots[2]!.startsAt.getTime());
    expect(await faults(hall)).toEqual([]);
  });

  it('gives nobody more meetings than the rules allow', async () => {
    const hall = await aHall(5);
    const { event, people } = hall;
    const [ana, ...others] = people as [Account, Account, Account, Account, Account];
    const rules = { answerHours: 24, openRequests: 9, forbidden: [], caps: [] };
    const limit = (meetings: number | null) =>
      rooms.get(RulesService).write(callBy(event.owner), event.slug, { ...rules, meetings });
    await limit(2);
    const asked = await Promise.all(
      others.map((other) => rooms.get(RequestsService).request(callBy(other), event.slug, { to: ana.id })),
    );
    const answers = await Promise.allSettled(
      asked.map(({ id }) => rooms.get(AgreementsService).agree(callBy(ana), event.slug, id)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'too_many_meetings', params: { limit: 2, who: 'me' } },
    });
    // Fewer than have been agreed on: those who agreed first meet.
    const run = await plan(hall);
    await limit(1);
    expect((await publish(hall, run)).outcome).toMatchObject({ booked: 1, leftOut: 1 });
    expect((await planOf(hall, run)).leftOut).toMatchObject([{ why: 'limit' }]);
    expect(await faults(hall)).toEqual([]);
  });

  it('leaves no request of who withdraws waiting for a time, also where an earlier plan had one', async () => {
    const hall = await aHall(2);
    const { event, people } = hall;
    const [ana, ben] = people as [Account, Account];
    const request = await agree(hall, ana, ben);
    await publish(hall, await plan(hall));
    // As a plan leaves it that takes the meeting out.
    await sql`update meeting set state = 'cancelled' where request_id = ${request}`.execute(
      rooms.database.sql,
    );
    await sql`
      update registration set state = 'withdrawn' where event_id = ${event.id} and person_id = ${ana.id}`.execute(
      rooms.database.sql,
    );
    await rooms.database.write(houseCall, (tx) =>
      rooms.get(MeetingsService).leave(tx, { event: event.id, person: ana.id }),
    );
    const { requests } = await rooms.get(MeetingsQueries).mine(callBy(ben), event.slug);
    expect(requests).toMatchObject([{ id: request, state: 'cancelled' }]);
  });

  it('happens once when it is pressed twice, and shuts out older plans', async () => {
    const hall = await aHall(4);
    for (const [one, other] of everyPair(hall.people)) await agree(hall, one, other);
    const older = await plan(hall);
    const newer = await plan(hall);
    const twice = await Promise.allSettled([
      publish(hall, newer),
      publish(hall, newer),
      publish(hall, older),
    ]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await faults(hall)).toEqual([]);
    expect((await meetingsOf(hall)).size).toBe(6);
    const rest = await rooms.get(ScheduleQueries).desk(callBy(hall.event.owner), hall.event.slug);
    expect(rest.runs.filter(({ outdated }) => outdated)).toHaveLength(1);
    expect(rest).toMatchObject({ waiting: 0, standing: 6 });
  });

  it('moves what stands when it is planned again, but not what is pinned', async () => {
    const hall = await aHall(6, 3);
    const { event, people, slots } = hall;
    const pairs = everyPair(people);
    for (const [one, other] of pairs) await agree(hall, one, other);
    await publish(hall, await plan(hall));
    const before = await meetingsOf(hall);
    expect(before.size).toBe(15);
    const [pinned, cancelled] = [...before.keys()] as [string, string];
    await wish(hall, pinned, slots[0]!.id);
    // Somebody calls one off: nothing else moves by itself.
    const called = await sql<{ id: string; person: string }>`
      select m.id, q.asker_id as person from meeting m join meeting_request q on q.id = m.request_id
      where q.id = ${cancelled}`.execute(rooms.database.sql);
    const { id, person } = called.rows[0]!;
    await rooms.get(MeetingsService).cancel(callBy({ id: person }), event.slug, id);
    expect((await plan(hall, 'insert-only')).figures).toMatchObject({ moved: 0, removed: 0, meetings: 14 });
    const again = await plan(hall, 'from-scratch');
    expect(again.figures).toMatchObject({ placed: 14, removed: 0 });
    const moved = await publish(hall, again);
    const after = await meetingsOf(hall);
    expect(await faults(hall)).toEqual([]);
    expect(after.get(pinned)).toEqual(before.get(pinned));
    const changed = [...after].filter(
      ([request, now]) =>
        now.state === 'booked' && now.startsAt.getTime() !== before.get(request)!.startsAt.getTime(),
    );
    expect(changed).toHaveLength(moved.outcome!.moved);
  });
});
