import { EventAccess } from '@foyer/events';
import {
  Database,
  Gathered,
  Problem,
  ServesStream,
  sql,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readPresence } from './presence.js';

/** How many are in a session's room: for everybody who may be there. */
@ServesStream('presence')
@Injectable()
export class PresenceStream implements StreamSource<'presence'> {
  // A hall that comes in at once is a few look-ups.
  private readonly eventOf = new Gathered<string, string>((sessions) => this.readEvents(sessions));

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { session }: StreamParams<'presence'>): Promise<void> {
    const event = await this.eventOf.find(session.toLowerCase());
    if (event === undefined || !call.actor) throw new Problem('not_found');
    const { roles, guest } = await this.access.find(call, { id: event });
    if (roles.size === 0 && guest === null) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'presence'>): Promise<StreamEntries<'presence'>> {
    return { presence: { [session]: { count: await readPresence(database, session) } } };
  }

  private async readEvents(sessions: string[]): Promise<Map<string, string>> {
    const { rows } = await sql<{ session: string; event: string }>`
      select id as session, event_id as event from session
      where id = any(${sessions}::uuid[]) and kind <> 'private-blocker'`.execute(this.database.sql);
    return new Map(rows.map(({ session, event }) => [session, event]));
  }
}
