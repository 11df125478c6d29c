import type { Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { openTo } from './block-rules.js';
import { freeTable } from './free-table.js';
import { rivalsOf, type OwnRequest } from './locked-requests.js';
import { mayDecide } from './meetings.policy.js';
import { OffersService } from './offers.service.js';
import { RequestsService } from './requests.service.js';
import { RoomLeft, type Attempt } from './room-left.js';
import { RulesService } from './rules.service.js';
import { SlotTurns } from './slot-turns.js';
import { tellAll } from './views.js';

interface OpenSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  tables: number | null;
  /** Put forward for this request. */
  proposed: boolean;
  /** Meetings here wait for an organiser's approval. */
  approval: boolean;
  /** For the meeting that is to come. */
  meeting: string;
}

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
    const look = async (): Promise<number> => {
      const left = await this.roomLeft.of(attempt);
      if (left !== null && left <= 0) throw new Problem('slot_taken');
      return left ?? Infinity;
    };
    return this.turns.run(slot, look, () => this.book(attempt));
  }

  private book({ call, me, slug, request: id, slot }: Attempt): Promise<Meeting> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const own = await this.requests.lock(tx, event.id, id, me, rivalsOf(id, slot, me));
      const { request } = own;
      const unplaced = request.state === 'accepted' && request.meeting === null;
      if (!unplaced && !mayDecide(own.side, 'accept', request)) {
        throw new Problem('request_state', { state: request.state });
      }
      const people = peopleOf(own, me);
      const now = eventNow(event, this.clock.now());
      const chosen = await this.findSlot(tx, event, slot, now, people, id);
      // Accepted, but no time could be found: what is offered now may be taken by either of them. The first answer
      // is free to choose; once times go to and fro, they hold.
      if (unplaced && !chosen.proposed) throw new Problem('request_state', { state: request.state });
      if (request.rounds > 0 && !chosen.proposed) throw new Problem('slot_not_proposed');
      await this.rules.checkMeetings(tx, event.id, people, me);
      await this.takeTime(tx, event.id, chosen, me, people);
      await this.takeTable(tx, event.id, id, chosen, now);
      await sql`
        with joined as (
          insert into meeting_person (meeting_id, person_id)
          select ${chosen.meeting}::uuid, person from unnest(${people}::uuid[]) as person
        ), settled as (
          delete from meeting_proposal where request_id = ${id}
        )
        update meeting_request set state = 'accepted', answered_at = coalesce(answered_at, ${now}),
          asked_id = coalesce(asked_id, ${me}), waiting_since = null
        where id = ${id}`.execute(tx.sql);
      if (!chosen.approval) tx.fact('meeting.booked', { event: event.id, meeting: chosen.meeting });
      const moved = await this.offers.replaceLost(tx, event.id, now, own.others);
      const { meeting } = await tellAll(tx, { requests: [id, ...moved], meetings: [chosen.meeting] }, me);
      if (!meeting) throw new Error(`Meeting ${chosen.meeting} is not seen by who booked it`);
      return meeting;
    });
  }

  private async findSlot(
    tx: Tx,
    event: EventEntity,
    id: string,
    now: Date,
    people: readonly string[],
    request: string,
  ): Promise<OpenSlot> {
    const { rows } = await sql<OpenSlot & { taken: number; there: number; open: boolean; mode: string }>`
      select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", b.tables, uuidv7() as meeting, b.mode,
        b.mode = 'approval' as approval, ${openTo(sql`${people}::uuid[]`)} as open,
        exists (select from meeting_proposal p where p.request_id = ${request} and p.slot_id = s.id) as proposed,
        (select count(*)::int from meeting m where m.slot_id = s.id and m.state <> 'cancelled') as taken,
        (select count(*)::int from registration r
          where r.event_id = b.event_id and r.person_id = any(${people}::uuid[]) and r.state = 'confirmed') as there
      from meeting_slot s join meeting_block b on b.id = s.block_id
      where s.id = ${id} and b.event_id = ${event.id} and not s.closed`.execute(tx.sql);
    const slot = rows[0];
    if (!slot || (slot.mode === 'computed' && !slot.proposed)) throw new Problem('not_found');
    // One of them has withdrawn from the event meanwhile.
    if (slot.there !== people.length) throw new Problem('request_state');
    if (!slot.open) throw new Problem('not_for_category');
    if (slot.startsAt <= now) throw new Problem('slot_past');
    // Most of those who come too late are told here, before they have locked anybody's time.
    if (slot.tables !== null && slot.taken >= slot.tables) throw new Problem('slot_taken');
    return slot;
  }

  private async takeTime(tx: Tx, event: string, slot: OpenSlot, me: string, people: string[]): Promise<void> {
    const busy = await this.commitments.take(
      tx,
      people.map((person) => ({
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

  private async takeTable(tx: Tx, event: string, request: string, slot: OpenSlot, now: Date): Promise<void> {
    const table = await freeTable(tx, slot);
    const booked = await sql`
      insert into meeting (id, event_id, request_id, slot_id, table_number, starts_at, ends_at, booked_at, state)
      select ${slot.meeting}::uuid, ${event}::uuid, ${request}::uuid, ${slot.id}::uuid, free.number,
        ${slot.startsAt}::timestamptz, ${slot.endsAt}::timestamptz, ${now}::timestamptz,
        ${slot.approval ? 'awaiting' : 'booked'}
      from ${table}
      on conflict do nothing`.execute(tx.sql);
    if (booked.numAffectedRows !== 1n) throw new Problem('slot_taken');
  }
}

/** The two who will meet: where an organisation is asked, whoever accepts for it. */
function peopleOf({ request, side }: OwnRequest, me: string): string[] {
  const asked = side === 'asked' ? me : request.asked;
  return asked === null ? [request.asker] : [request.asker, asked];
}
