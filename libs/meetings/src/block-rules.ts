import { sql } from '@foyer/platform';

/**
 * Whether all of these people may meet in a block: those of its categories, or everybody where it names none.
 * In the query `b` is the block.
 * @param people an SQL array of person ids
 */
export const openTo = (people: ReturnType<typeof sql>): ReturnType<typeof sql> =>
  sql`(b.categories is null or not exists (
    select from registration r where r.event_id = b.event_id and r.person_id = any(${people})
      and r.category <> all(b.categories)))`;

/**
 * How many tables of block `b` are taken in its slot `s`: by the slot's own meetings, and by those of an earlier one
 * that their people have made longer.
 * @param by which meetings `m` count
 */
export const tablesTakenBy = (by: ReturnType<typeof sql>): ReturnType<typeof sql> =>
  sql`(select count(*)::int from meeting m
    where m.block_id = b.id and m.table_number is not null and m.state <> 'cancelled'
      and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at) and ${by})`;
export const tablesTaken = tablesTakenBy(sql`true`);

/** What a meeting's table is called, where it has a name; `m` is the meeting, `b` its block. */
export const tableName = sql`nullif(b.table_names[m.table_number], '')`;
/** Where a meeting is, for telling whether it is elsewhere now: tables of other slots may bear the same number. */
export const placeSql = sql`concat_ws(' ', m.slot_id, m.table_number, ${tableName})`;
