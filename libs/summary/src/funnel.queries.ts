import { mostOrganisations, type GroupFigures, type MeetingFunnel, type Outcome } from '@foyer/contracts';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { Database, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { fewest } from './small-cells.js';

type Totals = Pick<MeetingFunnel, 'total' | 'ended' | 'fell' | 'medianAnswerMinutes'>;
/** So many reasons are told apart. */
const mostReasons = 30;

/**
 * Requests of an event with how far each has come, as `pair`. Every figure about meetings is counted from this, here
 * and in the summary, so they agree.
 */
const pairs = (event: string) => sql`
  select q.id, q.state, q.asker_id, q.asked_id, q.organisation_id, q.asked_at, q.answered_at, q.reason, m.id as meeting, m.state as meeting_state,
    (q.state = 'accepted' or m.id is not null) as accepted, 
    coalesce(m.state <> 'awaiting' and not m.refused, false) as scheduled,
    coalesce(m.state = 'held', false) as held,
    coalesce(m.state = 'held' and exists (
      select from meeting_person p where p.meeting_id = m.id and p.outcome is not null), false) as outcome
  from meeting_request q left join meeting m on m.request_id = q.id
  where q.event_id = ${event}`;
const steps = sql`count(*)::int as requested, (count(*) filter (where pair.accepted))::int as accepted,
  (count(*) filter (where pair.scheduled))::int as scheduled, (count(*) filter (where pair.held))::int as held,
  (count(*) filter (where pair.outcome))::int as outcome`;

/** From requests to outcomes: set-based, and as of one instant when read in one snapshot. */
@Injectable()
export class FunnelQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async funnel(call: Call, slug: string): Promise<{ event: EventEntity; funnel: MeetingFunnel }> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return { event, funnel: await this.database.snapshot((database) => this.figures(database, event)) };
  }

  async figures(database: Sql, event: EventEntity): Promise<MeetingFunnel> {
    const labels = new Map(event.categories.map(({ key, label }) => [key, label]));
    const categories = await groups<{ category: string }>(database, event.id, sql`r.category`, sql`category`);
    const organisations = await groups<{ organisation: string; name: string; country: string }>(
      database,
      event.id,
      sql`o.id as organisation, o.name, o.country`,
      sql`organisation, name, country`,
      sql`o.id, o.name, o.country`,
    );
    return {
      ...(await readFunnelTotals(database, event.id)),
      outcomes: await readMeetingOutcomes(database, event.id),
      ratings: await ratings(database, event.id),
      ...(await reasons(database, event.id)),
      categories: categories.map((row) => ({
        ...row,
        label: labels.get(row.category) ?? { en: row.category },
      })),
      countries: await groups<{ country: string }>(database, event.id, sql`r.country`, sql`country`),
      organisations: organisations.map(({ organisation: id, ...row }) => ({ id, ...row })),
    };
  }
}

/**
 * A row for each group of people; a request between two of one group counts once there. Those with the most requests
 * come first.
 * @param key what the group is told by, of the registration `r` and its organisation `o`
 * @param names the names of these
 * @param by the same without names, where they have others
 */
async function groups<Key extends object>(
  database: Sql,
  event: string,
  key: ReturnType<typeof sql>,
  names: ReturnType<typeof sql>,
  by = key,
): Promise<(Key & GroupFigures)[]> {
  const { rows } = await sql<Key & GroupFigures>`
    with pair as materialized (${pairs(event)}), side as (
      select pair.id as request, ${key}, bool_or(r.person_id = pair.asker_id) as asks,
        bool_or(r.person_id <> pair.asker_id) as answers
      -- Where an organisation is asked and nobody has answered yet, it is all of its people who are asked.
      from pair join registration r on r.event_id = ${event} and (r.person_id in (pair.asker_id, pair.asked_id)
        or pair.asked_id is null and r.organisation_id = pair.organisation_id and r.state = 'confirmed')
      join organisation o on o.id = r.organisation_id
      group by pair.id, ${by}
    )
    select ${names}, (count(*) filter (where asks))::int as asked, (count(*) filter (where answers))::int as received,
      ${steps}
    from side join pair on pair.id = side.request
    group by ${names} order by requested desc, ${names} limit ${mostOrganisations}`.execute(database);
  return rows;
}

