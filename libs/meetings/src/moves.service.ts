import type { Meeting, MeetingTime, RouteParsed, routes, Slot, SlotRefusal } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { freeTable, lockTables } from './free-table.js';
import { lockRequests } from './locked-requests.js';
import { lockMeetings } from './meeting-locks.js';
import { OffersService } from './offers.service.js';
import { roomStream } from './room-meeting.js';
import { timesFor } from './times.js';
import { tellAll } from './views.js';

type Wish = RouteParsed<typeof routes.moveMeeting>['body'];

interface Booked {
  id: string;
  request: string;
  slot: string;
  table: number | null;
  people: string[];
  startsAt: Date;
  endsAt: Date;
  /** Whose own time is spoken of; null for an organiser who is not in it. */
  viewer: string | null;
  organises: boolean;
}

/** Booked meetings to another time, in one step: no moment in which either of the two has lost it. */
@Injectable()
export class MovesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(OffersService) private readonly offers: OffersService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The slots to come in which all of a meeting's people are free, but for this meeting, and a table is left.
   * @throws Problem not_found for everybody but its people and the event's organisers
   */
  async slots(call: Call, slug: string, meeting: string): Promise<Slot[]> {
    const { event } = await this.find(call, slug);
    const booked = await this.look(this.database.sql, call, event, meeting);
    const times = await this.times(this.database.sql, event, booked);
    return times.filter(isFree).map(({ id, block, startsAt, endsAt }) => ({ id, block, startsAt, endsAt }));
  }

  /**
   * Moves it to the slot wished for, else to the next that suits both and keeps out of `avoid`. All are told. It keeps
   * its table where that is free.
   * @throws Problem not_found; request_state unless it is booked; conflict when it has moved meanwhile, or its people
   *   have changed; what speaks against the slot: not_for_category, person_busy, slot_taken; no_free_slot where none is left
   */
  async move(call: Call, slug: string, meeting: string, { slot, avoid }: Wish): Promise<Meeting | null> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.find(call, slug, tx);
      const booked = await this.look(tx.sql, call, event, meeting);
      const others = await this.lock(tx, event, booked, slot);
      const times = await this.times(tx.sql, event, booked, slot ?? undefined);
      const free = times.find(
        (time) => isFree(time) && (!avoid || time.endsAt <= avoid.startsAt || time.startsAt >= avoid.endsAt),
      );
      if (!free) throw slot === null ? new Problem('no_free_slot') : problemOf(times[0]);
      await this.take(tx, event.id, booked, free);
      tx.fact('meeting.moved', { event: event.id, meeting });
      const now = eventNow(event, this.clock.now());
      const lost = await this.offers.replaceLost(tx, event.id, now, others);
      const offered = await this.offers.offerFreed(tx, event.id, now, booked, others);
      const requests = [...new Set([booked.request, ...lost, ...offered])];
      const seen = await tellAll(tx, { requests, meetings: [meeting] }, personOf(call));
      return seen.meeting ?? null;
    });
  }

  private async find(call: Call, slug: string, tx?: Tx): Promise<{ event: EventEntity }> {
    personOf(call);
    return this.access.find(call, { slug }, tx);
  }

  private async look(database: Sql, call: Call, event: EventEntity, id: string): Promise<Booked> {
    const me = personOf(call);
    const { rows } = await sql<Omit<Booked, 'viewer' | 'organises'> & { state: Meeting['state'] }>`
      select m.id, m.request_id as request, m.slot_id as slot, m.table_number as "table", m.state,
        m.starts_at as "startsAt", m.ends_at as "endsAt",
        array(select person_id::text from meeting_person where meeting_id = m.id order by 1) as people
      from meeting m where m.id = ${id} and m.event_id = ${event.id}`.execute(database);
    const booked = rows[0];
    const roles = await this.access.rolesOf(database, event.id, me);
    const organises = organisers.some((role) => roles.has(role));
    if (!booked || (!booked.people.includes(me) && !organises)) throw new Problem('not_found');
    const over = new Date(booked.endsAt) <= eventNow(event, this.clock.now());
    if (booked.state !== 'booked' || over) throw new Problem('request_state', { state: booked.state });
    return {
      ...booked,
      ...{ startsAt: new Date(booked.startsAt), endsAt: new Date(booked.endsAt) },
      ...{ organises, viewer: booked.people.includes(me) ? me : null },
    };
  }

  /**
   * The requests first (its own, and those whose proposed time may go or come by it), then the meeting, as whoever
   * calls it off does. What was read before may have changed meanwhile.
   */
  private async lock(
    tx: Tx,
    event: EventEntity,
    { id, slot, request, people }: Booked,
    wished: string | null,
  ): Promise<string[]> {
    const locked = await lockRequests(
      tx,
      sql`select ${request}::uuid
        union (${this.offers.waitingFor(event.id, eventNow(event, this.clock.now()), people)})
        union select p.request_id from meeting_proposal p join meeting_request o on o.id = p.request_id
        where o.event_id = ${event.id} and (p.slot_id = ${wished}::uuid
          or o.asker_id = any(${people}::uuid[]) or o.asked_id = any(${people}::uuid[]))`,
    );
    const [now] = await lockMeetings(tx, event.id, [id]);
    if (now?.state !== 'booked') throw new Problem('request_state', { state: now?.state ?? 'cancelled' });
    // Also where somebody was brought along or has left: their time was not looked at.
    if (now.slot !== slot || now.people.join() !== people.join()) throw new Problem('conflict');
    return locked.flatMap((one) => (one.id === request ? [] : [one.id]));
  }

  /** Every slot to come but its own, with what speaks against it. */
  private async times(
    database: Sql,
    event: EventEntity,
    booked: Booked,
    slot?: string,
  ): Promise<MeetingTime[]> {
    const { people, viewer, organises: computed } = booked;
    const now = eventNow(event, this.clock.now());
    const asked = { event: event.id, people, viewer, meeting: booked.id, now, computed };
    const times = await timesFor(database, slot === undefined ? asked : { ...asked, slot });
    return times.filter(({ id }) => id !== booked.slot);
  }

  private async take(tx: Tx, event: string, booked: Booked, slot: MeetingTime): Promise<void> {
    await this.commitments.release(tx, [booked.id]);
    const times = { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
    const busy = await this.commitments.take(
      tx,
      booked.people.map((person) => ({ person, event, kind: 'meeting', ref: booked.id, ...times })),
    );
    if (busy.length) throw new Problem('person_busy', { who: 'other' });
    await lockTables(tx, { id: slot.id, tables: slot.tablesLeft });
    const moved = await sql`
      update meeting set slot_id = ${slot.id}, table_number = free.number, starts_at = ${slot.startsAt}::timestamptz,
        ends_at = ${slot.endsAt}::timestamptz
      from ${freeTable(slot.id, booked.table)} where meeting.id = ${booked.id}`.execute(tx.sql);
    if (moved.numAffectedRows !== 1n) throw new Problem('slot_taken');
    await this.beginAnew(tx, booked);
  }

  /** At its new time nobody has come yet, or was called, and nobody has agreed to anything. */
  private async beginAnew(tx: Tx, { id, people }: Booked): Promise<void> {
    await sql`
      with proposed as (
        delete from meeting_extension where meeting_id = ${id}
      )
      update meeting_person set entered_at = null, called_at = null where meeting_id = ${id}`.execute(tx.sql);
    const nobody = { enteredAt: null, calledAt: null };
    tx.change(roomStream(id), {
      put: { person: Object.fromEntries(people.map((person) => [person, nobody])) },
      drop: { extension: [id] },
    });
  }
}

const isFree = ({ refusals }: MeetingTime): boolean => refusals.length === 0;

/** What is said of a slot that was wished for and cannot be had; one that is gone or over has no time at all. */
function problemOf(time: MeetingTime | undefined): Problem {
  const refusals = time?.refusals ?? [];
  const has = (code: SlotRefusal['code']): boolean => refusals.some((refusal) => refusal.code === code);
  if (!time || has('computed')) return new Problem('slot_past');
  if (has('category')) return new Problem('not_for_category');
  const [me, other] = [has('me_busy'), has('other_busy')];
  if (me || other) return new Problem('person_busy', { who: me && other ? 'both' : me ? 'me' : 'other' });
  return new Problem('slot_taken');
}
