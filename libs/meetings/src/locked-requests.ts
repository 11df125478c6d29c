import type { MeetingRequest, RequestSide } from '@foyer/contracts';
import { Problem, sql, type Tx } from '@foyer/platform';

type Fragment = ReturnType<typeof sql>;

/** A request whose row is locked. */
export interface LockedRequest {
  id: string;
  event: string;
  asker: string;
  /** Null while an organisation is asked and nobody of it has answered. */
  asked: string | null;
  organisation: string | null;
  state: MeetingRequest['state'];
  turn: RequestSide;
  rounds: number;
}

/**
 * Locks requests, always in one order: whoever needs several, because time that they take or free concerns others
 * that wait, gets them all by one call and before anything else. What is written elsewhere while the locks are waited for
 * is seen in these rows, and in statements after this one.
 * @param which a query of ids
 */
export async function lockRequests(tx: Tx, which: Fragment): Promise<LockedRequest[]> {
  const { rows } = await sql<LockedRequest>`
    select id, event_id as event, asker_id as asker, asked_id as asked, organisation_id as organisation, state, turn, rounds
    from meeting_request where id in (${which}) order by id for update`.execute(tx.sql);
  return rows;
}

/** Besides a request: those waiting ones of which a booking at this slot may take a proposed time. */
export const rivalsOf = (request: string, slot: string, me: string): Fragment => sql`
  select ${request}::uuid
  union
  select request_id from meeting_proposal where slot_id = ${slot}::uuid
  union
  select p.request_id from meeting_request own
  join meeting_request o on o.event_id = own.event_id and o.state in ('open', 'accepted')
    and (o.asker_id in (own.asker_id, own.asked_id, ${me}::uuid)
      or o.asked_id in (own.asker_id, own.asked_id, ${me}::uuid))
  join meeting_proposal p on p.request_id = o.id
  join meeting_slot t on t.id = p.slot_id
  join meeting_slot c on c.id = ${slot}::uuid and tstzrange(c.starts_at, c.ends_at) && tstzrange(t.starts_at, t.ends_at)
  where own.id = ${request}::uuid`;

/** Somebody's side in a request that is locked. */
export interface OwnRequest {
  request: LockedRequest;
  side: RequestSide;
}

/**
 * Which side somebody speaks for. Of an organisation that is asked every listed participant may; once one of them has
 * answered, it is theirs.
 * @throws Problem not_found for everybody to whom the request does not exist; request_taken with `name`
 */
export async function sideIn(tx: Tx, request: LockedRequest, person: string): Promise<RequestSide> {
  if (person === request.asker) return 'asker';
  if (person === request.asked) return 'asked';
  const { rows } = await sql<{ taker: string | null }>`
    select (select name from registration where event_id = ${request.event} and person_id = ${request.asked}) as taker
    from registration where event_id = ${request.event} and person_id = ${person} and state = 'confirmed' and listed
      and organisation_id = ${request.organisation}`.execute(tx.sql);
  const row = rows[0];
  if (!row) throw new Problem('not_found');
  if (request.asked !== null) throw new Problem('request_taken', { name: row.taker ?? '' });
  return 'asked';
}
