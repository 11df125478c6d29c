import type { Job } from 'bullmq';
import { z } from 'zod';
import { houseCall } from '../call/call.js';
import { sql, type Database } from '../database/database.js';
import type { Env } from '../env/env.js';
import { describeFailure } from '../log/failure.js';
import type { Logger } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import { inSpan, withTrace, type SpanGiven } from '../trace/trace.js';
import { jobBackend, type JobQueue } from './backend.js';
import type { Handlers } from './handlers.js';
import { tickQueue } from './jobs.js';

const FactJobSchema = z.object({
  fact: z.number().int(),
  name: z.string(),
  consumer: z.string(),
  payload: z.unknown(),
  traceId: z.string().nullable(),
  // Jobs of an older version have none.
  spanId: z.string().nullable().default(null),
  createdAt: z.iso.datetime(),
});

/** Every so often it is looked whether the ticks are still scheduled; one that is late by more is scheduled anew. */
const forgottenMilliseconds = 5_000;

interface Closable {
  close(): Promise<void>;
}

/** The receiving end: runs fact handlers and ticks in a worker process. */
export class JobRunner {
  private readonly closables: Closable[] = [];
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly env: Env,
    private readonly database: Database,
    private readonly handlers: Pick<Handlers, 'fact' | 'ticks'>,
    private readonly log: Logger,
    private readonly metrics?: Metrics,
    private readonly lookMilliseconds = forgottenMilliseconds,
  ) {}

  async start(): Promise<void> {
    const backend = await jobBackend(this.env);
    for (const worker of [
      backend.worker('facts', (job) => this.timed(job, () => this.runFact(job)), 16),
      backend.worker('mail', (job) => this.timed(job, () => this.runFact(job)), 2),
      backend.worker('push', (job) => this.timed(job, () => this.runFact(job)), 2),
      backend.worker(tickQueue, (job) => this.timed(job, () => this.runTick(job.name)), 8),
    ]) {
      worker.onFailed(this.logFailure);
      worker.onError(this.logInterruption);
      this.closables.push(worker);
    }
    const queue = backend.queue(tickQueue);
    this.closables.push(queue);
    await this.schedule(queue);
    this.timer = setInterval(() => void this.scheduleForgotten(queue), this.lookMilliseconds);
  }

  /** Finishes what is running, takes nothing new; what waits is for other workers, or for the next start. */
  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all(this.closables.map((closable) => closable.close()));
  }

  private async schedule(
    queue: JobQueue,
    names: Iterable<string> = this.handlers.ticks.keys(),
  ): Promise<void> {
    for (const name of names) {
      const tick = this.handlers.ticks.get(name);
      if (!tick) continue;
      try {
        await queue.upsertJobScheduler(
          name,
          { every: tick.everyMilliseconds },
          { name, opts: { removeOnComplete: true, removeOnFail: 50, attempts: 1 } },
        );
      } catch (error) {
        const { isPlanned } = await import('./bullmq.js');
        // Another worker has just planned the same runs: it goes on, and this worker need not fail to start.
        if (!isPlanned(error)) throw error;
      }
    }
  }

  /**
   * A queue that has lost its memory no longer knows what is due when; and of two workers that start at once, one may
   * take away the next run that the other has just planned, after which nothing would ever run.
   */
  private async scheduleForgotten(queue: JobQueue): Promise<void> {
    try {
      const planned = await queue.getJobSchedulers();
      const late = Date.now() - this.lookMilliseconds;
      const going = new Set(planned.filter(({ next }) => (next ?? 0) > late).map(({ key }) => key));
      const forgotten = [...this.handlers.ticks.keys()].filter((name) => !going.has(name));
      await this.schedule(queue, forgotten);
    } catch (error) {
      this.log.warn({ error: String(error) }, 'ticks could not be looked at; tries again');
    }
  }

  private readonly logFailure = (job: Job | undefined, error: Error): void => {
    this.log.error(
      { job: job?.name, id: job?.id, attempt: job?.attemptsMade, error: describeFailure(error) },
      'job failed',
    );
  };

  private readonly logInterruption = (error: Error): void => {
    this.log.warn({ error: error.message }, 'job queue interrupted');
  };

  private async timed(job: Job, run: () => Promise<void>): Promise<void> {
    const began = performance.now();
    let outcome = 'failed';
    try {
      await run();
      outcome = 'ok';
    } finally {
      const took = performance.now() - began;
      this.metrics?.took('foyer_job_seconds', 'How long a job ran.', { job: job.name, outcome }, took);
    }
  }

  private async runFact(job: Job): Promise<void> {
    const data = FactJobSchema.parse(job.data);
    const handler = this.handlers.fact(data.name, data.consumer);
    const lastAttempt = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    const measured: SpanGiven = {
      ...{ name: `job ${data.name} ${data.consumer}`, kind: 'consumer', parent: data.spanId },
      attributes: {
        'foyer.job.attempt': job.attemptsMade + 1,
        'foyer.job.waited_ms': Date.now() - Date.parse(data.createdAt),
      },
    };
    const act = () =>
      this.database.write(houseCall, async (tx) => {
        // A second delivery waits here for the first one's end, and finds it done.
        const first = await sql`
          insert into fact_consumed (fact, consumer) values (${data.fact}, ${data.consumer})
          on conflict do nothing`.execute(tx.sql);
        if (first.numAffectedRows === 0n) return;
        const delivered = { id: data.fact, createdAt: new Date(data.createdAt), lastAttempt };
        await handler(tx, data.payload, delivered);
      });
    await withTrace(data.traceId, () => inSpan(measured, act));
  }

  private async runTick(name: string): Promise<void> {
    const tick = this.handlers.ticks.get(name);
    // A tick that a newer release has dropped may still be scheduled.
    if (tick) await withTrace(null, () => tick.run());
  }
}
