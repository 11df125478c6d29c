import { Migration } from '@mikro-orm/migrations';

/** Speakers keep their own profiles, with pictures; sessions have things to read and watch. */
export class Migration0016Speakers extends Migration {
  override up(): void {
    for (const statement of [...speakers, ...materials, ...mail]) this.addSql(statement);
  }
}

const speakers = [
  `alter table "event" add column "review_speaker_edits" boolean not null default false;`,
  `alter table "speaker" add column "names" jsonb null, add column "links" jsonb not null default '[]', add column "photo_id" uuid null, add column "pending" jsonb null, add column "pending_photo_id" uuid null, add column "claimed_at" timestamptz null, add column "invited_at" timestamptz null;`,
  `create index "speaker_photo" on "speaker" ("photo_id");`,
  `create index "speaker_pending_photo" on "speaker" ("pending_photo_id");`,
  `alter table "speaker" add constraint "speaker_photo_id_foreign" foreign key ("photo_id") references "file" ("id") on delete set null;`,
  `alter table "speaker" add constraint "speaker_pending_photo_id_foreign" foreign key ("pending_photo_id") references "file" ("id") on delete set null;`,
  `create table "speaker_claim" ("id" uuid not null default uuidv7(), "speaker_id" uuid not null, "email" text not null, "token_hash" bytea not null, "created_at" timestamptz not null, "expires_at" timestamptz not null, primary key ("id"));`,
  `create index "speaker_claim_speaker" on "speaker_claim" ("speaker_id");`,
  `alter table "speaker_claim" add constraint "speaker_claim_token_hash" unique ("token_hash");`,
  `alter table "speaker_claim" add constraint "speaker_claim_speaker_id_foreign" foreign key ("speaker_id") references "speaker" ("id") on delete cascade;`,
];

const materials = [
  `create table "session_material" ("id" uuid not null default uuidv7(), "session_id" uuid not null, "kind" text not null, "title" text not null, "url" text null, "file_id" uuid null, "added_by_id" uuid null, "position" int not null, "created_at" timestamptz not null default now(), primary key ("id"));`,
  `create index "session_material_session" on "session_material" ("session_id");`,
  `create index "session_material_file" on "session_material" ("file_id");`,
  `create index "session_material_added_by" on "session_material" ("added_by_id");`,
  `alter table "session_material" add constraint "session_material_session_id_foreign" foreign key ("session_id") references "session" ("id") on delete cascade;`,
  `alter table "session_material" add constraint "session_material_file_id_foreign" foreign key ("file_id") references "file" ("id") on delete cascade;`,
  `alter table "session_material" add constraint "session_material_added_by_id_foreign" foreign key ("added_by_id") references "person" ("id") on delete set null;`,
  `alter table "session_material" add constraint "session_material_one_source" check ((url is null) <> (file_id is null));`,
  `alter table "session_material" add constraint "session_material_kind_check" check ("kind" in ('slides', 'recording', 'document', 'link'));`,
  // Rows go by many ways (with their session, their event): the files that only they referred to go with them.
  `create function file_let_go() returns trigger language plpgsql as $$
begin
  delete from file where id in (select (to_jsonb(old) ->> name)::uuid from unnest(tg_argv) as name);
  return null;
end $$;`,
  `create trigger session_material_file_let_go after delete on "session_material" for each row execute function file_let_go('file_id');`,
  `create trigger speaker_file_let_go after delete on "speaker" for each row execute function file_let_go('photo_id', 'pending_photo_id');`,
];

const kinds = `('registration-confirmed', 'registration-state', 'invitation', 'event-reminder', 'session-reminder', 'meeting-requested', 'meeting-booked', 'meeting-cancelled', 'meeting-reminder', 'summary', 'speaker-claim', 'speaker-reviewed')`;
const mail = ['mail', 'mail_stop'].flatMap((table) => [
  `alter table "${table}" drop constraint "${table}_kind_check";`,
  `alter table "${table}" add constraint "${table}_kind_check" check ("kind" in ${kinds});`,
]);
