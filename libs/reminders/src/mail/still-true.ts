import { sql, type Sql } from '@foyer/platform';
import { keyOf, truthOf, type Subject } from '../rules/truth.js';
import type { MailContent } from './content.js';

/**
 * What of a mail is still so when it goes out, which may be long after it was queued.
 * @returns null when nothing of it is
 */
export async function stillTrue(
  database: Sql,
  person: string,
  content: MailContent,
  now: Date,
): Promise<MailContent | null> {
  switch (content.about) {
    case 'reminders': {
      const subjects: Subject[] = content.items.map(({ kind, ref }) => ({ person, kind, ref }));
      const truths = await truthOf(database, subjects, now);
      const items = content.items.filter(({ kind, ref, startsAt }) => {
        const truth = truths.get(keyOf({ person, kind, ref }));
        return truth && truth.item.startsAt === startsAt && truth.startsAt > truth.eventNow;
      });
      return items.length ? { ...content, items } : null;
    }
    case 'confirmed':
      return (await has(
        database,
        sql`select from registration where id = ${content.registration} and state = 'confirmed'`,
      ))
        ? content
        : null;
    case 'requested':
      return (await has(
        database,
        sql`select from meeting_request where id = ${content.request} and state = 'open'`,
      ))
        ? content
        : null;
    case 'booked':
      return (await has(
        database,
        sql`select from meeting where id = ${content.meeting.id} and state <> 'cancelled'`,
      ))
        ? content
        : null;
    case 'cancelled':
    case 'summary':
      return content;
  }
}

async function has(database: Sql, query: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (${query}) as found`.execute(database);
  return rows[0]?.found ?? false;
}
