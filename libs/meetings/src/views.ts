import {
  myMeetingsStream,
  streamName,
  type Meeting,
  type MeetingRequest,
  type Partner,
} from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';
import { partnerJson } from './attendees.js';
import { tableName } from './block-rules.js';

/** A request or meeting as one of its people sees it. */
export interface Seen<T> {
  viewer: string;
  event: string;
  value: T;
}
/** Either some of them for both people, or everything that one person has in an event. */
export type Selection = { ids: readonly string[] } | { event: string; viewer: string };

export async function requestsSeen(database: Sql, which: Selection): Promise<Seen<MeetingRequest>[]> {
  const where =
    'ids' in which
      ? sql`q.id = any(${which.ids}::uuid[])`
      : sql`q.event_id = ${which.event} and v.viewer = ${which.viewer}
          and (q.asker_id = ${which.viewer} or q.asked_id = ${which.viewer})`;
  const { rows } = await sql<{
    viewer: string;
    event: string;
    id: string;
    direction: 'sent' | 'received';
    other: Partner;
    message: string | null;
    state: MeetingRequest['state'];
    reason: string | null;
    askedAt: Date;
    meeting: string | null;
  }>`
    select v.viewer, q.event_id as event, q.id, v.direction, ${partnerJson} as other, q.message, q.state, q.reason,
      q.asked_at as "askedAt", m.id as meeting
    from meeting_request q
    cross join lateral (values (q.asker_id, q.asked_id, 'sent'), (q.asked_id, q.asker_id, 'received'))
      as v(viewer, other, direction)
    join registration r on r.event_id = q.event_id and r.person_id = v.other
    join organisation o on o.id = r.organisation_id
    left join meeting m on m.request_id = q.id
    where ${where} order by q.asked_at desc, q.id`.execute(database);
  return rows.map(({ viewer, event, askedAt, ...rest }) => ({
    viewer,
    event,
    value: { ...rest, askedAt: askedAt.toISOString() },
  }));
}

export async function meetingsSeen(database: Sql, which: Selection): Promise<Seen<Meeting>[]> {
  const where =
    'ids' in which
      ? sql`m.id = any(${which.ids}::uuid[])`
      : sql`m.event_id = ${which.event} and mine.person_id = ${which.viewer}`;
  const { rows } = await sql<{
    viewer: string;
    event: string;
    id: string;
    request: string;
    other: Partner;
    startsAt: Date;
    endsAt: Date;
    table: number | null;
    tableName: string | null;
    state: Meeting['state'];
    entered: boolean;
    otherEntered: boolean;
    outcome: Meeting['outcome'];
  }>`
    select mine.person_id as viewer, m.event_id as event, m.id, m.request_id as request, ${partnerJson} as other,
      m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table", ${tableName} as "tableName", m.state,
      mine.entered_at is not null as entered, theirs.entered_at is not null as "otherEntered", mine.outcome
    from meeting m
    join meeting_slot s on s.id = m.slot_id join meeting_block b on b.id = s.block_id
    join meeting_person mine on mine.meeting_id = m.id
    join meeting_person theirs on theirs.meeting_id = m.id and theirs.person_id <> mine.person_id
    join registration r on r.event_id = m.event_id and r.person_id = theirs.person_id
    join organisation o on o.id = r.organisation_id
    where ${where} order by m.starts_at, m.id`.execute(database);
  return rows.map(({ viewer, event, startsAt, endsAt, ...rest }) => ({
    viewer,
    event,
    value: { ...rest, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }));
}

/**
 * Tells both people of each request and meeting how it stands now, each from their own side.
 * Called after the writes of the transaction.
 * @returns what the caller themselves now sees of them
 */
export async function tellBoth(
  tx: Tx,
  changed: { requests?: readonly string[]; meetings?: readonly string[] },
  viewer: string | null,
): Promise<{ request?: MeetingRequest; meeting?: Meeting }> {
  const requests = changed.requests?.length ? await requestsSeen(tx.sql, { ids: changed.requests }) : [];
  const meetings = changed.meetings?.length ? await meetingsSeen(tx.sql, { ids: changed.meetings }) : [];
  for (const seen of requests)
    tx.change(streamOf(seen), { put: { request: { [seen.value.id]: seen.value } } });
  for (const seen of meetings)
    tx.change(streamOf(seen), { put: { meeting: { [seen.value.id]: seen.value } } });
  const request = requests.find((seen) => seen.viewer === viewer)?.value;
  const meeting = meetings.find((seen) => seen.viewer === viewer)?.value;
  return { ...(request ? { request } : {}), ...(meeting ? { meeting } : {}) };
}

export function streamOf(seen: { event: string; viewer: string }): string {
  return streamName(myMeetingsStream, { event: seen.event, person: seen.viewer });
}
