import type { FoundPartner, LocalisedText, Partner, Term } from '@foyer/contracts';
import { mayAskPartner } from '@foyer/meetings';
import { sql, type Sql } from '@foyer/platform';
import type { Viewer } from './participants.js';
import { reasonsOf, type Match } from './reasons.js';

interface TermRow {
  side: 'offer' | 'need';
  place: number;
  topic: string | null;
  label: LocalisedText;
}
type Row = Partner & {
  organisationId: string;
  said: TermRow[];
  request: FoundPartner['request'];
  mayAsk: boolean;
  aside: boolean;
};

/** What somebody says they offer and need, `r` being their registration: topics by their names, other words as written. */
const said = sql`coalesce((
  select jsonb_agg(jsonb_build_object('side', t.side, 'place', t.position, 'topic', t.topic_id,
    'label', coalesce(c.labels, jsonb_build_object(r.language, t.words))) order by t.position)
  from partner_term t left join topic c on c.id = t.topic_id
  where t.event_id = r.event_id and t.person_id = r.person_id), '[]')`;

/**
 * People as the caller sees them, in the order given, with why to meet them. Who is shown at all has been decided
 * before; those who take part no longer are left out.
 */
export async function readPartners(
  database: Sql,
  { event, me }: Viewer,
  people: readonly string[],
): Promise<FoundPartner[]> {
  if (people.length === 0) return [];
  const { rows } = await sql<Row>`
    select r.person_id as person, r.name, r.job_title as "jobTitle", o.name as organisation,
      o.id as "organisationId", r.country, r.category, r.language, r.time_zone as "timeZone",
      r.offers, r.needs, r.about, ${said} as said,
      (select jsonb_build_object('state', q.state, 'sent', q.asker_id = ${me}) from meeting_request q
        where q.event_id = r.event_id
          and ((q.asker_id = ${me} and q.asked_id = r.person_id) or (q.asker_id = r.person_id and q.asked_id = ${me}))
        order by q.state in ('open', 'accepted') desc, q.asked_at desc, q.id limit 1) as request,
      ${mayAskPartner} as "mayAsk",
      exists (select from partner_aside a where a.event_id = r.event_id and a.person_id = ${me}
        and a.aside_id = r.person_id) as aside
    from unnest(${people}::uuid[]) with ordinality as wanted(person, place)
    join registration r on r.event_id = ${event.id} and r.person_id = wanted.person and r.state = 'confirmed'
    join organisation o on o.id = r.organisation_id
    join registration me on me.event_id = r.event_id and me.person_id = ${me}
    order by wanted.place`.execute(database);
  const { rows: matches } = await sql<Match>`
    select m.person_id as person, m.side, m.place, m.mine, m.kind, m.weight
    from partner_matches(${event.id}, ${me}) m where m.person_id = any(${people}::uuid[])`.execute(database);
  const own = await readSaid(database, { event, me });
  const byPerson = new Map<string, Match[]>();
  for (const match of matches) byPerson.set(match.person, [...(byPerson.get(match.person) ?? []), match]);
  return rows.map((row) => asPartner(row, byPerson.get(row.person) ?? [], own));
}

/** What the caller says, with what of it somebody's own words meet. */
export async function readOwnTerms(
  database: Sql,
  viewer: Viewer,
  other: string,
): Promise<FoundPartner['terms']> {
  const own = await readSaid(database, viewer);
  const { rows } = await sql<{ side: 'offer' | 'need'; place: number }>`
    select distinct case m.side when 'offer' then 'need' else 'offer' end as side, m.mine as place
    from partner_matches(${viewer.event.id}, ${viewer.me}) m where m.person_id = ${other}`.execute(database);
  return termsOf(own, new Set(rows.map(placeOf)));
}

async function readSaid(database: Sql, { event, me }: Viewer): Promise<TermRow[]> {
  const { rows } = await sql<{ said: TermRow[] }>`
    select ${said} as said from registration r where r.event_id = ${event.id} and r.person_id = ${me}`.execute(
    database,
  );
  return rows[0]?.said ?? [];
}

function asPartner(row: Row, matches: Match[], own: TermRow[]): FoundPartner {
  const { said: theirs, ...partner } = row;
  return {
    ...partner,
    terms: termsOf(theirs, new Set(matches.map(placeOf))),
    reasons: reasonsOf(
      matches,
      (whose, side, place) =>
        (whose === 'theirs' ? theirs : own).find((term) => term.side === side && term.place === place)?.label,
    ),
  };
}

const placeOf = ({ side, place }: { side: string; place: number }): string => `${side} ${place}`;

/** Each topic once, also where two names of it were written. */
function termsOf(terms: readonly TermRow[], met: ReadonlySet<string>): FoundPartner['terms'] {
  const of = (side: TermRow['side']): Term[] => {
    const here = terms.filter((term) => term.side === side);
    const firsts = new Map(here.toReversed().map((term) => [term.topic ?? JSON.stringify(term.label), term]));
    return here
      .filter((term) => firsts.get(term.topic ?? JSON.stringify(term.label)) === term)
      .map((term) => ({ topic: term.topic, label: term.label, meets: met.has(placeOf(term)) }));
  };
  return { offers: of('offer'), needs: of('need') };
}
