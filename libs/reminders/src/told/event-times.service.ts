import { erasedName, type RouteParsed, type RouteResult, type routes } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Mailer, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { toldOf } from '../calendar/calendar-entries.js';
import { uidSql } from './event-mails.js';

/** What other times would do to an event, asked before they are saved. */
@Injectable()
export class EventTimes {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async check(
    call: Call,
    slug: string,
    times: RouteParsed<typeof routes.checkEventTimes>['query'],
  ): Promise<RouteResult<typeof routes.checkEventTimes>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const [startsAt, endsAt] = [new Date(times.startsAt), new Date(times.endsAt)];
    const over = endsAt <= eventNow(event, this.clock.now());
    const told = toldOf({ startsAt, endsAt, takesPlace: true });
    // Of a draft those alone hear who were told something else before it became one.
    const concerned =
      event.state === 'published'
        ? sql`true`
        : sql`exists (select from calendar_entry c where c.uid = ${uidSql(this.mailer.domain)} and c.told <> ${told})`;
    const outside = sql`event_id = ${event.id} and (starts_at < ${startsAt} or ends_at > ${endsAt})`;
    const { rows } = await sql<{ told: number; sessions: number; blocks: number; meetings: number }>`
      select (select count(*)::int from registration r join person p on p.id = r.person_id
          where not ${over}::boolean and r.event_id = ${event.id} and r.state = 'confirmed'
            and r.name <> ${erasedName} and p.email is not null and ${concerned}) as told,
        (select count(*)::int from session where ${outside} and kind <> 'private-blocker') as sessions,
        (select count(*)::int from meeting_block where ${outside}) as blocks,
        (select count(*)::int from meeting where ${outside} and state = 'booked') as meetings`.execute(
      this.database.sql,
    );
    const { told: people, ...left } = rows[0] ?? { told: 0, sessions: 0, blocks: 0, meetings: 0 };
    return { told: people, outside: left };
  }
}
