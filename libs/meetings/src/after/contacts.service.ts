import { meetingAfterStream, streamName, type Contact, type ContactCard } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, requireRegistered } from '../attendees.js';
import { spokenOf } from './after.views.js';
import { contactsSeen, ownCard } from './contacts.views.js';

/** People one met, and what they give each other: nothing before both have agreed. */
@Injectable()
export class ContactsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem not_registered */
  async list(
    call: Call,
    slug: string,
  ): Promise<{ event: EventEntity; contacts: Contact[]; mine: ContactCard }> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, me);
    const now = eventNow(event, this.clock.now());
    return this.database.snapshot(async (database) => {
      const mine = await ownCard(database, event.id, me);
      if (!mine) throw new Problem('not_registered');
      return { event, mine, contacts: await contactsSeen(database, { event: event.id, me, now }) };
    });
  }

  /** The card that somebody has given the caller. @throws Problem not_found before it was given */
  async card(call: Call, slug: string, person: string): Promise<{ event: EventEntity; contact: Contact }> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    const now = eventNow(event, this.clock.now());
    const [contact] = await contactsSeen(this.database.sql, { event: event.id, me, now, who: person });
    if (!contact?.card) throw new Problem('not_found');
    return { event, contact };
  }

  /**
   * Offers the caller's contact, or takes the offer back. Who agrees and who takes back at the same moment meet at the
   * pair's row: either both hold the other's card, or the offer is gone.
   * @throws Problem not_registered; not_found for who was in no meeting with the caller; request_state before it has
   *   begun; contacts_exchanged when it is too late to take it back
   */
  async share(
    call: Call,
    slug: string,
    other: string,
    { shared, phone }: { shared: boolean; phone?: string | undefined },
  ): Promise<Contact> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await requireRegistered(tx.sql, event.id, me);
      const now = eventNow(event, this.clock.now());
      await requireMet(tx, event.id, me, other, now);
      const pair = await lockPair(tx, event.id, me, other);
      if (!shared && pair.exchanged) throw new Problem('contacts_exchanged');
      // What was agreed on stays as it was given.
      if (!pair.exchanged) {
        const own = shared ? await ownCard(tx.sql, event.id, me) : null;
        const card = own && JSON.stringify({ ...own, phone: phone ?? null });
        const [mine, theirs] = me < other ? [sql`low_card`, sql`high_card`] : [sql`high_card`, sql`low_card`];
        await sql`
          update contact_exchange set ${mine} = ${card}::jsonb, changes = changes + 1,
            exchanged_at = case when ${card}::jsonb is not null and ${theirs} is not null then ${now}::timestamptz end
          where event_id = ${event.id} and low_id = ${pair.low} and high_id = ${pair.high}`.execute(tx.sql);
        // Who offers what they have offered already changes nothing for the other.
        if (shared && !pair.mine)
          tx.fact('contact.offered', { event: event.id, from: me, to: other, exchanged: pair.theirs });
      }
      const mine = await this.tell(tx, event.id, me, other, now);
      await this.tell(tx, event.id, other, me, now);
      return mine;
    });
  }

  private async tell(tx: Tx, event: string, viewer: string, other: string, now: Date): Promise<Contact> {
    const [contact] = await contactsSeen(tx.sql, { event, me: viewer, now, who: other });
    const { rows } = await sql<{ changes: number }>`
      select changes from contact_exchange where event_id = ${event}
        and low_id = least(${viewer}::uuid, ${other}::uuid) and high_id = greatest(${viewer}::uuid, ${other}::uuid)`.execute(
      tx.sql,
    );
    const state = contact?.state ?? 'none';
    tx.change(streamName(meetingAfterStream, { event, person: viewer }), {
      put: { contact: { [other]: { person: other, state, changes: rows[0]?.changes ?? 0 } } },
    });
    if (!contact) throw new Problem('not_found');
    return contact;
  }
}

/** @throws Problem not_found unless they have a meeting together; request_state before the first of them begins */
async function requireMet(tx: Tx, event: string, me: string, other: string, now: Date): Promise<void> {
  const { rows } = await sql<{ begun: boolean }>`
    select m.starts_at <= ${now} as begun from meeting m
    where m.event_id = ${event} and m.state = any(${spokenOf}::text[])
      and exists (select from meeting_person where meeting_id = m.id and person_id = ${me})
      and exists (select from meeting_person where meeting_id = m.id and person_id = ${other}) and ${me} <> ${other}
    order by m.starts_at limit 1`.execute(tx.sql);
  const first = rows[0];
  if (!first) throw new Problem('not_found');
  if (!first.begun) throw new Problem('request_state');
}

async function lockPair(
  tx: Tx,
  event: string,
  me: string,
  other: string,
): Promise<{ low: string; high: string; mine: boolean; theirs: boolean; exchanged: boolean }> {
  const [low, high] = me < other ? [me, other] : [other, me];
  await sql`insert into contact_exchange (event_id, low_id, high_id) values (${event}, ${low}, ${high})
    on conflict do nothing`.execute(tx.sql);
  const { rows } = await sql<{ low: boolean; high: boolean; exchanged: boolean }>`
    select low_card is not null as low, high_card is not null as high, exchanged_at is not null as exchanged
    from contact_exchange
    where event_id = ${event} and low_id = ${low} and high_id = ${high} for update`.execute(tx.sql);
  const given = rows[0] ?? { low: false, high: false, exchanged: false };
  const [mine, theirs] = me === low ? [given.low, given.high] : [given.high, given.low];
  return { low, high, mine, theirs, exchanged: given.exchanged };
}
