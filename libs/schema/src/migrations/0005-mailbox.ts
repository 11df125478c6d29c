import { Migration } from '@mikro-orm/migrations';

/** The demo's mailbox. The table is new, so nothing waits for a lock. */
export class Migration0005Mailbox extends Migration {
  override up(): void {
    this.addSql(mailbox);
  }
}

const mailbox = `
create table "mailbox_mail" ("id" uuid not null default uuidv7(), "received_at" timestamptz not null, "mail_from" text not null, "mail_to" text[] not null, "subject" text not null, "message_id" text null, "raw" bytea not null, primary key ("id"));
`;
