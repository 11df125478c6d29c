import { mostInMeeting, myMeetingsStream, streamName, type Colleague, type Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { lockMeetings, type LockedMeeting } from './meeting-locks.js';
import { mayCancel } from './meetings.policy.js';
import { RulesService } from './rules.service.js';
import { tellAll } from './views.js';

/**
 * Colleagues come along. They are added directly, as one adds somebody to a calendar entry: it stands in their day
 * at once, under the same clock as everything else, and they leave by one press if it does not suit.
 */
@Injectable()
export class ColleaguesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who of my organisation takes part in the event and is not in the meeting. @throws Problem not_found */
  async list(call: Call, slug: string, meeting: string): Promise<Colleague[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const { rows } = await sql<Partial<Colleague>>`
      select r.person_id as person, r.name, r.job_title as "jobTitle", r.person_id is not null and not exists (
          select from commitment c where c.person_id = r.person_id
            and tstzrange(c.starts_at, c.ends_at) && tstzrange(m.starts_at, m.ends_at)) as free
      from meeting m
      join meeting_person mine on mine.meeting_id = m.id and mine.person_id = ${me}
      join registration own on own.event_id = m.event_id and own.person_id = ${me}
      left join registration r on r.event_id = m.event_id and r.organisation_id = own.organisation_id
        and r.state = 'confirmed' and r.listed
        and not exists (select from meeting_person p where p.meeting_id = m.id and p.person_id = r.person_id)
      where m.id = ${meeting} and m.event_id = ${event.id}
      order by r.name, r.person_id`.execute(this.database.sql);
    if (rows.length === 0) throw new Problem('not_found');
    return rows.flatMap(({ person, name, jobTitle = null, free = false }) =>
      person && name !== undefined ? [{ person, name, jobTitle, free }] : [],
    );
  }

  /**
   * Puts a colleague into a meeting, and its time into their day.
   * @throws Problem not_found for who is not in the meeting, and for a person who is not a listed participant of the
   *   same organisation; request_state when it is over; meeting_full; too_many_meetings; person_busy
   */
  async add(call: Call, slug: string, id: string, person: string): Promise<Meeting> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { meeting, side } = await this.lockMine(tx, event.id, id, me);
      const now = eventNow(event, this.clock.now());
      if (!mayCancel(meeting, now)) throw new Problem('request_state', { state: meeting.state });
      if (!meeting.people.includes(person)) {
        await this.checkColleague(tx, event.id, me, person);
        if (meeting.people.length >= mostInMeeting)
          throw new Problem('meeting_full', { limit: mostInMeeting });
        await this.rules.checkMeetings(tx, event.id, [person], me);
        const { startsAt, endsAt } = meeting;
        const busy = await this.commitments.take(tx, [
          { person, event: event.id, kind: 'meeting', ref: id, startsAt, endsAt },
        ]);
        if (busy.length) throw new Problem('person_busy', { who: 'colleague' });
        await sql`
          insert into meeting_person (meeting_id, person_id, side, added_by_id)
          values (${id}, ${person}, ${side}, ${me})`.execute(tx.sql);
        if (meeting.state === 'booked') tx.fact('meeting.joined', { event: event.id, meeting: id, person });
      }
      return this.seen(tx, id, me);
    });
  }

  /** @throws Problem not_found; request_state for the two who agreed on it, who call it off instead, and when it is over */
  async leave(call: Call, slug: string, id: string): Promise<Record<string, never>> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { meeting } = await this.lockMine(tx, event.id, id, me);
      if (meeting.arranged || !mayCancel(meeting, eventNow(event, this.clock.now()))) {
        throw new Problem('request_state', { state: meeting.state });
      }
      await this.takeOut(tx, event.id, meeting, me);
      await tellAll(tx, { meetings: [id] }, null);
      return {};
    });
  }

  /** Takes a colleague out of a meeting that is locked for them; the caller tells those who stay. */
  async takeOut(tx: Tx, event: string, { id, state, side }: LockedMeeting, person: string): Promise<void> {
    await this.commitments.releaseOf(tx, id, person);
    await sql`delete from meeting_person where meeting_id = ${id} and person_id = ${person}`.execute(tx.sql);
    tx.change(streamName(myMeetingsStream, { event, person }), { drop: { meeting: [id] } });
    if (state === 'booked' && side) tx.fact('meeting.left', { event, meeting: id, person, side });
  }

  private async lockMine(
    tx: Tx,
    event: string,
    id: string,
    me: string,
  ): Promise<{ meeting: LockedMeeting; side: 'asker' | 'asked' }> {
    const [meeting] = await lockMeetings(tx, event, [id], me);
    if (!meeting?.side) throw new Problem('not_found');
    return { meeting, side: meeting.side };
  }

  private async checkColleague(tx: Tx, event: string, me: string, person: string): Promise<void> {
    const { rows } = await sql`
      select from registration r join registration me on me.event_id = r.event_id
        and me.organisation_id = r.organisation_id and me.person_id = ${me}
      where r.event_id = ${event} and r.person_id = ${person} and r.person_id <> ${me}
        and r.state = 'confirmed' and r.listed`.execute(tx.sql);
    if (rows.length === 0) throw new Problem('not_found');
  }

  private async seen(tx: Tx, id: string, viewer: string): Promise<Meeting> {
    const { meeting } = await tellAll(tx, { meetings: [id] }, viewer);
    if (!meeting) throw new Error(`Meeting ${id} is not seen by who changed it`);
    return meeting;
  }
}
