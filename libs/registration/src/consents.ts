import { languageOf } from '@foyer/locales';
import type { ConsentGiven, ConsentState, Language, LocalisedText } from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';
import { readWordingVersions } from './form.queries.js';

/** Where people stand with each purpose they have ever agreed to, oldest purpose first; of one person or of all. */
export async function readConsents(
  database: Sql,
  event: string,
  person: string | null,
): Promise<(ConsentState & { person: string })[]> {
  const { rows } = await sql<Omit<ConsentState, 'at'> & { person: string; at: Date }>`
    select distinct on (l.person_id, l.consent) l.person_id as person, l.consent, w.title, w.wording, w.version,
      l.language, l.given, l.at, w.version < (select max(v.version) from consent_wording v
        where v.event_id = l.event_id and v.consent = l.consent) as outdated
    from consent_log l join consent_wording w on w.id = l.wording_id
    where l.event_id = ${event} and (${person}::uuid is null or l.person_id = ${person})
    order by l.person_id, l.consent, l.id desc`.execute(database);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

interface Says {
  event: string;
  person: string;
  /** What the words fall back to. */
  fallback: Language | undefined;
  cause: 'form' | 'page' | 'erasure';
  at: Date;
}

/**
 * Adds to the log what differs from where the person stands; the caller holds the lock of their registration.
 * What somebody never agreed to and does not agree to now is not written down.
 */
export async function logConsents(
  tx: Tx,
  { event, person, fallback, cause, at }: Says,
  given: Readonly<Record<string, ConsentGiven>>,
): Promise<void> {
  if (Object.keys(given).length === 0) return;
  const stands = new Map((await readConsents(tx.sql, event, person)).map((state) => [state.consent, state]));
  const words = await readWordingVersions(tx.sql, event);
  const added = Object.entries(given).flatMap(([consent, says]) => {
    const before = stands.get(consent);
    const last = words.get(consent);
    const same = says.given === (before?.given ?? false) && (!says.given || before?.version === says.version);
    if (same || !last) return [];
    return [{ consent, ...says, wording: last.id, language: shownIn(last.wording, says.language, fallback) }];
  });
  if (added.length === 0) return;
  // Taking back is about the words that were agreed to, whatever they have become since.
  await sql`
    insert into consent_log (event_id, person_id, consent, wording_id, language, given, cause, at)
    select ${event}::uuid, ${person}::uuid, a.consent,
      case when a.given then a.wording else coalesce((select l.wording_id from consent_log l
        where l.event_id = ${event} and l.person_id = ${person} and l.consent = a.consent
        order by l.id desc limit 1), a.wording) end,
      a.language, a.given, ${cause}, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(added)}::jsonb)
      as a(consent text, wording uuid, language text, given boolean)`.execute(tx.sql);
}

/** The language in which a reader of `language` is shown the words. */
function shownIn(wording: LocalisedText, language: Language, fallback: Language | undefined): Language {
  return languageOf(wording, language, fallback) ?? language;
}
