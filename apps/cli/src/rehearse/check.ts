import { independentChecks } from '@foyer/rehearsal';
import pg from 'pg';

/** What a check found: at most a few of the faults, and how many there are. */
export interface Found {
  name: string;
  faults: number;
  examples: string[];
}
const shown = 5;

/** Looks into the database itself, past all services. @returns a line for each check, sound ones too */
export async function checkDatabase(url: string, event: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // One picture for all of them, and no way to change anything.
    await client.query('begin isolation level repeatable read read only');
    const found: Found[] = [];
    for (const { name, sql } of independentChecks) {
      const { rows } = await client.query<Record<string, unknown>>({ text: sql, values: [event] });
      const examples = rows.slice(0, shown).map((row) => JSON.stringify(row));
      found.push({ name, faults: rows.length, examples });
    }
    return found;
  } finally {
    await client.end();
  }
}

/** The checks as a person reads them. */
export function describeChecks(found: readonly Found[]): string {
  return [
    '',
    '  The database itself, by plain SQL:',
    ...found.flatMap(({ name, faults, examples }) => [
      `  ${faults === 0 ? 'holds' : `${faults} faults`.padEnd(5)}  ${name}`,
      ...examples.map((example) => `           ${example}`),
    ]),
  ].join('\n');
}
