import { Migration } from '@mikro-orm/migrations';

/** Facts stay until their consumers have acted: a job queue that loses its memory loses no duty. */
export class Migration0044KeptFacts extends Migration {
  override up(): void {
    this.addSql('alter table "outbox_fact" add column "handed_at" timestamptz null;');
    this.addSql(
      'create index "outbox_fact_handed" on "outbox_fact" ("handed_at") where handed_at is not null;',
    );
  }
}
