import { Migration } from '@mikro-orm/migrations';

/**
 * Browsers on which people are told, what is sent to each, what of it they have stopped, and the house's key for push
 * services. All tables are new, so nothing waits for a lock.
 */
export class Migration0066Push extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const kinds = `'registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'starred-reminder', 'profile-reminder', 'meeting-requested', 'request-reminder', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'feedback-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed', 'organiser-message'`;
const statements = [
  `create table "push_device" ("id" uuid not null default uuidv7(), "person_id" uuid not null, "session_id" uuid not null, "endpoint" text not null, "p256dh" text not null, "auth" text not null, "house_key" text not null, "user_agent" text not null, "created_at" timestamptz not null, "last_sent_at" timestamptz null, "last_failed_at" timestamptz null, primary key ("id"));`,
  `create index "push_device_person" on "push_device" ("person_id");`,
  `alter table "push_device" add constraint "push_device_session" unique ("session_id");`,
  `alter table "push_device" add constraint "push_device_endpoint" unique ("endpoint");`,
  `alter table "push_device" add constraint "push_device_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "push_device" add constraint "push_device_session_id_foreign" foreign key ("session_id") references "sign_in_session" ("id") on delete cascade;`,
  `create table "push" ("id" uuid not null default uuidv7(), "kind" text null, "event_id" uuid null, "person_id" uuid not null, "device_id" uuid not null, "state" text not null, "dedupe" varchar(200) not null, "content" jsonb null, "expires_at" timestamptz null, "created_at" timestamptz not null, "sent_at" timestamptz null, "tries" int not null default 0, "error" text null, "look_at" timestamptz not null, primary key ("id"));`,
  `create index "push_person" on "push" ("person_id");`,
  `create index "push_event" on "push" ("event_id", "id");`,
  `create index "push_waiting" on "push" ("look_at") where state = 'queued';`,
  `alter table "push" add constraint "push_once" unique ("device_id", "dedupe");`,
  `alter table "push" add constraint "push_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "push" add constraint "push_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "push" add constraint "push_kind_check" check ("kind" in (${kinds}));`,
  `alter table "push" add constraint "push_state_check" check ("state" in ('queued', 'sent', 'failed', 'suppressed'));`,
  `create table "push_stop" ("person_id" uuid not null, "kind" text not null, "stopped_at" timestamptz not null, primary key ("person_id", "kind"));`,
  `alter table "push_stop" add constraint "push_stop_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "push_stop" add constraint "push_stop_kind_check" check ("kind" in (${kinds}));`,
  `create table "push_key" ("id" int not null default 1, "sealed" text not null, "made_at" timestamptz not null, primary key ("id"));`,
  `alter table "push_key" add constraint "push_key_one" check (id = 1);`,
];
