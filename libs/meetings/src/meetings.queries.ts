import type { Meeting, MeetingRequest, Promised, Slot } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, requireRegistered } from './attendees.js';
import { freeSlots } from './free-slots.js';
import { isThereFor } from './may-ask.js';
import { promisedOf } from './promised.js';
import { bothSeen } from './views.js';

/** More slots than this are not offered at once. */
const maxOffered = 1_000;

/** What one person reads of their meetings. */
@Injectable()
export class MeetingsQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_registered */
  async mine(
    call: Call,
    slug: string,
  ): Promise<{ requests: MeetingRequest[]; meetings: Meeting[]; promised: Promised[] }> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, me);
    return this.database.snapshot(async (database) => {
      const mine = { event: event.id, viewer: me };
      const { requests, meetings } = await bothSeen(database, { requests: mine, meetings: mine });
      return {
        requests: requests.map((seen) => seen.value),
        meetings: meetings.map((seen) => seen.value),
        promised: await promisedOf(database, event, me),
      };
    });
  }

  /**
   * The slots to come in which both are free and a table is left; none once the request is no longer open. Of a
   * request to an organisation whoever asks is the one who would come.
   * @throws Problem not_found for everybody whom it does not concern
   */
  async mutualSlots(call: Call, slug: string, request: string): Promise<Slot[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const { rows } = await sql<{ asker: string; asked: string | null; open: boolean }>`
      select asker_id as asker, asked_id as asked, state = 'open' as open from meeting_request q
      where id = ${request} and event_id = ${event.id} and (${me} in (asker_id, asked_id) or (
        asked_id is null and exists (select from registration r where r.event_id = q.event_id and r.person_id = ${me}
          and r.state = 'confirmed' and r.listed and r.organisation_id = q.organisation_id)))`.execute(
      this.database.sql,
    );
    const row = rows[0];
    if (!row) throw new Problem('not_found');
    if (!row.open) return [];
    return this.freeFor(event, [...new Set([row.asker, row.asked ?? me])]);
  }

  /**
   * Before asking: the slots to come in which I and a person are free; with an organisation, in which I am.
   * @throws Problem not_registered; not_found for a person who does not want to be found
   */
  async timesWith(call: Call, slug: string, { person }: { person?: string | undefined }): Promise<Slot[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, me);
    if (person !== undefined) {
      const { rows } = await sql`
        select from registration r where r.event_id = ${event.id} and r.person_id = ${person}
          and r.state = 'confirmed' and ${isThereFor(event.id, me)}`.execute(this.database.sql);
      if (rows.length === 0) throw new Problem('not_found');
    }
    return this.freeFor(event, person === undefined ? [me] : [me, person]);
  }

  private async freeFor(event: EventEntity, people: string[]): Promise<Slot[]> {
    const now = eventNow(event, this.clock.now());
    const free = await freeSlots(this.database.sql, event.id, people, now, maxOffered);
    return free.map(({ id, block, startsAt, endsAt }) => ({
      ...{ id, block },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
  }
}
