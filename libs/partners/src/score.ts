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
  house as materialized (
    select ln(1 + greatest(count(*), 2)::float) as most, greatest(count(*), 2)::float as people
    from partner_document where event_id = ${event.id}
  ), myself as materialized (
    select organisation_id, language, greatest(cardinality(needs), 1) as needs
    from registration where event_id = ${event.id} and person_id = ${me}
  ), mine as materialized (
    select m.side, m.position, m.key, (
      select count(*) from partner_term t where t.event_id = ${event.id} and t.side = m.side and t.key = m.key) as people
    from partner_term m where m.event_id = ${event.id} and m.person_id = ${me}
  ), met as materialized (
    select m.person_id, m.side, m.place, m.mine, m.key,
      max(case m.kind when 'same' then ${strengths.same}::real when 'complement' then ${strengths.complement}
        when 'related' then ${strengths.related} else ${strengths.similar} * m.weight end) as strength
    from partner_matches(${event.id}, ${me}) m group by 1, 2, 3, 4, 5
  ), they_gain as materialized (
    -- Whoever needs it is met by me, so who is met has been counted: how many need it, too.
    select g.person_id, sum(g.strength * ln(1 + h.people / g.people) / h.most) as gain
    from (
      select person_id, max(strength) as strength, count(*) over (partition by key) as people
      from met where side = 'need' group by person_id, place, key
    ) g cross join house h group by g.person_id
  ), i_gain as materialized (
    select g.person_id, sum(g.strength * ln(1 + h.people / t.people) / h.most) as gain
    from (select person_id, mine, max(strength) as strength from met where side = 'offer' group by 1, 2) g
    join mine t on t.side = 'need' and t.position = g.mine cross join house h
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
