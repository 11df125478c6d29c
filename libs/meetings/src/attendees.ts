import { Problem, sql, type Call, type Sql } from '@foyer/platform';

/** Who acts. @throws Problem not_signed_in for the house and for strangers */
export function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

/** @throws Problem not_registered unless this person's registration for the event is confirmed */
export async function requireRegistered(database: Sql, event: string, person: string): Promise<void> {
  const { rows } = await sql`
    select 1 from registration where event_id = ${event} and person_id = ${person} and state = 'confirmed'`.execute(
    database,
  );
  if (rows.length === 0) throw new Problem('not_registered');
}

/** A registration as other participants see it; `r` is the registration, `o` its organisation. */
export const partnerJson = sql<unknown>`jsonb_build_object(
  'person', r.person_id, 'name', r.name, 'jobTitle', r.job_title, 'organisation', o.name, 'country', r.country,
  'category', r.category, 'language', r.language, 'timeZone', r.time_zone, 'offers', to_jsonb(r.offers), 'needs', to_jsonb(r.needs),
  'about', r.about)`;
