import type { FactPayload, LocalisedText } from '@foyer/contracts';
import { EventEntity } from '@foyer/events';
import { sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { ContentAbout } from '../mail/content.js';
import { Mails } from '../mail/mails.service.js';
import { aboutEvent } from './about-event.js';

type Item = ContentAbout<'agenda-changed'>['items'][number];
interface Row extends Omit<Item, 'before'> {
  person: string;
  beforeStart: string | null;
  beforeEnd: string | null;
}

/** A mail names so many changes; the others are counted. */
const mostItems = 30;

/** Mail about releases of the agenda. */
@Injectable()
export class ReleaseMails {
  constructor(@Inject(Mails) private readonly mails: Mails) {}

  /**
   * Those whom a release affects are told, each once and of everything: who starred a session that moved, went or
   * changed in what matters, and who is on stage in one. While the event is a draft nobody is told.
   */
  async released(tx: Tx, { event: id, release }: FactPayload<'agenda.released'>): Promise<void> {
    const event = await tx.em.findOne(EventEntity, { id });
    if (event?.state !== 'published') return;
    const { rows: heads } = await sql<{ name: LocalisedText; note: LocalisedText | null }>`
      select name, note from release where id = ${release}`.execute(tx.sql);
    const head = heads[0];
    if (!head) return;
    const people = new Map<string, Item[]>();
    for (const { person, beforeStart, beforeEnd, ...item } of await affected(tx.sql, id, release)) {
      const before = beforeStart && beforeEnd ? { startsAt: iso(beforeStart), endsAt: iso(beforeEnd) } : null;
      const items = people.get(person) ?? [];
      items.push({ ...item, startsAt: iso(item.startsAt), endsAt: iso(item.endsAt), before });
      people.set(person, items);
    }
    await this.mails.queue(
      tx,
      [...people].map(([person, items]) => ({
        kind: 'agenda-changed' as const,
        event: id,
        person,
        dedupe: `released:${release}:${person}`,
        content: {
          about: 'agenda-changed' as const,
          event: aboutEvent(event),
          ...head,
          items: items.slice(0, mostItems),
          more: Math.max(0, items.length - mostItems),
        },
        expiresAt: event.endsAt,
      })),
    );
  }
}

const iso = (instant: string): string => new Date(instant).toISOString();

/** Fields that those in the audience want to hear of; who is on stage hears of every change. */
const telling = ['startsAt', 'endsAt', 'title', 'room', 'speakers', 'moderators', 'language', 'streamUrl'];

async function affected(database: Sql, event: string, release: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.person_id as person, c.session_id as session, c.kind, a.part,
      coalesce(s.title, c.before -> 'title') as title,
      coalesce(s.starts_at, (c.before ->> 'startsAt')::timestamptz) as "startsAt",
      coalesce(s.ends_at, (c.before ->> 'endsAt')::timestamptz) as "endsAt",
      case when c.kind = 'moved' then c.before ->> 'startsAt' end as "beforeStart",
      case when c.kind = 'moved' then c.before ->> 'endsAt' end as "beforeEnd",
      s.id is not null and exists (select from commitment m where m.person_id = a.person_id and m.kind = 'meeting'
        and tstzrange(m.starts_at, m.ends_at) && tstzrange(s.starts_at, s.ends_at)) as clash
    from release_audience a
    join release_change c on c.release_id = a.release_id and c.session_id = a.session_id
    left join session s on s.id = c.session_id and s.event_id = ${event}
    where a.release_id = ${release}
      and (a.part = 'stage' or c.kind in ('moved', 'removed')
        or c.kind = 'changed' and c.fields ?| ${telling}::text[])
      and (a.part = 'stage' or coalesce(s.kind, c.before ->> 'kind') <> 'private-blocker')
    order by a.person_id, 6, c.session_id`.execute(database);
  return rows;
}
