import {
  streamName,
  streams,
  type Announcement,
  type ListedAnnouncement,
  type StreamChange,
} from '@foyer/contracts';
import { EventAccess, eventNow, moderators, organisers, type EventForCaller } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { ofPlace, readAnnouncement, readListed, type Place } from './announcement.rows.js';
import { Moderating } from './moderating.js';
import type { ModerationStep } from './room.entity.js';

export interface NewAnnouncement extends Pick<Announcement, 'session' | 'texts' | 'link'> {
  /** By the event's clock; null: until somebody takes it away. */
  minutes: number | null;
}

/** What a session (by its moderators) or the whole event (by its organisers) is told. */
@Injectable()
export class Announcements {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Moderating) private readonly moderating: Moderating,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The last announcements of the event as a whole, or of a session.
   * @throws Problem forbidden for who does not moderate; not_found, also for a session of another event
   */
  async list(call: Call, slug: string, session: string | undefined): Promise<ListedAnnouncement[]> {
    const { event } = await this.access.findAs(call, { slug }, moderators);
    const place = { event: event.id, session: session ?? null };
    if (!(await isThere(this.database, place))) throw new Problem('not_found');
    return readListed(this.database.sql, place);
  }

  /**
   * Tells everybody there, in place of what stands.
   * @throws Problem forbidden; not_found, also for a session of another event
   */
  publish(call: Call, slug: string, { minutes, ...told }: NewAnnouncement): Promise<Announcement> {
    return this.database.write(call, async (tx) => {
      const allowed = told.session === null ? organisers : moderators;
      const found = await this.access.findAs(call, { slug }, allowed, tx);
      const place = { event: found.event.id, session: told.session };
      if (!(await isThere(tx, place))) throw new Problem('not_found');
      const { by, at } = await this.lock(tx, found, call);
      const gone = await end(tx, place, 'replaced', by, at);
      const until = minutes === null ? null : new Date(at.getTime() + minutes * 60_000);
      const { rows } = await sql<{ id: string }>`
        insert into announcement (event_id, session_id, texts, link, by_id, at, until)
        values (${place.event}, ${place.session}, ${JSON.stringify(told.texts)}::jsonb, ${told.link}, ${by}, ${at}, ${until})
        returning id`.execute(tx.sql);
      const announcement = await readAnnouncement(tx.sql, rows[0]?.id ?? '');
      tellPlace(tx, place, {
        ...(gone.length > 0 ? { drop: { announcement: gone } } : {}),
        put: { announcement: { [announcement.id]: announcement } },
      });
      this.log(tx, place, by, 'announced', announcement.id);
      return announcement;
    });
  }

  /**
   * Takes an announcement away; one that stands no more is left as it is.
   * @throws Problem forbidden; not_found, also for one of another event
   */
  withdraw(call: Call, slug: string, id: string): Promise<null> {
    return this.database.write(call, async (tx) => {
      const found = await this.access.findAs(call, { slug }, moderators, tx);
      const { rows } = await sql<{ session: string | null }>`
        select session_id as session from announcement where id = ${id} and event_id = ${found.event.id}`.execute(
        tx.sql,
      );
      const [row] = rows;
      if (!row) throw new Problem('not_found');
      if (row.session === null && !organisers.some((role) => found.roles.has(role)))
        throw new Problem('forbidden');
      const place = { event: found.event.id, session: row.session };
      const { by, at } = await this.lock(tx, found, call);
      if ((await end(tx, place, 'withdrawn', by, at, id)).length === 0) return null;
      tellPlace(tx, place, { drop: { announcement: [id] } });
      this.log(tx, place, by, 'announcement-withdrawn', id);
      return null;
    });
  }

  /** Announcements of an event come one after the other. @returns who acts, and the event's time */
  private async lock(tx: Tx, { event }: EventForCaller, call: Call): Promise<{ by: string; at: Date }> {
    if (!call.actor) throw new Problem('not_signed_in');
    await sql`select from event where id = ${event.id} for no key update`.execute(tx.sql);
    return { by: call.actor.person, at: eventNow(event, this.clock.now()) };
  }

  /** The log is of sessions; what the whole event is told stands in the list of announcements, with who and when. */
  private log(
    tx: Tx,
    { session }: Place,
    actor: string,
    step: ModerationStep['step'],
    announcement: string,
  ): void {
    if (session !== null) this.moderating.log(tx, { session, question: null, actor, step, announcement });
  }
}

/** Ends what stands in a place. What was over by itself is written down as that. @returns the ids of what stood */
async function end(
  tx: Tx,
  place: Place,
  how: 'withdrawn' | 'replaced',
  by: string,
  at: Date,
  only: string | null = null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update announcement a set
      ended = case when a.until <= ${at} then 'over' else ${how} end,
      ended_at = least(a.until, ${at}::timestamptz),
      ended_by_id = case when a.until <= ${at} then null else ${by}::uuid end
    where ${ofPlace(place)} and a.ended_at is null and (${only}::uuid is null or a.id = ${only}::uuid)
    returning a.id`.execute(tx.sql);
  return rows.map(({ id }) => id);
}

function tellPlace(tx: Tx, { event, session }: Place, change: StreamChange): void {
  const stream =
    session === null ? streamName(streams.announcements, { event }) : streamName(streams.signs, { session });
  tx.change(stream, change);
}

async function isThere({ sql: database }: Pick<Tx, 'sql'>, { event, session }: Place): Promise<boolean> {
  if (session === null) return true;
  const { rows } = await sql`
    select from session where id = ${session} and event_id = ${event} and kind <> 'private-blocker'`.execute(
    database,
  );
  return rows.length > 0;
}
