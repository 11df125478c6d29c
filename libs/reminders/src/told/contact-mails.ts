import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { fingerprint, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Other } from '../mail/content.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

/** Mail about contacts that people give each other once they have met. */
@Injectable()
export class ContactMails {
  constructor(@Inject(Mails) private readonly mails: Mails) {}

  /** The other is told, of each offer and of the answer to their own; once, however often it is taken back. */
  async offered(
    tx: Tx,
    { event: eventId, from, to, exchanged }: FactPayload<'contact.offered'>,
  ): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    const { rows } = await sql<Other>`
      select r.name, o.name as organisation from registration r join organisation o on o.id = r.organisation_id
      where r.event_id = ${eventId} and r.person_id = ${from}`.execute(tx.sql);
    const [other] = rows;
    if (!event || !other) return;
    const what = exchanged ? 'exchanged' : 'offered';
    await this.mails.queue(tx, [
      {
        kind: 'contact-offered',
        event: eventId,
        person: to,
        // Without their ids, which go with whoever has themselves erased.
        dedupe: `contact-${what}:${fingerprint(eventId, { from, to })}`,
        content: { about: 'contact', event: aboutEvent(event), person: from, other, what },
        // People look at their contacts long after the event.
        expiresAt: null,
      },
    ]);
  }
}
