import type { Meeting } from '@foyer/contracts';
import { Commitments } from '@foyer/agenda';
import { EventAccess } from '@foyer/events';
import { Clock, Database, databaseError, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { hasCome, isOpen, lockRoom, roomStream, type RoomMeeting } from './room-meeting.js';
import { tellAll } from './views.js';

const exclusionViolation = '23P01';

/** Going on for longer: one proposes, all who are there agree, and the database decides whether they can. */
@Injectable()
export class ExtensionsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Commitments) private readonly commitments: Commitments,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Proposes so many minutes more, or agrees to them; with the last of those there, the meeting is longer.
   * Nobody is asked for what cannot be: whether all are free is looked at when it is proposed, too.
   * @throws Problem request_state unless the room is open and I am there; conflict while something else is proposed, and
   *   when it ends at another time than the caller knows;
   *   person_busy with `who`: `me`, `other` or `both`; slot_taken when the table goes to another meeting
   */
  async propose(
    call: Call,
    slug: string,
    id: string,
    { minutes, from }: { minutes: number; from: string },
  ): Promise<{ extended: boolean; meeting: Meeting }> {
    return this.database.write(call, async (tx) => {
      const room = await lockRoom(tx, this.access, call, { slug, meeting: id }, this.clock.now());
      const { meeting, me, now } = room;
      if (!isOpen(meeting, now) || !hasCome(meeting, me) || meeting.startsAt > now)
        throw new Problem('request_state', { state: meeting.state });
      if (Date.parse(from) !== meeting.endsAt.getTime()) throw new Problem('conflict');
      const agreed = await this.agree(tx, id, minutes, me);
      const until = new Date(meeting.endsAt.getTime() + minutes * 60_000);
      const there = meeting.people.flatMap(({ person, enteredAt }) => (enteredAt ? [person] : []));
      const all = there.length > 1 && there.every((person) => agreed.includes(person));
      if (all) {
        await this.extend(tx, meeting, me, until);
        tx.change(roomStream(id), { drop: { extension: [id] } });
      } else {
        await this.check(tx, meeting, me, until);
        tx.change(roomStream(id), { put: { extension: { [id]: { minutes, agreed } } } });
      }
      return { extended: all, meeting: await this.seen(tx, meeting, me) };
    });
  }

  /** There is nothing proposed afterwards. */
  async decline(call: Call, slug: string, id: string): Promise<Meeting> {
    return this.database.write(call, async (tx) => {
      const room = await lockRoom(tx, this.access, call, { slug, meeting: id }, this.clock.now());
      await sql`delete from meeting_extension where meeting_id = ${id}`.execute(tx.sql);
      tx.change(roomStream(id), { drop: { extension: [id] } });
      return this.seen(tx, room.meeting, room.me);
    });
  }

  /** @returns who agrees now. The meeting is locked, so that two who propose at once come one after the other. */
  private async agree(tx: Tx, meeting: string, minutes: number, me: string): Promise<string[]> {
    const { rows } = await sql<{ agreed: string[] }>`
      insert into meeting_extension (meeting_id, minutes, agreed) values (${meeting}, ${minutes}, array[${me}::uuid])
      on conflict (meeting_id) do update set agreed = case
          when ${me}::uuid = any(meeting_extension.agreed) then meeting_extension.agreed
          else meeting_extension.agreed || ${me}::uuid end
        where meeting_extension.minutes = excluded.minutes
      returning agreed::text[] as agreed`.execute(tx.sql);
    if (!rows[0]) throw new Problem('conflict');
    return rows[0].agreed;
  }

  /** Whether it could be, as things are; the answer binds nobody. */
  private async check(tx: Tx, meeting: RoomMeeting, me: string, until: Date): Promise<void> {
    const people = meeting.people.map(({ person }) => person);
    const held = await this.commitments.between(tx.sql, people, meeting.endsAt, until);
    const busy = held.flatMap(({ person, ref }) => (ref === meeting.id ? [] : [person]));
    this.refuseBusy(busy, me);
    if (await this.tableTaken(tx, meeting, until)) throw new Problem('slot_taken');
  }

  private async extend(tx: Tx, meeting: RoomMeeting, me: string, until: Date): Promise<void> {
    const busy = await this.commitments.take(
      tx,
      meeting.people.map(({ person }) => ({
        ...{ person, event: meeting.event, kind: 'meeting' as const, ref: meeting.id },
        ...{ startsAt: meeting.endsAt, endsAt: until },
      })),
    );
    this.refuseBusy(busy, me);
    if (meeting.table !== null) {
      // Whoever gives away a table of these slots locks them, too.
      await sql`
        select 1 from meeting_slot where block_id = ${meeting.block}
          and tstzrange(starts_at, ends_at) && tstzrange(${meeting.endsAt}, ${until})
        order by id for no key update`.execute(tx.sql);
      if (await this.tableTaken(tx, meeting, until)) throw new Problem('slot_taken');
    }
    try {
      await sql`update meeting set ends_at = ${until} where id = ${meeting.id}`.execute(tx.sql);
    } catch (error) {
      if (databaseError(error)?.code === exclusionViolation) throw new Problem('slot_taken');
      throw error;
    }
    await sql`delete from meeting_extension where meeting_id = ${meeting.id}`.execute(tx.sql);
  }

  private async tableTaken(tx: Tx, meeting: RoomMeeting, until: Date): Promise<boolean> {
    if (meeting.table === null) return false;
    const { rows } = await sql`
      select from meeting where block_id = ${meeting.block} and table_number = ${meeting.table}
        and id <> ${meeting.id} and state <> 'cancelled'
        and tstzrange(starts_at, ends_at) && tstzrange(${meeting.endsAt}, ${until}) limit 1`.execute(tx.sql);
    return rows.length > 0;
  }

  private refuseBusy(busy: readonly string[], me: string): void {
    if (busy.length === 0) return;
    const others = busy.filter((person) => person !== me);
    throw new Problem('person_busy', {
      who: others.length === busy.length ? 'other' : others.length ? 'both' : 'me',
    });
  }

  private async seen(tx: Tx, { id, request }: RoomMeeting, me: string): Promise<Meeting> {
    const { meeting } = await tellAll(tx, { requests: [request], meetings: [id] }, me);
    if (!meeting) throw new Error(`Meeting ${id} is not seen by its people`);
    return meeting;
  }
}
