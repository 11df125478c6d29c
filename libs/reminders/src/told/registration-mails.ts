import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { Mailer, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { nextVersion } from '../calendar/calendar-entries.js';
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
    { event: eventId, person, registration }: FactPayload<'registration.confirmed'>,
  ): Promise<void> {
    const { rows } = await sql<{ confirmedAt: Date }>`
      select confirmed_at as "confirmedAt" from registration
      where id = ${registration} and state = 'confirmed'`.execute(tx.sql);
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const row = rows[0];
    if (!row || !event) return;
    const uid = `registration-${registration}@${this.mailer.domain}`;
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
          entry: await nextVersion(tx, uid, { ...event, takesPlace: true }),
        },
        expiresAt: event.endsAt,
      },
    ]);
  }

  /** The summary is published: everybody who took part in the event is told, once. */
  async summaryPublished(tx: Tx, { event: eventId }: FactPayload<'summary.published'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event?.summaryPublishedAt) return;
    const { rows } = await sql<{ person: string }>`
      select person_id as person from registration where event_id = ${eventId} and state = 'confirmed'`.execute(
      tx.sql,
    );
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
