import type { Language, MailKind, PushMessage } from '@foyer/contracts';
import {
  Clock,
  Database,
  encryptPush,
  ENV,
  guardedPost,
  LOG,
  Mailer,
  sql,
  vapidAuthorization,
  type Env,
  type Logger,
  type Sql,
  type VapidKey,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { shortMessage } from '../mail/composer.js';
import { MailContent } from '../mail/content.js';
import { notes, unwritable } from '../mail/mail-reason.js';
import { stillTrue } from '../mail/still-true.js';
import { readerOf } from '../templates/reader.js';
import { isLoopbackOfTest, isPushAddress } from './push-address.js';
import { outcomeOf, secondsUntilNext } from './push-answer.js';
import { PushKeys } from './push-keys.js';
import { topicOf, ttlOf, urgencyOf, writePush } from './push-message.js';

/** Messages on their way at once, per batch. */
const lanes = 4;

interface Row {
  id: string;
  kind: MailKind | null;
  person: string;
  content: unknown;
  tries: number;
  language: Language;
  timeZone: string;
  /** Null once the device is gone. */
  endpoint: string | null;
  device: string;
  p256dh: string;
  auth: string;
  stopped: boolean;
  secondsLeft: number | null;
}
/** What holds for messages that are sent together. */
interface Batch {
  key: VapidKey;
  /** Servers that have not answered: no other message waits for them in this batch. */
  away: Set<string>;
}
type Sendable = Row & { endpoint: string };
type State = 'sent' | 'failed' | 'suppressed';

/** Hands queued messages to the push services of the devices they go to. */
@Injectable()
export class PushSender {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PushKeys) private readonly keys: PushKeys,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /**
   * Sends those of the messages that still wait; each is settled by itself under a lock, so a second job for it finds
   * it done. After a crash only the one in flight goes out again, under the same topic: it takes its own place.
   */
  async deliver(pushes: readonly string[]): Promise<void> {
    const waiting = [...pushes];
    // Before the lanes hold connections: it may have to be made.
    const batch: Batch = { key: await this.keys.get(), away: new Set() };
    const lane = async (): Promise<void> => {
      for (let id = waiting.shift(); id; id = waiting.shift()) await this.deliverOne(id, batch);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  private deliverOne(id: string, batch: Batch): Promise<void> {
    return this.database.sql.transaction().execute(async (transaction) => {
      const row = await this.lock(transaction, id, batch.key);
      if (!row) return;
      if (row.endpoint === null) return this.settle(transaction, row, 'suppressed', notes.noDevice);
      if (row.stopped) return this.settle(transaction, row, 'suppressed', notes.stopped);
      let message: PushMessage | null;
      let body: Buffer | null;
      try {
        message = await this.write(transaction, row);
        body = message && encryptPush(writePush(message), row);
      } catch (error) {
        this.log.error({ push: id, kind: row.kind, reason: unwritable(error) }, 'push cannot be written');
        return this.settle(transaction, row, 'failed', unwritable(error));
      }
      if (!message || !body) return this.settle(transaction, row, 'suppressed', notes.outdated);
      return this.send(transaction, { ...row, endpoint: row.endpoint }, batch, {
        topic: message.topic,
        body,
      });
    });
  }

  /** What it says to its reader now; null where nothing of it is so any more. */
  private async write(database: Sql, row: Row): Promise<PushMessage | null> {
    const { id, language, timeZone, person, secondsLeft } = row;
    if (row.content === null) {
      const { say } = await readerOf(language, timeZone);
      const words = { title: say('push.testTitle'), text: say('push.testText') };
      return { id, topic: topicOf(null), language, ...words, path: '/account/notifications' };
    }
    if (secondsLeft !== null && secondsLeft <= 0) return null;
    const content = await stillTrue(database, person, MailContent.parse(row.content), this.clock.now());
    if (!content) return null;
    return {
      id,
      topic: topicOf(content),
      language,
      ...(await shortMessage({ language, timeZone }, content)),
    };
  }

  private async send(
    database: Sql,
    row: Sendable,
    { key, away }: Batch,
    { topic, body }: { topic: string; body: Buffer },
  ): Promise<void> {
    const url = new URL(row.endpoint);
    const now = this.clock.now();
    if (!isPushAddress(url, this.env)) return this.settle(database, row, 'failed', 'refused EACCES');
    if (away.has(url.origin)) return this.putOff(database, row, 'away', undefined);
    const headers = {
      'content-type': 'application/octet-stream',
      'content-encoding': 'aes128gcm',
      'content-length': String(body.length),
      ttl: String(ttlOf(row.secondsLeft)),
      urgency: urgencyOf(row.kind),
      topic,
      authorization: vapidAuthorization(key, { endpoint: url, subject: this.subject, now }),
    };
    try {
      const { status, headers: answer } = await guardedPost(
        url,
        { headers, body },
        { inner: isLoopbackOfTest(url, this.env) },
      );
      await this.answered(database, row, status, answer['retry-after']);
    } catch (error) {
      away.add(url.origin);
      await this.unreached(database, row, codeOf(error));
    }
  }

  private async answered(
    database: Sql,
    row: Sendable,
    status: number,
    retryAfter: string | undefined,
  ): Promise<void> {
    const outcome = outcomeOf(status);
    if (outcome === 'taken') {
      await this.settle(database, row, 'sent', null);
      await sql`update push_device set last_sent_at = ${this.clock.now()} where id = ${row.device}`.execute(
        database,
      );
    } else if (outcome === 'gone') {
      await this.settle(database, row, 'failed', notes.noDevice);
      await sql`delete from push_device where id = ${row.device}`.execute(database);
    } else if (outcome === 'later') {
      await this.putOff(database, row, `later ${status}`, retryAfter);
    } else {
      this.log.warn({ push: row.id, status }, 'push refused');
      await this.failed(database, row, `refused ${status}`);
    }
  }

  /** An inner address is not tried again: nothing of a push service is there. */
  private unreached(database: Sql, row: Sendable, code: string): Promise<void> {
    return code === 'EACCES'
      ? this.failed(database, row, 'refused EACCES')
      : this.putOff(database, row, `away ${code}`, undefined);
  }

  private async putOff(
    database: Sql,
    row: Sendable,
    error: string,
    retryAfter: string | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    const seconds = secondsUntilNext(row.tries, retryAfter, now);
    if (seconds === null) return this.failed(database, row, error);
    await sql`
      update push set error = ${error}, tries = tries + 1,
        look_at = ${now}::timestamptz + make_interval(secs => ${seconds})
      where id = ${row.id}`.execute(database);
  }

  private async failed(database: Sql, row: Sendable, error: string): Promise<void> {
    await this.settle(database, row, 'failed', error);
    await sql`update push_device set last_failed_at = ${this.clock.now()} where id = ${row.device}`.execute(
      database,
    );
  }

  /** Whom a push service may write to about what we send. */
  private get subject(): string {
    const { publicUrl } = this.env;
    return publicUrl.startsWith('https:') ? publicUrl : `mailto:${this.mailer.from.address}`;
  }

  /** The message if it still waits; whoever else holds it settles it first. */
  private async lock(database: Sql, id: string, { publicKey }: VapidKey): Promise<Row | undefined> {
    const now = this.clock.now();
    const { rows } = await sql<Row>`
      select p.id, p.kind, p.person_id as person, p.content, p.tries, w.language, w.time_zone as "timeZone",
        p.device_id as device, d.endpoint, d.p256dh, d.auth,
        exists (select from push_stop s where s.person_id = p.person_id and s.kind = p.kind) as stopped,
        extract(epoch from p.expires_at - event_now(e.clock_at, e.clock_real, e.clock_rate, ${now}))::float8 as "secondsLeft"
      from push p join person w on w.id = p.person_id
      left join push_device d on d.id = p.device_id and d.person_id = p.person_id and d.house_key = ${publicKey}
        and exists (select from sign_in_session s where s.id = d.session_id and s.expires_at > ${now})
      left join event e on e.id = p.event_id
      where p.id = ${id} and p.state = 'queued' for update of p`.execute(database);
    return rows[0];
  }

  private async settle(database: Sql, { id }: Row, state: State, error: string | null): Promise<void> {
    const tried = state === 'suppressed' ? 0 : 1;
    await sql`
      update push set state = ${state}, error = ${error}, tries = tries + ${tried},
        sent_at = ${state === 'sent' ? this.clock.now() : null}::timestamptz
      where id = ${id}`.execute(database);
  }
}

/** Of what went wrong on the way: `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  if (error instanceof Error && error.message === 'An inner address') return 'EACCES';
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'Error';
}
