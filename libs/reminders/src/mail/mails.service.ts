import type { MailKind } from '@foyer/contracts';
import { Clock, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AppNotifier } from '../notifications/notifier.js';
import type { MailContent } from './content.js';

/** A mail to queue. */
export interface NewMail {
  kind: MailKind;
  event: string;
  person: string;
  /** What there is one mail of. */
  dedupe: string;
  content: MailContent;
  /** In the event's time: from then on it says nothing of use. */
  expiresAt: Date | null;
}

/** How many mails one job hands to the server. */
const batch = 100;
/** After this long a queued mail is looked for again, in case the job queue was lost. */
export const lookAgainMinutes = 60;

/** Mails on their way out. */
@Injectable()
export class Mails {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AppNotifier) private readonly app: AppNotifier,
  ) {}

  /** Queues mails as `queueAlone` does, and tells the same in the app. @returns how many were queued now */
  async queue(tx: Tx, mails: readonly NewMail[]): Promise<number> {
    await this.app.tell(tx, mails);
    return this.queueAlone(tx, mails);
  }

  /**
   * Queues mails, each once for its `dedupe`; those of a kind that the person has stopped are noted as suppressed.
   * @returns how many were queued now
   */
  async queueAlone(tx: Tx, mails: readonly NewMail[]): Promise<number> {
    if (mails.length === 0) return 0;
    const now = this.clock.now();
    const { rows } = await sql<{ id: string; state: string }>`
      insert into mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, dedupe, content,
        expires_at, created_at, look_at)
      select w.kind, w.event, p.id, p.email, p.name, p.language, p.time_zone,
        case when exists (select from mail_stop s where s.person_id = p.id and s.kind = w.kind)
          then 'suppressed' else 'queued' end,
        w.dedupe, w.content, w."expiresAt", ${now}::timestamptz,
        ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as w(kind text, event uuid, person uuid, dedupe text,
        content jsonb, "expiresAt" timestamptz)
      join person p on p.id = w.person
      on conflict (dedupe) do nothing
      returning id, state`.execute(tx.sql);
    const queued = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
    this.handOver(tx, queued);
    return queued.length;
  }

  /**
   * Hands over again what has been waiting for long: a job queue that was emptied loses no mail. Handing over what
   * still has a job is harmless, since a mail leaves its state but once.
   */
  async lookAgain(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const { rows } = await sql<{ id: string }>`
      update mail set look_at = ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      where id in (
        select id from mail where state = 'queued' and look_at <= ${now} order by look_at limit 10000
        for update skip locked)
      returning id`.execute(tx.sql);
    this.handOver(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  }

  private handOver(tx: Tx, mails: readonly string[]): void {
    for (let from = 0; from < mails.length; from += batch) {
      tx.fact('mail.queued', { mails: mails.slice(from, from + batch) });
    }
  }
}
