import { Migration } from '@mikro-orm/migrations';

/** Short codes of sessions, polls and their answers. All tables are new, so nothing waits for a lock. */
export class Migration0023Polls extends Migration {
  override up(): void {
    this.addSql(tables);
  }
}

const tables = `
create table "session_code" ("session_id" uuid not null, "code" text not null, primary key ("session_id"));
alter table "session_code" add constraint "session_code_unique" unique ("code");
alter table "session_code" add constraint "session_code_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;
alter table "session_code" add constraint "session_code_letters" check (code ~ '^[A-HJ-NP-Z]{6}$');

create table "poll" ("id" uuid not null default uuidv7(), "session_id" uuid not null, "kind" text not null, "question" text null, "options" text[] not null default '{}', "most" int not null default 1, "state" text not null default 'draft', "round" int not null default 1, "shown" boolean not null default false, "opened_at" timestamptz null, primary key ("id"));
create index "poll_session" on "poll" ("session_id");
create unique index "poll_shown" on "poll" ("session_id") where shown;
create unique index "poll_session_rating" on "poll" ("session_id") where question is null;
alter table "poll" add constraint "poll_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
alter table "poll" add constraint "poll_draft_is_not_shown" check (NOT (shown AND (state = 'draft')));
alter table "poll" add constraint "poll_kind_check" check ("kind" in ('single', 'multiple', 'rating', 'words', 'text'));
alter table "poll" add constraint "poll_state_check" check ("state" in ('draft', 'open', 'closed'));

create table "poll_answer" ("poll_id" uuid not null, "person_id" uuid not null, "number" serial, "choices" int[] not null default '{}', "words" text[] not null default '{}', "text" text null, "at" timestamptz not null default now(), primary key ("poll_id", "person_id"));
create index "poll_answer_person" on "poll_answer" ("person_id");
alter table "poll_answer" add constraint "poll_answer_poll_id_foreign" foreign key ("poll_id") references "poll" ("id") on update cascade on delete cascade;
alter table "poll_answer" add constraint "poll_answer_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;
`;
