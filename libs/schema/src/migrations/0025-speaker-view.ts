import { Migration } from '@mikro-orm/migrations';

/**
 * Notes to those on stage, the asker's organisation, and ratings that open by themselves. New columns have constant
 * defaults or none, so that no table is written anew.
 */
export class Migration0025SpeakerView extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "speaker_note" ("id" serial primary key, "session_id" uuid not null, "text" text null, "by_id" uuid null, "at" timestamptz not null, "seen_at" timestamptz null, "seen_by_id" uuid null);`,
  `create index "speaker_note_session" on "speaker_note" ("session_id", "id");`,
  `create index "speaker_note_by" on "speaker_note" ("by_id");`,
  `create index "speaker_note_seen_by" on "speaker_note" ("seen_by_id");`,
  `alter table "speaker_note" add constraint "speaker_note_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;`,
  `alter table "speaker_note" add constraint "speaker_note_by_id_foreign" foreign key ("by_id") references "person" ("id") on delete set null;`,
  `alter table "speaker_note" add constraint "speaker_note_seen_by_id_foreign" foreign key ("seen_by_id") references "person" ("id") on delete set null;`,
  `alter table "question" add column "organisation" text null;`,
  `alter table "question" add constraint "question_organisation_beside_a_name" check (NOT ((organisation IS NOT NULL) AND (author IS NULL))) not valid;`,
  `alter table "question" validate constraint "question_organisation_beside_a_name";`,
  `alter table "qa_room" add column "rate_at_end" boolean not null default true;`,
];
