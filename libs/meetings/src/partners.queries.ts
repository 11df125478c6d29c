import type { Partner, PartnerSuggestion } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { partnerJson, personOf, requireRegistered } from './attendees.js';

/**
 * A word of a search is also found when it is about so similar to one in the text (pg_trgm, 0 to 1). Both have gone
 * through `search_fold` (see the migration), so that words meet across scripts.
 */
const similarEnough = 0.5;
/** Shorter words have too few trigrams to be compared. */
const shortestFuzzy = 4;

/** Who there is to meet. */
@Injectable()
export class PartnersQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Partners, best first: those who seek what I offer and offer what I seek. Case and accents do not matter.
   * Without those who do not want to be found, and those with whom I have a request or had a no.
   * @throws Problem not_registered
   */
  async list(
    call: Call,
    slug: string,
    query: { search?: string | undefined; limit: number },
  ): Promise<PartnerSuggestion[]> {
    const me = personOf(call);
    const { event } = await this.access.find(call, { slug });
    await requireRegistered(this.database.sql, event.id, me);
    const words = (query.search ?? '')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .slice(0, 8);
    const { rows } = await sql<{ partner: Partner; theySeek: string[]; theyOffer: string[] }>`
      with me as materialized (
        select organisation_id,
          array(select lower(unaccent(trim(x))) from unnest(offers) x) as offers,
          array(select lower(unaccent(trim(x))) from unnest(needs) x) as needs
        from registration where event_id = ${event.id} and person_id = ${me}
      ), words as materialized (
        select search_fold(w) as word from unnest(${words}::text[]) w where search_fold(w) <> ''
      ), pool as (
        select ${partnerJson} as partner, r.person_id as person, lower(unaccent(r.name)) as name,
          r.organisation_id = me.organisation_id as colleague,
          array(select x from unnest(r.needs) x where lower(unaccent(trim(x))) = any(me.offers)) as "theySeek",
          array(select x from unnest(r.offers) x where lower(unaccent(trim(x))) = any(me.needs)) as "theyOffer",
          search_fold(concat_ws(' ', r.name, o.name, r.job_title, r.about,
            array_to_string(r.offers, ' '), array_to_string(r.needs, ' '))) as haystack
        from registration r join organisation o on o.id = r.organisation_id cross join me
        where r.event_id = ${event.id} and r.state = 'confirmed' and r.listed and r.person_id <> ${me}
          and not exists (
            select from meeting_request q where q.event_id = r.event_id and q.state in ('open', 'accepted', 'declined')
              and ((q.asker_id = ${me} and q.asked_id = r.person_id) or (q.asker_id = r.person_id and q.asked_id = ${me})))
      ), found as (
        select pool.*, cardinality("theySeek")::float as s, cardinality("theyOffer")::float as f,
          (select count(*) from words where strpos(haystack, word) > 0) as exact
        from pool
        where not exists (
          select from words where strpos(haystack, word) = 0
            and (length(word) < ${shortestFuzzy} or word_similarity(word, haystack) < ${similarEnough}))
      )
      select partner, "theySeek", "theyOffer" from found
      order by exact desc, colleague, coalesce(2 * s * f / nullif(s + f, 0), 0) desc, s + f desc, name, person
      limit ${query.limit}`.execute(this.database.sql);
    return rows.map(({ partner, theySeek, theyOffer }) => ({ ...partner, theySeek, theyOffer }));
  }
}
