import type { Job, Queue } from 'bullmq';
import type { Env } from '../env/env.js';

/** BullMQ's tables live in a schema of their own, apart from ours. */
export const jobSchema = 'bullmq';

export type JobQueue = Pick<
  Queue,
  | 'addBulk'
  | 'clean'
  | 'close'
  | 'getJobs'
  | 'waitUntilReady'
  | 'getJobCounts'
  | 'getJobSchedulers'
  | 'upsertJobScheduler'
>;
export interface JobWorker {
  close(): Promise<void>;
  onFailed(listener: (job: Job | undefined, error: Error) => void): void;
  onError(listener: (error: Error) => void): void;
}
export type Process = (job: Job) => Promise<void>;

/** The two ends of BullMQ's queues, wherever the jobs are kept. */
export interface JobBackend {
  kind: 'redis' | 'postgres';
  queue(name: string): JobQueue;
  worker(name: string, process: Process, concurrency: number): JobWorker;
}

/**
 * Where jobs are kept: Redis when it is configured, else PostgreSQL. The same code runs on both. BullMQ is read here and
 * not before: an api hands on facts by the database alone and needs none of it.
 * @param options.migrate creates BullMQ's tables; the migration step alone does
 */
export async function jobBackend(
  env: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>,
  options: { migrate?: boolean } = {},
): Promise<JobBackend> {
  const { redisBackend, postgresBackend } = await import('./bullmq.js');
  return env.REDIS_URL ? redisBackend(env.REDIS_URL, env.DATABASE_URL) : postgresBackend(env, options);
}
