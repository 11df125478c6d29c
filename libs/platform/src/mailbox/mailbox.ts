import type { ReceivedMail, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import type { Address, Email, PostalMimeOptions } from 'postal-mime';
import type { Clock } from '../clock/clock.js';
import { sql, type Database } from '../database/database.js';
import { Problem } from '../problem/problem.js';

type Filter = RouteParsed<(typeof routes)['listMailbox']>['query'];
type WholeMail = RouteResult<(typeof routes)['getMailboxMail']>;
interface Row {
  id: string;
  receivedAt: Date;
  from: string;
  to: string[];
  subject: string;
  messageId: string | null;
}

/** The mailbox of the demo: everything that went out, whoever it was for. */
export class Mailbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Keeps a mail as it came over the wire. */
  async receive(envelope: { from: string; to: string[] }, raw: Buffer): Promise<void> {
    const parsed = await parse(raw);
    const from = parsed.from ? shown(parsed.from) : envelope.from;
    await sql`
      insert into mailbox_mail (received_at, mail_from, mail_to, subject, message_id, raw)
      values (${this.clock.now()}, ${storable(from)}, ${envelope.to.map((to) => to.toLowerCase())}::text[],
        ${storable(parsed.subject ?? '')}, ${parsed.messageId ? storable(parsed.messageId) : null}, ${raw})`.execute(
      this.database.sql,
    );
  }

  /** Newest first; `to` is any part of a recipient's address. */
  async list({ to, limit, before }: Filter): Promise<{ mails: ReceivedMail[]; total: number }> {
    const database = this.database.sql;
    const wanted = sql`(${to ?? null}::text is null
      or exists (select from unnest(mail_to) as t(address) where strpos(t.address, lower(${to ?? ''})) > 0))`;
    const { rows } = await sql<Row>`
      select id, received_at as "receivedAt", mail_from as "from", mail_to as "to", subject, message_id as "messageId"
      from mailbox_mail where ${wanted} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      order by id desc limit ${limit}`.execute(database);
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from mailbox_mail where ${wanted}`.execute(database);
    return { mails: rows.map(toContract), total: counted.rows[0]?.total ?? 0 };
  }

  /** @throws Problem not_found */
  async get(id: string): Promise<WholeMail> {
    const { rows } = await sql<Row & { raw: Buffer }>`
      select id, received_at as "receivedAt", mail_from as "from", mail_to as "to", subject, message_id as "messageId", raw
      from mailbox_mail where id = ${id}`.execute(this.database.sql);
    const row = rows[0];
    if (!row) throw new Problem('not_found');
    const parsed = await parse(row.raw, { attachmentEncoding: 'utf8' });
    return {
      ...toContract(row),
      headers: parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      text: parsed.text ?? '',
      html: parsed.html ?? null,
      attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
        filename,
        mimeType,
        content: typeof content === 'string' ? content : new TextDecoder().decode(content),
      })),
    };
  }
}

async function parse(raw: Buffer, options?: PostalMimeOptions): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime');
  return PostalMime.parse(raw, options);
}

function toContract({ receivedAt, id, from, to, subject, messageId }: Row): ReceivedMail {
  return { id, receivedAt: new Date(receivedAt).toISOString(), from, to, subject, messageId };
}

function shown({ name, address }: Address): string {
  return address ? (name ? `${name} <${address}>` : address) : name;
}

/** PostgreSQL keeps no NUL in text. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}
