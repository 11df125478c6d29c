import { myMeetingsStream, streamName, type Meeting, type MeetingRequest } from '@foyer/contracts';
import { sql, type Sql, type Tx } from '@foyer/platform';
import { partnerJson } from './attendees.js';
import { tableName } from './block-rules.js';
import { otherOfMine, sideOfMine } from './counterpart.js';

/** A request or meeting as one of its people sees it. */
export interface Seen<T> {
  viewer: string;
  event: string;
  value: T;
}
/** Either some of them for all of their people, or everything that one person has in an event. */
export type Selection = { ids: readonly string[] } | { event: string; viewer: string };

type RequestRow = Omit<MeetingRequest, 'askedAt' | 'expiresAt'> & {
  viewer: string;
  event: string;
  askedAt: Date | string;
  expiresAt: Date | string | null;
};

function requestsQuery(which: Selection): ReturnType<typeof sql<RequestRow>> {
  const where =
    'ids' in which
      ? sql`q.id = any(${which.ids}::uuid[])`
      : sql`q.event_id = ${which.event} and v.viewer = ${which.viewer}
          and (${which.viewer} in (q.asker_id, q.asked_id) or q.organisation_id = (
            select organisation_id from registration where event_id = ${which.event} and person_id = ${which.viewer}))`;
  return sql<RequestRow>`
    select v.viewer, q.event_id as event, q.id, v.direction, case when r.id is not null then ${partnerJson} end as other,
      case when asked.id is not null then jsonb_build_object('id', asked.id, 'name', asked.name) end as organisation,
      case when v.direction = 'received' and q.asked_id <> v.viewer then taker.name end as "takenBy",
      q.message, q.state, q.reason, q.asked_at as "askedAt", q.expires_at as "expiresAt", q.rounds, m.id as meeting,
      case when q.state = 'open' then
        case when (q.turn = 'asker') = (v.direction = 'sent') then 'mine' else 'theirs' end end as turn,
      case when q.state = 'open' or (q.state = 'accepted' and m.id is null) then ${proposalsJson} else '[]' end
        as proposals
    from meeting_request q
    cross join lateral (${viewers}) as v(viewer, other, direction)
    left join registration r on r.event_id = q.event_id and r.person_id = v.other
    left join organisation o on o.id = r.organisation_id
    left join organisation asked on asked.id = q.organisation_id
    left join registration taker on taker.event_id = q.event_id and taker.person_id = q.asked_id
    left join meeting m on m.request_id = q.id
    where ${where} and (r.id is not null or v.other is null)
    order by q.asked_at desc, q.id`;
}

const requestOf = ({
  viewer,
  event,
  askedAt,
  expiresAt,
  proposals,
  ...rest
}: RequestRow): Seen<MeetingRequest> => ({
  viewer,
  event,
  value: {
    ...rest,
    askedAt: iso(askedAt),
    expiresAt: expiresAt && iso(expiresAt),
    proposals: proposals.map(({ slot, startsAt, endsAt, insteadOf }) => ({
      ...{ slot, startsAt: iso(startsAt), endsAt: iso(endsAt) },
      insteadOf: insteadOf && iso(insteadOf),
    })),
  },
});

/** Who sees a request `q`, and whom they see in it: rows of `(viewer, other, direction)`. */
export const viewers = sql`
  select q.asker_id, q.asked_id, 'sent'
  union all
  select q.asked_id, q.asker_id, 'received' where q.organisation_id is null
  union all
  select h.person_id, q.asker_id, 'received' from registration h
  where h.event_id = q.event_id and h.organisation_id = q.organisation_id and h.state = 'confirmed'
    and h.person_id <> q.asker_id and (h.listed or h.person_id = q.asked_id)`;

const proposalsJson = sql`coalesce((
  select jsonb_agg(jsonb_build_object('slot', s.id, 'startsAt', s.starts_at, 'endsAt', s.ends_at,
    'insteadOf', p.instead_of) order by s.starts_at, s.id)
  from meeting_proposal p join meeting_slot s on s.id = p.slot_id where p.request_id = q.id), '[]')`;

const iso = (at: string | Date): string => new Date(at).toISOString();

