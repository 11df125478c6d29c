import type { ScheduleMode } from '@foyer/contracts';
import { EventEntity, eventNow } from '@foyer/events';
import { Clock, Database, houseCall, LOG, sql, type Logger, type Tx } from '@foyer/platform';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Going, type Taken } from './going.js';
import { editionOf, tellRun } from './runs.js';
import { readSituation } from './situation.js';

/** Searches in one process at a time: each keeps a processor busy. */
const atOnce = 1;
/** A run whose worker has said nothing for so long is taken up again, so many times. */
const lostAfterMs = 15_000;
const mostAttempts = 3;

/**
 * Runs the searches that wait, in the worker. What a run writes counts only under the number with which it was taken
 * up: a worker that was believed dead and is not cannot spoil what another one does.
 */
@Injectable()
export class ScheduleRunner implements OnModuleDestroy {
  private readonly going = new Map<string, Going>();
  private waking: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Begins what waits, as far as there is room; does not wait for its end. */
  async wake(): Promise<void> {
    this.waking = this.waking.catch(() => undefined).then(() => this.takeUp());
    await this.waking;
  }

  /** Gives runs whose worker is gone to whoever takes them up, and begins what waits. */
  async look(): Promise<void> {
    const lost = new Date(this.clock.now().getTime() - lostAfterMs);
    await this.database.write(houseCall, async (tx) => {
      const { rows } = await sql<{ id: string; event: string }>`
        update schedule_run set state = case when attempt >= ${mostAttempts} then 'failed' else 'queued' end,
          problem = case when attempt >= ${mostAttempts} then 'internal' end,
          finished_at = case when attempt >= ${mostAttempts} then ${this.clock.now()}::timestamptz end
        where state = 'running' and seen_at < ${lost} returning id, event_id as event`.execute(tx.sql);
      for (const { id, event } of rows) await tellRun(tx, event, id);
      return null;
    });
    await this.wake();
  }

  /** What this process has begun is for others to go on with. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.waking.catch(() => undefined);
    await Promise.all([...this.going.values()].map((going) => going.giveBack()));
  }

  private async takeUp(): Promise<void> {
    while (!this.closed && this.going.size < atOnce) {
      const taken = await this.database.write(houseCall, (tx) => this.take(tx));
      if (taken === 'none') return;
      if (taken === 'nothing') continue;
      const going = new Going(taken, this.database, this.clock, this.log);
      this.going.set(taken.id, going);
      void going.ended.finally(() => {
        this.going.delete(taken.id);
        if (!this.closed) void this.wake().catch(() => undefined);
      });
    }
  }

  private async take(tx: Tx): Promise<Taken | 'none' | 'nothing'> {
    const { rows } = await sql<{
      id: string;
      event: string;
      mode: ScheduleMode;
      seconds: number;
      extraTables: number;
      attempt: number;
    }>`
      update schedule_run set state = 'running', attempt = attempt + 1, seen_at = ${this.clock.now()}, elapsed = 0,
        edition = ${editionOf(sql`schedule_run.event_id`)}
      where id = (select id from schedule_run where state = 'queued' order by id limit 1 for update skip locked)
      returning id, event_id as event, mode, seconds, extra_tables as "extraTables", attempt`.execute(tx.sql);
    const [run] = rows;
    if (!run) return 'none';
    const event = await tx.em.findOneOrFail(EventEntity, { id: run.event });
    const { base, task } = await readSituation(tx.sql, event, eventNow(event, this.clock.now()), run);
    const empty = base.meetings.length === 0 || base.columns.length === 0;
    await sql`
      update schedule_run set base = ${JSON.stringify(base)}::jsonb,
        state = ${empty ? 'failed' : 'running'}, problem = ${empty ? 'nothing_to_schedule' : null}
      where id = ${run.id}`.execute(tx.sql);
    await tellRun(tx, run.event, run.id);
    if (empty) return 'nothing';
    const { id, mode, seconds, attempt } = run;
    return { id, event: run.event, attempt, settings: { mode, seconds, seed: 1 }, base, task };
  }
}
