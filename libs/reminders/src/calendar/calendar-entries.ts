import { sql, type Tx } from '@foyer/platform';

/** A version of a calendar entry. */
export interface EntryVersion {
  uid: string;
  sequence: number;
}

/** What calendars are told of a commitment. */
export interface EntryTold {
  startsAt: Date;
  endsAt: Date;
  /** Where, for what has a place of its own. */
  place?: string;
  takesPlace: boolean;
}

/**
 * The version in which calendars are told of a commitment now: SEQUENCE rises when its times or its place have changed
 * since they were last told, or whether it takes place, and stays when the same is told again, to whomever (RFC 5546, 2.1.4).
 */
export async function nextVersion(tx: Tx, uid: string, now: EntryTold): Promise<EntryVersion> {
  const told = toldOf(now);
  const { rows } = await sql<{ sequence: number }>`
    insert into calendar_entry as c (uid, sequence, told) values (${uid}, 0, ${told})
    on conflict (uid) do update set
      sequence = c.sequence + case when c.told = excluded.told then 0 else 1 end, told = excluded.told
    returning sequence`.execute(tx.sql);
  const row = rows[0];
  if (!row) throw new Error(`calendar entry ${uid} was not stored`);
  return { uid, sequence: row.sequence };
}

/**
 * A version that takes a commitment out of one person's calendar while it stays in the others': whatever they are told
 * later has to count for more. @returns null for what was in no calendar
 */
export async function versionWithout(tx: Tx, uid: string): Promise<EntryVersion | null> {
  const { rows } = await sql<EntryVersion>`
    update calendar_entry set sequence = sequence + 1 where uid = ${uid} returning uid, sequence`.execute(
    tx.sql,
  );
  return rows[0] ?? null;
}

/** `nextVersion` for many in one statement. @returns the SEQUENCE of each by its uid */
export async function nextVersions(
  tx: Tx,
  entries: readonly (EntryTold & { uid: string })[],
): Promise<Map<string, number>> {
  const told = entries.map((entry) => ({ uid: entry.uid, told: toldOf(entry) }));
  const { rows } = await sql<EntryVersion>`
    insert into calendar_entry as c (uid, sequence, told)
    select uid, 0, told from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as w(uid text, told text) order by uid
    on conflict (uid) do update set
      sequence = c.sequence + case when c.told = excluded.told then 0 else 1 end, told = excluded.told
    returning uid, sequence`.execute(tx.sql);
  return new Map(rows.map(({ uid, sequence }) => [uid, sequence]));
}

/** What calendars are told of a commitment, as it is kept. */
export const toldOf = ({ startsAt, endsAt, place, takesPlace }: EntryTold): string =>
  `${startsAt.toISOString()}/${endsAt.toISOString()}${place === undefined ? '' : ` ${place}`}${takesPlace ? '' : ' cancelled'}`;

/** What `toldOf` has kept. */
export function readTold(told: string): { startsAt: string; endsAt: string; takesPlace: boolean } {
  const [times = ''] = told.split(' ');
  const [startsAt = '', endsAt = ''] = times.split('/');
  return { startsAt, endsAt, takesPlace: !told.endsWith(' cancelled') };
}

/** Notes what calendars know of commitments that they were never told of: SEQUENCE counts on from it. */
export async function knownAs(tx: Tx, uids: readonly string[], was: EntryTold): Promise<void> {
  if (uids.length === 0) return;
  await sql`
    insert into calendar_entry (uid, sequence, told) select uid, 0, ${toldOf(was)}
    from unnest(${[...uids]}::text[]) as w(uid) order by uid on conflict do nothing`.execute(tx.sql);
}

/** Whether calendars were told that a commitment takes place, and nothing else since. */
export async function isInCalendars(tx: Tx, uid: string): Promise<boolean> {
  const { rows } = await sql`
    select from calendar_entry where uid = ${uid} and told not like '% cancelled'`.execute(tx.sql);
  return rows.length > 0;
}
