import { sql } from '@foyer/platform';
import { labelOf } from './label.js';

/** More choices of one kind than this are no help. */
const most = 60;

const filters = ['country', 'category', 'organisation', 'language', 'offers', 'needs'] as const;
type Filter = (typeof filters)[number];

/** Whom all filters but one let through. */
const besides = (own: Filter) =>
  sql.join(
    filters.filter((filter) => filter !== own).map((filter) => sql.ref(`shown.in_${filter}`)),
    sql` and `,
  );

const simple = (own: Filter, column: string) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('key', key, 'people', people) order by people desc, key) from (
    select ${sql.ref(`shown.${column}`)} as key, count(*)::int as people from shown where ${besides(own)}
    group by 1 order by 2 desc, 1 limit ${most}) counted), '[]')`;

const terms = (own: 'offers' | 'needs', event: string) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('key', counted.key, 'people', people, 'label', named.label)
    order by people desc, counted.key)
  from (
    select key, count(*)::int as people from (
      select distinct t.key, t.person_id
      from shown join partner_term t on t.event_id = ${event} and t.person_id = shown.person_id
        and t.side = ${own === 'offers' ? 'offer' : 'need'}
      where ${besides(own)}) said
    group by key order by 2 desc, 1 limit ${most}) counted
  cross join lateral (${labelOf(event, sql.ref('counted.key'))}) named), '[]')`;

/** How many there are of each kind in `shown`, each kind with the other filters as they are. */
export const facetsOf = (event: string) => sql`jsonb_build_object(
  'countries', ${simple('country', 'country')},
  'categories', ${simple('category', 'category')},
  'languages', ${simple('language', 'language')},
  'organisations', coalesce((
    select jsonb_agg(jsonb_build_object('key', o.id, 'name', o.name, 'people', people) order by people desc, o.name, o.id)
    from (select shown.organisation_id, count(*)::int as people from shown where ${besides('organisation')}
      group by 1 order by 2 desc, 1 limit ${most}) counted
    join organisation o on o.id = counted.organisation_id), '[]'),
  'offers', ${terms('offers', event)},
  'needs', ${terms('needs', event)})`;
