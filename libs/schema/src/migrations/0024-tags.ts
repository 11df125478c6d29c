import { Migration } from '@mikro-orm/migrations';

/**
 * Questions are given to a speaker, bear tags, and are held by an event's words. New columns have constant defaults or
 * none, so that no table is written anew.
 */
export class Migration0024Tags extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "question" add column "assigned_id" uuid null, add column "tags" text[] not null default '{}', add column "marks" text[] not null default '{}', add column "held" boolean not null default false;`,
  `alter table "question" add constraint "question_tags_few" check (cardinality(tags) <= 5) not valid;`,
  `alter table "question" validate constraint "question_tags_few";`,
  `create index "question_assigned" on "question" ("assigned_id");`,
  `alter table "question" add constraint "question_assigned_id_foreign" foreign key ("assigned_id") references "speaker" ("id") on delete set null;`,
  `alter table "moderation_step" drop constraint "moderation_step_step_check", add constraint "moderation_step_step_check" check ("step" in ('approved', 'dismissed', 'answered', 'opened', 'closed', 'by-agenda', 'edited', 'pinned', 'unpinned', 'answering', 'not-answering', 'replied', 'merged', 'unmerged', 'assigned', 'unassigned', 'tagged', 'undone', 'rules')) not valid;`,
  `alter table "moderation_step" validate constraint "moderation_step_step_check";`,
  `create table "question_filter" ("event_id" uuid not null, "words" jsonb not null default '{}', "starter" text[] not null default '{}', "links" boolean not null default true, "version" int not null default 0, primary key ("event_id"));`,
  `alter table "question_filter" add constraint "question_filter_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;`,
];
