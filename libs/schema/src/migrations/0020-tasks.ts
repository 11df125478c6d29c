import { Migration } from '@mikro-orm/migrations';

/** Tasks that go on in the worker, under which ids files know sessions and speakers, and tables among the files. */
export class Migration0020Tasks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "file" drop constraint "file_kind_check", add constraint "file_kind_check" check ("kind" in ('image', 'document', 'table')) not valid;`,
  `alter table "file" validate constraint "file_kind_check";`,
  `create table "agenda_origin" ("event_id" uuid not null, "kind" text not null, "guid" uuid not null, "ref" uuid not null, "extra" jsonb null, "created_at" timestamptz not null default now(), primary key ("event_id", "kind", "guid"));`,
  `alter table "agenda_origin" add constraint "agenda_origin_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "agenda_origin" add constraint "agenda_origin_kind_check" check ("kind" in ('session', 'speaker'));`,
  `create table "task" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "kind" text not null, "state" text not null default 'queued', "done" int not null default 0, "total" int not null default 0, "about" text not null, "input" jsonb not null, "by_id" uuid null, "stopping" boolean not null default false, "result" jsonb null, "problem" varchar(60) null, "created_at" timestamptz not null default now(), "seen_at" timestamptz null, "finished_at" timestamptz null, primary key ("id"));`,
  `create index "task_event" on "task" ("event_id");`,
  `create index "task_by" on "task" ("by_id");`,
  `alter table "task" add constraint "task_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "task" add constraint "task_by_id_foreign" foreign key ("by_id") references "person" ("id") on delete set null;`,
  `alter table "task" add constraint "task_kind_check" check ("kind" in ('people-import'));`,
  `alter table "task" add constraint "task_state_check" check ("state" in ('queued', 'running', 'done', 'failed', 'cancelled'));`,
];
