import type { FactPayload } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

/** Mail to speakers about their profiles. */
@Injectable()
export class SpeakerMails {
  constructor(@Inject(Mails) private readonly mails: Mails) {}

  /** Each gets a link of their own, once for each time that organisers asked for it. */
  async invited(tx: Tx, { event: eventId, claims }: FactPayload<'speakers.invited'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: eventId });
    if (!event) return;
    const { rows } = await sql<{ claim: string; person: string }>`
      select c.id as claim, s.person_id as person from speaker_claim c join speaker s on s.id = c.speaker_id
      where c.id = any(${claims}::uuid[]) and s.person_id is not null`.execute(tx.sql);
    await this.mails.queue(
      tx,
      rows.map(({ claim, person }) => ({
        kind: 'speaker-claim' as const,
        event: eventId,
        person,
        dedupe: `speaker-claim:${claim}`,
        content: { about: 'speaker-claim' as const, event: aboutEvent(event), claim },
        expiresAt: event.endsAt,
      })),
    );
  }

  async reviewed(tx: Tx, fact: FactPayload<'speaker.reviewed'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: fact.event });
    const { rows } = await sql<{ person: string }>`
      select person_id as person from speaker where id = ${fact.speaker} and person_id is not null`.execute(
      tx.sql,
    );
    const person = rows[0]?.person;
    if (!event || !person) return;
    const { accepted, note } = fact;
    await this.mails.queue(tx, [
      {
        kind: 'speaker-reviewed',
        event: event.id,
        person,
        dedupe: `speaker-reviewed:${fact.speaker}:${fact.at}`,
        content: { about: 'speaker-reviewed', event: aboutEvent(event), accepted, note },
        expiresAt: event.endsAt,
      },
    ]);
  }
}
