import { Database, houseCall, sql, type Tx } from '@foyer/platform';
import type { OpenRooms } from './rooms.js';

/** Far enough that rows on their way do not meet those that have yet to go. */
const aside = '1000 years';

/**
 * Moves everything of an event that has a time by as much, so that an event which is over is going on again; what
 * people have said and agreed stays.
 * @param seconds later
 */
export async function moveEvent({ get }: OpenRooms, event: string, seconds: number): Promise<void> {
  await get(Database).write(houseCall, async (tx) => {
    const by = sql`make_interval(secs => ${seconds})`;
    const all = sql`event_id = ${event}`;
    await sql`update event set starts_at = starts_at + ${by}, ends_at = ends_at + ${by} where id = ${event}`.execute(
      tx.sql,
    );
    for (const table of ['session', 'meeting_block', 'meeting']) {
      await sql`
        update ${sql.table(table)} set starts_at = starts_at + ${by}, ends_at = ends_at + ${by} where ${all}`.execute(
        tx.sql,
      );
    }
    await sql`
      update meeting_request set expires_at = expires_at + ${by}, waiting_since = waiting_since + ${by}
      where ${all}`.execute(tx.sql);
    await moveDrafts(tx, event, seconds);
    // Constraints compare row by row: all step aside first, then all come to their new times.
    const slots = sql`block_id in (select id from meeting_block where ${all})`;
    for (const [table, which] of [
      ['meeting_slot', slots],
      ['commitment', all],
    ] as const) {
      for (const step of [sql`interval '${sql.raw(aside)}'`, sql`${by} - interval '${sql.raw(aside)}'`]) {
        await sql`
          update ${sql.table(table)} set starts_at = starts_at + (${step}), ends_at = ends_at + (${step})
          where ${which}`.execute(tx.sql);
      }
    }
    // What was done on the other day says nothing of this one.
    for (const table of ['running_session', 'speaker_presence']) {
      await sql`delete from ${sql.table(table)} where ${all}`.execute(tx.sql);
    }
    await sql`update running_step set undone = true where ${all}`.execute(tx.sql);
    await startStreamsAnew(tx, event);
    tx.fact('event.moved', { event });
    return null;
  });
}

/** What organisers have changed and not released yet, and when people of the stage cannot be there. */
async function moveDrafts(tx: Tx, event: string, seconds: number): Promise<void> {
  const by = sql`make_interval(secs => ${seconds})`;
  for (const field of ['startsAt', 'endsAt']) {
    const later = sql`to_char(((fields ->> ${field})::timestamptz + ${by}) at time zone 'UTC',
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    await sql`
      update session_draft set fields = fields || jsonb_build_object(${field}::text, ${later})
      where event_id = ${event} and fields ->> ${field} is not null`.execute(tx.sql);
  }
  await sql`
    update speaker_absence set starts_at = starts_at + ${by}, ends_at = ends_at + ${by}
    where speaker_id in (select id from speaker where event_id = ${event})`.execute(tx.sql);
}

/**
 * Raises the revisions without a change in the log: a page that was left open gets everything anew when it comes
 * back. Only sound while no process follows these streams.
 */
async function startStreamsAnew(tx: Tx, event: string): Promise<void> {
  await sql`
    with raised as (
      update stream set rev = rev + 1
      where name = any(${['agenda', 'agenda-draft', 'running', 'backstage'].map((kind) => `${kind}/${event}`)}::text[])
        or name like ${`meetings/${event}/%`} returning name
    )
    delete from stream_change where stream in (select name from raised)`.execute(tx.sql);
}
