import { giveUpFrom, lateMinutes, type Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { hasCome, isOn, lockRoom, roomStream } from './room-meeting.js';
import { tellAll } from './views.js';

/** Whom to tell at once that somebody waits. */
export interface Called {
  people: string[];
  /** Who waits. */
  name: string;
}

/** When somebody does not come. */
@Injectable()
export class RoomService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Those who have not come are told that somebody waits; each once in a meeting.
   * @throws Problem request_state before they are late, after the end, and for whoever is not there
   */
  async callLate(call: Call, slug: string, id: string): Promise<Called> {
    return this.database.write(call, async (tx) => {
      const room = await lockRoom(tx, this.access, call, { slug, meeting: id }, this.clock.now());
      const { meeting, event, me, now } = room;
      const late = now.getTime() >= meeting.startsAt.getTime() + lateMinutes * 60_000;
      if (!isOn(meeting) || !late || now >= meeting.endsAt || !hasCome(meeting, me))
        throw new Problem('request_state', { state: meeting.state });
      const { rows } = await sql<{ person: string }>`
        update meeting_person set called_at = ${now}
        where meeting_id = ${id} and entered_at is null and called_at is null
        returning person_id as person`.execute(tx.sql);
      const people = rows.map(({ person }) => person);
      if (people.length) {
        tx.fact('meeting.called', { event: event.id, meeting: id, by: me, people });
        const calledAt = now.toISOString();
        tx.change(roomStream(id), {
          put: {
            person: Object.fromEntries(people.map((person) => [person, { enteredAt: null, calledAt }])),
          },
        });
      }
      const { rows: mine } = await sql<{ name: string }>`
        select name from registration where event_id = ${event.id} and person_id = ${me}`.execute(tx.sql);
      return { people, name: mine[0]?.name ?? '' };
    });
  }

  /**
   * The meeting does not take place: nobody of the other side has come. Everybody's time is free again.
   * @throws Problem request_state before the time of grace is over, once the other side has come, and after the end
   */
  async giveUp(call: Call, slug: string, id: string): Promise<Meeting> {
    return this.database.write(call, async (tx) => {
      const room = await lockRoom(tx, this.access, call, { slug, meeting: id }, this.clock.now());
      const { meeting, me, now } = room;
      const waited = now.getTime() >= giveUpFrom(meeting) && now < meeting.endsAt;
      // It is held once somebody of each side has come: as long as it is booked, nobody of the other side has.
      if (meeting.state !== 'booked' || !hasCome(meeting, me) || !waited)
        throw new Problem('request_state', { state: meeting.state });
      await this.commitments.release(tx, [id]);
      await sql`update meeting set state = 'missed' where id = ${id}`.execute(tx.sql);
      const { meeting: seen } = await tellAll(tx, { requests: [meeting.request], meetings: [id] }, me);
      if (!seen) throw new Error(`Meeting ${id} is not seen by who gave it up`);
      return seen;
    });
  }
}
