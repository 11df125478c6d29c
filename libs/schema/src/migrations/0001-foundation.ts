import { Migration } from '@mikro-orm/migrations';

/**
 * What every feature stands on: the outbox, streams and commands of the platform; accounts; events and roles.
 * All tables are new, so nothing waits for a lock.
 */
export class Migration0001Foundation extends Migration {
  override up(): void {
    this.addSql('create extension if not exists btree_gist');
    this.addSql('create extension if not exists pg_trgm');
    this.addSql('create extension if not exists unaccent');
    for (const statement of [platform, people, events]) this.addSql(statement);
  }
}

const platform = `
create table "outbox_fact" ("id" bigserial primary key, "name" text not null, "payload" jsonb not null, "trace_id" text null, "created_at" timestamptz not null default now());
create table "fact_consumed" ("fact" bigint not null, "consumer" varchar(40) not null, "consumed_at" timestamptz not null default now(), primary key ("fact", "consumer"));
create table "stream" ("name" varchar(200) not null, "rev" bigint not null, primary key ("name"));
create table "stream_change" ("stream" varchar(200) not null, "rev" bigint not null, "change" jsonb not null, "at" timestamptz not null default now(), primary key ("stream", "rev"));
create index "stream_change_at" on "stream_change" ("at");
create table "command_done" ("person" uuid not null, "id" uuid not null, "name" text not null, "fingerprint" text not null, "answer" jsonb null, "at" timestamptz not null default now(), primary key ("person", "id"));
create index "command_done_at" on "command_done" ("at");
`;

const people = `
create table "person" ("id" uuid not null default uuidv7(), "email" text not null, "name" text not null default '', "language" text not null default 'en', "time_zone" text not null default 'Europe/Brussels', "organiser" boolean not null default false, "created_at" timestamptz not null default now(), primary key ("id"));
alter table "person" add constraint "person_email" unique ("email");
alter table "person" add constraint "person_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));

create table "sign_in_session" ("id" uuid not null default uuidv7(), "person_id" uuid not null, "token_hash" bytea not null, "user_agent" text not null default '', "created_at" timestamptz not null default now(), "last_seen_at" timestamptz not null default now(), "expires_at" timestamptz not null, primary key ("id"));
create index "sign_in_session_person" on "sign_in_session" ("person_id");
alter table "sign_in_session" add constraint "sign_in_session_token_hash" unique ("token_hash");
alter table "sign_in_session" add constraint "sign_in_session_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;

-- Whatever ends a session, every process hears of it and closes its sockets.
create function tell_sign_in_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('foyer_session', old.id::text);
  return old;
end $$;
create trigger sign_in_session_ended after delete on "sign_in_session"
  for each row execute function tell_sign_in_session_ended();
`;

const events = `
create table "event" ("id" uuid not null default uuidv7(), "slug" varchar(80) not null, "title" jsonb not null, "purpose" jsonb not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "time_zone" text not null, "languages" jsonb not null, "categories" jsonb not null, "expected_outcomes" jsonb not null, "state" text not null default 'draft', "summary_published_at" timestamptz null, "clock_at" timestamptz null, "clock_real" timestamptz null, "clock_rate" real null, "created_at" timestamptz not null default now(), primary key ("id"));
alter table "event" add constraint "event_slug" unique ("slug");
alter table "event" add constraint "event_ends_after_start" check (ends_at > starts_at);
alter table "event" add constraint "event_state_check" check ("state" in ('draft', 'published'));

create table "event_role" ("event_id" uuid not null, "person_id" uuid not null, "role" text not null, primary key ("event_id", "person_id", "role"));
create index "event_role_person" on "event_role" ("person_id");
alter table "event_role" add constraint "event_role_role_check" check ("role" in ('owner', 'organiser', 'moderator', 'speaker', 'attendee'));
alter table "event_role" add constraint "event_role_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "event_role" add constraint "event_role_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;

-- What time it is in an event whose clock a rehearsal has set; the time itself otherwise.
create function event_now(clock_at timestamptz, clock_real timestamptz, clock_rate real, at timestamptz)
returns timestamptz language sql immutable as $$
  select coalesce(clock_at + (at - clock_real) * clock_rate::double precision, at)
$$;
`;
