import { Migration } from '@mikro-orm/migrations';

/**
 * Topics in several languages, who is shown to whom, and what the search for partners compares.
 * New columns have constant defaults, so that no table is written anew; the new tables wait for nobody. The documents
 * of those who are registered already are made here, under no lock but that of their own rows.
 */
export class Migration0037Partners extends Migration {
  override up(): void {
    for (const statement of [tables, folding, resolving, keeping, matching, finding]) this.addSql(statement);
    this.addSql(
      `select refresh_partners(event_id, array_agg(person_id)) from registration group by event_id`,
    );
  }
}

const tables = `
alter table "registration" add column "shown_to" text not null default 'everybody', add column "shown_categories" text[] not null default '{}';
alter table "registration" add constraint "registration_shown_to_check" check ("shown_to" in ('everybody', 'matching', 'categories'));

create table "topic" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "key" varchar(80) not null, "labels" jsonb not null, "synonyms" jsonb not null default '{}', "parent_id" uuid null, "version" int not null default 0, primary key ("id"));
alter table "topic" add constraint "topic_event_key" unique ("event_id", "key");
create index "topic_parent" on "topic" ("parent_id");
alter table "topic" add constraint "topic_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "topic" add constraint "topic_parent_id_foreign" foreign key ("parent_id") references "topic" ("id") on delete set null;
alter table "topic" add constraint "topic_not_its_own_parent" check (parent_id <> id);

create table "topic_name" ("event_id" uuid not null, "folded" text not null, "topic_id" uuid not null, primary key ("event_id", "folded"));
create index "topic_name_topic" on "topic_name" ("topic_id");
create index "topic_name_trigrams" on "topic_name" using gin ("folded" gin_trgm_ops);
alter table "topic_name" add constraint "topic_name_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "topic_name" add constraint "topic_name_topic_id_foreign" foreign key ("topic_id") references "topic" ("id") on delete cascade;

create table "topic_complement" ("offer_id" uuid not null, "need_id" uuid not null, primary key ("offer_id", "need_id"));
create index "topic_complement_need" on "topic_complement" ("need_id");
alter table "topic_complement" add constraint "topic_complement_offer_id_foreign" foreign key ("offer_id") references "topic" ("id") on update cascade on delete cascade;
alter table "topic_complement" add constraint "topic_complement_need_id_foreign" foreign key ("need_id") references "topic" ("id") on update cascade on delete cascade;

create table "partner_term" ("event_id" uuid not null, "person_id" uuid not null, "side" text not null, "position" int not null, "words" text not null, "folded" text not null, "key" text not null, "topic_id" uuid null, "near_id" uuid null, "nearness" real null, primary key ("event_id", "person_id", "side", "position"));
create index "partner_term_key" on "partner_term" ("event_id", "side", "key", "person_id");
create index "partner_term_person" on "partner_term" ("person_id");
create index "partner_term_topic" on "partner_term" ("topic_id");
create index "partner_term_near" on "partner_term" ("near_id");
create index "partner_term_trigrams" on "partner_term" using gin ("folded" gin_trgm_ops) where topic_id is null;
alter table "partner_term" add constraint "partner_term_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "partner_term" add constraint "partner_term_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "partner_term" add constraint "partner_term_topic_id_foreign" foreign key ("topic_id") references "topic" ("id") on delete set null;
alter table "partner_term" add constraint "partner_term_near_id_foreign" foreign key ("near_id") references "topic" ("id") on delete set null;
alter table "partner_term" add constraint "partner_term_side_check" check ("side" in ('offer', 'need'));

create table "partner_document" ("event_id" uuid not null, "person_id" uuid not null, "words" tsvector not null, "folded" text not null, primary key ("event_id", "person_id"));
create index "partner_document_person" on "partner_document" ("person_id");
create index "partner_document_words" on "partner_document" using gin ("words");
create index "partner_document_trigrams" on "partner_document" using gin ("folded" gin_trgm_ops);
alter table "partner_document" add constraint "partner_document_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;
alter table "partner_document" add constraint "partner_document_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;

create table "partner_aside" ("event_id" uuid not null, "person_id" uuid not null, "aside_id" uuid not null, "at" timestamptz not null, primary key ("event_id", "person_id", "aside_id"));
create index "partner_aside_person" on "partner_aside" ("person_id");
create index "partner_aside_aside" on "partner_aside" ("aside_id");
alter table "partner_aside" add constraint "partner_aside_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;
alter table "partner_aside" add constraint "partner_aside_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;
alter table "partner_aside" add constraint "partner_aside_aside_id_foreign" foreign key ("aside_id") references "person" ("id") on update cascade on delete cascade;
`;

