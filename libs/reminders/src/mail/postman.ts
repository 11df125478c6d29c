import type { Language, MailKind } from '@foyer/contracts';
import { claimUrl } from '@foyer/agenda';
import { HeldAddresses } from '@foyer/people';
import {
  Clock,
  codeOf,
  Database,
  ENV,
  LOG,
  Mailer,
  MailNotSent,
  readStoredAnswer,
  sql,
  type Env,
  type Letter,
  type Logger,
  type Sql,
} from '@foyer/platform';
import { invitationUrl } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import type { House } from './compose.js';
import { compose } from './composer.js';
import { MailContent } from './content.js';
import { hostOf, MailHosts } from './mail-hosts.js';
import { notes, unwritable } from './mail-reason.js';
import { notSentSql } from './mails.service.js';
import { stillTrue } from './still-true.js';
import { Unsubscribe } from './unsubscribe.js';

/** Letters on their way at once, per batch. */
const lanes = 4;
/** Minutes until a mail that was put off is tried again, by how often it was: for about a day in all. */
const putOffMinutes: readonly number[] = [1, 3, 10, 30, 60, 120, 240, 240, 240, 240, 240];
/** While the way out is closed: minutes until the next try, and for how many hours a mail is kept for it. */
const awayMinutes = 10;
const keptHours = 48;
/** The receiving servers want less of us: 421 and 450, and 451 as many say it. */
const asksForPause = /\b(421|450|451)\b/;

interface OnTheWay {
  id: string;
  host: string;
}

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
  tries: number;
  /** Why it is not sent, on purpose. */
  notSent: string | null;
  expired: boolean;
}

