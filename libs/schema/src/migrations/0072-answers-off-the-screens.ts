import { Migration } from '@mikro-orm/migrations';

/** Words and texts of polls that are off the screens, and the steps by which they got there. */
export class Migration0072AnswersOffTheScreens extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const steps = `'poll-created', 'poll-opened', 'rating-opened', 'poll-closed', 'poll-reopened', 'poll-shown', 'poll-hidden', 'poll-deleted', 'answer-hidden', 'answer-shown', 'answer-held'`;
const statements = [
  `create table "poll_word" ("poll_id" uuid not null, "word" text not null, "hidden" boolean not null, "held" boolean not null default false, primary key ("poll_id", "word"), constraint "poll_word_held_is_hidden" check (hidden OR (NOT held)));`,
  `alter table "poll_word" add constraint "poll_word_poll_id_foreign" foreign key ("poll_id") references "poll" ("id") on delete cascade;`,
  `alter table "poll_answer" add column "hidden" boolean not null default false, add column "held" boolean not null default false, add constraint "poll_answer_held_is_hidden" check (hidden OR (NOT held));`,
  `alter table "poll_step" add column "answer" text null, add column "number" int null;`,
  `alter table "poll_step" drop constraint "poll_step_step_check", add constraint "poll_step_step_check" check ("step" in (${steps})) not valid;`,
  `alter table "poll_step" validate constraint "poll_step_step_check";`,
];
