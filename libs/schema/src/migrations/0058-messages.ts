import { Migration } from '@mikro-orm/migrations';

/**
 * Messages of organisers, and which mail carries which. The column is empty and so is the index; the longer list of
 * kinds holds for the rows that are there.
 */
export class Migration0058Messages extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const mails = `'registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed', 'organiser-message'`;
const statements = [
  `create table "message" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "subject" jsonb not null, "body" jsonb not null, "audience" jsonb not null, "due_at" timestamptz null, "state" text not null default 'draft', "version" int not null default 1, "created_at" timestamptz not null, "updated_at" timestamptz not null, "confirmed_at" timestamptz null, "confirmed_by_id" uuid null, "reply_to" text null, primary key ("id"));`,
  `create index "message_event" on "message" ("event_id");`,
  `alter table "message" add constraint "message_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "message" add constraint "message_confirmed_by_id_foreign" foreign key ("confirmed_by_id") references "person" ("id") on delete set null;`,
  `alter table "message" add constraint "message_state_check" check ("state" in ('draft', 'confirmed', 'cancelled'));`,
  `alter table "message" add constraint "message_confirmed_is_noted" check ((state = 'draft') = (confirmed_at IS NULL));`,
  `alter table "mail" add column "message_id" uuid null;`,
  `alter table "mail" add constraint "mail_message_id_foreign" foreign key ("message_id") references "message" ("id") on delete cascade not valid;`,
  `alter table "mail" validate constraint "mail_message_id_foreign";`,
  `create index "mail_message" on "mail" ("message_id", "state") where message_id is not null;`,
  `alter table "mail_stop" drop constraint "mail_stop_kind_check", add constraint "mail_stop_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "mail_stop" validate constraint "mail_stop_kind_check";`,
  `alter table "mail" drop constraint "mail_kind_check", add constraint "mail_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "mail" validate constraint "mail_kind_check";`,
  `alter table "notification" drop constraint "notification_kind_check", add constraint "notification_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "notification" validate constraint "notification_kind_check";`,
  `alter table "notification_stop" drop constraint "notification_stop_kind_check", add constraint "notification_stop_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "notification_stop" validate constraint "notification_stop_kind_check";`,
];
