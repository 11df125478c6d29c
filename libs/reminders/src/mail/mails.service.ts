import type { MailKind } from '@foyer/contracts';
import { Clock, ENV, sql, type Env, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { AppNotifier } from '../notifications/notifier.js';
import { Pushes } from '../push/pushes.service.js';
import type { MailContent } from './content.js';
import { notes } from './mail-reason.js';

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
/** How many mails are handed over at once. */
const mostAtOnce = 10_000;

/** Mails on their way out. */
@Injectable()
export class Mails {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(AppNotifier) private readonly app: AppNotifier,
    @Inject(Pushes) private readonly pushes: Pushes,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Queues mails as `queueAlone` does, and tells the same in the app and on devices. @returns how many were queued now */
  async queue(tx: Tx, mails: readonly NewMail[]): Promise<number> {
    await this.app.tell(tx, mails);
    await this.pushes.tell(tx, mails);
    return this.queueAlone(tx, mails);
  }

  /**
   * Queues mails, each once for its `dedupe`; those of a kind that the person has stopped, and those to an address that
   * is held back, are noted as suppressed.
   * @returns how many were queued now
   */
  async queueAlone(tx: Tx, mails: readonly NewMail[]): Promise<number> {
    if (mails.length === 0) return 0;
    const now = this.clock.now();
    const { rows } = await sql<{ id: string; state: string }>`
      insert into mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, error, dedupe,
        content, expires_at, created_at, look_at)
      select w.kind, w.event, p.id, p.email, p.name, p.language, p.time_zone,
        case when not_sent.why is null then 'queued' else 'suppressed' end, not_sent.why,
        w.dedupe, w.content, w."expiresAt", ${now}::timestamptz,
        ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as w(kind text, event uuid, person uuid, dedupe text,
        content jsonb, "expiresAt" timestamptz)
      join person p on p.id = w.person
      cross join lateral (select ${notSentSql(sql`p.id`, sql`w.kind`, sql`p.email`)} as why) not_sent
      on conflict (dedupe) do nothing
      returning id, state`.execute(tx.sql);
    const queued = rows.filter(({ state }) => state === 'queued').map(({ id }) => id);
    this.handOver(tx, queued);
    return queued.length;
  }

  /**
   * Hands over what is due: what was put off or had to wait its turn, what is to go out at this time, and what has been
   * waiting for long, since a job queue that was emptied loses no mail. Handing over what still has a job is harmless,
   * since a mail leaves its state but once. Of one domain no more is taken than may go there in a minute, and what
   * somebody waits for goes before what was written to many.
   * @returns how many were handed over
   */
  async handOverDue(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const { rows } = await sql<{ id: string }>`
      update mail set look_at = ${now}::timestamptz + make_interval(mins => ${lookAgainMinutes})
      where id in (select id from mail where id in (
          select id from (
            select m.id, row_number() over (partition by h.host order by m.kind = 'organiser-message', m.look_at, m.id) as place
            from mail m cross join lateral (select split_part(m.to_address, '@', 2) as host) h
            where m.state = 'queued' and m.look_at <= ${now} and not exists (
              select from mail_host w where w.host = h.host and w.waits_until > ${now} and w.waits_until <= ${now}::timestamptz + interval '1 hour')
          ) due where place <= ${this.env.MAIL_PER_MINUTE} limit ${mostAtOnce})
        and state = 'queued' for update skip locked)
      returning id`.execute(tx.sql);
    this.handOver(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.length;
  }

  /** Makes jobs of mails that wait. */
  handOver(tx: Tx, mails: readonly string[]): void {
    for (let from = 0; from < mails.length; from += batch) {
      tx.fact('mail.queued', { mails: mails.slice(from, from + batch) });
    }
  }
}

/** In SQL: why a mail of this kind does not go to this person; null where it does. */
export const notSentSql = (person: Fragment, kind: Fragment, address: Fragment) => sql<string | null>`case
  when exists (select from held_address ha where ha.address = ${address} and ha.lifted_at is null) then ${notes.held}
  when exists (select from mail_stop ms where ms.person_id = ${person} and ms.kind = ${kind}) then ${notes.stopped}
  end`;
type Fragment = ReturnType<typeof sql>;
