import type { LocalisedText, SessionKind } from '@foyer/contracts';
import { EventAccess, EventEntity } from '@foyer/events';
import { otherOfMine, tableName } from '@foyer/meetings';
import { Database, ENV, Mailer, Problem, sql, type Call, type Env, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { pageUrl } from '../templates/page.js';
import { readerOf, type Reader } from '../templates/reader.js';
import { tableWords } from '../templates/table.js';
import { writeCalendar, type CalendarItem } from './calendar-file.js';
import { Feeds } from './feeds.js';

interface SessionRow {
  id: string;
  slug: string;
  kind: SessionKind;
  title: LocalisedText;
  abstract: LocalisedText | null;
  startsAt: Date;
  endsAt: Date;
  room: LocalisedText | null;
  /** Releases that have changed it. */
  changes: number;
  stamp: Date;
}
interface MeetingRow {
  id: string;
  startsAt: Date;
  endsAt: Date;
  table: number | null;
  tableName: string | null;
  name: string;
  organisation: string;
  sequence: number;
  stamp: Date;
}

interface FollowUpRow {
  meeting: string;
  day: string;
  at: Date;
  name: string;
  organisation: string;
  changes: number;
}

/** Calendars that people read: of one session, and of everything that somebody has promised or starred. */
@Injectable()
export class PersonalCalendar {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Feeds) private readonly feeds: Feeds,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @returns iCalendar text @throws Problem not_found for a session that not everybody may see */
  async session(call: Call, slug: string, session: string): Promise<string> {
    const { event } = await this.access.find(call, { slug });
    const rows = await readSessions(this.database.sql, event.id, sql`s.slug = ${session}`);
    if (rows.length === 0) throw new Problem('not_found');
    const reader = await readerOf(event.languages[0] ?? 'en', event.timeZone);
    return this.write(event, reader, rows, []);
  }

  /** The caller's own agenda. @returns iCalendar text @throws Problem not_found */
  async mine(call: Call, slug: string): Promise<string> {
    const person = call.actor?.person;
    if (!person) throw new Problem('not_signed_in');
    const { event } = await this.access.find(call, { slug });
    return this.of(event, person);
  }

  /** Somebody's agenda by the address of their feed. @throws Problem not_found for an address that does not work */
  async byToken(token: string): Promise<string> {
    const { event: id, person } = await this.feeds.read(token);
    const event = await this.database.em().findOne(EventEntity, { id });
    if (!event) throw new Problem('not_found');
    // A draft is read by those alone who have a part in it.
    const roles = await this.access.rolesOf(this.database.sql, event.id, person);
    if (event.state === 'draft' && roles.size === 0) throw new Problem('not_found');
    return this.of(event, person);
  }

  private async of(event: EventEntity, person: string): Promise<string> {
    const { sessions, meetings, followUps, reader } = await this.database.snapshot(async (database) => {
      const { rows } = await sql<{ language: Reader['language']; timeZone: string }>`
        select language, time_zone as "timeZone" from person where id = ${person}`.execute(database);
      const own = rows[0];
      if (!own) throw new Problem('not_found');
      return {
        reader: await readerOf(own.language, own.timeZone, event.languages[0]),
        sessions: await readSessions(database, event.id, mineAmong(person)),
        meetings: await readMeetings(database, event.id, person, `@${this.mailer.domain}`),
        followUps: await readFollowUps(database, event.id, person),
      };
    });
    return this.write(event, reader, sessions, meetings, followUps);
  }

  private write(
    event: EventEntity,
    reader: Reader,
    sessions: readonly SessionRow[],
    meetings: readonly MeetingRow[],
    followUps: readonly FollowUpRow[] = [],
  ): string {
    const items = [
      ...sessions.map((row) => this.sessionItem(event, reader, row)),
      ...meetings.map((row) => this.meetingItem(event, reader, row)),
      ...followUps.map((row) => this.followUpItem(event, reader, row)),
    ].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.uid < b.uid ? -1 : 1));
    return writeCalendar({ name: reader.own(event.title), timeZone: event.timeZone, items });
  }

  private sessionItem(event: EventEntity, reader: Reader, row: SessionRow): CalendarItem {
    const url = pageUrl.session(this.env.publicUrl, event.slug, row.slug);
    const about = row.abstract ? `${reader.own(row.abstract)}\n` : '';
    return {
      uid: `session-${row.id}@${this.mailer.domain}`,
      sequence: row.changes,
      ...{ stamp: row.stamp, startsAt: row.startsAt, endsAt: row.endsAt, url },
      title: reader.own(row.title),
      description: `${about}${reader.own(event.title)}\n${reader.say('calendar.join', { url })}`,
      location: row.room ? reader.own(row.room) : url,
      category: reader.say(`calendar.kind.${row.kind}`),
    };
  }

  private followUpItem(event: EventEntity, reader: Reader, row: FollowUpRow): CalendarItem {
    const url = pageUrl.contacts(this.env.publicUrl, event.slug);
    return {
      uid: `follow-up-${row.meeting}@${this.mailer.domain}`,
      ...{ sequence: row.changes, stamp: row.at, startsAt: row.at, endsAt: row.at, day: row.day, url },
      title: reader.say('reminder.followUp', { name: row.name, organisation: row.organisation }),
      description: `${row.name}, ${row.organisation}\n${reader.own(event.title)}\n${url}`,
      location: null,
      category: reader.say('calendar.kind.follow-up'),
    };
  }

  private meetingItem(event: EventEntity, reader: Reader, row: MeetingRow): CalendarItem {
    const url = pageUrl.meetings(this.env.publicUrl, event.slug);
    return {
      uid: `meeting-${row.id}@${this.mailer.domain}`,
      ...{ sequence: row.sequence, stamp: row.stamp, startsAt: row.startsAt, endsAt: row.endsAt, url },
      title: reader.say('calendar.meeting', { name: row.name }),
      description: `${row.name}, ${row.organisation}\n${reader.own(event.title)}\n${reader.say('calendar.join', { url })}`,
      location: tableWords(reader, row) ?? url,
      category: reader.say('calendar.kind.meeting'),
    };
  }
}

