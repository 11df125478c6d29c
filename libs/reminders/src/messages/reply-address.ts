import type { EventEntity } from '@foyer/events';
import { sql, type Call, type Sql } from '@foyer/platform';

/** Whom answers to a message go to: the event's mailbox, else whoever sends it. */
export async function replyAddress(
  database: Sql,
  { contact }: Pick<EventEntity, 'contact'>,
  call: Call,
): Promise<string> {
  if (contact != null) return contact;
  const { rows } = await sql<{ email: string }>`
    select email from person where id = ${call.actor?.person ?? null}::uuid`.execute(database);
  return rows[0]?.email ?? '';
}
