import { Migration } from '@mikro-orm/migrations';

/**
 * Questions of the audience, votes, the room of each session and the log of moderation.
 * All tables are new, so nothing waits for a lock.
 */
export class Migration0006Questions extends Migration {
  override up(): void {
    this.addSql(tables);
  }
}

const tables = `
create table "question" ("id" serial primary key, "session_id" uuid not null, "person_id" uuid not null, "text" text not null, "anonymous" boolean not null default false, "author" text null, "state" text not null default 'pending', "reason" text null, "votes" int not null default 0, "asked_at" timestamptz not null, "moderated_at" timestamptz null, "answered_at" timestamptz null, "moderated_by_id" uuid null);
create index "question_person" on "question" ("person_id");
create index "question_moderator" on "question" ("moderated_by_id");
create index "question_session_state" on "question" ("session_id", "state");

create table "qa_room" ("session_id" uuid not null, "open" boolean null, primary key ("session_id"));

create table "moderation_step" ("id" bigserial primary key, "session_id" uuid not null, "question_id" int null, "actor_id" uuid null, "step" text not null, "reason" text null, "at" timestamptz not null);
create index "moderation_step_session" on "moderation_step" ("session_id");
create index "moderation_step_question" on "moderation_step" ("question_id");
create index "moderation_step_actor" on "moderation_step" ("actor_id");

create table "vote" ("question_id" int not null, "person_id" uuid not null, "at" timestamptz not null default now(), primary key ("question_id", "person_id"));
create index "vote_person_question" on "vote" ("person_id", "question_id");

alter table "question" add constraint "question_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
alter table "question" add constraint "question_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "question" add constraint "question_moderated_by_id_foreign" foreign key ("moderated_by_id") references "person" ("id") on delete set null;
alter table "question" add constraint "question_votes_not_negative" check (votes >= 0);
alter table "question" add constraint "question_anonymous_has_no_author" check (NOT (anonymous AND (author IS NOT NULL)));
alter table "question" add constraint "question_state_check" check ("state" in ('pending', 'approved', 'dismissed', 'answered', 'withdrawn'));

alter table "qa_room" add constraint "qa_room_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;

alter table "moderation_step" add constraint "moderation_step_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;
alter table "moderation_step" add constraint "moderation_step_question_id_foreign" foreign key ("question_id") references "question" ("id") on delete cascade;
alter table "moderation_step" add constraint "moderation_step_actor_id_foreign" foreign key ("actor_id") references "person" ("id") on delete set null;
alter table "moderation_step" add constraint "moderation_step_step_check" check ("step" in ('approved', 'dismissed', 'answered', 'opened', 'closed', 'by-agenda'));

alter table "vote" add constraint "vote_question_id_foreign" foreign key ("question_id") references "question" ("id") on update cascade on delete cascade;
alter table "vote" add constraint "vote_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;
`;
