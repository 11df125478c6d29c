import type { EventRole } from '@foyer/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Database, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { EventEntity } from './event.entity.js';

/** An event as one caller meets it. */
export interface EventForCaller {
  event: EventEntity;
  roles: ReadonlySet<EventRole>;
}

/** The one way from a slug or id to an event: what a caller may not see does not exist. */
@Injectable()
export class EventAccess {
  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * The event with the caller's roles in it.
   * @throws Problem not_found when there is none, or it is a draft and the caller has no role in it
   */
  async find(call: Call, event: { slug: string } | { id: string }, tx?: Tx): Promise<EventForCaller> {
    const em = tx?.em ?? this.database.em();
    const found = await em.findOne(EventEntity, event);
    if (!found) throw new Problem('not_found');
    const roles = await this.rolesOf(tx?.sql ?? this.database.sql, found.id, call.actor?.person);
    if (found.state === 'draft' && roles.size === 0) throw new Problem('not_found');
    return { event: found, roles };
  }

  /** @throws Problem forbidden when the caller has none of these roles; not_found as in `find` */
  async findAs(
    call: Call,
    event: { slug: string } | { id: string },
    roles: EventRole[],
    tx?: Tx,
  ): Promise<EventForCaller> {
    const found = await this.find(call, event, tx);
    if (!roles.some((role) => found.roles.has(role))) throw new Problem('forbidden');
    return found;
  }

  async rolesOf(database: Sql, event: string, person: string | undefined): Promise<ReadonlySet<EventRole>> {
    if (!person) return new Set();
    const { rows } = await sql<{ role: EventRole }>`
      select role from event_role where event_id = ${event} and person_id = ${person}`.execute(database);
    return new Set(rows.map((row) => row.role));
  }

  /** Gives a role; giving it again changes nothing. */
  async grant(tx: Tx, event: string, person: string, role: EventRole): Promise<void> {
    await sql`
      insert into event_role (event_id, person_id, role) values (${event}, ${person}, ${role})
      on conflict do nothing`.execute(tx.sql);
  }

  async revoke(tx: Tx, event: string, person: string, role: EventRole): Promise<void> {
    await sql`delete from event_role where event_id = ${event} and person_id = ${person} and role = ${role}`.execute(
      tx.sql,
    );
  }
}

/** The roles that run an event. */
export const organisers: EventRole[] = ['owner', 'organiser'];
/** The roles that run a live room. */
export const moderators: EventRole[] = ['owner', 'organiser', 'moderator'];
