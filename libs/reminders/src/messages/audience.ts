import type { Audience } from '@foyer/contracts';
import { erasedName } from '@foyer/contracts';
import { sql } from '@foyer/platform';

/** In SQL: `from … where …` of the people `p` of an audience, each once. Who has erased their data is none of them. */
export function inAudience(event: string, { who, ...filters }: Audience) {
  if (who === 'speakers') {
    return sql`
      from person p where p.email is not null and exists (
        select from event_role er where er.event_id = ${event} and er.person_id = p.id and er.role = 'speaker')`;
  }
  const { states, categories, countries, organisations } = filters;
  const any = (values: readonly string[], column: ReturnType<typeof sql>, type: ReturnType<typeof sql>) =>
    values.length === 0 ? sql`true` : sql`${column} = any(${[...values]}::${type}[])`;
  return sql`
    from registration r join person p on p.id = r.person_id
    where r.event_id = ${event} and p.email is not null and r.name <> ${erasedName}
      and ${any(states, sql`r.state`, sql`text`)} and ${any(categories, sql`r.category`, sql`text`)}
      and ${any(countries, sql`r.country`, sql`text`)}
      and ${any(organisations, sql`r.organisation_id`, sql`uuid`)}`;
}
