import { Stars } from '@foyer/agenda';
import type { FactPayload, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, eventNow, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './person-of.js';
import { readMySeats, readSeatCounts, Seats, tellSeat } from './seats.js';

type Answer<R extends keyof typeof routes> = RouteResult<(typeof routes)[R]>;

/** Seats in sessions that one has to sign up for. */
@Injectable()
export class SeatsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Seats) private readonly seats: Seats,
    @Inject(Stars) private readonly stars: Stars,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a seat, or stands in the line for one; again changes nothing. A seat is no promise in anybody's clock:
   * what stands there already is only said.
   * @throws Problem not_registered without a confirmed place; no_seats; slot_past once it is over; not_found
   */
  async take(call: Call, slug: string, session: string): Promise<Answer<'takeSeat'>> {
    const person = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const found = await this.sessionOf(tx, event.id, session);
      if (found.seats === null) throw new Problem('no_seats');
      if (new Date(found.endsAt) <= eventNow(event, this.clock.now())) throw new Problem('slot_past');
      // Shared: who is withdrawing at this moment comes first, or finds the seat and frees it.
      const { rows: place } = await sql`
        select from registration where event_id = ${event.id} and person_id = ${person} and state = 'confirmed'
        for share`.execute(tx.sql);
      if (place.length === 0) throw new Problem('not_registered');
      const seats = await this.lock(tx, session);
      if (seats === null) throw new Problem('no_seats');
      await this.seats.take(tx, session, person, seats);
      await this.seats.settle(tx, event.id, session);
      const mine = (await readMySeats(tx.sql, event.id, person)).find((seat) => seat.session === session);
      if (!mine) throw new Error('the seat was not stored');
      const { state, position } = mine;
      tellSeat(tx, event.id, session, person, { state, position });
      // So it stands in their own agenda, and a release that moves it tells them.
      await this.stars.put(tx, event.id, session, person, true);
      return { state, position, clash: await clashOf(tx, person, session) };
    });
  }

  /** Gives up the seat or the place in the line, which goes to the next; again changes nothing. */
  async give(call: Call, slug: string, session: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await this.sessionOf(tx, event.id, session);
      await this.seats.release(tx, event.id, [person], session);
      return null;
    });
  }

  /** How many seats are taken in each session that has some, and what the caller holds. */
  async list(call: Call, slug: string): Promise<Answer<'listSeats'>> {
    const { event } = await this.access.find(call, { slug });
    return this.database.snapshot(async (database) => ({
      seats: await readSeatCounts(database, event.id),
      mine: call.actor ? await readMySeats(database, event.id, call.actor.person) : [],
    }));
  }

  /** @throws Problem forbidden for who does not organise the event; not_found */
  async seated(call: Call, slug: string, session: string): Promise<Answer<'listSeated'>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { rows: known } = await sql`
      select from session where id = ${session} and event_id = ${event.id}`.execute(this.database.sql);
    if (known.length === 0) throw new Problem('not_found');
    const { rows: people } = await sql<Answer<'listSeated'>['people'][number]>`
      select r.id as registration, r.name, o.name as organisation, t.state
      from session_seat t join registration r on r.event_id = ${event.id} and r.person_id = t.person_id
      join organisation o on o.id = r.organisation_id
      where t.session_id = ${session} order by t.state, t.number`.execute(this.database.sql);
    return { people };
  }

  /** There are more seats in a session, or fewer: those in line get what is free; nobody loses a seat. */
  async resized(tx: Tx, { event, session }: FactPayload<'session.resized'>): Promise<void> {
    await this.lock(tx, session);
    await this.seats.settle(tx, event, session);
  }

  private async sessionOf(
    tx: Tx,
    event: string,
    session: string,
  ): Promise<{ seats: number | null; endsAt: Date | string }> {
    const { rows } = await sql<{ seats: number | null; endsAt: Date | string }>`
      select seats, ends_at as "endsAt" from session
      where id = ${session} and event_id = ${event} and kind <> 'private-blocker'`.execute(tx.sql);
    if (!rows[0]) throw new Problem('not_found');
    return rows[0];
  }

  /** Waits for the session's seats. @returns how many there are now */
  private async lock(tx: Tx, session: string): Promise<number | null> {
    const { rows } = await sql<{ seats: number | null }>`
      select seats from session where id = ${session} for no key update`.execute(tx.sql);
    return rows[0]?.seats ?? null;
  }
}

/** What else somebody is to be at during a session: a promise first, else another seat. */
async function clashOf(tx: Tx, person: string, session: string): Promise<Answer<'takeSeat'>['clash']> {
  const { rows } = await sql<{ kind: NonNullable<Answer<'takeSeat'>['clash']> }>`
    select found.kind from session s cross join lateral (
      select c.kind, 0 as last from commitment c
      where c.person_id = ${person} and c.ref <> s.id and c.starts_at < s.ends_at and c.ends_at > s.starts_at
      union all
      select 'seat', 1 from session_seat t join session o on o.id = t.session_id
      where t.person_id = ${person} and t.session_id <> s.id and t.state = 'seated'
        and o.starts_at < s.ends_at and o.ends_at > s.starts_at
    ) found
    where s.id = ${session} order by found.last limit 1`.execute(tx.sql);
  return rows[0]?.kind ?? null;
}
