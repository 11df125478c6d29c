import {
  notificationsStream,
  streamName,
  type Language,
  type MailKind,
  type Notification,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import {
  Clock,
  Database,
  parseInput,
  Problem,
  ServesStream,
  sql,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { shortMessage } from '../mail/composer.js';
import { MailContent } from '../mail/content.js';

type Listed = RouteResult<(typeof routes)['listNotifications']>;
type Page = RouteParsed<(typeof routes)['listNotifications']>['query'];

interface Row {
  id: string;
  kind: MailKind;
  content: unknown;
  createdAt: Date;
  readAt: Date | null;
  slug: string;
  eventTitle: Notification['event']['title'];
  language: Language;
  timeZone: string;
}
/** A device that has been away for long is not sent more than it shows. */
const mostUnread = 200;

/** What people were told in the app: reading it, and what they have not read yet. */
@ServesStream('notifications')
@Injectable()
export class Notifications implements StreamSource<'notifications'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Newest first, in the words of the account's language. @throws Problem invalid_input for a page that begins nowhere */
  async list(call: Call, { limit, after }: Page): Promise<Listed> {
    const me = personOf(call);
    const before = after === undefined ? null : parseInput(z.uuid(), after, '/query/after');
    const { rows } = await sql<Row>`
      select n.id, n.kind, n.content, n.created_at as "createdAt", n.read_at as "readAt", e.slug,
        e.title as "eventTitle", p.language, p.time_zone as "timeZone"
      from notification n join event e on e.id = n.event_id join person p on p.id = n.person_id
      where n.person_id = ${me} and (${before}::uuid is null or n.id < ${before}::uuid)
      order by n.id desc limit ${limit}`.execute(this.database.sql);
    return {
      notifications: await Promise.all(rows.map(asNotification)),
      next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
    };
  }

  /** Says the wanted state; what is not the caller's own is passed over. */
  async mark(call: Call, ids: readonly string[], read: boolean): Promise<void> {
    await this.setRead(call, sql`id = any(${ids}::uuid[])`, read);
  }

  /** Everything that is not newer than one of them. */
  async readUpTo(call: Call, id: string): Promise<void> {
    await this.setRead(call, sql`id <= ${id}::uuid`, true);
  }

  private async setRead(call: Call, which: ReturnType<typeof sql>, read: boolean): Promise<void> {
    const me = personOf(call);
    await this.database.write(call, async (tx) => {
      const { rows } = await sql<{ id: string; kind: MailKind; at: Date }>`
        update notification set read_at = ${read ? this.clock.now() : null}::timestamptz
        where person_id = ${me} and ${which} and (read_at is null) = ${read}
        returning id, kind, created_at as at`.execute(tx.sql);
      if (rows.length === 0) return null;
      const entries = rows.map(({ id, kind, at }) => [id, { kind, at: new Date(at).toISOString() }] as const);
      tx.change(
        streamName(notificationsStream, { person: me }),
        read
          ? { drop: { unread: rows.map(({ id }) => id) } }
          : { put: { unread: Object.fromEntries(entries) } },
      );
      return null;
    });
  }

  admit(call: Call, { person }: StreamParams<'notifications'>): Promise<void> {
    if (call.actor?.person !== person) throw new Problem('not_found');
    return Promise.resolve();
  }

  async snapshot(
    database: Sql,
    { person }: StreamParams<'notifications'>,
  ): Promise<StreamEntries<'notifications'>> {
    const { rows } = await sql<{ id: string; kind: MailKind; at: Date }>`
      select id, kind, created_at as at from notification
      where person_id = ${person} and read_at is null order by id desc limit ${mostUnread}`.execute(database);
    return {
      unread: Object.fromEntries(
        rows.map(({ id, kind, at }) => [id, { kind, at: new Date(at).toISOString() }]),
      ),
    };
  }
}

async function asNotification(row: Row): Promise<Notification> {
  const { id, kind, content, createdAt, readAt, slug, eventTitle, language, timeZone } = row;
  return {
    ...{ id, kind },
    ...(await shortMessage({ language, timeZone }, MailContent.parse(content))),
    event: { slug, title: eventTitle },
    createdAt: new Date(createdAt).toISOString(),
    readAt: readAt && new Date(readAt).toISOString(),
  };
}

/** Who asks; guests of an event have no account to be told by. @throws Problem not_signed_in */
export function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}