/* As before, and Armenian; and for names of topics: words alone, with one space between them. */
const folding = String.raw`
create or replace function search_fold(words text) returns text language sql stable parallel safe return
  translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(unaccent(words)), 'և', 'ev'), 'ու', 'u'),
      'kh', 'h'), 'gh', 'g'), 'zh', 'j'), 'dz', 'z'), 'sh', 's'), 'ch', 'c'), 'ts', 'c'),
    'əyqабвгґдеєэжзиіїыйклмнопрстуфхцчшщюяაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆьъ',
    'eikabvggdeeejziiiiiklmnoprstufhccssuaabgdevztiklmnopjrstupkgkscczcchjhabgdezeetjilhckhzgcminsocpjrsvtrcvpkof');

create function topic_fold(words text) returns text language sql stable parallel safe return
  coalesce(
    nullif(trim(regexp_replace(search_fold(words), '[[:space:]\u0021-\u0022\u0024-\u002a\u002c-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u2010-\u205e]+', ' ', 'g')), ''),
    lower(trim(words)));
`;

/* Offers and needs as they were written, with the topic whose name they are, or else the one whose name they are like. */
const resolving = `
create function topic_names() returns trigger language plpgsql as $$
begin
  delete from topic_name where topic_id = new.id;
  insert into topic_name (event_id, folded, topic_id)
  select distinct new.event_id, topic_fold(name), new.id
  from (
    select value as name from jsonb_each_text(new.labels)
    union all
    select jsonb_array_elements_text(value) from jsonb_each(new.synonyms)
  ) names;
  return null;
end $$;
create trigger topic_named after insert or update of labels, synonyms on "topic"
  for each row execute function topic_names();

-- What an event's topics are called changes behind this lock, and what people say is looked up before it.
create function hold_topics(event uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('topics'), hashtext(event::text))
$$;

create function refresh_partners(wanted_event uuid, people uuid[]) returns void language plpgsql
set pg_trgm.similarity_threshold = 0.45 as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('topics'), hashtext(wanted_event::text));
  delete from partner_term where event_id = wanted_event and person_id = any(people);
  with said as materialized (
    select r.person_id, t.side, t.position, t.words, topic_fold(t.words) as folded
    from registration r cross join lateral (
      select 'offer' as side, o.position, o.words from unnest(r.offers) with ordinality o(words, position)
      union all
      select 'need', n.position, n.words from unnest(r.needs) with ordinality n(words, position)
    ) t
    where r.event_id = wanted_event and r.person_id = any(people)
  ), known as materialized (
    select s.folded, n.topic_id from (select distinct folded from said) s
    left join topic_name n on n.event_id = wanted_event and n.folded = s.folded
  ), resolved as materialized (
    select k.folded, k.topic_id, near.topic_id as near_id, near.nearness
    from known k left join lateral (
      select n.topic_id, similarity(n.folded, k.folded) as nearness from topic_name n
      where k.topic_id is null and n.event_id = wanted_event and n.folded % k.folded
      order by 2 desc, n.folded limit 1
    ) near on true
  )
  insert into partner_term (event_id, person_id, side, position, words, folded, key, topic_id, near_id, nearness)
  select wanted_event, s.person_id, s.side, s.position, s.words, s.folded,
    coalesce(r.topic_id::text, '~' || s.folded), r.topic_id, r.near_id, r.nearness
  from said s join resolved r on r.folded = s.folded;

  insert into partner_document as d (event_id, person_id, words, folded)
  select r.event_id, r.person_id,
    setweight(to_tsvector('simple', topic_fold(concat_ws(' ', r.name, o.name))), 'A')
    || setweight(to_tsvector('simple', topic_fold(said.words)), 'B')
    || setweight(to_tsvector('simple', topic_fold(coalesce(meant.names, ''))), 'B')
    || setweight(to_tsvector('simple', topic_fold(concat_ws(' ', r.job_title, r.about))), 'D')
    || setweight(coalesce(meant.stems, ''), 'C')
    || case r.language
      when 'en' then to_tsvector('english', concat_ws(' ', said.words, r.job_title, r.about))
      when 'lt' then to_tsvector('lithuanian', concat_ws(' ', said.words, r.job_title, r.about))
      when 'ro' then to_tsvector('romanian', concat_ws(' ', said.words, r.job_title, r.about))
      else '' end,
    topic_fold(concat_ws(' ', r.name, o.name, r.job_title, said.words, meant.labels, left(r.about, 300)))
  from registration r join organisation o on o.id = r.organisation_id
  cross join lateral (
    select concat_ws(' ', array_to_string(r.offers, ' '), array_to_string(r.needs, ' ')) as words
  ) said
  left join lateral (
    select
      string_agg(distinct l.value, ' ') as labels,
      concat_ws(' ', string_agg(distinct l.value, ' '), string_agg(distinct n.folded, ' '),
        string_agg(distinct u.value, ' ')) as names,
      to_tsvector('english', coalesce(string_agg(distinct l.value, ' ') filter (where l.key = 'en'), ''))
        || to_tsvector('lithuanian', coalesce(string_agg(distinct l.value, ' ') filter (where l.key = 'lt'), ''))
        || to_tsvector('romanian', coalesce(string_agg(distinct l.value, ' ') filter (where l.key = 'ro'), '')) as stems
    from partner_term t join topic c on c.id = t.topic_id
    cross join lateral jsonb_each_text(c.labels) l
    left join topic_name n on n.topic_id = c.id
    left join topic p on p.id = c.parent_id
    left join lateral jsonb_each_text(p.labels) u on true
    where t.event_id = r.event_id and t.person_id = r.person_id
  ) meant on true
  where r.event_id = wanted_event and r.person_id = any(people)
  on conflict (event_id, person_id) do update set words = excluded.words, folded = excluded.folded
    where d.words <> excluded.words or d.folded <> excluded.folded;
end $$;
`;

