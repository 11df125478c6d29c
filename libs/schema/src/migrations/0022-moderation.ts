import { Migration } from '@mikro-orm/migrations';

/**
 * Moderators edit, pin, answer in writing, unite and undo; rooms have rules. New columns have constant defaults or
 * none, so that no table is written anew.
 */
export class Migration0022Moderation extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "question" add column "original" text null, add column "pinned" boolean not null default false, add column "answering" boolean not null default false, add column "reply" text null, add column "merged_into_id" int null, add column "version" int not null default 1;`,
  `alter table "question" drop constraint "question_state_check", add constraint "question_state_check" check ("state" in ('pending', 'approved', 'dismissed', 'answered', 'withdrawn', 'merged')) not valid;`,
  `alter table "question" validate constraint "question_state_check";`,
  `alter table "question" add constraint "question_merged_elsewhere" check (merged_into_id <> id) not valid;`,
  `alter table "question" validate constraint "question_merged_elsewhere";`,
  `create index "question_merged_into" on "question" ("merged_into_id");`,
  `create unique index "question_answering_now" on "question" ("session_id") where answering;`,
  `alter table "question" add constraint "question_merged_into_id_foreign" foreign key ("merged_into_id") references "question" ("id") on delete set null;`,
  `alter table "qa_room" add column "moderated" boolean not null default true, add column "per_person" int null, add column "slow_seconds" int null;`,
  `alter table "qa_room" add constraint "qa_room_per_person_positive" check (per_person > 0), add constraint "qa_room_slow_positive" check (slow_seconds > 0);`,
  `alter table "moderation_step" add column "before" jsonb null, add column "version" int null, add column "other_id" int null, add column "undoes" bigint null;`,
  `alter table "moderation_step" drop constraint "moderation_step_step_check", add constraint "moderation_step_step_check" check ("step" in ('approved', 'dismissed', 'answered', 'opened', 'closed', 'by-agenda', 'edited', 'pinned', 'unpinned', 'answering', 'not-answering', 'replied', 'merged', 'unmerged', 'undone', 'rules')) not valid;`,
  `alter table "moderation_step" validate constraint "moderation_step_step_check";`,
  `create index "moderation_step_other" on "moderation_step" ("other_id");`,
  `alter table "moderation_step" add constraint "moderation_step_other_id_foreign" foreign key ("other_id") references "question" ("id") on delete set null;`,
  `alter table "moderation_step" add constraint "moderation_step_undoes" unique ("undoes");`,
  `create table "desk_look" ("session_id" uuid not null, "person_id" uuid not null, "question_id" int not null, "at" timestamptz not null, primary key ("session_id", "person_id"));`,
  `create index "desk_look_person" on "desk_look" ("person_id");`,
  `create index "desk_look_question" on "desk_look" ("question_id");`,
  `alter table "desk_look" add constraint "desk_look_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;`,
  `alter table "desk_look" add constraint "desk_look_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`,
  `alter table "desk_look" add constraint "desk_look_question_id_foreign" foreign key ("question_id") references "question" ("id") on delete cascade;`,
  `alter table "vote" add column "united" boolean not null default false;`,
];
