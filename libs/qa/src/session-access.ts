import { SessionEntity } from '@foyer/agenda';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from './qa.policy.js';

/** A session as one caller meets it. */
export interface SessionForCaller {
  session: SessionEntity;
  event: EventEntity;
  actor: Actor;
  /** The event's time. */
  now: Date;
}

/** From a session's id to the session, and who the caller is there. */
@Injectable()
export class SessionAccess {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly events: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found when there is no such session, or not for the caller */
  async find(call: Call, id: string, tx?: Tx): Promise<SessionForCaller> {
    const em = tx?.em ?? this.database.em();
    const session = await em.findOne(SessionEntity, { id });
    if (!session) throw new Problem('not_found');
    const { event, roles } = await this.events.find(call, { id: session.event }, tx);
    const actor = { person: call.actor?.person ?? null, roles };
    return { session, event, actor, now: eventNow(event, this.clock.now()) };
  }
}
