import type { RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, parseInput, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

type MailPage = RouteResult<(typeof routes)['listMails']>;
type Page = RouteParsed<(typeof routes)['listMails']>['query'];

/** What was sent to whom. */
@Injectable()
export class MailLog {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** Newest first. @throws Problem forbidden for who does not organise the event; not_found */
  async list(call: Call, slug: string, { limit, after }: Page): Promise<MailPage> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const before = after === undefined ? null : parseInput(z.uuid(), after, '/query/after');
    const { rows } = await sql<
      Omit<MailPage['mails'][number], 'createdAt' | 'sentAt'> & { createdAt: Date; sentAt: Date | null }
    >`
      select id, kind, to_address as "to", state, created_at as "createdAt", sent_at as "sentAt" from mail
      where event_id = ${event.id} and (${before}::uuid is null or id < ${before}::uuid)
      order by id desc limit ${limit}`.execute(this.database.sql);
    const mails = rows.map(({ createdAt, sentAt, ...mail }) => ({
      ...mail,
      createdAt: new Date(createdAt).toISOString(),
      sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
    }));
    return { mails, next: mails.length === limit ? (mails.at(-1)?.id ?? null) : null };
  }
}
