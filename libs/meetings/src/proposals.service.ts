import type { MeetingRequest } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { bookable, freeSlots, type FreeSlot } from './free-slots.js';
import { lockRequests, sideIn } from './locked-requests.js';
import { mayDecide } from './meetings.policy.js';
import { RulesService } from './rules.service.js';
import { tellAll } from './views.js';

/**
 * When a request expires that nobody answers: after so many hours, and never later than the last slot begins, or the
 * event ends where no slot is to come.
 */
export const expiryOf = (event: string, now: Date, hours: number): ReturnType<typeof sql> => sql`least(
  ${now}::timestamptz + make_interval(hours => ${hours}::int), coalesce((
    select max(s.starts_at) from meeting_slot s join meeting_block b on b.id = s.block_id
    where b.event_id = ${event} and s.starts_at > ${now}::timestamptz and not s.closed), (
    select ends_at from event where id = ${event})))`;

/** Times that people put forward to each other. */
@Injectable()
export class ProposalsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Proposes other times instead of those that stand there: the turn passes to the other side, and the time to
   * answer begins anew.
   * @throws Problem not_found; request_taken; request_state unless it is open and my turn; slot_not_free
   */
  async counter(call: Call, slug: string, id: string, slots: readonly string[]): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const [request] = await lockRequests(tx, sql`select ${id}::uuid`);
      if (!request || request.event !== event.id) throw new Problem('not_found');
      const side = await sideIn(tx, request, me);
      if (!mayDecide(side, 'counter', request)) throw new Problem('request_state', { state: request.state });
      const now = eventNow(event, this.clock.now());
      const asked = side === 'asked' ? me : request.asked;
      if (asked === null) throw new Error(`Request ${id} has its turn with nobody`);
      const { answerHours } = await this.rules.limitsOf(tx, event.id, me);
      await this.clear(tx, id);
      await this.put(tx, event.id, now, id, [request.asker, asked], slots);
      await sql`
        update meeting_request set turn = ${side === 'asked' ? 'asker' : 'asked'}, asked_id = ${asked},
          rounds = rounds + 1, waiting_since = null, expires_at = ${expiryOf(event.id, now, answerHours)}
        where id = ${id}`.execute(tx.sql);
      tx.fact('meeting.countered', { event: event.id, request: id, round: request.rounds + 1 });
      const seen = await tellAll(tx, { requests: [id] }, me);
      if (!seen.request) throw new Error(`Request ${id} is not seen by who changed it`);
      return seen.request;
    });
  }

  /** The slots that these people could book, in order of time. */
  free(tx: Tx, event: string, people: readonly string[], now: Date, limit: number): Promise<FreeSlot[]> {
    return freeSlots(tx.sql, event, people, now, limit);
  }

  /** Puts times forward for a locked request. @throws Problem slot_not_free unless all of them suit all of these people */
  async put(
    tx: Tx,
    event: string,
    now: Date,
    request: string,
    people: readonly string[],
    slots: readonly string[],
  ): Promise<void> {
    const wanted = [...new Set(slots)];
    if (wanted.length === 0) return;
    const put = await sql`
      insert into meeting_proposal (request_id, slot_id)
      select ${request}::uuid, s.id from meeting_block b join meeting_slot s on s.block_id = b.id
      where b.event_id = ${event} and s.id = any(${wanted}::uuid[]) and ${bookable(sql`${people}::uuid[]`, now)}`.execute(
      tx.sql,
    );
    if (put.numAffectedRows !== BigInt(wanted.length)) throw new Problem('slot_not_free');
  }

  /** Takes all of a request's proposed times away. */
  async clear(tx: Tx, request: string): Promise<void> {
    await sql`delete from meeting_proposal where request_id = ${request}`.execute(tx.sql);
  }
}
