import { jobBackend, jobSchema, ormOptions } from '@foyer/platform';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from './entities.js';
import { migrations } from './migrations/index.js';

async function open(databaseUrl: string): Promise<MikroORM> {
  return MikroORM.init({
    ...ormOptions({ DATABASE_URL: databaseUrl, DATABASE_POOL: 2 }, entities),
    extensions: [Migrator],
    migrations: {
      tableName: 'schema_migration',
      migrationsList: migrations,
      snapshot: false,
      allOrNothing: true,
    },
  });
}

/**
 * Brings the database to this release's schema: ours, and BullMQ's own in a schema apart.
 * Two at once wait for each other.
 * @param to the last migration to run; all of them where none is named
 */
export async function migrate(databaseUrl: string, to?: string): Promise<{ applied: string[] }> {
  const orm = await open(databaseUrl);
  try {
    // The job tables first: our migrations never touch them.
    const backend = jobBackend({ DATABASE_URL: databaseUrl }, { migrate: true });
    const queue = backend.queue('migrations');
    await queue.waitUntilReady();
    await queue.close();
    const applied = await orm.migrator.up(to === undefined ? {} : { to });
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await orm.close();
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
