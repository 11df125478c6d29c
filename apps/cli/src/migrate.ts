import { isPrepared } from '@foyer/schema/look';
import { withDatabase } from './database.js';

let told = false;
function onWait(): void {
  if (!told) console.log('Somebody holds a table that is to change. It is tried again until they let go.');
  told = true;
}

/** `foyer migrate`: applies the migrations that the database lacks, each in its own transaction. */
export async function migrateCommand(): Promise<void> {
  const { applied } = await withDatabase(async (url) => {
    if (await isPrepared(url, { demo: false })) return { applied: [] };
    const { migrate } = await import('@foyer/schema');
    return migrate(url, { onWait });
  });
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length === 0 ? 'The database is up to date.' : 'The database is now up to date.');
}
