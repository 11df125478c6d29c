import type { MyRecords } from '@foyer/contracts';
import { contactsSeen, otherOfMine } from '@foyer/meetings';
import { sql, type Sql } from '@foyer/platform';

interface Whose {
  event: string;
  person: string;
  /** By the event's clock. */
  now: Date;
}

/** An instant in JSON. */
const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What one person has done and kept in an event beside the registration; of others as much as they see of them anyway. */
export async function readOwnRecords(database: Sql, whose: Whose): Promise<MyRecords> {
  const { event, person, now } = whose;
  const contacts = await contactsSeen(database, { event, me: person, now });
  return {
    agenda: await agendaOf(database, whose),
    questions: await list<MyRecords['questions'][number]>(
      database,
      sql`
        select s.title as session, coalesce(q.original, q.text) as text, q.anonymous, q.state, q.reply,
          ${iso('q.asked_at')} as "askedAt"
        from question q join session s on s.id = q.session_id
        where s.event_id = ${event} and q.person_id = ${person} order by q.id`,
    ),
    votes: await list<MyRecords['votes'][number]>(
      database,
      sql`
        select s.title as session, q.text as question, ${iso('v.at')} as at
        from vote v join question q on q.id = v.question_id join session s on s.id = q.session_id
        where s.event_id = ${event} and v.person_id = ${person} and not v.united order by v.at, q.id`,
    ),
    pollAnswers: await list<MyRecords['pollAnswers'][number]>(
      database,
      sql`
        select s.title as session, p.question, p.kind,
          array(select coalesce(p.options[c + 1], c::text) from unnest(a.choices) c) as choices, a.words, a.text,
          ${iso('a.at')} as at
        from poll_answer a join poll p on p.id = a.poll_id join session s on s.id = p.session_id
        where s.event_id = ${event} and a.person_id = ${person} order by a.at, p.id`,
    ),
    requests: await list<MyRecords['requests'][number]>(
      database,
      sql`
        select case when q.asker_id = ${person} then 'sent' else 'received' end as direction,
          coalesce(r.name, asked.name) as name, coalesce(o.name, asked.name) as organisation, q.message, q.state,
          q.reason, ${iso('q.asked_at')} as "askedAt"
        from meeting_request q
        left join registration r on r.event_id = q.event_id
          and r.person_id = case when q.asker_id = ${person} then q.asked_id else q.asker_id end
        left join organisation o on o.id = r.organisation_id left join organisation asked on asked.id = q.organisation_id
        where q.event_id = ${event} and ${person} in (q.asker_id, q.asked_id) order by q.asked_at, q.id`,
    ),
    meetings: await list<MyRecords['meetings'][number]>(
      database,
      sql`
        select ${iso('m.starts_at')} as "startsAt", ${iso('m.ends_at')} as "endsAt", m.state, r.name,
          o.name as organisation, mine.outcome, a.said_held as held, a.rating, coalesce(a.note, '') as note,
          to_char(a.follow_up_on, 'YYYY-MM-DD') as "followUpOn",
          array(select c.text from meeting_message c where c.meeting_id = m.id and c.person_id = ${person}
            order by c.at, c.id) as said
        from meeting m join meeting_request q on q.id = m.request_id
        join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${person}
        left join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
        left join organisation o on o.id = r.organisation_id
        left join meeting_after a on a.meeting_id = m.id and a.person_id = ${person}
        where m.event_id = ${event} order by m.starts_at, m.id`,
    ),
    contacts: contacts.flatMap(({ person: { name, organisation }, given, card }) =>
      given || card ? [{ name, organisation, given, received: card }] : [],
    ),
    told: await list<MyRecords['told'][number]>(
      database,
      sql`
        select kind, by, ${iso('at')} as at from (
          select kind, 'email' as by, coalesce(sent_at, created_at) as at from mail
          where event_id = ${event} and person_id = ${person}
          union all
          select kind, 'app', created_at from notification where event_id = ${event} and person_id = ${person}
          union all
          select kind, 'push', coalesce(sent_at, created_at) from push
          where event_id = ${event} and person_id = ${person}) t order by t.at, t.kind`,
    ),
  };
}

async function agendaOf(database: Sql, { event, person }: Whose): Promise<MyRecords['agenda']> {
  return {
    starred: await list(
      database,
      sql`
        select s.title as session, ${iso('t.starred_at')} as at from session_star t join session s on s.id = t.session_id
        where s.event_id = ${event} and t.person_id = ${person} order by s.starts_at, s.id`,
    ),
    seats: await list(
      database,
      sql`
        select s.title as session, t.state from session_seat t join session s on s.id = t.session_id
        where s.event_id = ${event} and t.person_id = ${person} order by s.starts_at, s.id`,
    ),
    ownTimes: await list(
      database,
      sql`
        select ${iso('c.starts_at')} as "startsAt", ${iso('c.ends_at')} as "endsAt" from commitment c
        where c.event_id = ${event} and c.person_id = ${person} and c.kind = 'own' order by c.starts_at`,
    ),
  };
}

async function list<T>(database: Sql, query: ReturnType<typeof sql>): Promise<T[]> {
  const { rows } = await sql<T>`${query}`.execute(database);
  return rows;
}
