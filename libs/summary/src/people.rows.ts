import type { LocalisedText } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { sql, type Sql } from '@foyer/platform';

interface Counted {
  participants: number;
  organisations: number;
  attended: number;
}
/** Who takes part, as a whole and by kind: the most first, equal ones in order of their names. */
export interface PeopleFigures {
  all: Counted;
  categories: (Counted & { category: string; label: LocalisedText })[];
  countries: (Counted & { country: string })[];
  organisations: { name: string; country: string; participants: number; attended: number }[];
}
interface Row extends Counted {
  level: 'all' | 'category' | 'country' | 'organisation';
  category: string | null;
  country: string | null;
  name: string | null;
}

/** Confirmed participants, counted in one pass: in all, by category, by country, by organisation. */
export async function readPeople(
  database: Sql,
  event: Pick<EventEntity, 'id' | 'categories'>,
): Promise<PeopleFigures> {
  const { rows } = await sql<Row>`
    with came as materialized (
      select a.person_id as person from attendance a join session s on s.id = a.session_id
      where s.event_id = ${event.id} and not a.guest
      union
      select p.person_id from meeting_person p join meeting m on m.id = p.meeting_id
      where m.event_id = ${event.id} and p.entered_at is not null
    ), counted as (
      select case when grouping(r.category) = 0 then 'category' when grouping(r.country) = 0 then 'country'
          when grouping(r.organisation_id) = 0 then 'organisation' else 'all' end as level,
        r.category, r.country, r.organisation_id as organisation, count(*)::int as participants,
        count(distinct r.organisation_id)::int as organisations, count(c.person)::int as attended
      from registration r left join came c on c.person = r.person_id
      where r.event_id = ${event.id} and r.state = 'confirmed'
      group by grouping sets ((), (r.category), (r.country), (r.organisation_id))
    )
    select t.level, t.category, coalesce(t.country, o.country) as country, o.name,
      t.participants, t.organisations, t.attended
    from counted t left join organisation o on o.id = t.organisation
    order by t.participants desc, t.category, o.name, coalesce(t.country, o.country), o.id`.execute(database);
  const labels = new Map(event.categories.map(({ key, label }) => [key, label]));
  const of = (level: Row['level']) => rows.filter((row) => row.level === level);
  const counted = ({ participants, organisations, attended }: Row): Counted => ({
    ...{ participants, organisations, attended },
  });
  const [all] = of('all');
  return {
    all: all ? counted(all) : { participants: 0, organisations: 0, attended: 0 },
    categories: of('category').map((row) => {
      const category = row.category ?? '';
      return { category, label: labels.get(category) ?? { en: category }, ...counted(row) };
    }),
    countries: of('country').map((row) => ({ country: row.country ?? '', ...counted(row) })),
    organisations: of('organisation').map(({ name, country, participants, attended }) => ({
      ...{ name: name ?? '', country: country ?? '', participants, attended },
    })),
  };
}

/** Who came in as a guest and has not become anything else; with an account or without. */
export async function readGuests(database: Sql, event: string): Promise<number> {
  const { rows } = await sql<{ guests: number }>`
    select count(*)::int as guests from event_guest g where g.event_id = ${event} and not exists (
      select from event_role r where r.event_id = g.event_id and r.person_id = g.person_id)`.execute(
    database,
  );
  return rows[0]?.guests ?? 0;
}
