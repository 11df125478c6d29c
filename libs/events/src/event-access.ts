import type { EventRole, GuestRight } from '@foyer/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Database, Gathered, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { EventEntity } from './event.entity.js';

/** An event as one caller meets it. */
export interface EventForCaller {
  event: EventEntity;
  roles: ReadonlySet<EventRole>;
  /** What they may who have no role and came in as guests; null for everybody else. */
  guest: GuestRight | null;
}

/** The one way from a slug or id to an event: what a caller may not see does not exist. */
@Injectable()
export class EventAccess {
  // Outside of transactions: a hall that comes in at once is a few look-ups.
  private readonly byId = new Gathered<string, EventEntity>((ids) => this.readById(ids));
  private readonly roleLookups = new Gathered<string, EventRole[]>((keys) => this.readRoles(keys));

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * The event with the caller's roles in it.
   * @throws Problem not_found when there is none, or it is a draft and the caller has no role in it
   */
  async find(call: Call, event: { slug: string } | { id: string }, tx?: Tx): Promise<EventForCaller> {
    const found = await this.findEvent(event, tx);
    if (!found) throw new Problem('not_found');
    const roles = tx
      ? await this.rolesOf(tx.sql, found.id, call.actor?.person)
      : await this.gatheredRoles(found.id, call.actor?.person);
    if (found.state === 'draft' && roles.size === 0) throw new Problem('not_found');
    const guest = roles.size === 0 ? await this.guestRight(tx?.sql ?? this.database.sql, found, call) : null;
    return { event: found, roles, guest };
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

  private async findEvent(event: { slug: string } | { id: string }, tx?: Tx): Promise<EventEntity | null> {
    if (!tx && 'id' in event) return (await this.byId.find(event.id.toLowerCase())) ?? null;
    return (tx?.em ?? this.database.em()).findOne(EventEntity, event);
  }

  private async readById(ids: string[]): Promise<Map<string, EventEntity>> {
    const events = await this.database.em().find(EventEntity, { id: { $in: ids } });
    return new Map(events.map((event) => [event.id, event]));
  }

  private async gatheredRoles(event: string, person: string | undefined): Promise<ReadonlySet<EventRole>> {
    if (!person) return new Set();
    return new Set(await this.roleLookups.find(`${event} ${person}`));
  }

  private async readRoles(keys: string[]): Promise<Map<string, EventRole[]>> {
    const pairs = keys.map((key) => key.split(' '));
    const { rows } = await sql<{ key: string; roles: EventRole[] }>`
      select r.event_id || ' ' || r.person_id as key, array_agg(r.role) as roles
      from unnest(${pairs.map(([event]) => event)}::uuid[], ${pairs.map(([, person]) => person)}::uuid[]) as k(event, person)
      join event_role r on r.event_id = k.event and r.person_id = k.person group by 1`.execute(
      this.database.sql,
    );
    return new Map(rows.map(({ key, roles }) => [key, roles]));
  }

  private async guestRight(database: Sql, event: EventEntity, call: Call): Promise<GuestRight | null> {
    if (event.guests === 'off' || !call.actor) return null;
    const { rows } = await sql`
      select from event_guest where event_id = ${event.id} and person_id = ${call.actor.person}`.execute(
      database,
    );
    return rows.length > 0 ? event.guests : null;
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

  /** `grant` and `revoke` for many in one statement. */
  async grantAll(tx: Tx, event: string, persons: readonly string[], role: EventRole): Promise<void> {
    await sql`
      insert into event_role (event_id, person_id, role)
      select ${event}::uuid, person, ${role} from unnest(${persons}::uuid[]) as person order by person
      on conflict do nothing`.execute(tx.sql);
  }
  async revokeAll(tx: Tx, event: string, persons: readonly string[], role: EventRole): Promise<void> {
    await sql`
      delete from event_role where event_id = ${event} and person_id = any(${persons}::uuid[]) and role = ${role}`.execute(
      tx.sql,
    );
  }

  async revoke(tx: Tx, event: string, person: string, role: EventRole): Promise<void> {
    await sql`delete from event_role where event_id = ${event} and person_id = ${person} and role = ${role}`.execute(
      tx.sql,
    );
  }
}

type Fragment<T> = ReturnType<typeof sql<T>>;
/** In SQL: whether a person may vote, answer and ask in an event; the same as `find` says of roles and guests. */
export const mayAskSql = (
  event: string | Fragment<unknown>,
  person: Fragment<unknown>,
): Fragment<boolean> => sql<boolean>`(
  exists (select from event_role mr where mr.event_id = ${event} and mr.person_id = ${person})
  or exists (select from event_guest mg join event me on me.id = mg.event_id
    where mg.event_id = ${event} and mg.person_id = ${person} and me.guests = 'ask' and me.state = 'published'))`;

/** The roles that run an event. */
export const organisers: EventRole[] = ['owner', 'organiser'];
/** The roles that run a live room. */
export const moderators: EventRole[] = ['owner', 'organiser', 'moderator'];
