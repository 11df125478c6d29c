import { EventAccess, type EventEntity } from '@foyer/events';
import { Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';

/** Who looks, and where. */
export interface Viewer {
  event: EventEntity;
  me: string;
}

/** @throws Problem not_signed_in; not_found; not_registered unless the caller's registration is confirmed */
export async function viewerOf(
  access: EventAccess,
  database: Sql,
  call: Call,
  slug: string,
  tx?: Tx,
): Promise<Viewer> {
  if (!call.actor) throw new Problem('not_signed_in');
  const me = call.actor.person;
  const { event } = await access.find(call, { slug }, tx);
  const { rows } = await sql`
    select from registration where event_id = ${event.id} and person_id = ${me} and state = 'confirmed'`.execute(
    tx?.sql ?? database,
  );
  if (rows.length === 0) throw new Problem('not_registered');
  return { event, me };
}

/**
 * Whether one is shown to the other: by their own choice, or because one has asked the other before.
 * Of confirmed participants alone.
 */
export async function isShown(database: Sql, { event, me }: Viewer, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from registration r
    where r.event_id = ${event.id} and r.person_id = ${person} and r.state = 'confirmed' and r.person_id <> ${me}
      and (exists (select from visible_partners(${event.id}, ${me}) v where v.person_id = r.person_id)
        or exists (select from meeting_request q where q.event_id = r.event_id
          and ((q.asker_id = ${me} and q.asked_id = r.person_id) or (q.asker_id = r.person_id and q.asked_id = ${me}))))`.execute(
    database,
  );
  return rows.length > 0;
}
