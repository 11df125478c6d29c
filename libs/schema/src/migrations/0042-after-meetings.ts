import { Migration } from '@mikro-orm/migrations';

/**
 * What people say of their meetings and keep for themselves, whom they exchange contacts with, and reminders of what
 * they want to follow up. New tables; the longer list of kinds holds for the rows that are there, so it is not read
 * while others wait.
 */
export class Migration0042AfterMeetings extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "meeting_after" ("meeting_id" uuid not null, "person_id" uuid not null, "said_held" boolean null, "said_missing" uuid[] not null default '{}', "said_at" timestamptz null, "rating" int null, "note" text not null default '', "note_version" int not null default 0, "follow_up_on" date null, "follow_up_at" timestamptz null, "changes" int not null default 0, primary key ("meeting_id", "person_id"));`,
  `create index "meeting_after_person" on "meeting_after" ("person_id");`,
  `create table "contact_exchange" ("event_id" uuid not null, "low_id" uuid not null, "high_id" uuid not null, "low_card" jsonb null, "high_card" jsonb null, "exchanged_at" timestamptz null, "changes" int not null default 0, primary key ("event_id", "low_id", "high_id"));`,
  `create index "contact_exchange_low" on "contact_exchange" ("low_id");`,
  `create index "contact_exchange_high" on "contact_exchange" ("high_id");`,
  `alter table "meeting_after" add constraint "meeting_after_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_after" add constraint "meeting_after_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_after" add constraint "meeting_after_rating" check (rating >= 1 AND rating <= 5);`,
  `alter table "meeting_after" add constraint "meeting_after_note" check (char_length(note) <= 2000);`,
  `alter table "meeting_after" add constraint "meeting_after_follow_up" check ((follow_up_on IS NULL) = (follow_up_at IS NULL));`,
  `alter table "contact_exchange" add constraint "contact_exchange_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;`,
  `alter table "contact_exchange" add constraint "contact_exchange_low_id_foreign" foreign key ("low_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "contact_exchange" add constraint "contact_exchange_high_id_foreign" foreign key ("high_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "contact_exchange" add constraint "contact_exchange_of_two" check (low_id < high_id);`,
  `alter table "contact_exchange" add constraint "contact_exchange_both" check ((exchanged_at IS NOT NULL) = (low_card IS NOT NULL AND high_card IS NOT NULL));`,
  `alter table "reminder" drop constraint "reminder_kind_check", add constraint "reminder_kind_check" check ("kind" in ('event-day', 'event-hour', 'meeting', 'session', 'follow-up')) not valid;`,
  `alter table "reminder" validate constraint "reminder_kind_check";`,
];
