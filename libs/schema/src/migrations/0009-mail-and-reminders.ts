import { Migration } from '@mikro-orm/migrations';

/**
 * Mail on its way out and what was sent, what people have stopped, reminders, versions of calendar entries.
 * All tables are new, so nothing waits for a lock.
 */
export class Migration0009MailAndReminders extends Migration {
  override up(): void {
    this.addSql(tables);
  }
}

const tables = `
create table "calendar_entry" ("uid" varchar(120) not null, "sequence" int not null, "told" text not null, primary key ("uid"));

create table "mail_stop" ("person_id" uuid not null, "kind" text not null, "stopped_at" timestamptz not null, primary key ("person_id", "kind"));

create table "mail" ("id" uuid not null default uuidv7(), "kind" text not null, "event_id" uuid not null, "person_id" uuid not null, "to_address" text not null, "to_name" text not null, "language" text not null, "time_zone" text not null, "state" text not null, "dedupe" varchar(200) not null, "content" jsonb not null, "expires_at" timestamptz null, "created_at" timestamptz not null, "sent_at" timestamptz null, "error" text null, "look_at" timestamptz not null, primary key ("id"));
create index "mail_person" on "mail" ("person_id");
alter table "mail" add constraint "mail_dedupe" unique ("dedupe");
create index "mail_event" on "mail" ("event_id", "id");
create index "mail_waiting" on "mail" ("look_at") where state = 'queued';

create table "reminder" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid not null, "kind" text not null, "ref" uuid not null, "starts_at" timestamptz not null, "due_at" timestamptz not null, "told_at" timestamptz null, primary key ("id"));
create index "reminder_ref" on "reminder" ("ref");
create index "reminder_due" on "reminder" ("due_at") where told_at is null;
create index "reminder_event_due" on "reminder" ("event_id", "due_at") where told_at is null;
alter table "reminder" add constraint "reminder_once" unique ("person_id", "kind", "ref");

alter table "mail_stop" add constraint "mail_stop_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "mail_stop" add constraint "mail_stop_kind_check" check ("kind" in ('registration-confirmed', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary'));

alter table "mail" add constraint "mail_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "mail" add constraint "mail_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "mail" add constraint "mail_kind_check" check ("kind" in ('registration-confirmed', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary'));
alter table "mail" add constraint "mail_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));
alter table "mail" add constraint "mail_state_check" check ("state" in ('queued', 'sent', 'failed', 'suppressed'));

alter table "reminder" add constraint "reminder_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "reminder" add constraint "reminder_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "reminder" add constraint "reminder_kind_check" check ("kind" in ('event-day', 'event-hour', 'meeting', 'session'));
`;
