import { randomUUID } from 'node:crypto';
import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { otherOfMine, placeSql, tableName } from '@foyer/meetings';
import { Mailer, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isInCalendars, nextVersion, versionWithout } from '../calendar/calendar-entries.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

interface MeetingOf {
  person: string;
  otherName: string;
  otherOrganisation: string;
  startsAt: Date;
  endsAt: Date;
  tableNumber: number | null;
  tableName: string | null;
  /** As `placeSql` says it. */
  place: string;
}

/** Mail about meetings. */
@Injectable()
export class MeetingMails {
  constructor(
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** All are told, while it is booked: of the first time, and of every other one that it moves to. */
  async booked(tx: Tx, { event, meeting }: FactPayload<'meeting.booked'>): Promise<void> {
    await this.tellBooked(
      tx,
      event,
      meeting,
      (person, sequence) => `booked:${meeting}:${person}:${sequence}`,
    );
  }

  /** A colleague was added: they are told, as those were before who are in it already. */
  async joined(tx: Tx, { event, meeting, person }: FactPayload<'meeting.joined'>): Promise<void> {
    // They may have left and been added again; a fact is acted on once.
    const again = randomUUID();
    await this.tellBooked(tx, event, meeting, () => `joined:${meeting}:${person}:${again}`, person);
  }

  private async tellBooked(
    tx: Tx,
    eventId: string,
    meeting: string,
    dedupe: (person: string, sequence: number) => string,
    only?: string,
  ): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const people = await this.peopleOf(tx, eventId, meeting, 'booked');
    const [first] = people;
    if (!event || !first) return;
    const entry = await nextVersion(tx, this.uid(meeting), { ...first, takesPlace: true });
    await this.mails.queue(
      tx,
      people
        .filter(({ person }) => only === undefined || person === only)
        .map((row) => ({
          kind: 'meeting-booked' as const,
          event: eventId,
          person: row.person,
          dedupe: dedupe(row.person, entry.sequence),
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
    // What still waited for approval is in nobody's calendar.
    const entry = (await isInCalendars(tx, this.uid(meeting)))
      ? await nextVersion(tx, this.uid(meeting), { ...first, takesPlace: false })
      : undefined;
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
          ...(entry ? { entry } : {}),
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
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "tableNumber",
        ${tableName} as "tableName", ${placeSql} as place
      from meeting m join meeting_block b on b.id = m.block_id join meeting_person late on late.meeting_id = m.id
      join registration r on r.event_id = m.event_id and r.person_id = ${by}
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${eventId} and late.person_id = any(${people}::uuid[])
        and late.entered_at is null and m.state = 'booked'`.execute(tx.sql);
    await this.mails.queue(
      tx,
      rows.map(withDates).map((row) => ({
        kind: 'meeting-reminder' as const,
        event: eventId,
        person: row.person,
        // At another time they may be late once more.
        dedupe: `called:${meeting}:${row.startsAt.toISOString()}:${row.person}`,
        content: { about: 'called' as const, event: aboutEvent(event), meeting: toContent(meeting, row) },
        expiresAt: row.endsAt,
      })),
    );
  }

  /** A colleague is in it no longer: it has to leave their calendar, and stays in the others'. */
  async left(tx: Tx, { event: eventId, meeting, person, side }: FactPayload<'meeting.left'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const { rows } = await sql<MeetingOf>`
      select ${person}::uuid as person, r.name as "otherName", o.name as "otherOrganisation",
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "tableNumber",
        ${tableName} as "tableName", ${placeSql} as place
      from meeting m join meeting_request q on q.id = m.request_id join meeting_block b on b.id = m.block_id
      join registration r on r.event_id = m.event_id
        and r.person_id = case ${side} when 'asker' then q.asked_id else q.asker_id end
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${eventId} and not exists (
        select from meeting_person p where p.meeting_id = m.id and p.person_id = ${person})`.execute(tx.sql);
    const [row] = rows.map(withDates);
    if (!event || !row) return;
    const entry = await versionWithout(tx, this.uid(meeting));
    await this.mails.queue(tx, [
      {
        kind: 'meeting-cancelled',
        event: eventId,
        person,
        dedupe: `left:${meeting}:${person}:${entry?.sequence ?? 0}`,
        content: {
          about: 'cancelled',
          event: aboutEvent(event),
          meeting: toContent(meeting, row),
          byRecipient: true,
          left: true,
          ...(entry ? { entry } : {}),
        },
        expiresAt: row.endsAt,
      },
    ]);
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
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "tableNumber",
        ${tableName} as "tableName", ${placeSql} as place
      from meeting m join meeting_request q on q.id = m.request_id join meeting_block b on b.id = m.block_id
      join meeting_person mine on mine.meeting_id = m.id
      join registration r on r.event_id = m.event_id and r.person_id = ${otherOfMine}
      join organisation o on o.id = r.organisation_id
      where m.id = ${meeting} and m.event_id = ${event} and m.state = ${state}`.execute(tx.sql);
    return rows.map(withDates);
  }
}

function withDates(row: MeetingOf): MeetingOf {
  return { ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) };
}

function toContent(id: string, row: MeetingOf) {
  return {
    id,
    other: { name: row.otherName, organisation: row.otherOrganisation },
    ...{ table: row.tableNumber, tableName: row.tableName },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  };
}
