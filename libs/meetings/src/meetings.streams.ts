import { EventAccess } from '@foyer/events';
import {
  Database,
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { requireRegistered } from './attendees.js';
import { bothSeen } from './views.js';

/** A person's own requests and meetings: to be followed by that person alone. */
@Injectable()
@ServesStream('myMeetings')
export class MyMeetingsStream implements StreamSource<'myMeetings'> {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  async admit(call: Call, { event, person }: StreamParams<'myMeetings'>): Promise<void> {
    if (call.actor?.person !== person) throw new Problem('not_found');
    await this.access.find(call, { id: event });
    await requireRegistered(this.database.sql, event, person);
  }

  async snapshot(
    database: Sql,
    { event, person }: StreamParams<'myMeetings'>,
  ): Promise<StreamEntries<'myMeetings'>> {
    const mine = { event, viewer: person };
    const { requests, meetings } = await bothSeen(database, { requests: mine, meetings: mine });
    return {
      request: Object.fromEntries(requests.map(({ value }) => [value.id, value])),
      meeting: Object.fromEntries(meetings.map(({ value }) => [value.id, value])),
    };
  }
}
