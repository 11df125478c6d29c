import { Migration } from '@mikro-orm/migrations';

/** Since when a request waits for a time that suits both. A column without a default: no row is written. */
export class Migration0049WaitingRequests extends Migration {
  override up(): void {
    this.addSql(`alter table "meeting_request" add column "waiting_since" timestamptz null;`);
  }
}
