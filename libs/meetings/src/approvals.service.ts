import type { AwaitingMeeting, RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, houseCall, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { partnerJson } from './attendees.js';
import { tableName } from './block-rules.js';
import { Cancellations } from './cancellations.js';
import type { LockedMeeting } from './meeting-locks.js';
import { tellAll } from './views.js';

type Decision = RouteParsed<(typeof routes)['decideMeetings']>['body'];
/** So many are called off in one transaction when nobody has approved them in time. */
const lateAtOnce = 50;

/** Meetings that wait for an organiser: their people's time and their table are taken meanwhile. */
@Injectable()
export class ApprovalsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Cancellations) private readonly cancellations: Cancellations,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those that begin first come first. @throws Problem forbidden for who does not organise the event */
  async list(call: Call, slug: string): Promise<AwaitingMeeting[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const partner = (person: ReturnType<typeof sql>) => sql`(
      select ${partnerJson} from registration r join organisation o on o.id = r.organisation_id
      where r.event_id = m.event_id and r.person_id = ${person})`;
    const { rows } = await sql<AwaitingMeeting & { startsAt: Date; endsAt: Date; since: Date }>`
      select m.id, ${partner(sql`q.asker_id`)} as asker, ${partner(sql`q.asked_id`)} as asked, q.message,
        m.starts_at as "startsAt", m.ends_at as "endsAt", m.table_number as "table",
        ${tableName} as "tableName", m.booked_at as since
      from meeting m join meeting_request q on q.id = m.request_id join meeting_block b on b.id = m.block_id
      where m.event_id = ${event.id} and m.state = 'awaiting' order by m.starts_at, m.id`.execute(
      this.database.sql,
    );
    return rows.map((row) => ({
      ...row,
      startsAt: new Date(row.startsAt).toISOString(),
      endsAt: new Date(row.endsAt).toISOString(),
      since: new Date(row.since).toISOString(),
    }));
  }

  /**
   * Approves or refuses several at once; who meets is told once. What was decided or called off meanwhile is left
   * as it is and named as gone. @throws Problem forbidden
   */
  async decide(call: Call, slug: string, decision: Decision): Promise<{ decided: string[]; gone: string[] }> {
    const ids = [...new Set(decision.meetings)];
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const now = eventNow(event, this.clock.now());
      const { locked, waiting } = await this.cancellations.lock(tx, event.id, ids, now, null);
      const open = locked.filter(({ state }) => state === 'awaiting');
      if (decision.approve) await this.approve(tx, event.id, open, now);
      else {
        const by = call.actor?.person ?? null;
        await this.refuse(tx, event.id, open, waiting, now, by, decision.reason ?? null);
      }
      const decided = open.map(({ id }) => id);
      return { decided, gone: ids.filter((id) => !decided.includes(id)) };
    });
  }

  /** Refuses what nobody has approved until it would have begun. @returns how many */
  async refuseLate(): Promise<number> {
    const { rows } = await sql<{ event: string; now: Date; ids: string[] }>`
      select e.id as event, t.now, array_agg(m.id) as ids
      from meeting m join event e on e.id = m.event_id
      cross join lateral (select event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz) as now) t
      where m.state = 'awaiting' and m.starts_at <= t.now group by e.id, t.now limit ${lateAtOnce}`.execute(
      this.database.sql,
    );
    for (const { event, ids, now } of rows) {
      await this.database.write(houseCall, async (tx) => {
        const at = new Date(now);
        const { locked, waiting } = await this.cancellations.lock(tx, event, ids, at, null);
        const late = locked.filter(({ state, startsAt }) => state === 'awaiting' && startsAt <= at);
        await this.refuse(tx, event, late, waiting, at, null, null);
        return null;
      });
    }
    return rows.reduce((sum, { ids }) => sum + ids.length, 0);
  }

  private async approve(tx: Tx, event: string, open: readonly LockedMeeting[], now: Date): Promise<void> {
    const ids = open.map(({ id }) => id);
    await sql`
      update meeting set state = 'booked', booked_at = ${now} where id = any(${ids}::uuid[])`.execute(tx.sql);
    for (const id of ids) tx.fact('meeting.booked', { event, meeting: id });
    await tellAll(tx, { meetings: ids }, null);
  }

  private async refuse(
    tx: Tx,
    event: string,
    open: readonly LockedMeeting[],
    waiting: readonly string[],
    now: Date,
    by: string | null,
    reason: string | null,
  ): Promise<void> {
    const requests = new Set<string>();
    for (const meeting of open) {
      const off = await this.cancellations.callOff(tx, event, now, meeting, waiting, by, { reason });
      for (const id of off.requests) requests.add(id);
    }
    await tellAll(tx, { requests: [...requests], meetings: open.map(({ id }) => id) }, null);
  }
}
