import { Migration } from '@mikro-orm/migrations';

/** Which tags a step has given, and who has saved the word lists. Columns without defaults: no table is written anew. */
export class Migration0033QuestionTools extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "moderation_step" add column "tags" text[] null;`,
  `alter table "question_filter" add column "edited_by_id" uuid null, add column "edited_at" timestamptz null;`,
  `create index "question_filter_edited_by" on "question_filter" ("edited_by_id");`,
  `alter table "question_filter" add constraint "question_filter_edited_by_id_foreign" foreign key ("edited_by_id") references "person" ("id") on delete set null;`,
];
