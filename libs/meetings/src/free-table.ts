import { sql, type Tx } from '@foyer/platform';

/**
 * The lowest free table of a slot, as one row `free(number)` or none. Tables of a slot are given away one after the
 * other, under a lock on the slot; a meeting before it that was made longer still has its own. Where tables are not
 * counted there is one row without a number.
 */
export async function freeTable(
  tx: Tx,
  slot: { id: string; tables: number | null },
): Promise<ReturnType<typeof sql>> {
  if (slot.tables === null) return sql`(values (null::int)) as free(number)`;
  await sql`select 1 from meeting_slot where id = ${slot.id} for no key update`.execute(tx.sql);
  return sql`(select number from generate_series(1, ${slot.tables}::int) as number
    where not exists (select from meeting m join meeting_slot s on s.id = ${slot.id} and s.block_id = m.block_id
      where m.table_number = number and m.state <> 'cancelled'
        and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at))
    order by number limit 1) as free`;
}