type MeetingRow = Omit<Meeting, 'startsAt' | 'endsAt'> & {
  viewer: string;
  event: string;
  startsAt: Date | string;
  endsAt: Date | string;
};

export async function meetingsSeen(database: Sql, which: Selection): Promise<Seen<Meeting>[]> {
  const { rows } = await meetingsQuery(which).execute(database);
  return rows.map(meetingOf);
}

function meetingsQuery(which: Selection): ReturnType<typeof sql<MeetingRow>> {
  const where =
    'ids' in which
      ? sql`m.id = any(${which.ids}::uuid[])`
      : sql`m.event_id = ${which.event} and mine.person_id = ${which.viewer}`;
  return sql<MeetingRow>`
    select mine.person_id as viewer, m.event_id as event, m.id, m.request_id as request, ${partnerJson} as other,
      m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table", ${tableName} as "tableName", m.state,
      case when m.refused then jsonb_build_object('reason', m.reason) end as refused,
      ${sideOfMine} as side, mine.person_id in (q.asker_id, q.asked_id) as arranged,
      mine.entered_at is not null as entered, mine.outcome, everybody.participants,
      exists (select from jsonb_array_elements(everybody.participants) p
        where (p ->> 'entered')::boolean and p ->> 'side' <> ${sideOfMine}) as "otherEntered"
    from meeting m
    join meeting_request q on q.id = m.request_id
    join meeting_slot s on s.id = m.slot_id join meeting_block b on b.id = s.block_id
    join meeting_person mine on mine.meeting_id = m.id
    join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
    join organisation o on o.id = r.organisation_id
    cross join lateral (${participants}) as everybody(participants)
    where ${where} order by m.starts_at, m.id`;
}

const meetingOf = ({ viewer, event, startsAt, endsAt, ...rest }: MeetingRow): Seen<Meeting> => ({
  viewer,
  event,
  value: { ...rest, startsAt: iso(startsAt), endsAt: iso(endsAt) },
});

/** Requests and meetings in one statement, so as of one instant. */
export async function bothSeen(
  database: Sql,
  { requests, meetings }: { requests?: Selection | undefined; meetings?: Selection | undefined },
): Promise<{ requests: Seen<MeetingRequest>[]; meetings: Seen<Meeting>[] }> {
  const all = (query: ReturnType<typeof sql> | undefined): ReturnType<typeof sql> =>
    query ? sql`(select coalesce(json_agg(seen), '[]') from (${query}) as seen)` : sql`'[]'::json`;
  const { rows } = await sql<{ requests: RequestRow[]; meetings: MeetingRow[] }>`
    select ${all(requests && requestsQuery(requests))} as requests,
      ${all(meetings && meetingsQuery(meetings))} as meetings`.execute(database);
  const [row] = rows;
  return {
    requests: (row?.requests ?? []).map(requestOf),
    meetings: (row?.meetings ?? []).map(meetingOf),
  };
}

/** Everybody in a meeting `m` of a request `q`. */
const participants = sql`
  select coalesce(jsonb_agg(${partnerJson} || jsonb_build_object(
    'side', ${sideOfMine}, 'arranged', mine.person_id in (q.asker_id, q.asked_id),
    'entered', mine.entered_at is not null)
    order by mine.person_id <> q.asker_id, mine.person_id <> q.asked_id, r.name, mine.person_id), '[]')
  from meeting_person mine
  join registration r on r.event_id = m.event_id and r.person_id = mine.person_id
  join organisation o on o.id = r.organisation_id
  where mine.meeting_id = m.id`;

/**
 * Tells everybody of each request and meeting how it stands now, each from their own side.
 * Called after the writes of the transaction.
 * @returns what the caller themselves now sees of them
 */
export async function tellAll(
  tx: Tx,
  changed: { requests?: readonly string[]; meetings?: readonly string[] },
  viewer: string | null,
): Promise<{ request?: MeetingRequest; meeting?: Meeting }> {
  const which = (ids: readonly string[] | undefined): Selection | undefined =>
    ids?.length ? { ids } : undefined;
  const { requests, meetings } = await bothSeen(tx.sql, {
    requests: which(changed.requests),
    meetings: which(changed.meetings),
  });
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
