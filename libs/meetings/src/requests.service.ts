import type { MeetingRequest } from '@foyer/contracts';
import { EventAccess, eventNow } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './attendees.js';
import { lockRequests, sideIn, type OwnRequest } from './locked-requests.js';
import { checkOrganisation, checkPartner } from './may-ask.js';
import { mayDecide } from './meetings.policy.js';
import { expiryOf, ProposalsService } from './proposals.service.js';
import { RulesService } from './rules.service.js';
import { tellAll } from './views.js';

type Fragment = ReturnType<typeof sql>;

interface Wish {
  message?: string | undefined;
  /** Slots that would suit. */
  slots?: readonly string[] | undefined;
}

/** Asking somebody, or an organisation, to meet. An open request takes nobody's time. */
@Injectable()
export class RequestsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(RulesService) private readonly rules: RulesService,
    @Inject(ProposalsService) private readonly proposals: ProposalsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem not_registered; not_found for who is not there, or does not want to be found; request_state when
   *   the two have a request already or it was declined; may_not_ask by the rules; too_many_open_requests;
   *   slot_not_free for a preferred time that does not suit both; event_over
   */
  async request(call: Call, slug: string, input: Wish & { to: string }): Promise<MeetingRequest> {
    return this.ask(call, slug, input, async (tx, event, me) => {
      await checkPartner(tx, event, me, input.to);
      return { asked: input.to, organisation: null };
    });
  }

  /**
   * Any of the organisation's listed participants may answer: the first does, for all.
   * @throws Problem as in `request`
   */
  async requestOrganisation(
    call: Call,
    slug: string,
    input: Wish & { organisation: string },
  ): Promise<MeetingRequest> {
    return this.ask(call, slug, input, async (tx, event, me) => {
      await checkOrganisation(tx, event, me, input.organisation);
      return { asked: null, organisation: input.organisation };
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

  /**
   * Locks a request for a change, and with it those that the change may concern.
   * @param event a promise lets the lock be asked for before the event is known
   * @param which a query of ids, the request's own among them
   * @throws Problem not_found unless the person is one of those whom it concerns; request_taken
   */
  async lock(
    tx: Tx,
    event: string | Promise<string>,
    id: string,
    person: string,
    which?: Fragment,
  ): Promise<OwnRequest & { others: string[] }> {
    const locked = await lockRequests(tx, which ?? sql`select ${id}::uuid`);
    const request = locked.find((one) => one.id === id);
    if (request?.event !== (await event)) throw new Problem('not_found');
    const others = locked.flatMap((one) => (one.id === id ? [] : [one.id]));
    return { request, side: await sideIn(tx, request, person), others };
  }

  private async ask(
    call: Call,
    slug: string,
    { message, slots = [] }: Wish,
    check: (
      tx: Tx,
      event: string,
      me: string,
    ) => Promise<{ asked: string | null; organisation: string | null }>,
  ): Promise<MeetingRequest> {
    const me = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const now = eventNow(event, this.clock.now());
      if (now >= event.endsAt) throw new Problem('event_over');
      const { answerHours } = await this.lockOwnPlace(tx, event.id, me);
      const { asked, organisation } = await check(tx, event.id, me);
      const people = [me, ...(asked === null ? [] : [asked])];
      // Who has no time together waits for some from the beginning.
      const hopeless = (await this.proposals.free(tx, event.id, people, now, 1)).length === 0;
      const { rows } = await sql<{ id: string }>`
        insert into meeting_request (event_id, asker_id, asked_id, organisation_id, message, asked_at, expires_at, waiting_since)
        values (${event.id}, ${me}, ${asked}, ${organisation}, ${message ?? null}, ${now},
          ${expiryOf(event.id, now, answerHours)}, ${hopeless ? now : null})
        on conflict do nothing returning id`.execute(tx.sql);
      const id = rows[0]?.id;
      if (id === undefined) throw new Problem('request_state');
      await this.proposals.put(tx, event.id, now, id, people, slots);
      tx.fact('meeting.requested', { event: event.id, request: id });
      return answerOf(tx, id, me);
    });
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
      const { request, side } = await this.lock(tx, event.id, id, me);
      if (!mayDecide(side, action, request)) throw new Problem('request_state', { state: request.state });
      const state = action === 'decline' ? 'declined' : 'withdrawn';
      await sql`
        update meeting_request set state = ${state}, reason = ${reason},
          asked_id = case when ${action} = 'decline' then ${me}::uuid else asked_id end,
          answered_at = ${eventNow(event, this.clock.now())}
        where id = ${id}`.execute(tx.sql);
      await this.proposals.clear(tx, id);
      if (action === 'decline') tx.fact('meeting.declined', { event: event.id, request: id });
      return answerOf(tx, id, me);
    });
  }

  /** One person's requests are made one after the other, so that the cap holds however many come at once. */
  private async lockOwnPlace(tx: Tx, event: string, me: string): Promise<{ answerHours: number }> {
    await sql`
      select 1 from registration where event_id = ${event} and person_id = ${me} for no key update`.execute(
      tx.sql,
    );
    const limits = await this.rules.limitsOf(tx, event, me);
    const open = await sql<{ count: number }>`
      select count(*)::int as count from meeting_request
      where event_id = ${event} and asker_id = ${me} and state = 'open'`.execute(tx.sql);
    if ((open.rows[0]?.count ?? 0) >= limits.openRequests) {
      throw new Problem('too_many_open_requests', { limit: limits.openRequests });
    }
    return limits;
  }
}

/** Tells everybody how a request stands now. @returns how the viewer sees it */
export async function answerOf(tx: Tx, id: string, viewer: string): Promise<MeetingRequest> {
  const { request } = await tellAll(tx, { requests: [id] }, viewer);
  if (!request) throw new Error(`Request ${id} is not seen by who changed it`);
  return request;
}
