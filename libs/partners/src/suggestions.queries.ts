import type { PartnerSuggestion } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { mayAskPartner } from '@foyer/meetings';
import { Database, sql, type Call } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { viewerOf } from './participants.js';
import { fitOf } from './score.js';
import { isSearch } from './search-words.js';

/** Partners as a plain list of words, for programs; pages show the directory and its recommendations. */
@Injectable()
export class SuggestionQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * Partners, best first: whom a search fits, then those who seek what I offer and offer what I seek.
   * Without those who are not shown to me or set aside, and those with whom I have a request or had a no.
   * @throws Problem not_registered; not_found
   */
  async list(
    call: Call,
    slug: string,
    query: { search?: string | undefined; limit: number },
  ): Promise<PartnerSuggestion[]> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    const { event, me } = viewer;
    const searching = isSearch(query.search);
    const { rows } = await sql<PartnerSuggestion>`
      with ${fitOf(viewer)}
      select r.person_id as person, r.name, r.job_title as "jobTitle", o.name as organisation, r.country, r.category,
        r.language, r.time_zone as "timeZone", r.offers, r.needs, r.about,
        ${meeting('need')} as "theySeek", ${meeting('offer')} as "theyOffer", o.id as "organisationId",
        ${mayAskPartner} as "mayAsk"
      from visible_partners(${event.id}, ${me}) v
      join registration r on r.event_id = ${event.id} and r.person_id = v.person_id
      join organisation o on o.id = r.organisation_id
      join fit f on f.person_id = r.person_id
      join registration me on me.event_id = r.event_id and me.person_id = ${me}
      ${searching ? sql`join find_partners(${event.id}, ${query.search}) s on s.person_id = r.person_id` : sql``}
      where not exists (select from partner_aside a where a.event_id = r.event_id and a.person_id = ${me}
          and a.aside_id = r.person_id)
        and not exists (
          select from meeting_request q where q.event_id = r.event_id and q.state in ('open', 'accepted', 'declined')
            and ((q.asker_id = ${me} and q.asked_id = r.person_id) or (q.asker_id = r.person_id and q.asked_id = ${me})))
      order by ${searching ? sql`s.rank desc,` : sql``} f.fit desc, lower(unaccent(r.name)), r.person_id
      limit ${query.limit}`.execute(this.database.sql);
    return rows;
  }
}

/** Their words that mean the same as words of mine. */
const meeting = (side: 'need' | 'offer') => sql`array(
  select t.words from partner_term t
  where t.event_id = r.event_id and t.person_id = r.person_id and t.side = ${side} and exists (
    select from mine m where m.key = t.key and m.side <> t.side)
  order by t.position)`;
