import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { placeSql, tableName } from '@foyer/meetings';
import { Mailer, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { nextVersions } from '../calendar/calendar-entries.js';
import type { ContentAbout, Other } from '../mail/content.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

type Content = ContentAbout<'schedule'>;
interface Row {
  meeting: string;
  person: string;
  state: 'booked' | 'cancelled';
  change: 'booked' | 'moved' | 'removed' | null;
  table: number | null;
  tableName: string | null;
  place: string;
  startsAt: string;
  endsAt: string;
  others: Other[];
}

/** A mail names so many people with whom no time was found; the others are counted. */
const mostWaiting = 30;

/** Mail about a computed schedule that was published. */
@Injectable()
export class ScheduleMails {
  constructor(
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** Everybody whose day it changes is told once, of all their meetings; after the first one also who got none. */
  async published(tx: Tx, { event: id, run }: FactPayload<'schedule.published'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id });
    if (!event) return;
    const rows = await readMeetings(tx.sql, id, run);
    const waiting = await readWaiting(tx.sql, id, run);
    // Calendars hear of what has changed; what has not, they know already.
    const versions = await nextVersions(
      tx,
      [...new Map(rows.map((row) => [row.meeting, row])).values()].map((row) => ({
        uid: this.uid(row.meeting),
        startsAt: new Date(row.startsAt),
        endsAt: new Date(row.endsAt),
        place: row.place,
        takesPlace: row.state === 'booked',
      })),
    );
    const people = new Set([
      ...rows.flatMap(({ person, change }) => (change ? [person] : [])),
      ...waiting.told,
    ]);
    const about = aboutEvent(event);
    await this.mails.queue(
      tx,
      [...people].map((person) => {
        const mine = rows.filter((row) => row.person === person);
        const without = waiting.of.get(person) ?? [];
        const content: Content = {
          about: 'schedule',
          event: about,
          meetings: mine.map(({ meeting, change, table, tableName: called, others, ...row }) => ({
            ...{ id: meeting, change, table, tableName: called, others },
            startsAt: new Date(row.startsAt).toISOString(),
            endsAt: new Date(row.endsAt).toISOString(),
            sequence: versions.get(this.uid(meeting)) ?? 0,
            uid: this.uid(meeting),
          })),
          waiting: without.slice(0, mostWaiting),
          more: Math.max(0, without.length - mostWaiting),
        };
        return {
          kind: 'meeting-booked' as const,
          ...{ event: id, person, dedupe: `schedule:${run}:${person}`, content, expiresAt: event.endsAt },
        };
      }),
    );
  }

  private uid(meeting: string): string {
    return `meeting-${meeting}@${this.mailer.domain}`;
  }
}

/** The meetings to come of everybody in a plan, what it has taken out among them. */
async function readMeetings(database: Sql, event: string, run: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with changed as (
      select k.kind as change, e.meeting::uuid as meeting from schedule_run r
      cross join lateral (values ('booked'), ('moved'), ('removed')) as k(kind)
      cross join lateral jsonb_array_elements_text(r.published -> k.kind) as e(meeting)
      where r.id = ${run}
    ), affected as (
      select distinct p.person_id from changed c join meeting_person p on p.meeting_id = c.meeting
    )
    select m.id as meeting, p.person_id as person, m.state, c.change, m.table_number as "table",
      ${tableName} as "tableName", ${placeSql} as place,
      m.starts_at as "startsAt", m.ends_at as "endsAt",
      (select coalesce(jsonb_agg(jsonb_build_object('name', r.name, 'organisation', o.name) order by r.name), '[]')
        from meeting_person q join registration r on r.event_id = m.event_id and r.person_id = q.person_id
        join organisation o on o.id = r.organisation_id
        where q.meeting_id = m.id and q.person_id <> p.person_id) as others
    from affected a join meeting_person p on p.person_id = a.person_id
    join meeting m on m.id = p.meeting_id and m.event_id = ${event} join meeting_block b on b.id = m.block_id
    left join changed c on c.meeting = m.id
    where m.state = 'booked' and c.change is distinct from 'removed' or m.state = 'cancelled' and c.change = 'removed'
    order by m.starts_at, m.id`.execute(database);
  return rows;
}

/** With whom people still wait for a time; and who hears of it though nothing else has changed for them. */
async function readWaiting(
  database: Sql,
  event: string,
  run: string,
): Promise<{ of: Map<string, Other[]>; told: string[] }> {
  const { rows } = await sql<{ person: string; other: Other }>`
    select v.person, jsonb_build_object('name', r.name, 'organisation', o.name) as other
    from meeting_request q
    cross join lateral (values (q.asker_id, q.asked_id), (q.asked_id, q.asker_id)) as v(person, other)
    join registration r on r.event_id = q.event_id and r.person_id = v.other and r.state = 'confirmed'
    join registration mine on mine.event_id = q.event_id and mine.person_id = v.person and mine.state = 'confirmed'
    join organisation o on o.id = r.organisation_id
    where q.event_id = ${event} and q.state = 'accepted'
      and not exists (select from meeting m where m.request_id = q.id and m.state <> 'cancelled')
    order by r.name`.execute(database);
  const { rows: earlier } = await sql`
    select from schedule_run where event_id = ${event} and state = 'published' and id <> ${run} limit 1`.execute(
    database,
  );
  const of = new Map<string, Other[]>();
  for (const { person, other } of rows) of.set(person, [...(of.get(person) ?? []), other]);
  return { of, told: earlier.length ? [] : [...of.keys()] };
}
