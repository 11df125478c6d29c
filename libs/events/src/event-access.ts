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

/** What leads to an event: outside of transactions also one of its sessions. */
type WhichEvent = { slug: string } | { id: string };

/** The one way from a slug or id to an event: what a caller may not see does not exist. */
@Injectable()
export class EventAccess {
  // Outside of transactions: a hall that comes in at once is a few look-ups.
  private readonly byId = new Gathered<string, EventForCaller>((keys) => this.readTogether('id', keys));
  private readonly bySession = new Gathered<string, EventForCaller>((keys) =>
    this.readTogether('session', keys),
  );

  constructor(@Inject(Database) private readonly database: Database) {}

  /**
   * The event with the caller's roles in it.
   * @throws Problem not_found when there is none, or it is a draft and the caller has no role in it
   */
  async find(call: Call, event: WhichEvent, tx?: Tx): Promise<EventForCaller> {
    return visible(await this.read(call.actor?.person, event, tx));
  }

  /** The event of a session. @throws Problem not_found as in `find` */
  async findOfSession(call: Call, session: string): Promise<EventForCaller> {
    return visible(await this.bySession.find(keyOf(session, call.actor?.person)));
  }

  /** @throws Problem forbidden when the caller has none of these roles; not_found as in `find` */
  async findAs(call: Call, event: WhichEvent, roles: EventRole[], tx?: Tx): Promise<EventForCaller> {
    const found = await this.find(call, event, tx);
    if (!roles.some((role) => found.roles.has(role))) throw new Problem('forbidden');
    return found;
  }

  private async read(
    person: string | undefined,
    event: WhichEvent,
    tx?: Tx,
  ): Promise<EventForCaller | undefined> {
    if (!tx && 'id' in event) return this.byId.find(keyOf(event.id, person));
    const which = 'id' in event ? sql`e.id = ${event.id}` : sql`e.slug = ${event.slug}`;
    const { rows } = await asMet(which, sql`${person ? [person] : []}`).execute(tx?.sql ?? this.database.sql);
    return rows[0] && forCaller(this.entityOf(rows[0], tx?.em), rows[0], person);
  }

  private async readTogether(by: 'id' | 'session', keys: string[]): Promise<Map<string, EventForCaller>> {
    const asked = keys.map((key) => {
      const [id = '', person] = key.split(' ');
      return { key, id, person: person === '' ? undefined : person };
    });
    const ids = [...new Set(asked.map(({ id }) => id))];
    const persons = [...new Set(asked.flatMap(({ person }) => person ?? []))];
    const rows = await this.database.prepared(`events as met by ${by}`, together[by], [ids, persons]);
    const met = new Map(
      rows.flatMap((row) => {
        const found = { row, event: this.entityOf(row) };
        return row.askedAs.map((id) => [id, found] as const);
      }),
    );
    return new Map(
      asked.flatMap(({ key, id, person }) => {
        const found = met.get(id);
        return found ? [[key, forCaller(found.event, found.row, person)] as const] : [];
      }),
    );
  }

  /** As the ORM would have read it, and known to it: what changes is written. */
  private entityOf(
    { callerRoles: _, callerGuests: __, askedAs: ___, ...columns }: AsMet,
    em = this.database.em(),
  ): EventEntity {
    const data = em.getDriver().mapResult<EventEntity>(columns, em.getMetadata(EventEntity));
    if (!data) throw new Error('the event was not read');
    return em.merge(EventEntity, data, { convertCustomTypes: true, validate: false });
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
/**
 * In SQL: those of some people who may vote, answer and ask in an event; the same as `find` says of roles and guests.
 * One row of `person_id` a role: somebody may come twice. Asked of all at once, it reads their rows alone; asked of each,
 * PostgreSQL would read everybody's in the event first.
 * @param people an array of ids
 */
export const thoseWhoMayAskSql = (
  event: string | Fragment<unknown>,
  people: Fragment<unknown>,
): Fragment<{ person_id: string }> => sql<{ person_id: string }>`
  select mr.person_id from event_role mr where mr.event_id = ${event} and mr.person_id = any(${people})
  union all select mg.person_id from event_guest mg join event me on me.id = mg.event_id
  where mg.event_id = ${event} and mg.person_id = any(${people}) and me.guests = 'ask' and me.state = 'published'`;

/** The roles that run an event. */
export const organisers: EventRole[] = ['owner', 'organiser'];
/** The roles that run a live room. */
export const moderators: EventRole[] = ['owner', 'organiser', 'moderator'];

/** A row of `event` as some people meet it. */
interface AsMet extends Record<string, unknown> {
  callerRoles: Record<string, EventRole[]>;
  /** Who of them came in as guests. */
  callerGuests: string[];
  /** The ids by which it was asked for. */
  askedAs: string[];
}

/**
 * @param which a condition on the event `e`
 * @param persons an array of ids
 * @param asked the ids by which it was asked for, an array too
 */
const asMet = (
  which: Fragment<unknown>,
  persons: Fragment<unknown>,
  asked: Fragment<unknown> = sql`array[e.id]`,
): Fragment<AsMet> => sql<AsMet>`
  select e.*, ${asked}::text[] as "askedAs",
    (select coalesce(jsonb_object_agg(person, roles), '{}') from (
      select r.person_id as person, jsonb_agg(r.role) as roles from event_role r
      where r.event_id = e.id and r.person_id = any(${persons}::uuid[]) group by 1) held) as "callerRoles",
    array(select g.person_id::text from event_guest g
      where g.event_id = e.id and g.person_id = any(${persons}::uuid[])) as "callerGuests"
  from event e where ${which}`;

const sessionsAsked = sql`select s.id from session s where s.event_id = e.id and s.id = any($1::uuid[])`;
/** `$1` the ids, `$2` the persons. */
const together = {
  id: asMet(sql`e.id = any($1::uuid[])`, sql`$2`),
  session: asMet(
    sql`e.id in (select s.event_id from session s where s.id = any($1::uuid[]))`,
    sql`$2`,
    sql`array(${sessionsAsked})`,
  ),
};

const keyOf = (id: string, person: string | undefined): string => `${id.toLowerCase()} ${person ?? ''}`;

function visible(found: EventForCaller | undefined): EventForCaller {
  if (!found || (found.event.state === 'draft' && found.roles.size === 0)) throw new Problem('not_found');
  return found;
}

function forCaller(event: EventEntity, row: AsMet, person: string | undefined): EventForCaller {
  const roles = new Set(person === undefined ? [] : row.callerRoles[person]);
  const isGuest = person !== undefined && roles.size === 0 && row.callerGuests.includes(person);
  return { event, roles, guest: isGuest && event.guests !== 'off' ? event.guests : null };
}
