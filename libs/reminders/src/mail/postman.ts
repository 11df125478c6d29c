import type { Language, MailKind } from '@foyer/contracts';
import { claimUrl } from '@foyer/agenda';
import {
  Clock,
  Database,
  ENV,
  LOG,
  Mailer,
  MailNotSent,
  sql,
  type Env,
  type Logger,
  type Sql,
} from '@foyer/platform';
import { invitationUrl } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { compose } from './composer.js';
import { MailContent } from './content.js';
import { stillTrue } from './still-true.js';
import { Unsubscribe } from './unsubscribe.js';

/** Letters on their way at once, per batch. */
const lanes = 4;

interface Row {
  id: string;
  kind: MailKind;
  person: string;
  to: string;
  name: string;
  language: Language;
  timeZone: string;
  createdAt: Date;
  content: unknown;
  stopped: boolean;
  expired: boolean;
}

/** Hands queued mails to the mail server. */
@Injectable()
export class Postman {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Unsubscribe) private readonly unsubscribe: Unsubscribe,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Sends those of the mails that still wait; each is settled by itself, so after a crash only the one in flight goes
   * out again, under the same Message-ID.
   * @param lastAttempt whether what cannot be sent now has failed for good
   * @throws MailNotSent when some have to be tried again
   */
  async deliver(mails: readonly string[], lastAttempt: boolean): Promise<void> {
    const waiting = [...mails];
    const troubles: MailNotSent[] = [];
    const lane = async (): Promise<void> => {
      for (let id = waiting.shift(); id; id = waiting.shift()) {
        const problem = await this.deliverOne(id, lastAttempt);
        if (!problem) continue;
        troubles.push(problem);
        // Nothing goes out at present: the others need not find out one by one.
        if (problem.outcome === 'away' && !lastAttempt) waiting.length = 0;
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const [trouble] = troubles;
    if (trouble) throw trouble;
  }

  /** @returns what has to be tried again, if anything */
  private deliverOne(id: string, lastAttempt: boolean): Promise<MailNotSent | null> {
    return this.database.sql.transaction().execute(async (transaction) => {
      const row = await this.lock(transaction, id);
      if (!row) return null;
      const content = await stillTrue(
        transaction,
        row.person,
        MailContent.parse(row.content),
        this.clock.now(),
      );
      if (row.stopped || row.expired || !content) {
        await this.settle(transaction, id, 'suppressed', row.stopped ? 'stopped' : 'no longer so');
        return null;
      }
      const house = {
        base: this.env.publicUrl,
        from: this.mailer.from,
        unsubscribeUrl: this.unsubscribe.url(row.person, row.kind),
        invitationUrl: (invitation: string, version: number) => invitationUrl(this.env, invitation, version),
        claimUrl: (claim: string) => claimUrl(this.env, claim),
      };
      try {
        await this.mailer.send(await compose({ ...row, createdAt: new Date(row.createdAt), content }, house));
      } catch (error) {
        if (!(error instanceof MailNotSent)) throw error;
        const final = lastAttempt || error.outcome === 'refused';
        await this.settle(transaction, id, final ? 'failed' : 'queued', error.reason);
        if (final) this.log.error({ mail: id, kind: row.kind, reason: error.reason }, 'mail failed');
        return final ? null : error;
      }
      await this.settle(transaction, id, 'sent', null);
      return null;
    });
  }

  /** The mail if it still waits; whoever else holds it settles it first. */
  private async lock(database: Sql, id: string): Promise<Row | undefined> {
    const now = this.clock.now();
    const { rows } = await sql<Row>`
      select m.id, m.kind, m.person_id as person, m.to_address as "to", m.to_name as name, m.language,
        m.time_zone as "timeZone", m.created_at as "createdAt", m.content,
        exists (select from mail_stop s where s.person_id = m.person_id and s.kind = m.kind) as stopped,
        coalesce(m.expires_at <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now}), false) as expired
      from mail m join event e on e.id = m.event_id
      where m.id = ${id} and m.state = 'queued' for update of m`.execute(database);
    return rows[0];
  }

  private async settle(
    database: Sql,
    id: string,
    state: 'queued' | 'sent' | 'failed' | 'suppressed',
    error: string | null,
  ): Promise<void> {
    await sql`
      update mail set state = ${state}, error = ${error},
        sent_at = ${state === 'sent' ? this.clock.now() : null}::timestamptz
      where id = ${id}`.execute(database);
  }
}
