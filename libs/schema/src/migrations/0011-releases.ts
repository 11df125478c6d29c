import { Migration } from '@mikro-orm/migrations';

/** Releases of the agenda, and what each of them changed. */
export class Migration0011Releases extends Migration {
  override up(): void {
    this.addSql(releases);
  }
}

const releases = `
create table "release" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "number" int not null, "name" text not null, "note" jsonb null, "changelog" jsonb not null, "names" jsonb not null, "released_by_id" uuid null, "released_at" timestamptz not null, primary key ("id"));
create index "release_by" on "release" ("released_by_id");
alter table "release" add constraint "release_number" unique ("event_id", "number");
alter table "release" add constraint "release_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "release" add constraint "release_released_by_id_foreign" foreign key ("released_by_id") references "person" ("id") on delete set null;

create table "release_change" ("release_id" uuid not null, "session_id" uuid not null, "kind" text not null, "fields" jsonb not null, "before" jsonb not null, "after" jsonb not null, primary key ("release_id", "session_id"));
create index "release_change_session" on "release_change" ("session_id");
alter table "release_change" add constraint "release_change_release_id_foreign" foreign key ("release_id") references "release" ("id") on delete cascade;
alter table "release_change" add constraint "release_change_kind_check" check ("kind" in ('added', 'moved', 'changed', 'removed'));
`;
