import { Migration } from '@mikro-orm/migrations';

/** Accounts at providers that sign people in, and browsers on their way there. New tables, so nothing waits for a lock. */
export class Migration0064Identities extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "identity" ("id" uuid not null default uuidv7(), "person_id" uuid not null, "issuer" text not null, "subject" text not null, "email" text null, "created_at" timestamptz not null, "last_used_at" timestamptz not null, primary key ("id"));`,
  `alter table "identity" add constraint "identity_subject" unique ("issuer", "subject");`,
  `alter table "identity" add constraint "identity_person" unique ("person_id", "issuer");`,
  `alter table "identity" add constraint "identity_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `create table "provider_trip" ("token_hash" bytea not null, "provider" text not null, "next" text not null, "language" text null, "time_zone" text null, "expires_at" timestamptz not null, primary key ("token_hash"));`,
  `create index "provider_trip_expires" on "provider_trip" ("expires_at");`,
];
