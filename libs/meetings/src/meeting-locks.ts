import type { Meeting } from '@foyer/contracts';
import { sql, type Tx } from '@foyer/platform';
import { sideOfMine } from './counterpart.js';

type Fragment = ReturnType<typeof sql>;

/** A meeting whose row is locked. */
export interface LockedMeeting {
  id: string;
  request: string;
  slot: string;
  state: Meeting['state'];
  startsAt: Date;
  endsAt: Date;
  people: string[];
  /** Of the person for whom it was locked; null for who is not in it. */
  side: 'asker' | 'asked' | null;
  /** That person is one of the two who agreed on it. */
  arranged: boolean;
}

/** Locks meetings in one order. Their requests are locked before, by whoever changes those too. */
export async function lockMeetings(
  tx: Tx,
  event: string,
  ids: readonly string[],
  person: string | null = null,
): Promise<LockedMeeting[]> {
  await sql`
    select 1 from meeting where id = any(${ids}::uuid[]) and event_id = ${event} order by id for update`.execute(
    tx.sql,
  );
  const { rows } = await sql<LockedMeeting>`
    select m.id, m.request_id as request, m.slot_id as slot, m.state, m.starts_at as "startsAt", m.ends_at as "endsAt",
      array(select person_id::text from meeting_person where meeting_id = m.id order by 1) as people,
      case when mine.person_id is not null then ${sideOfMine} end as side,
      coalesce(mine.person_id in (q.asker_id, q.asked_id), false) as arranged
    from meeting m join meeting_request q on q.id = m.request_id
    left join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${person}
    where m.id = any(${ids}::uuid[]) and m.event_id = ${event} order by m.id`.execute(tx.sql);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}

/** A query of the requests of these meetings. */
export const requestsOf = (meetings: readonly string[]): Fragment =>
  sql`select request_id from meeting where id = any(${meetings}::uuid[])`;
