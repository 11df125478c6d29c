import { EventAccess, type EventEntity } from '@foyer/events';
import { Database, Problem, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { agendaEditors } from './agenda.policy.js';
import { Timetable } from './timetable.js';

/** How organisers write the agenda: one of them at a time. */
@Injectable()
export class Editing {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Timetable) private readonly timetable: Timetable,
  ) {}

  /**
   * One transaction by an editor of the agenda, alone at it.
   * @throws Problem forbidden for who does not organise the event
   */
  async write<T>(call: Call, slug: string, work: (tx: Tx, event: EventEntity) => Promise<T>): Promise<T> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, agendaEditors, tx);
      await this.timetable.lock(tx, event.id);
      return work(tx, event);
    });
  }
}

/** @throws Problem not_found where there is nothing */
export function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Problem('not_found');
  return thing;
}
