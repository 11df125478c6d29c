import { Migration } from '@mikro-orm/migrations';

/** What came of expectations, and reports as files. The new table waits for nobody; `task` is locked for a moment. */
export class Migration0043Reports extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "outcome_result" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "fingerprint" varchar(64) not null, "place" int not null, "verdict" text null, "text" jsonb not null, "version" int not null default 1, "edited_by_id" uuid null, "edited_at" timestamptz not null, primary key ("id"), constraint "outcome_result_verdict_check" check ("verdict" in ('reached', 'partly', 'not')));`,
  `create index "outcome_result_edited_by" on "outcome_result" ("edited_by_id");`,
  `alter table "outcome_result" add constraint "outcome_result_expectation" unique ("event_id", "fingerprint");`,
  `alter table "outcome_result" add constraint "outcome_result_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "outcome_result" add constraint "outcome_result_edited_by_id_foreign" foreign key ("edited_by_id") references "person" ("id") on delete set null;`,
  `alter table "task" drop constraint "task_kind_check", add constraint "task_kind_check" check ("kind" in ('people-import', 'interactions-export', 'report-export')) not valid;`,
  `alter table "task" validate constraint "task_kind_check";`,
];
