import { defineConfig, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import type { Type } from '@nestjs/common';
import pg from 'pg';
import type { Env } from '../env/env.js';
import { jobSchema } from '../jobs/backend.js';
import { PlannedOnce } from './planned-once.js';

/** A lock is worth waiting for longer than a connection: whoever holds it is at work. */
const lockWaits = 3;

/** The ORM's settings; the same for the processes, the migrations and the tests. */
export function ormOptions(
  env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL' | 'DATABASE_WAIT_SECONDS'>,
  entities: readonly (EntitySchema | Type)[],
  /** Whether waiting for a lock has an end: for who answers people. */
  bounded = false,
): Options {
  const wait = env.DATABASE_WAIT_SECONDS * 1_000;
  const planned = new PlannedOnce();
  return defineConfig({
    clientUrl: env.DATABASE_URL,
    entities: [...entities],
    forceUtcTimezone: true,
    pool: { min: 0, max: env.DATABASE_POOL },
    driverOptions: {
      connectionTimeoutMillis: wait,
      types: { getTypeParser },
      // What is asked without waiting for the answer before leaves at once (`planned-once.ts`).
      pipeline: true,
      onPoolCreated: (pool: pg.Pool) => void pool.on('connect', (client) => planned.watch(client)),
      ...(bounded ? { lock_timeout: lockWaits * wait } : {}),
    },
    discovery: { warnWhenNoEntities: false },
    // BullMQ's tables are not ours to compare or drop; triggers and functions live in migrations alone.
    schemaGenerator: { ignoreSchema: [jobSchema], ignoreTriggers: true, ignoreRoutines: true },
    allowGlobalContext: false,
    debug: false,
    logger: () => undefined,
  });
}

/** PostgreSQL's numbers of the types date, timestamp and interval. */
const keptAsText = new Set([1082, 1114, 1186]);

/**
 * Instants arrive as `Date` in entities and in plain SQL alike. The ORM's driver would hand them on as text, which
 * it parses for entities alone; other dates and intervals stay text as it expects.
 */
function getTypeParser(oid: number): (value: string) => unknown {
  if (keptAsText.has(oid)) return (value) => value;
  return pg.types.getTypeParser(oid, 'text') as (value: string) => unknown;
}
