import { erasedName, type FactPayload, type LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Mailer, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isInCalendars, nextVersion, type EntryVersion } from '../calendar/calendar-entries.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

/** Mail about places in events, and about what came of them. */
@Injectable()
export class RegistrationMails {
  constructor(
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** A place is confirmed: told once for each time that it became so, and only while it is. */
  async confirmed(
    tx: Tx,
    { event: eventId, person, registration, promoted }: FactPayload<'registration.confirmed'>,
  ): Promise<void> {
    const { rows } = await sql<{ confirmedAt: Date }>`
      select confirmed_at as "confirmedAt" from registration
      where id = ${registration} and state = 'confirmed'`.execute(tx.sql);
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const row = rows[0];
    if (!row || !event) return;
    await this.mails.queue(tx, [
      {
        kind: 'registration-confirmed',
        event: event.id,
        person,
        dedupe: `confirmed:${registration}:${new Date(row.confirmedAt).toISOString()}`,
        content: {
          about: 'confirmed',
          event: aboutEvent(event),
          registration,
          entry: await nextVersion(tx, this.uid(registration), { ...event, takesPlace: true }),
          ...(promoted ? { promoted } : {}),
        },
        expiresAt: event.endsAt,
      },
    ]);
  }

  /**
   * A place was asked for, waits, was declined, taken away, given up, or changed by the organisers: told once each
   * time. Where the place is lost, the event leaves the calendars that had it.
   */
  async noted(
    tx: Tx,
    { event: eventId, person, registration, what, at }: FactPayload<'registration.noted'>,
  ): Promise<void> {
    const { rows } = await sql<{ reason: string | null; gone: boolean }>`
      select decline_reason as reason, state in ('withdrawn', 'declined') as gone
      from registration where id = ${registration}`.execute(tx.sql);
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const row = rows[0];
    if (!row || !event) return;
    const { reason, gone } = row;
    const entry = gone && what !== 'changed' ? await this.lastVersion(tx, registration, event) : null;
    await this.mails.queue(tx, [
      {
        kind: 'registration-state',
        event: event.id,
        person,
        dedupe: `${what}:${registration}:${at}`,
        // Where somebody stands in the line is looked up when the mail goes out.
        content: {
          ...{ about: 'place', event: aboutEvent(event), registration, what, position: null },
          reason: what === 'declined' ? reason : null,
          ...(entry ? { entry } : {}),
        },
        expiresAt: event.endsAt,
      },
    ]);
  }

  private uid(registration: string): string {
    return `registration-${registration}@${this.mailer.domain}`;
  }

  /** The version that takes an event out of the calendars that have it; null where none does. */
  private async lastVersion(
    tx: Tx,
    registration: string,
    event: Pick<EventEntity, 'startsAt' | 'endsAt'>,
  ): Promise<EntryVersion | null> {
    const uid = this.uid(registration);
    const { startsAt, endsAt } = event;
    return (await isInCalendars(tx, uid))
      ? nextVersion(tx, uid, { startsAt, endsAt, takesPlace: false })
      : null;
  }

  /** Invitations were sent, or are reminded of: one mail for each that still stands. */
  async invited(tx: Tx, { event: eventId, invitations }: FactPayload<'invitations.mailed'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event) return;
    const { rows } = await sql<{
      id: string;
      person: string;
      version: number;
      mails: number;
      message: LocalisedText | null;
      answerUntil: Date | string | null;
    }>`
      select i.id, i.person_id as person, i.version, i.mails, i.message, s.closes_at as "answerUntil"
      from invitation i left join registration_settings s on s.event_id = i.event_id
      where i.event_id = ${eventId} and i.id = any(${invitations}::uuid[]) and i.revoked_at is null
      order by i.id`.execute(tx.sql);
    await this.mails.queue(
      tx,
      rows.map(({ id, person, version, mails, message, answerUntil }) => ({
        kind: 'invitation' as const,
        event: eventId,
        person,
        dedupe: `invitation:${id}:${version}:${mails}`,
        content: {
          ...{ about: 'invitation' as const, event: aboutEvent(event), invitation: id, version, message },
          reminder: mails > 1,
          answerUntil: answerUntil === null ? null : new Date(answerUntil).toISOString(),
        },
        expiresAt: event.endsAt,
      })),
    );
  }

  /** The summary is published: everybody who took part in the event is told, once; but for who is erased. */
  async summaryPublished(tx: Tx, { event: eventId }: FactPayload<'summary.published'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event?.summaryPublishedAt) return;
    const { rows } = await sql<{ person: string }>`
      select person_id as person from registration
      where event_id = ${eventId} and state = 'confirmed' and name <> ${erasedName}`.execute(tx.sql);
    const content = { about: 'summary' as const, event: aboutEvent(event) };
    await this.mails.queue(
      tx,
      rows.map(({ person }) => ({
        kind: 'summary',
        event: eventId,
        person,
        dedupe: `summary:${eventId}:${person}`,
        content,
        expiresAt: null,
      })),
    );
  }
}
