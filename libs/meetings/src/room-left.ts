import type { Call } from '@foyer/platform';
import { Clock, Database, Gathered, sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { openTo, tablesTaken } from './block-rules.js';

/** Somebody who would book a slot. */
export interface Attempt {
  call: Call;
  me: string;
  slug: string;
  request: string;
  slot: string;
}

const mostAtOnce = 500;
/** They come within moments, and are told when the first one has booked, which takes hardly longer. */
const pauseMs = 2;

/** What a slot has room for, read for all who want to know it at once, and without a lock. */
@Injectable()
export class RoomLeft {
  private readonly looks = new Gathered<Attempt, number>(
    (attempts) => this.read(attempts),
    ...[mostAtOnce, pauseMs],
  );

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * How many more meetings fit, as far as this attempt's own right to one is plain: null where tables are not counted,
   * and where anything else might speak against it, or a command with its id has been carried out.
   */
  async of(attempt: Attempt): Promise<number | null> {
    return (await this.looks.find(attempt)) ?? null;
  }

  private async read(attempts: Attempt[]): Promise<Map<Attempt, number>> {
    const given = attempts.map(({ call, me, slug, request, slot }, place) => ({
      ...{ place, me, slug, request, slot, command: call.command?.id ?? null },
    }));
    const values = [JSON.stringify(given), this.clock.now()];
    const rows = await this.database.prepared('room left', roomLeft, values);
    return new Map(
      rows.flatMap(({ place, left }) => {
        const attempt = attempts[place];
        return attempt ? [[attempt, left] as const] : [];
      }),
    );
  }
}

const people = sql`array[q.asker_id, q.asked_id]`;
/**
 * Looked up for each, by the key of their registration, and no `exists`: PostgreSQL would join all of the event's for
 * that, with each other, as long as it does not know how many they are: a million rows for 64 attempts in the first
 * minute of an event.
 */
const confirmed = (person: ReturnType<typeof sql>): ReturnType<typeof sql> => sql`(
  select r.state = 'confirmed' from registration r where r.event_id = b.event_id and r.person_id = ${person})`;
/** `$1` the attempts, `$2` what time it is. Many attempts for few slots: what is left in each is counted once. */
export const roomLeft = sql<{ place: number; left: number }>`
  with asked as materialized (
    select * from jsonb_to_recordset($1::jsonb)
      as g(place int, me uuid, slug text, request uuid, slot uuid, command uuid)
  ), room as materialized (
    select s.id as slot, e.id as event_id, e.slug, b.categories, b.tables - ${tablesTaken} as left
    from meeting_slot s join meeting_block b on b.id = s.block_id join event e on e.id = b.event_id
    where s.id in (select slot from asked) and not s.closed and b.mode <> 'computed' and b.tables is not null
      and e.state <> 'draft' and s.starts_at > event_now(e.clock_at, e.clock_real, e.clock_rate, $2::timestamptz)
  )
  select g.place, b.left
  from asked g join room b on b.slot = g.slot and b.slug = g.slug
  join meeting_request q on q.id = g.request and q.event_id = b.event_id and q.state = 'open'
    and g.me = case q.turn when 'asker' then q.asker_id else q.asked_id end
  where ${openTo(people)} and ${confirmed(sql`q.asker_id`)} and ${confirmed(sql`q.asked_id`)}
    and not exists (select from command_done d where d.person = g.me and d.id = g.command)`;
