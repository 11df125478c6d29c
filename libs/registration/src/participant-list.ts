import {
  erasedName,
  type RegistrationState,
  type RouteParsed,
  type RouteResult,
  type routes,
} from '@foyer/contracts';
import { matchKey } from '@foyer/organisations';
import { sql, type Sql } from '@foyer/platform';

type Filters = RouteParsed<typeof routes.listParticipants>['query'];
type Counts = RouteResult<typeof routes.listParticipants>['counts'];
type Sort = NonNullable<Filters['sort']>;

/** `from … where …` of the registrations that the search and the organisation let through. */
export function matching(
  event: string,
  { search, organisation, held }: Pick<Filters, 'search' | 'organisation' | 'held'>,
) {
  const like = search ? `%${escapeLike(search)}%` : null;
  const key = search ? `%${escapeLike(matchKey(search))}%` : null;
  return sql`
    from registration r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
    where r.event_id = ${event}
      and (${organisation ?? null}::uuid is null or r.organisation_id = ${organisation ?? null})
      and (${held ?? null}::text is null or exists (
        select from held_address ha
        where ha.address = p.email and ha.lifted_at is null and r.name <> ${erasedName}))
      and (${like}::text is null
        or r.name ilike ${like} or (r.name <> ${erasedName} and p.email ilike ${like}) or o.name ilike ${like} or o.match_key like ${key})`;
}

/** What each order goes by. */
const keys: Record<Sort, (r: string, o: string) => ReturnType<typeof sql>> = {
  name: (r) => sql`${sql.ref(`${r}.name`)}`,
  organisation: (_, o) => sql`${sql.ref(`${o}.name`)}`,
  country: (r) => sql`${sql.ref(`${r}.country`)}`,
  category: (r) => sql`${sql.ref(`${r}.category`)}`,
  state: (r) => sql`${sql.ref(`${r}.state`)}`,
  asked: (r) => sql`${sql.ref(`${r}.asked_at`)}`,
  confirmed: (r) => sql`coalesce(${sql.ref(`${r}.confirmed_at`)}, 'infinity')`,
};

/** The parts of a query that reads page after page in one order, by key and id. */
export function inOrder(sort: Sort, order: 'asc' | 'desc') {
  return {
    key: keys[sort],
    order: order === 'asc' ? sql`asc` : sql`desc`,
    beyond: order === 'asc' ? sql`>` : sql`<`,
  };
}

interface Group {
  category: string;
  state: RegistrationState;
  country: string;
  n: number;
}

/** Counts of each choice with the other filters as they are, so that each says what it would show. */
export async function countParticipants(database: Sql, event: string, filters: Filters): Promise<Counts> {
  const { rows } = await sql<Group>`
    select r.category, r.state, r.country, count(*)::int as n ${matching(event, filters)}
    group by r.category, r.state, r.country order by r.category, r.state, r.country`.execute(database);
  const passes = (row: Group, but?: 'category' | 'state' | 'country'): boolean =>
    (['category', 'state', 'country'] as const).every(
      (key) => key === but || filters[key] === undefined || row[key] === filters[key],
    );
  const sums = <K extends 'category' | 'state' | 'country'>(key: K): Map<Group[K], number> => {
    const sum = new Map<Group[K], number>();
    for (const row of rows) if (passes(row, key)) sum.set(row[key], (sum.get(row[key]) ?? 0) + row.n);
    return sum;
  };
  return {
    total: rows.reduce((sum, row) => sum + (passes(row) ? row.n : 0), 0),
    categories: [...sums('category')].map(([category, participants]) => ({ category, participants })),
    states: [...sums('state')].map(([state, participants]) => ({ state, participants })),
    countries: [...sums('country')].map(([country, participants]) => ({ country, participants })),
  };
}

/** For `like`: the words as they are written. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
