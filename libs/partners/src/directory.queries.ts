import type { DirectoryFacets, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess } from '@foyer/events';
import { Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readCursor, writeCursor } from './cursor.js';
import { facetsOf } from './facets.js';
import { isShown, viewerOf, type Viewer } from './participants.js';
import { readOwnTerms, readPartners } from './read-partners.js';
import { fitOf } from './score.js';
import { isSearch } from './search-words.js';

type Query = RouteParsed<typeof routes.listDirectory>['query'];
type Page = RouteResult<typeof routes.listDirectory>;
interface PageRow {
  people: { person: string; key: string }[] | null;
  total: number;
  facets: DirectoryFacets | null;
}

/** Who takes part, as far as they show themselves to the caller. Nothing here changes anything. */
@Injectable()
export class DirectoryQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
  ) {}

  /**
   * A page of people, narrowed and in order, and with the first page how many there are of each kind.
   * @throws Problem not_registered; not_found; invalid_input for an `after` that no page gave
   */
  async list(call: Call, slug: string, query: Query): Promise<Page> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    const cursor = readCursor(query.after);
    return this.database.snapshot(async (database) => {
      const { rows } = await this.page(viewer, query, cursor).execute(database);
      const [{ people, total, facets } = { people: null, total: 0, facets: null }] = rows;
      const page = (people ?? []).slice(0, query.limit);
      const last = (people?.length ?? 0) > query.limit ? page.at(-1) : undefined;
      return {
        partners: await readPartners(
          database,
          viewer,
          page.map(({ person }) => person),
        ),
        next: last ? writeCursor(last) : null,
        total,
        facets,
      };
    });
  }

  /** @throws Problem not_registered; not_found also for who is not shown to the caller */
  async one(call: Call, slug: string, person: string): Promise<RouteResult<typeof routes.getPartner>> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    return this.database.snapshot(async (database) => {
      const [partner] = (await isShown(database, viewer, person))
        ? await readPartners(database, viewer, [person])
        : [];
      if (!partner) throw new Problem('not_found');
      return { partner, mine: await readOwnTerms(database, viewer, person) };
    });
  }

  /**
   * An organisation by those of its people whom the caller may see.
   * @throws Problem not_registered; not_found where there are none
   */
  async organisation(
    call: Call,
    slug: string,
    organisation: string,
  ): Promise<RouteResult<typeof routes.getPartnerOrganisation>> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    return this.database.snapshot(async (database) => {
      const people = await this.peopleOf(database, viewer, organisation);
      const [first] = people;
      if (!first) throw new Problem('not_found');
      const { rows } = await sql<{ country: string }>`
        select country from organisation where id = ${organisation}`.execute(database);
      const all = (side: 'offers' | 'needs') => [
        ...new Map(
          people
            .flatMap(({ terms }) => terms[side])
            .map((term) => [term.topic ?? JSON.stringify(term.label), term]),
        ).values(),
      ];
      return {
        organisation: {
          id: organisation,
          name: first.organisation,
          country: rows[0]?.country ?? first.country,
        },
        terms: { offers: all('offers'), needs: all('needs') },
        people,
      };
    });
  }

  /** Whom the caller has set aside, the last first. @throws Problem not_registered; not_found */
  async setAside(call: Call, slug: string): Promise<RouteResult<typeof routes.listSetAside>> {
    const viewer = await viewerOf(this.access, this.database.sql, call, slug);
    return this.database.snapshot(async (database) => {
      const { rows } = await sql<{ person: string }>`
        select a.aside_id as person from partner_aside a
        join visible_partners(${viewer.event.id}, ${viewer.me}) v on v.person_id = a.aside_id
        where a.event_id = ${viewer.event.id} and a.person_id = ${viewer.me} order by a.at desc, a.aside_id`.execute(
        database,
      );
      return {
        partners: await readPartners(
          database,
          viewer,
          rows.map(({ person }) => person),
        ),
      };
    });
  }

  private async peopleOf(database: Sql, viewer: Viewer, organisation: string) {
    const { rows } = await sql<{ person: string }>`
      select r.person_id as person from visible_partners(${viewer.event.id}, ${viewer.me}) v
      join registration r on r.event_id = ${viewer.event.id} and r.person_id = v.person_id
      where r.organisation_id = ${organisation} order by lower(unaccent(r.name)), r.person_id limit 200`.execute(
      database,
    );
    return readPartners(
      database,
      viewer,
      rows.map(({ person }) => person),
    );
  }

  private page(viewer: Viewer, query: Query, cursor: { key: string; person: string } | null) {
    const { event, me } = viewer;
    const searching = isSearch(query.search);
    const byName = query.sort === 'name';
    const has = (side: 'offer' | 'need', key: string | undefined) =>
      key === undefined
        ? sql`true`
        : sql`r.person_id in (select t.person_id from partner_term t where t.event_id = ${event.id}
            and t.side = ${side} and t.key in (
              select ${key} union all select c.id::text from topic c where c.parent_id::text = ${key}))`;
    const is = (
      column: 'country' | 'category' | 'organisation_id' | 'language',
      value: string | undefined,
    ) => (value === undefined ? sql`true` : sql`r.${sql.ref(column)} = ${value}`);
    // What is sorted by a number goes down, names go up: both by one text, so that a page can go on from it.
    const key = byName
      ? sql`lower(unaccent(r.name))`
      : searching
        ? sql`lpad((10000000 - round(s.rank * 100000))::int::text, 8, '0') || lpad((5000 - round(f.fit * 1000))::int::text, 5, '0') || lower(unaccent(r.name))`
        : sql`lpad((5000 - round(f.fit * 1000))::int::text, 5, '0') || lower(unaccent(r.name))`;
    return sql<PageRow>`
      with ${byName ? sql`` : sql`${fitOf(viewer)},`} shown as materialized (
        select r.person_id, r.country, r.category, r.organisation_id, r.language, ${key} collate "C" as key,
          ${is('country', query.country)} as in_country, ${is('category', query.category)} as in_category,
          ${is('organisation_id', query.organisation)} as in_organisation,
          ${is('language', query.language)} as in_language,
          ${has('offer', query.offers)} as in_offers, ${has('need', query.needs)} as in_needs
        from visible_partners(${event.id}, ${me}) v
        join registration r on r.event_id = ${event.id} and r.person_id = v.person_id
        ${searching ? sql`join find_partners(${event.id}, ${query.search}) s on s.person_id = r.person_id` : sql``}
        ${byName ? sql`` : sql`join fit f on f.person_id = r.person_id`}
      ), chosen as materialized (
        select person_id, key from shown
        where in_country and in_category and in_organisation and in_language and in_offers and in_needs
      )
      select (
          select jsonb_agg(jsonb_build_object('person', person_id, 'key', key) order by key, person_id) from (
            select person_id, key from chosen
            where ${cursor?.key ?? null}::text is null
              or (key, person_id) > (${cursor?.key ?? null}::text collate "C", ${cursor?.person ?? null}::uuid)
            order by key, person_id limit ${query.limit + 1}) page
        ) as people,
        (select count(*)::int from chosen) as total,
        ${cursor ? sql`null::jsonb` : facetsOf(event.id)} as facets`;
  }
}
