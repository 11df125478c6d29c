import { ownPlaceStream, streamName, type RegistrationState } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, sql, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { freePlaces, type Ledger, type PlaceRules } from './places.policy.js';
import { Seats } from './seats.js';

/** Somebody's place has moved from one state to another. */
export interface Moved {
  registration: string;
  person: string;
  from: RegistrationState | null;
  to: RegistrationState;
  /** From the line, because a place has become free. */
  promoted?: boolean;
}

/** So many at the front of the line see their position change at once; those behind see it when they look again. */
const toldPositions = 100;

/**
 * The places of an event. The order of locks is the same everywhere: accounts and organisations, then the places
 * (the row of the settings), registrations, sessions, seats. So nobody waits for somebody who waits for them.
 */
@Injectable()
export class Admission {
  constructor(
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Seats) private readonly seats: Seats,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes the lock of the places, and counts them. Until the transaction ends they move by its hand alone. */
  async lock(tx: Tx, event: EventEntity): Promise<Ledger> {
    const held = () =>
      sql`select from registration_settings where event_id = ${event.id} for no key update`.execute(tx.sql);
    if ((await held()).rows.length === 0) {
      await sql`insert into registration_settings (event_id) values (${event.id}) on conflict do nothing`.execute(
        tx.sql,
      );
      await held();
    }
    return this.count(tx.sql, event);
  }

  /** The places as they are at this moment, for looking at. */
  async count(database: Sql, event: EventEntity): Promise<Ledger> {
    const { rows } = await sql<CountRow>`
      select s.mode, s.opens_at as "opensAt", s.closes_at as "closesAt", s.withdraw_until as "withdrawUntil", s.capacity,
        coalesce(s.waiting_list, true) as "waitingList", coalesce(s.keep_for_invited, false) as "keepForInvited",
        r.confirmed, r.waiting, r.pending, r.invited + (
          select count(*)::int from invitation i
          where i.event_id = e.id and i.revoked_at is null and i.declined_at is null
            and not exists (select from registration g where g.event_id = e.id and g.person_id = i.person_id)
        ) as kept
      from event e left join registration_settings s on s.event_id = e.id
      cross join lateral (
        select count(*) filter (where state = 'confirmed')::int as confirmed,
          count(*) filter (where state = 'waiting')::int as waiting,
          count(*) filter (where state = 'pending')::int as pending,
          count(*) filter (where state = 'invited')::int as invited
        from registration where event_id = e.id
      ) r
      where e.id = ${event.id}`.execute(database);
    const row = rows[0];
    if (!row) throw new Error('the event is gone');
    const { confirmed, waiting, pending, kept, mode, capacity, waitingList, keepForInvited } = row;
    const now = eventNow(event, this.clock.now());
    const rules: PlaceRules = {
      ...{ mode: mode ?? 'open', capacity, waitingList, keepForInvited },
      ...{ opensAt: date(row.opensAt), closesAt: date(row.closesAt), withdrawUntil: date(row.withdrawUntil) },
    };
    // After the deadline nobody invited can answer any more.
    const past = rules.closesAt !== null && now >= rules.closesAt;
    return { rules, now, endsAt: event.endsAt, confirmed, waiting, pending, kept: past ? 0 : kept };
  }

  /** The number behind everybody who waits. The caller holds the lock. */
  async lastNumber(tx: Tx, event: string): Promise<number> {
    const { rows } = await sql<{ last: number }>`
      select coalesce(max(queue_number), 0)::int as last from registration
      where event_id = ${event} and state = 'waiting'`.execute(tx.sql);
    return rows[0]?.last ?? 0;
  }

  /**
   * Gives places that are free to those who wait, the first in line first. Called after everything that may have
   * freed one; the caller holds the lock.
   * @returns how many have got one
   */
  async promote(tx: Tx, event: EventEntity): Promise<number> {
    const ledger = await this.count(tx.sql, event);
    const free = Math.min(freePlaces(ledger), ledger.waiting);
    if (free <= 0 || ledger.now >= ledger.endsAt) return 0;
    const { rows } = await sql<{ registration: string; person: string }>`
      with next as (
        select id, queue_number from registration where event_id = ${event.id} and state = 'waiting'
        order by queue_number limit ${free}
      ), moved as (
        update registration r set state = 'confirmed', queue_number = null, confirmed_at = ${ledger.now}
        from next where next.id = r.id
        returning r.id as registration, r.person_id as person, next.queue_number
      )
      select registration, person from moved order by queue_number`.execute(tx.sql);
    await this.settle(
      tx,
      event,
      rows.map((row) => ({ ...row, from: 'waiting', to: 'confirmed', promoted: true })),
    );
    return rows.length;
  }

