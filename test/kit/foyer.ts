import {
  createLogger,
  Database,
  ManualClock,
  ormOptions,
  PlatformModule,
  type Call,
  type Env,
} from '@foyer/platform';
import { entities } from '@foyer/schema';
import { MikroORM } from '@mikro-orm/postgresql';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { createApi } from '../../apps/api/src/api.js';
import { createWorker } from '../../apps/worker/src/worker.js';
import { dropTestDatabase } from './database.js';
import { testEnv } from './env.js';
import { TestMailbox } from './mailbox.js';

/** When tests take place unless they say otherwise. */
export const testNow = '2026-12-14T09:00:00Z';

/** Rooms without doors: for tests of services on a real database. */
export interface Rooms {
  database: Database;
  clock: ManualClock;
  env: Env;
  get<T>(token: Type<T>): T;
  stop(): Promise<void>;
}

/** Starts some rooms on this test file's database. */
export async function startRooms(modules: Type[], overrides: Record<string, string> = {}): Promise<Rooms> {
  const env = await testEnv(overrides);
  const clock = new ManualClock(new Date(testNow));
  const log = createLogger('test', env.LOG_LEVEL);
  class TestModule {}
  const app = await NestFactory.createApplicationContext(
    {
      module: TestModule,
      imports: [PlatformModule.with({ env, log, entities, clock }), DiscoveryModule, ...modules],
    },
    { logger: false, abortOnError: false },
  );
  return {
    database: app.get(Database),
    clock,
    env,
    get: (token) => app.get(token, { strict: false }),
    stop: async () => {
      await app.close();
      await dropTestDatabase();
    },
  };
}

/** A whole Foyer: api (and worker, if wanted) on a port of its own. */
export interface Foyer extends Rooms {
  url: string;
  worker: INestApplicationContext | null;
  /** Where its mail arrives. */
  mailbox: TestMailbox;
}

/** Starts the api, and the worker unless told not to, in this process. */
export async function startFoyer(
  options: {
    worker?: boolean;
    env?: Record<string, string>;
    /** Gets every line that the api logs, from `info` up. */
    logged?: (line: string) => void;
  } = {},
): Promise<Foyer> {
  const mailbox = await TestMailbox.start();
  const env = await testEnv({ SMTP_URL: mailbox.url, ...options.env });
  const clock = new ManualClock(new Date(testNow));
  const log = options.logged
    ? createLogger('test', 'info', { write: options.logged })
    : createLogger('test', env.LOG_LEVEL);
  const api = await createApi({ env, log, entities, clock });
  await api.listen(0, '127.0.0.1');
  const worker = options.worker === false ? null : await createWorker({ env, log, entities, clock });
  return {
    url: await api.getUrl(),
    database: api.get(Database),
    clock,
    env,
    worker,
    mailbox,
    get: (token) => api.get(token, { strict: false }),
    stop: async () => {
      await worker?.close();
      await api.close();
      await mailbox.stop();
      await dropTestDatabase();
    },
  };
}

/**
 * One more api on the same database: with the first, two processes as far as people can tell.
 * @param settings what it is told otherwise
 */
export async function anotherApi(
  { env, clock }: Foyer,
  settings: Partial<Env> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const told = { ...env, ...settings };
  const api = await createApi({ env: told, log: createLogger('test', env.LOG_LEVEL), entities, clock });
  await api.listen(0, '127.0.0.1');
  return { url: await api.getUrl(), stop: () => api.close() };
}

/** One more worker on the same database and job queue. */
export function anotherWorker({ env, clock }: Foyer): Promise<INestApplicationContext> {
  return createWorker({ env, log: createLogger('test', env.LOG_LEVEL), entities, clock });
}

/** Another process's way to a database: what it writes is told to nobody, as after a crash behind the commit. */
export async function databaseElsewhere(env: Env): Promise<Database> {
  return new Database(await MikroORM.init(ormOptions(env, entities)));
}

/** A call by a person, as a door would make it. */
export function callBy(person: { id: string; organiser?: boolean }): Call {
  return {
    actor: {
      person: person.id,
      session: '00000000-0000-7000-8000-000000000000',
      organiser: person.organiser ?? false,
    },
    address: '127.0.0.1',
  };
}
