import { enterMinutesBefore, type Meeting } from '@foyer/contracts';
import { EventAccess, EventEntity, eventNow } from '@foyer/events';
import { Clock, Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { Cancellations, type CalledOff } from './cancellations.js';
import { ColleaguesService } from './colleagues.service.js';
import { sideOfMine } from './counterpart.js';
import { lockMeetings, type LockedMeeting } from './meeting-locks.js';
import { mayCancel, mayEnter, mayRate } from './meetings.policy.js';
import { roomStream } from './room-meeting.js';
import { streamOf, tellAll } from './views.js';

/** So many meetings are called missed in one transaction. */
const missedAtOnce = 500;

/** A request of which no meeting stands; of one that a schedule took out a cancelled one is left. */
const unmet = sql`(state = 'open' or (state = 'accepted'
  and not exists (select from meeting m where m.request_id = meeting_request.id and m.state <> 'cancelled')))`;

/** Booked meetings: called off, entered, missed, and what came of them. */
@Injectable()
export class MeetingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Cancellations) private readonly cancellations: Cancellations,
    @Inject(ColleaguesService) private readonly colleagues: ColleaguesService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Frees everybody's time and the table, for those who wait for some; the two may ask each other again.
   * @throws Problem request_state when over, and for a colleague, who leaves instead
   */
  async cancel(call: Call, slug: string, id: string): Promise<Meeting> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const now = eventNow(event, this.clock.now());
      const { locked, waiting } = await this.cancellations.lock(tx, event.id, [id], now, me);
      const [meeting] = locked;
      if (!meeting?.side) throw new Problem('not_found');
      if (!meeting.arranged || !mayCancel(meeting, now)) {
        throw new Problem('request_state', { state: meeting.state });
      }
      const off = await this.cancellations.callOff(tx, event.id, now, meeting, waiting, me);
      return this.seen(tx, off, me);
    });
  }

  /** I am there; the meeting is held once somebody of each side is. @throws Problem request_state before it opens and after its end */
  async enter(call: Call, slug: string, id: string): Promise<Meeting> {
    return this.change(call, slug, id, async (tx, { meeting, me, now }) => {
      if (!mayEnter(meeting, now, enterMinutesBefore)) {
        throw new Problem('request_state', { state: meeting.state });
      }
      const { rows } = await sql<{ enteredAt: Date }>`
        update meeting_person set entered_at = coalesce(entered_at, ${now})
        where meeting_id = ${id} and person_id = ${me} returning entered_at as "enteredAt"`.execute(tx.sql);
      const enteredAt = new Date(rows[0]?.enteredAt ?? now).toISOString();
      tx.change(roomStream(id), { put: { person: { [me]: { enteredAt, calledAt: null } } } });
      // One of each side is enough: colleagues may be late.
      await sql`
        update meeting set state = 'held' where id = ${id} and state = 'booked'
          and (select count(distinct ${sideOfMine}) from meeting_person mine
            join meeting_request q on q.id = meeting.request_id
            where mine.meeting_id = ${id} and mine.entered_at is not null) = 2`.execute(tx.sql);
    });
  }

  /** @throws Problem request_state for a meeting that did not take place */
  async rate(
    call: Call,
    slug: string,
    id: string,
    outcome: NonNullable<Meeting['outcome']>,
  ): Promise<Meeting> {
    return this.change(call, slug, id, async (tx, { meeting, me, now }) => {
      if (!mayRate(meeting)) throw new Problem('request_state', { state: meeting.state });
      await sql`
        update meeting_person set outcome = ${outcome}, outcome_at = ${now}
        where meeting_id = ${id} and person_id = ${me}`.execute(tx.sql);
    });
  }

  /**
   * Calls those booked meetings missed whose end has passed by their event's clock.
   * @returns how many
   */
  async settleMissed(): Promise<number> {
    for (let total = 0; ;) {
      const settled = await this.database.write(houseCall, (tx) => this.settleSome(tx));
      total += settled;
      if (settled < missedAtOnce) return total;
    }
  }

  /** Somebody has withdrawn from the event: their coming meetings are called off, their open requests end. */
  async leave(tx: Tx, left: { event: string; person: string }): Promise<void> {
    const { event: id, person } = left;
    // Unless they are back already.
    const { rows: back } = await sql`
      select 1 from registration where event_id = ${id} and person_id = ${person} and state = 'confirmed'`.execute(
      tx.sql,
    );
    const event = await tx.em.findOne(EventEntity, { id });
    if (back.length > 0 || !event) return;
    const now = eventNow(event, this.clock.now());
    const { rows: coming } = await sql<{ id: string }>`
      select id from meeting where event_id = ${id} and state in ('booked', 'awaiting') and ends_at > ${now}
        and exists (select from meeting_person where meeting_id = meeting.id and person_id = ${person})`.execute(
      tx.sql,
    );
    const ids = coming.map((meeting) => meeting.id);
    // Their open requests end by the same locks, in the same order.
    const { rows: open } = await sql<{ id: string }>`
      select id from meeting_request
      where event_id = ${id} and ${person} in (asker_id, asked_id) and ${unmet}`.execute(tx.sql);
    const also = open.map((request) => request.id);
    const { locked, waiting } = await this.cancellations.lock(tx, id, ids, now, person, also);
    const { rows: ended } = await sql<{ id: string; awaited: boolean }>`
      update meeting_request set state = 'cancelled', answered_at = ${now}
      where id = any(${also}::uuid[]) and ${unmet}
      returning id, old.state = 'accepted' or asked_id = ${person} as awaited`.execute(tx.sql);
    // Whoever was only asked by them waits for nothing, as when a request is taken back.
    for (const request of ended) {
      if (request.awaited) tx.fact('meeting.calledOff', { event: id, request: request.id, by: person });
    }
    await sql`delete from meeting_proposal where request_id = any(${also}::uuid[])`.execute(tx.sql);
    const changed = { requests: new Set(ended.map((request) => request.id)), meetings: ids };
    for (const meeting of locked) {
      if (!mayCancel(meeting, now)) continue;
      if (meeting.arranged) {
        const off = await this.cancellations.callOff(tx, id, now, meeting, waiting, person);
        for (const request of off.requests) changed.requests.add(request);
      } else await this.colleagues.takeOut(tx, id, meeting, person);
    }
    await tellAll(tx, { requests: [...changed.requests], meetings: ids }, null);
  }

  private async settleSome(tx: Tx): Promise<number> {
    const { rows } = await sql<{ id: string; event: string; people: string[] }>`
      with due as (
        select m.id from event e join meeting m on m.event_id = e.id and m.state = 'booked'
          and m.ends_at <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz)
        limit ${missedAtOnce} for update of m skip locked
      ), missed as (
        update meeting set state = 'missed' from due where meeting.id = due.id returning meeting.id, meeting.event_id
      )
      select missed.id, event_id as event,
        array(select person_id from meeting_person where meeting_id = missed.id) as people
      from missed`.execute(tx.sql);
    for (const { id, event, people } of rows) {
      for (const viewer of people) {
        tx.change(streamOf({ event, viewer }), { patch: { meeting: { [id]: { state: 'missed' } } } });
      }
    }
    return rows.length;
  }

  private async change(
    call: Call,
    slug: string,
    id: string,
    work: (tx: Tx, given: { meeting: LockedMeeting; event: string; me: string; now: Date }) => Promise<void>,
  ): Promise<Meeting> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const [meeting] = await lockMeetings(tx, event.id, [id], me);
      if (!meeting?.side) throw new Problem('not_found');
      await work(tx, { meeting, event: event.id, me, now: eventNow(event, this.clock.now()) });
      return this.seen(tx, { requests: [meeting.request], meetings: [id] }, me);
    });
  }

  private async seen(tx: Tx, changed: CalledOff, viewer: string): Promise<Meeting> {
    const { meeting } = await tellAll(tx, changed, viewer);
    if (!meeting) throw new Error(`Meeting ${changed.meetings.join()} is not seen by who changed it`);
    return meeting;
  }
}
