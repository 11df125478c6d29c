import type { Meeting, MeetingAfter, RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, requireRegistered } from '../attendees.js';
import { sideOfMine } from '../counterpart.js';
import { tellAll } from '../views.js';
import { afterSeen, spokenOf, tellAfter } from './after.views.js';
import { tookPlace } from './took-place.js';

type Said = RouteParsed<(typeof routes)['sayOfMeeting']>['body'];
interface Locked {
  id: string;
  state: Meeting['state'];
  startsAt: Date;
  endsAt: Date;
  people: string[];
}
/** At this hour of the day, by the person's own clock, a follow-up is told of. */
const followUpHour = '09:00';
const furthestYears = 2;

/** After a meeting: whether it took place, what came of it, and what each of its people keeps for themselves. */
@Injectable()
export class AfterService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What the caller has said and noted. @throws Problem not_registered */
  async mine(call: Call, slug: string): Promise<MeetingAfter[]> {
    const person = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, person);
    return afterSeen(this.database.sql, { event: event.id, person });
  }

  /**
   * Changes what is given and leaves the rest; the same again changes nothing.
   * @throws Problem not_found for everybody but the meeting's people; request_state before it begins and for one that
   *   was called off; invalid_input for somebody who is not one of its people, and for a day that is past or too far
   */
  async say(call: Call, slug: string, id: string, said: Said): Promise<MeetingAfter> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const meeting = await lock(tx, event.id, id, me);
      const now = eventNow(event, this.clock.now());
      if (now < meeting.startsAt) throw new Problem('request_state', { state: meeting.state });
      const given = understood(said, meeting.people);
      await sql`insert into meeting_after (meeting_id, person_id) values (${id}, ${me}) on conflict do nothing`.execute(
        tx.sql,
      );
      if (given.held !== undefined) await this.state(tx, id, me, given.held, given.missing ?? [], now);
      if (given.outcome !== undefined) {
        await sql`update meeting_person set outcome = ${given.outcome}, outcome_at = ${now}
          where meeting_id = ${id} and person_id = ${me}`.execute(tx.sql);
      }
      if (given.rating !== undefined) {
        await sql`update meeting_after set rating = ${given.rating} where meeting_id = ${id} and person_id = ${me}`.execute(
          tx.sql,
        );
      }
      if (said.followUpOn !== undefined) await this.followUp(tx, event.id, id, me, said.followUpOn, now);
      await sql`update meeting_after set changes = changes + 1 where meeting_id = ${id}`.execute(tx.sql);
      await settle(tx, meeting, now);
      await tellAll(tx, { meetings: [id] }, me);
      await tellAfter(tx, event.id, id, meeting.people);
      return seenBy(tx, event.id, id, me);
    });
  }

  /**
   * @throws Problem not_found for everybody but the meeting's people; request_state for one that was called off;
   *   edit_conflict when another window has saved meanwhile
   */
  async note(call: Call, slug: string, id: string, note: { text: string; version: number }): Promise<number> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await lock(tx, event.id, id, me);
      const { rows } = await sql<{ version: number }>`
        insert into meeting_after as a (meeting_id, person_id, note, note_version, changes)
        select ${id}, ${me}, ${note.text}, 1, 1 where ${note.version} = 0
          or exists (select from meeting_after where meeting_id = ${id} and person_id = ${me})
        on conflict (meeting_id, person_id) do update
          set note = excluded.note, note_version = a.note_version + 1, changes = a.changes + 1
          where a.note_version = ${note.version}
        returning note_version as version`.execute(tx.sql);
      const saved = rows[0];
      if (!saved) throw new Problem('edit_conflict');
      await tellAfter(tx, event.id, id, [me]);
      return saved.version;
    });
  }

  /** Somebody has erased their data: what they have said and kept of meetings goes, and every card that they gave. */
  async erase(tx: Tx, { event, person }: { event: string; person: string }): Promise<void> {
    await sql`delete from meeting_after a using meeting m
      where m.id = a.meeting_id and m.event_id = ${event} and a.person_id = ${person}`.execute(tx.sql);
    await sql`delete from contact_exchange
      where event_id = ${event} and ${person} in (low_id, high_id)`.execute(tx.sql);
    await sql`
      update meeting_request set message = case when asker_id = ${person} then null else message end,
        reason = case when asked_id = ${person} then null else reason end
      where event_id = ${event} and ${person} in (asker_id, asked_id)
        and coalesce(message, reason) is not null`.execute(tx.sql);
  }

  private async state(
    tx: Tx,
    id: string,
    me: string,
    held: boolean,
    missing: readonly string[],
    now: Date,
  ): Promise<void> {
    await sql`
      update meeting_after set said_held = ${held}, said_missing = ${missing}::uuid[], said_at = ${now}
      where meeting_id = ${id} and person_id = ${me}`.execute(tx.sql);
  }

  private async followUp(
    tx: Tx,
    event: string,
    id: string,
    me: string,
    day: string | null,
    now: Date,
  ): Promise<void> {
    const { rows } = await sql<{ fits: boolean }>`
      select ${day}::date is null or (${day}::date >= (${now}::timestamptz at time zone p.time_zone)::date
        and ${day}::date < (${now}::timestamptz + make_interval(years => ${furthestYears}))::date) as fits
      from person p where p.id = ${me}`.execute(tx.sql);
    if (!rows[0]?.fits) throw refused('/followUpOn', 'is past, or too far away');
    await sql`
      update meeting_after set follow_up_on = ${day}::date,
        follow_up_at = (${day}::date + ${followUpHour}::time) at time zone (select time_zone from person where id = ${me})
      where meeting_id = ${id} and person_id = ${me}`.execute(tx.sql);
    tx.fact('followUp.set', { event, meeting: id, person: me });
  }
}

