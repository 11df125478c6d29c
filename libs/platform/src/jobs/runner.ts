import type { Job } from 'bullmq';
import { z } from 'zod';
import { houseCall } from '../call/call.js';
import { sql, type Database } from '../database/database.js';
import type { Env } from '../env/env.js';
import { withTrace, type Logger } from '../log/log.js';
import { jobBackend, type JobQueue } from './backend.js';
import type { Handlers } from './handlers.js';
import { tickQueue } from './jobs.js';

const FactJobSchema = z.object({
  fact: z.number().int(),
  name: z.string(),
  consumer: z.string(),
  payload: z.unknown(),
  traceId: z.string().nullable(),
  createdAt: z.iso.datetime(),
});

interface Closable {
  close(): Promise<void>;
}

/** The receiving end: runs fact handlers and ticks in a worker process. */
export class JobRunner {
  private readonly closables: Closable[] = [];

  constructor(
    private readonly env: Env,
    private readonly database: Database,
    private readonly handlers: Pick<Handlers, 'fact' | 'ticks'>,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const backend = jobBackend(this.env);
    for (const worker of [
      backend.worker('facts', (job) => this.runFact(job), 16),
      backend.worker('mail', (job) => this.runFact(job), 2),
      backend.worker(tickQueue, (job) => this.runTick(job.name), 8),
    ]) {
      worker.onFailed(this.logFailure);
      worker.onError(this.logInterruption);
      this.closables.push(worker);
    }
    await this.schedule(backend.queue(tickQueue));
  }

  /** Finishes what is running, takes nothing new; what waits is for other workers, or for the next start. */
  async close(): Promise<void> {
    await Promise.all(this.closables.map((closable) => closable.close()));
  }

  private async schedule(queue: JobQueue): Promise<void> {
    this.closables.push(queue);
    for (const tick of this.handlers.ticks.values()) {
      await queue.upsertJobScheduler(
        tick.name,
        { every: tick.everyMilliseconds },
        { name: tick.name, opts: { removeOnComplete: true, removeOnFail: 50, attempts: 1 } },
      );
    }
  }

  private readonly logFailure = (job: Job | undefined, error: Error): void => {
    this.log.error(
      { job: job?.name, id: job?.id, attempt: job?.attemptsMade, error: error.message },
      'job failed',
    );
  };

  private readonly logInterruption = (error: Error): void => {
    this.log.warn({ error: error.message }, 'job queue interrupted');
  };

  private async runFact(job: Job): Promise<void> {
    const data = FactJobSchema.parse(job.data);
    const handler = this.handlers.fact(data.name, data.consumer);
    const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    await withTrace(data.traceId, () =>
      this.database.write(houseCall, async (tx) => {
        // A second delivery waits here for the first one's end, and finds it done.
        const first = await sql`
          insert into fact_consumed (fact, consumer) values (${data.fact}, ${data.consumer})
          on conflict do nothing`.execute(tx.sql);
        if (first.numAffectedRows === 0n) return;
        const delivered = { id: data.fact, createdAt: new Date(data.createdAt), lastAttempt };
        await handler(tx, data.payload, delivered);
      }),
    );
  }

  private async runTick(name: string): Promise<void> {
    const tick = this.handlers.ticks.get(name);
    // A tick that a newer release has dropped may still be scheduled.
    if (tick) await withTrace(null, () => tick.run());
  }
}
