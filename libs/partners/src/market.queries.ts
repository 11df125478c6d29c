import type { MarketTopic, RouteResult, routes } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
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
      with said as materialized (
        select t.key, t.side, t.person_id, t.words, t.topic_id, t.folded, r.language
        from partner_term t join registration r on r.event_id = t.event_id and r.person_id = t.person_id
        where t.event_id = ${event.id}
          and (t.person_id = ${me} or t.person_id in (select person_id from visible_partners(${event.id}, ${me})))
      ), counted as (
        select key, (array_agg(topic_id))[1] as topic_id, mode() within group (order by words) as words,
          mode() within group (order by language) as language, min(folded) as folded,
          count(distinct person_id) filter (where side = 'offer' and person_id <> ${me})::int as offered,
          count(distinct person_id) filter (where side = 'need' and person_id <> ${me})::int as sought,
          bool_or(side = 'offer' and person_id = ${me}) as mine_offered,
          bool_or(side = 'need' and person_id = ${me}) as mine_sought
        from said group by key
      )
      select c.key, c.topic_id as topic, t.parent_id as parent,
        coalesce(t.labels, jsonb_build_object(c.language, c.words)) as label, c.offered, c.sought,
        jsonb_build_object('offered', c.mine_offered, 'sought', c.mine_sought) as mine
      from counted c left join topic t on t.id = c.topic_id
      where ${wanted}::text is null
        or exists (select from topic_name n where n.topic_id = c.topic_id
          and (strpos(n.folded, topic_fold(${wanted})) > 0 or word_similarity(topic_fold(${wanted}), n.folded) >= 0.5))
        or (c.topic_id is null and (strpos(c.folded, topic_fold(${wanted})) > 0
          or word_similarity(topic_fold(${wanted}), c.folded) >= 0.5))
      order by c.offered + c.sought desc, c.topic_id is null, c.key limit ${mostWords}`.execute(
      this.database.sql,
    );
    return { topics: rows };
  }
}
