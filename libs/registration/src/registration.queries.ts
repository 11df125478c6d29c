import {
  erasedName,
  type Participant,
  type Prefill,
  type Registration,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { holdSql } from '@foyer/people';
import { Database, Limits, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { countParticipants, escapeLike, inOrder, matching } from './participant-list.js';

type Filters = RouteParsed<typeof routes.listParticipants>['query'];
type Answer = RouteResult<typeof routes.listParticipants>;
type Mine = RouteResult<typeof routes.getMyRegistration>;
/** Optional columns come as null from the database and are absent in the contracts. */
type Row<T extends Registration> = Omit<
  T,
  'jobTitle' | 'about' | 'confirmedAt' | 'position' | 'reason' | 'askedAt'
> & {
  jobTitle: string | null;
  about: string | null;
  confirmedAt: Date | string | null;
  position: number | null;
  reason: string | null;
};
type ParticipantRow = Row<Participant> & { askedAt: Date | string };

/** A registration as the contracts show it, from `registration r` joined with `organisation o`. */
const columns = sql`r.id, r.state, r.name, r.category, o.name as organisation, r.country, r.job_title as "jobTitle",
  r.language, r.time_zone as "timeZone", r.offers, r.needs, r.about, r.listed,
  case when r.listed then r.shown_to else 'nobody' end as "shownTo", r.shown_categories as "shownCategories",
  r.confirmed_at as "confirmedAt",
  r.decline_reason as reason, case when r.state = 'waiting' then (
    select count(*)::int from registration w
    where w.event_id = r.event_id and w.state = 'waiting' and w.queue_number <= r.queue_number) end as position`;

/** Somebody who types quickly looks about three times a second; a conference's address is shared by hundreds. */
const topicSearches = { person: { times: 60, seconds: 30 }, address: { times: 600, seconds: 60 } };
const mostTopics = 10;
/** Fewer letters have too few trigrams to be compared. */
const fewestToSlip = 4;

/** Reads of registrations; nothing here changes any. */
@Injectable()
export class RegistrationQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** The caller's own registration, also one withdrawn, and the invitation that stands. */
  async mine(call: Call, slug: string): Promise<Mine> {
    const { event } = await this.access.find(call, { slug });
    if (!call.actor) return { registration: null, invitation: null };
    const { person } = call.actor;
    const { rows } = await sql<{ prefill: Prefill; opened: boolean }>`
      select prefill, opened_at is not null as opened from invitation
      where event_id = ${event.id} and person_id = ${person} and revoked_at is null`.execute(
      this.database.sql,
    );
    return {
      registration: await readRegistration(this.database.sql, event.id, person),
      invitation: rows[0] ?? null,
    };
  }

  /**
   * Words for offers and needs: the event's topics that have a name like what somebody has typed in any language, by
   * their names in the wanted one; then other words of participants whom everybody sees, those that begin with it and
   * the most used first, each in its most usual spelling.
   * @throws Problem too_many_requests; not_found
   */
  async topics(
    call: Call,
    slug: string,
    { search: typed, language }: RouteParsed<typeof routes.suggestTopics>['query'],
  ): Promise<string[]> {
    const { event } = await this.access.find(call, { slug });
    await this.limits.useBy(call, 'registration.topics', topicSearches);
    const escaped = escapeLike(typed);
    const named = language ?? event.languages[0] ?? 'en';
    const { rows } = await sql<{ topic: string }>`
      with known as (
        select coalesce(c.labels ->> ${named}, c.labels ->> ${event.languages[0] ?? 'en'},
            (select value from jsonb_each_text(c.labels) order by key limit 1)) as topic,
          min(case when starts_with(n.folded, topic_fold(${typed})) then 0
            when strpos(n.folded, topic_fold(${typed})) > 0 then 1 else 2 end) as place
        from topic_name n join topic c on c.id = n.topic_id
        where n.event_id = ${event.id} and (strpos(n.folded, topic_fold(${typed})) > 0
          or (length(topic_fold(${typed})) >= ${fewestToSlip} and word_similarity(topic_fold(${typed}), n.folded) >= 0.5))
        group by c.id
      ), said as (
        select mode() within group (order by topic) as topic, bool_or(topic ilike ${`${escaped}%`}) as begins,
          count(*) as people
        from registration r cross join lateral unnest(r.offers || r.needs) as topic
        where r.event_id = ${event.id} and r.state = 'confirmed' and r.listed and r.shown_to = 'everybody'
          and topic ilike ${`%${escaped}%`}
          and not exists (select from topic_name n where n.event_id = r.event_id and n.folded = topic_fold(topic))
        group by lower(topic)
      )
      select topic from (
        select topic, 0 as kind, place, 0 as people from known
        union all select topic, 1, case when begins then 0 else 1 end, people from said
      ) found
      order by kind, place, people desc, topic limit ${mostTopics}`.execute(this.database.sql);
    return rows.map(({ topic }) => topic);
  }

  /**
   * Who is registered, filtered and sorted, a page at a time; with counts over all pages.
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
    const { key, order, beyond } = inOrder(filters.sort ?? 'name', filters.order ?? 'asc');
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<ParticipantRow>`
        select ${columns}, ${ofParticipant}
        ${matching(event.id, filters)}
          and (${filters.category ?? null}::text is null or r.category = ${filters.category ?? null})
          and (${filters.state ?? null}::text is null or r.state = ${filters.state ?? null})
          and (${filters.country ?? null}::text is null or r.country = ${filters.country ?? null})
          and (${after}::uuid is null or (${key('r', 'o')}, r.id) ${beyond} (
            select ${key('l', 'lo')}, l.id from registration l join organisation lo on lo.id = l.organisation_id
            where l.id = ${after}::uuid and l.event_id = ${event.id}))
        order by ${key('r', 'o')} ${order}, r.id ${order} limit ${filters.limit + 1}`.execute(database);
      const page = rows.slice(0, filters.limit);
      const last = rows.length > filters.limit ? page.at(-1) : undefined;
      return {
        participants: page.map(asParticipant),
        next: last?.id ?? null,
        counts: await countParticipants(database, event.id, filters),
      };
    });
  }

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async participant(call: Call, slug: string, registration: string): Promise<Participant> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { rows } = await sql<ParticipantRow>`
      select ${columns}, ${ofParticipant}
      from registration r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
      where r.event_id = ${event.id} and r.id = ${registration}`.execute(this.database.sql);
    if (!rows[0]) throw new Problem('not_found');
    return asParticipant(rows[0]);
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

function asContract<T extends Row<Registration>>({
  jobTitle,
  about,
  confirmedAt,
  position,
  reason,
  ...row
}: T) {
  return {
    ...row,
    ...(jobTitle === null ? {} : { jobTitle }),
    ...(about === null ? {} : { about }),
    ...(position === null ? {} : { position }),
    ...(reason === null ? {} : { reason }),
    confirmedAt: confirmedAt === null ? null : new Date(confirmedAt).toISOString(),
  };
}
function asParticipant({ askedAt, ...row }: ParticipantRow): Participant {
  return { ...asContract(row), askedAt: new Date(askedAt).toISOString() };
}

const ofParticipant = sql`r.person_id as person, case when r.name <> ${erasedName} then p.email end as email,
  r.organisation_id as "organisationId",
  r.asked_at as "askedAt", exists (select from attendance a join session s on s.id = a.session_id
    where a.person_id = r.person_id and s.event_id = r.event_id and not a.guest) as attended,
  (select ${holdSql('ha')} from held_address ha
    where ha.address = p.email and ha.lifted_at is null and r.name <> ${erasedName}) as hold`;
