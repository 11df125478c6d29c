import { Migration } from '@mikro-orm/migrations';

/**
 * Blocks and slots of meetings, requests, and the meetings they lead to.
 * All tables are new, so nothing waits for a lock.
 */
export class Migration0007Meetings extends Migration {
  override up(): void {
    for (const statement of [tables, searchFold]) this.addSql(statement);
  }
}

const tables = `
create table "meeting_block" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "title" jsonb not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "slot_minutes" int not null, "gap_minutes" int not null, "tables" int null, "created_at" timestamptz not null default now(), primary key ("id"));
create index "meeting_block_event" on "meeting_block" ("event_id");

create table "meeting_slot" ("id" uuid not null default uuidv7(), "block_id" uuid not null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, primary key ("id"));
alter table "meeting_slot" add constraint "meeting_slot_start" unique ("block_id", "starts_at");

create table "meeting_request" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "asker_id" uuid not null, "asked_id" uuid not null, "message" text null, "state" text not null default 'open', "reason" text null, "asked_at" timestamptz not null, "answered_at" timestamptz null, primary key ("id"));
create index "meeting_request_asker" on "meeting_request" ("asker_id");
create index "meeting_request_asked" on "meeting_request" ("asked_id");
CREATE UNIQUE INDEX meeting_request_pair ON meeting_request USING btree (event_id, LEAST(asker_id, asked_id), GREATEST(asker_id, asked_id)) WHERE (state = ANY (ARRAY['open'::text, 'accepted'::text]));

create table "meeting" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "request_id" uuid not null, "slot_id" uuid not null, "table_number" int null, "starts_at" timestamptz not null, "ends_at" timestamptz not null, "state" text not null default 'booked', "booked_at" timestamptz not null, "cancelled_by_id" uuid null, "cancelled_at" timestamptz null, primary key ("id"));
alter table "meeting" add constraint "meeting_of_request" unique ("request_id");
create index "meeting_by_slot" on "meeting" ("slot_id");
create index "meeting_due" on "meeting" ("event_id", "ends_at") where state = 'booked';
create unique index "meeting_table" on "meeting" ("slot_id", "table_number") where state <> 'cancelled';

create table "meeting_person" ("meeting_id" uuid not null, "person_id" uuid not null, "entered_at" timestamptz null, "outcome" text null, "outcome_at" timestamptz null, primary key ("meeting_id", "person_id"));
create index "meeting_person_person" on "meeting_person" ("person_id");

alter table "meeting_block" add constraint "meeting_block_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "meeting_block" add constraint "meeting_block_ends_after_start" check (ends_at > starts_at);

alter table "meeting_slot" add constraint "meeting_slot_block_id_foreign" foreign key ("block_id") references "meeting_block" ("id") on delete cascade;
alter table "meeting_slot" add constraint "meeting_slot_ends_after_start" check (ends_at > starts_at);

alter table "meeting_request" add constraint "meeting_request_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "meeting_request" add constraint "meeting_request_asker_id_foreign" foreign key ("asker_id") references "person" ("id") on delete cascade;
alter table "meeting_request" add constraint "meeting_request_asked_id_foreign" foreign key ("asked_id") references "person" ("id") on delete cascade;
alter table "meeting_request" add constraint "meeting_request_of_two" check (asker_id <> asked_id);
alter table "meeting_request" add constraint "meeting_request_state_check" check ("state" in ('open', 'accepted', 'declined', 'withdrawn', 'cancelled'));

alter table "meeting" add constraint "meeting_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "meeting" add constraint "meeting_request_id_foreign" foreign key ("request_id") references "meeting_request" ("id") on delete cascade;
alter table "meeting" add constraint "meeting_slot_id_foreign" foreign key ("slot_id") references "meeting_slot" ("id") on delete cascade;
alter table "meeting" add constraint "meeting_cancelled_by_id_foreign" foreign key ("cancelled_by_id") references "person" ("id") on delete set null;
alter table "meeting" add constraint "meeting_state_check" check ("state" in ('booked', 'cancelled', 'held', 'missed'));

alter table "meeting_person" add constraint "meeting_person_meeting_id_foreign" foreign key ("meeting_id") references "meeting" ("id") on update cascade on delete cascade;
alter table "meeting_person" add constraint "meeting_person_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;
alter table "meeting_person" add constraint "meeting_person_outcome_check" check ("outcome" in ('no-interest', 'informative', 'cooperation-possible'));
`;

/*
 * What a search compares: lower case, no accents, Cyrillic and Georgian in Latin letters, and one letter for what is
 * sometimes spelt with two. So words are found across scripts (ბერიძე, Беридзе, Beridze), and trigrams, which know
 * nothing but ASCII where the database's character type is C, forgive slips in every script.
 * Stable, not immutable: PostgreSQL then puts its body into the query instead of calling it.
 */
const searchFold = `
create function search_fold(words text) returns text language sql stable parallel safe return
  translate(
    replace(replace(replace(replace(replace(replace(replace(lower(unaccent(words)),
      'kh', 'h'), 'gh', 'g'), 'zh', 'j'), 'dz', 'z'), 'sh', 's'), 'ch', 'c'), 'ts', 'c'),
    'əyqабвгґдеєэжзиіїыйклмнопрстуфхцчшщюяაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰьъ',
    'eikabvggdeeejziiiiiklmnoprstufhccssuaabgdevztiklmnopjrstupkgkscczcchjh');
`;