  /**
   * What follows from moved places: roles, seats, and that people hear of it.
   * @param byOrganiser who moved them did not do it for themselves
   */
  async settle(tx: Tx, event: EventEntity, moved: readonly Moved[], byOrganiser = false): Promise<void> {
    const real = moved.filter(({ from, to }) => from !== to);
    const gained = real.filter(({ to }) => to === 'confirmed').map(({ person }) => person);
    const lost = real.filter(({ from }) => from === 'confirmed').map(({ person }) => person);
    if (gained.length) await this.access.grantAll(tx, event.id, gained, 'attendee');
    if (lost.length) {
      await this.access.revokeAll(tx, event.id, lost, 'attendee');
      await this.seats.release(tx, event.id, lost);
    }
    const at = this.clock.now().toISOString();
    for (const { registration, person, from, to, promoted } of real) {
      const about = { event: event.id, person, registration };
      if (to === 'confirmed') tx.fact('registration.confirmed', promoted ? { ...about, promoted } : about);
      if (to === 'withdrawn' || to === 'declined') tx.fact('registration.withdrawn', about);
      const what = to === 'withdrawn' ? leavingNotice(from, byOrganiser) : noticeOf[to];
      if (what) tx.fact('registration.noted', { ...about, what, at });
      if (to !== 'waiting') tellPlace(tx, event.id, person, to, null);
    }
    // Who joins the line moves nobody; who leaves it moves those behind.
    if (real.some(({ from }) => from === 'waiting')) await this.tellLine(tx, event.id);
    else if (real.some(({ to }) => to === 'waiting')) await this.tellJoined(tx, event.id, real);
  }

  /** Those at the front of the line see where they stand now. */
  async tellLine(tx: Tx, event: string): Promise<void> {
    const { rows } = await sql<{ person: string; position: number }>`
      select person_id as person, row_number() over (order by queue_number)::int as position
      from registration where event_id = ${event} and state = 'waiting'
      order by queue_number limit ${toldPositions}`.execute(tx.sql);
    for (const { person, position } of rows) tellPlace(tx, event, person, 'waiting', position);
  }

  private async tellJoined(tx: Tx, event: string, moved: readonly Moved[]): Promise<void> {
    const joined = moved.filter(({ to }) => to === 'waiting').map(({ person }) => person);
    const { rows } = await sql<{ person: string; position: number }>`
      select r.person_id as person, (select count(*)::int from registration w
        where w.event_id = r.event_id and w.state = 'waiting' and w.queue_number <= r.queue_number) as position
      from registration r where r.event_id = ${event} and r.person_id = any(${joined}::uuid[])`.execute(
      tx.sql,
    );
    for (const { person, position } of rows) tellPlace(tx, event, person, 'waiting', position);
  }
}

interface CountRow extends Omit<PlaceRules, 'mode' | 'opensAt' | 'closesAt' | 'withdrawUntil'> {
  mode: PlaceRules['mode'] | null;
  opensAt: Date | string | null;
  closesAt: Date | string | null;
  withdrawUntil: Date | string | null;
  confirmed: number;
  waiting: number;
  pending: number;
  kept: number;
}

const noticeOf = {
  invited: null,
  pending: 'received',
  waiting: 'waiting',
  confirmed: null,
  declined: 'declined',
} as const satisfies Record<Exclude<RegistrationState, 'withdrawn'>, string | null>;

/** Whoever gives up a place by themselves has it in their calendar; who only waited knows what they have done. */
function leavingNotice(from: RegistrationState | null, byOrganiser: boolean): 'removed' | 'withdrawn' | null {
  if (byOrganiser) return 'removed';
  return from === 'confirmed' ? 'withdrawn' : null;
}

/** Through some connections timestamps come as PostgreSQL prints them. */
const date = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

function tellPlace(
  tx: Tx,
  event: string,
  person: string,
  state: RegistrationState,
  position: number | null,
): void {
  tx.change(streamName(ownPlaceStream, { event, person }), { put: { place: { mine: { state, position } } } });
}
