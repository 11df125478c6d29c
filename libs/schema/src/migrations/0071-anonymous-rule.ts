import { Migration } from '@mikro-orm/migrations';

/** A room may want names with questions. */
export class Migration0071AnonymousRule extends Migration {
  override up(): void {
    this.addSql(`alter table "qa_room" add column "anonymous" boolean not null default true;`);
  }
}
