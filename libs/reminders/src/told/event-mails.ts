import { erasedName, type FactPayload } from '@foyer/contracts';
import { EventEntity, eventNow } from '@foyer/events';
import { Clock, Mailer, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { knownAs, nextVersions, readTold, toldOf } from '../calendar/calendar-entries.js';
import { Mails, type NewMail } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

/** How many registrations one fact is for. */
const batch = 500;

/** Mail about when an event is, and whether. */
@Injectable()
export class EventMails {
  constructor(
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Everybody who is registered is told of what they do not know yet: other times, that the event is called off, or
   * that it takes place after all. What calendars were told last decides, so that what was taken back in the meantime
   * is told to nobody, and nothing twice.
   */
  async rescheduled(tx: Tx, fact: FactPayload<'event.rescheduled'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id: fact.event });
    if (!event || event.endsAt <= eventNow(event, this.clock.now())) return;
    const now = { startsAt: event.startsAt, endsAt: event.endsAt, takesPlace: event.state === 'published' };
    const { rows } = await sql<{ registration: string; person: string; uid: string }>`
      select r.id as registration, r.person_id as person, ${uidSql(this.mailer.domain)} as uid
      from registration r
      where r.event_id = ${event.id} and r.state = 'confirmed' and r.name <> ${erasedName}
        and (${fact.after}::uuid is null or r.id > ${fact.after}::uuid)
      order by r.id limit ${batch}`.execute(tx.sql);
    const before = await this.known(
      tx,
      rows.map(({ uid }) => uid),
      fact.was,
    );
    const concerned = rows.filter(({ uid }) => {
      const told = before.get(uid);
      return told !== undefined && told !== toldOf(now);
    });
    const versions = await nextVersions(
      tx,
      concerned.map(({ uid }) => ({ uid, ...now })),
    );
    const mails = concerned.flatMap(({ registration, person, uid }): NewMail[] => {
      const [told, sequence] = [before.get(uid), versions.get(uid)];
      if (told === undefined || sequence === undefined) return [];
      const { takesPlace, ...times } = readTold(told);
      const moved =
        times.startsAt !== event.startsAt.toISOString() || times.endsAt !== event.endsAt.toISOString();
      return [
        {
          kind: 'event-moved',
          event: event.id,
          person,
          dedupe: `event-moved:${registration}:${sequence}`,
          content: {
            ...{ about: 'event-moved', event: aboutEvent(event), registration },
            what: now.takesPlace ? (takesPlace ? 'moved' : 'back') : 'off',
            before: moved ? times : null,
            entry: { uid, sequence },
          },
          expiresAt: event.endsAt,
        },
      ];
    });
    await this.mails.queue(tx, mails);
    const last = rows.at(-1);
    if (last && rows.length === batch) tx.fact('event.rescheduled', { ...fact, after: last.registration });
  }

  /** What calendars were told last. Where that is nothing, people know what everybody has seen. */
  private async known(
    tx: Tx,
    uids: readonly string[],
    { startsAt, endsAt, published }: FactPayload<'event.rescheduled'>['was'],
  ): Promise<Map<string, string>> {
    if (published) {
      const was = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), takesPlace: true };
      await knownAs(tx, uids, was);
    }
    const { rows } = await sql<{ uid: string; told: string }>`
      select uid, told from calendar_entry where uid = any(${[...uids]}::text[])`.execute(tx.sql);
    return new Map(rows.map(({ uid, told }) => [uid, told]));
  }
}

/** In SQL: what the place of a registration `r` is called by in calendars. */
export const uidSql = (domain: string) => sql<string>`'registration-' || r.id || ${`@${domain}`}`;
