import { sql, type Tx } from '@foyer/platform';

/** Somebody who may have so many meetings only. */
export interface Limited {
  person: string;
  limit: number;
}

/**
 * Those of them for whom there is a limit to their meetings, by their category's cap or else the event's rules. Their
 * registrations are locked, in order, until the transaction ends: what they have is read after this, and holds.
 */
export async function lockLimited(tx: Tx, event: string, people: readonly string[]): Promise<Limited[]> {
  const { rows } = await sql<Limited>`
    select me.person_id as person, coalesce(c.meetings, e.meetings) as "limit" from registration me
    left join meeting_rules e on e.event_id = me.event_id
    left join meeting_cap c on c.event_id = me.event_id and c.category = me.category
    where me.event_id = ${event} and me.person_id = any(${people}::uuid[])
      and coalesce(c.meetings, e.meetings) is not null
    order by me.person_id for no key update of me`.execute(tx.sql);
  return rows;
}
