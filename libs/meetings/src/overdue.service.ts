import { Clock, Database, houseCall, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { bookable } from './free-slots.js';
import { lockRequests } from './locked-requests.js';
import { OffersService } from './offers.service.js';
import { tellAll } from './views.js';

/** So many requests are seen to in one transaction. */
const atOnce = 200;

/** What time does to requests: nobody has answered, or a proposed time was taken by something that is no meeting. */
@Injectable()
export class OverdueService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Ends those open requests whose time to answer has passed by their event's clock. @returns how many */
  async expire(): Promise<number> {
    for (let total = 0; ;) {
      const expired = await this.database.write(houseCall, (tx) => this.expireSome(tx));
      total += expired;
      if (expired < atOnce) return total;
    }
  }

  /**
   * Replaces proposed times that a talk, an own time or a booking in another event has taken, or that slipped
   * through while two transactions crossed. @returns how many requests have changed
   */
  async mend(): Promise<number> {
    const now = sql`event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz)`;
    const { rows } = await sql<{ event: string; now: Date; ids: string[] }>`
      select e.id as event, t.now, array_agg(distinct q.id) as ids
      from meeting_proposal p join meeting_request q on q.id = p.request_id and q.state in ('open', 'accepted')
      join meeting_slot s on s.id = p.slot_id join meeting_block b on b.id = s.block_id
      join event e on e.id = q.event_id cross join lateral (select ${now} as now) t
      where not (${bookable(sql`array_remove(array[q.asker_id, q.asked_id], null)`, sql`t.now`, { computed: true })})
      group by e.id, t.now limit ${atOnce}`.execute(this.database.sql);
    let total = 0;
    for (const { event, ids, now: at } of rows) {
      total += await this.database.write(houseCall, async (tx) => {
        const locked = await lockRequests(tx, sql`select unnest(${ids}::uuid[])`);
        const changed = await this.offers.replaceLost(
          tx,
          event,
          new Date(at),
          locked.map(({ id }) => id),
        );
        await tellAll(tx, { requests: changed }, null);
        return changed.length;
      });
    }
    return total;
  }

  private async expireSome(tx: Tx): Promise<number> {
    const { rows } = await sql<{ id: string; event: string }>`
      with due as (
        select q.id, t.now from event e
        cross join lateral (
          select event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz) as now) t
        join meeting_request q on q.event_id = e.id and q.state = 'open' and q.expires_at <= t.now
        order by q.id limit ${atOnce} for update of q skip locked
      ), gone as (
        delete from meeting_proposal p using due where p.request_id = due.id
      )
      update meeting_request q set state = 'expired', answered_at = due.now from due
      where q.id = due.id returning q.id, q.event_id as event`.execute(tx.sql);
    for (const { id, event } of rows) tx.fact('meeting.expired', { event, request: id });
    await tellAll(tx, { requests: rows.map(({ id }) => id) }, null);
    return rows.length;
  }
}
