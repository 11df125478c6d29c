import { erasedName, type LocalisedText } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { keyOf, truthOf, type Subject } from '../rules/truth.js';
import type { ContentAbout, MailContent } from './content.js';

/**
 * What of a mail is still so when it goes out, which may be long after it was queued.
 * @returns null when nothing of it is
 */
export async function stillTrue(
  database: Sql,
  person: string,
  content: MailContent,
  now: Date,
): Promise<MailContent | null> {
  switch (content.about) {
    case 'reminders': {
      const subjects: Subject[] = content.items.map(({ kind, ref }) => ({ person, kind, ref }));
      const truths = await truthOf(database, subjects, now);
      const items = content.items.filter(({ kind, ref, startsAt }) => {
        const truth = truths.get(keyOf({ person, kind, ref }));
        return truth && truth.item.startsAt === startsAt && truth.startsAt > truth.eventNow;
      });
      return items.length ? { ...content, items } : null;
    }
    case 'confirmed':
      return (await has(
        database,
        sql`select from registration where id = ${content.registration} and state = 'confirmed'`,
      ))
        ? content
        : null;
    case 'place':
      return stillPlaced(database, content);
    case 'event-moved':
      return stillMoved(database, content);
    case 'invitation':
      return (await has(
        database,
        sql`select from invitation i where i.id = ${content.invitation} and i.version = ${content.version}
          and i.revoked_at is null and i.declined_at is null and not exists (
            select from registration r where r.event_id = i.event_id and r.person_id = i.person_id and r.state <> 'invited')`,
      ))
        ? content
        : null;
    case 'requested':
      return (await has(
        database,
        sql`select from meeting_request where id = ${content.request} and state = 'open'`,
      ))
        ? content
        : null;
    case 'request-news':
      // What was answered meanwhile needs no answer any more.
      return (content.what !== 'countered' && content.what !== 'offered' && content.what !== 'agreed') ||
        (await has(
          database,
          sql`select from meeting_request q where q.id = ${content.request} and q.state in ('open', 'accepted')
            and not exists (select from meeting m where m.request_id = q.id)`,
        ))
        ? content
        : null;
    case 'booked':
      return (await has(
        database,
        sql`select from meeting where id = ${content.meeting.id} and state <> 'cancelled'
          and starts_at = ${content.meeting.startsAt}::timestamptz`,
      ))
        ? content
        : null;
    case 'called':
      return (await has(
        database,
        sql`select from meeting m join meeting_person p on p.meeting_id = m.id
          where m.id = ${content.meeting.id} and m.state = 'booked' and p.person_id = ${person} and p.entered_at is null`,
      ))
        ? content
        : null;
    case 'speaker-claim':
      return (await has(
        database,
        sql`select from speaker_claim where id = ${content.claim} and expires_at > ${now}`,
      ))
        ? content
        : null;
    case 'contact':
      return (await has(
        database,
        sql`select from contact_exchange x join event e on e.id = x.event_id and e.slug = ${content.event.slug}
          where x.low_id = least(${person}::uuid, ${content.person}::uuid)
            and x.high_id = greatest(${person}::uuid, ${content.person}::uuid)
            and (x.exchanged_at is not null) = ${content.what === 'exchanged'}
            and case x.low_id when ${content.person}::uuid then x.low_card else x.high_card end is not null`,
      ))
        ? content
        : null;
    case 'message':
      return withWords(database, person, content);
    case 'schedule':
      return stillScheduled(database, content);
    case 'agenda-changed':
      return stillReleased(database, content);
    case 'cancelled':
    case 'speaker-reviewed':
    case 'summary':
      return content;
  }
}

/** Words, and whom to answer; nothing of a message that was kept back, or to who has erased their data since. */
async function withWords(
  database: Sql,
  person: string,
  content: ContentAbout<'message'>,
): Promise<ContentAbout<'message'> | null> {
  const { rows } = await sql<{
    subject: LocalisedText;
    body: LocalisedText;
    state: string;
    replyTo: string | null;
    name: string | null;
    organisation: string | null;
  }>`
    select s.subject, s.body, s.state, coalesce(s.reply_to, e.contact) as "replyTo", r.name, o.name as organisation
    from message s join event e on e.id = s.event_id
    left join registration r on r.event_id = s.event_id and r.person_id = ${person}
    left join organisation o on o.id = r.organisation_id
    where s.id = ${content.message}::uuid`.execute(database);
  const row = rows[0];
  const test = content.test ?? false;
  if (!row || row.name === erasedName || (!test && row.state !== 'confirmed')) return null;
  const { subject, body, replyTo } = row;
  return { ...content, words: { subject, body, replyTo, test, organisation: row.organisation ?? '' } };
}

