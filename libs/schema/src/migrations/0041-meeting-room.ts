import { Migration } from '@mikro-orm/migrations';

/**
 * The room of a meeting. Meetings that are made longer keep their table: `meeting_table_once` forbids two meetings at a
 * table of a block at overlapping times. Filling `block_id` and building the constraint lock `meeting` for as long as it
 * takes to read it once, which is well below a second for 100,000 meetings.
 */
export class Migration0041MeetingRoom extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "meeting" add column "block_id" uuid null;`,
  `update "meeting" set block_id = s.block_id from "meeting_slot" s where s.id = "meeting".slot_id;`,
  `create function meeting_block_of_slot() returns trigger language plpgsql as $$
begin
  new.block_id := (select block_id from meeting_slot where id = new.slot_id);
  return new;
end $$;`,
  `create trigger meeting_block before insert or update of slot_id on "meeting"
  for each row execute function meeting_block_of_slot();`,
  `alter table "meeting" add constraint "meeting_table_once" exclude using gist (block_id with =, table_number with =, tstzrange(starts_at, ends_at) with &&) where (state <> 'cancelled' and table_number is not null);`,
  `alter table "meeting_person" add column "called_at" timestamptz null;`,
  `create table "meeting_seat" ("meeting_id" uuid not null, "person_id" uuid not null, "seat" uuid not null, "microphone" boolean not null, "camera" boolean not null, "screen" boolean not null, "keeper" uuid not null, "socket" text not null, "seen_at" timestamptz not null, primary key ("meeting_id", "person_id"));`,
  `create index "meeting_seat_person" on "meeting_seat" ("person_id");`,
  `create index "meeting_seat_keeper" on "meeting_seat" ("keeper");`,
  `create table "meeting_extension" ("meeting_id" uuid not null, "minutes" int not null, "agreed" uuid[] not null, primary key ("meeting_id"));`,
  `create table "meeting_message" ("id" uuid not null default uuidv7(), "meeting_id" uuid not null, "person_id" uuid not null, "text" text not null, "at" timestamptz not null, primary key ("id"));`,
  `create index "meeting_message_meeting" on "meeting_message" ("meeting_id");`,
  `create index "meeting_message_person" on "meeting_message" ("person_id");`,
  `create table "meeting_video" ("event_id" uuid not null, "setup" jsonb not null, "secret" text null, primary key ("event_id"));`,
  `alter table "meeting_seat" add constraint "meeting_seat_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_seat" add constraint "meeting_seat_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_extension" add constraint "meeting_extension_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_message" add constraint "meeting_message_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on delete cascade;`,
  `alter table "meeting_message" add constraint "meeting_message_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `alter table "meeting_video" add constraint "meeting_video_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;`,
];
