import { facts, type FactName } from '@foyer/contracts';
import type { Database } from '../database/database.js';
import { sql } from '../database/database.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Logger } from '../log/log.js';
import { withTrace } from '../trace/trace.js';

export interface FactJob {
  fact: number;
  name: string;
  consumer: string;
  payload: unknown;
  traceId: string | null;
  spanId: string | null;
  createdAt: string;
}

const batch = 500;
/** Those of a newer release wait for its workers: between the two, everything else goes on. */
const known = Object.keys(facts);
const pollMilliseconds = 1_000;
/** A fact that nobody has acted on for so long is given to the queue again. */
const handAgainSeconds = 60;

interface FactRow {
  id: string;
  name: FactName;
  payload: unknown;
  trace_id: string | null;
  span_id: string | null;
  created_at: Date;
}

/**
 * Carries facts from the outbox to the job queue. A row leaves when all its consumers have acted, not before: a queue
 * that forgets its jobs (Redis was flushed, or lost its last second) is given them again. Jobs bear ids that the queue
 * takes once, and consumers note what they have done, so handing over twice is harmless.
 */
export class OutboxRelay {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;
  private sweptAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly jobs: Pick<Jobs, 'addFacts'>,
    private readonly log: Logger,
    /** How often it is looked, in milliseconds, which facts are done with and which were forgotten. */
    private readonly sweepEvery = 5_000,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.wake(), pollMilliseconds);
    this.wake();
  }

  /** Looks for facts now; calls while it looks are one more look afterwards. */
  wake(): void {
    if (this.closed) return;
    if (this.running) {
      this.again = true;
      return;
    }
    // It is nobody's in particular: not part of what has happened to wake it.
    this.running = withTrace(null, () => this.drain())
      .catch((error: unknown) => this.log.warn({ error: String(error) }, 'outbox relay failed; tries again'))
      .finally(() => {
        this.running = null;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private async drain(): Promise<void> {
    while (!this.closed && (await this.carry(sql`handed_at is null`)) === batch);
    if (this.closed || performance.now() - this.sweptAt < this.sweepEvery) return;
    this.sweptAt = performance.now();
    await this.forgetDone();
    await this.carry(sql`handed_at < now() - make_interval(secs => ${handAgainSeconds})`);
  }

  /** @returns how many facts were carried */
  private carry(which: ReturnType<typeof sql>): Promise<number> {
    return this.database.sql.transaction().execute(async (transaction) => {
      const { rows } = await sql<FactRow>`
        select id, name, payload, trace_id, span_id, created_at from outbox_fact
        where ${which} and name = any(${known}) order by id limit ${batch} for update skip locked`.execute(
        transaction,
      );
      if (rows.length === 0) return 0;
      await this.jobs.addFacts(
        rows.flatMap((row) =>
          facts[row.name].consumers.map((consumer) => ({
            fact: Number(row.id),
            name: row.name,
            consumer,
            payload: row.payload,
            traceId: row.trace_id,
            spanId: row.span_id,
            createdAt: new Date(row.created_at).toISOString(),
          })),
        ),
      );
      await sql`
        update outbox_fact set handed_at = now() where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
        transaction,
      );
      return rows.length;
    });
  }

  private async forgetDone(): Promise<void> {
    const consumers = Object.entries(facts).map(([name, fact]) => ({ name, count: fact.consumers.length }));
    await sql`
      delete from outbox_fact f using jsonb_to_recordset(${JSON.stringify(consumers)}::jsonb) as k(name text, count int)
      where f.handed_at is not null and k.name = f.name
        and k.count <= (select count(*) from fact_consumed c where c.fact = f.id)`.execute(this.database.sql);
  }
}
