import type { AttendanceCurve, SessionAttendance } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** A curve of at most about so many points reads well on a phone. */
const mostPoints = 60;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240];

/** Who came to sessions, counted from when people entered and left their rooms. */
@Injectable()
export class AttendanceQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The figures of every session that has a room, by start. Who is there still counts as there until now.
   * @throws Problem forbidden for who does not organise the event; not_found
   */
  async sessions(call: Call, slug: string): Promise<SessionAttendance[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const now = eventNow(event, this.clock.now());
    const { rows } = await sql<SessionAttendance>`
      with stay as (
        select a.session_id as session, a.person_id as person, a.entered_at as entered, a.left_at is null as there,
          greatest(coalesce(a.left_at, ${now}), a.entered_at) as left
        from attendance a join session s on s.id = a.session_id where s.event_id = ${event.id} and not a.guest
      ), step as (
        select session, entered as at, 1 as d from stay
        union all select session, "left", -1 from stay where not there
      ), level as (
        -- Who enters at the moment at which another leaves was there together with them for no time.
        select session, at, sum(d) over (partition by session order by at, d rows unbounded preceding) as present
        from step
      ), peak as (
        select distinct on (session) session, present, at from level order by session, present desc, at
      ), total as (
        select session, count(distinct person)::int as came,
          sum(extract(epoch from "left" - entered)) / 60 / count(distinct person) as minutes
        from stay group by session
      )
      select s.id as session, s.title, s.starts_at as "startsAt", s.ends_at as "endsAt",
        coalesce(t.came, 0) as came, coalesce(p.present, 0)::int as peak, p.at as "peakAt",
        round(coalesce(t.minutes, 0), 1)::float8 as "averageMinutes"
      from session s left join total t on t.session = s.id left join peak p on p.session = s.id
      where s.event_id = ${event.id} and s.kind not in ('break', 'private-blocker', 'b2b-block')
      order by s.starts_at, s.slug`.execute(this.database.sql);
    return rows.map((row) => ({
      ...row,
      startsAt: new Date(row.startsAt).toISOString(),
      endsAt: new Date(row.endsAt).toISOString(),
      peakAt: row.peakAt === null ? null : new Date(row.peakAt).toISOString(),
    }));
  }

  /**
   * How many were in a session's room, from when it was to begin (or somebody came before) until it ended (or the
   * last one left, or now).
   * @throws Problem not_found for a session of another event; forbidden
   */
  async curve(call: Call, slug: string, session: string): Promise<AttendanceCurve> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const now = eventNow(event, this.clock.now());
    const { rows: spans } = await sql<{ from: Date; to: Date }>`
      select least(s.starts_at, min(a.entered_at)) as "from",
        greatest(s.ends_at, max(coalesce(a.left_at, ${now}::timestamptz))) as "to"
      from session s left join attendance a on a.session_id = s.id and not a.guest
      where s.id = ${session} and s.event_id = ${event.id} group by s.id`.execute(this.database.sql);
    const span = spans[0];
    if (!span) throw new Problem('not_found');
    const from = new Date(span.from).getTime();
    const to = Math.max(from, Math.min(new Date(span.to).getTime(), Math.max(now.getTime(), from)));
    const minutes = (to - from) / 60_000;
    const stepMinutes = steps.find((step) => minutes / step <= mostPoints) ?? Math.ceil(minutes / mostPoints);
    const { rows } = await sql<{ at: Date; present: number }>`
      select t.at, (select count(*)::int from attendance a where a.session_id = ${session} and not a.guest
        and a.entered_at <= t.at and (a.left_at is null or a.left_at > t.at)) as present
      from generate_series(${new Date(from)}::timestamptz, ${new Date(to)}::timestamptz,
        make_interval(mins => ${stepMinutes})) as t(at)
      order by t.at`.execute(this.database.sql);
    return {
      session,
      stepMinutes,
      points: rows.map(({ at, present }) => ({ at: new Date(at).toISOString(), present })),
    };
  }
}
