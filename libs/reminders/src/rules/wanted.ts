import { erasedName, reminderKinds, standardRules } from '@foyer/contracts';
import { sql } from '@foyer/platform';

type Fragment = ReturnType<typeof sql>;

/** For so many days after an event it is worth asking how it was. */
const feedbackDays = 14;
/** For so many days somebody who wanted to get back to somebody is still told. */
const followUpDays = 7;

/** Until when what is about the time after something is worth telling; the same in `wanted` and in `truthOf`. */
export const feedbackEnds = sql`e.ends_at + make_interval(days => ${feedbackDays})`;
export const followUpEnds = sql`f.follow_up_at + make_interval(days => ${followUpDays})`;

/** Whether somebody has to say something next to a request `q`; `mine` is their registration. */
export const isMyTurn = sql`(q.turn = 'asker' and q.asker_id = mine.person_id)
  or (q.turn = 'asked' and (q.asked_id = mine.person_id or (q.asked_id is null and mine.listed
    and q.organisation_id = mine.organisation_id and q.asker_id <> mine.person_id)))`;

/** Who has put a session `s` into their agenda, or has a seat in it, and since when. */
const starring = sql`(
  select t.person_id, min(t.since) as since from (
    select person_id, starred_at as since from session_star where session_id = s.id
    union all select person_id, created_at from session_seat where session_id = s.id and state = 'seated') t
  group by t.person_id)`;

/** The standard rules as rows of (kind, lead, after). */
export const standard = sql`(values ${sql.join(
  reminderKinds.map((kind) => {
    const { lead, after = false } = standardRules[kind];
    return sql`(${kind}::text, ${lead}::int, ${after}::boolean)`;
  }),
)})`;

/**
 * Everything that a rule speaks of, whatever the rules say: who, what, until when it is worth telling (`starts_at`),
 * what the lead is counted from (`anchor`), and since when that has been known.
 * @param inScope which events `e`, as a condition
 * @param now the event's time
 */
export function subjects(inScope: Fragment, now: Fragment): Fragment {
  return sql`
    select r.person_id as person, k.kind, e.id as event, e.id as ref, e.starts_at, e.starts_at as anchor,
      r.confirmed_at as since
    from event e join registration r on r.event_id = e.id and r.state = 'confirmed'
    cross join (values ('event-day'), ('event-hour'), ('profile')) as k(kind)
    where ${inScope} and e.state = 'published' and e.starts_at > ${now}
    union all
    select r.person_id, 'feedback', e.id, e.id, ${feedbackEnds}, e.ends_at, r.confirmed_at
    from event e join registration r on r.event_id = e.id and r.state = 'confirmed' and r.name <> ${erasedName}
    where ${inScope} and e.state = 'published' and ${feedbackEnds} > ${now}
    union all
    select p.person_id, 'meeting', e.id, m.id, m.starts_at, m.starts_at, m.booked_at
    from event e join meeting m on m.event_id = e.id and m.state = 'booked'
    join meeting_person p on p.meeting_id = m.id
    where ${inScope} and e.state = 'published' and m.starts_at > ${now}
    union all
    select c.person_id, 'session', e.id, s.id, s.starts_at, s.starts_at, null
    from event e join session s on s.event_id = e.id
    join commitment c on c.ref = s.id and c.kind in ('talk', 'moderation')
    where ${inScope} and e.state = 'published' and s.starts_at > ${now}
    union all
    select t.person_id, 'starred', e.id, s.id, s.starts_at, s.starts_at, t.since
    from event e join session s on s.event_id = e.id cross join lateral ${starring} t
    where ${inScope} and e.state = 'published' and s.starts_at > ${now} and not exists (
      select from commitment c where c.ref = s.id and c.person_id = t.person_id and c.kind in ('talk', 'moderation'))
    union all
    select mine.person_id, 'request', e.id, q.id, q.expires_at, q.expires_at,
      case when q.rounds = 0 then q.asked_at else ${now} end
    from event e join meeting_request q on q.event_id = e.id and q.state = 'open'
    join registration mine on mine.event_id = e.id and mine.state = 'confirmed' and (${isMyTurn})
    where ${inScope} and e.state = 'published' and q.expires_at > ${now}
    union all
    select f.person_id, 'follow-up', e.id, m.id, ${followUpEnds}, f.follow_up_at, null
    from event e join meeting m on m.event_id = e.id and m.state <> 'cancelled'
    join meeting_after f on f.meeting_id = m.id
    where ${inScope} and e.state = 'published' and ${followUpEnds} > ${now}`;
}
