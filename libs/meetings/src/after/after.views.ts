import { meetingAfterStream, streamName, type MeetingAfter } from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';

/** States of meetings of which something can be said. */
export const spokenOf = ['booked', 'held', 'missed'];

/** What one person has said and noted of their meetings in an event, or of one of them; in order of time. */
export async function afterSeen(
  database: Sql,
  which: { event: string; person: string; meeting?: string },
): Promise<MeetingAfter[]> {
  const { rows } = await sql<{
    meeting: string;
    held: boolean | null;
    missing: string[];
    disputed: boolean;
    outcome: MeetingAfter['outcome'];
    rating: number | null;
    note: string;
    noteVersion: number;
    followUpOn: string | null;
  }>`
    select m.id as meeting, a.said_held as held, to_jsonb(coalesce(a.said_missing, '{}')) as missing,
      exists (select from meeting_after o where o.meeting_id = m.id and o.said_held = not a.said_held) as disputed,
      mine.outcome, a.rating, coalesce(a.note, '') as note, coalesce(a.note_version, 0) as "noteVersion",
      to_char(a.follow_up_on, 'YYYY-MM-DD') as "followUpOn"
    from meeting m
    join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${which.person}
    left join meeting_after a on a.meeting_id = m.id and a.person_id = mine.person_id
    where m.event_id = ${which.event} and m.state = any(${spokenOf}::text[])
      and (${which.meeting ?? null}::uuid is null or m.id = ${which.meeting ?? null}::uuid)
    order by m.starts_at, m.id`.execute(database);
  return rows.map(({ held, missing, ...rest }) => ({
    ...rest,
    said: held === null ? null : { held, missing },
  }));
}

/** Lets every window of these people know that something of the meeting has changed. */
export async function tellAfter(
  tx: Tx,
  event: string,
  meeting: string,
  people: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ person: string; changes: number }>`
    select person_id as person, changes from meeting_after
    where meeting_id = ${meeting} and person_id = any(${people}::uuid[])`.execute(tx.sql);
  for (const { person, changes } of rows) {
    tx.change(streamName(meetingAfterStream, { event, person }), {
      put: { after: { [meeting]: { meeting, changes } } },
    });
  }
}
