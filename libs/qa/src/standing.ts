import { sql, type Tx } from '@foyer/platform';

/** Whether somebody speaks in a session or moderates it; if so, nobody removes them before the transaction ends. */
export async function standsIn(tx: Tx, session: string, speaker: string): Promise<boolean> {
  const { rows } = await sql`
    select from session_speaker t join speaker s on s.id = t.speaker_id
    where t.session_id = ${session} and t.speaker_id = ${speaker} for key share`.execute(tx.sql);
  return rows.length > 0;
}
