import {
  streamName,
  scheduleStream,
  type RouteParsed,
  type routes,
  type ScheduleRun,
} from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readRun, tellRun } from './runs.js';
import { readScope } from './scope.js';

type NewRun = RouteParsed<typeof routes.startSchedule>['body'];
type Wish = RouteParsed<typeof routes.setScheduleWish>['body'];

/** Runs that are kept beside the published ones. */
const keptRuns = 12;

/** Scheduling runs: begun, stopped, dropped; and what organisers wish of single meetings. The worker does the rest. */
@Injectable()
export class ScheduleService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden; nothing_to_schedule; schedule_running while another run goes on */
  async start(call: Call, slug: string, { mode, seconds, extraTables }: NewRun): Promise<ScheduleRun> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const scope = await readScope(tx.sql, event.id, eventNow(event, this.clock.now()));
      if (scope.waiting + scope.standing === 0 || scope.times === 0) throw new Problem('nothing_to_schedule');
      const { rows } = await sql<{ id: string }>`
        insert into schedule_run (event_id, mode, seconds, extra_tables, by_id, created_at)
        values (${event.id}, ${mode}, ${seconds}, ${extraTables}, ${call.actor?.person ?? null}, ${this.clock.now()})
        on conflict do nothing returning id`.execute(tx.sql);
      const id = rows[0]?.id;
      if (id === undefined) throw new Problem('schedule_running');
      await this.tidy(tx, event.id);
      tx.fact('schedule.queued', { event: event.id, run: id });
      return tellRun(tx, event.id, id);
    });
  }

  /** What waits stops at once; what runs, within a second. One that is over stays as it is. */
  async stop(call: Call, slug: string, id: string, keep: boolean): Promise<ScheduleRun> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await sql`
        update schedule_run set stopping = ${keep ? 'keep' : 'drop'},
          state = case when state = 'queued' then 'cancelled' else state end,
          finished_at = case when state = 'queued' then ${this.clock.now()}::timestamptz else finished_at end
        where id = ${id} and event_id = ${event.id} and state in ('queued', 'running')`.execute(tx.sql);
      return this.told(tx, event.id, id);
    });
  }

  /** @throws Problem schedule_state for one that goes on or is in force */
  async drop(call: Call, slug: string, id: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { numAffectedRows } = await sql`
        delete from schedule_run where id = ${id} and event_id = ${event.id} and state in ('done', 'failed', 'cancelled')`.execute(
        tx.sql,
      );
      if (numAffectedRows !== 1n) {
        await readRun(tx.sql, event.id, id);
        throw new Problem('schedule_state');
      }
      this.gone(tx, event.id, [id]);
      return null;
    });
  }

  /** For the next run. @throws Problem request_state unless the two have agreed to meet; not_found for a foreign slot */
  async wish(call: Call, slug: string, request: string, { slot, priority }: Wish): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { rows } = await sql<{ state: string; slot: boolean }>`
        select q.state, ${slot}::uuid is null or exists (select from meeting_slot s
          join meeting_block b on b.id = s.block_id
          where s.id = ${slot} and b.event_id = q.event_id and b.mode = 'computed') as slot
        from meeting_request q where q.id = ${request} and q.event_id = ${event.id} for key share`.execute(
        tx.sql,
      );
      const [found] = rows;
      if (!found) throw new Problem('not_found');
      if (found.state !== 'accepted') throw new Problem('request_state', { state: found.state });
      if (!found.slot) throw new Problem('not_found');
      await sql`
        insert into schedule_wish (request_id, slot_id, priority) values (${request}, ${slot}, ${priority})
        on conflict (request_id) do update set slot_id = excluded.slot_id, priority = excluded.priority`.execute(
        tx.sql,
      );
      return null;
    });
  }

  /** Old plans go, those in force stay: what was published is the event's history. */
  private async tidy(tx: Tx, event: string): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      delete from schedule_run where event_id = ${event} and (state in ('cancelled', 'failed') or id in (
        select id from schedule_run where event_id = ${event} and state = 'done' order by id desc offset ${keptRuns}))
      returning id`.execute(tx.sql);
    this.gone(
      tx,
      event,
      rows.map(({ id }) => id),
    );
  }

  private async told(tx: Tx, event: string, id: string): Promise<ScheduleRun> {
    const run = await tellRun(tx, event, id);
    if (run.state === 'cancelled') this.gone(tx, event, [id]);
    return run;
  }

  private gone(tx: Tx, event: string, ids: readonly string[]): void {
    if (ids.length) tx.change(streamName(scheduleStream, { event }), { drop: { run: [...ids] } });
  }
}
