import {
  appKinds,
  mailKinds,
  usualQuietHours,
  type Channel,
  type MailKind,
  type QuietHours,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './notifications.service.js';

type Settings = RouteResult<(typeof routes)['getNotificationSettings']>;

const stops = { email: 'mail_stop', app: 'notification_stop', push: 'push_stop' } as const satisfies Record<
  Channel,
  string
>;

/** What a person is told, how, and when not. */
@Injectable()
export class NotificationSettings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Every kind with its channels, and the quiet hours that hold. */
  async read(call: Call): Promise<Settings> {
    const me = personOf(call);
    const { rows } = await sql<{
      mail: MailKind[];
      app: MailKind[];
      push: MailKind[];
      own: boolean;
      from: number | null;
      until: number | null;
    }>`
      select array(select kind from mail_stop where person_id = p.id) as mail,
        array(select kind from notification_stop where person_id = p.id) as app,
        array(select kind from push_stop where person_id = p.id) as push,
        q.person_id is not null as own, q.from_minute as "from", q.until_minute as until
      from person p left join quiet_hours q on q.person_id = p.id where p.id = ${me}`.execute(
      this.database.sql,
    );
    const row = rows[0];
    if (!row) throw new Problem('not_signed_in');
    return {
      kinds: mailKinds.map((kind) => ({
        kind,
        email: !row.mail.includes(kind),
        app: appKinds.includes(kind) ? !row.app.includes(kind) : null,
        push: appKinds.includes(kind) ? !row.push.includes(kind) : null,
      })),
      quiet: row.own ? asQuiet(row) : usualQuietHours,
    };
  }

  /** Says the wanted state. @throws Problem invalid_input for a kind that the channel does not know */
  async set(call: Call, kind: MailKind, channel: Channel, on: boolean): Promise<void> {
    const me = personOf(call);
    if (channel !== 'email' && !appKinds.includes(kind)) {
      throw new Problem('invalid_input', {}, [{ pointer: '/channel', message: 'comes by mail alone' }]);
    }
    const table = sql.table(stops[channel]);
    await this.database.write(call, async (tx) => {
      await (
        on
          ? sql`delete from ${table} where person_id = ${me} and kind = ${kind}`
          : sql`insert into ${table} (person_id, kind, stopped_at) values (${me}, ${kind}, ${this.clock.now()})
              on conflict do nothing`
      ).execute(tx.sql);
      return null;
    });
  }

  /** Null keeps none. What was held back is looked at anew. @throws Problem invalid_input for hours without length */
  async setQuiet(call: Call, quiet: QuietHours | null): Promise<QuietHours | null> {
    const me = personOf(call);
    if (quiet && quiet.from === quiet.until) {
      throw new Problem('invalid_input', {}, [{ pointer: '/quiet/until', message: 'is the same as from' }]);
    }
    return this.database.write(call, async (tx) => {
      await sql`
        insert into quiet_hours (person_id, from_minute, until_minute)
        values (${me}, ${quiet?.from ?? null}, ${quiet?.until ?? null})
        on conflict (person_id) do update set from_minute = excluded.from_minute,
          until_minute = excluded.until_minute`.execute(tx.sql);
      await sql`
        update reminder set held_until = null
        where person_id = ${me} and told_at is null and held_until is not null`.execute(tx.sql);
      return quiet;
    });
  }
}

function asQuiet({ from, until }: { from: number | null; until: number | null }): QuietHours | null {
  return from === null || until === null ? null : { from, until };
}
