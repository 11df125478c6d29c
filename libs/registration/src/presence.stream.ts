import { EventAccess } from '@foyer/events';
import {
  Database,
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
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { session }: StreamParams<'presence'>): Promise<void> {
    const { rows } = await sql<{ event: string }>`
      select event_id as event from session where id = ${session} and kind <> 'private-blocker'`.execute(
      this.database.sql,
    );
    const event = rows[0]?.event;
    if (event === undefined || !call.actor) throw new Problem('not_found');
    const { roles, guest } = await this.access.find(call, { id: event });
    if (roles.size === 0 && guest === null) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'presence'>): Promise<StreamEntries<'presence'>> {
    return { presence: { [session]: { count: await readPresence(database, session) } } };
  }
}
