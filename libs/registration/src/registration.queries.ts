import type { Participant, Registration, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { matchKey } from '@foyer/organisations';
import { Database, Limits, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

type Filters = RouteParsed<typeof routes.listParticipants>['query'];
type Answer = RouteResult<typeof routes.listParticipants>;
/** Optional columns come as null from the database and are absent in the contracts. */
type Row<T extends { jobTitle?: string | undefined; about?: string | undefined }> = Omit<
  T,
  'jobTitle' | 'about' | 'confirmedAt'
> & { jobTitle: string | null; about: string | null; confirmedAt: Date | null };

/** A registration as the contracts show it, from `registration r` joined with `organisation o`. */
const columns = sql`r.id, r.state, r.name, r.category, o.name as organisation, r.country, r.job_title as "jobTitle",
  r.language, r.time_zone as "timeZone", r.offers, r.needs, r.about, r.listed, r.confirmed_at as "confirmedAt"`;

/** Somebody who types quickly looks about three times a second; a conference's address is shared by hundreds. */
const topicSearches = { person: { times: 60, seconds: 30 }, address: { times: 600, seconds: 60 } };
const mostTopics = 10;

/** Reads of registrations; nothing here changes any. */
@Injectable()
export class RegistrationQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** The caller's own registration, also an invitation or one withdrawn. */
  async mine(call: Call, slug: string): Promise<Registration | null> {
    const { event } = await this.access.find(call, { slug });
    return call.actor ? readRegistration(this.database.sql, event.id, call.actor.person) : null;
  }

  /**
   * Words for offers and needs that listed participants have used and that hold what somebody has typed; those that
   * begin with it and the most used first, each in its most usual spelling.
   * @throws Problem too_many_requests; not_found
   */
  async topics(call: Call, slug: string, typed: string): Promise<string[]> {
    const { event } = await this.access.find(call, { slug });
    await this.limits.useBy(call, 'registration.topics', topicSearches);
    const escaped = escapeLike(typed);
    const { rows } = await sql<{ topic: string }>`
      select mode() within group (order by topic) as topic
      from registration r cross join lateral unnest(r.offers || r.needs) as topic
      where r.event_id = ${event.id} and r.state = 'confirmed' and r.listed and topic ilike ${`%${escaped}%`}
      group by lower(topic)
      order by bool_or(topic ilike ${`${escaped}%`}) desc, count(*) desc, 1 limit ${mostTopics}`.execute(
      this.database.sql,
    );
    return rows.map(({ topic }) => topic);
  }

  /**
   * Who is registered, by name, a page at a time; with counts over all pages.
   * @throws Problem forbidden for who does not organise the event; invalid_input for an `after` that no page gave
   */
  async participants(call: Call, slug: string, filters: Filters): Promise<Answer> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const after = filters.after ?? null;
    if (after !== null && !z.uuid().safeParse(after).success) {
      throw new Problem('invalid_input', {}, [
        { pointer: '/query/after', message: 'is not from a page before' },
      ]);
    }
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<Row<Participant>>`
        select ${columns}, r.person_id as person, p.email,
          exists (select from attendance a join session s on s.id = a.session_id
            where a.person_id = r.person_id and s.event_id = r.event_id) as attended
        ${matching(event.id, filters.search)}
          and (${filters.category ?? null}::text is null or r.category = ${filters.category ?? null})
          and (${filters.state ?? null}::text is null or r.state = ${filters.state ?? null})
          and (${after}::uuid is null or (r.name, r.id) > (select l.name, l.id from registration l where l.id = ${after}::uuid))
        order by r.name, r.id limit ${filters.limit + 1}`.execute(database);
      const page = rows.slice(0, filters.limit);
      const last = rows.length > filters.limit ? page.at(-1) : undefined;
      return {
        participants: page.map(asContract),
        next: last?.id ?? null,
        counts: await count(database, event.id, filters),
      };
    });
  }
}

/** One person's registration in an event, or null. */
export async function readRegistration(
  database: Sql,
  event: string,
  person: string,
): Promise<Registration | null> {
  const { rows } = await sql<Row<Registration>>`
    select ${columns} from registration r join organisation o on o.id = r.organisation_id
    where r.event_id = ${event} and r.person_id = ${person}`.execute(database);
  return rows[0] ? asContract(rows[0]) : null;
}

function asContract<T extends Row<Registration>>({ jobTitle, about, confirmedAt, ...row }: T) {
  return {
    ...row,
    ...(jobTitle === null ? {} : { jobTitle }),
    ...(about === null ? {} : { about }),
    confirmedAt: confirmedAt?.toISOString() ?? null,
  };
}

/** `from … where …` of the registrations whose name, address or organisation holds what is searched. */
function matching(event: string, search: string | undefined) {
  const like = search ? `%${escapeLike(search)}%` : null;
  const key = search ? `%${escapeLike(matchKey(search))}%` : null;
  return sql`
    from registration r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
    where r.event_id = ${event} and (${like}::text is null
      or r.name ilike ${like} or p.email ilike ${like} or o.name ilike ${like} or o.match_key like ${key})`;
}

/** Counts of each category and state with the other filters as they are, so that each choice says what it would show. */
async function count(database: Sql, event: string, filters: Filters): Promise<Answer['counts']> {
  const { rows } = await sql<{ category: string; state: 'invited' | 'confirmed' | 'withdrawn'; n: number }>`
    select r.category, r.state, count(*)::int as n ${matching(event, filters.search)}
    group by r.category, r.state order by r.category, r.state`.execute(database);
  const sum = (some: typeof rows): number => some.reduce((total, row) => total + row.n, 0);
  const ofState = rows.filter((row) => !filters.state || row.state === filters.state);
  const ofCategory = rows.filter((row) => !filters.category || row.category === filters.category);
  return {
    total: sum(ofState.filter((row) => !filters.category || row.category === filters.category)),
    categories: [...new Set(ofState.map((row) => row.category))].map((category) => ({
      category,
      participants: sum(ofState.filter((row) => row.category === category)),
    })),
    states: [...new Set(ofCategory.map((row) => row.state))].map((state) => ({
      state,
      participants: sum(ofCategory.filter((row) => row.state === state)),
    })),
  };
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
