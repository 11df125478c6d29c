import { Migration } from '@mikro-orm/migrations';

/**
 * Starred sessions, the feeds of personal agendas, and whom a release affects. All tables are new, so nothing waits for a lock.
 */
export class Migration0021PersonalAgenda extends Migration {
  override up(): void {
    this.addSql(tables);
  }
}

const tables = `
create table "session_star" ("session_id" uuid not null, "person_id" uuid not null, "starred_at" timestamptz not null, primary key ("session_id", "person_id"));
create index "session_star_person" on "session_star" ("person_id");
alter table "session_star" add constraint "session_star_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "session_star" add constraint "session_star_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;

create table "calendar_feed" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid not null, "serial" int not null, "revoked" boolean not null default false, primary key ("id"));
create index "calendar_feed_person" on "calendar_feed" ("person_id");
alter table "calendar_feed" add constraint "calendar_feed_of_person" unique ("event_id", "person_id");
alter table "calendar_feed" add constraint "calendar_feed_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "calendar_feed" add constraint "calendar_feed_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;

create table "release_audience" ("release_id" uuid not null, "session_id" uuid not null, "person_id" uuid not null, "part" text not null, primary key ("release_id", "session_id", "person_id"));
create index "release_audience_person" on "release_audience" ("person_id");
alter table "release_audience" add constraint "release_audience_part_check" check ("part" in ('stage', 'starred'));
alter table "release_audience" add constraint "release_audience_release_id_foreign" foreign key ("release_id") references "release" ("id") on delete cascade;
alter table "release_audience" add constraint "release_audience_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;

alter table "mail_stop" drop constraint "mail_stop_kind_check";
alter table "mail_stop" add constraint "mail_stop_kind_check" check ("kind" in ('registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed'));
alter table "mail" drop constraint "mail_kind_check";
alter table "mail" add constraint "mail_kind_check" check ("kind" in ('registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed'));
`;