/** An outcome or a rating is of a meeting that took place; one that did not take place has neither. */
function understood(
  { held, missing, outcome, rating }: Said,
  people: readonly string[],
): Pick<Said, 'held' | 'missing' | 'outcome' | 'rating'> {
  if (missing?.some((person) => !people.includes(person))) {
    throw refused('/missing', 'names somebody who is not of this meeting');
  }
  if (held === false) return { held, missing, outcome: null, rating: null };
  const implied = held ?? ((outcome ?? rating ?? null) === null ? undefined : true);
  return { held: implied, missing, outcome, rating };
}

/** Brings the meeting's state in step with what was said; that it was missed is certain only at its end. */
async function settle(tx: Tx, meeting: Locked, now: Date): Promise<void> {
  const { rows } = await sql<{ said: boolean[]; came: number }>`
    select array(select said_held from meeting_after where meeting_id = ${meeting.id} and said_held is not null) as said,
      (select count(distinct ${sideOfMine})::int from meeting_person mine
        join meeting m on m.id = mine.meeting_id join meeting_request q on q.id = m.request_id
        where mine.meeting_id = ${meeting.id} and mine.entered_at is not null) as came`.execute(tx.sql);
  const { said, came } = rows[0] ?? { said: [], came: 0 };
  const held = tookPlace(said, came);
  if (!held && now < meeting.endsAt && meeting.state !== 'held') return;
  await sql`update meeting set state = ${held ? 'held' : 'missed'} where id = ${meeting.id}`.execute(tx.sql);
}

/** @throws Problem not_found for everybody but the meeting's people; request_state for one that was called off */
async function lock(tx: Tx, event: string, id: string, person: string): Promise<Locked> {
  const { rows } = await sql<Locked>`
    select m.id, m.state, m.starts_at as "startsAt", m.ends_at as "endsAt",
      array(select person_id from meeting_person where meeting_id = m.id order by 1) as people
    from meeting m where m.id = ${id} and m.event_id = ${event}
      and exists (select from meeting_person where meeting_id = m.id and person_id = ${person})
    for update of m`.execute(tx.sql);
  const meeting = rows[0];
  if (!meeting) throw new Problem('not_found');
  if (!spokenOf.includes(meeting.state)) throw new Problem('request_state', { state: meeting.state });
  return meeting;
}

async function seenBy(tx: Tx, event: string, meeting: string, person: string): Promise<MeetingAfter> {
  const [seen] = await afterSeen(tx.sql, { event, person, meeting });
  if (!seen) throw new Error(`Meeting ${meeting} is not seen by who spoke of it`);
  return seen;
}

function refused(pointer: string, message: string): Problem {
  return new Problem('invalid_input', {}, [{ pointer, message }]);
}
