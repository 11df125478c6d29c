import { Migration } from '@mikro-orm/migrations';

/**
 * What people are told in the app, what of it they have stopped, and when they do not want to be disturbed. All tables
 * are new, so nothing waits for a lock.
 */
export class Migration0055Notifications extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const kinds = `'registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed'`;
const statements = [
  `create table "notification" ("id" uuid not null default uuidv7(), "kind" text not null, "event_id" uuid not null, "person_id" uuid not null, "dedupe" varchar(200) not null, "content" jsonb not null, "created_at" timestamptz not null, "read_at" timestamptz null, primary key ("id"));`,
  `alter table "notification" add constraint "notification_dedupe" unique ("dedupe");`,
  `create index "notification_person" on "notification" ("person_id", "id");`,
  `create index "notification_unread" on "notification" ("person_id") where read_at is null;`,
  `create index "notification_event" on "notification" ("event_id");`,
  `alter table "notification" add constraint "notification_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "notification" add constraint "notification_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "notification" add constraint "notification_kind_check" check ("kind" in (${kinds}));`,
  `create table "notification_stop" ("person_id" uuid not null, "kind" text not null, "stopped_at" timestamptz not null, primary key ("person_id", "kind"));`,
  `alter table "notification_stop" add constraint "notification_stop_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "notification_stop" add constraint "notification_stop_kind_check" check ("kind" in (${kinds}));`,
  `create table "quiet_hours" ("person_id" uuid not null, "from_minute" int null, "until_minute" int null, primary key ("person_id"));`,
  `alter table "quiet_hours" add constraint "quiet_hours_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "quiet_hours" add constraint "quiet_hours_both" check ((from_minute IS NULL) = (until_minute IS NULL));`,
  `alter table "quiet_hours" add constraint "quiet_hours_differ" check (from_minute <> until_minute);`,
  `alter table "quiet_hours" add constraint "quiet_hours_of_a_day" check (from_minute >= 0 AND from_minute < 1440 AND until_minute >= 0 AND until_minute < 1440);`,
];
