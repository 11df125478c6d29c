import { facts, type FactName } from '@foyer/contracts';
import type { Database } from '../database/database.js';
import { sql } from '../database/database.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Logger } from '../log/log.js';

export interface FactJob {
  fact: number;
  name: string;
  consumer: string;
  payload: unknown;
  traceId: string | null;
  createdAt: string;
}

const batch = 500;
const pollMilliseconds = 1_000;

/**
 * Carries facts from the outbox to the job queue. Jobs are added before the rows go, under ids that the queue
 * takes once, so a crash in between repeats harmlessly.
 */
export class OutboxRelay {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly jobs: Pick<Jobs, 'addFacts'>,
    private readonly log: Logger,
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
    this.running = this.drain()
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
    while (!this.closed && (await this.carry()) === batch);
  }

  /** @returns how many facts were carried */
  private carry(): Promise<number> {
    return this.database.sql.transaction().execute(async (transaction) => {
      const { rows } = await sql<{
        id: string;
        name: FactName;
        payload: unknown;
        trace_id: string | null;
        created_at: Date;
      }>`
        select id, name, payload, trace_id, created_at from outbox_fact
        order by id limit ${batch} for update skip locked`.execute(transaction);
      if (rows.length === 0) return 0;
      await this.jobs.addFacts(
        rows.flatMap((row) =>
          facts[row.name].consumers.map((consumer) => ({
            fact: Number(row.id),
            name: row.name,
            consumer,
            payload: row.payload,
            traceId: row.trace_id,
            createdAt: new Date(row.created_at).toISOString(),
          })),
        ),
      );
      await sql`delete from outbox_fact where id = any(${rows.map((row) => row.id)}::bigint[])`.execute(
        transaction,
      );
      return rows.length;
    });
  }
}
