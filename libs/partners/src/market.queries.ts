import type { MarketTopic, RouteResult, routes } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { labelOf } from './label.js';
import { viewerOf } from './participants.js';
import { isSearch } from './search-words.js';

const mostWords = 300;

/** What is offered and sought. */
@Injectable()
export class MarketQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Topics and other words with how many of those whom the caller may see offer and seek them, and the caller; what most
   * people name first. A search finds a topic by a name in any language, or about so.
   * @throws Problem not_registered; not_found
   */
  async list(
    call: Call,
    slug: string,
    search: string | undefined,
  ): Promise<RouteResult<typeof routes.getMarketplace>> {
    const { event, me } = await viewerOf(this.access, this.database.sql, call, slug);
    const wanted = isSearch(search) ? search : null;
    const { rows } = await sql<MarketTopic>`
      with wanted as materialized (
        select distinct topic_id::text as key from topic_name n
        where n.event_id = ${event.id} and (strpos(' ' || n.folded, ' ' || topic_fold(${wanted})) > 0
          or word_similarity(topic_fold(${wanted}), n.folded) >= 0.5)
      ), seen as materialized (
        select person_id from visible_partners(${event.id}, ${me})
      ), said as (
        select distinct t.key, t.side, t.person_id, t.person_id = ${me} as own
        from partner_term t
        where t.event_id = ${event.id} and (t.person_id = ${me} or t.person_id in (select person_id from seen))
          and (${wanted}::text is null or t.key in (select key from wanted)
            or (t.topic_id is null and (strpos(' ' || t.folded, ' ' || topic_fold(${wanted})) > 0
              or word_similarity(topic_fold(${wanted}), t.folded) >= 0.5)))
      ), counted as (
        select key, count(*) filter (where side = 'offer' and not own)::int as offered,
          count(*) filter (where side = 'need' and not own)::int as sought,
          bool_or(side = 'offer' and own) as mine_offered, bool_or(side = 'need' and own) as mine_sought
        from said group by key
        order by count(*) filter (where not own) desc, starts_with(key, '~'), key limit ${mostWords}
      )
      select c.key, t.id as topic, t.parent_id as parent, named.label, c.offered, c.sought,
        jsonb_build_object('offered', c.mine_offered, 'sought', c.mine_sought) as mine
      from counted c left join topic t on t.event_id = ${event.id} and t.id::text = c.key
      cross join lateral (${labelOf(event.id, sql.ref('c.key'))}) named
      order by c.offered + c.sought desc, starts_with(c.key, '~'), c.key`.execute(this.database.sql);
    return { topics: rows };
  }
}
