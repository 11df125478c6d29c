import { sql, type Tx } from '@foyer/platform';
import { lockLimited } from '../meeting-limits.js';
import type { PlanBase } from './plan.js';
import type { Standing } from './settle.js';

/**
 * How things stand for a plan. Locks its requests and their meetings, in order of id: nobody withdraws, calls off or
 * moves one of them until the transaction ends. Then the registrations of those who may have so many meetings only.
 * @param now by the event's clock
 */
export async function readStanding(tx: Tx, event: string, base: PlanBase, now: Date): Promise<Standing> {
  const requests = base.meetings.map(({ request }) => request);
  const slots = base.columns.flatMap((column) => column.slots.map(({ id }) => id));
  const { rows: agreed } = await sql<{ id: string }>`
    select q.id from meeting_request q
    where q.id = any(${requests}::uuid[]) and q.event_id = ${event} and q.state = 'accepted'
      and (select count(*) from registration r where r.event_id = q.event_id and r.state = 'confirmed'
        and r.person_id in (q.asker_id, q.asked_id)) = 2
    order by q.id for update`.execute(tx.sql);
  const { rows: live } = await sql<{
    id: string;
    request: string;
    slot: string;
    startsAt: string;
    booked: boolean;
    people: number;
  }>`
    select m.id, m.request_id as request, m.slot_id as slot, m.starts_at as "startsAt", m.state = 'booked' as booked,
      (select count(*)::int from meeting_person p where p.meeting_id = m.id) as people
    from meeting m where m.request_id = any(${requests}::uuid[]) and m.state <> 'cancelled'
    order by m.id for update of m`.execute(tx.sql);
  const { rows: cancelled } = await sql<{ id: string; request: string }>`
    select id, request_id as request from meeting
    where request_id = any(${requests}::uuid[]) and state = 'cancelled' order by id for update`.execute(
    tx.sql,
  );
  const room = await lockRoom(
    tx,
    event,
    base.people.map(({ id }) => id),
  );
  const { rows: busy } = await sql<{ person: string; ref: string; startsAt: string; endsAt: string }>`
    select person_id as person, ref, starts_at as "startsAt", ends_at as "endsAt" from commitment
    where person_id = any(${base.people.map(({ id }) => id)}::uuid[]) and ends_at > ${now}`.execute(tx.sql);
  const { rows: taken } = await sql<{ slot: string; table: number | null; meeting: string }>`
    select s.id as slot, m.table_number as "table", m.id as meeting
    from meeting_slot s join meeting m on m.block_id = s.block_id and m.table_number is not null and m.state <> 'cancelled'
      and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at)
    where s.id = any(${slots}::uuid[])`.execute(tx.sql);
  const { rows: open } = await sql<{ id: string }>`
    select s.id from meeting_slot s join meeting_block b on b.id = s.block_id
    where s.id = any(${slots}::uuid[]) and not s.closed and not b.closed`.execute(tx.sql);
  const at = (instant: string): number => new Date(instant).getTime();
  return {
    now: now.getTime(),
    agreed: new Set(agreed.map(({ id }) => id)),
    live: new Map(live.map(({ request, ...row }) => [request, { ...row, startsAt: at(row.startsAt) }])),
    cancelled: new Map(cancelled.map(({ id, request }) => [request, id])),
    busy: busy.map((row) => ({ ...row, startsAt: at(row.startsAt), endsAt: at(row.endsAt) })),
    taken,
    room,
    open: new Set(open.map(({ id }) => id)),
  };
}

/** How many more meetings those may have who may have so many only. */
async function lockRoom(tx: Tx, event: string, people: readonly string[]): Promise<Map<string, number>> {
  const limited = await lockLimited(tx, event, people);
  if (limited.length === 0) return new Map();
  // Read once they are locked: whoever booked before has committed.
  const { rows } = await sql<{ person: string; count: number }>`
    select p.person_id as person, count(*)::int as count from meeting_person p join meeting m on m.id = p.meeting_id
    where m.event_id = ${event} and m.state <> 'cancelled' and p.person_id = any(${limited.map(({ person }) => person)}::uuid[])
    group by p.person_id`.execute(tx.sql);
  const had = new Map(rows.map(({ person, count }) => [person, count]));
  return new Map(limited.map(({ person, limit }) => [person, limit - (had.get(person) ?? 0)]));
}
