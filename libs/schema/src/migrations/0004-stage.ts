import { Migration } from '@mikro-orm/migrations';

/**
 * Speakers get a slug, so that an import finds them again, and sessions get moderators beside their speakers.
 * Both tables are small; the unique index replaces the one on the event alone.
 */
export class Migration0004Stage extends Migration {
  override up(): void {
    this.addSql(statements);
  }
}

const statements = `
alter table "speaker" add column "slug" varchar(80) null;
update "speaker" set "slug" = 'speaker-' || "id"::text;
alter table "speaker" alter column "slug" set not null;
drop index "speaker_event";
alter table "speaker" add constraint "speaker_slug" unique ("event_id", "slug");

alter table "session_speaker" add column "role" text not null default 'speaker';
alter table "session_speaker" add constraint "session_speaker_role_check" check ("role" in ('speaker', 'moderator'));
`;
