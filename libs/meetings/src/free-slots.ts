import { sql, type Sql } from '@foyer/platform';
import { openTo, tablesTaken } from './block-rules.js';

type Fragment = ReturnType<typeof sql>;

/**
 * Whether a slot `s` of a block `b` could be booked by these people: it is to come and open to all of them, none of
 * them has anything else then, and a table is left. Slots that a computed schedule fills are not chosen by people.
 * @param people an SQL array of person ids
 * @param now by the event's clock
 */
export function bookable(people: Fragment, now: Date | Fragment, { computed = false } = {}): Fragment {
  return sql`s.starts_at > (${now})::timestamptz and not s.closed
    ${computed ? sql`` : sql`and b.mode <> 'computed'`} and ${openTo(people)}
    and not exists (select from commitment c where c.person_id = any(${people})
      and tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at))
    and (b.tables is null or b.tables > ${tablesTaken})`;
}

export interface FreeSlot {
  id: string;
  block: string;
  startsAt: Date;
  endsAt: Date;
}

/** The slots of an event that these people could book, in order of time. */
export async function freeSlots(
  database: Sql,
  event: string,
  people: readonly string[],
  now: Date,
  limit: number,
): Promise<FreeSlot[]> {
  const { rows } = await sql<FreeSlot>`
    select s.id, s.block_id as block, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from meeting_block b join meeting_slot s on s.block_id = b.id
    where b.event_id = ${event} and ${bookable(sql`${people}::uuid[]`, now)}
    order by s.starts_at, s.id limit ${limit}`.execute(database);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}
