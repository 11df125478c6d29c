import { Clock, Database, houseCall, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Presence } from './presence.js';

/** One open window: the process that its socket is connected to, and the socket's id there. */
export interface Seat {
  keeper: string;
  socket: string;
}

/** Keepers say that they live every so often; one silent for so long is dead. */
export const keeperBeatMilliseconds = 10_000;
const deadAfterMilliseconds = 30_000;

/** Who was in a session's room, and when; by the event's clock. */
@Injectable()
export class AttendanceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Presence) private readonly presence: Presence,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a seat in a session's room. The first seat of a person opens their attendance, more of them change nothing.
   * Does not ask for a command id: taking a seat twice is taking it once. Guests take seats as well, and are forgotten
   * when they give up their last one.
   * @returns when the person came
   * @throws Problem not_registered for who has no place in the event; not_found
   */
  async enter(call: Call, session: string, seat: Seat): Promise<Date> {
    const person = call.actor?.person ?? null;
    const taken = nameOf(seat);
    const { rows } = await sql<{ visible: boolean; admitted: boolean; enteredAt: Date | null }>`
      with place as materialized (
        select s.id, event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()}) as at,
          e.state = 'published' or role.is_there as visible,
          role.runs_or_speaks
            or exists (select from registration r
              where r.event_id = e.id and r.person_id = ${person} and r.state = 'confirmed')
            or exists (select from speaker k where k.event_id = e.id and k.person_id = ${person}) as admitted,
          e.state = 'published' and e.guests <> 'off' and not role.is_there and exists (select from event_guest g
            where g.event_id = e.id and g.person_id = ${person}) as is_guest
        from session s join event e on e.id = s.event_id
        cross join lateral (
          select count(*) > 0 as is_there, coalesce(bool_or(role <> 'attendee'), false) as runs_or_speaks
          from event_role where event_id = e.id and person_id = ${person}
        ) role
        where s.id = ${session} and s.kind <> 'private-blocker'
      ), entered as (
        insert into attendance as a (session_id, person_id, guest, entered_at, seats)
        select id, ${person}::uuid, not admitted, at, array[${taken}::text] from place
        where visible and (admitted or is_guest)
        on conflict (session_id, person_id) where left_at is null
          do update set guest = excluded.guest, seats = array_append(array_remove(a.seats, ${taken}), ${taken})
        returning a.entered_at
      )
      select visible, admitted or is_guest as admitted, (select entered_at from entered) as "enteredAt" from place`.execute(
      this.database.sql,
    );
    const place = rows[0];
    if (!place?.visible) throw new Problem('not_found');
    if (!place.admitted || !place.enteredAt) throw new Problem('not_registered');
    this.presence.changed([session]);
    return place.enteredAt;
  }

  /** Gives a person's seat up in some sessions, as of `at`; who gives up their last one there has left. */
  async leave(person: string, sessions: readonly string[], seat: Seat, at: Date): Promise<void> {
    const left = nameOf(seat);
    await sql`
      update attendance a set seats = array_remove(a.seats, ${left}),
        left_at = case when array_remove(a.seats, ${left}) = '{}'
          then greatest(a.entered_at, event_now(e.clock_at, e.clock_real, e.clock_rate, ${at})) end
      from session s join event e on e.id = s.event_id
      where s.id = a.session_id and a.left_at is null and ${left} = any(a.seats)
        and a.person_id = ${person} and a.session_id = any(${sessions}::uuid[])`.execute(this.database.sql);
    await forgetGuests(this.database.sql, sessions);
    this.presence.changed(sessions);
  }

  /**
   * Says that a keeper lives.
   * @returns false when it was not known: it is new, or was taken for dead and its seats are gone
   */
  async beat(keeper: string): Promise<boolean> {
    const { rows } = await sql<{ known: boolean }>`
      insert into attendance_keeper (id, seen_at) values (${keeper}, ${this.clock.now()})
      on conflict (id) do update set seen_at = excluded.seen_at
      returning (xmax <> 0) as known`.execute(this.database.sql);
    return rows[0]?.known ?? false;
  }

  /** A keeper ends: all its seats are given up now. */
  async close(keeper: string): Promise<void> {
    await this.database.write(houseCall, async (tx) => {
      await this.empty(tx, keeper, this.clock.now());
      return null;
    });
  }

  /**
   * Empties the seats of keepers that died without a word, as of when they were last seen. That somebody came is
   * never lost: who came after that has left as they came. @returns how many keepers
   */
  async tidy(): Promise<number> {
    return this.database.write(houseCall, async (tx) => {
      const silent = new Date(this.clock.now().getTime() - deadAfterMilliseconds);
      const { rows: dead } = await sql<{ id: string; seenAt: Date }>`
        select id, seen_at as "seenAt" from attendance_keeper where seen_at < ${silent}
        order by id for update skip locked`.execute(tx.sql);
      for (const { id, seenAt } of dead) await this.empty(tx, id, seenAt);
      return dead.length;
    });
  }

  private async empty(tx: Tx, keeper: string, at: Date): Promise<void> {
    const its = `${keeper}/%`;
    // The seats are looked at again in the row as it is under the lock: somebody may be leaving at this moment.
    const { rows } = await sql<{ session: string }>`
      with emptied as (
        update attendance a set seats = array(select seat from unnest(a.seats) seat where seat not like ${its}),
          left_at = case when not exists (select from unnest(a.seats) seat where seat not like ${its})
            then greatest(a.entered_at, event_now(e.clock_at, e.clock_real, e.clock_rate, ${at})) end
        from session s join event e on e.id = s.event_id
        where s.id = a.session_id and a.left_at is null
          and exists (select from unnest(a.seats) seat where seat like ${its})
        returning a.session_id
      ) select distinct session_id as session from emptied order by 1`.execute(tx.sql);
    const sessions = rows.map(({ session }) => session);
    await forgetGuests(tx.sql, sessions);
    await sql`delete from attendance_keeper where id = ${keeper}`.execute(tx.sql);
    await this.presence.tell(tx, sessions);
  }
}

const nameOf = ({ keeper, socket }: Seat): string => `${keeper}/${socket}`;

/** Of guests who have left nothing is kept. */
async function forgetGuests(database: Sql, sessions: readonly string[]): Promise<void> {
  await sql`
    delete from attendance where guest and left_at is not null and session_id = any(${sessions}::uuid[])`.execute(
    database,
  );
}
