import { Migration } from '@mikro-orm/migrations';

/**
 * Guests: people without an address, and which events they came into. New columns have constant defaults; what is
 * checked of old rows is checked without keeping anybody from writing.
 */
export class Migration0027Guests extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "person" alter column "email" drop not null;`,
  `alter table "person" add column "guest" boolean not null default false;`,
  `alter table "person" add constraint "person_guest_has_no_email" check (guest = (email IS NULL)) not valid;`,
  `alter table "person" validate constraint "person_guest_has_no_email";`,
  `alter table "event" add column "guests" text not null default 'off';`,
  `alter table "event" add constraint "event_guests_check" check ("guests" in ('off', 'listen', 'ask')) not valid;`,
  `alter table "event" validate constraint "event_guests_check";`,
  `alter table "question" add column "guest" boolean not null default false;`,
  `create table "event_guest" ("event_id" uuid not null, "person_id" uuid not null, "key_hash" bytea null, "came_at" timestamptz not null, primary key ("event_id", "person_id"));`,
  `create index "event_guest_person" on "event_guest" ("person_id");`,
  `alter table "event_guest" add constraint "event_guest_key" unique ("event_id", "key_hash");`,
  `alter table "event_guest" add constraint "event_guest_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;`,
  `alter table "event_guest" add constraint "event_guest_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`,
];
