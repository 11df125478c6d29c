import { isDeepStrictEqual } from 'node:util';
import { otherOfMine } from '@foyer/meetings';
import { sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { MailContent } from './content.js';
import { without } from './without.js';

interface Erased {
  event: string;
  person: string;
}
interface Told {
  id: string;
  person: string;
  content: unknown;
}
const tables = ['mail', 'notification', 'push'] as const;

/** Somebody has had themselves erased: what others were told of them keeps neither their name nor their words. */
@Injectable()
export class MailErasure {
  async erase(tx: Tx, erased: Erased): Promise<void> {
    const things = await this.thingsOf(tx, erased);
    if (things.size === 0) return;
    const { rows: own } = await sql<{ organisation: string }>`
      select o.name as organisation from registration r join organisation o on o.id = r.organisation_id
      where r.event_id = ${erased.event} and r.person_id = ${erased.person}`.execute(tx.sql);
    const forgotten = { person: erased.person, organisation: own[0]?.organisation ?? null };
    for (const table of tables) {
      const { rows } = await sql<Told>`
        select id, person_id as person, content from ${sql.table(table)}
        where event_id = ${erased.event} and person_id = any(${[...things.keys()]}::uuid[])
          and content ->> 'about' in ('requested', 'request-news', 'booked', 'called', 'cancelled', 'schedule', 'contact',
            'reminders')
        order by id for update`.execute(tx.sql);
      const changed = rows.flatMap(({ id, person, content }) => {
        const read = MailContent.safeParse(content);
        if (!read.success) return [];
        const left = without(read.data, things.get(person) ?? new Set(), forgotten);
        return isDeepStrictEqual(left, read.data) ? [] : [{ id, content: left }];
      });
      await sql`
        update ${sql.table(table)} t set content = w.content
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as w(id uuid, content jsonb)
        where t.id = w.id`.execute(tx.sql);
    }
  }

  /** By reader: the requests and meetings in which the erased person is the one that they were told of. */
  private async thingsOf(tx: Tx, { event, person }: Erased): Promise<Map<string, Set<string>>> {
    const { rows } = await sql<{ reader: string; thing: string }>`
      select distinct reader, thing from (
        select q.asker_id as reader, q.id as thing from meeting_request q
        where q.event_id = ${event} and q.asked_id = ${person}
        union all
        select q.asked_id, q.id from meeting_request q where q.event_id = ${event} and q.asker_id = ${person}
        union all
        select r.person_id, q.id from meeting_request q
        join registration r on r.event_id = q.event_id and r.organisation_id = q.organisation_id
        where q.event_id = ${event} and q.asker_id = ${person}
        union all
        select mine.person_id, m.id from meeting m join meeting_request q on q.id = m.request_id
        join meeting_person mine on mine.meeting_id = m.id
        where m.event_id = ${event} and ${person} in (q.asker_id, q.asked_id) and ${otherOfMine} = ${person}) t
      where reader is not null and reader <> ${person}`.execute(tx.sql);
    const things = new Map<string, Set<string>>();
    for (const { reader, thing } of rows) {
      const known = things.get(reader) ?? new Set();
      things.set(reader, known.add(thing));
    }
    return things;
  }
}
