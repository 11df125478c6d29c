import { expectedTimes, type RouteResult, type routes } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readBoard } from './running-rows.js';

type Result<R extends keyof typeof routes> = RouteResult<(typeof routes)[R]>;

/** What is read of the running order. */
@Injectable()
export class RunningQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** When each session is expected as things stand, by that time. */
  async order(call: Call, slug: string): Promise<Result<'getRunningOrder'>> {
    const { event } = await this.access.find(call, { slug });
    const now = eventNow(event, this.clock.now());
    const { items, rows } = await readBoard(this.database.sql, event);
    const times = [...expectedTimes(items, rows, now.getTime())];
    return {
      now: now.toISOString(),
      sessions: times
        .sort(([, one], [, other]) => one.start - other.start || one.end - other.end)
        .map(([session, { state, goingOn, start, end, delay }]) => ({
          session,
          state,
          goingOn,
          startsAt: new Date(start).toISOString(),
          endsAt: new Date(end).toISOString(),
          delayMinutes: Math.floor(delay / 60_000),
        })),
    };
  }

  /** Where the caller speaks or moderates. */
  async mine(call: Call, slug: string): Promise<Result<'getMyStage'>['sessions']> {
    const { event } = await this.access.find(call, { slug });
    const { rows } = await sql<{ session: string; speaker: string }>`
      select distinct t.session_id as session, t.speaker_id as speaker
      from session_speaker t join speaker p on p.id = t.speaker_id
      where p.event_id = ${event.id} and p.person_id = ${call.actor?.person ?? null}
      order by 1, 2`.execute(this.database.sql);
    return rows;
  }
}
