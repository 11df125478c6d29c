import { createHash } from 'node:crypto';
import type { HeldOutcome, LocalisedText, OutcomeToJudge } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';

/** What is written about an expectation, as it lies in the database. */
export interface OutcomeRow {
  id: string;
  fingerprint: string;
  place: number;
  verdict: OutcomeToJudge['verdict'];
  text: LocalisedText;
  version: number;
}

/** The same words have the same one, in whatever order their languages come. */
export function fingerprintOf(expected: LocalisedText): string {
  const words = Object.entries(expected).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}

export async function readOutcomeRows(database: Sql, event: string): Promise<OutcomeRow[]> {
  const { rows } = await sql<OutcomeRow>`
    select id, fingerprint, place, verdict, text, version from outcome_result
    where event_id = ${event} order by place, id`.execute(database);
  return rows;
}

/**
 * What is written about each expectation: what answers its very words; else what stood at its place and answers no
 * expectation any more, for then it has been put otherwise.
 */
export function matchOutcomes(
  expectations: readonly LocalisedText[],
  rows: readonly OutcomeRow[],
): { outcome: OutcomeToJudge; row: OutcomeRow | undefined }[] {
  const wanted = expectations.map(fingerprintOf);
  const free = rows.filter(({ fingerprint }) => !wanted.includes(fingerprint));
  return expectations.map((expected, place) => {
    const own = rows.find(({ fingerprint }) => fingerprint === wanted[place]);
    const row = own ?? free.find((one) => one.place === place);
    return {
      row,
      outcome: {
        ...{ expected, place, verdict: row?.verdict ?? null, text: row?.text ?? {} },
        ...{ version: row?.version ?? 0, reworded: row !== undefined && row !== own },
      },
    };
  });
}

/** The event's expectations, each with what is said came of it. */
export async function heldOutcomes(
  database: Sql,
  event: Pick<EventEntity, 'id' | 'expectedOutcomes'>,
): Promise<HeldOutcome[]> {
  const rows = await readOutcomeRows(database, event.id);
  return matchOutcomes(event.expectedOutcomes, rows).map(({ outcome: { expected, verdict, text } }) => ({
    ...{ expected, verdict, text },
  }));
}
