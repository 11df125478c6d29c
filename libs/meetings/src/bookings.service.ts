import type { Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, inOrder, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { tablesTaken } from './block-rules.js';
import { freeTable, lockTables } from './free-table.js';
import { rivalsOf } from './locked-requests.js';
import { mayDecide } from './meetings.policy.js';
import { OffersService } from './offers.service.js';
import { openOne, readSlot, type SlotSeen } from './open-slot.js';
import { RequestsService } from './requests.service.js';
import { RoomLeft, type Attempt } from './room-left.js';
import { RulesService } from './rules.service.js';
import { SlotTurns, type Attempted } from './slot-turns.js';
import { tellAll } from './views.js';

/**
 * Turns a request into a meeting. Everybody locks in the same order: the requests (sorted), their meetings, the
 * people's time (sorted), the slot, and last the streams; so races end with one winner and problem answers, never
 * with a deadlock. Of those who want one slot at once, most are told that it is taken before they have locked anything.
 */
@Injectable()
export class BookingsService {
  private readonly turns = new SlotTurns();

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(RoomLeft) private readonly roomLeft: RoomLeft,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Books the slot, or holds it where organisers approve. Others who hoped for this time are offered the next that
   * suits them, in the same transaction.
   * @throws Problem not_found, also for a slot whose time nobody chooses; request_taken; request_state unless it is
   *   open and my turn; slot_not_proposed once times are being proposed to and fro; not_for_category where the block
   *   is not for both; too_many_meetings; slot_past, slot_taken; person_busy with `who`: `me`, `other` or `both`
   */
  async accept(call: Call, slug: string, id: string, slot: string): Promise<Meeting> {
    const me = personOf(call);
    const attempt = { call, me, slug, request: id, slot };
    return this.turns.run(slot, {
      who: id,
      look: () => this.roomLeft.of(attempt),
      none: () => new Problem('slot_taken'),
      work: () => this.book(attempt),
    });
  }

  private async book({ call, me, slug, request: id, slot }: Attempt): Promise<Attempted<Meeting>> {
    let left: number | null = null;
    const answer = await this.database.write(call, async (tx) => {
      left = null;
      const found = this.access.find(call, { slug }, tx);
      const eventId = found.then(({ event }) => event.id);
      // Nobody may have asked for it yet when the event is not found; `inOrder` throws that.
      eventId.catch(() => undefined);
      const [{ event }, own, { placed, slot: seenSlot }] = await inOrder([
        found,
        this.requests.lock(tx, eventId, id, me, rivalsOf(id, slot, me)),
        readSlot(tx, slot, id, me),
      ]);
      const { request } = own;
      const unplaced = request.state === 'accepted' && !placed;
      if (!unplaced && !mayDecide(own.side, 'accept', request)) {
        throw new Problem('request_state', { state: request.state });
      }
      const now = eventNow(event, this.clock.now());
      const chosen = openOne(seenSlot, event.id, now);
      // Accepted, but no time could be found: what is offered now may be taken by either of them. The first answer
      // is free to choose; once times go to and fro, they hold.
      if (unplaced && !chosen.proposed) throw new Problem('request_state', { state: request.state });
      if (request.rounds > 0 && !chosen.proposed) throw new Problem('slot_not_proposed');
      const { people } = chosen;
      if (chosen.capped) await this.rules.checkMeetings(tx, event.id, people, me, id);
      const others = own.others.length > 0;
      const [, leftThen, , seen] = await inOrder([
        this.takeTime(tx, event.id, chosen, me),
        this.takeTable(tx, event.id, id, chosen, now),
        settle(tx, id, chosen, me, now),
        // Whether others change is not known yet: then all are told together.
        others ? Promise.resolve(null) : tellAll(tx, { requests: [id], meetings: [chosen.meeting] }, me),
      ]);
      if (!chosen.approval) tx.fact('meeting.booked', { event: event.id, meeting: chosen.meeting });
      const moved = others ? await this.offers.replaceLost(tx, event.id, now, own.others) : [];
      const { meeting } =
        seen ?? (await tellAll(tx, { requests: [id, ...moved], meetings: [chosen.meeting] }, me));
      if (!meeting) throw new Error(`Meeting ${chosen.meeting} is not seen by who booked it`);
      left = leftThen;
      return meeting;
    });
    return { answer, left };
  }

  private async takeTime(tx: Tx, event: string, slot: SlotSeen, me: string): Promise<void> {
    const busy = await this.commitments.take(
      tx,
      slot.people.map((person) => ({
        person,
        event,
        kind: 'meeting',
        ref: slot.meeting,
        startsAt: slot.startsAt,
        endsAt: slot.endsAt,
      })),
    );
    if (busy.length === 0) return;
    const others = busy.filter((person) => person !== me);
    throw new Problem('person_busy', {
      who: others.length === busy.length ? 'other' : others.length ? 'both' : 'me',
    });
  }

  /** @returns how many more meetings the slot has room for then */
  private async takeTable(
    tx: Tx,
    event: string,
    request: string,
    slot: SlotSeen,
    now: Date,
  ): Promise<number> {
    const locked = lockTables(tx, slot);
    const booked = sql<{ left: number | null }>`
      insert into meeting (id, event_id, request_id, slot_id, table_number, starts_at, ends_at, booked_at, state)
      select ${slot.meeting}::uuid, ${event}::uuid, ${request}::uuid, ${slot.id}::uuid, free.number,
        ${slot.startsAt}::timestamptz, ${slot.endsAt}::timestamptz, ${now}::timestamptz,
        ${slot.approval ? 'awaiting' : 'booked'}
      from ${freeTable(slot.id)}
      on conflict do nothing
      returning (
        select b.tables - 1 - ${tablesTaken}
        from meeting_slot s join meeting_block b on b.id = s.block_id where s.id = ${slot.id}) as left`.execute(
      tx.sql,
    );
    const [, { rows }] = await inOrder([locked, booked]);
    const [row] = rows;
    if (!row) throw new Problem('slot_taken');
    return row.left ?? Infinity;
  }
}

async function settle(tx: Tx, request: string, slot: SlotSeen, me: string, now: Date): Promise<void> {
  await sql`
    with joined as (
      insert into meeting_person (meeting_id, person_id)
      select id, person from meeting, unnest(${slot.people}::uuid[]) as person where id = ${slot.meeting}
    ), settled as (
      delete from meeting_proposal where request_id = ${request}
    )
    update meeting_request set state = 'accepted', answered_at = coalesce(answered_at, ${now}),
      asked_id = coalesce(asked_id, ${me}), waiting_since = null
    where id = ${request}`.execute(tx.sql);
}
