import { maxSlots, slotTimes, type MeetingBlock, type RouteParsed, type routes } from '@foyer/contracts';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { Database, Problem, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MeetingBlockEntity } from './block.entity.js';
import { holdCategories } from './hold-categories.js';
import { planSlots } from './slot-plan.js';
import { applyPlan, insertSlots, inTheWay, numberTables, readSlots } from './slots.js';

export type NewBlock = RouteParsed<(typeof routes)['createMeetingBlock']>['body'];

/** The times set apart for meetings. */
@Injectable()
export class BlocksService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /** @throws Problem as in `create` */
  async createOne(call: Call, slug: string, input: NewBlock): Promise<MeetingBlock> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await checkCategories(tx, event, input.categories);
      return this.add(tx, event.id, input);
    });
  }

  /**
   * All of them or none.
   * @throws Problem forbidden for who does not organise the event; invalid_input as in `add`
   */
  async create(call: Call, slug: string, inputs: readonly NewBlock[]): Promise<MeetingBlock[]> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const made: MeetingBlock[] = [];
      for (const input of inputs) {
        await checkCategories(tx, event, input.categories);
        made.push(await this.add(tx, event.id, input));
      }
      return made;
    });
  }

  /**
   * Makes a block and all its slots; for imports, within their own transaction.
   * @throws Problem invalid_input where no slot fits in, or more than a block may have, or tables have too many names
   */
  async add(tx: Tx, event: string, input: NewBlock): Promise<MeetingBlock> {
    const times = checkTimes(input);
    const block = tx.em.create(MeetingBlockEntity, {
      ...input,
      event,
      startsAt: new Date(input.startsAt),
      endsAt: new Date(input.endsAt),
    });
    await tx.em.flush();
    await insertSlots(tx, block.id, times);
    return toContract(block);
  }

  /**
   * Changes a block; within the caller's transaction. Slots that stay keep their meetings; meetings whose slot goes, or
   * whose table, stand in the way unless they are kept: then they stay beside the new times.
   * @throws Problem block_in_use with `count`; invalid_input as in `add`; not_found
   */
  async change(
    tx: Tx,
    event: string,
    id: string,
    patch: Partial<NewBlock>,
    keep = false,
  ): Promise<MeetingBlock> {
    const block = await tx.em.findOne(MeetingBlockEntity, { id, event });
    if (!block) throw new Problem('not_found');
    const wanted = { ...toContract(block), ...patch };
    checkTimes(wanted);
    const plan = planSlots(await readSlots(tx.sql, id, true), wanted);
    const stands = await inTheWay(tx.sql, id, plan, wanted.tables);
    if (stands.length > 0 && !keep) throw new Problem('block_in_use', { count: stands.length });
    const counted = block.tables === null && wanted.tables !== null;
    tx.em.assign(block, {
      ...wanted,
      startsAt: new Date(wanted.startsAt),
      endsAt: new Date(wanted.endsAt),
      closed: false,
    });
    await tx.em.flush();
    await applyPlan(tx, id, plan);
    if (counted) await numberTables(tx, id);
    return toContract(block);
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

/** Until the transaction ends none of them is given up. @throws Problem invalid_input for keys that the event does not have */
export async function checkCategories(
  tx: Tx,
  event: EventEntity,
  wanted: readonly string[] | null | undefined,
): Promise<void> {
  if (!wanted?.length) return;
  const known = await holdCategories(tx, event.id);
  if (wanted.some((key) => !known.has(key)))
    throw refused('/categories', 'names a category that is not there');
}

/** @returns the times of its slots @throws Problem invalid_input */
function checkTimes(block: NewBlock): { startsAt: string; endsAt: string }[] {
  const times = slotTimes(block);
  if (times.length === 0) throw refused('/endsAt', 'leaves no room for a slot');
  if (times.length > maxSlots) throw refused('/slotMinutes', `makes more than ${maxSlots} slots`);
  if (block.tableNames.length > (block.tables ?? 0)) throw refused('/tableNames', 'more names than tables');
  return times;
}

function refused(pointer: string, message: string): Problem {
  return new Problem('invalid_input', {}, [{ pointer, message }]);
}

/** A block as others see it. */
export function toContract(block: MeetingBlockEntity): MeetingBlock {
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
