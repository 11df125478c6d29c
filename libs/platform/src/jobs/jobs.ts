import { Queue, withBackend, type JobsOptions } from 'bullmq';
import { createPostgresBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Env } from '../env/env.js';
import type { FactJob } from '../outbox/relay.js';

export const factQueue = 'facts';
export const tickQueue = 'ticks';
/** BullMQ's tables live in a schema of their own, apart from ours. */
export const jobSchema = 'bullmq';

const factOptions: JobsOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 500, jitter: 0.3 },
  removeOnComplete: { age: 3_600, count: 10_000 },
  removeOnFail: false,
};

/** Where jobs are kept: Redis when it is configured, else PostgreSQL. The same code runs on both. */
export function jobBackend(
  env: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>,
  options: { migrate?: boolean } = {},
) {
  const url = env.REDIS_URL;
  if (url) {
    return {
      kind: 'redis' as const,
      /** Workers block on their connection, so it must never give up on a request. */
      connection: () => new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: true }),
    };
  }
  return {
    kind: 'postgres' as const,
    classes: withBackend(createPostgresBackend),
    connection: {
      connectionString: env.DATABASE_URL,
      schema: jobSchema,
      max: 6,
      ...(options.migrate ? { migrate: true } : { skipMigrations: true }),
    },
  };
}

/** The sending end of the job queues. */
export class Jobs {
  private readonly facts: Pick<Queue, 'addBulk' | 'close' | 'waitUntilReady' | 'getJobCounts'>;
  private redis: Redis | null = null;

  constructor(env: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>) {
    const backend = jobBackend(env);
    if (backend.kind === 'redis') {
      this.redis = backend.connection();
      this.facts = new Queue(factQueue, { connection: this.redis });
    } else {
      this.facts = new backend.classes.Queue(factQueue, { connection: backend.connection });
    }
  }

  async ready(): Promise<void> {
    await this.facts.waitUntilReady();
  }

  /** Adds a job for each; one that is there already under the same fact and consumer stays as it is. */
  async addFacts(jobs: FactJob[]): Promise<void> {
    await this.facts.addBulk(
      jobs.map((job) => ({
        name: job.name,
        data: job,
        opts: { ...factOptions, jobId: `${job.fact}-${job.consumer}` },
      })),
    );
  }

  /** How many jobs are in which state. */
  counts(): Promise<Record<string, number>> {
    return this.facts.getJobCounts();
  }

  async close(): Promise<void> {
    await this.facts.close();
    this.redis?.disconnect();
  }
}
