import type { MeetingRequest } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { mayDecide, sideOf, type Side } from './meetings.policy.js';
import { tellAll } from './views.js';

/** So many requests of one person may wait for an answer at once. */
export const maxOpenRequests = 30;

interface LockedRequest {
  id: string;
  asker: string;
  asked: string;
  state: MeetingRequest['state'];
}

/** Asking somebody to meet. An open request takes nobody's time. */
@Injectable()
export class RequestsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_registered; not_found for who is not there, or does not want to be found; request_state when
   *   the two have a request already or it was declined; too_many_open_requests
   */
  async request(
    call: Call,
    slug: string,
    input: { to: string; message?: string | undefined },
  ): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await this.lockOwnPlace(tx, event.id, me);
      await this.checkPartner(tx, event.id, me, input.to);
      const now = eventNow(event, this.clock.now());
      const { rows } = await sql<{ id: string }>`
        insert into meeting_request (event_id, asker_id, asked_id, message, asked_at)
        values (${event.id}, ${me}, ${input.to}, ${input.message ?? null}, ${now})
        on conflict do nothing returning id`.execute(tx.sql);
      const id = rows[0]?.id;
      if (id === undefined) throw new Problem('request_state');
      tx.fact('meeting.requested', { event: event.id, request: id });
      return this.answer(tx, id, me);
    });
  }

  /** @throws Problem not_found for who is not one of the two; request_state unless it is open and mine to answer */
  async decline(
    call: Call,
    slug: string,
    request: string,
    input: { reason?: string | undefined },
  ): Promise<MeetingRequest> {
    return this.settle(call, slug, request, 'decline', input.reason ?? null);
  }

  /** @throws Problem as in `decline`; only who asked may take it back */
  async withdraw(call: Call, slug: string, request: string): Promise<MeetingRequest> {
    return this.settle(call, slug, request, 'withdraw', null);
  }

  /** Locks a request for a change. @throws Problem not_found unless the person is one of the two */
  async lock(tx: Tx, event: string, id: string, person: string): Promise<LockedRequest & { side: Side }> {
    const { rows } = await sql<LockedRequest>`
      select id, asker_id as asker, asked_id as asked, state from meeting_request
      where id = ${id} and event_id = ${event} and (asker_id = ${person} or asked_id = ${person})
      for update`.execute(tx.sql);
    const request = rows[0];
    const side = request && sideOf(request, person);
    if (!side) throw new Problem('not_found');
    return { ...request, side };
  }

  private async settle(
    call: Call,
    slug: string,
    id: string,
    action: 'decline' | 'withdraw',
    reason: string | null,
  ): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const request = await this.lock(tx, event.id, id, me);
      if (!mayDecide(request.side, action, request.state)) {
        throw new Problem('request_state', { state: request.state });
      }
      const state = action === 'decline' ? 'declined' : 'withdrawn';
      await sql`
        update meeting_request set state = ${state}, reason = ${reason}, answered_at = ${eventNow(event, this.clock.now())}
        where id = ${id}`.execute(tx.sql);
      return this.answer(tx, id, me);
    });
  }

  /** One person's requests are made one after the other, so that the cap holds however many come at once. */
  private async lockOwnPlace(tx: Tx, event: string, me: string): Promise<void> {
    const { rows } = await sql`
      select 1 from registration where event_id = ${event} and person_id = ${me} and state = 'confirmed'
      for no key update`.execute(tx.sql);
    if (rows.length === 0) throw new Problem('not_registered');
    const open = await sql<{ count: number }>`
      select count(*)::int as count from meeting_request
      where event_id = ${event} and asker_id = ${me} and state = 'open'`.execute(tx.sql);
    if ((open.rows[0]?.count ?? 0) >= maxOpenRequests) {
      throw new Problem('too_many_open_requests', { limit: maxOpenRequests });
    }
  }

  private async checkPartner(tx: Tx, event: string, me: string, other: string): Promise<void> {
    // Who is not shown to somebody can be asked by them only where they have asked them before.
    const { rows } = await sql<{
      state: MeetingRequest['state'] | null;
      mine: boolean | null;
      shown: boolean;
    }>`
      select q.state, q.asker_id = ${me} as mine,
        exists (select from visible_partners(${event}, ${me}) v where v.person_id = r.person_id) as shown
      from registration r
      left join meeting_request q on q.event_id = r.event_id
        and ((q.asker_id = ${me} and q.asked_id = ${other}) or (q.asker_id = ${other} and q.asked_id = ${me}))
      where r.event_id = ${event} and r.person_id = ${other} and r.state = 'confirmed' and r.person_id <> ${me}`.execute(
      tx.sql,
    );
    if (!rows.some((row) => row.shown || row.mine === false)) throw new Problem('not_found');
    for (const { state, mine } of rows) {
      const stands = state === 'open' || state === 'accepted' || (state === 'declined' && mine === true);
      if (stands) throw new Problem('request_state', { state });
    }
  }

  private async answer(tx: Tx, id: string, viewer: string): Promise<MeetingRequest> {
    const { request } = await tellAll(tx, { requests: [id] }, viewer);
    if (!request) throw new Error(`Request ${id} is not seen by who changed it`);
    return request;
  }
}
