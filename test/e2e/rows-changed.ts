import { sql } from '@foyer/platform';
import type { Foyer } from '@foyer/test-kit';

type Given = Pick<Foyer, 'database'>;

/** Every row that names one of these ids, with the transaction that wrote it. */
async function rowsNaming({ database }: Given, ids: readonly string[]): Promise<Map<string, string>> {
  const names = ids.join('|');
  const all = (await tables(database)).map(
    (name) => sql<{ key: string; row: string }>`
      select ${name} || ' ' || ctid::text as key, xmin::text || ' ' || t::text as row
      from ${sql.table(name)} t where t::text ~ ${names}`,
  );
  const { rows } = await sql<{ key: string; row: string }>`${sql.join(all, sql` union all `)}`.execute(
    database.sql,
  );
  return new Map(rows.map(({ key, row }) => [key, row]));
}

/** Does something and says which of the rows that name one of these ids are other ones afterwards. */
export async function rowsChangedBy(
  given: Given,
  ids: readonly string[],
  work: () => Promise<void>,
): Promise<string[]> {
  const before = await rowsNaming(given, ids);
  await work();
  const after = await rowsNaming(given, ids);
  return [
    ...[...before].filter(([key, row]) => after.get(key) !== row).map(([key, row]) => `- ${key} ${row}`),
    ...[...after].filter(([key, row]) => before.get(key) !== row).map(([key, row]) => `+ ${key} ${row}`),
  ].map((line) => line.slice(0, 300));
}

/** How many rows each table has. */
export async function rowCounts({ database }: Given): Promise<Record<string, number>> {
  const names = await tables(database);
  const all = names.map((name) => sql`select ${name} as name, count(*)::int as rows from ${sql.table(name)}`);
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(all, sql` union all `)}`.execute(
    database.sql,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

/** All that hold more than how busy somebody was. */
async function tables(database: Given['database']): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name not in ('limit_used', 'sign_in_session')`.execute(database.sql);
  return rows.map(({ name }) => name);
}
