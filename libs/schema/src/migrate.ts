import { setTimeout as sleep } from 'node:timers/promises';
import { databaseError, jobBackend, jobSchema, ormOptions } from '@foyer/platform';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import pg from 'pg';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

/**
 * A migration that waits for a table lets everybody behind it wait, too. So it gives up after this long, those behind it
 * go on, and it tries again.
 */
const lockMilliseconds = 300;
const pauseMilliseconds = 500;
/** So often it is tried: some five minutes. */
const mostTries = 400;
const lockNotAvailable = '55P03';

/** What the migrations are called, in the order in which they run. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

async function open(databaseUrl: string): Promise<MikroORM> {
  const options = ormOptions(
    { DATABASE_URL: databaseUrl, DATABASE_POOL: 2, DATABASE_WAIT_SECONDS: 5 },
    entities,
  );
  return MikroORM.init({
    ...options,
    driverOptions: { ...options.driverOptions, lock_timeout: lockMilliseconds },
    extensions: [Migrator],
    migrations: {
      tableName: 'schema_migration',
      migrationsList: migrations,
      snapshot: false,
      // Each in a transaction of its own: locks that one has taken are free before the next begins.
      allOrNothing: false,
    },
  });
}

/**
 * Brings the database to this release's schema: ours, and BullMQ's own in a schema apart. Nobody who is at work
 * meanwhile waits long for it, and where somebody holds what it needs, it waits and tries again.
 * Two at once wait for each other.
 * @param options.to the last migration to run; all of them where none is named
 * @param options.onWait told each time when somebody holds a table that is to change
 * @throws the database's error where somebody has held on for minutes; what was applied until then stays
 */
export async function migrate(
  databaseUrl: string,
  { to, onWait }: { to?: string; onWait?: () => void } = {},
): Promise<{ applied: string[] }> {
  return alone(databaseUrl, async () => {
    const orm = await open(databaseUrl);
    try {
      // The job tables first: our migrations never touch them.
      const backend = await jobBackend({ DATABASE_URL: databaseUrl }, { migrate: true });
      const queue = backend.queue('migrations');
      await queue.waitUntilReady();
      await queue.close();
      const before = await appliedNames(orm);
      for (let tries = 1; ; tries++) {
        try {
          await orm.migrator.up(to === undefined ? {} : { to });
          break;
        } catch (error) {
          if (databaseError(error)?.code !== lockNotAvailable || tries === mostTries) throw error;
          onWait?.();
          await sleep(pauseMilliseconds);
        }
      }
      const names = await appliedNames(orm);
      return { applied: migrationNames.filter((name) => names.has(name) && !before.has(name)) };
    } finally {
      await orm.close();
    }
  });
}

async function appliedNames(orm: MikroORM): Promise<Set<string>> {
  return new Set((await orm.migrator.getExecuted()).map(({ name }) => name));
}

/** Runs while no other migration of this database does, in whatever process. */
async function alone<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const guard = new pg.Client({ connectionString: databaseUrl });
  await guard.connect();
  try {
    await guard.query(`select pg_advisory_lock(hashtext('foyer migrate'))`);
    return await work();
  } finally {
    await guard.end();
  }
}

/** SQL that would bring a migrated database to the entities: empty where both agree. */
export async function schemaDifference(databaseUrl: string): Promise<string> {
  const orm = await open(databaseUrl);
  try {
    return (await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).trim();
  } finally {
    await orm.close();
  }
}

export { jobSchema };
