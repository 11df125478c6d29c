import type { MeetingTime } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, requireRegistered } from './attendees.js';
import { isThereFor } from './may-ask.js';
import { timesFor } from './times.js';
import { viewers } from './views.js';

/** When people can meet, and why they cannot at other times. */
@Injectable()
export class TimesQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * For a request that waits for an answer; of an organisation that is asked, for me with whoever asks.
   * @throws Problem not_found for everybody who does not see the request
   */
  async ofRequest(call: Call, slug: string, request: string): Promise<MeetingTime[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ people: string[] }>`
        select array_remove(array[v.viewer::text, v.other::text], null) as people
        from meeting_request q cross join lateral (${viewers}) as v(viewer, other, direction)
        where q.id = ${request} and q.event_id = ${event.id} and v.viewer = ${me}`.execute(database);
      const people = rows[0]?.people;
      if (!people) throw new Problem('not_found');
      const now = eventNow(event, this.clock.now());
      return timesFor(database, { event: event.id, people, viewer: me, meeting: null, now });
    });
  }

  /**
   * For a meeting that is to move: without the slot in which it is.
   * @throws Problem not_found for everybody but its people and the event's organisers; request_state unless booked
   */
  async ofMeeting(call: Call, slug: string, meeting: string): Promise<MeetingTime[]> {
    const me = personOf(call);
    const { event, roles } = await this.access.find(call, { slug });
    const organises = organisers.some((role) => roles.has(role));
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ slot: string; state: string; people: string[] }>`
        select m.slot_id as slot, m.state,
          array(select person_id::text from meeting_person where meeting_id = m.id order by 1) as people
        from meeting m where m.id = ${meeting} and m.event_id = ${event.id}`.execute(database);
      const found = rows[0];
      if (!found || (!organises && !found.people.includes(me))) throw new Problem('not_found');
      if (found.state !== 'booked') throw new Problem('request_state', { state: found.state });
      const viewer = found.people.includes(me) ? me : null;
      const now = eventNow(event, this.clock.now());
      const asked = { event: event.id, people: found.people, viewer, meeting, now, computed: organises };
      return (await timesFor(database, asked)).filter(({ id }) => id !== found.slot);
    });
  }

  /**
   * For two who may not have asked each other yet.
   * @throws Problem not_registered; not_found for who is not there, or does not want to be found
   */
  async ofPartner(call: Call, slug: string, other: string): Promise<MeetingTime[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    return this.database.snapshot(async (database) => {
      await requireRegistered(database, event.id, me);
      const { rows } = await sql`
        select 1 from registration r
        where r.event_id = ${event.id} and r.person_id = ${other} and r.person_id <> ${me} and r.state = 'confirmed'
          and ${isThereFor(event.id, me)}`.execute(database);
      if (rows.length === 0) throw new Problem('not_found');
      const now = eventNow(event, this.clock.now());
      return timesFor(database, { event: event.id, people: [me, other], viewer: me, meeting: null, now });
    });
  }
}
