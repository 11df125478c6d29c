import type { AttendanceCurve, SessionAttendance } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readAttendance, readCurves } from './attendance-figures.js';

/** Who came to sessions, counted from when people entered and left their rooms. */
@Injectable()
export class AttendanceQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The figures of every session that has a room, by start. Who is there still counts as there until now.
   * @throws Problem forbidden for who does not organise the event; not_found
   */
  async sessions(call: Call, slug: string): Promise<SessionAttendance[]> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return readAttendance(this.database.sql, event.id, eventNow(event, this.clock.now()));
  }

  /**
   * How many were in a session's room, from when it was to begin (or somebody came before) until it ended (or the
   * last one left, or now).
   * @throws Problem not_found for a session of another event; forbidden
   */
  async curve(call: Call, slug: string, session: string): Promise<AttendanceCurve> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const now = eventNow(event, this.clock.now());
    const curve = (await readCurves(this.database.sql, event.id, now, session)).get(session.toLowerCase());
    if (!curve) throw new Problem('not_found');
    const { from, stepMinutes, present } = curve;
    return {
      session,
      stepMinutes,
      points: present.map((count, place) => ({
        at: new Date(Date.parse(from) + place * stepMinutes * 60_000).toISOString(),
        present: count,
      })),
    };
  }
}
