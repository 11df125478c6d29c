import type { MailKind, MailState } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lookAgainMinutes, Mails } from './mails.service.js';

interface Row {
  state: MailState;
  kind: MailKind;
  again: boolean;
}

/** Sending once more what did not arrive, or is said not to have arrived. */
@Injectable()
export class MailAgain {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Mails) private readonly mails: Mails,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * What did not go out waits once more as the same message, to the address that the person has now. Of what did go out
   * a copy is sent, under a Message-ID of its own, since mail programs hide a repeat: one for each mail.
   * @throws Problem mail_not_again where it would not arrive either, or is on its way; forbidden; not_found
   */
  async send(call: Call, slug: string, mail: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { rows } = await sql<Row>`
        select m.state, m.kind, ${maySendAgainSql('m')} as again from mail m
        where m.id = ${mail} and m.event_id = ${event.id} for update of m`.execute(tx.sql);
      const row = rows[0];
      if (!row) throw new Problem('not_found');
      if (!row.again) throw new Problem('mail_not_again');
      const now = this.clock.now();
      if (row.state !== 'sent') {
        await sql`
          update mail m set state = 'queued', error = null, tries = 0, sent_at = null, to_address = p.email,
            look_at = ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
          from person p where m.id = ${mail} and p.id = m.person_id`.execute(tx.sql);
        this.mails.handOver(tx, [mail]);
        return null;
      }
      const copy = await sql<{ id: string }>`
        insert into mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, dedupe, content,
          expires_at, created_at, look_at)
        select m.kind, m.event_id, m.person_id, p.email, m.to_name, m.language, m.time_zone, 'queued',
          ${`again ${mail}`}, m.content, m.expires_at, ${now}::timestamptz,
          ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
        from mail m join person p on p.id = m.person_id where m.id = ${mail}
        on conflict (dedupe) do nothing returning id`.execute(tx.sql);
      const id = copy.rows[0]?.id;
      if (id === undefined) throw new Problem('mail_not_again');
      this.mails.handOver(tx, [id]);
      return null;
    });
  }
}

/**
 * In SQL: whether a mail may be sent again. Not what still waits, what its person has stopped or where they are held
 * back, what is no longer so, and what was copied already.
 */
export const maySendAgainSql = (mail: string) => {
  const column = (name: string) => sql.ref(`${mail}.${name}`);
  return sql<boolean>`(${column('state')} <> 'queued'
    and not (${column('state')} = 'suppressed' and ${column('error')} is distinct from 'held')
    and not exists (select from mail again where again.dedupe = 'again ' || ${column('id')})
    and not exists (select from mail_stop ms
      where ms.person_id = ${column('person_id')} and ms.kind = ${column('kind')})
    and not exists (select from held_address ha join person hp on hp.email = ha.address
      where hp.id = ${column('person_id')} and ha.lifted_at is null)
    and exists (select from person ap where ap.id = ${column('person_id')} and ap.email is not null))`;
};
