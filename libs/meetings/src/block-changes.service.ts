import type { RouteAnswer, RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { MeetingBlockEntity } from './block.entity.js';
import { BlocksService, checkCategories, toContract } from './blocks.service.js';
import { planSlots } from './slot-plan.js';
import { applyPlan, inTheWay, readSlots } from './slots.js';

type Change = RouteParsed<typeof routes.changeMeetingBlock>['body'];
type Asked = RouteParsed<typeof routes.checkMeetingBlock>['body'];
type Answers = {
  use: RouteAnswer<typeof routes.listBlockUse>;
  check: RouteAnswer<typeof routes.checkMeetingBlock>;
  change: RouteAnswer<typeof routes.changeMeetingBlock>;
};

/** Organisers change blocks and take them out; meetings that are booked come to no harm. */
@Injectable()
export class BlockChangesService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(BlocksService) private readonly blocks: BlocksService,
  ) {}

  /** Blocks in order of time, with what is booked in them. @throws Problem forbidden for who does not organise */
  async use(call: Call, slug: string): Promise<Answers['use']> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const found = await this.database
      .em()
      .find(MeetingBlockEntity, { event: event.id }, { orderBy: { startsAt: 'asc', id: 'asc' } });
    const { rows } = await sql<{ block: string; slots: number; meetings: number }>`
      select b.id as block,
        (select count(*)::int from meeting_slot s where s.block_id = b.id and not s.closed) as slots,
        (select count(*)::int from meeting m join meeting_slot s on s.id = m.slot_id
          where s.block_id = b.id and m.state <> 'cancelled') as meetings
      from meeting_block b where b.event_id = ${event.id}`.execute(this.database.sql);
    const { rows: people } = await sql<{ category: string; count: number }>`
      select category, count(*)::int as count from registration
      where event_id = ${event.id} and state = 'confirmed' group by category`.execute(this.database.sql);
    const counts = new Map(rows.map(({ block, ...rest }) => [block, rest]));
    return {
      blocks: found.flatMap((block) => {
        const { slots = 0, meetings = 0 } = counts.get(block.id) ?? {};
        // One that is taken out is of interest as long as somebody meets in it.
        if (block.closed && meetings === 0) return [];
        return [{ ...toContract(block), closed: block.closed, slots, meetings }];
      }),
      people: Object.fromEntries(people.map(({ category, count }) => [category, count])),
    };
  }

  /** Nothing is written. @throws Problem forbidden for who does not organise the event; not_found */
  async check(call: Call, slug: string, id: string, { change }: Asked): Promise<Answers['check']> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const block = await this.database.em().findOne(MeetingBlockEntity, { id, event: event.id });
    if (!block) throw new Problem('not_found');
    return this.database.snapshot(async (database) => {
      const wanted = change && { ...toContract(block), ...change };
      const plan = planSlots(await readSlots(database, id), wanted);
      const { length: removed } = [...plan.close, ...plan.drop];
      const stands = await inTheWay(database, id, plan, wanted ? wanted.tables : null);
      return { slots: plan.open, added: plan.add.length + plan.reopen.length, removed, inTheWay: stands };
    });
  }

  /** @throws Problem forbidden; not_found; invalid_input; block_in_use with `count` unless meetings are kept */
  async change(call: Call, slug: string, id: string, { change, keep }: Change): Promise<Answers['change']> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await checkCategories(tx, event, change.categories);
      return this.blocks.change(tx, event.id, id, change, keep);
    });
  }

  /**
   * Takes a block out: for good where nobody has ever had a meeting in it.
   * @returns how many booked meetings stay @throws Problem forbidden; not_found; block_in_use with `count`
   */
  async remove(call: Call, slug: string, id: string, keep: boolean): Promise<{ meetings: number }> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const block = await tx.em.findOne(MeetingBlockEntity, { id, event: event.id });
      if (!block) throw new Problem('not_found');
      const slots = await readSlots(tx.sql, id, true);
      const plan = planSlots(slots, null);
      const stands = await inTheWay(tx.sql, id, plan, null);
      if (stands.length > 0 && !keep) throw new Problem('block_in_use', { count: stands.length });
      await applyPlan(tx, id, plan);
      if (slots.some(({ known }) => known > 0)) {
        block.closed = true;
        await tx.em.flush();
      } else {
        await sql`delete from meeting_block where id = ${id}`.execute(tx.sql);
      }
      return { meetings: stands.length };
    });
  }
}
