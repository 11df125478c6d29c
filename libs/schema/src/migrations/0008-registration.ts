import { Migration } from '@mikro-orm/migrations';

/**
 * Shared limits; organisations found by parts of their names; attendance that counts a person once however many
 * windows they have open, and that outlives a crash. The indexes are built on tables of a few thousand rows, in
 * milliseconds under a lock that keeps writers waiting.
 */
export class Migration0008Registration extends Migration {
  override up(): void {
    for (const statement of [limits, organisations, registrations]) this.addSql(statement);
  }
}

const limits = `
create table "limit_used" ("key" varchar(200) not null, "full_at" timestamptz not null, primary key ("key"));
create index "limit_used_full_at" on "limit_used" ("full_at");
`;

const organisations = String.raw`
create index "organisation_match_key_trigrams" on "organisation" using gin ("match_key" gin_trgm_ops);

-- Names that begin with what is wanted, have a word that does, or are like it; the likeliest first. The planner
-- takes comparing words for cheap and would read a large directory from end to end, so that way is barred here.
create function find_organisations(wanted text, at_most int)
returns table (id uuid, name text, country varchar) language sql stable
set pg_trgm.word_similarity_threshold = 0.45 set enable_seqscan = off as $$
  select o.id, o.name, o.country
  from organisation o
  where o.match_key like regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%'
    or o.match_key like '% ' || regexp_replace(wanted, '([\\%_])', '\\\1', 'g') || '%'
    or wanted <% o.match_key
  order by starts_with(o.match_key, wanted) desc, position(' ' || wanted in o.match_key) > 0 desc,
    word_similarity(wanted, o.match_key) desc, similarity(wanted, o.match_key) desc, o.name, o.id
  limit at_most
$$;
`;

const registrations = `
create index "registration_event_name" on "registration" ("event_id", "name", "id");

create table "attendance_keeper" ("id" uuid not null, "seen_at" timestamptz not null, primary key ("id"));
alter table "attendance" add "seats" text[] not null default '{}';
create unique index "attendance_open" on "attendance" ("session_id", "person_id") where left_at is null;
`;
