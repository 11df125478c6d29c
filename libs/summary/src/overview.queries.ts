import type { AttentionKind, Overview, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { matchKey } from '@foyer/organisations';
import { Clock, Database, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readPeople } from './people.rows.js';

type Query = RouteParsed<typeof routes.listEventOrganisations>['query'];

/** How an event stands while it is being made and run; set-based, and nothing here changes anything. */
@Injectable()
export class OverviewQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async overview(call: Call, slug: string): Promise<Overview> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => {
      const { all, countries, categories } = await readPeople(database, event);
      const counts = await countThings(database, event.id);
      return {
        attention: attention(event, await openMatters(database, event), counts),
        confirmed: all.participants,
        organisations: all.organisations,
        countries: countries.map(({ attended: _, ...row }) => row),
        categories: categories.map(({ attended: _, ...row }) => row),
        days: await byDay(database, event),
        sessions: counts.sessions,
        speakers: counts.speakers,
        asOf: eventNow(event, this.clock.now()).toISOString(),
      };
    });
  }

  /** Organisations with confirmed participants. @throws Problem forbidden; not_found */
  async organisations(
    call: Call,
    slug: string,
    { search, country, sort, limit }: Query,
  ): Promise<RouteResult<typeof routes.listEventOrganisations>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const key = search ? `%${escapeLike(matchKey(search))}%` : null;
    const order = { participants: sql`3 desc, 1`, name: sql`1, 2`, country: sql`2, 1` }[sort];
    const { rows } = await sql<{
      id: string;
      name: string;
      country: string;
      participants: number;
      total: number;
    }>`
      select o.name, o.country, count(*)::int as participants, o.id, (count(*) over ())::int as total
      from registration r join organisation o on o.id = r.organisation_id
      where r.event_id = ${event.id} and r.state = 'confirmed'
        and (${key}::text is null or o.match_key like ${key})
        and (${country ?? null}::text is null or o.country = ${country ?? null})
      group by o.id order by ${order} limit ${limit}`.execute(this.database.sql);
    return {
      organisations: rows.map(({ id, name, country: where, participants }) => ({
        ...{ id, name, participants },
        country: where,
      })),
      total: rows[0]?.total ?? 0,
    };
  }
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

async function countThings(
  database: Sql,
  event: string,
): Promise<{ sessions: number; speakers: number; drafts: number }> {
  const { rows } = await sql<{ sessions: number; speakers: number; drafts: number }>`
    select (select count(*)::int from session where event_id = ${event} and kind <> 'private-blocker') as sessions,
      (select count(*)::int from speaker where event_id = ${event}) as speakers,
      (select count(*)::int from session_draft
        where event_id = ${event} and (removed or fields <> '{}'::jsonb)) as drafts`.execute(database);
  return rows[0] ?? { sessions: 0, speakers: 0, drafts: 0 };
}

/** How many things of each kind wait for an organiser. */
async function openMatters(
  database: Sql,
  event: EventEntity,
): Promise<Partial<Record<AttentionKind, number>>> {
  const { rows } = await sql<Partial<Record<AttentionKind, number>>>`
    select
      count(*) filter (where state = 'pending')::int as registrations_pending,
      count(*) filter (where state = 'waiting')::int as registrations_waiting,
      count(*) filter (where state = 'invited')::int as invitations_open,
      (select count(*)::int from speaker where event_id = ${event.id} and person_id is null) as speakers_unclaimed,
      (select count(*)::int from speaker where event_id = ${event.id}
        and (pending is not null or pending_photo_id is not null)) as profiles_pending,
      (select count(*)::int from session s where s.event_id = ${event.id} and s.questions
        and not exists (select from session_speaker t join speaker k on k.id = t.speaker_id
          where t.session_id = s.id and t.role = 'moderator' and k.person_id is not null))
        as sessions_without_moderator,
      (select count(*)::int from meeting where event_id = ${event.id} and state = 'awaiting') as meetings_awaiting,
      (select count(*)::int from mail where event_id = ${event.id} and state in ('failed', 'returned', 'aside')) as mails_failed
    from registration where event_id = ${event.id}`.execute(database);
  return rows[0] ?? {};
}

/** In the order in which they press; what is none is left out. */
function attention(
  event: EventEntity,
  matters: Partial<Record<AttentionKind, number>>,
  { drafts, sessions }: { drafts: number; sessions: number },
): Overview['attention'] {
  const all: [AttentionKind, number][] = [
    ['event_not_published', event.state === 'draft' ? 1 : 0],
    ['agenda_empty', sessions + drafts === 0 ? 1 : 0],
    ['meetings_awaiting', matters.meetings_awaiting ?? 0],
    ['registrations_pending', matters.registrations_pending ?? 0],
    ['profiles_pending', matters.profiles_pending ?? 0],
    ['changes_unreleased', drafts],
    ['registrations_waiting', matters.registrations_waiting ?? 0],
    ['sessions_without_moderator', matters.sessions_without_moderator ?? 0],
    ['mails_failed', matters.mails_failed ?? 0],
    ['speakers_unclaimed', matters.speakers_unclaimed ?? 0],
    ['invitations_open', matters.invitations_open ?? 0],
  ];
  return all.flatMap(([kind, count]) => (count > 0 ? [{ kind, count }] : []));
}

/** Confirmed registrations over the days on which their number changed. */
async function byDay(database: Sql, event: EventEntity): Promise<Overview['days']> {
  const { rows } = await sql<{ day: string; confirmed: number }>`
    select to_char(day, 'YYYY-MM-DD') as day, (sum(n) over (order by day))::int as confirmed
    from (
      select (confirmed_at at time zone ${event.timeZone})::date as day, count(*) as n
      from registration where event_id = ${event.id} and state = 'confirmed' and confirmed_at is not null
      group by 1
    ) d order by day`.execute(database);
  return rows;
}