/* Whatever writes a registration, what is searched is right in the same transaction. */
const keeping = `
create function registrations_made() returns trigger language plpgsql as $$
declare
  made record;
begin
  for made in select event_id, array_agg(person_id) as people from fresh group by event_id order by event_id loop
    perform refresh_partners(made.event_id, made.people);
  end loop;
  return null;
end $$;
create trigger registration_made after insert on "registration" referencing new table as fresh
  for each statement execute function registrations_made();

create function registrations_changed() returns trigger language plpgsql as $$
declare
  changed record;
begin
  for changed in
    select n.event_id, array_agg(n.person_id) as people from fresh n join stale o on o.id = n.id
    where (n.name, n.job_title, n.organisation_id, n.language, n.offers, n.needs, n.about)
      is distinct from (o.name, o.job_title, o.organisation_id, o.language, o.offers, o.needs, o.about)
    group by n.event_id order by n.event_id
  loop
    perform refresh_partners(changed.event_id, changed.people);
  end loop;
  return null;
end $$;
create trigger registration_changed after update on "registration" referencing old table as stale new table as fresh
  for each statement execute function registrations_changed();

create function organisation_renamed() returns trigger language plpgsql as $$
declare
  found record;
begin
  for found in
    select event_id, array_agg(person_id) as people from registration where organisation_id = new.id
    group by event_id order by event_id
  loop
    perform refresh_partners(found.event_id, found.people);
  end loop;
  return null;
end $$;
create trigger organisation_named after update of name on "organisation" for each row
  when (old.name <> new.name) execute function organisation_renamed();
`;

