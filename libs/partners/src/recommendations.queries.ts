import type { RouteResult, routes } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { mayAskPartner } from '@foyer/meetings';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { viewerOf } from './participants.js';
import { readPartners } from './read-partners.js';
import { fitOf } from './score.js';

/**
 * Exposure is spread among those who fit about equally well: whoever meets many people's wishes gives way to who meets
 * few. `crowd` says how much; `turn` how far two people see equals in an order of their own.
 */
export const spread = { crowd: 0.35, turn: 0.25 };
/** So many of the best are looked at. */
const considered = 200;

/** Whom somebody should meet. */
@Injectable()
export class RecommendationQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Those first from whom both would gain; never whom the caller has set aside or may not ask, who has said no, or with whom they have
   * a request. The same people in the same order until something changes.
   * @throws Problem not_registered; not_found
   */
  async list(
    call: Call,
    slug: string,
    limit: number,
  ): Promise<RouteResult<typeof routes.listRecommendations>> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    const { event, me } = viewer;
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ person: string }>`
        with ${fitOf(viewer)}, best as materialized (
          select f.person_id, f.fit from fit f join visible_partners(${event.id}, ${me}) v on v.person_id = f.person_id
          join registration r on r.event_id = ${event.id} and r.person_id = f.person_id
          join registration me on me.event_id = r.event_id and me.person_id = ${me}
          where f.fit > 0.03 and ${mayAskPartner}
            and not exists (select from partner_aside a where a.event_id = ${event.id} and a.person_id = ${me}
              and a.aside_id = f.person_id)
            and not exists (select from meeting_request q where q.event_id = ${event.id}
              and q.state in ('open', 'accepted', 'declined')
              and ((q.asker_id = ${me} and q.asked_id = f.person_id) or (q.asker_id = f.person_id and q.asked_id = ${me})))
          order by f.fit desc, f.person_id limit ${considered}
        ), says as materialized (
          select b.person_id, t.key, case t.side when 'offer' then 'need' else 'offer' end as other
          from best b join partner_term t on t.event_id = ${event.id} and t.person_id = b.person_id
        ), wish as materialized (
          select s.other, s.key, (
            select count(*) from partner_term t where t.event_id = ${event.id} and t.side = s.other and t.key = s.key) as people
          from (select distinct other, key from says) s
        ), wished as (
          select s.person_id, sum(w.people) as by_others
          from says s join wish w on w.other = s.other and w.key = s.key group by s.person_id
        ), usual as (
          select greatest(avg(by_others), 1) as by_others from wished
        )
        select b.person_id as person from best b
        join wished w on w.person_id = b.person_id cross join usual u
        order by b.fit / power((0.5 + w.by_others / u.by_others) / 1.5, ${spread.crowd}::float)
          * (1 - ${spread.turn}::float * (hashtextextended(${me} || b.person_id::text, 0) & 1023) / 1023) desc, b.person_id
        limit ${limit}`.execute(database);
      const people = rows.map(({ person }) => person);
      const { rows: says } = await sql<{ offers: number; needs: number }>`
        select cardinality(offers) as offers, cardinality(needs) as needs from registration
        where event_id = ${event.id} and person_id = ${me}`.execute(database);
      return {
        partners: await readPartners(database, viewer, people),
        says: says[0] ?? { offers: 0, needs: 0 },
      };
    });
  }
}
