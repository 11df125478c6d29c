import type { JobsOptions } from 'bullmq';
import type { Env } from '../env/env.js';
import type { FactJob } from '../outbox/relay.js';
import { jobBackend, type JobQueue } from './backend.js';

export const tickQueue = 'ticks';
/**
 * Duties by their queue. Handing mail to a server, or a message to a push service, takes its time and fails for long
 * when that is away, so each stands apart and never holds up anything else.
 */
export const factQueues = ['facts', 'mail', 'push'] as const;
type FactQueue = (typeof factQueues)[number];
const queuesOf: Readonly<Record<string, FactQueue>> = { smtp: 'mail', push: 'push' };
const queueOf = (consumer: string): FactQueue => queuesOf[consumer] ?? 'facts';

const kept = { removeOnComplete: { age: 3_600, count: 10_000 }, removeOnFail: false } satisfies JobsOptions;
const factOptions: Record<FactQueue, JobsOptions> = {
  // 0.5 s, 1 s, 2 s …: a quarter of an hour in all.
  facts: { ...kept, attempts: 12, backoff: { type: 'exponential', delay: 500, jitter: 0.3 } },
  // 2 s, 4 s, 8 s …: three quarters of an hour, long enough for greylisting and a restarted server.
  mail: { ...kept, attempts: 11, backoff: { type: 'exponential', delay: 2_000, jitter: 0.3 } },
  // What a push service does not take is due again by its row: only the database makes such a job fail.
  push: { ...kept, attempts: 11, backoff: { type: 'exponential', delay: 1_000, jitter: 0.3 } },
};

/** The sending end of the job queues. */
export class Jobs {
  private constructor(private readonly queues: Record<FactQueue, JobQueue>) {}

  /** Resolves when the queues take jobs. */
  static async open(env: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>): Promise<Jobs> {
    const backend = await jobBackend(env);
    const jobs = new Jobs({
      facts: backend.queue('facts'),
      mail: backend.queue('mail'),
      push: backend.queue('push'),
    });
    await Promise.all(jobs.all.map((queue) => queue.waitUntilReady()));
    return jobs;
  }

  /** Adds a job for each; one that is there already under the same fact and consumer stays as it is. */
  async addFacts(jobs: FactJob[]): Promise<void> {
    for (const name of factQueues) {
      const mine = jobs.filter((job) => queueOf(job.consumer) === name);
      if (mine.length === 0) continue;
      await this.queues[name].addBulk(
        mine.map((job) => ({
          name: job.name,
          data: job,
          opts: { ...factOptions[name], jobId: `${job.fact}-${job.consumer}` },
        })),
      );
    }
  }

  /** How many jobs are in which state, over all queues. */
  async counts(): Promise<Record<string, number>> {
    const sums: Record<string, number> = {};
    for (const queue of this.all) {
      for (const [state, count] of Object.entries(await queue.getJobCounts())) {
        sums[state] = (sums[state] ?? 0) + count;
      }
    }
    return sums;
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((queue) => queue.close()));
  }

  private get all(): JobQueue[] {
    return Object.values(this.queues);
  }
}
