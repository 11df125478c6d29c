/**
 * A look at a database by the driver alone. A door of its own (@foyer/schema/look): whoever starts Foyer need not load
 * the ORM, its entities and the rooms to learn that there is nothing to do.
 */
import fs from 'node:fs';
import pg from 'pg';
import { findDemo, isGoingOn } from './demo.js';

/** The last of BullMQ's migrations in the release that is installed; where it is older than that, the spec finds nothing prepared. */
const jobSchemaVersion = 11;

/** The migrations of this release: each is a file. */
function namesOfMigrations(): string[] {
  return fs
    .readdirSync(new URL('../migrations/', import.meta.url))
    .flatMap((file) => /^(\d{4}-.+)\.[jt]s$/.exec(file)?.[1] ?? []);
}

/**
 * Whether a database is as `migrate` and, in the demo, `seedDemo` would leave it. Any doubt is a no, also where it does
 * not answer: they find out why.
 */
export async function isPrepared(
  databaseUrl: string,
  { demo, now = new Date() }: { demo: boolean; now?: Date },
): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (!(await isMigrated(client))) return false;
    return !demo || isGoingOn(await findDemo(client), now);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ names: string[] | null; jobs: number | null }>(
    `select (select array_agg(name::text) from schema_migration) as names,
       (select max(version) from bullmq.migration) as jobs`,
  );
  const applied = new Set(rows[0]?.names);
  // More of ours than we know is a newer release's, which serves this one as well; of BullMQ's it may not.
  return rows[0]?.jobs === jobSchemaVersion && namesOfMigrations().every((name) => applied.has(name));
}
