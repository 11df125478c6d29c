import { streamName, streams } from '@foyer/contracts';
import { Clock, Database, houseCall, sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPublic } from './qa.policy.js';
import type { Question } from './question.entity.js';

const keptDays = 30;

/** What is kept of guests goes a month after their event: their names everywhere. What was asked stays, by nobody. */
@Injectable()
export class GuestForgetting {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns how many guests were forgotten */
  async forget(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - keptDays * 86_400_000);
    return this.database.write(houseCall, async (tx) => {
      // Of an event that is gone altogether.
      await sql`
        delete from person p where p.guest and not exists (select from event_guest g where g.person_id = p.id)`.execute(
        tx.sql,
      );
      const { rows } = await sql<{ id: string }>`
        select p.id from person p
        where p.guest and exists (select from event_guest g where g.person_id = p.id and g.key_hash is not null)
          and not exists (
            select from event_guest g join event e on e.id = g.event_id
            where g.person_id = p.id and e.ends_at >= ${before})
        order by p.id limit 5000 for update skip locked`.execute(tx.sql);
      const guests = rows.map(({ id }) => id);
      if (guests.length === 0) return 0;
      await sql`update person set name = '' where id = any(${guests}::uuid[])`.execute(tx.sql);
      await sql`update event_guest set key_hash = null where person_id = any(${guests}::uuid[])`.execute(
        tx.sql,
      );
      await sql`delete from sign_in_session where person_id = any(${guests}::uuid[])`.execute(tx.sql);
      const { rows: asked } = await sql<Pick<Question, 'id' | 'session' | 'state'>>`
        update question set author = null, organisation = null where person_id = any(${guests}::uuid[]) and author is not null
        returning id, session_id as session, state`.execute(tx.sql);
      for (const { id, session, state } of asked) {
        const change = { patch: { question: { [id]: { author: null, organisation: null } } } };
        tx.change(streamName(streams.desk, { session }), change);
        if (isPublic(state)) tx.change(streamName(streams.questions, { session }), change);
      }
      return guests.length;
    });
  }
}
