import type { Category } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';

/** The keys of an event's categories: until the transaction ends none of them is merged or given up. */
export async function holdCategories(tx: Tx, event: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ categories: Category[] }>`
    select categories from event where id = ${event} for key share`.execute(tx.sql);
  return new Set(rows[0]?.categories.map(({ key }) => key));
}
