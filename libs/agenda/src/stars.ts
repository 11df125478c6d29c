import { starsStream, streamName } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import {
  Clock,
  Database,
  Problem,
  ServesStream,
  sql,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
  type Tx,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** The sessions that people have put into their own agendas. */
@ServesStream('stars')
@Injectable()
export class Stars implements StreamSource<'stars'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Says the wanted state. @throws Problem not_found for a session that the caller may not see */
  async star(call: Call, slug: string, session: string, starred: boolean): Promise<{ starred: boolean }> {
    const person = call.actor?.person;
    if (!person) throw new Problem('not_signed_in');
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { rows } = await sql`
        select 1 from session where id = ${session} and event_id = ${event.id} and kind <> 'private-blocker'
        for key share`.execute(tx.sql);
      if (rows.length === 0) throw new Problem('not_found');
      await this.put(tx, event.id, session, person, starred);
      return { starred };
    });
  }

  /** Writes the wanted state within somebody's transaction, and lets their devices know. */
  async put(tx: Tx, event: string, session: string, person: string, starred: boolean): Promise<void> {
    const { numAffectedRows } = await (
      starred
        ? // By the event's clock: reminders ask whether their time had passed by then.
          sql`insert into session_star (session_id, person_id, starred_at)
            select ${session}, ${person}, event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()})
            from event e where e.id = ${event} on conflict do nothing`
        : sql`delete from session_star where session_id = ${session} and person_id = ${person}`
    ).execute(tx.sql);
    if (!numAffectedRows) return;
    tx.change(
      streamName(starsStream, { event, person }),
      starred ? { put: { star: { [session]: { starred: true } } } } : { drop: { star: [session] } },
    );
  }

  async admit(call: Call, { event, person }: StreamParams<'stars'>): Promise<void> {
    if (call.actor?.person !== person) throw new Problem('not_found');
    await this.access.find(call, { id: event });
  }

  async snapshot(database: Sql, { event, person }: StreamParams<'stars'>): Promise<StreamEntries<'stars'>> {
    const { rows } = await sql<{ id: string }>`
      select s.id from session_star t join session s on s.id = t.session_id
      where t.person_id = ${person} and s.event_id = ${event} and s.kind <> 'private-blocker'`.execute(
      database,
    );
    return { star: Object.fromEntries(rows.map(({ id }) => [id, { starred: true as const }])) };
  }
}
