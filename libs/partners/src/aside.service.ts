import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isShown, viewerOf } from './participants.js';

/** "No thanks": somebody is not suggested again. They do not learn of it. */
@Injectable()
export class AsideService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Doing so again changes nothing. @throws Problem not_registered; not_found for who is not shown to the caller */
  async setAside(call: Call, slug: string, person: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const viewer = await viewerOf(this.access, this.database.sql, call, slug, tx);
      if (!(await isShown(tx.sql, viewer, person))) throw new Problem('not_found');
      await sql`
        insert into partner_aside (event_id, person_id, aside_id, at)
        values (${viewer.event.id}, ${viewer.me}, ${person}, ${eventNow(viewer.event, this.clock.now())})
        on conflict do nothing`.execute(tx.sql);
      return null;
    });
  }

  /** Doing so again changes nothing. @throws Problem not_registered; not_found for who is not shown to the caller */
  async takeBack(call: Call, slug: string, person: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event, me } = await viewerOf(this.access, this.database.sql, call, slug, tx);
      const { rows } = await sql`
        delete from partner_aside where event_id = ${event.id} and person_id = ${me} and aside_id = ${person}
        returning 1`.execute(tx.sql);
      if (rows.length === 0 && !(await isShown(tx.sql, { event, me }, person)))
        throw new Problem('not_found');
      return null;
    });
  }

  /** Somebody has had themselves erased from an event: gone is whom they set aside there, and who set them aside. */
  async erase(tx: Tx, { event, person }: { event: string; person: string }): Promise<void> {
    await sql`
      delete from partner_aside where event_id = ${event} and (person_id = ${person} or aside_id = ${person})`.execute(
      tx.sql,
    );
  }
}
