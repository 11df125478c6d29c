import type { MeetingRequest } from '@foyer/contracts';
import { Problem, sql, type Tx } from '@foyer/platform';
import { mayAskPartner } from './rules.service.js';

/** Whether whoever `r` registered is shown to me, or has asked me: for others they are not there. */
export const isThereFor = (event: string, me: string) => sql`(
  exists (select from visible_partners(${event}, ${me}) v where v.person_id = r.person_id)
  or exists (select from meeting_request q
    where q.event_id = r.event_id and q.asker_id = r.person_id and q.asked_id = ${me}))`;

/** @throws Problem not_found for who is not shown to me; may_not_ask; request_state where one stands already */
export async function checkPartner(tx: Tx, event: string, me: string, other: string): Promise<void> {
  // Who is not shown to somebody can be asked by them only where they have asked them before.
  const { rows } = await sql<{
    state: MeetingRequest['state'] | null;
    mine: boolean | null;
    shown: boolean;
    allowed: boolean;
  }>`
    select q.state, q.asker_id = ${me} as mine, ${mayAskPartner} as allowed,
      exists (select from visible_partners(${event}, ${me}) v where v.person_id = r.person_id) as shown
    from registration r join registration me on me.event_id = r.event_id and me.person_id = ${me}
    left join meeting_request q on q.event_id = r.event_id and q.organisation_id is null
      and ((q.asker_id = ${me} and q.asked_id = ${other}) or (q.asker_id = ${other} and q.asked_id = ${me}))
    where r.event_id = ${event} and r.person_id = ${other} and r.state = 'confirmed' and r.person_id <> ${me}`.execute(
    tx.sql,
  );
  if (!rows.some((row) => row.shown || row.mine === false)) throw new Problem('not_found');
  if (rows.some((row) => !row.allowed)) throw new Problem('may_not_ask');
  refuseSecond(rows);
}

/** @throws Problem not_found for my own and where nobody is shown to me; may_not_ask; request_state */
export async function checkOrganisation(
  tx: Tx,
  event: string,
  me: string,
  organisation: string,
): Promise<void> {
  const { rows: people } = await sql<{ allowed: boolean; own: boolean }>`
    select ${mayAskPartner} as allowed, r.organisation_id = me.organisation_id as own
    from registration r join registration me on me.event_id = r.event_id and me.person_id = ${me}
    where r.event_id = ${event} and r.organisation_id = ${organisation} and r.state = 'confirmed' and r.listed
      and r.person_id <> ${me} and (r.organisation_id = me.organisation_id or exists (
        select from visible_partners(${event}, ${me}) v where v.person_id = r.person_id))`.execute(tx.sql);
  if (people.length === 0 || people.some(({ own }) => own)) throw new Problem('not_found');
  if (!people.some(({ allowed }) => allowed)) throw new Problem('may_not_ask');
  const { rows } = await sql<{ state: MeetingRequest['state']; mine: boolean }>`
    select state, true as mine from meeting_request
    where event_id = ${event} and asker_id = ${me} and organisation_id = ${organisation}`.execute(tx.sql);
  refuseSecond(rows);
}

/** Neither while one stands, nor after a no to me. */
function refuseSecond(
  earlier: readonly { state: MeetingRequest['state'] | null; mine: boolean | null }[],
): void {
  for (const { state, mine } of earlier) {
    const stands = state === 'open' || state === 'accepted' || (state === 'declined' && mine === true);
    if (stands) throw new Problem('request_state', { state });
  }
}
