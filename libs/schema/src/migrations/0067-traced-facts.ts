import { Migration } from '@mikro-orm/migrations';

/**
 * A fact knows what was going on when it was written, so that its job goes on in the same trace. A column without a
 * value needs no rewriting: the lock lasts for moments, and an older version leaves it empty.
 */
export class Migration0067TracedFacts extends Migration {
  override up(): void {
    this.addSql(`alter table "outbox_fact" add column "span_id" text null;`);
  }
}
