import { Migration } from '@mikro-orm/migrations';

/**
 * The search with thousands of participants: a document holds a person's own words alone, topics are looked up by their
 * few names, and slips are mended by the words that an event knows, in place of comparing long texts. Writing a
 * registration costs a fiftieth of what it did. Documents are written anew, each under its own row's lock.
 */
export class Migration0047PartnerWords extends Migration {
  override up(): void {
    for (const statement of [tables, resolving, matching, finding]) this.addSql(statement);
    this.addSql(
      `select refresh_partners(event_id, array_agg(person_id)) from registration group by event_id`,
    );
  }
}

const tables = `
drop index "partner_document_trigrams";
alter table "partner_document" drop column "folded";
create table "partner_word" ("event_id" uuid not null, "word" text not null, primary key ("event_id", "word"));
create index "partner_word_trigrams" on "partner_word" using gin ("word" gin_trgm_ops);
alter table "partner_word" add constraint "partner_word_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
`;

/* Thousands may be written at once, of whom the planner has no figures yet: it would go through all for each. */
const resolving = `
create or replace function refresh_partners(wanted_event uuid, people uuid[]) returns void language plpgsql
set pg_trgm.similarity_threshold = 0.45 set enable_seqscan = off set enable_nestloop = off as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('topics'), hashtext(wanted_event::text));
  delete from partner_term where event_id = wanted_event and person_id = any(people);
  with said as materialized (
    select r.person_id, t.side, t.position, t.words
    from registration r cross join lateral (
      select 'offer' as side, o.position, o.words from unnest(r.offers) with ordinality o(words, position)
      union all
      select 'need', n.position, n.words from unnest(r.needs) with ordinality n(words, position)
    ) t
    where r.event_id = wanted_event and r.person_id = any(people)
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
  where r.event_id = wanted_event and r.person_id = any(people)
  on conflict (event_id, person_id) do update set words = excluded.words where d.words <> excluded.words;

  -- In order, so that two who bring the same new words wait for each other and do not lock each other out.
  insert into partner_word (event_id, word)
  select distinct wanted_event, w.lexeme from partner_document d cross join lateral unnest(d.words) w
  where d.event_id = wanted_event and d.person_id = any(people) and length(w.lexeme) between 4 and 40
  order by 2 on conflict do nothing;
end $$;
`;

const matching = `
drop function partner_matches(uuid, uuid);
create function partner_matches(wanted_event uuid, viewer uuid)
returns table (person_id uuid, side text, place int, mine int, kind text, weight real, key text)
language sql stable rows 2000 set pg_trgm.similarity_threshold = 0.45 as $$
  with mine as materialized (
    select t.side, t.position, t.key, t.folded, t.topic_id, t.near_id, t.nearness,
      case t.side when 'offer' then 'need' else 'offer' end as wanted
    from partner_term t where t.event_id = wanted_event and t.person_id = viewer
  ), own as materialized (
    select m.wanted, m.position, m.topic_id, 1::real as trust from mine m where m.topic_id is not null
    union all
    select m.wanted, m.position, m.near_id, m.nearness from mine m where m.near_id is not null
  ), answers as materialized (
    select o.wanted, o.position, o.topic_id, 'same' as kind, o.trust from own o
    union all
    select o.wanted, o.position, c.need_id, 'complement', o.trust from own o
      join topic_complement c on c.offer_id = o.topic_id where o.wanted = 'need'
    union all
    select o.wanted, o.position, c.offer_id, 'complement', o.trust from own o
      join topic_complement c on c.need_id = o.topic_id where o.wanted = 'offer'
    union all
    select o.wanted, o.position, t.parent_id, 'related', o.trust from own o
      join topic t on t.id = o.topic_id where t.parent_id is not null
    union all
    select o.wanted, o.position, t.id, 'related', o.trust from own o join topic t on t.parent_id = o.topic_id
  )
  select t.person_id, t.side, t.position, a.position,
    case when a.trust < 1 then 'similar' else a.kind end, a.trust, t.key
  from answers a join partner_term t on t.event_id = wanted_event and t.side = a.wanted and t.key = a.topic_id::text
  where t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, m.position, 'same', 1, t.key
  from mine m join partner_term t on t.event_id = wanted_event and t.side = m.wanted and t.key = m.key
  where m.topic_id is null and t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, a.position, 'similar', a.trust * t.nearness, t.key
  from answers a join partner_term t on t.near_id = a.topic_id and t.event_id = wanted_event and t.side = a.wanted
  where a.kind = 'same' and t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, m.position, 'similar', similarity(t.folded, m.folded), t.key
  from mine m join partner_term t on t.folded % m.folded and t.event_id = wanted_event and t.side = m.wanted
  where m.topic_id is null and t.topic_id is null and t.key <> m.key and t.person_id <> viewer
$$;
`;

