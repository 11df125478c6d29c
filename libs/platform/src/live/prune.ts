import { sql, type Sql } from '../database/database.js';

/** For how long what has been told and answered is kept. */
export interface Keep {
  /** Changes of streams: only processes read them, and fall behind by seconds at most. */
  changesHours: number;
  /** Answers to commands: clients repeat one for minutes, integrations for a day or two. */
  commandsHours: number;
}

export const keep: Keep = { changesHours: 1, commandsHours: 48 };
const batch = 5_000;

/**
 * Deletes changes and command answers that nobody will ask for, a few thousand at a time so that no lock lasts.
 * Ages are measured by the database's clock, which also wrote the rows' times.
 * @returns how many rows went
 */
export async function prune(database: Sql, { changesHours, commandsHours }: Keep = keep): Promise<number> {
  const changes = await untilFewer(() =>
    sql`
      delete from stream_change where ctid = any(array(
        select ctid from stream_change where at < now() - make_interval(hours => ${changesHours}) limit ${batch}))`.execute(
      database,
    ),
  );
  const commands = await untilFewer(() =>
    sql`
      delete from command_done where ctid = any(array(
        select ctid from command_done where at < now() - make_interval(hours => ${commandsHours}) limit ${batch}))`.execute(
      database,
    ),
  );
  return changes + commands;
}

async function untilFewer(remove: () => Promise<{ numAffectedRows?: bigint }>): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = Number((await remove()).numAffectedRows ?? 0n);
    total += removed;
    if (removed < batch) return total;
  }
}
