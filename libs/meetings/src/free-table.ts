import { sql, type Tx } from '@foyer/platform';

/** Tables of a slot are given away one after the other, under this lock; whoever changes a block locks its slots, too. */
export async function lockTables(tx: Tx, slot: { id: string; tables: number | null }): Promise<void> {
  const lock = slot.tables === null ? sql`for key share` : sql`for no key update`;
  await sql`select from meeting_slot where id = ${slot.id} ${lock}`.execute(tx.sql);
}

/**
 * A free table of a slot that is locked, as one row `free(number)` or none: the one wished for, else the lowest. Where
 * tables are not counted there is one row without a number. None, too, when the slot was taken out or closed before the
 * lock.
 * @param wished the number of a table, as that of a meeting that moves
 */
export function freeTable(slot: string, wished: number | null = null): ReturnType<typeof sql> {
  return sql`(
    select number from meeting_slot s join meeting_block b on b.id = s.block_id
    cross join lateral (
      select null::int as number where b.tables is null
      union all
      select number from generate_series(1, b.tables) as number
      where not exists (select from meeting m
        where m.block_id = s.block_id and m.table_number = number and m.state <> 'cancelled'
          and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at))
    ) tables
    where s.id = ${slot} and not s.closed
    order by number is distinct from ${wished}::int, number limit 1) as free`;
}