/** The days on which somebody wants to get back to whom they met. */
async function readFollowUps(database: Sql, event: string, person: string): Promise<FollowUpRow[]> {
  const { rows } = await sql<FollowUpRow>`
    select m.id as meeting, to_char(f.follow_up_on, 'YYYY-MM-DD') as day, f.follow_up_at as at, f.changes,
      r.name, o.name as organisation
    from meeting_after f join meeting m on m.id = f.meeting_id and m.state <> 'cancelled'
    join meeting_request q on q.id = m.request_id
    join meeting_person mine on mine.meeting_id = m.id and mine.person_id = f.person_id
    join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
    join organisation o on o.id = r.organisation_id
    where m.event_id = ${event} and f.person_id = ${person} and f.follow_up_on is not null
    order by f.follow_up_at, m.id`.execute(database);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** What is in a person's own agenda: what they starred, and where they are on stage. */
const mineAmong = (person: string) => sql`(
  exists (select from session_star t where t.session_id = s.id and t.person_id = ${person})
  or exists (select from session_speaker t join speaker k on k.id = t.speaker_id
    where t.session_id = s.id and k.person_id = ${person}))`;

async function readSessions(
  database: Sql,
  event: string,
  which: ReturnType<typeof sql>,
): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, s.slug, s.kind, s.title, s.abstract, s.starts_at as "startsAt", s.ends_at as "endsAt", r.name as room,
      (select count(*)::int from release_change c where c.session_id = s.id) as changes,
      coalesce((select max(l.released_at) from release_change c join release l on l.id = c.release_id
        where c.session_id = s.id), e.created_at) as stamp
    from session s join event e on e.id = s.event_id left join room r on r.id = s.room_id
    where s.event_id = ${event} and s.kind <> 'private-blocker' and ${which}
    order by s.starts_at, s.slug`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    stamp: new Date(row.stamp),
  }));
}

async function readMeetings(
  database: Sql,
  event: string,
  person: string,
  domain: string,
): Promise<MeetingRow[]> {
  const { rows } = await sql<MeetingRow>`
    select m.id, m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table",
      ${tableName} as "tableName", r.name,
      o.name as organisation, coalesce(c.sequence, 0) as sequence, m.booked_at as stamp
    from meeting m join meeting_request q on q.id = m.request_id join meeting_block b on b.id = m.block_id
    join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${person}
    join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
    join organisation o on o.id = r.organisation_id
    left join calendar_entry c on c.uid = 'meeting-' || m.id || ${domain}
    where m.event_id = ${event} and m.state in ('booked', 'held') order by m.starts_at`.execute(database);
  return rows.map((row) => ({
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    stamp: new Date(row.stamp),
  }));
}
