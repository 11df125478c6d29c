import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { otherOfMine } from '@foyer/meetings';
import { Mailer, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { nextVersion } from '../calendar/calendar-entries.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

interface MeetingOf {
  person: string;
  otherName: string;
  otherOrganisation: string;
  startsAt: Date;
  endsAt: Date;
  tableNumber: number | null;
}

/** Mail about requests to meet and the meetings that come of them. */
@Injectable()
export class MeetingMails {
  constructor(
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** The one asked is told, while the request is open. */
  async requested(tx: Tx, { event: eventId, request }: FactPayload<'meeting.requested'>): Promise<void> {
    const { rows } = await sql<{
      asked: string;
      message: string | null;
      name: string;
      organisation: string;
    }>`
      select q.asked_id as asked, q.message, r.name, o.name as organisation from meeting_request q
      join registration r on r.event_id = q.event_id and r.person_id = q.asker_id
      join organisation o on o.id = r.organisation_id
      where q.id = ${request} and q.event_id = ${eventId} and q.state = 'open'`.execute(tx.sql);
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const row = rows[0];
    if (!row || !event) return;
    const { asked, message, ...other } = row;
    await this.mails.queue(tx, [
      {
        kind: 'meeting-requested',
        event: eventId,
        person: asked,
        dedupe: `requested:${request}`,
        content: { about: 'requested', event: aboutEvent(event), request, other, message },
        expiresAt: event.endsAt,
      },
    ]);
  }

  /** Both are told, while it is booked: of the first time, and of every other one that it moves to. */
  async booked(tx: Tx, { event: eventId, meeting }: FactPayload<'meeting.booked'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const people = await this.peopleOf(tx, eventId, meeting, 'booked');
    const [first] = people;
    if (!event || !first) return;
    const entry = await nextVersion(tx, this.uid(meeting), { ...first, takesPlace: true });
    await this.mails.queue(
      tx,
      people.map((row) => ({
        kind: 'meeting-booked' as const,
        event: eventId,
        person: row.person,
        dedupe: `booked:${meeting}:${row.person}:${entry.sequence}`,
        content: {
          about: 'booked' as const,
          event: aboutEvent(event),
          meeting: toContent(meeting, row),
          entry,
        },
        expiresAt: row.endsAt,
      })),
    );
  }

  /** Both are told, the one who cancelled it too: it has to leave their calendar. */
  async cancelled(tx: Tx, { event: eventId, meeting, by }: FactPayload<'meeting.cancelled'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const people = await this.peopleOf(tx, eventId, meeting, 'cancelled');
    const [first] = people;
    if (!event || !first) return;
    const entry = await nextVersion(tx, this.uid(meeting), { ...first, takesPlace: false });
    await this.mails.queue(
      tx,
      people.map((row) => ({
        kind: 'meeting-cancelled' as const,
        event: eventId,
        person: row.person,
        dedupe: `cancelled:${meeting}:${row.person}`,
        content: {
          about: 'cancelled' as const,
          event: aboutEvent(event),
          meeting: toContent(meeting, row),
          byRecipient: row.person === by,
          entry,
        },
        expiresAt: row.endsAt,
      })),
    );
  }

  /** Whoever is late is told that somebody waits; it is of no use once the meeting is over. */
  async called(
    tx: Tx,
    { event: eventId, meeting, by, people }: FactPayload<'meeting.called'>,
  ): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event) return;
    const { rows } = await sql<MeetingOf>`
      select late.person_id as person, r.name as "otherName", o.name as "otherOrganisation",
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "tableNumber"
      from meeting m join meeting_person late on late.meeting_id = m.id
      join registration r on r.event_id = m.event_id and r.person_id = ${by}
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${eventId} and late.person_id = any(${people}::uuid[])
        and late.entered_at is null and m.state = 'booked'`.execute(tx.sql);
    await this.mails.queue(
      tx,
      rows.map((row) => {
        const times = { startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) };
        return {
          kind: 'meeting-reminder' as const,
          event: eventId,
          person: row.person,
          dedupe: `called:${meeting}:${row.person}`,
          content: {
            about: 'called' as const,
            event: aboutEvent(event),
            meeting: toContent(meeting, { ...row, ...times }),
          },
          expiresAt: times.endsAt,
        };
      }),
    );
  }

  private uid(meeting: string): string {
    return `meeting-${meeting}@${this.mailer.domain}`;
  }

  private async peopleOf(
    tx: Tx,
    event: string,
    meeting: string,
    state: 'booked' | 'cancelled',
  ): Promise<MeetingOf[]> {
    const { rows } = await sql<MeetingOf>`
      select mine.person_id as person, r.name as "otherName", o.name as "otherOrganisation",
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "tableNumber"
      from meeting m join meeting_request q on q.id = m.request_id
      join meeting_person mine on mine.meeting_id = m.id
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${event} and m.state = ${state}`.execute(tx.sql);
    return rows.map((row) => ({
      ...row,
      startsAt: new Date(row.startsAt),
      endsAt: new Date(row.endsAt),
    }));
  }
}

function toContent(id: string, row: MeetingOf) {
  return {
    id,
    other: { name: row.otherName, organisation: row.otherOrganisation },
    table: row.tableNumber,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  };
}
