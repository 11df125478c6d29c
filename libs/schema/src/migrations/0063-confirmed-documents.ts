import { Migration } from '@mikro-orm/migrations';

/**
 * What the search for partners compares is kept of confirmed registrations alone: nobody else is ever found, and lists
 * of thousands are invited at once. It is written when somebody is confirmed and goes when they are it no longer.
 * No table changes; documents of others go under no lock but that of their own rows.
 */
export class Migration0063ConfirmedDocuments extends Migration {
  override up(): void {
    for (const statement of [refreshing, keeping]) this.addSql(statement);
    for (const table of ['partner_term', 'partner_document']) {
      this.addSql(`
        delete from "${table}" t where not exists (
          select from registration r where r.event_id = t.event_id and r.person_id = t.person_id and r.state = 'confirmed')`);
    }
  }
}

/* As before, of those alone who are confirmed. */
const refreshing = `
create or replace function refresh_partners(wanted_event uuid, people uuid[]) returns void language plpgsql
set pg_trgm.similarity_threshold = 0.45 set enable_seqscan = off set enable_nestloop = off as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('topics'), hashtext(wanted_event::text));
  delete from partner_term where event_id = wanted_event and person_id = any(people);
  -- Who is confirmed is written below.
  delete from partner_document d where d.event_id = wanted_event and d.person_id = any(people) and not exists (
    select from registration r where r.event_id = d.event_id and r.person_id = d.person_id and r.state = 'confirmed');
  with said as materialized (
    select r.person_id, t.side, t.position, t.words
    from registration r cross join lateral (
      select 'offer' as side, o.position, o.words from unnest(r.offers) with ordinality o(words, position)
      union all
      select 'need', n.position, n.words from unnest(r.needs) with ordinality n(words, position)
    ) t
    where r.event_id = wanted_event and r.person_id = any(people) and r.state = 'confirmed'
  ), folded as materialized (
    select words, topic_fold(words) as folded from (select distinct words from said) d
  ), resolved as materialized (
    select f.words, f.folded, n.topic_id, near.topic_id as near_id, near.nearness
    from folded f
    left join topic_name n on n.event_id = wanted_event and n.folded = f.folded
    left join lateral (
      -- The event as text: the planner would read all of an event's names instead of those that are alike.
      select l.topic_id, similarity(l.folded, f.folded) as nearness from topic_name l
      where n.topic_id is null and l.event_id::text = wanted_event::text and l.folded % f.folded
      order by 2 desc, l.folded limit 1
    ) near on true
  )
  insert into partner_term (event_id, person_id, side, position, words, folded, key, topic_id, near_id, nearness)
  select wanted_event, s.person_id, s.side, s.position, s.words, r.folded,
    coalesce(r.topic_id::text, '~' || r.folded), r.topic_id, r.near_id, r.nearness
  from said s join resolved r on r.words = s.words;

  insert into partner_document as d (event_id, person_id, words)
  select r.event_id, r.person_id,
    setweight(to_tsvector('simple', topic_fold(concat_ws(' ', r.name, (select o.name from organisation o where o.id = r.organisation_id)))), 'A')
    || setweight(to_tsvector('simple', coalesce(said.folded, '')), 'B')
    || setweight(to_tsvector('simple', coalesce(topic_fold(nullif(concat_ws(' ', r.job_title, r.about), '')), '')), 'D')
    || case r.language
      when 'en' then to_tsvector('english', concat_ws(' ', said.words, r.job_title, r.about))
      when 'lt' then to_tsvector('lithuanian', concat_ws(' ', said.words, r.job_title, r.about))
      when 'ro' then to_tsvector('romanian', concat_ws(' ', said.words, r.job_title, r.about))
      else '' end
  from registration r
  cross join lateral (
    select string_agg(t.words, ' ') as words, string_agg(t.folded, ' ') as folded from partner_term t
    where t.event_id = r.event_id and t.person_id = r.person_id
  ) said
  where r.event_id = wanted_event and r.person_id = any(people) and r.state = 'confirmed'
  on conflict (event_id, person_id) do update set words = excluded.words where d.words <> excluded.words;

  -- In order, so that two who bring the same new words wait for each other and do not lock each other out.
  insert into partner_word (event_id, word)
  select distinct wanted_event, w.lexeme from partner_document d cross join lateral unnest(d.words) w
  where d.event_id = wanted_event and d.person_id = any(people) and length(w.lexeme) between 4 and 40
  order by 2 on conflict do nothing;
end $$;
`;

/*
 * Whatever writes a registration, what is searched is right in the same transaction. A plan made while nobody had
 * changed would compare each of thousands with each.
 */
const keeping = `
create or replace function registrations_made() returns trigger language plpgsql as $$
declare
  made record;
begin
  for made in
    select event_id, array_agg(person_id) as people from fresh where state = 'confirmed' group by event_id order by event_id
  loop
    perform refresh_partners(made.event_id, made.people);
  end loop;
  return null;
end $$;

create or replace function registrations_changed() returns trigger language plpgsql set enable_nestloop = off as $$
declare
  changed record;
begin
  for changed in
    select n.event_id, array_agg(n.person_id) as people from fresh n join stale o on o.id = n.id
    where (n.state = 'confirmed' or o.state = 'confirmed')
      and (n.state, n.name, n.job_title, n.organisation_id, n.language, n.offers, n.needs, n.about)
        is distinct from (o.state, o.name, o.job_title, o.organisation_id, o.language, o.offers, o.needs, o.about)
    group by n.event_id order by n.event_id
  loop
    perform refresh_partners(changed.event_id, changed.people);
  end loop;
  return null;
end $$;
`;
