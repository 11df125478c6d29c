import { maxSlots, slotTimes, type MeetingBlock, type RouteParsed, type routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MeetingBlockEntity } from './block.entity.js';

export type NewBlock = RouteParsed<(typeof routes)['createMeetingBlock']>['body'];

/** The times set apart for meetings. */
@Injectable()
export class BlocksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem forbidden for who does not organise the event; invalid_input as in `add` */
  async create(call: Call, slug: string, input: NewBlock): Promise<MeetingBlock> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      return this.add(tx, event.id, input);
    });
  }

  /**
   * Makes a block and all its slots; for imports, within their own transaction.
   * @throws Problem invalid_input where no slot fits in, or more than a block may have
   */
  async add(tx: Tx, event: string, input: NewBlock): Promise<MeetingBlock> {
    const times = slotTimes(input);
    if (times.length === 0) throw refused('/endsAt', 'leaves no room for a slot');
    if (times.length > maxSlots) throw refused('/slotMinutes', `makes more than ${maxSlots} slots`);
    checkTables(input);
    const block = tx.em.create(MeetingBlockEntity, {
      ...input,
      event,
      startsAt: new Date(input.startsAt),
      endsAt: new Date(input.endsAt),
    });
    await tx.em.flush();
    await sql`
      insert into meeting_slot (block_id, starts_at, ends_at)
      select ${block.id}, "startsAt", "endsAt"
      from jsonb_to_recordset(${JSON.stringify(times)}::jsonb) as t("startsAt" timestamptz, "endsAt" timestamptz)`.execute(
      tx.sql,
    );
    return toContract(block);
  }

  /**
   * Changes a block; for imports, within their own transaction. Other times mean other slots, and those only a block
   * may get in which nobody has ever had a meeting.
   * @throws Problem conflict where meetings stand in the way; invalid_input as in `add`
   */
  async change(tx: Tx, event: string, was: MeetingBlock, input: NewBlock): Promise<MeetingBlock> {
    const slotsOf = (block: NewBlock): string =>
      slotTimes(block)
        .map(({ startsAt }) => startsAt)
        .join();
    const sameSlots = was.slotMinutes === input.slotMinutes && slotsOf(was) === slotsOf(input);
    if (sameSlots) {
      checkTables(input);
      const block = await tx.em.findOneOrFail(MeetingBlockEntity, { id: was.id, event });
      tx.em.assign(block, { ...input, startsAt: new Date(input.startsAt), endsAt: new Date(input.endsAt) });
      await tx.em.flush();
      return toContract(block);
    }
    // The slots' rows are locked, so that no booking slips in between the look and the deletion.
    await sql`select from meeting_slot where block_id = ${was.id} order by id for update`.execute(tx.sql);
    const { rows } = await sql`
      select from meeting m join meeting_slot s on s.id = m.slot_id where s.block_id = ${was.id} limit 1`.execute(
      tx.sql,
    );
    if (rows.length) throw new Problem('conflict');
    await sql`delete from meeting_block where id = ${was.id} and event_id = ${event}`.execute(tx.sql);
    return this.add(tx, event, input);
  }

  /** The event's blocks as a transaction sees them, in order of time. */
  async within(tx: Tx, event: string): Promise<MeetingBlock[]> {
    const blocks = await tx.em.find(
      MeetingBlockEntity,
      { event, closed: false },
      { orderBy: { startsAt: 'asc', id: 'asc' } },
    );
    return blocks.map(toContract);
  }

  /** The event's blocks in order of time. */
  async list(call: Call, slug: string): Promise<MeetingBlock[]> {
    const { event } = await this.access.find(call, { slug });
    const blocks = await this.database
      .em()
      .find(
        MeetingBlockEntity,
        { event: event.id, closed: false },
        { orderBy: { startsAt: 'asc', id: 'asc' } },
      );
    return blocks.map(toContract);
  }
}

function refused(pointer: string, message: string): Problem {
  return new Problem('invalid_input', {}, [{ pointer, message }]);
}

function checkTables({ tables, tableNames }: NewBlock): void {
  if (tableNames.length > (tables ?? 0)) throw refused('/tableNames', 'more names than tables');
}

function toContract(block: MeetingBlockEntity): MeetingBlock {
  return {
    id: block.id,
    title: block.title,
    startsAt: block.startsAt.toISOString(),
    endsAt: block.endsAt.toISOString(),
    slotMinutes: block.slotMinutes,
    gapMinutes: block.gapMinutes,
    tables: block.tables ?? null,
    tableNames: block.tableNames ?? [],
    pauses: block.pauses ?? [],
    categories: block.categories ?? null,
    mode: block.mode,
  };
}
