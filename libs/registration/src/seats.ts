import { ownPlaceStream, seatsStream, streamName, type MySeat, type SeatCount } from '@foyer/contracts';
import { Clock, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** So many at the front of a session's line see their position change at once. */
const toldPositions = 50;

/** Seats in sessions, given and freed under the lock of the session's row. */
@Injectable()
export class Seats {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Takes a seat, or a place in the line where all are taken. Who has one keeps it. The caller holds the lock.
   * @param seats how many there are
   */
  async take(tx: Tx, session: string, person: string, seats: number): Promise<void> {
    await sql`
      insert into session_seat (session_id, person_id, state, number, created_at)
      select ${session}::uuid, ${person}::uuid,
        case when count(*) filter (where state = 'seated') < ${seats} and count(*) filter (where state = 'waiting') = 0
          then 'seated' else 'waiting' end,
        coalesce(max(number), 0) + 1, (
          select event_now(e.clock_at, e.clock_real, e.clock_rate, ${this.clock.now()})
          from session s join event e on e.id = s.event_id where s.id = ${session})
      from session_seat where session_id = ${session}
      on conflict (session_id, person_id) do nothing`.execute(tx.sql);
  }

  /**
   * Frees what these people hold in the event's sessions, as when they leave the event; those in line get it.
   * @param session in this one alone
   */
  async release(tx: Tx, event: string, persons: readonly string[], session?: string): Promise<void> {
    const { rows: held } = await sql<{ id: string }>`
      select s.id from session s
      where s.event_id = ${event} and (${session ?? null}::uuid is null or s.id = ${session ?? null}::uuid)
        and exists (select from session_seat t where t.session_id = s.id and t.person_id = any(${persons}::uuid[]))
      order by s.id for no key update`.execute(tx.sql);
    for (const { id } of held) {
      const { rows: left } = await sql<{ person: string }>`
        delete from session_seat where session_id = ${id} and person_id = any(${persons}::uuid[])
        returning person_id as person`.execute(tx.sql);
      for (const { person } of left) {
        tx.change(streamName(ownPlaceStream, { event, person }), { drop: { seat: [id] } });
      }
      await this.settle(tx, event, id);
    }
  }

  /** Seats those in line where seats are free, and lets everybody see it. The caller holds the session's lock. */
  async settle(tx: Tx, event: string, session: string): Promise<void> {
    const { rows: seated } = await sql<{ person: string }>`
      update session_seat set state = 'seated'
      where session_id = ${session} and state = 'waiting' and number in (
        select t.number from session_seat t where t.session_id = ${session} and t.state = 'waiting'
        order by t.number limit greatest(0, (
          select s.seats - (select count(*) from session_seat where session_id = s.id and state = 'seated')
          from session s where s.id = ${session}))
      ) returning person_id as person`.execute(tx.sql);
    for (const { person } of seated)
      tellSeat(tx, event, session, person, { state: 'seated', position: null });
    const { rows: line } = await sql<{ person: string; position: number }>`
      select person_id as person, row_number() over (order by number)::int as position
      from session_seat where session_id = ${session} and state = 'waiting'
      order by number limit ${toldPositions}`.execute(tx.sql);
    for (const { person, position } of line)
      tellSeat(tx, event, session, person, { state: 'waiting', position });
    const { rows } = await sql<SeatCount>`
      select count(*) filter (where state = 'seated')::int as taken,
        count(*) filter (where state = 'waiting')::int as waiting
      from session_seat where session_id = ${session}`.execute(tx.sql);
    const count = rows[0];
    if (count) tx.change(streamName(seatsStream, { event }), { put: { seat: { [session]: count } } });
  }
}

/** What a person holds in an event's sessions, also the place in a line. */
export async function readMySeats(
  database: Sql,
  event: string,
  person: string,
): Promise<(MySeat & { session: string })[]> {
  const { rows } = await sql<MySeat & { session: string }>`
    select t.session_id as session, t.state, case when t.state = 'waiting' then (
      select count(*)::int from session_seat w
      where w.session_id = t.session_id and w.state = 'waiting' and w.number <= t.number) end as position
    from session_seat t join session s on s.id = t.session_id
    where s.event_id = ${event} and t.person_id = ${person}`.execute(database);
  return rows;
}

/** How many seats are taken in the event's sessions that have some; organisers' private sessions are not among them. */
export async function readSeatCounts(
  database: Sql,
  event: string,
): Promise<(SeatCount & { session: string })[]> {
  const { rows } = await sql<SeatCount & { session: string }>`
    select s.id as session, count(*) filter (where t.state = 'seated')::int as taken,
      count(*) filter (where t.state = 'waiting')::int as waiting
    from session s left join session_seat t on t.session_id = s.id
    where s.event_id = ${event} and s.seats is not null and s.kind <> 'private-blocker'
    group by s.id`.execute(database);
  return rows;
}

/** Lets a person see what they hold in a session now. */
export function tellSeat(tx: Tx, event: string, session: string, person: string, seat: MySeat): void {
  tx.change(streamName(ownPlaceStream, { event, person }), { put: { seat: { [session]: seat } } });
}
