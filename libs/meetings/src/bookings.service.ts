import type { Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { openTo } from './block-rules.js';
import { freeTable } from './free-table.js';
import { mayDecide } from './meetings.policy.js';
import { RequestsService } from './requests.service.js';
import { tellAll } from './views.js';

interface OpenSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  tables: number | null;
  /** For the meeting that is to come. */
  meeting: string;
}

/**
 * Turns a request into a meeting. Everybody locks in the same order: the request, the people's time (sorted), the
 * slot, and last the streams; so races end with one winner and problem answers, never with a deadlock.
 */
@Injectable()
export class BookingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RequestsService) private readonly requests: RequestsService,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_found, also for a slot whose time nobody chooses; request_state unless it is open and I am the
   *   one asked; not_for_category where the block is not for both; slot_past, slot_taken;
   *   person_busy with `who`: `me`, `other` or `both`
   */
  async accept(call: Call, slug: string, request: string, slot: string): Promise<Meeting> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { asker, asked, side, state } = await this.requests.lock(tx, event.id, request, me);
      if (!mayDecide(side, 'accept', state)) throw new Problem('request_state', { state });
      const now = eventNow(event, this.clock.now());
      const chosen = await this.findSlot(tx, event, slot, now, [asker, asked]);
      await this.takeTime(tx, event.id, chosen, me, [asker, asked]);
      await this.takeTable(tx, event.id, request, chosen, now);
      await sql`
        with joined as (
          insert into meeting_person (meeting_id, person_id) values (${chosen.meeting}, ${asker}), (${chosen.meeting}, ${asked})
        )
        update meeting_request set state = 'accepted', answered_at = ${now} where id = ${request}`.execute(
        tx.sql,
      );
      tx.fact('meeting.booked', { event: event.id, meeting: chosen.meeting });
      const { meeting } = await tellAll(tx, { requests: [request], meetings: [chosen.meeting] }, me);
      if (!meeting) throw new Error(`Meeting ${chosen.meeting} is not seen by who booked it`);
      return meeting;
    });
  }

  private async findSlot(
    tx: Tx,
    event: EventEntity,
    id: string,
    now: Date,
    people: string[],
  ): Promise<OpenSlot> {
    const { rows } = await sql<OpenSlot & { taken: number; there: number; open: boolean }>`
      select s.id, s.starts_at as "startsAt", s.ends_at as "endsAt", b.tables, uuidv7() as meeting,
        ${openTo(sql`${people}::uuid[]`)} as open,
        (select count(*)::int from meeting m where m.slot_id = s.id and m.state <> 'cancelled') as taken,
        (select count(*)::int from registration r
          where r.event_id = b.event_id and r.person_id = any(${people}::uuid[]) and r.state = 'confirmed') as there
      from meeting_slot s join meeting_block b on b.id = s.block_id
      where s.id = ${id} and b.event_id = ${event.id} and b.mode <> 'computed' and not s.closed`.execute(
      tx.sql,
    );
    const slot = rows[0];
    if (!slot) throw new Problem('not_found');
    // One of them has withdrawn from the event meanwhile.
    if (slot.there !== people.length) throw new Problem('request_state');
    if (!slot.open) throw new Problem('not_for_category');
    if (slot.startsAt <= now) throw new Problem('slot_past');
    // Most of those who come too late are told here, before they have locked anything.
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
      insert into meeting (id, event_id, request_id, slot_id, table_number, starts_at, ends_at, booked_at)
      select ${slot.meeting}::uuid, ${event}::uuid, ${request}::uuid, ${slot.id}::uuid, free.number,
        ${slot.startsAt}::timestamptz, ${slot.endsAt}::timestamptz, ${now}::timestamptz
      from ${table}
      on conflict do nothing`.execute(tx.sql);
    if (booked.numAffectedRows !== 1n) throw new Problem('slot_taken');
  }
}
