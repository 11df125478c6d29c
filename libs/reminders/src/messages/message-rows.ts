import type { Audience, LocalisedText, MessageCounts, OrganiserMessage } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';
import { notes } from '../mail/mail-reason.js';

interface Row {
  id: string;
  subject: LocalisedText;
  body: LocalisedText;
  audience: Audience;
  dueAt: Date | null;
  state: OrganiserMessage['state'];
  version: number;
  updatedAt: Date;
  confirmedAt: Date | null;
  counts: MessageCounts;
}

/** Messages of an event as organisers see them, the latest first, each with how far it is. */
export async function readMessages(
  database: Sql,
  event: string,
  message: string | null = null,
): Promise<OrganiserMessage[]> {
  const { rows } = await sql<Row>`
    select s.id, s.subject, s.body, s.audience, s.due_at as "dueAt", s.state, s.version, s.updated_at as "updatedAt",
      s.confirmed_at as "confirmedAt", c.counts
    from message s cross join lateral (
      select jsonb_build_object('recipients', count(*),
        'waiting', count(*) filter (where m.state = 'queued'),
        'sent', count(*) filter (where m.state = 'sent'),
        'failed', count(*) filter (where m.state in ('failed', 'returned', 'aside')),
        'withheld', count(*) filter (where m.state = 'suppressed' and m.error is distinct from ${notes.cancelled}),
        'cancelled', count(*) filter (where m.state = 'suppressed' and m.error = ${notes.cancelled})) as counts
      from mail m where m.message_id = s.id
    ) c
    where s.event_id = ${event} and (${message}::uuid is null or s.id = ${message}::uuid)
    order by s.id desc`.execute(database);
  return rows.map(({ dueAt, updatedAt, confirmedAt, ...row }) => ({
    ...row,
    dueAt: dueAt && new Date(dueAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    confirmedAt: confirmedAt && new Date(confirmedAt).toISOString(),
  }));
}