/** What has changed since has had a mail of its own. */
async function stillScheduled(
  database: Sql,
  content: ContentAbout<'schedule'>,
): Promise<ContentAbout<'schedule'> | null> {
  const { rows } = await sql<{ id: string; state: string; startsAt: string }>`
    select id, state, starts_at as "startsAt" from meeting
    where id = any(${content.meetings.map(({ id }) => id)}::uuid[])`.execute(database);
  const now = new Map(rows.map((row) => [row.id, row]));
  const meetings = content.meetings.filter(({ id, change, startsAt }) => {
    const row = now.get(id);
    if (change === 'removed') return row?.state === 'cancelled';
    return row?.state === 'booked' && new Date(row.startsAt).toISOString() === startsAt;
  });
  return meetings.length || content.waiting.length ? { ...content, meetings } : null;
}

/** What a later release has changed once more has a mail of its own. */
async function stillReleased(
  database: Sql,
  content: ContentAbout<'agenda-changed'>,
): Promise<ContentAbout<'agenda-changed'> | null> {
  const { rows } = await sql<{ id: string; startsAt: string; endsAt: string }>`
    select id, starts_at as "startsAt", ends_at as "endsAt" from session
    where id = any(${content.items.map(({ session }) => session)}::uuid[])`.execute(database);
  const now = new Map(rows.map((row) => [row.id, row]));
  const items = content.items.filter(({ kind, session, startsAt, endsAt }) => {
    const row = now.get(session);
    if (kind === 'removed' || !row) return kind === 'removed' && !row;
    return new Date(row.startsAt).toISOString() === startsAt && new Date(row.endsAt).toISOString() === endsAt;
  });
  return items.length || content.more ? { ...content, items } : null;
}

const stateOf = {
  received: 'pending',
  waiting: 'waiting',
  declined: 'declined',
  removed: 'withdrawn',
  withdrawn: 'withdrawn',
  changed: null,
} as const;

/** Who is told that they wait is told where they stand now. */
async function stillPlaced(
  database: Sql,
  content: ContentAbout<'place'>,
): Promise<ContentAbout<'place'> | null> {
  const { rows } = await sql<{ state: string; position: number }>`
    select state, (select count(*)::int from registration w where w.event_id = r.event_id
      and w.state = 'waiting' and w.queue_number <= r.queue_number) as position
    from registration r where id = ${content.registration}`.execute(database);
  const row = rows[0];
  const wanted = stateOf[content.what];
  if (!row || (wanted !== null && row.state !== wanted)) return null;
  return content.what === 'waiting' ? { ...content, position: row.position } : content;
}

/** With the times of this moment; what calendars were told of since has a mail of its own. */
async function stillMoved(
  database: Sql,
  content: ContentAbout<'event-moved'>,
): Promise<ContentAbout<'event-moved'> | null> {
  const { rows } = await sql<{ startsAt: string; endsAt: string }>`
    select e.starts_at as "startsAt", e.ends_at as "endsAt"
    from registration r join event e on e.id = r.event_id
    where r.id = ${content.registration} and r.state = 'confirmed' and r.name <> ${erasedName}
      and (e.state = 'published') = ${content.what !== 'off'}::boolean and not exists (
        select from calendar_entry c where c.uid = ${content.entry.uid} and c.sequence > ${content.entry.sequence})`.execute(
    database,
  );
  const row = rows[0];
  if (!row) return null;
  const times = {
    startsAt: new Date(row.startsAt).toISOString(),
    endsAt: new Date(row.endsAt).toISOString(),
  };
  return { ...content, event: { ...content.event, ...times } };
}

async function has(database: Sql, query: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (${query}) as found`.execute(database);
  return rows[0]?.found ?? false;
}
