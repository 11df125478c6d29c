import type { Language, LocalisedText } from '@foyer/contracts';
import { otherOfMine } from '@foyer/meetings';
import { sql, type Sql } from '@foyer/platform';
import type { ReminderItem } from '../mail/content.js';
import { leadMinutes, type ReminderKind } from './kinds.js';

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
}

/**
 * What is true of these right now, by `keyOf`. What has no entry is not to be told at all: withdrawn, cancelled,
 * taken off the agenda, or the event is not public any more.
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
      t.other_organisation as "otherOrganisation", t.session_slug as "sessionSlug", t.session_title as "sessionTitle"
    from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as w(person uuid, kind text, ref uuid)
    cross join lateral (
      select e.id as event, e.starts_at, e.ends_at, null::text as other_name, null::text as other_organisation,
        null::text as session_slug, null::jsonb as session_title
      from event e join registration r on r.event_id = e.id and r.person_id = w.person and r.state = 'confirmed'
      where w.kind in ('event-day', 'event-hour') and e.id = w.ref
      union all
      select s.event_id, s.starts_at, s.ends_at, null, null, s.slug, s.title
      from session s
      where w.kind = 'session' and s.id = w.ref and exists (
        select from commitment c where c.ref = s.id and c.person_id = w.person and c.kind in ('talk', 'moderation'))
      union all
      select m.event_id, m.starts_at, m.ends_at, r.name, o.name, null, null
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = w.person
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where w.kind = 'meeting' and m.id = w.ref and m.state = 'booked'
      union all
      select m.event_id, f.follow_up_at + make_interval(mins => ${leadMinutes['follow-up']}),
        f.follow_up_at + make_interval(mins => ${leadMinutes['follow-up']}), r.name, o.name, null, null
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_after f on f.meeting_id = m.id and f.person_id = w.person and f.follow_up_at is not null
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = w.person
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where w.kind = 'follow-up' and m.id = w.ref and m.state <> 'cancelled'
    ) t
    join event e on e.id = t.event and e.state = 'published'`.execute(database);
  return new Map(rows.map((row) => [keyOf(row), asTruth(row)]));
}

function asTruth(row: Row): Truth {
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
    },
  };
}
