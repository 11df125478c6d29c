import type { InvitationState, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { quietSince, unanswered } from './invitations.service.js';
import { escapeLike } from './participant-list.js';

type Filters = RouteParsed<typeof routes.listInvitations>['query'];
type Answer = RouteResult<typeof routes.listInvitations>;
type Row = Omit<Answer['invitations'][number], 'mailedAt'> & { mailedAt: Date | string };

/** What became of an invitation, from `invitation i` and `registration r`. */
const state = sql<string>`case
  when i.revoked_at is not null then 'revoked'
  when r.state in ('confirmed', 'pending', 'waiting') then r.state
  when r.state in ('withdrawn', 'declined') or i.declined_at is not null then 'declined'
  when i.opened_at is not null then 'opened'
  else 'sent' end`;

/** Reads of invitations, for those who sent them. */
@Injectable()
export class InvitationQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who was invited, the newest first, a page at a time. @throws Problem forbidden for who does not organise the event */
  async list(call: Call, slug: string, { after, limit, search, state: wanted }: Filters): Promise<Answer> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    if (after !== undefined && !z.uuid().safeParse(after).success) {
      throw new Problem('invalid_input', {}, [
        { pointer: '/query/after', message: 'is not from a page before' },
      ]);
    }
    const like = search ? `%${escapeLike(search)}%` : null;
    const from = sql`
      from invitation i join person p on p.id = i.person_id
      left join registration r on r.event_id = i.event_id and r.person_id = i.person_id
      where i.event_id = ${event.id}
        and (${like}::text is null or i.name ilike ${like} or p.email ilike ${like} or i.prefill ->> 'organisation' ilike ${like})`;
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<Row>`
        select i.id, p.email, coalesce(r.name, i.name) as name, i.language, i.prefill ->> 'organisation' as organisation,
          ${state} as state, i.mails, i.mailed_at as "mailedAt"
        ${from} and (${wanted ?? null}::text is null or ${state} = ${wanted ?? null})
          and (${after ?? null}::uuid is null or i.id < ${after ?? null}::uuid)
        order by i.id desc limit ${limit + 1}`.execute(database);
      const { rows: states } = await sql<{ state: InvitationState; invitations: number }>`
        select ${state} as state, count(*)::int as invitations ${from} group by 1`.execute(database);
      const { rows: counts } = await sql<{ imported: number; remindable: number }>`
        select (select count(*)::int from registration r where r.event_id = ${event.id} and r.state = 'invited'
            and not exists (select from invitation i where i.event_id = r.event_id and i.person_id = r.person_id)) as imported,
          (select count(*)::int from invitation i where i.event_id = ${event.id} and ${unanswered}
            and i.mailed_at <= ${quietSince(this.clock.now())}) as remindable`.execute(database);
      const page = rows.slice(0, limit);
      return {
        invitations: page.map((row) => ({ ...row, mailedAt: new Date(row.mailedAt).toISOString() })),
        next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
        counts: { states, ...(counts[0] ?? { imported: 0, remindable: 0 }) },
      };
    });
  }
}
