import { sql } from '@foyer/platform';
import type { Viewer } from './participants.js';
import { strengths } from './reasons.js';

/** What one side alone gains counts so much of what it would count if both did. */
const oneSided = 0.2;
/** A language in common, and each topic that both offer or both need. */
const overlap = { language: 0.02, topic: 0.01, atMost: 3 };

/**
 * Common table expressions that end in `fit(person_id, fit)`, 0 for nothing in common and about 1 for the best: the
 * harmonic mean of what either would gain. A need counts the more the fewer have it; who has many needs is not the
 * better met for it. People of the caller's own organisation are at -1: they know each other.
 */
export const fitOf = ({ event, me }: Viewer) => sql`
  counts as materialized (
    select side, key, count(distinct person_id)::real as people from partner_term
    where event_id = ${event.id} group by side, key
  ), house as materialized (
    select greatest(count(*), 2)::real as people from partner_document where event_id = ${event.id}
  ), myself as materialized (
    select organisation_id, language, greatest(cardinality(needs), 1) as needs
    from registration where event_id = ${event.id} and person_id = ${me}
  ), mine as materialized (
    select side, position, key from partner_term where event_id = ${event.id} and person_id = ${me}
  ), met as materialized (
    select m.person_id, m.side, m.place, m.mine,
      max(case m.kind when 'same' then ${strengths.same}::real when 'complement' then ${strengths.complement}
        when 'related' then ${strengths.related} else ${strengths.similar} * m.weight end) as strength
    from partner_matches(${event.id}, ${me}) m group by 1, 2, 3, 4
  ), they_gain as materialized (
    select g.person_id, sum(g.strength * ln(1 + h.people / c.people) / ln(1 + h.people)) as gain
    from (select person_id, place, max(strength) as strength from met where side = 'need' group by 1, 2) g
    join partner_term t on t.event_id = ${event.id} and t.person_id = g.person_id and t.side = 'need' and t.position = g.place
    join counts c on c.side = 'need' and c.key = t.key cross join house h
    group by g.person_id
  ), i_gain as materialized (
    select g.person_id, sum(g.strength * ln(1 + h.people / c.people) / ln(1 + h.people)) as gain
    from (select person_id, mine, max(strength) as strength from met where side = 'offer' group by 1, 2) g
    join mine t on t.side = 'need' and t.position = g.mine
    join counts c on c.side = 'need' and c.key = t.key cross join house h
    group by g.person_id
  ), common as materialized (
    select t.person_id, least(count(distinct t.key), ${overlap.atMost}) as topics
    from mine m join partner_term t on t.event_id = ${event.id} and t.side = m.side and t.key = m.key
    group by t.person_id
  ), gains as (
    select r.person_id, r.organisation_id = v.organisation_id as colleague,
      coalesce(th.gain / sqrt(greatest(cardinality(r.needs), 1)), 0) as theirs,
      coalesce(ig.gain / sqrt(v.needs), 0) as mine,
      ${overlap.language}::real * (r.language = v.language)::int + ${overlap.topic}::real * coalesce(c.topics, 0) as shared
    from registration r cross join myself v
    left join they_gain th on th.person_id = r.person_id
    left join i_gain ig on ig.person_id = r.person_id
    left join common c on c.person_id = r.person_id
    where r.event_id = ${event.id} and r.state = 'confirmed' and r.person_id <> ${me}
  ), fit as (
    select person_id, case when colleague then -1 when theirs + mine = 0 then 0
      else greatest(2 * theirs * mine / (theirs + mine), ${oneSided}::real * greatest(theirs, mine)) + shared end as fit
    from gains
  )`;
