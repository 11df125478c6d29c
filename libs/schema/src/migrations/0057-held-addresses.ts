import { Migration } from '@mikro-orm/migrations';

/**
 * Addresses that no mail goes to, the pace of mail to each domain, and what becomes of a mail in more detail. The check
 * is widened without looking at the rows again under the lock: the narrower one has held for all of them.
 */
export class Migration0057HeldAddresses extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "held_address" ("address" text not null, "reason" text not null, "source" text not null, "answer" text null, "held_at" timestamptz not null, "asked_at" timestamptz null, "lifted_at" timestamptz null, primary key ("address"));`,
  `alter table "held_address" add constraint "held_address_reason_check" check ("reason" in ('bounced', 'complained'));`,
  `alter table "held_address" add constraint "held_address_source_check" check ("source" in ('smtp', 'postmark', 'mailgun', 'sendgrid', 'ses'));`,
  `create table "mail_host" ("host" text not null, "full_at" timestamptz not null, "waits_until" timestamptz null, "strikes" int not null default 0, primary key ("host"));`,
  `alter table "mail" add column "tries" int not null default 0;`,
  `alter table "mail" drop constraint "mail_state_check";`,
  `alter table "mail" add constraint "mail_state_check" check ("state" in ('queued', 'sent', 'failed', 'returned', 'suppressed', 'aside')) not valid;`,
  `alter table "mail" validate constraint "mail_state_check";`,
];
