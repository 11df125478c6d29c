import type { Report } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { readFunnelTotals, readMeetingOutcomes } from './funnel.queries.js';

type Meetings = Report['meetings'];

/** From the request to what people said afterwards; the same figures as in the funnel of meetings. */
export async function readMeetingFigures(database: Sql, event: string): Promise<Meetings> {
  const { total, ended, fell } = await readFunnelTotals(database, event);
  const said = await readMeetingOutcomes(database, event);
  const { rows } = await sql<{ people: number }>`
    select count(distinct p.person_id)::int as people
    from meeting m join meeting_person p on p.meeting_id = m.id
    where m.event_id = ${event} and m.state = 'held'`.execute(database);
  return {
    ...{ requested: total.requested, accepted: total.accepted, declined: ended.declined },
    ...{ held: total.held, missed: fell.missed, cancelled: fell.cancelled },
    people: rows[0]?.people ?? 0,
    outcomes: { 'no-interest': 0, informative: 0, 'cooperation-possible': 0, ...said },
  };
}
