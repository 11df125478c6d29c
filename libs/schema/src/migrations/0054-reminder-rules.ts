import { Migration } from '@mikro-orm/migrations';

/**
 * Rules of reminders as organisers set them, more kinds of them, and until when one is held back. The new table and
 * column are empty, and the longer lists of kinds hold for the rows that are there, so these are not read while others
 * wait.
 */
export class Migration0054ReminderRules extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const kinds = `'event-day', 'event-hour', 'meeting', 'session', 'starred', 'profile', 'request', 'follow-up', 'feedback'`;
const mails = `'registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed'`;
const statements = [
  `create table "reminder_rule" ("event_id" uuid not null, "kind" text not null, "enabled" boolean not null, "lead_minutes" int not null, "changed_at" timestamptz not null, primary key ("event_id", "kind"));`,
  `alter table "reminder_rule" add constraint "reminder_rule_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "reminder_rule" add constraint "reminder_rule_kind_check" check ("kind" in ('event-day', 'event-hour', 'profile', 'starred', 'session', 'meeting', 'request', 'feedback'));`,
  `alter table "reminder_rule" add constraint "reminder_rule_lead" check (lead_minutes >= 0);`,
  `alter table "reminder" add column "held_until" timestamptz null;`,
  `drop index "reminder_due";`,
  `drop index "reminder_event_due";`,
  `create index "reminder_due" on "reminder" (greatest(due_at, held_until)) where told_at is null;`,
  `create index "reminder_event_due" on "reminder" (event_id, greatest(due_at, held_until)) where told_at is null;`,
  `alter table "reminder" drop constraint "reminder_kind_check", add constraint "reminder_kind_check" check ("kind" in (${kinds})) not valid;`,
  `alter table "reminder" validate constraint "reminder_kind_check";`,
  `alter table "mail_stop" drop constraint "mail_stop_kind_check", add constraint "mail_stop_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "mail_stop" validate constraint "mail_stop_kind_check";`,
  `alter table "mail" drop constraint "mail_kind_check", add constraint "mail_kind_check" check ("kind" in (${mails})) not valid;`,
  `alter table "mail" validate constraint "mail_kind_check";`,
];
