import { sql } from 'kysely';
import type { Call } from '../call/call.js';
import { Problem } from '../problem/problem.js';
import type { Sql } from './database.js';

/**
 * Claims the command id for this transaction. A second one with the same id waits here for the first to end,
 * and then gets its answer.
 */
export async function claimCommand<T>(database: Sql, call: Call): Promise<{ answer: T } | null> {
  if (!call.command || !call.actor) return null;
  const { id, name, fingerprint } = call.command;
  const claimed = await sql`
    insert into command_done (person, id, name, fingerprint) values (${call.actor.person}, ${id}, ${name}, ${fingerprint})
    on conflict do nothing`.execute(database);
  if (claimed.numAffectedRows === 1n) return null;
  const earlier = await sql<{ fingerprint: string; answer: { value?: T } }>`
    select fingerprint, answer from command_done where person = ${call.actor.person} and id = ${id}`.execute(
    database,
  );
  const row = earlier.rows[0];
  if (!row || row.fingerprint !== fingerprint) throw new Problem('command_reused');
  return { answer: row.answer.value as T };
}

/** The statement that keeps the answer beside the id; null where there is no id. */
export function commandSettled(call: Call, answer: unknown): ReturnType<typeof sql> | null {
  if (!call.command || !call.actor) return null;
  return sql`
    update command_done set answer = ${JSON.stringify({ value: answer })}::jsonb
    where person = ${call.actor.person} and id = ${call.command.id}`;
}
