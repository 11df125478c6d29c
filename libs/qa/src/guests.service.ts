import { createHash } from 'node:crypto';
import type { RouteParsed, routes } from '@foyer/contracts';
import { EventAccess, type EventEntity } from '@foyer/events';
import { Sessions, SignInService } from '@foyer/people';
import { Clock, Database, Limits, Problem, sql, type Call, type Sql, type Tx } from '@foyer/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { takeOver } from './guest-take-over.js';

type Body = RouteParsed<typeof routes.enterAsGuest>['body'];
/** A browser that is now in: `token` belongs into its cookie. */
export interface CameIn {
  token: string;
  expiresAt: Date;
}

const dayMilliseconds = 86_400_000;
/** A hall behind one address comes in within a minute or two: of one event, as many as sockets of an address. */
const newGuests = { times: 5_000, seconds: 600 };

/** People who come into live rooms without registering, where the event lets them. */
@Injectable()
export class GuestsService implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignInService) private readonly signIns: SignInService,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.signIns.onGuestSignedIn(takeOver);
  }

  /**
   * Lets somebody in; who is in already stays who they are.
   * @returns what the cookie needs; null where the caller's own cookie is good
   * @throws Problem not_found; guests_not_let_in; too_many_requests for too many new guests from one address
   */
  async enter(call: Call, slug: string, body: Body, userAgent: string): Promise<CameIn | null> {
    const { event, roles, guest } = await this.access.find(call, { slug });
    if (roles.size > 0 || guest !== null) return null;
    if (event.guests === 'off') throw new Problem('guests_not_let_in');
    const { actor } = call;
    const keyHash = createHash('sha256').update(body.key).digest();
    if (!actor && (await guestOf(this.database.sql, event.id, keyHash)) === undefined) {
      await this.limits.use('guests', `${event.id} address ${call.address ?? ''}`, newGuests);
    }
    return this.database.write(call, async (tx) => {
      // Whoever closes the door at this moment finds the guest, or the guest finds it closed.
      const { rows } = await sql<{ guests: string }>`
        select guests from event where id = ${event.id} for share`.execute(tx.sql);
      if (rows[0]?.guests === 'off') throw new Problem('guests_not_let_in');
      const person = actor ? actor.person : await this.someone(tx, event, keyHash, body);
      if (actor) await this.admit(tx, event, person, null);
      if (actor && !actor.guest) return null;
      // The cookie of a guest lasts as long as the event that ends last.
      const { token, expiresAt } = await this.sessions.open(tx, person, userAgent, this.until(event));
      return { token, expiresAt };
    });
  }

  /** The guest with this key, or a new one: whichever of two attempts comes first makes them. */
  private async someone(tx: Tx, event: EventEntity, keyHash: Buffer, body: Body): Promise<string> {
    const known = await guestOf(tx.sql, event.id, keyHash);
    if (known !== undefined) return known;
    const { rows } = await sql<{ id: string }>`
      insert into person (guest, name, language, time_zone, created_at)
      values (true, ${body.name ?? ''}, ${body.language ?? 'en'}, ${body.timeZone ?? event.timeZone}, ${this.clock.now()})
      returning id`.execute(tx.sql);
    const person = rows[0]?.id ?? '';
    if (await this.admit(tx, event, person, keyHash)) return person;
    await sql`delete from person where id = ${person}`.execute(tx.sql);
    const other = await guestOf(tx.sql, event.id, keyHash);
    if (other === undefined) throw new Problem('conflict');
    return other;
  }

  private async admit(tx: Tx, event: EventEntity, person: string, keyHash: Buffer | null): Promise<boolean> {
    const { numAffectedRows } = await sql`
      insert into event_guest (event_id, person_id, key_hash, came_at)
      values (${event.id}, ${person}, ${keyHash}, ${this.clock.now()})
      on conflict do nothing`.execute(tx.sql);
    return numAffectedRows === 1n;
  }

  /** Until a day after the event, and never longer than anybody stays signed in. */
  private until(event: EventEntity): Date {
    const now = this.clock.now().getTime();
    const after = Math.max(event.endsAt.getTime(), now) + dayMilliseconds;
    return new Date(Math.min(after, now + 30 * dayMilliseconds));
  }
}

async function guestOf(database: Sql, event: string, keyHash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ person: string }>`
    select g.person_id as person from event_guest g join person p on p.id = g.person_id
    where g.event_id = ${event} and g.key_hash = ${keyHash} and p.guest`.execute(database);
  return rows[0]?.person;
}