async function ratings(database: Sql, event: string): Promise<MeetingFunnel['ratings']> {
  const { rows } = await sql<{ count: number; average: number | null }>`
    select count(a.rating)::int as count, round(avg(a.rating), 2)::float as average
    from meeting m join meeting_after a on a.meeting_id = m.id
    where m.event_id = ${event} and m.state = 'held'`.execute(database);
  return rows[0] ?? { count: 0, average: null };
}

/**
 * Equal reasons together, in whatever letters, spaces and full stops they were written; told as they were first. What
 * only a few have written was meant for who asked: it is counted.
 */
async function reasons(
  database: Sql,
  event: string,
): Promise<Pick<MeetingFunnel, 'reasons' | 'otherReasons'>> {
  const { rows } = await sql<{ reason: string | null; count: number; told: boolean }>`
    select (array_agg(trim(reason) order by answered_at, id))[1] as reason, count(*)::int as count,
      max(reason) is null or count(distinct asked_id) >= ${fewest} as told
    from meeting_request where event_id = ${event} and state = 'declined'
    group by rtrim(lower(regexp_replace(trim(reason), '\\s+', ' ', 'g')), '.!')
    order by 2 desc, 1 nulls last`.execute(database);
  const told = rows.filter((row) => row.told).slice(0, mostReasons);
  const counted = told.reduce((sum, { count }) => sum + count, 0);
  return {
    reasons: told.map(({ reason, count }) => ({ reason, count })),
    otherReasons: rows.reduce((sum, { count }) => sum + count, 0) - counted,
  };
}

/** How far the requests of an event came, and where the others ended. */
export async function readFunnelTotals(database: Sql, event: string): Promise<Totals> {
  const { rows } = await sql<
    Totals['total'] &
      Omit<Totals['ended'], 'cancelled'> & {
        unmade: number;
        off: number;
        missed: number;
        median: number | null;
      }
  >`
    with pair as (${pairs(event)})
    select ${steps},
      (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'declined'))::int as declined,
      (count(*) filter (where state = 'withdrawn'))::int as withdrawn,
      (count(*) filter (where state = 'expired'))::int as expired,
      (count(*) filter (where state = 'cancelled' and not accepted))::int as unmade,
      (count(*) filter (where meeting_state = 'cancelled'))::int as off,
      (count(*) filter (where meeting_state = 'missed'))::int as missed,
      percentile_cont(0.5) within group (order by extract(epoch from answered_at - asked_at) / 60)
        filter (where (accepted or state = 'declined') and answered_at >= asked_at) as median
    from pair`.execute(database);
  const row = rows[0];
  const count = (value: number | undefined): number => value ?? 0;
  return {
    total: {
      requested: count(row?.requested),
      accepted: count(row?.accepted),
      scheduled: count(row?.scheduled),
      held: count(row?.held),
      outcome: count(row?.outcome),
    },
    ended: {
      ...{ open: count(row?.open), declined: count(row?.declined), withdrawn: count(row?.withdrawn) },
      ...{ expired: count(row?.expired), cancelled: count(row?.unmade) },
    },
    fell: { cancelled: count(row?.off), missed: count(row?.missed) },
    medianAnswerMinutes: row?.median == null ? null : Math.round(Number(row.median) * 10) / 10,
  };
}

/** What was said of held meetings; what nobody said is left out. */
export async function readMeetingOutcomes(database: Sql, event: string): Promise<MeetingFunnel['outcomes']> {
  const { rows } = await sql<{ outcome: (typeof Outcome)['_output']; count: number }>`
    select p.outcome, count(*)::int as count from meeting m join meeting_person p on p.meeting_id = m.id
    where m.event_id = ${event} and m.state = 'held' and p.outcome is not null group by 1`.execute(database);
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}
