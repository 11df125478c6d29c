import { Migration } from '@mikro-orm/migrations';

/**
 * Rooms and tracks become things of their own, sessions are edited in a draft laid over what was released, and
 * somebody may speak in a session that they moderate. The tables that change are small: each lock is short.
 */
export class Migration0010AgendaDrafts extends Migration {
  override up(): void {
    for (const statement of [places, drafts, stage]) this.addSql(statement);
  }
}

const places = `
create table "room" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "name" jsonb not null, "kind" text not null default 'virtual', "capacity" int null, "position" int not null, primary key ("id"));
create index "room_event" on "room" ("event_id");
alter table "room" add constraint "room_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "room" add constraint "room_capacity_positive" check (capacity > 0);
alter table "room" add constraint "room_kind_check" check ("kind" in ('virtual', 'studio', 'on-site'));

create table "track" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "name" jsonb not null, "colour" varchar(7) not null, "position" int not null, primary key ("id"));
create index "track_event" on "track" ("event_id");
alter table "track" add constraint "track_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;

insert into "room" ("event_id", "name", "position")
select s."event_id", jsonb_build_object(e."languages" ->> 0, s."room"), row_number() over (partition by s."event_id" order by min(s."starts_at")) - 1
from "session" s join "event" e on e."id" = s."event_id" where s."room" is not null group by s."event_id", e."languages", s."room";
insert into "track" ("event_id", "name", "colour", "position")
select s."event_id", jsonb_build_object(e."languages" ->> 0, s."track"), '#1f6f8b', row_number() over (partition by s."event_id" order by min(s."starts_at")) - 1
from "session" s join "event" e on e."id" = s."event_id" where s."track" is not null group by s."event_id", e."languages", s."track";

alter table "session" add column "room_id" uuid null, add column "track_id" uuid null, add column "seats" int null, add column "stream_url" text null;
update "session" s set
  "room_id" = (select r."id" from "room" r where r."event_id" = s."event_id" and r."name" ->> (select e."languages" ->> 0 from "event" e where e."id" = s."event_id") = s."room"),
  "track_id" = (select t."id" from "track" t where t."event_id" = s."event_id" and t."name" ->> (select e."languages" ->> 0 from "event" e where e."id" = s."event_id") = s."track");
alter table "session" drop column "room", drop column "track";
create index "session_room" on "session" ("room_id");
create index "session_track" on "session" ("track_id");
alter table "session" add constraint "session_room_id_foreign" foreign key ("room_id") references "room" ("id") on delete set null;
alter table "session" add constraint "session_track_id_foreign" foreign key ("track_id") references "track" ("id") on delete set null;
alter table "session" add constraint "session_seats_positive" check (seats > 0);
`;

const drafts = `
create table "session_draft" ("session_id" uuid not null, "event_id" uuid not null, "slug" varchar(80) not null, "fields" jsonb not null, "version" int not null, "field_versions" jsonb not null, "removed" boolean not null default false, "edited_by_id" uuid null, "edited_at" timestamptz not null default now(), primary key ("session_id"));
create index "session_draft_editor" on "session_draft" ("edited_by_id");
alter table "session_draft" add constraint "session_draft_slug" unique ("event_id", "slug");
alter table "session_draft" add constraint "session_draft_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "session_draft" add constraint "session_draft_edited_by_id_foreign" foreign key ("edited_by_id") references "person" ("id") on delete set null;
`;

const stage = `
create table "speaker_absence" ("id" uuid not null default uuidv7(), "speaker_id" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, primary key ("id"));
create index "speaker_absence_speaker" on "speaker_absence" ("speaker_id");
alter table "speaker_absence" add constraint "speaker_absence_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on delete cascade;
alter table "speaker_absence" add constraint "speaker_absence_ends_after_start" check (ends_at > starts_at);

alter table "session_speaker" drop constraint "session_speaker_pkey";
alter table "session_speaker" add constraint "session_speaker_pkey" primary key ("session_id", "speaker_id", "role");
alter table "session_speaker" drop constraint "session_speaker_session_id_foreign";
alter table "session_speaker" drop constraint "session_speaker_speaker_id_foreign";
alter table "session_speaker" add constraint "session_speaker_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
alter table "session_speaker" add constraint "session_speaker_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on delete cascade;
`;
