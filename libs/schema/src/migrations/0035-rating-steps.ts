import { Migration } from '@mikro-orm/migrations';

/** A rating that opens by itself stands in the log, too. */
export class Migration0035RatingSteps extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "poll_step" drop constraint "poll_step_step_check", add constraint "poll_step_step_check" check ("step" in ('poll-created', 'poll-opened', 'rating-opened', 'poll-closed', 'poll-reopened', 'poll-shown', 'poll-hidden', 'poll-deleted')) not valid;`,
  `alter table "poll_step" validate constraint "poll_step_step_check";`,
];