/*
 * Whose needs one's own offers answer, and the other way round: by the same topic or words, by what the organisers say
 * answers what, by the topic above or below, or by words that are alike. And by that, who is shown to whom: the one
 * rule that every list of people asks.
 */
const matching = `
create function partner_matches(wanted_event uuid, viewer uuid)
returns table (person_id uuid, side text, place int, mine int, kind text, weight real)
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
    case when a.trust < 1 then 'similar' else a.kind end, a.trust
  from answers a join partner_term t on t.event_id = wanted_event and t.side = a.wanted and t.key = a.topic_id::text
  where t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, m.position, 'same', 1
  from mine m join partner_term t on t.event_id = wanted_event and t.side = m.wanted and t.key = m.key
  where m.topic_id is null and t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, a.position, 'similar', a.trust * t.nearness
  from answers a join partner_term t on t.near_id = a.topic_id and t.event_id = wanted_event and t.side = a.wanted
  where a.kind = 'same' and t.person_id <> viewer
  union all
  select t.person_id, t.side, t.position, m.position, 'similar', similarity(t.folded, m.folded)
  from mine m join partner_term t on t.folded % m.folded and t.event_id = wanted_event and t.side = m.wanted
  where m.topic_id is null and t.topic_id is null and t.key <> m.key and t.person_id <> viewer
$$;

create function visible_partners(wanted_event uuid, viewer uuid) returns table (person_id uuid)
language sql stable rows 1000 as $$
  select r.person_id
  from registration r
  join registration v on v.event_id = wanted_event and v.person_id = viewer and v.state = 'confirmed'
  where r.event_id = wanted_event and r.state = 'confirmed' and r.listed and r.person_id <> viewer
    and (r.shown_to = 'everybody'
      or (r.shown_to = 'categories' and v.category = any(r.shown_categories))
      or (r.shown_to = 'matching' and r.person_id in (
        select m.person_id from partner_matches(wanted_event, viewer) m where m.kind <> 'similar')))
$$;
`;

/*
 * Whom a search finds: every word has to be found, by its beginning or its stem, in any script. A word that hardly
 * anybody has is taken for a slip, and found also where it is like another.
 */
const finding = `
create function partner_query(word text) returns tsquery language sql stable as $$
  select coalesce((
    select string_agg(quote_literal(lexeme) || ':*', ' & ')::tsquery
    from unnest(to_tsvector('simple', topic_fold(word)))
  ), ''::tsquery)
  || plainto_tsquery('english', word) || plainto_tsquery('lithuanian', word) || plainto_tsquery('romanian', word)
$$;

create function find_partners(wanted_event uuid, search text) returns table (person_id uuid, rank real)
language plpgsql stable rows 200 set pg_trgm.word_similarity_threshold = 0.5 as $$
declare
  word text;
  folded_word text;
  query tsquery;
  total tsquery := '';
  slips text[] := '{}';
  found uuid[];
  hits uuid[];
begin
  for word in
    select w from regexp_split_to_table(search, '[[:space:],;/]+') with ordinality as s(w, place)
    where w <> '' order by place limit 8
  loop
    folded_word := topic_fold(word);
    query := partner_query(word);
    if numnode(query) = 0 then
      return;
    end if;
    select array_agg(d.person_id) into hits from partner_document d
    where d.event_id = wanted_event and d.words @@ query and (found is null or d.person_id = any(found));
    if coalesce(cardinality(hits), 0) < 10 and length(folded_word) >= 4 then
      slips := slips || folded_word;
      select array_agg(d.person_id) into hits from partner_document d
      where d.event_id = wanted_event and (found is null or d.person_id = any(found))
        and (d.words @@ query or folded_word <% d.folded);
    end if;
    found := hits;
    if found is null then
      return;
    end if;
    total := total || query;
  end loop;
  return query
    select d.person_id, (ts_rank('{0.2, 0.4, 0.7, 1.0}', d.words, total)
      + coalesce((select 0.2 * sum(word_similarity(slip, d.folded)) from unnest(slips) slip), 0))::real
    from partner_document d where d.event_id = wanted_event and d.person_id = any(found);
end $$;
`;
