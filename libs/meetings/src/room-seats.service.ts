import { closingMinutes, type RoomSeat } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, houseCall, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { findRoom, isOpen, roomStream } from './room-meeting.js';

/** Which connection of which process holds a seat. */
export interface SeatHolder {
  keeper: string;
  socket: string;
}
/** A process says that it lives so often, */
export const seatBeatMilliseconds = 10_000;
/** and after so long without a word its seats are empty. */
const deadMilliseconds = 35_000;
/** What people write to each other in a room is not a book. */
const mostMessages = 200;

/** Who is in the rooms of meetings now, and what they write to each other there. */
@Injectable()
export class RoomSeats {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Sits down, moves here from another window, or says what is switched on now.
   * @throws Problem not_found for everybody but the meeting's people; request_state while the room is closed
   */
  async sit(call: Call, meeting: string, given: RoomSeat, holder: SeatHolder): Promise<void> {
    await this.write(call, async (tx) => {
      const me = await this.admit(tx, call, meeting);
      const { seat, microphone, camera, screen } = given;
      await sql`
        insert into meeting_seat (meeting_id, person_id, seat, microphone, camera, screen, keeper, socket, seen_at)
        values (${meeting}, ${me}, ${seat}, ${microphone}, ${camera}, ${screen},
          ${holder.keeper}, ${holder.socket}, ${this.clock.now()})
        on conflict (meeting_id, person_id) do update set seat = excluded.seat, microphone = excluded.microphone,
          camera = excluded.camera, screen = excluded.screen, keeper = excluded.keeper, socket = excluded.socket,
          seen_at = excluded.seen_at`.execute(tx.sql);
      tx.change(roomStream(meeting), {
        put: { seat: { [me]: { seat, microphone, camera, screen } } },
      });
    });
  }

  /** Gets up, if it is still this connection's seat. */
  async leave(person: string, meeting: string, seat: string, { socket }: SeatHolder): Promise<void> {
    await this.write(houseCall, async (tx) => {
      const { numAffectedRows } = await sql`
        delete from meeting_seat where meeting_id = ${meeting} and person_id = ${person} and seat = ${seat}
          and socket = ${socket}`.execute(tx.sql);
      if (numAffectedRows) tx.change(roomStream(meeting), { drop: { seat: [person] } });
    });
  }

  /** @throws Problem as `sit`; too_many_requests for more than the room holds */
  async say(call: Call, meeting: string, text: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const me = await this.admit(tx, call, meeting);
      const { rows: known } = await sql<{ count: number }>`
        select count(*)::int as count from meeting_message where meeting_id = ${meeting}`.execute(tx.sql);
      if ((known[0]?.count ?? 0) >= mostMessages) throw new Problem('too_many_requests');
      const at = this.clock.now();
      const { rows } = await sql<{ id: string }>`
        insert into meeting_message (meeting_id, person_id, text, at) values (${meeting}, ${me}, ${text}, ${at})
        returning id`.execute(tx.sql);
      for (const { id } of rows) {
        tx.change(roomStream(meeting), {
          put: { message: { [id]: { person: me, text, at: at.toISOString() } } },
        });
      }
      return null;
    });
  }

  /** This process lives, and with it those whose connections it holds. */
  async beat(keeper: string, sockets: readonly string[]): Promise<void> {
    if (sockets.length === 0) return;
    await sql`
      update meeting_seat set seen_at = ${this.clock.now()}
      where keeper = ${keeper} and socket = any(${sockets}::text[])`.execute(this.database.sql);
  }

  /** Empties the seats that a dead process has left, those of colleagues who are in the meeting no longer, and the rooms that have closed: with what was written in them. */
  async tidy(): Promise<void> {
    await this.write(houseCall, async (tx) => {
      const before = new Date(this.clock.now().getTime() - deadMilliseconds);
      const { rows } = await sql<{ meeting: string; person: string }>`
        delete from meeting_seat s using meeting m, event e
        where m.id = s.meeting_id and e.id = m.event_id and (s.seen_at < ${before} or ${this.closed()}
          or not exists (select from meeting_person p where p.meeting_id = m.id and p.person_id = s.person_id))
        returning s.meeting_id as meeting, s.person_id as person`.execute(tx.sql);
      for (const { meeting, person } of rows) tx.change(roomStream(meeting), { drop: { seat: [person] } });
      await sql`
        delete from meeting_message w using meeting m, event e
        where m.id = w.meeting_id and e.id = m.event_id and ${this.closed()}`.execute(tx.sql);
      await sql`
        delete from meeting_extension x using meeting m, event e
        where m.id = x.meeting_id and e.id = m.event_id and ${this.closed()}`.execute(tx.sql);
    });
  }

  private closed(): ReturnType<typeof sql> {
    return sql`m.ends_at + make_interval(mins => ${closingMinutes})
      <= event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}::timestamptz)`;
  }

  private async admit(tx: Tx, call: Call, id: string): Promise<string> {
    const me = personOf(call);
    const meeting = await findRoom(tx.sql, id, me);
    const { event } = await this.access.find(call, { id: meeting.event }, tx);
    if (!isOpen(meeting, eventNow(event, this.clock.now())))
      throw new Problem('request_state', { state: meeting.state });
    return me;
  }

  /** Doing one of these again does no harm, so that no answer need be kept. */
  private async write({ actor, address }: Call, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.write({ actor, address }, async (tx) => {
      await work(tx);
      return null;
    });
  }
}
