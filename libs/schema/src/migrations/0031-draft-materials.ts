import { Migration } from '@mikro-orm/migrations';

/**
 * Slides and the like for sessions that were never released: they hang on the draft until a release puts them under
 * the session. `session_material` is locked while it is looked through once: an event has a few hundred rows.
 */
export class Migration0031DraftMaterials extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "session_material" alter column "session_id" drop not null, add column "draft_id" uuid null;`,
  `create index "session_material_draft" on "session_material" ("draft_id");`,
  `alter table "session_material" add constraint "session_material_draft_id_foreign" foreign key ("draft_id") references "session_draft" ("session_id") on delete cascade;`,
  `alter table "session_material" add constraint "session_material_one_place" check ((session_id is null) <> (draft_id is null));`,
];
