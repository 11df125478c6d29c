import { Migration } from '@mikro-orm/migrations';

/**
 * Runs of the scheduler with their plans, and what organisers wish of single meetings. All tables are new, so nothing
 * waits for a lock but the foreign keys, for a moment.
 */
export class Migration0040Schedule extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "schedule_run" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "mode" text not null, "seconds" int not null, "extra_tables" int not null default 0, "state" text not null default 'queued', "attempt" int not null default 0, "stopping" text null, "elapsed" double precision not null default 0, "figures" jsonb null, "base" jsonb null, "placement" jsonb null, "version" int not null default 0, "edition" int not null default 0, "published" jsonb null, "problem" varchar(60) null, "by_id" uuid null, "created_at" timestamptz not null, "seen_at" timestamptz null, "finished_at" timestamptz null, "published_at" timestamptz null, primary key ("id"));`,
  `create index "schedule_run_event" on "schedule_run" ("event_id");`,
  `create index "schedule_run_by" on "schedule_run" ("by_id");`,
  `create index "schedule_run_going" on "schedule_run" ("state", "id") where state in ('queued', 'running');`,
  `create unique index "schedule_run_one" on "schedule_run" ("event_id") where state in ('queued', 'running');`,
  `create table "schedule_wish" ("request_id" uuid not null, "slot_id" uuid null, "priority" boolean not null default false, primary key ("request_id"));`,
  `create index "schedule_wish_slot" on "schedule_wish" ("slot_id");`,
  `alter table "schedule_run" add constraint "schedule_run_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "schedule_run" add constraint "schedule_run_by_id_foreign" foreign key ("by_id") references "person" ("id") on delete set null;`,
  `alter table "schedule_run" add constraint "schedule_run_mode_check" check ("mode" in ('insert-only', 'gentle', 'from-scratch'));`,
  `alter table "schedule_run" add constraint "schedule_run_state_check" check ("state" in ('queued', 'running', 'done', 'cancelled', 'failed', 'published'));`,
  `alter table "schedule_run" add constraint "schedule_run_stopping_check" check ("stopping" in ('keep', 'drop'));`,
  `alter table "schedule_wish" add constraint "schedule_wish_request_id_foreign" foreign key ("request_id") references "meeting_request" ("id") on update cascade on delete cascade;`,
  `alter table "schedule_wish" add constraint "schedule_wish_slot_id_foreign" foreign key ("slot_id") references "meeting_slot" ("id") on delete set null;`,
];
