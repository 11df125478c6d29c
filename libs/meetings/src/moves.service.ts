import type { Meeting, RouteParsed, routes, Slot } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { openTo } from './block-rules.js';
import { freeTable } from './free-table.js';
import { tellAll } from './views.js';

type Wish = RouteParsed<typeof routes.moveMeeting>['body'];

interface Booked {
  id: string;
  request: string;
  slot: string;
  table: number | null;
  people: string[];
}
interface FreeSlot {
  id: string;
  block: string;
  startsAt: Date;
  endsAt: Date;
  tables: number | null;
}
const mostOffered = 1_000;

/** Booked meetings to another time, in one step: no moment in which either of the two has lost it. */
@Injectable()
export class MovesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The slots to come in which all of a meeting's people are free, but for this meeting, and a table is left.
   * @throws Problem not_found for everybody but its people and the event's organisers
   */
  async slots(call: Call, slug: string, meeting: string): Promise<Slot[]> {
    const { event } = await this.find(call, slug);
    const booked = await this.look(this.database.sql, call, event, meeting);
    const free = await this.free(this.database.sql, event, booked, mostOffered);
    return free.map(({ id, block, startsAt, endsAt }) => ({
      ...{ id, block },
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
  }

  /**
   * Moves it to the slot wished for, else to the next that suits both and keeps out of `avoid`. All are told.
   * @throws Problem not_found; request_state unless it is booked; slot_past, slot_taken, person_busy
   */
  async move(call: Call, slug: string, meeting: string, { slot, avoid }: Wish): Promise<Meeting | null> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.find(call, slug, tx);
      const booked = await this.look(tx.sql, call, event, meeting);
      await this.lock(tx, booked);
      const free = (await this.free(tx.sql, event, booked, mostOffered)).filter(
        ({ startsAt, endsAt }) =>
          !avoid || endsAt <= new Date(avoid.startsAt) || startsAt >= new Date(avoid.endsAt),
      );
      const chosen = slot === null ? free[0] : free.find(({ id }) => id === slot);
      if (!chosen) throw new Problem(slot === null ? 'no_free_slot' : 'slot_taken');
      await this.take(tx, event.id, booked, chosen);
      tx.fact('meeting.moved', { event: event.id, meeting });
      const seen = await tellAll(tx, { requests: [booked.request], meetings: [meeting] }, personOf(call));
      return seen.meeting ?? null;
    });
  }

  private async find(call: Call, slug: string, tx?: Tx): Promise<{ event: EventEntity }> {
    personOf(call);
    return this.access.find(call, { slug }, tx);
  }

  private async look(database: Sql, call: Call, event: EventEntity, id: string): Promise<Booked> {
    const me = personOf(call);
    const { rows } = await sql<Booked & { state: Meeting['state']; endsAt: Date }>`
      select m.id, m.request_id as request, m.slot_id as slot, m.table_number as "table", m.state, m.ends_at as "endsAt",
        array(select person_id::text from meeting_person where meeting_id = m.id order by 1) as people
      from meeting m where m.id = ${id} and m.event_id = ${event.id}`.execute(database);
    const booked = rows[0];
    const roles = await this.access.rolesOf(database, event.id, me);
    if (!booked || (!booked.people.includes(me) && !organisers.some((role) => roles.has(role))))
      throw new Problem('not_found');
    const over = new Date(booked.endsAt) <= eventNow(event, this.clock.now());
    if (booked.state !== 'booked' || over) throw new Problem('request_state', { state: booked.state });
    return booked;
  }

  /** The meeting first, as whoever calls it off does. What was read before may have changed meanwhile. */
  private async lock(tx: Tx, { id, slot }: Booked): Promise<void> {
    const { rows } = await sql<{ state: Meeting['state']; slot: string }>`
      select state, slot_id as slot from meeting where id = ${id} for update`.execute(tx.sql);
    if (rows[0]?.state !== 'booked')
      throw new Problem('request_state', { state: rows[0]?.state ?? 'cancelled' });
    if (rows[0].slot !== slot) throw new Problem('conflict');
  }

  private async free(database: Sql, event: EventEntity, booked: Booked, limit: number): Promise<FreeSlot[]> {
    const { rows } = await sql<FreeSlot>`
      select s.id, s.block_id as block, s.starts_at as "startsAt", s.ends_at as "endsAt", b.tables
      from meeting_block b join meeting_slot s on s.block_id = b.id
      where b.event_id = ${event.id} and s.id <> ${booked.slot} and not s.closed
        and ${openTo(sql`${booked.people}::uuid[]`)}
        and s.starts_at > ${eventNow(event, this.clock.now())}::timestamptz
        and not exists (select from commitment c where c.person_id = any(${booked.people}::uuid[])
          and c.ref <> ${booked.id} and tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at))
        and (b.tables is null or b.tables >
          (select count(*) from meeting m where m.slot_id = s.id and m.state <> 'cancelled'))
      order by s.starts_at, s.id limit ${limit}`.execute(database);
    return rows.map((row) => ({
      ...row,
      startsAt: new Date(row.startsAt),
      endsAt: new Date(row.endsAt),
    }));
  }

  private async take(tx: Tx, event: string, booked: Booked, slot: FreeSlot): Promise<void> {
    await this.commitments.release(tx, [booked.id]);
    const times = { startsAt: slot.startsAt, endsAt: slot.endsAt };
    const busy = await this.commitments.take(
      tx,
      booked.people.map((person) => ({ person, event, kind: 'meeting', ref: booked.id, ...times })),
    );
    if (busy.length) throw new Problem('person_busy', { who: 'other' });
    const table = await freeTable(tx, slot, booked.table);
    const moved = await sql`
      update meeting set slot_id = ${slot.id}, table_number = free.number, starts_at = ${slot.startsAt}::timestamptz,
        ends_at = ${slot.endsAt}::timestamptz
      from ${table} where meeting.id = ${booked.id}`.execute(tx.sql);
    if (moved.numAffectedRows !== 1n) throw new Problem('slot_taken');
    await sql`update meeting_person set entered_at = null where meeting_id = ${booked.id}`.execute(tx.sql);
  }
}