/** Hands queued mails to the mail server. */
@Injectable()
export class Postman {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Unsubscribe) private readonly unsubscribe: Unsubscribe,
    @Inject(MailHosts) private readonly hosts: MailHosts,
    @Inject(HeldAddresses) private readonly held: HeldAddresses,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Sends those of the mails that still wait; each is settled by itself, so after a crash only the one in flight goes
   * out again, under the same Message-ID. What a server puts off, or has no turn yet, is due again later by its row.
   * @param lastAttempt whether the job will not be run again for a server that is away
   * @throws MailNotSent when nothing goes out at present
   */
  async deliver(mails: readonly string[], lastAttempt: boolean): Promise<void> {
    const waiting = await this.withTurns(mails);
    const troubles: MailNotSent[] = [];
    const lane = async (): Promise<void> => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const problem = await this.deliverOne(one);
        if (problem?.outcome === 'away') {
          troubles.push(problem);
          // The others need not find out one by one.
          waiting.length = 0;
        } else if (!problem) await this.hosts.well(one.host);
        else if (asksForPause.test(problem.reason)) await this.hosts.pause(one.host);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    const [trouble] = troubles;
    if (!trouble) return;
    if (!lastAttempt) throw trouble;
    await this.keepForLater(mails, trouble);
  }

  /** Those that may go now, as far as their domains take them; the others are due when their turn comes. */
  private async withTurns(mails: readonly string[]): Promise<OnTheWay[]> {
    const { rows } = await sql<{ id: string; to: string }>`
      select m.id, m.to_address as "to" from mail m
      join unnest(${[...mails]}::uuid[]) with ordinality as w(id, place) on w.id = m.id
      where m.state = 'queued' order by w.place`.execute(this.database.sql);
    const going = new Set<string>();
    for (const host of new Set(rows.map(({ to }) => hostOf(to)))) {
      const waiting = rows.filter(({ to }) => hostOf(to) === host);
      const { granted, laterAt } = await this.hosts.take(host, waiting.length);
      for (const { id } of waiting.slice(0, granted)) going.add(id);
      const later = waiting.slice(granted);
      if (later.length === 0) continue;
      await sql`
        update mail m set look_at = w.at, error = ${notes.busy}
        from unnest(${later.map(({ id }) => id)}::uuid[], ${laterAt.map((at) => at.toISOString())}::timestamptz[])
          as w(id, at)
        where m.id = w.id and m.state = 'queued'`.execute(this.database.sql);
    }
    return rows.filter(({ id }) => going.has(id)).map(({ id, to }) => ({ id, host: hostOf(to) }));
  }

  /** @returns why it has not gone, if it has to be tried again */
  private deliverOne({ id }: OnTheWay): Promise<MailNotSent | null> {
    return this.database.sql.transaction().execute(async (transaction) => {
      const row = await this.lock(transaction, id);
      if (!row) return null;
      if (row.notSent !== null || row.expired) {
        await this.settle(transaction, id, 'suppressed', row.notSent ?? notes.outdated);
        return null;
      }
      const parsed = MailContent.safeParse(row.content);
      if (!parsed.success) return this.setAside(transaction, row, parsed.error);
      const content = await stillTrue(transaction, row.person, parsed.data, this.clock.now());
      if (!content) {
        await this.settle(transaction, id, 'suppressed', notes.outdated);
        return null;
      }
      let letter: Letter;
      try {
        letter = await compose({ ...row, createdAt: new Date(row.createdAt), content }, this.houseFor(row));
      } catch (error) {
        return this.setAside(transaction, row, error);
      }
      try {
        await this.mailer.send(letter);
      } catch (error) {
        if (!(error instanceof MailNotSent)) throw error;
        return this.notTaken(transaction, row, error);
      }
      await this.settle(transaction, id, 'sent', null);
      return null;
    });
  }

  /** Sent nobody anything: a person has to look at it, and the others of its batch go out. */
  private async setAside(database: Sql, { id, kind }: Row, error: unknown): Promise<null> {
    await this.settle(database, id, 'aside', unwritable(error));
    const reason = error instanceof Error ? { name: error.name, stack: error.stack } : {};
    this.log.error({ mail: id, kind, ...reason }, 'mail cannot be written; set aside');
    return null;
  }

  /** The server has not taken it: for good, for the present, or nothing goes out at all. */
  private async notTaken(database: Sql, row: Row, error: MailNotSent): Promise<MailNotSent | null> {
    const now = this.clock.now();
    if (error.outcome === 'away') {
      await sql`update mail set error = ${error.reason} where id = ${row.id}`.execute(database);
      return error;
    }
    const minutes = putOffMinutes[row.tries];
    if (error.outcome === 'refused' || minutes === undefined) {
      await this.settle(database, row.id, 'failed', error.reason);
      this.log.error({ mail: row.id, kind: row.kind, reason: error.reason }, 'mail failed');
      if (error.meaning === 'no_mailbox') {
        const answer = codeOf(readStoredAnswer(error.reason));
        await this.held.hold(database, 'smtp', [{ address: row.to, reason: 'bounced', answer, at: now }]);
      }
      return null;
    }
    await sql`
      update mail set error = ${error.reason}, tries = tries + 1,
        look_at = ${now}::timestamptz + make_interval(mins => ${minutes})
      where id = ${row.id}`.execute(database);
    return error;
  }

  /** The server was away for as long as the job was tried: they are due again, or too old. */
  private async keepForLater(mails: readonly string[], { reason }: MailNotSent): Promise<void> {
    const now = this.clock.now();
    // What was planned for later is not old by having been written early.
    await sql`
      update mail m set error = ${reason},
        look_at = ${now}::timestamptz + make_interval(mins => ${awayMinutes}),
        state = case when greatest(m.created_at, (select s.due_at from message s where s.id = m.message_id))
          < ${now}::timestamptz - make_interval(hours => ${keptHours}) then 'failed' else 'queued' end
      where m.id = any(${[...mails]}::uuid[]) and m.state = 'queued'`.execute(this.database.sql);
  }

  private houseFor(row: Row): House {
    return {
      base: this.env.publicUrl,
      from: this.mailer.from,
      unsubscribeUrl: this.unsubscribe.url(row.person, row.kind),
      invitationUrl: (invitation: string, version: number) => invitationUrl(this.env, invitation, version),
      claimUrl: (claim: string) => claimUrl(this.env, claim),
    };
  }

  /** The mail if it still waits; whoever else holds it settles it first. */
  private async lock(database: Sql, id: string): Promise<Row | undefined> {
    const now = this.clock.now();
    const { rows } = await sql<Row>`
      select m.id, m.kind, m.person_id as person, m.to_address as "to", m.to_name as name,
        -- As they want to be written to now: it may have waited for days since it was queued.
        p.language, p.time_zone as "timeZone", m.created_at as "createdAt", m.content, m.tries,
        coalesce(${notSentSql(sql`m.person_id`, sql`m.kind`, sql`m.to_address`)}, (
          select ${notes.cancelled}::text from message s where s.id = m.message_id and s.state = 'cancelled')) as "notSent",
        coalesce(m.expires_at <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${now}), false) as expired
      from mail m join event e on e.id = m.event_id join person p on p.id = m.person_id
      where m.id = ${id} and m.state = 'queued' for update of m`.execute(database);
    return rows[0];
  }

  private async settle(
    database: Sql,
    id: string,
    state: 'sent' | 'failed' | 'suppressed' | 'aside',
    error: string | null,
  ): Promise<void> {
    const tried = state === 'sent' || state === 'failed' ? 1 : 0;
    await sql`
      update mail set state = ${state}, error = ${error}, tries = tries + ${tried},
        sent_at = ${state === 'sent' ? this.clock.now() : null}::timestamptz
      where id = ${id}`.execute(database);
  }
}
