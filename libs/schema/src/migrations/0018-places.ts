import { Migration } from '@mikro-orm/migrations';

/**
 * Places in an event: how people get one, the line for a free one, invitations by mail, and seats in sessions. The
 * indexes are built on tables of a few thousand rows, in milliseconds under a lock that keeps writers waiting.
 */
export class Migration0018Places extends Migration {
  override up(): void {
    for (const statement of [registrations, settings, invitations, seats, mails]) this.addSql(statement);
  }
}

const registrations = `
alter table "registration" drop constraint "registration_state_check";
alter table "registration" add "queue_number" int null, add "decline_reason" text null, add "asked_at" timestamptz not null default now();
update "registration" set "asked_at" = "created_at";
create index "registration_event_state" on "registration" ("event_id", "state", "id");
create index "registration_event_country" on "registration" ("event_id", "country", "id");
create index "registration_event_category" on "registration" ("event_id", "category", "id");
create index "registration_event_asked" on "registration" ("event_id", "asked_at", "id");
create unique index "registration_queue" on "registration" ("event_id", "queue_number") where state = 'waiting';
alter table "registration" add constraint "registration_waiting_has_number" check ((state = 'waiting') = (queue_number is not null));
alter table "registration" add constraint "registration_state_check" check ("state" in ('invited', 'pending', 'waiting', 'confirmed', 'declined', 'withdrawn'));
`;

const settings = `
create table "registration_settings" ("event_id" uuid not null, "mode" text not null default 'open', "opens_at" timestamptz null, "closes_at" timestamptz null, "withdraw_until" timestamptz null, "capacity" int null, "waiting_list" boolean not null default true, "keep_for_invited" boolean not null default false, "note" jsonb null, primary key ("event_id"));
alter table "registration_settings" add constraint "registration_settings_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;
alter table "registration_settings" add constraint "registration_settings_capacity_positive" check (capacity > 0);
alter table "registration_settings" add constraint "registration_settings_mode_check" check ("mode" in ('open', 'approval', 'invitation'));
`;

const invitations = `
create table "invitation" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid not null, "token_hash" varchar(64) not null, "version" int not null default 0, "name" text not null, "language" text not null, "prefill" jsonb not null, "message" jsonb null, "mails" int not null default 1, "mailed_at" timestamptz not null, "opened_at" timestamptz null, "declined_at" timestamptz null, "revoked_at" timestamptz null, "created_at" timestamptz not null, primary key ("id"));
create index "invitation_person" on "invitation" ("person_id");
alter table "invitation" add constraint "invitation_token" unique ("token_hash");
alter table "invitation" add constraint "invitation_event_person" unique ("event_id", "person_id");
alter table "invitation" add constraint "invitation_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "invitation" add constraint "invitation_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "invitation" add constraint "invitation_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));
`;

const seats = `
create table "session_seat" ("session_id" uuid not null, "person_id" uuid not null, "state" text not null, "number" int not null, "created_at" timestamptz not null, primary key ("session_id", "person_id"));
create index "session_seat_person" on "session_seat" ("person_id");
alter table "session_seat" add constraint "session_seat_number" unique ("session_id", "number");
alter table "session_seat" add constraint "session_seat_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "session_seat" add constraint "session_seat_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;
alter table "session_seat" add constraint "session_seat_state_check" check ("state" in ('seated', 'waiting'));
`;

const kinds = `('registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary', 'agenda-changed', 'speaker-claim', 'speaker-reviewed')`;
const mails = `
alter table "mail_stop" drop constraint "mail_stop_kind_check";
alter table "mail_stop" add constraint "mail_stop_kind_check" check ("kind" in ${kinds});
alter table "mail" drop constraint "mail_kind_check";
alter table "mail" add constraint "mail_kind_check" check ("kind" in ${kinds});
`;
