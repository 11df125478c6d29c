import { createPostgresBackend, Queue, withBackend, Worker, type Job, type WorkerOptions } from 'bullmq';
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
type Process = (job: Job) => Promise<void>;

/** The two ends of BullMQ's queues, wherever the jobs are kept. */
export interface JobBackend {
  kind: 'redis' | 'postgres';
  queue(name: string): JobQueue;
  worker(name: string, process: Process, concurrency: number): JobWorker;
}

const workerOptions = {
  /** A worker that dies gives its jobs back after this long. */
  lockDuration: 30_000,
  stalledInterval: 10_000,
  // Workers that are killed again and again must not make a job fail: what it does is harmless when repeated.
  maxStalledCount: 50,
  /** In seconds: who waits looks again after this long, so that a job it was not told of is not missed by more. */
  drainDelay: 1,
} satisfies Partial<WorkerOptions>;

/**
 * Where jobs are kept: Redis when it is configured, else PostgreSQL. The same code runs on both.
 * @param options.migrate creates BullMQ's tables; the migration step alone does
 */
export function jobBackend(
  env: Pick<Env, 'DATABASE_URL' | 'REDIS_URL'>,
  options: { migrate?: boolean } = {},
): JobBackend {
  return env.REDIS_URL ? redisBackend(env.REDIS_URL, env.DATABASE_URL) : postgresBackend(env, options);
}

function redisBackend(url: string, databaseUrl: string): JobBackend {
  // Given as options, each end makes its connections and closes them. Workers block on theirs and never give up.
  const connection = { url, maxRetriesPerRequest: null };
  // Ids of facts are unique in one database only: two Foyers on one Redis must not take each other's jobs.
  const prefix = `foyer-${new URL(databaseUrl).pathname.slice(1)}`;
  return {
    kind: 'redis',
    queue: (name) => new Queue(name, { connection, prefix }),
    worker: (name, process, concurrency) =>
      listening(new Worker(name, process, { ...workerOptions, connection, prefix, concurrency })),
  };
}

function postgresBackend(
  env: Pick<Env, 'DATABASE_URL'>,
  { migrate = false }: { migrate?: boolean },
): JobBackend {
  const classes = withBackend(createPostgresBackend);
  const connection = (max: number) => ({
    connectionString: env.DATABASE_URL,
    schema: jobSchema,
    max,
    ...(migrate ? { migrate } : { skipMigrations: true }),
  });
  return {
    kind: 'postgres',
    queue: (name) => new classes.Queue(name, { connection: connection(2) }),
    worker: (name, process, concurrency) =>
      listening(
        new classes.Worker(name, process, { ...workerOptions, connection: connection(6), concurrency }),
      ),
  };
}

interface Listens {
  close(): Promise<void>;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}
function listening(worker: Listens): JobWorker {
  return {
    close: () => worker.close(),
    onFailed: (listener) => void worker.on('failed', listener),
    onError: (listener) => void worker.on('error', listener),
  };
}
