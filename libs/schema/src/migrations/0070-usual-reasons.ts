import { Migration } from '@mikro-orm/migrations';

/**
 * A question is set aside for a usual reason by its key, which every reader has words for in their own language; steps
 * with a room's rules say what they have changed. Rows from before keep their words. Decision 64.
 */
export class Migration0070UsualReasons extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const usual = `check ("usual_reason" in ('asked', 'topic', 'time', 'manners'))`;
const statements = [
  `alter table "question" add column "usual_reason" text null;`,
  `alter table "question" add constraint "question_usual_reason_check" ${usual} not valid;`,
  `alter table "question" validate constraint "question_usual_reason_check";`,
  `alter table "moderation_step" add column "usual_reason" text null, add column "rules" jsonb null;`,
  `alter table "moderation_step" add constraint "moderation_step_usual_reason_check" ${usual} not valid;`,
  `alter table "moderation_step" validate constraint "moderation_step_usual_reason_check";`,
];
