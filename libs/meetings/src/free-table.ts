import { sql, type Tx } from '@foyer/platform';

/**
 * Holds a slot as it is: whoever changes its block waits, and what is read after this holds. `shared` is for bookings,
 * which the unique index on tables decides among: those who lose a table hear of it together. `alone` is for what
 * cannot lose a table to somebody else half-way, because it moves one that is there.
 */
export async function holdSlot(tx: Tx, slot: string, how: 'shared' | 'alone'): Promise<void> {
  const lock = how === 'shared' ? sql`for key share` : sql`for update`;
  await sql`select from meeting_slot where id = ${slot} ${lock}`.execute(tx.sql);
}

/**
 * A free table of a slot, as one row `free(number)` or none: the one wished for, else the lowest; where tables are not
 * counted, one row without a number. None, too, when the slot was taken out or closed meanwhile. The slot is held.
 * @param wished the number of a table, as that of a meeting that moves; `any` where others grasp for the lowest
 */
export function freeTable(slot: string, wished: number | 'any' | null = null): ReturnType<typeof sql> {
  const order = wished === 'any' ? sql`random()` : sql`number is distinct from ${wished}::int, number`;
  return sql`(
    select number from meeting_slot s join meeting_block b on b.id = s.block_id
    cross join lateral (
      select null::int as number where b.tables is null
      union all
      select number from generate_series(1, b.tables) as number
      where not exists (select from meeting m
        where m.slot_id = s.id and m.table_number = number and m.state <> 'cancelled')
    ) tables
    where s.id = ${slot} and not s.closed
    order by ${order} limit 1) as free`;
}
