import { readEnded, Timetable } from '@foyer/agenda';
import type { SessionKind } from '@foyer/contracts';
import { Clock, Database, houseCall, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockRoom } from './moderating.js';
import { logPollStep } from './poll-steps.js';
import { tellPoll } from './poll.service.js';

/** What one can say of how it was: somebody spoke there. */
const ratedKinds: readonly SessionKind[] = ['talk', 'panel', 'workshop', 'q-and-a'];
/** Nobody is asked about what was over so long ago: after a longer standstill, or of sessions that were brought in. */
const lateMs = 2 * 3_600_000;

interface DueEvent {
  id: string;
  timeZone: string;
  /** The event's time. */
  now: Date;
}

/** Asks everybody how a session was as soon as it has ended, where its moderators have left that on. */
@Injectable()
export class SessionRatings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Timetable) private readonly timetable: Timetable,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Opens the ready-made rating of sessions that have ended by the running order. That each has one at most is the
   * database's word (`poll_session_rating`): with several processes it is opened once, and what moderators have opened
   * or closed by hand stays as they left it.
   * @returns how many were opened
   */
  async openDue(): Promise<number> {
    let opened = 0;
    for (const event of await this.events()) {
      opened += await this.database.write(houseCall, (tx) => this.openIn(tx, event));
    }
    return opened;
  }

  /** Events in which a session may have ended that has no rating yet: what ends late is only looked at too early. */
  private async events(): Promise<DueEvent[]> {
    const { rows } = await sql<DueEvent>`
      select distinct e.id, e.time_zone as "timeZone", t.now
      from event e
        cross join lateral (
          select event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz) as now) t
        join session s on s.event_id = e.id
        left join running_session r on r.session_id = s.id
        left join qa_room q on q.session_id = s.id
      where e.state = 'published' and s.kind = any(${ratedKinds}::text[])
        and s.starts_at between t.now - interval '1 day' and t.now + interval '1 day'
        and coalesce(q.rate_at_end, true) and not coalesce(r.skipped, false)
        and least(r.ended_at, s.ends_at + make_interval(secs => coalesce(r.moved_ms, 0) / 1000.0,
          mins => -coalesce(r.shortened_minutes, 0))) <= t.now
        and not exists (select from poll p where p.session_id = s.id and p.question is null)`.execute(
      this.database.sql,
    );
    return rows;
  }

  private async openIn(tx: Tx, { id, timeZone, now }: DueEvent): Promise<number> {
    // No step of the running order falls between reading and opening.
    await this.timetable.lock(tx, id);
    const ended = await readEnded(tx.sql, { id, timeZone }, now);
    const due = [...ended].flatMap(([session, at]) => (now.getTime() - at <= lateMs ? [session] : [])).sort();
    const { rows: without } = await sql<{ id: string }>`
      select s.id from session s
      where s.id = any(${due}::uuid[]) and s.kind = any(${ratedKinds}::text[])
        and not exists (select from poll p where p.session_id = s.id and p.question is null)
      order by s.id`.execute(tx.sql);
    // Whoever switches it off at this moment comes before or after it.
    for (const session of without) await lockRoom(tx, session.id);
    const { rows: opened } = await sql<{ id: string; session: string }>`
      insert into poll (session_id, kind, state, opened_at)
      select session_id, 'rating', 'open', ${this.clock.now()}::timestamptz from qa_room
      where session_id = any(${without.map((session) => session.id)}::uuid[]) and rate_at_end
      order by session_id
      on conflict (session_id) where question is null do nothing
      returning id, session_id as session`.execute(tx.sql);
    for (const { id: poll, session } of opened) {
      const rating = { id: poll, session, kind: 'rating', question: null } as const;
      await logPollStep(tx, { poll: rating, actor: null, step: 'rating-opened', at: this.clock.now() });
      await tellPoll(tx, poll);
    }
    return opened.length;
  }
}
