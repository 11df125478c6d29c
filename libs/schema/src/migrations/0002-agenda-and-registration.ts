import { Migration } from '@mikro-orm/migrations';

/**
 * The agenda with speakers, one clock per person, organisations, registrations and attendance.
 * All tables are new, so nothing waits for a lock.
 */
export class Migration0002AgendaAndRegistration extends Migration {
  override up(): void {
    for (const statement of [tables, oneClock]) this.addSql(statement);
  }
}

const tables = `
create table "organisation" ("id" uuid not null default uuidv7(), "name" text not null, "country" varchar(2) not null, "match_key" text not null, "created_at" timestamptz not null default now(), primary key ("id"));
alter table "organisation" add constraint "organisation_match" unique ("match_key", "country");

create table "commitment" ("id" uuid not null default uuidv7(), "person_id" uuid not null, "event_id" uuid not null, "kind" text not null, "ref" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, primary key ("id"));
create index "commitment_event" on "commitment" ("event_id");
create index "commitment_ref" on "commitment" ("ref");

create table "registration" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid not null, "state" text not null, "name" text not null, "category" varchar(80) not null, "organisation_id" uuid not null, "country" varchar(2) not null, "job_title" text null, "language" text not null, "time_zone" text not null, "offers" text[] not null, "needs" text[] not null, "about" text null, "listed" boolean not null default true, "confirmed_at" timestamptz null, "created_at" timestamptz not null default now(), primary key ("id"));
create index "registration_person" on "registration" ("person_id");
create index "registration_organisation" on "registration" ("organisation_id");
alter table "registration" add constraint "registration_event_person" unique ("event_id", "person_id");

create table "session" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "slug" varchar(80) not null, "kind" text not null, "title" jsonb not null, "abstract" jsonb null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "room" text null, "track" text null, "language" text not null, "questions" boolean not null default false, primary key ("id"));
alter table "session" add constraint "session_slug" unique ("event_id", "slug");

create table "attendance" ("id" uuid not null default uuidv7(), "session_id" uuid not null, "person_id" uuid not null, "entered_at" timestamptz not null, "left_at" timestamptz null, primary key ("id"));
create index "attendance_person" on "attendance" ("person_id");
create index "attendance_session_person" on "attendance" ("session_id", "person_id");

create table "speaker" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid null, "name" text not null, "job_title" jsonb null, "organisation" text null, "country" varchar(2) null, "biography" jsonb null, primary key ("id"));
create index "speaker_event" on "speaker" ("event_id");
create index "speaker_person" on "speaker" ("person_id");

create table "session_speaker" ("session_id" uuid not null, "speaker_id" uuid not null, "position" int not null, primary key ("session_id", "speaker_id"));
create index "session_speaker_speaker" on "session_speaker" ("speaker_id");

alter table "commitment" add constraint "commitment_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "commitment" add constraint "commitment_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "commitment" add constraint "commitment_ends_after_start" check (ends_at > starts_at);
alter table "commitment" add constraint "commitment_kind_check" check ("kind" in ('talk', 'moderation', 'meeting', 'own'));

alter table "registration" add constraint "registration_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "registration" add constraint "registration_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "registration" add constraint "registration_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id");
alter table "registration" add constraint "registration_state_check" check ("state" in ('invited', 'confirmed', 'withdrawn'));
alter table "registration" add constraint "registration_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));

alter table "session" add constraint "session_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "session" add constraint "session_ends_after_start" check (ends_at > starts_at);
alter table "session" add constraint "session_kind_check" check ("kind" in ('talk', 'panel', 'workshop', 'q-and-a', 'networking', 'break', 'b2b-block', 'private-blocker'));
alter table "session" add constraint "session_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));

alter table "attendance" add constraint "attendance_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
alter table "attendance" add constraint "attendance_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;

alter table "speaker" add constraint "speaker_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "speaker" add constraint "speaker_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete set null;

alter table "session_speaker" add constraint "session_speaker_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "session_speaker" add constraint "session_speaker_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on update cascade on delete cascade;
`;

// No two promises of one person overlap, across events: whoever comes second finds the time taken.
const oneClock = `
alter table "commitment" add constraint "commitment_one_clock"
  exclude using gist (person_id with =, tstzrange(starts_at, ends_at) with &&);
`;
