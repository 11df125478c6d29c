import { defaultRules, type MeetingRules, type RouteParsed, type routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { holdCategories } from './hold-categories.js';
import { lockLimited } from './meeting-limits.js';

type MeetingRulesChange = RouteParsed<typeof routes.updateMeetingRules>['body'];
type Fragment = ReturnType<typeof sql>;

/**
 * Whether the rules let one person ask another: `me` and `r` are their registrations.
 * In a query of people it says to whom asking is offered.
 */
export const mayAskPartner = sql<boolean>`not exists (
  select from meeting_forbidden f where f.event_id = r.event_id and f.asks = me.category and f.asked = r.category)`;

/** Whether the rules of an event limit how many meetings any of these people may have. */
export const cappedSql = (event: Fragment, people: Fragment): Fragment => sql`exists (
  select from registration me
  left join meeting_rules e on e.event_id = me.event_id
  left join meeting_cap c on c.event_id = me.event_id and c.category = me.category
  where me.event_id = ${event} and me.person_id = any(${people}) and coalesce(c.meetings, e.meetings) is not null)`;

/** How much one person may do, by their category. */
export interface OwnLimits {
  answerHours: number;
  openRequests: number;
  meetings: number | null;
}

/** Who may ask whom to meet, and how much of it. */
@Injectable()
export class RulesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem forbidden for who does not organise the event */
  async read(call: Call, slug: string): Promise<MeetingRules> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.of(this.database.sql, event.id);
  }

  /**
   * Changes some of the rules. Requests and meetings that stand already stay.
   * @throws Problem forbidden; invalid_input for unknown categories
   */
  async write(call: Call, slug: string, change: MeetingRulesChange): Promise<MeetingRules> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const categories = await holdCategories(tx, event.id);
      // The row is the lock: two organisers who save at once do it one after the other.
      await sql`
        insert into meeting_rules (event_id, answer_hours, open_requests, meetings)
        values (${event.id}, ${defaultRules.answerHours}, ${defaultRules.openRequests}, ${defaultRules.meetings})
        on conflict (event_id) do update set answer_hours = meeting_rules.answer_hours`.execute(tx.sql);
      const rules = { ...(await this.of(tx.sql, event.id)), ...change };
      this.check(rules, categories);
      await sql`
        update meeting_rules set answer_hours = ${rules.answerHours}, open_requests = ${rules.openRequests},
          meetings = ${rules.meetings} where event_id = ${event.id}`.execute(tx.sql);
      await sql`delete from meeting_forbidden where event_id = ${event.id}`.execute(tx.sql);
      await sql`delete from meeting_cap where event_id = ${event.id}`.execute(tx.sql);
      await sql`
        insert into meeting_forbidden (event_id, asks, asked)
        select distinct ${event.id}::uuid, asks, asked
        from jsonb_to_recordset(${JSON.stringify(rules.forbidden)}::jsonb) as f(asks text, asked text)`.execute(
        tx.sql,
      );
      await sql`
        insert into meeting_cap (event_id, category, open_requests, meetings)
        select ${event.id}::uuid, category, "openRequests", meetings
        from jsonb_to_recordset(${JSON.stringify(rules.caps)}::jsonb)
          as c(category text, "openRequests" int, meetings int)
        where "openRequests" is not null or meetings is not null`.execute(tx.sql);
      return this.of(tx.sql, event.id);
    });
  }

  /** The rules of an event as this database sees them. */
  async of(database: Sql, event: string): Promise<MeetingRules> {
    const { rows } = await sql<Partial<MeetingRules>>`
      select r.answer_hours as "answerHours", r.open_requests as "openRequests", r.meetings,
        (select coalesce(jsonb_agg(jsonb_build_object('asks', asks, 'asked', asked) order by asks, asked), '[]')
          from meeting_forbidden f where f.event_id = e.id) as forbidden,
        (select coalesce(jsonb_agg(jsonb_build_object('category', category, 'openRequests', open_requests,
          'meetings', meetings) order by category), '[]') from meeting_cap c where c.event_id = e.id) as caps
      from event e left join meeting_rules r on r.event_id = e.id where e.id = ${event}`.execute(database);
    const { answerHours, openRequests, meetings, forbidden, caps } = rows[0] ?? {};
    return {
      answerHours: answerHours ?? defaultRules.answerHours,
      openRequests: openRequests ?? defaultRules.openRequests,
      meetings: meetings ?? null,
      forbidden: forbidden ?? [],
      caps: caps ?? [],
    };
  }

  /** What holds for one person. @throws Problem not_registered */
  async limitsOf(tx: Tx, event: string, person: string): Promise<OwnLimits> {
    const { rows } = await sql<OwnLimits>`
      select coalesce(e.answer_hours, ${defaultRules.answerHours}) as "answerHours",
        coalesce(c.open_requests, e.open_requests, ${defaultRules.openRequests}) as "openRequests",
        coalesce(c.meetings, e.meetings) as meetings
      from registration me
      left join meeting_rules e on e.event_id = me.event_id
      left join meeting_cap c on c.event_id = me.event_id and c.category = me.category
      where me.event_id = ${event} and me.person_id = ${person} and me.state = 'confirmed'`.execute(tx.sql);
    const own = rows[0];
    if (!own) throw new Problem('not_registered');
    return own;
  }

  /**
   * Nobody gets more meetings than their category may have; what was agreed on and has no time yet counts, too. Where
   * there is a limit, the people's registrations are locked in order, so that it holds however many bookings come at
   * once. Called before people's time is taken.
   * @param request the one that the meeting comes of: it does not count twice
   * @throws Problem too_many_meetings with `who` (`me` or `other`) and `limit`
   */
  async checkMeetings(
    tx: Tx,
    event: string,
    people: readonly string[],
    me: string | null,
    request: string | null = null,
  ): Promise<void> {
    for (const { person, limit } of await lockLimited(tx, event, people)) {
      const had = await sql<{ count: number }>`
        select (
            select count(*) from meeting_person p join meeting m on m.id = p.meeting_id
            where p.person_id = ${person} and m.event_id = ${event} and m.state <> 'cancelled'
          )::int + (
            select count(*) from meeting_request q
            where ${person} in (q.asker_id, q.asked_id) and q.event_id = ${event} and q.state = 'accepted'
              and q.id is distinct from ${request}::uuid
              and not exists (select from meeting m where m.request_id = q.id and m.state <> 'cancelled')
          )::int as count`.execute(tx.sql);
      if ((had.rows[0]?.count ?? 0) >= limit) {
        throw new Problem('too_many_meetings', { limit, who: person === me ? 'me' : 'other' });
      }
    }
  }

  private check(rules: MeetingRules, known: ReadonlySet<string>): void {
    const pairs = rules.forbidden.findIndex(({ asks, asked }) => !known.has(asks) || !known.has(asked));
    if (pairs >= 0) throw unknownCategory(`/forbidden/${pairs}`);
    const cap = rules.caps.findIndex(
      ({ category }, at) =>
        !known.has(category) || rules.caps.findIndex((one) => one.category === category) !== at,
    );
    if (cap >= 0) throw unknownCategory(`/caps/${cap}`);
  }
}

function unknownCategory(pointer: string): Problem {
  return new Problem('invalid_input', {}, [
    { pointer, message: 'names no category of the event, or one twice' },
  ]);
}
