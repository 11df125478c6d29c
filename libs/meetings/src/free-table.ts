import { sql, type Tx } from '@foyer/platform';

/**
 * The lowest free table of a slot, as one row `free(number)` or none. Tables of a slot are given away one after the
 * other, under a lock on the slot; where tables are not counted there is one row without a number.
 */
export async function freeTable(
  tx: Tx,
  slot: { id: string; tables: number | null },
): Promise<ReturnType<typeof sql>> {
  if (slot.tables === null) return sql`(values (null::int)) as free(number)`;
  await sql`select 1 from meeting_slot where id = ${slot.id} for no key update`.execute(tx.sql);
  return sql`(select number from generate_series(1, ${slot.tables}::int) as number
    where not exists (select from meeting m
      where m.slot_id = ${slot.id} and m.table_number = number and m.state <> 'cancelled')
    order by number limit 1) as free`;
}