const finding = `
create or replace function partner_query(word text) returns tsquery language sql stable as $$
  select (
    select string_agg(part::text, ' | ')::tsquery
    from (
      select string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery as part
      from unnest(to_tsvector('simple', topic_fold(word)))
      union all select plainto_tsquery('english', word)
      union all select plainto_tsquery('lithuanian', word)
      union all select plainto_tsquery('romanian', word)
    ) parts where numnode(part) > 0
  )
$$;

create or replace function find_partners(wanted_event uuid, search text) returns table (person_id uuid, rank real)
language plpgsql stable rows 200 set pg_trgm.similarity_threshold = 0.4 as $$
declare
  word text;
  folded_word text;
  query tsquery;
  likely tsquery;
  total tsquery;
  topics uuid[];
  all_topics uuid[] := '{}';
  found uuid[];
  hits uuid[];
begin
  for word in
    select w from regexp_split_to_table(search, '[[:space:],;/]+') with ordinality as s(w, place)
    where w <> '' order by place limit 8
  loop
    folded_word := topic_fold(word);
    query := partner_query(word);
    if query is null then
      return;
    end if;
    -- A topic by a word of one of its names, or one that is much like it; and what is a part of it.
    select array_agg(distinct c.id) into topics
    from topic_name n join topic c on n.topic_id in (c.id, c.parent_id)
    where n.event_id = wanted_event and (strpos(' ' || n.folded, ' ' || folded_word) > 0
      or (length(folded_word) >= 4 and word_similarity(folded_word, n.folded) >= 0.6));
    select array_agg(h.id) into hits from (
      select d.person_id as id from partner_document d where d.event_id = wanted_event and d.words @@ query
      union
      select t.person_id from partner_term t where t.event_id = wanted_event and t.topic_id = any(topics)
    ) h where found is null or h.id = any(found);
    if coalesce(cardinality(hits), 0) < 10 and length(folded_word) >= 4 then
      select string_agg(quote_literal(k.word), ' | ')::tsquery into likely from (
        select w.word from partner_word w where w.event_id = wanted_event and w.word % folded_word
        order by similarity(w.word, folded_word) desc, w.word limit 8
      ) k;
      select topics || array_agg(distinct c.id) into topics
      from topic_name n join topic c on n.topic_id in (c.id, c.parent_id)
      where n.event_id = wanted_event and word_similarity(folded_word, n.folded) >= 0.5;
      query := query || coalesce(likely, query);
      select array_agg(h.id) into hits from (
        select d.person_id as id from partner_document d where d.event_id = wanted_event and d.words @@ query
        union
        select t.person_id from partner_term t where t.event_id = wanted_event and t.topic_id = any(topics)
      ) h where found is null or h.id = any(found);
    end if;
    found := hits;
    if found is null then
      return;
    end if;
    total := case when total is null then query else total || query end;
    all_topics := all_topics || topics;
  end loop;
  return query
    select d.person_id, (ts_rank('{0.2, 0.4, 0.7, 1.0}', d.words, total)
      + case when exists (select from partner_term t where t.event_id = wanted_event and t.person_id = d.person_id
        and t.topic_id = any(all_topics)) then 0.5 else 0 end)::real
    from partner_document d where d.event_id = wanted_event and d.person_id = any(found);
end $$;
`;
