import type { InvitationRow, Language, LocalisedText, Prefill } from '@foyer/contracts';
import { sql, type Env, type Sql, type Tx } from '@foyer/platform';
import { hashOfToken, invitationToken } from './invitation-token.js';

/** Somebody to write to. */
export interface Wanted {
  person: string;
  name: string;
  language: Language;
  prefill: Prefill;
}

/** Why these addresses are not written to, of those that have something in the event already. */
export async function standingOf(
  database: Sql,
  event: string,
  emails: readonly string[],
): Promise<Map<string, NonNullable<InvitationRow['problem']>>> {
  const { rows } = await sql<{ email: string; standing: NonNullable<InvitationRow['problem']> | null }>`
    select p.email, case
        when r.state in ('confirmed', 'pending', 'waiting') then 'registered'
        when r.state in ('withdrawn', 'declined') then r.state
        when i.revoked_at is null and i.declined_at is null and i.id is not null then 'invited'
      end as standing
    from person p
    left join registration r on r.event_id = ${event} and r.person_id = p.id
    left join invitation i on i.event_id = ${event} and i.person_id = p.id
    where p.email = any(${emails}::text[]) and (r.id is not null or i.id is not null)`.execute(database);
  return new Map(rows.flatMap(({ email, standing }) => (standing ? [[email, standing] as const] : [])));
}

/**
 * Writes invitations, one for each person; one declined or taken back begins again under a new version.
 * The caller holds the lock of the places. @returns ids of those that now stand anew
 */
export async function upsertInvitations(
  tx: Tx,
  env: Pick<Env, 'FOYER_SECRET'>,
  event: string,
  wanted: readonly Wanted[],
  message: LocalisedText | null,
  now: Date,
): Promise<string[]> {
  if (wanted.length === 0) return [];
  const { rows: before } = await sql<{ id: string; person: string; version: number }>`
    select id, person_id as person, version from invitation
    where event_id = ${event} and person_id = any(${wanted.map(({ person }) => person)}::uuid[])`.execute(
    tx.sql,
  );
  const known = new Map(before.map((row) => [row.person, row]));
  const { rows: fresh } = await sql<{ id: string }>`
    select uuidv7() as id from generate_series(1, ${wanted.length - known.size})`.execute(tx.sql);
  const given = wanted.map((one) => {
    const earlier = known.get(one.person);
    const id = earlier?.id ?? fresh.pop()?.id ?? '';
    const version = earlier ? earlier.version + 1 : 0;
    return { ...one, id, version, hash: hashOfToken(invitationToken(env, id, version)) };
  });
  const { rows } = await sql<{ id: string }>`
    insert into invitation as i (id, event_id, person_id, token_hash, version, name, language, prefill, message,
      mails, mailed_at, created_at)
    select w.id, ${event}::uuid, w.person, w.hash, w.version, w.name, w.language, w.prefill, ${message && JSON.stringify(message)}::jsonb,
      1, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as w(id uuid, person uuid, hash text, version int,
      name text, language text, prefill jsonb)
    order by w.person
    on conflict (event_id, person_id) do update set token_hash = excluded.token_hash, version = excluded.version,
      name = excluded.name, language = excluded.language, prefill = excluded.prefill, message = excluded.message,
      mails = 1, mailed_at = excluded.mailed_at, opened_at = null, declined_at = null, revoked_at = null
      where i.revoked_at is not null or i.declined_at is not null
    returning id`.execute(tx.sql);
  return rows.map(({ id }) => id);
}
