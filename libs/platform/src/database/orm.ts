import { defineConfig, type EntitySchema, type Options } from '@mikro-orm/postgresql';
import type { Type } from '@nestjs/common';
import type { Env } from '../env/env.js';
import { jobSchema } from '../jobs/jobs.js';

/** The ORM's settings; the same for the processes, the migrations and the tests. */
export function ormOptions(
  env: Pick<Env, 'DATABASE_URL' | 'DATABASE_POOL'>,
  entities: readonly (EntitySchema | Type)[],
): Options {
  return defineConfig({
    clientUrl: env.DATABASE_URL,
    entities: [...entities],
    forceUtcTimezone: true,
    pool: { min: 0, max: env.DATABASE_POOL },
    driverOptions: { connectionTimeoutMillis: 5_000 },
    discovery: { warnWhenNoEntities: false },
    // BullMQ's tables are not ours to compare or drop; triggers and functions live in migrations alone.
    schemaGenerator: { ignoreSchema: [jobSchema], ignoreTriggers: true, ignoreRoutines: true },
    allowGlobalContext: false,
    debug: false,
    logger: () => undefined,
  });
}
