import {
  createPostgresBackend,
  ErrorCode,
  Queue,
  withBackend,
  Worker,
  type ConnectionOptions,
  type Job,
  type WorkerOptions,
} from 'bullmq';
import { Cluster } from 'ioredis';
import type { Env } from '../env/env.js';
import { parseRedisUrl, type RedisAddress } from '../env/redis-address.js';
import { jobSchema, type JobBackend, type JobWorker } from './backend.js';

const workerOptions = {
  /** A worker that dies gives its jobs back after this long. */
  lockDuration: 30_000,
  stalledInterval: 10_000,
  // Workers that are killed again and again must not make a job fail: what it does is harmless when repeated.
  maxStalledCount: 50,
  /** In seconds: who waits looks again after this long, so that a job it was not told of is not missed by more. */
  drainDelay: 1,
} satisfies Partial<WorkerOptions>;

export function redisBackend(url: string, databaseUrl: string): JobBackend {
  // Ids of facts are unique in one database only: two Foyers on one Redis must not take each other's jobs.
  const house = `foyer-${new URL(databaseUrl).pathname.slice(1)}`;
  const address = parseRedisUrl(url);
  // In a cluster the keys of a queue have to be on one node: those with the same words in braces are.
  const prefix = address.kind === 'cluster' ? `{${house}}` : house;
  return {
    kind: 'redis',
    queue: (name) => {
      const { connection, end } = redisConnection(address);
      return endingWith(new Queue(name, { connection, prefix }), end);
    },
    worker: (name, process, concurrency) => {
      const { connection, end } = redisConnection(address);
      const options = { ...workerOptions, connection, prefix, concurrency, drainDelay: 1 };
      return listening(endingWith(new Worker(name, process, options), end));
    },
  };
}

/**
 * Given as options, each end makes its connections and closes them; to a cluster it takes one that is made already and
 * leaves it open. Workers block on theirs and never give up.
 */
function redisConnection(address: RedisAddress): { connection: ConnectionOptions; end: () => void } {
  const patient = { maxRetriesPerRequest: null };
  const leaveOpen = (): void => undefined;
  if (address.kind === 'single') return { connection: { url: address.url, ...patient }, end: leaveOpen };
  const { username, password } = address;
  const own = {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(address.tls ? { tls: {} } : {}),
    ...patient,
  };
  if (address.kind === 'cluster') {
    const cluster = new Cluster(address.nodes, { redisOptions: own });
    return { connection: cluster, end: () => cluster.disconnect() };
  }
  const { nodes, name, db, sentinelPassword } = address;
  const sentinel = {
    ...{ sentinels: nodes, name, db },
    ...(sentinelPassword === undefined ? {} : { sentinelPassword }),
    ...(address.tls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
  };
  return { connection: { ...own, ...sentinel }, end: leaveOpen };
}

/** What is closed closes its connection, too. */
function endingWith<T extends { close(): Promise<void> }>(made: T, end: () => void): T {
  const close = made.close.bind(made);
  return Object.assign(made, { close: () => close().finally(end) });
}

export function postgresBackend(
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

/** Whether another worker has just planned the same runs of a tick. */
export const isPlanned = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === ErrorCode.SchedulerJobSlotsBusy || error.code === ErrorCode.SchedulerJobIdCollision);
