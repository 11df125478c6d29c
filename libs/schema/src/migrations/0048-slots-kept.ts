import { Migration } from '@mikro-orm/migrations';

/**
 * A block whose times change keeps slots in which somebody had a meeting, closed; new ones may begin when they did.
 * The table is small (some hundred rows an event): the index is built within milliseconds.
 */
export class Migration0048SlotsKept extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "meeting_slot" drop constraint "meeting_slot_start";`,
  `create unique index "meeting_slot_start" on "meeting_slot" ("block_id", "starts_at") where not closed;`,
];
