import type { ScheduleRun } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, databaseError, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from '../attendees.js';
import { tellAll } from '../views.js';
import type { Placement, PlanBase, Published } from './plan.js';
import { editionOf, readRun, tellRuns } from './runs.js';
import { settle, type Step } from './settle.js';
import { readStanding } from './standing.js';

/** Somebody took time or a table between our look and our grasp: look again. */
class TakenMeanwhile extends Error {}
/** The same, said by the constraint on tables. */
const exclusionViolation = '23P01';
const mostLooks = 6;
/** From so many changes on, the database counts its rows anew. */
const many = 300;

/**
 * Puts a plan into force, in one transaction. It looks at what still fits, then takes time and tables; should somebody
 * be faster in between, the constraints say so and it looks again. Locks come in everybody's order: requests and
 * meetings, people's time, slots, streams.
 */
@Injectable()
export class PublishService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * What no longer fits is left out and said in the outcome; everybody whose day changes is told once, by a fact.
   * @throws Problem schedule_state for a plan that is not done, is published already or assumes tables that are not
   *   there; schedule_outdated where another was published since; schedule_running while a run goes on
   */
  async publish(call: Call, slug: string, run: string): Promise<ScheduleRun> {
    for (let look = 1; ; look++) {
      try {
        return await this.database.write(call, (tx) => this.publishOnce(tx, call, slug, run));
      } catch (error) {
        if (!(error instanceof TakenMeanwhile) && databaseError(error)?.code !== exclusionViolation)
          throw error;
        if (look === mostLooks) throw new Problem('conflict');
      }
    }
  }

  private async publishOnce(tx: Tx, call: Call, slug: string, id: string): Promise<ScheduleRun> {
    const { event } = await this.access.findAs(call, { slug }, organisers, tx);
    const { base, placement } = await this.lock(tx, event.id, id);
    const now = eventNow(event, this.clock.now());
    const standing = await readStanding(tx, event.id, base, now);
    const { steps, leftOut } = settle(base, placement, standing);
    const ids = await this.newIds(tx, steps.filter(({ kind }) => kind === 'book').length);
    // One that an earlier plan took out comes back as the meeting that it was: calendars know it.
    const full = steps.map((step) => ({
      ...step,
      id: step.meeting ?? standing.cancelled.get(step.request) ?? ids.pop() ?? '',
    }));
    await this.takeTime(tx, event.id, full);
    await this.takeTables(tx, event.id, full, personOf(call), now);
    const of = (kind: Step['kind']) => full.filter((step) => step.kind === kind).map((step) => step.id);
    const published: Published = {
      booked: of('book'),
      moved: of('move'),
      removed: of('remove'),
      leftOut,
    };
    await sql`
      update schedule_run set state = 'published', published_at = ${this.clock.now()},
        published = ${JSON.stringify(published)}::jsonb
      where id = ${id}`.execute(tx.sql);
    tx.fact('schedule.published', { event: event.id, run: id });
    // So many new rows at once are unknown to the planner, which would look through all of them for each: it took ten
    // times as long.
    if (full.length > many) await sql`analyze meeting, meeting_person`.execute(tx.sql);
    await tellAll(
      tx,
      { requests: full.map(({ request }) => request), meetings: full.map((step) => step.id) },
      null,
    );
    await tellRuns(tx, event.id);
    return readRun(tx.sql, event.id, id);
  }

  /** One plan is published at a time. */
  private async lock(tx: Tx, event: string, id: string): Promise<{ base: PlanBase; placement: Placement }> {
    // All runs of the event, so that two plans published at once do so one after the other.
    await sql`select from schedule_run where event_id = ${event} order by id for no key update`.execute(
      tx.sql,
    );
    const { rows } = await sql<{
      state: ScheduleRun['state'];
      extra: number;
      outdated: boolean;
      going: boolean;
      base: PlanBase | null;
      placement: Placement | null;
    }>`
      select r.state, r.extra_tables as extra, r.edition <> ${editionOf(sql`r.event_id`)} as outdated, r.base, r.placement,
        exists (select from schedule_run g where g.event_id = r.event_id and g.state in ('queued', 'running')) as going
      from schedule_run r where r.id = ${id} and r.event_id = ${event}`.execute(tx.sql);
    const [run] = rows;
    if (!run) throw new Problem('not_found');
    if (run.state !== 'done' || run.extra > 0 || !run.base || !run.placement)
      throw new Problem('schedule_state');
    if (run.outdated) throw new Problem('schedule_outdated');
    if (run.going) throw new Problem('schedule_running');
    return { base: run.base, placement: run.placement };
  }

  private async newIds(tx: Tx, count: number): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      select uuidv7()::text as id from generate_series(1, ${count}::int)`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  private async takeTime(tx: Tx, event: string, steps: readonly (Step & { id: string })[]): Promise<void> {
    await this.commitments.release(
      tx,
      steps.flatMap(({ meeting }) => meeting ?? []),
    );
    const busy = await this.commitments.take(
      tx,
      steps.flatMap(({ kind, id, people, startsAt, endsAt }) =>
        kind === 'remove'
          ? []
          : people.map((person) => ({
              ...{ person, event, kind: 'meeting' as const, ref: id },
              startsAt: new Date(startsAt),
              endsAt: new Date(endsAt),
            })),
      ),
    );
    if (busy.length) throw new TakenMeanwhile();
  }

  private async takeTables(
    tx: Tx,
    event: string,
    steps: readonly (Step & { id: string })[],
    by: string,
    now: Date,
  ): Promise<void> {
    const placed = steps.flatMap(({ id, kind, request, people, seat }) =>
      seat && kind !== 'remove'
        ? [{ id, kind, request, asker: people[0], asked: people[1], slot: seat.slot, number: seat.table }]
        : [],
    );
    const rows = sql`jsonb_to_recordset(${JSON.stringify(placed)}::jsonb)
      as w(id uuid, kind text, request uuid, asker uuid, asked uuid, slot uuid, number int)`;
    const removed = steps.flatMap(({ id, kind }) => (kind === 'remove' ? [id] : []));
    const moved = steps.flatMap(({ id, kind }) => (kind === 'move' ? [id] : []));
    await sql`
      select from meeting_slot where id in (select slot from ${rows}) order by id for no key update`.execute(
      tx.sql,
    );
    await sql`
      update meeting set state = 'cancelled', cancelled_by_id = ${by}, cancelled_at = ${now}
      where id = any(${removed}::uuid[])`.execute(tx.sql);
    // Tables change hands all at once: nobody sits at any in between.
    await sql`update meeting set table_number = null where id = any(${moved}::uuid[])`.execute(tx.sql);
    const { rows: clashes } = await sql`
      select from ${rows} join meeting_slot s on s.id = w.slot
      join meeting m on m.block_id = s.block_id and m.table_number = w.number and m.state <> 'cancelled'
        and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at) limit 1`.execute(tx.sql);
    if (clashes.length) throw new TakenMeanwhile();
    await sql`
      update meeting m set slot_id = w.slot, table_number = w.number, starts_at = s.starts_at, ends_at = s.ends_at
      from ${rows} join meeting_slot s on s.id = w.slot
      where m.id = w.id and w.kind = 'move'`.execute(tx.sql);
    const { rows: booked } = await sql`
      insert into meeting as m (id, event_id, request_id, slot_id, table_number, starts_at, ends_at, booked_at)
      select w.id, ${event}::uuid, w.request, w.slot, w.number, s.starts_at, s.ends_at, ${now}::timestamptz
      from ${rows} join meeting_slot s on s.id = w.slot where w.kind = 'book'
      on conflict (request_id) do update set slot_id = excluded.slot_id, table_number = excluded.table_number,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, booked_at = excluded.booked_at, state = 'booked',
        cancelled_by_id = null, cancelled_at = null
      where m.state = 'cancelled' returning m.id`.execute(tx.sql);
    if (booked.length !== placed.filter(({ kind }) => kind === 'book').length) throw new TakenMeanwhile();
    await sql`
      with booked as (select id, asker, asked from ${rows} where w.kind = 'book'), left_over as (
        delete from meeting_person p using booked b where p.meeting_id = b.id and p.person_id not in (b.asker, b.asked)
      )
      insert into meeting_person (meeting_id, person_id)
      select id, person from booked cross join lateral unnest(array[asker, asked]) as person
      on conflict (meeting_id, person_id) do update set entered_at = null, called_at = null`.execute(tx.sql);
    await sql`
      update meeting_person set entered_at = null, called_at = null
      where meeting_id in (select id from ${rows} where w.kind = 'move')`.execute(tx.sql);
  }
}
