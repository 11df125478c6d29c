import { erasedName, type Language, type LocalisedText, type ReminderKind } from '@foyer/contracts';
import { otherOfMine } from '@foyer/meetings';
import { sql, type Sql } from '@foyer/platform';
import { readIncomplete, type Incomplete } from '@foyer/registration';
import type { ReminderItem } from '../mail/content.js';
import { feedbackEnds, followUpEnds, isMyTurn } from './wanted.js';

/** One thing that one person may have to be told. */
export interface Subject {
  person: string;
  kind: ReminderKind;
  ref: string;
}
/** What is so at this moment. */
export interface Truth {
  event: string;
  item: ReminderItem;
  startsAt: Date;
  /** What time it is in the event. */
  eventNow: Date;
}

export const keyOf = ({ person, kind, ref }: Subject): string => `${person} ${kind} ${ref}`;

interface Row extends Subject {
  event: string;
  slug: string;
  title: LocalisedText;
  timeZone: string;
  language: Language;
  eventStartsAt: Date;
  eventEndsAt: Date;
  eventNow: Date;
  startsAt: Date;
  endsAt: Date;
  otherName: string | null;
  otherOrganisation: string | null;
  sessionSlug: string | null;
  sessionTitle: LocalisedText | null;
  /** Of whoever is asked how it was. */
  silent: Silent | null;
}
/** What somebody has not said a word of yet. */
type Silent = NonNullable<ReminderItem['silent']>;

/** Meetings and rated sessions of an event `e` that a person `w` was at and has said nothing of. */
const silentOf = sql`jsonb_build_object(
  'meetings', (select count(*) from meeting m join meeting_person p on p.meeting_id = m.id and p.person_id = w.person
    left join meeting_after f on f.meeting_id = m.id and f.person_id = w.person
    where m.event_id = e.id and m.state in ('booked', 'held', 'missed') and m.ends_at <= e.ends_at
      and p.outcome is null and f.said_held is null),
  'sessions', (select coalesce(jsonb_agg(jsonb_build_object('slug', s.slug, 'title', s.title) order by s.starts_at, s.id), '[]')
    from session s join poll l on l.session_id = s.id and l.question is null and l.state = 'open'
    where s.event_id = e.id and exists (select from attendance a where a.session_id = s.id and a.person_id = w.person)
      and not exists (select from poll_answer v where v.poll_id = l.id and v.person_id = w.person)))`;

/**
 * What is true of these right now, by `keyOf`. What has no entry is not to be told at all: withdrawn, cancelled,
 * taken off the agenda, filled in or answered meanwhile, or the event is not public any more.
 */
export async function truthOf(
  database: Sql,
  subjects: readonly Subject[],
  now: Date,
): Promise<Map<string, Truth>> {
  if (subjects.length === 0) return new Map();
  const { rows } = await sql<Row>`
    select w.person, w.kind, w.ref, e.id as event, e.slug, e.title, e.time_zone as "timeZone",
      e.languages ->> 0 as language,
      e.starts_at as "eventStartsAt", e.ends_at as "eventEndsAt",
      event_now(e.clock_at, e.clock_real, e.clock_rate, ${now}) as "eventNow",
      t.starts_at as "startsAt", t.ends_at as "endsAt", t.other_name as "otherName",
      t.other_organisation as "otherOrganisation", t.session_slug as "sessionSlug", t.session_title as "sessionTitle",
      case when w.kind = 'feedback' then ${silentOf} end as silent
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as w(person uuid, kind text, ref uuid)
    cross join lateral (
      select e.id as event, case when w.kind = 'feedback' then ${feedbackEnds} else e.starts_at end as starts_at,
        case when w.kind = 'feedback' then ${feedbackEnds} else e.ends_at end as ends_at, null::text as other_name,
        null::text as other_organisation, null::text as session_slug, null::jsonb as session_title
      from event e join registration r on r.event_id = e.id and r.person_id = w.person and r.state = 'confirmed'
        and r.name <> ${erasedName}
      where w.kind in ('event-day', 'event-hour', 'profile', 'feedback') and e.id = w.ref
      union all
      select s.event_id, s.starts_at, s.ends_at, null, null, s.slug, s.title
      from session s
      where w.kind = 'session' and s.id = w.ref and exists (
        select from commitment c where c.ref = s.id and c.person_id = w.person and c.kind in ('talk', 'moderation'))
      union all
      select s.event_id, s.starts_at, s.ends_at, null, null, s.slug, s.title
      from session s
      where w.kind = 'starred' and s.id = w.ref and (
        exists (select from session_star t where t.session_id = s.id and t.person_id = w.person) or exists (
          select from session_seat t where t.session_id = s.id and t.person_id = w.person and t.state = 'seated'))
      union all
      select m.event_id, m.starts_at, m.ends_at, r.name, o.name, null, null
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = w.person
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where w.kind = 'meeting' and m.id = w.ref and m.state = 'booked'
      union all
      select q.event_id, q.expires_at, q.expires_at, coalesce(r.name, asks.name), coalesce(o.name, asks.name), null, null
      from meeting_request q
      join registration mine on mine.event_id = q.event_id and mine.person_id = w.person and mine.state = 'confirmed'
      left join registration r on r.event_id = q.event_id
        and r.person_id = case when mine.person_id = q.asker_id then q.asked_id else q.asker_id end
      left join organisation o on o.id = r.organisation_id
      left join organisation asks on asks.id = q.organisation_id
      where w.kind = 'request' and q.id = w.ref and q.state = 'open' and q.expires_at is not null and (${isMyTurn})
      union all
      select m.event_id, ${followUpEnds}, ${followUpEnds}, r.name, o.name, null, null
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_after f on f.meeting_id = m.id and f.person_id = w.person and f.follow_up_at is not null
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = w.person
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where w.kind = 'follow-up' and m.id = w.ref and m.state <> 'cancelled'
    ) t
    join event e on e.id = t.event and e.state = 'published'`.execute(database);
  const lacking = await readIncomplete(
    database,
    rows.filter(({ kind }) => kind === 'profile').map(({ event, person }) => ({ event, person })),
  );
  const truths = new Map<string, Truth>();
  for (const row of rows) {
    const missing = row.kind === 'profile' ? (lacking.get(`${row.event} ${row.person}`) ?? null) : null;
    if (row.kind === 'profile' && !missing) continue;
    if (row.silent && row.silent.meetings + row.silent.sessions.length === 0) continue;
    truths.set(keyOf(row), asTruth(row, missing));
  }
  return truths;
}

function asTruth(row: Row, missing: Incomplete | null): Truth {
  const { event, kind, ref, slug, title, timeZone, otherName, otherOrganisation, sessionSlug, sessionTitle } =
    row;
  return {
    event,
    startsAt: new Date(row.startsAt),
    eventNow: new Date(row.eventNow),
    item: {
      kind,
      ref,
      startsAt: new Date(row.startsAt).toISOString(),
      endsAt: new Date(row.endsAt).toISOString(),
      event: {
        slug,
        title,
        timeZone,
        language: row.language,
        startsAt: new Date(row.eventStartsAt).toISOString(),
        endsAt: new Date(row.eventEndsAt).toISOString(),
      },
      other: otherName === null ? null : { name: otherName, organisation: otherOrganisation ?? '' },
      session:
        sessionSlug === null || sessionTitle === null ? null : { slug: sessionSlug, title: sessionTitle },
      ...(missing ? { missing } : {}),
      ...(row.silent ? { silent: row.silent } : {}),
    },
  };
}
