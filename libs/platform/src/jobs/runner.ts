import { Queue, Worker, type Job } from 'bullmq';
import { z } from 'zod';
import { houseCall } from '../call/call.js';
import { sql, type Database } from '../database/database.js';
import type { Env } from '../env/env.js';
import { withTrace, type Logger } from '../log/log.js';
import { factQueue, jobBackend, tickQueue } from './jobs.js';
import type { Handlers } from './handlers.js';

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
    private readonly handlers: Handlers,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const backend = jobBackend(this.env);
    const factProcessor = (job: Job) => this.runFact(job);
    const tickProcessor = (job: Job) => this.runTick(job.name);
    if (backend.kind === 'redis') {
      const options = () => ({ connection: backend.connection(), drainDelay: 1 });
      for (const worker of [
        new Worker(factQueue, factProcessor, { ...options(), concurrency: 16 }),
        new Worker(tickQueue, tickProcessor, { ...options(), concurrency: 8 }),
      ]) {
        worker.on('failed', this.logFailure).on('error', this.logInterruption);
        this.closables.push(worker);
      }
      await this.schedule(new Queue(tickQueue, options()));
    } else {
      const { classes, connection } = backend;
      for (const worker of [
        new classes.Worker(factQueue, factProcessor, { connection, concurrency: 16 }),
        new classes.Worker(tickQueue, tickProcessor, { connection, concurrency: 8 }),
      ]) {
        worker.on('failed', this.logFailure).on('error', this.logInterruption);
        this.closables.push(worker);
      }
      await this.schedule(new classes.Queue(tickQueue, { connection }));
    }
  }

  /** Finishes what is running, takes nothing new. */
  async close(): Promise<void> {
    await Promise.all(this.closables.map((closable) => closable.close()));
  }

  private async schedule(queue: Pick<Queue, 'upsertJobScheduler' | 'close'>): Promise<void> {
    this.closables.push(queue);
    for (const tick of this.handlers.ticks.values()) {
      await queue.upsertJobScheduler(
        tick.name,
        { every: tick.everyMilliseconds },
        { name: tick.name, opts: { removeOnComplete: true, removeOnFail: 50, attempts: 1 } },
      );
    }
  }

  private readonly logFailure = (
    job: Pick<Job, 'name' | 'id' | 'attemptsMade'> | undefined,
    error: Error,
  ): void => {
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
    await withTrace(data.traceId, () =>
      this.database.write(houseCall, async (tx) => {
        const first = await sql`
          insert into fact_consumed (fact, consumer) values (${data.fact}, ${data.consumer})
          on conflict do nothing`.execute(tx.sql);
        if (first.numAffectedRows === 0n) return;
        await handler(tx, data.payload, { id: data.fact, createdAt: new Date(data.createdAt) });
      }),
    );
  }

  private async runTick(name: string): Promise<void> {
    const tick = this.handlers.ticks.get(name);
    // A tick that a newer release has dropped may still be scheduled.
    if (tick) await withTrace(null, () => tick.run());
  }
}
