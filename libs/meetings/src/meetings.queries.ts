import type { Meeting, MeetingRequest, Promised, Slot } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, requireRegistered } from './attendees.js';
import { openTo } from './block-rules.js';
import { promisedOf } from './promised.js';
import { meetingsSeen, requestsSeen } from './views.js';

/** More slots than this are not offered at once. */
const maxOffered = 1_000;

/** What one person reads of their meetings. */
@Injectable()
export class MeetingsQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_registered */
  async mine(
    call: Call,
    slug: string,
  ): Promise<{ requests: MeetingRequest[]; meetings: Meeting[]; promised: Promised[] }> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, me);
    return this.database.snapshot(async (database) => {
      const requests = await requestsSeen(database, { event: event.id, viewer: me });
      const meetings = await meetingsSeen(database, { event: event.id, viewer: me });
      return {
        requests: requests.map((seen) => seen.value),
        meetings: meetings.map((seen) => seen.value),
        promised: await promisedOf(database, event, me),
      };
    });
  }

  /**
   * The slots to come in which both are free and a table is left; none once the request is no longer open.
   * @throws Problem not_found for everybody but the two
   */
  async mutualSlots(call: Call, slug: string, request: string): Promise<Slot[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const now = eventNow(event, this.clock.now());
    const { rows } = await sql<{ id: string | null; block: string; startsAt: Date; endsAt: Date }>`
      select free.* from meeting_request q
      left join lateral (
        select s.id, s.block_id as block, s.starts_at as "startsAt", s.ends_at as "endsAt"
        from meeting_block b join meeting_slot s on s.block_id = b.id
        where q.state = 'open' and b.event_id = q.event_id and s.starts_at > ${now}
          and b.mode <> 'computed' and not s.closed and ${openTo(sql`array[q.asker_id, q.asked_id]`)}
          and not exists (
            select from commitment c where c.person_id in (q.asker_id, q.asked_id)
              and tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at))
          and (b.tables is null or b.tables >
            (select count(*) from meeting m where m.slot_id = s.id and m.state <> 'cancelled'))
      ) free on true
      where q.id = ${request} and q.event_id = ${event.id} and ${me} in (q.asker_id, q.asked_id)
      order by free."startsAt", free.id limit ${maxOffered}`.execute(this.database.sql);
    if (rows.length === 0) throw new Problem('not_found');
    return rows.flatMap(({ id, block, startsAt, endsAt }) =>
      id === null ? [] : [{ id, block, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }],
    );
  }
}
