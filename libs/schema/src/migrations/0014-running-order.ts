import { Migration } from '@mikro-orm/migrations';

/** The running order of the day: what was done to sessions, where speakers are, and the log. All tables are new. */
export class Migration0014RunningOrder extends Migration {
  override up(): void {
    this.addSql(tables);
  }
}

const tables = `
create table "running_session" ("session_id" uuid not null, "event_id" uuid not null, "started_at" timestamptz null, "ended_at" timestamptz null, "skipped" boolean not null default false, "delay_minutes" int not null default 0, "shortened_minutes" int not null default 0, "moved_ms" int not null default 0, primary key ("session_id"));
create index "running_session_event" on "running_session" ("event_id");
alter table "running_session" add constraint "running_session_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "running_session" add constraint "running_session_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "running_session" add constraint "running_session_ends_after_start" check (ended_at is null or ended_at >= started_at);
alter table "running_session" add constraint "running_session_starts_before_end" check (ended_at is null or started_at is not null);
alter table "running_session" add constraint "running_session_skipped_never_starts" check (not skipped or started_at is null);
alter table "running_session" add constraint "running_session_minutes" check (delay_minutes >= 0 and shortened_minutes >= 0);

create table "speaker_presence" ("session_id" uuid not null, "speaker_id" uuid not null, "event_id" uuid not null, "state" text not null, "place" text null, "at" timestamptz not null, primary key ("session_id", "speaker_id"));
create index "speaker_presence_speaker" on "speaker_presence" ("speaker_id");
create index "speaker_presence_event" on "speaker_presence" ("event_id");
alter table "speaker_presence" add constraint "speaker_presence_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "speaker_presence" add constraint "speaker_presence_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on update cascade on delete cascade;
alter table "speaker_presence" add constraint "speaker_presence_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "speaker_presence" add constraint "speaker_presence_state_check" check ("state" in ('expected', 'ready', 'on-air', 'done'));
alter table "speaker_presence" add constraint "speaker_presence_place_check" check ("place" in ('remote', 'studio'));

create table "running_step" ("id" serial primary key, "event_id" uuid not null, "step" text not null, "session_id" uuid null, "other_id" uuid null, "speaker_id" uuid null, "minutes" int null, "state" text null, "place" text null, "before" jsonb not null, "actor_id" uuid null, "at" timestamptz not null, "logged_at" timestamptz not null default now(), "undone" boolean not null default false);
create index "running_step_event" on "running_step" ("event_id");
create index "running_step_session" on "running_step" ("session_id");
create index "running_step_other" on "running_step" ("other_id");
create index "running_step_speaker" on "running_step" ("speaker_id");
create index "running_step_actor" on "running_step" ("actor_id");
alter table "running_step" add constraint "running_step_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "running_step" add constraint "running_step_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete set null;
alter table "running_step" add constraint "running_step_other_id_foreign" foreign key ("other_id") references "session" ("id") on delete set null;
alter table "running_step" add constraint "running_step_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on delete set null;
alter table "running_step" add constraint "running_step_actor_id_foreign" foreign key ("actor_id") references "person" ("id") on delete set null;
alter table "running_step" add constraint "running_step_step_check" check ("step" in ('started', 'ended', 'delayed', 'shortened', 'skipped', 'restored', 'swapped', 'presence', 'undone'));
alter table "running_step" add constraint "running_step_state_check" check ("state" in ('expected', 'ready', 'on-air', 'done'));
alter table "running_step" add constraint "running_step_place_check" check ("place" in ('remote', 'studio'));
`;
