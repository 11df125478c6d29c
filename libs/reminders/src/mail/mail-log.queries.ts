import type { Mail, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, parseInput, sql, type Call } from '@foyer/platform';
import { escapeLike } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { maySendAgainSql } from './mail-again.service.js';
import { reasonOf } from './mail-reason.js';

type MailPage = RouteResult<(typeof routes)['listMails']>;
type Filters = RouteParsed<(typeof routes)['listMails']>['query'];
interface Row extends Omit<Mail, 'createdAt' | 'sentAt' | 'dueAt' | 'reason' | 'code'> {
  createdAt: Date;
  sentAt: Date | null;
  lookAt: Date;
  error: string | null;
}

/** What was sent to whom. */
@Injectable()
export class MailLog {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first. @throws Problem forbidden for who does not organise the event; not_found */
  async list(call: Call, slug: string, filters: Filters): Promise<MailPage> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { limit, after, search, state, kind, registration, message } = filters;
    const before = after === undefined ? null : parseInput(z.uuid(), after, '/query/after');
    const like = search ? `%${escapeLike(search)}%` : null;
    // Both by the event's index, the newest first: as many are read as are shown.
    const sent = sql`(
      select id, kind, 'email' as by, event_id, person_id, message_id, to_address, to_name, state, tries, error,
        created_at, sent_at, look_at
      from mail where event_id = ${event.id}
      union all
      select d.id, d.kind, 'push', d.event_id, d.person_id, null, w.email, w.name, d.state, d.tries, d.error,
        d.created_at, d.sent_at, d.look_at
      from push d join person w on w.id = d.person_id where d.event_id = ${event.id} and w.email is not null)`;
    const matching = sql`
      from ${sent} m left join registration r on r.event_id = m.event_id and r.person_id = m.person_id
      where m.event_id = ${event.id}
        and (${registration ?? null}::uuid is null or r.id = ${registration ?? null}::uuid)
        and (${message ?? null}::uuid is null or m.message_id = ${message ?? null}::uuid)
        and (${kind ?? null}::text is null or m.kind = ${kind ?? null})
        and (${like}::text is null or m.to_address ilike ${like} or m.to_name ilike ${like})`;
    const now = this.clock.now();
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<Row>`
        select m.id, m.kind, m.by, m.to_address as "to", m.to_name as name, r.id as registration, m.state, m.tries, m.error,
          m.created_at as "createdAt", m.sent_at as "sentAt", m.look_at as "lookAt",
          m.by = 'email' and ${maySendAgainSql('m')} as again
        ${matching} and (${state ?? null}::text is null or m.state = ${state ?? null})
          and (${before}::uuid is null or m.id < ${before}::uuid)
        order by m.id desc limit ${limit}`.execute(database);
      const counted = await sql<MailPage['counts'][number]>`
        select m.state, count(*)::int as mails ${matching} group by m.state order by m.state`.execute(
        database,
      );
      const mails = rows.map(({ createdAt, sentAt, lookAt, error, ...mail }) => ({
        ...mail,
        ...reasonOf(mail.state, error),
        createdAt: new Date(createdAt).toISOString(),
        sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
        dueAt: mail.state === 'queued' && new Date(lookAt) > now && error !== null ? iso(lookAt) : null,
      }));
      return {
        mails,
        next: mails.length === limit ? (mails.at(-1)?.id ?? null) : null,
        counts: counted.rows,
      };
    });
  }
}

const iso = (at: Date): string => new Date(at).toISOString();
