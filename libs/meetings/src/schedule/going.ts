import type { ScheduleFigures } from '@foyer/contracts';
import { Clock, Database, houseCall, sql, type Logger } from '@foyer/platform';
import { worthOf } from './figures.js';
import type { PlanBase } from './plan.js';
import { tellRun } from './runs.js';
import { seatPlan } from './seats.js';
import { startSearch, type Search } from './solver-thread.js';
import type { Found, ScheduleTask, SearchSettings } from './task.js';

/** How often those who follow hear of a search, and how often the plan itself is kept, in milliseconds. */
const beatEvery = 300;
const keepEvery = 1_000;

/** A run as a worker has taken it up. */
export interface Taken {
  id: string;
  event: string;
  attempt: number;
  settings: SearchSettings;
  base: PlanBase;
  task: ScheduleTask;
}

/** One search, from being taken up to its end. */
export class Going {
  readonly ended: Promise<void>;
  private readonly search: Search;
  private readonly began = performance.now();
  private latest: Found | null = null;
  private shown: Found | null = null;
  private kept = 0;
  private timer: NodeJS.Timeout | undefined;
  private given = false;

  constructor(
    private readonly taken: Taken,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.search = startSearch(taken.task, taken.settings, (found) => (this.latest = found));
    this.ended = this.run();
  }

  async giveBack(): Promise<void> {
    this.given = true;
    await this.search.kill();
    await this.ended;
    await this.write(sql`state = 'queued', seen_at = null`);
  }

  private async run(): Promise<void> {
    this.schedule();
    try {
      const found = await this.search.done;
      await this.finish(found);
    } catch (error) {
      if (this.given) return;
      this.log.error({ run: this.taken.id, error: String(error) }, 'scheduling run failed');
      // Where the database is away it stays as it is, and is taken up again when nobody has been heard of.
      await this.write(sql`state = 'failed', problem = 'internal', finished_at = ${this.clock.now()}`).catch(
        () => false,
      );
    } finally {
      this.given = true;
      clearTimeout(this.timer);
    }
  }

  private schedule(): void {
    this.timer = setTimeout(() => {
      void this.beat()
        .catch((error: unknown) =>
          this.log.warn(
            { run: this.taken.id, error: String(error) },
            'progress of a scheduling run not kept',
          ),
        )
        .finally(() => {
          if (!this.given) this.schedule();
        });
    }, beatEvery);
  }

  private async beat(): Promise<void> {
    const found = this.latest;
    const changed = found !== null && found !== this.shown;
    const due = performance.now() - this.kept >= keepEvery;
    if (!changed && !due) return;
    if (this.given) return;
    let set = sql`elapsed = ${this.elapsed}, seen_at = ${this.clock.now()}`;
    if (changed) {
      set = sql`${set}, figures = ${JSON.stringify(this.figures(found))}::jsonb`;
      if (due) set = sql`${set}, ${this.placement(found.at, [])}`;
    }
    if (due) this.kept = performance.now();
    // What was shown without its plan is shown again with it.
    if (changed && due) this.shown = found;
    const stopping = await this.write(set);
    if (stopping === 'lost') return this.leave();
    if (stopping === 'keep') this.search.stop();
    if (stopping === 'drop') await this.drop();
  }

  private async finish(found: Found): Promise<void> {
    clearTimeout(this.timer);
    const seats = seatPlan(this.taken.base, found.at);
    const stopping = await this.write(sql`
      state = case when stopping = 'drop' then 'cancelled' else 'done' end, elapsed = ${this.elapsed},
      figures = ${JSON.stringify(this.figures(found))}::jsonb, finished_at = ${this.clock.now()},
      ${this.placement(found.at, seats)}`);
    if (stopping === 'lost')
      this.log.warn({ run: this.taken.id }, 'scheduling run was taken up by another worker');
  }

  private async drop(): Promise<void> {
    this.given = true;
    await this.write(sql`state = 'cancelled', finished_at = ${this.clock.now()}, placement = null`);
    await this.search.kill();
  }

  private async leave(): Promise<void> {
    this.given = true;
    await this.search.kill();
  }

  private get elapsed(): number {
    return Math.round((performance.now() - this.began) / 100) / 10;
  }

  private placement(at: readonly number[], tables: readonly number[]): ReturnType<typeof sql> {
    return sql`placement = ${JSON.stringify({ at, tables })}::jsonb, version = version + 1`;
  }

  private figures(found: Found): ScheduleFigures {
    const { task } = this.taken;
    const worth = worthOf(task, found.at);
    const bound = found.bound === null ? null : Math.min(found.bound, worth.breaks);
    return { ...worth, meetings: task.meetings.length, bound, optimal: found.optimal };
  }

  /** @returns how it is to end, if it is; `lost` where another worker has it by now, or it was dropped */
  private write(set: ReturnType<typeof sql>): Promise<'keep' | 'drop' | 'lost' | null> {
    const { id, event, attempt } = this.taken;
    return this.database.write(houseCall, async (tx) => {
      const { rows } = await sql<{ stopping: 'keep' | 'drop' | null }>`
        update schedule_run set ${set} where id = ${id} and attempt = ${attempt} and state = 'running'
        returning stopping`.execute(tx.sql);
      const [row] = rows;
      if (!row) return 'lost';
      await tellRun(tx, event, id);
      return row.stopping;
    });
  }
}
