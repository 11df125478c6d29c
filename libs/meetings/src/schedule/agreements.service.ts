import type { MeetingRequest } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from '../attendees.js';
import { openTo } from '../block-rules.js';
import { mayDecide } from '../meetings.policy.js';
import { RequestsService } from '../requests.service.js';
import { RulesService } from '../rules.service.js';
import { tellAll } from '../views.js';

/** Two who agree to meet and leave the time to the schedule: an accepted request without a meeting. */
@Injectable()
export class AgreementsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found; request_state unless it is open and mine to accept; not_computed where no computed times
   *   to come are for both
   */
  async agree(call: Call, slug: string, id: string): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { request, side } = await this.requests.lock(tx, event.id, id, me);
      if (!mayDecide(side, 'accept', request)) throw new Problem('request_state', { state: request.state });
      const people = [request.asker, side === 'asked' ? me : request.asked];
      await this.rules.checkMeetings(
        tx,
        event.id,
        people.flatMap((person) => person ?? []),
        me,
      );
      const now = eventNow(event, this.clock.now());
      const { rows } = await sql`
        select from meeting_block b join meeting_slot s on s.block_id = b.id
        where b.event_id = ${event.id} and b.mode = 'computed' and not b.closed and not s.closed
          and s.starts_at > ${now}::timestamptz and ${openTo(sql`${people}::uuid[]`)} limit 1`.execute(
        tx.sql,
      );
      if (rows.length === 0) throw new Problem('not_computed');
      await sql`
        with settled as (
          delete from meeting_proposal where request_id = ${id}
        )
        update meeting_request set state = 'accepted', answered_at = ${now}, asked_id = coalesce(asked_id, ${me}),
          waiting_since = null
        where id = ${id}`.execute(tx.sql);
      tx.fact('meeting.agreed', { event: event.id, request: id, by: me });
      return this.told(tx, id, me);
    });
  }

  /** @throws Problem not_found; request_state unless the two wait for the schedule */
  async callOff(call: Call, slug: string, id: string): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { request } = await this.requests.lock(tx, event.id, id, me);
      const { state } = request;
      const { rows } = await sql`
        select from meeting where request_id = ${id} and state <> 'cancelled'`.execute(tx.sql);
      if (state !== 'accepted' || rows.length > 0) throw new Problem('request_state', { state });
      await sql`
        with settled as (
          delete from meeting_proposal where request_id = ${id}
        )
        update meeting_request set state = 'cancelled', answered_at = ${eventNow(event, this.clock.now())}
        where id = ${id}`.execute(tx.sql);
      tx.fact('meeting.calledOff', { event: event.id, request: id, by: me });
      return this.told(tx, id, me);
    });
  }

  private async told(tx: Tx, id: string, viewer: string): Promise<MeetingRequest> {
    const { request } = await tellAll(tx, { requests: [id] }, viewer);
    if (!request) throw new Error(`Request ${id} is not seen by who changed it`);
    return request;
  }
}
