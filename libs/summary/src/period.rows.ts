import type { PeriodReport, PeriodTarget, RouteParsed, routes } from '@foyer/contracts';
import { organisers } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';

export type Asked = RouteParsed<typeof routes.getPeriodReport>['query'];
type EventRow = PeriodReport['events'][number];

/** The series of the events that somebody organises. */
export async function readSeries(
  database: Sql,
  person: string,
): Promise<{ slug: string; name: EventRow['title'] }[]> {
  const { rows } = await sql<{ slug: string; name: EventRow['title'] }>`
    select distinct on (e.series ->> 'slug') e.series ->> 'slug' as slug, e.series -> 'name' as name
    from event e join event_role r on r.event_id = e.id
    where r.person_id = ${person} and r.role = any(${organisers}::text[]) and e.series is not null
    order by e.series ->> 'slug', e.starts_at desc`.execute(database);
  return rows;
}

/**
 * The events of a period that somebody organises, and what they came to together. Who is new is told by all events of
 * theirs (in the series), also earlier ones. Events that are not over are named and not counted.
 * @param at the time of day; events with a clock of their own are over by that one
 */
export async function readPeriod(
  database: Sql,
  person: string,
  { from, to, series }: Asked,
  at: Date,
): Promise<Pick<PeriodReport, 'events' | 'totals'>> {
  const { rows } = await sql<{ events: EventRow[]; totals: PeriodReport['totals'] }>`
    with mine as materialized (
      select e.id, e.slug, e.title, e.starts_at, e.ends_at, e.time_zone,
        e.ends_at <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${at}::timestamptz) as held,
        (e.starts_at at time zone e.time_zone)::date between ${from}::date and ${to}::date as inside
      from event e
      where e.state = 'published' and exists (select from event_role r
          where r.event_id = e.id and r.person_id = ${person} and r.role = any(${organisers}::text[]))
        and (${series ?? null}::text is null or e.series ->> 'slug' = ${series ?? null}::text)
    ), took as materialized (
      select r.event_id, r.person_id, r.organisation_id, r.country, m.inside,
        first_value(r.event_id) over (partition by r.person_id order by m.starts_at, m.id) = r.event_id as new_person,
        first_value(r.event_id) over (partition by r.organisation_id order by m.starts_at, m.id) = r.event_id as new_organisation
      from registration r join mine m on m.id = r.event_id where r.state = 'confirmed' and m.held
    ), met as materialized (
      select e.event_id, count(*)::int as meetings from meeting e join mine m on m.id = e.event_id
      where e.state = 'held' and m.held and m.inside group by 1
    ), figures as (
      select event_id, count(*)::int as participants, count(distinct organisation_id)::int as organisations,
        count(distinct country)::int as countries, count(*) filter (where new_person)::int as new_people,
        count(distinct organisation_id) filter (where new_organisation)::int as new_organisations
      from took where inside group by 1
    )
    select coalesce((
        select json_agg(json_build_object('slug', m.slug, 'title', m.title, 'startsAt', m.starts_at, 'endsAt', m.ends_at,
          'timeZone', m.time_zone, 'held', m.held, 'participants', coalesce(f.participants, 0),
          'organisations', coalesce(f.organisations, 0), 'countries', coalesce(f.countries, 0),
          'meetings', coalesce(t.meetings, 0), 'newPeople', coalesce(f.new_people, 0),
          'newOrganisations', coalesce(f.new_organisations, 0)) order by m.starts_at, m.slug)
        from mine m left join figures f on f.event_id = m.id left join met t on t.event_id = m.id
        where m.inside), '[]') as events,
      (select json_build_object('events', (select count(*) from mine where inside and held),
          'participants', count(distinct person_id), 'organisations', count(distinct organisation_id),
          'countries', count(distinct country), 'meetings', (select coalesce(sum(meetings), 0) from met),
          'newPeople', count(distinct person_id) filter (where new_person),
          'newOrganisations', count(distinct organisation_id) filter (where new_organisation))
        from took where inside) as totals`.execute(database);
  const row = rows[0];
  const none = {
    participants: 0,
    organisations: 0,
    countries: 0,
    meetings: 0,
    newPeople: 0,
    newOrganisations: 0,
  };
  return {
    events: (row?.events ?? []).map((event) => ({
      ...event,
      startsAt: new Date(event.startsAt).toISOString(),
      endsAt: new Date(event.endsAt).toISOString(),
    })),
    totals: row?.totals ?? { events: 0, ...none },
  };
}

export async function readTargets(database: Sql, person: string, asked: Asked): Promise<PeriodTarget[]> {
  const { rows } = await sql<PeriodTarget>`
    select measure, target, set_at as "setAt" from period_target
    where person_id = ${person} and starts_on = ${asked.from} and ends_on = ${asked.to}
      and series = ${asked.series ?? ''} order by measure`.execute(database);
  return rows.map((row) => ({ ...row, setAt: new Date(row.setAt).toISOString() }));
}
