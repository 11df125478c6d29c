import { Migration } from '@mikro-orm/migrations';

/**
 * Announcements, reactions, and how many are in a room. New columns have constant defaults or none, so that no table is
 * written anew; the new tables wait for nobody.
 */
export class Migration0034Signs extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "announcement" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "session_id" uuid null, "texts" jsonb not null, "link" text null, "by_id" uuid null, "at" timestamptz not null, "until" timestamptz null, "ended_at" timestamptz null, "ended" text null, "ended_by_id" uuid null, primary key ("id"), constraint "announcement_ended_check" check ("ended" in ('withdrawn', 'replaced', 'over')), constraint "announcement_ended_somehow" check ((ended is null) = (ended_at is null)), constraint "announcement_link_https" check (starts_with(link, 'https://'::text)));`,
  `create index "announcement_event" on "announcement" ("event_id");`,
  `create index "announcement_session" on "announcement" ("session_id");`,
  `create index "announcement_by" on "announcement" ("by_id");`,
  `create index "announcement_ended_by" on "announcement" ("ended_by_id");`,
  `create unique index "announcement_standing_session" on "announcement" ("session_id") where ended_at is null;`,
  `create unique index "announcement_standing_event" on "announcement" ("event_id") where ended_at is null and session_id is null;`,
  `alter table "announcement" add constraint "announcement_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "announcement" add constraint "announcement_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;`,
  `alter table "announcement" add constraint "announcement_by_id_foreign" foreign key ("by_id") references "person" ("id") on delete set null;`,
  `alter table "announcement" add constraint "announcement_ended_by_id_foreign" foreign key ("ended_by_id") references "person" ("id") on delete set null;`,
  `create table "reaction_count" ("session_id" uuid not null, "kind" text not null, "count" int not null, primary key ("session_id", "kind"), constraint "reaction_count_kind_check" check ("kind" in ('applause', 'heart', 'laugh', 'surprise')));`,
  `alter table "reaction_count" add constraint "reaction_count_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;`,
  `create table "session_presence" ("session_id" uuid not null, "present" int not null, primary key ("session_id"));`,
  `alter table "session_presence" add constraint "session_presence_session_id_foreign" foreign key ("session_id") references "session" ("id") on update cascade on delete cascade;`,
  `alter table "attendance" add column "guest" boolean not null default false;`,
  `alter table "qa_room" add column "reactions" boolean not null default true;`,
  `alter table "moderation_step" add column "announcement_id" uuid null;`,
  `create index "moderation_step_announcement" on "moderation_step" ("announcement_id");`,
  `alter table "moderation_step" add constraint "moderation_step_announcement_id_foreign" foreign key ("announcement_id") references "announcement" ("id") on delete set null;`,
  `alter table "moderation_step" drop constraint "moderation_step_step_check", add constraint "moderation_step_step_check" check ("step" in ('approved', 'dismissed', 'answered', 'opened', 'closed', 'by-agenda', 'edited', 'pinned', 'unpinned', 'answering', 'not-answering', 'replied', 'merged', 'unmerged', 'assigned', 'unassigned', 'tagged', 'undone', 'rules', 'announced', 'announcement-withdrawn')) not valid;`,
  `alter table "moderation_step" validate constraint "moderation_step_step_check";`,
];
