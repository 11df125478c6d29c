import { createHmac, timingSafeEqual } from 'node:crypto';
import { EventAccess } from '@foyer/events';
import { Database, ENV, Problem, sql, type Call, type Env } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';

/** Addresses of personal feeds: made, renewed, revoked, and read. */
@Injectable()
export class Feeds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** @returns null where the caller has none, or has revoked it */
  async mine(call: Call, slug: string): Promise<{ url: string | null }> {
    const person = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const { rows } = await sql<{ id: string; serial: number }>`
      select id, serial from calendar_feed
      where event_id = ${event.id} and person_id = ${person} and not revoked`.execute(this.database.sql);
    const feed = rows[0];
    return { url: feed ? this.urlOf(feed) : null };
  }

  /** A new address; the one before no longer works. */
  async renew(call: Call, slug: string): Promise<{ url: string | null }> {
    const person = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { rows } = await sql<{ id: string; serial: number }>`
        insert into calendar_feed as f (event_id, person_id, serial) values (${event.id}, ${person}, 1)
        on conflict (event_id, person_id) do update set serial = f.serial + 1, revoked = false
        returning id, serial`.execute(tx.sql);
      const feed = rows[0];
      if (!feed) throw new Error('the feed was not stored');
      return { url: this.urlOf(feed) };
    });
  }

  /** The address no longer works; again changes nothing. */
  async revoke(call: Call, slug: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await sql`
        update calendar_feed set revoked = true where event_id = ${event.id} and person_id = ${person}`.execute(
        tx.sql,
      );
      return null;
    });
  }

  /** Whose feed an address is. @throws Problem not_found for one that does not work, or no longer */
  async read(token: string): Promise<{ event: string; person: string }> {
    const [proof = '', packed = ''] = token.replace(/\.ics$/, '').split('.');
    const hex = Buffer.from(packed, 'base64url').toString('hex');
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (id.length !== 36) throw new Problem('not_found');
    const { rows } = await sql<{ event: string; person: string; serial: number }>`
      select event_id as event, person_id as person, serial from calendar_feed
      where id = ${id} and not revoked`.execute(this.database.sql);
    const feed = rows[0];
    if (!feed || !same(proof, this.proof({ id, serial: feed.serial }))) throw new Problem('not_found');
    return feed;
  }

  private urlOf(feed: { id: string; serial: number }): string {
    const packed = Buffer.from(feed.id.replaceAll('-', ''), 'hex').toString('base64url');
    return `${this.env.publicUrl}/api/calendar/${this.proof(feed)}.${packed}.ics`;
  }

  private proof({ id, serial }: { id: string; serial: number }): string {
    return createHmac('sha256', this.env.FOYER_SECRET)
      .update(`calendar-feed\0${id}\0${serial}`)
      .digest()
      .subarray(0, 18)
      .toString('base64url');
  }
}

function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
