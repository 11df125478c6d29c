import { findPostgres, startPostgres, waitUntil, type EmbeddedPostgres } from '@foyer/platform/embedded';
import { openDataFolder, openSecret } from './environment.js';
import { CommandProblem } from './failure.js';
import { isLock, readHolder, takeLock } from './lock.js';

/** How long a command waits for a start that is under way to have its database running. */
const PATIENCE_MS = 60_000;

/**
 * Runs a command's work with a database: the configured one; else the embedded one of a running `foyer start`; else
 * the embedded one started for just this long (`onStarted` is called then, first). Sets DATABASE_URL and FOYER_SECRET for what the work loads.
 */
export async function withDatabase<Result>(
  work: (url: string) => Promise<Result>,
  onStarted?: (url: string) => Promise<void>,
): Promise<Result> {
  if (process.env.DATABASE_URL) return await work(process.env.DATABASE_URL);
  const folder = openDataFolder();
  process.env.FOYER_SECRET = openSecret(folder);
  const use = (postgres: EmbeddedPostgres): Promise<Result> => {
    process.env.DATABASE_URL = postgres.url;
    return work(postgres.url);
  };

  const taken = await takeLock(folder, 'command');
  if (!isLock(taken)) {
    let running: EmbeddedPostgres | undefined;
    await waitUntil(async () => {
      running = await findPostgres(folder);
      return running !== undefined || !readHolder(folder);
    }, PATIENCE_MS);
    if (running) return await use(running);
    throw new CommandProblem(
      `Another Foyer (process ${taken.pid}) is using ${folder} and its database does not run: try again in a moment.`,
    );
  }
  try {
    const postgres = await startPostgres({ folder });
    try {
      await onStarted?.(postgres.url);
      return await use(postgres);
    } finally {
      await postgres.stop();
    }
  } finally {
    taken.release();
  }
}
