import { Migration } from '@mikro-orm/migrations';

/** The log of polls, and tasks that write files. The new table waits for nobody; `task` is locked for a moment. */
export class Migration0028PollSteps extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "poll_step" ("id" bigserial primary key, "session_id" uuid not null, "poll_id" uuid null, "kind" text not null, "question" text null, "actor_id" uuid null, "step" text not null, "at" timestamptz not null);`,
  `create index "poll_step_session" on "poll_step" ("session_id");`,
  `create index "poll_step_poll" on "poll_step" ("poll_id");`,
  `create index "poll_step_actor" on "poll_step" ("actor_id");`,
  `alter table "poll_step" add constraint "poll_step_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;`,
  `alter table "poll_step" add constraint "poll_step_poll_id_foreign" foreign key ("poll_id") references "poll" ("id") on delete set null;`,
  `alter table "poll_step" add constraint "poll_step_actor_id_foreign" foreign key ("actor_id") references "person" ("id") on delete set null;`,
  `alter table "poll_step" add constraint "poll_step_kind_check" check ("kind" in ('single', 'multiple', 'rating', 'words', 'text'));`,
  `alter table "poll_step" add constraint "poll_step_step_check" check ("step" in ('poll-created', 'poll-opened', 'poll-closed', 'poll-reopened', 'poll-shown', 'poll-hidden', 'poll-deleted'));`,
  `alter table "task" drop constraint "task_kind_check", add constraint "task_kind_check" check ("kind" in ('people-import', 'interactions-export')) not valid;`,
  `alter table "task" validate constraint "task_kind_check";`,
];
