import { enterMinutesBefore, type Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, EventEntity, eventNow } from '@foyer/events';
import { Clock, Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { sideOfMine } from './counterpart.js';
import { mayCancel, mayEnter, mayRate } from './meetings.policy.js';
import { roomStream } from './room-meeting.js';
import { streamOf, tellAll } from './views.js';

interface LockedMeeting {
  id: string;
  request: string;
  state: Meeting['state'];
  startsAt: Date;
  endsAt: Date;
}

/** So many meetings are called missed in one transaction. */
const missedAtOnce = 500;

/** Booked meetings: called off, entered, missed, and what came of them. */
@Injectable()
export class MeetingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Frees both people's time and the table; the two may ask each other again. @throws Problem request_state when over */
  async cancel(call: Call, slug: string, id: string): Promise<Meeting> {
    return this.change(call, slug, id, async (tx, { meeting, event, me, now }) => {
      if (!mayCancel(meeting, now)) throw new Problem('request_state', { state: meeting.state });
      await this.callOff(tx, event, meeting.id, me, now);
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
    const { rows: meetings } = await sql<{ id: string; request: string }>`
      select id, request_id as request from meeting
      where event_id = ${id} and state = 'booked' and ends_at > ${now}
        and exists (select from meeting_person where meeting_id = meeting.id and person_id = ${person})
      order by id for update`.execute(tx.sql);
    for (const meeting of meetings) await this.callOff(tx, id, meeting.id, person, now);
    const { rows: requests } = await sql<{ id: string }>`
      update meeting_request set state = 'cancelled', answered_at = ${now}
      where event_id = ${id} and state = 'open' and ${person} in (asker_id, asked_id)
      returning id`.execute(tx.sql);
    await tellAll(
      tx,
      {
        requests: [...meetings.map((meeting) => meeting.request), ...requests.map((request) => request.id)],
        meetings: meetings.map((meeting) => meeting.id),
      },
      null,
    );
  }

  /** Ends a booked meeting before its time; the caller tells both. */
  private async callOff(tx: Tx, event: string, meeting: string, by: string, now: Date): Promise<void> {
    await this.commitments.release(tx, [meeting]);
    await sql`
      with off as (
        update meeting set state = 'cancelled', cancelled_by_id = ${by}, cancelled_at = ${now}
        where id = ${meeting} returning request_id
      )
      update meeting_request set state = 'cancelled' where id in (select request_id from off)`.execute(
      tx.sql,
    );
    tx.fact('meeting.cancelled', { event, meeting, by });
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
      const locked = await this.lock(tx, event.id, id, me);
      await work(tx, { meeting: locked, event: event.id, me, now: eventNow(event, this.clock.now()) });
      const { meeting } = await tellAll(tx, { requests: [locked.request], meetings: [id] }, me);
      if (!meeting) throw new Error(`Meeting ${id} is not seen by who changed it`);
      return meeting;
    });
  }

  /** @throws Problem not_found for everybody but the meeting's people */
  private async lock(tx: Tx, event: string, id: string, person: string): Promise<LockedMeeting> {
    const { rows } = await sql<LockedMeeting>`
      select id, request_id as request, state, starts_at as "startsAt", ends_at as "endsAt" from meeting
      where id = ${id} and event_id = ${event}
        and exists (select from meeting_person where meeting_id = ${id} and person_id = ${person})
      for update`.execute(tx.sql);
    const meeting = rows[0];
    if (!meeting) throw new Problem('not_found');
    return meeting;
  }
}
