import type { Contact, ContactCard, Partner } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { partnerJson } from '../attendees.js';
import { sideOfMine } from '../counterpart.js';

/** States as one of the two sees them; `theirs` and `mine` are cards. */
const stateOf = (mine: unknown, theirs: unknown): Contact['state'] =>
  mine ? (theirs ? 'exchanged' : 'offered') : theirs ? 'wanted' : 'none';

/**
 * Whom somebody met in an event, by name: people of the other side of meetings that were held or are going on, of others with a note or
 * a day to follow up, and those with whom something was offered. A card is shown once both have offered theirs.
 * @param who one of them alone
 */
export async function contactsSeen(
  database: Sql,
  { event, me, now, who = null }: { event: string; me: string; now: Date; who?: string | null },
): Promise<Contact[]> {
  const { rows } = await sql<{
    person: Partner;
    mine: ContactCard | null;
    theirs: ContactCard | null;
    meetings: Contact['meetings'];
  }>`
    with met as (
      select other.person_id as person, jsonb_agg(jsonb_build_object('id', m.id, 'startsAt', m.starts_at, 'endsAt', m.ends_at,
        'outcome', mine.outcome, 'rating', a.rating, 'note', coalesce(a.note, ''),
        'followUpOn', to_char(a.follow_up_on, 'YYYY-MM-DD')) order by m.starts_at, m.id) as meetings
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${me}
      join meeting_person other on other.meeting_id = m.id
        and case other.person_id when q.asker_id then 'asker' when q.asked_id then 'asked' else other.side end <> ${sideOfMine}
      left join meeting_after a on a.meeting_id = m.id and a.person_id = ${me}
      where m.event_id = ${event} and m.starts_at <= ${now} and (m.state in ('held', 'booked')
        or m.state = 'missed' and (a.note <> '' or a.follow_up_on is not null))
      group by other.person_id
    ), given as (
      select case when low_id = ${me} then high_id else low_id end as person,
        case when low_id = ${me} then low_card else high_card end as mine,
        case when low_id = ${me} then high_card else low_card end as theirs
      from contact_exchange where event_id = ${event} and ${me} in (low_id, high_id)
    )
    select ${partnerJson} as person, given.mine, given.theirs, coalesce(met.meetings, '[]') as meetings
    from met full join given on given.person = met.person
    join registration r on r.event_id = ${event} and r.person_id = coalesce(met.person, given.person)
    join organisation o on o.id = r.organisation_id
    where (met.person is not null or given.mine is not null or given.theirs is not null)
      and (${who}::uuid is null or r.person_id = ${who}::uuid)
    order by lower(r.name), r.person_id`.execute(database);
  return rows.map(({ person, mine, theirs, meetings }) => ({
    person,
    state: stateOf(mine, theirs),
    card: mine && theirs,
    given: mine,
    meetings: meetings.map((one) => ({
      ...one,
      startsAt: new Date(one.startsAt).toISOString(),
      endsAt: new Date(one.endsAt).toISOString(),
    })),
  }));
}

/** What somebody would give of themselves. */
export async function ownCard(database: Sql, event: string, person: string): Promise<ContactCard | null> {
  const { rows } = await sql<ContactCard>`
    select r.name, r.job_title as "jobTitle", o.name as organisation, r.country, p.email, null as phone
    from registration r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
    where r.event_id = ${event} and r.person_id = ${person}`.execute(database);
  return rows[0] ?? null;
}
