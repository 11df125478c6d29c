import { Migration } from '@mikro-orm/migrations';

/** How an event looks: colour, logo, partners, what it belongs to, where and whom to ask. Adds columns alone. */
export class Migration0017EventPage extends Migration {
  override up(): void {
    this.addSql(
      `alter table "event" add column "colour" varchar(7) null, add column "logo" uuid null, add column "partners" jsonb not null default '[]', add column "series" jsonb null, add column "programme" jsonb null, add column "venue" jsonb null, add column "contact" text null, add column "website" text null, add column "hashtag" text null`,
    );
  }
}
