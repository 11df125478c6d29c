import {
  erasedName,
  type AuditArea,
  type AuditVerb,
  type LocalisedText,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { EventAccess, moderators, organisers } from '@foyer/events';
import { localised } from '@foyer/locales';
import { Database, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

type Query = RouteParsed<typeof routes.listAuditLog>['query'];
type Answer = RouteResult<typeof routes.listAuditLog>;
interface Row {
  id: string;
  at: Date;
  area: AuditArea;
  verb: AuditVerb;
  action: string;
  actor: string | null;
  name: string | null;
  who: string | null;
  title: LocalisedText | null;
  client: string;
}

/**
 * Who did what in an event. What organisers do has rows of its own; steps of moderators are read from their log, and
 * signing in, of those who run the event, from what belongs to no event.
 */
@Injectable()
export class AuditQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** The newest first, a page at a time. @throws Problem forbidden for who does not organise the event; not_found */
  async list(call: Call, slug: string, { limit, after, person, area }: Query): Promise<Answer> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const team = sql`select t.person_id from event_role t
      where t.event_id = ${event.id} and t.role = any(${moderators}::text[])`;
    const entries = sql`
      with entry as (
        select 'a' || e.id as id, e.at, e.area, e.verb, e.action, e.person_id, e.about, e.client
        from audit_entry e
        where e.event_id = ${event.id}
          or (e.event_id is null and e.area = 'signIn' and e.person_id in (${team}))
        union all
        select 'm' || m.id, m.at, 'questions', 'changed', m.step, m.actor_id, jsonb_build_object('session', m.session_id), ''
        from moderation_step m join session s on s.id = m.session_id where s.event_id = ${event.id}
        union all
        select 'p' || p.id, p.at, 'questions', 'changed', p.step, p.actor_id, jsonb_build_object('session', p.session_id), ''
        from poll_step p join session s on s.id = p.session_id
        -- What word lists hold by themselves is nobody's deed, and may be much.
        where s.event_id = ${event.id} and p.step <> 'answer-held'
      )`;
    const { rows } = await sql<Row>`
      ${entries}
      select e.id, e.at, e.area, e.verb, e.action, e.person_id as actor, ${nameOf(event.id, sql`p`)} as name, e.client,
        coalesce(nullif(g.name, ${erasedName}), k.name, ${nameOf(event.id, sql`o`)}) as who, s.title
      from entry e left join person p on p.id = e.person_id
        left join registration g on g.event_id = ${event.id} and g.id::text = e.about->>'registration'
        left join speaker k on k.event_id = ${event.id} and e.about->>'speaker' in (k.id::text, k.slug)
        left join person o on o.id::text = e.about->>'person'
        left join session s on s.event_id = ${event.id} and e.about->>'session' in (s.id::text, s.slug)
      where (${person ?? null}::uuid is null or e.person_id = ${person ?? null})
        and (${area ?? null}::text is null or e.area = ${area ?? null})
        and (${after ?? null}::text is null
          or (e.at, e.id) < (select b.at, b.id from entry b where b.id = ${after ?? null}))
      order by e.at desc, e.id desc limit ${limit + 1}`.execute(this.database.sql);
    const { rows: people } = await sql<{ id: string; name: string }>`
      ${entries}
      select p.id, ${nameOf(event.id, sql`p`)} as name from person p
      where p.id in (select person_id from entry) order by 2, 1 limit 500`.execute(this.database.sql);
    const page = rows.slice(0, limit);
    return {
      entries: page.map(({ actor, name, who, title, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        actor: actor === null || name === null ? null : { id: actor, name },
        subject: title ? localised(title, event.languages[0] ?? 'en') : who || null,
      })),
      next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
      people,
    };
  }
}

/** The name of an account in an event; nothing of those who had themselves erased there. */
const nameOf = (event: string, person: ReturnType<typeof sql>) => sql`case when exists (
  select from registration x where x.event_id = ${event} and x.person_id = ${person}.id and x.name = ${erasedName})
  then '' else coalesce(nullif(${person}.name, ''), ${person}.email) end`;

/** For how long it is kept who signed in and out; what was done in an event is kept with it. */
const signInDays = 90;

/** Forgets deeds of no event that are old. @returns how many */
export async function pruneAudit(database: Sql): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from audit_entry where event_id is null and at < now() - make_interval(days => ${signInDays})`.execute(
    database,
  );
  return Number(numAffectedRows ?? 0n);
}
