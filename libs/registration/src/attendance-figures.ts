import type { SessionAttendance } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/** A curve of at most about so many points reads well on a phone. */
const mostPoints = 60;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240];

/** A session's figures, with its name in addresses. */
export type AttendanceFigures = SessionAttendance & { slug: string };
/** How many were in a session's room at equal steps of time. */
export interface Curve {
  session: string;
  from: string;
  stepMinutes: number;
  present: number[];
}

/**
 * The figures of every session that has a room, by start. Who is there still counts as there until `now`.
 * @param now the event's time
 */
export async function readAttendance(database: Sql, event: string, now: Date): Promise<AttendanceFigures[]> {
  const { rows } = await sql<AttendanceFigures>`
    with stay as materialized (
      select a.session_id as session, a.person_id as person, a.entered_at as entered, a.left_at is null as there,
        greatest(coalesce(a.left_at, ${now}), a.entered_at) as left
      from attendance a join session s on s.id = a.session_id where s.event_id = ${event} and not a.guest
    ), step as (
      -- Who enters at the moment at which another leaves was there together with them for no time.
      select session, at, sum(d) as d from (
        select session, entered as at, 1 as d from stay
        union all select session, "left", -1 from stay where not there
      ) each group by 1, 2
    ), level as (
      select session, at, sum(d) over (partition by session order by at rows unbounded preceding) as present from step
    ), most as (
      select session, max(present) as present from level group by 1
    ), peak as (
      select m.session, m.present, min(l.at) as at from most m join level l using (session, present) group by 1, 2
    ), visit as (
      select session, person, sum(date_part('epoch', "left" - entered)) as seconds from stay group by 1, 2
    ), total as (
      select session, count(*)::int as came, sum(seconds) / 60 / count(*) as minutes from visit group by 1
    )
    select s.id as session, s.slug, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt",
      coalesce(t.came, 0) as came, coalesce(p.present, 0)::int as peak, p.at as "peakAt",
      round(coalesce(t.minutes, 0)::numeric, 1)::float8 as "averageMinutes"
    from session s left join total t on t.session = s.id left join peak p on p.session = s.id
    where s.event_id = ${event} and s.kind not in ('break', 'private-blocker', 'b2b-block')
    order by s.starts_at, s.slug`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
    peakAt: row.peakAt === null ? null : new Date(row.peakAt).toISOString(),
  }));
}

/**
 * The curves of the event's sessions, or of one: each from when it was to begin (or somebody came before) until it
 * ended (or the last one left, or `now`). Every row of attendance is looked at once, whatever the number of points.
 * @param now the event's time
 */
export async function readCurves(
  database: Sql,
  event: string,
  now: Date,
  session: string | null = null,
): Promise<Map<string, Curve>> {
  const { rows } = await sql<Curve>`
    with stay as materialized (
      select a.session_id as session, a.entered_at as entered, a.left_at as "left"
      from attendance a join session s on s.id = a.session_id
      where s.event_id = ${event} and not a.guest and (${session}::uuid is null or s.id = ${session}::uuid)
    ), ends as (
      select s.id as session, least(s.starts_at, min(a.entered)) as "from",
        greatest(s.ends_at, max(coalesce(a."left", ${now}::timestamptz))) as till
      from session s left join stay a on a.session = s.id
      where s.event_id = ${event} and (${session}::uuid is null or s.id = ${session}::uuid) group by s.id
    ), span as (
      select session, "from", date_part('epoch',
        greatest("from", least(till, greatest("from", ${now}::timestamptz))) - "from") / 60 as minutes
      from ends
    ), grid as materialized (
      select session, "from", minutes, coalesce(
        (select min(step) from unnest(${steps}::int[]) as step where minutes / step <= ${mostPoints}),
        ceil(minutes / ${mostPoints}))::float8 as step
      from span
    ), turn as (
      -- At which point of the curve somebody is there for the first time, and at which no more.
      select g.session, ceil(date_part('epoch', v.at - g."from") / 60 / g.step)::int as place, sum(v.d) as d
      from grid g join stay a using (session)
        cross join lateral (values (a.entered, 1), (a."left", -1)) as v(at, d)
      where v.at is not null group by 1, 2
    ), level as (
      select g.session, g."from", g.step, p.place,
        sum(coalesce(t.d, 0)) over (partition by g.session order by p.place)::int as present
      from grid g
        cross join lateral generate_series(0, floor(g.minutes / g.step)::int) as p(place)
        left join turn t on t.session = g.session and t.place = p.place
    )
    select session, "from", step::int as "stepMinutes", json_agg(present order by place) as present
    from level group by 1, 2, 3`.execute(database);
  return new Map(
    rows.map((row) => [row.session, { ...row, from: new Date(row.from).toISOString() }] as const),
  );
}
