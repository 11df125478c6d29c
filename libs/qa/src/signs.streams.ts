import { EventAccess } from '@foyer/events';
import {
  Clock,
  Problem,
  ServesStream,
  type Call,
  type Sql,
  type StreamEntries,
  type StreamParams,
  type StreamSource,
} from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readStanding } from './announcement.rows.js';
import { takesPart } from './qa.policy.js';
import { readReactions } from './reactions.js';
import { SessionAccess } from './session-access.js';

/** What the whole event is told, for everybody who sees it. */
@ServesStream('announcements')
@Injectable()
export class AnnouncementsStream implements StreamSource<'announcements'> {
  constructor(
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async admit(call: Call, { event }: StreamParams<'announcements'>): Promise<void> {
    await this.access.find(call, { id: event });
  }

  async snapshot(
    database: Sql,
    { event }: StreamParams<'announcements'>,
  ): Promise<StreamEntries<'announcements'>> {
    return { announcement: await readStanding(database, { event }, this.clock.now()) };
  }
}

/** What a session is told and how often it was applauded, for everybody in it. */
@ServesStream('signs')
@Injectable()
export class SignsStream implements StreamSource<'signs'> {
  constructor(
    @Inject(SessionAccess) private readonly sessions: SessionAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async admit(call: Call, { session }: StreamParams<'signs'>): Promise<void> {
    const actor = await this.sessions.actorIn(call, session);
    if (!takesPart(actor)) throw new Problem('not_found');
  }

  async snapshot(database: Sql, { session }: StreamParams<'signs'>): Promise<StreamEntries<'signs'>> {
    return {
      announcement: await readStanding(database, { session }, this.clock.now()),
      reaction: await readReactions(database, session),
    };
  }
}
