import { Migration } from '@mikro-orm/migrations';

/**
 * Releases are called something in each of the event's languages; what they were called until now is in its first.
 * `release` is locked while its rows are written anew: an event has a handful.
 */
export class Migration0030ReleaseNames extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "release" add column "names_by_language" jsonb null;`,
  `update "release" r set "names_by_language" = jsonb_build_object(coalesce(e.languages ->> 0, 'en'), r.name)
     from "event" e where e.id = r.event_id;`,
  `alter table "release" drop column "name";`,
  `alter table "release" rename column "names_by_language" to "name";`,
  `alter table "release" alter column "name" set not null, add constraint "release_named" check (name <> '{}');`,
];
