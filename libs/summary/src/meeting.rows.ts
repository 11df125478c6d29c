import type { Report } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

type Meetings = Report['meetings'];

/** From the request to what people said afterwards. */
export async function readMeetingFigures(database: Sql, event: string): Promise<Meetings> {
  const { rows } = await sql<
    Omit<Meetings, 'outcomes'> & { noInterest: number; informative: number; cooperation: number }
  >`
    with request as (
      select count(*)::int as requested, count(*) filter (where state = 'declined')::int as declined
      from meeting_request where event_id = ${event}
    ), held as (
      select count(distinct request_id)::int as accepted, count(*) filter (where state = 'held')::int as held,
        count(*) filter (where state = 'missed')::int as missed,
        count(*) filter (where state = 'cancelled')::int as cancelled
      from meeting where event_id = ${event}
    ), said as (
      select count(distinct p.person_id) filter (where m.state = 'held')::int as people,
        count(*) filter (where p.outcome = 'no-interest')::int as "noInterest",
        count(*) filter (where p.outcome = 'informative')::int as informative,
        count(*) filter (where p.outcome = 'cooperation-possible')::int as cooperation
      from meeting m join meeting_person p on p.meeting_id = m.id where m.event_id = ${event}
    )
    select * from request, held, said`.execute(database);
  const row = rows[0];
  return {
    ...{ requested: row?.requested ?? 0, accepted: row?.accepted ?? 0, declined: row?.declined ?? 0 },
    ...{ held: row?.held ?? 0, missed: row?.missed ?? 0, cancelled: row?.cancelled ?? 0 },
    people: row?.people ?? 0,
    outcomes: {
      'no-interest': row?.noInterest ?? 0,
      informative: row?.informative ?? 0,
      'cooperation-possible': row?.cooperation ?? 0,
    },
  };
}
