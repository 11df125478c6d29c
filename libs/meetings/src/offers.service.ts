import { sql, type Tx } from '@foyer/platform';
import { Injectable } from '@nestjs/common';
import { bookable } from './free-slots.js';

type Fragment = ReturnType<typeof sql>;

/** Time that a cancelled or moved meeting gives back. */
export interface Freed {
  slot: string;
  startsAt: Date;
  endsAt: Date;
  people: readonly string[];
}

const pair = sql`array_remove(array[q.asker_id, q.asked_id], null)`;
/** Requests that a proposed time is of use to: still open, or accepted while no time could be found. */
const hopeful = sql`(q.state = 'open'
  or (q.state = 'accepted' and not exists (select from meeting m where m.request_id = q.id)))`;
/** So many that wait are looked at when time becomes free. */
const mostLookedAt = 20;

/**
 * Keeps proposed times true. A proposal blocks nobody, so its time may go to somebody else; in the same transaction
 * the next time that suits both takes its place. Time that becomes free goes to who has waited longest.
 *
 * Whoever calls this has locked the requests (`lockRequests`) before they took anything else.
 */
@Injectable()
export class OffersService {
  /**
   * Takes away those proposed times of these requests that can no longer be booked, and puts the next one there.
   * @param among a query of ids of locked requests, or of ids alone
   * @returns the requests that have changed
   */
  async replaceLost(tx: Tx, event: string, now: Date, among: readonly string[]): Promise<string[]> {
    if (among.length === 0) return [];
    const { rows: lost } = await sql<{ request: string; slot: string; startsAt: Date; past: boolean }>`
      delete from meeting_proposal p using meeting_request q, meeting_slot s, meeting_block b
      where q.id = any(${among}::uuid[]) and p.request_id = q.id and s.id = p.slot_id and b.id = s.block_id
        and not (${bookable(pair, now, { computed: true })})
      returning p.request_id as request, p.slot_id as slot, s.starts_at as "startsAt",
        s.starts_at <= ${now}::timestamptz as past`.execute(tx.sql);
    const changed = new Set<string>();
    const offered = new Map<string, string>();
    for (const { request, slot, startsAt, past } of lost) {
      changed.add(request);
      const next = past
        ? null
        : await this.propose(tx, event, now, request, { instead: startsAt, not: slot });
      if (next === null) {
        await sql`
          update meeting_request set waiting_since = coalesce(waiting_since, ${now}::timestamptz)
          where id = ${request} and not exists (select from meeting_proposal where request_id = ${request})`.execute(
          tx.sql,
        );
      } else offered.set(request, next);
    }
    // One message, however many of its times were lost at once.
    for (const [request, slot] of offered) tx.fact('meeting.offered', { event, request, slot });
    return [...changed];
  }

  /** A query of the requests that may want time which becomes free: to be locked with the meeting's own. */
  waitingFor(event: string, now: Date, people: readonly string[]): Fragment {
    return sql`
      (select id from meeting_request q where q.event_id = ${event} and q.asked_id is not null and ${hopeful}
        and (q.waiting_since is not null or q.state = 'accepted')
        order by coalesce(q.waiting_since, q.answered_at), q.id limit ${mostLookedAt})
      union
      (select id from meeting_request q where q.event_id = ${event} and q.state = 'open' and q.asked_id is not null
        and (q.asker_id = any(${people}::uuid[]) or q.asked_id = any(${people}::uuid[]))
        and not exists (select from meeting_proposal p where p.request_id = q.id)
        order by q.asked_at, q.id limit ${mostLookedAt})`;
  }

  /**
   * Offers time that has become free to the pair that has waited longest for any: one whose time was lost, whose
   * accepted meeting found no place, or that has no other time left.
   * @param among locked requests
   * @returns the request that got it
   */
  async offerFreed(
    tx: Tx,
    event: string,
    now: Date,
    freed: Freed,
    among: readonly string[],
  ): Promise<string[]> {
    const inFreed = sql`tstzrange(s.starts_at, s.ends_at) && tstzrange(${freed.startsAt}, ${freed.endsAt})`;
    const free = bookable(pair, now, { computed: true });
    const { rows } = await sql<{ request: string }>`
      select q.id as request from meeting_request q
      where q.id = any(${among}::uuid[]) and q.event_id = ${event} and q.asked_id is not null and ${hopeful}
        and exists (select from meeting_block b join meeting_slot s on s.block_id = b.id
          where b.event_id = q.event_id and ${inFreed} and ${free}
            and not exists (select from meeting_proposal p where p.request_id = q.id and p.slot_id = s.id))
        and (q.waiting_since is not null or q.state = 'accepted' or not exists (
          select from meeting_block b join meeting_slot s on s.block_id = b.id
          where b.event_id = q.event_id and not (${inFreed}) and ${free}))
      order by coalesce(q.waiting_since, q.answered_at, q.asked_at), q.id limit 1`.execute(tx.sql);
    const first = rows[0]?.request;
    if (first === undefined) return [];
    const slot = await this.propose(tx, event, now, first, { within: inFreed });
    if (slot === null) return [];
    await sql`update meeting_request set waiting_since = null where id = ${first}`.execute(tx.sql);
    tx.fact('meeting.offered', { event, request: first, slot });
    return [first];
  }

  /** @returns the slot that now stands among what is proposed; null where none suits */
  private async propose(
    tx: Tx,
    event: string,
    now: Date,
    request: string,
    wish: { instead?: Date; not?: string; within?: Fragment },
  ): Promise<string | null> {
    const after = wish.instead ?? now;
    const { rows } = await sql<{ slot: string }>`
      insert into meeting_proposal (request_id, slot_id, instead_of)
      select q.id, s.id, ${wish.instead ?? null}::timestamptz
      from meeting_request q join meeting_block b on b.event_id = q.event_id join meeting_slot s on s.block_id = b.id
      where q.id = ${request} and q.event_id = ${event} and ${hopeful}
        and s.id is distinct from ${wish.not ?? null}::uuid
        and ${bookable(pair, now, { computed: wish.within !== undefined })} ${wish.within ? sql`and ${wish.within}` : sql``}
        and not exists (select from meeting_proposal p where p.request_id = q.id and p.slot_id = s.id)
      order by s.starts_at < ${after}::timestamptz, s.starts_at, s.id limit 1
      returning slot_id as slot`.execute(tx.sql);
    return rows[0]?.slot ?? null;
  }
}
