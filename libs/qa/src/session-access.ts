import { SessionEntity } from '@foyer/agenda';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Gathered, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { mayFollowStage, type Actor } from './qa.policy.js';

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
  private readonly lookups = new Gathered<string, SessionEntity>((ids) => this.read(ids));

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly events: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_found when there is no such session, or not for the caller */
  async find(call: Call, id: string, tx?: Tx): Promise<SessionForCaller> {
    const session = tx
      ? await tx.em.findOne(SessionEntity, { id })
      : await this.lookups.find(id.toLowerCase());
    if (!session) throw new Problem('not_found');
    const { event, roles, guest } = await this.events.find(call, { id: session.event }, tx);
    const actor = { person: call.actor?.person ?? null, roles, guest };
    return { session, event, actor, now: eventNow(event, this.clock.now()) };
  }

  /** Who the caller is in a session. @throws Problem as in `find` */
  async actorIn(call: Call, id: string): Promise<Actor> {
    const { roles, guest } = await this.events.findOfSession(call, id);
    return { person: call.actor?.person ?? null, roles, guest };
  }

  /** As whoever stands on the session's stage, or moderates. @throws Problem not_found for everybody else */
  async findOnStage(call: Call, id: string, tx?: Tx): Promise<SessionForCaller> {
    const found = await this.find(call, id, tx);
    const { rows } = await sql`
      select from session_speaker t join speaker p on p.id = t.speaker_id
      where t.session_id = ${found.session.id} and p.person_id = ${found.actor.person} limit 1`.execute(
      tx?.sql ?? this.database.sql,
    );
    if (!mayFollowStage(found.actor, rows.length > 0)) throw new Problem('not_found');
    return found;
  }

  private async read(ids: string[]): Promise<Map<string, SessionEntity>> {
    const sessions = await this.database.em().find(SessionEntity, { id: { $in: ids } });
    return new Map(sessions.map((session) => [session.id, session]));
  }
}
