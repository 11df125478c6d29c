import { Migration } from '@mikro-orm/migrations';

/** Passkeys, and what browsers are asked to sign. New tables, so nothing waits for a lock. */
export class Migration0061Passkeys extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "passkey" ("id" uuid not null default uuidv7(), "person_id" uuid not null, "credential" text not null, "public_key" bytea not null, "counter" bigint not null, "transports" jsonb not null, "synced" boolean not null, "name" varchar(80) not null, "created_at" timestamptz not null, "last_used_at" timestamptz null, primary key ("id"));`,
  `create index "passkey_person" on "passkey" ("person_id");`,
  `alter table "passkey" add constraint "passkey_credential" unique ("credential");`,
  `alter table "passkey" add constraint "passkey_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
  `create table "passkey_challenge" ("token_hash" bytea not null, "challenge" text not null, "person_id" uuid null, "expires_at" timestamptz not null, primary key ("token_hash"));`,
  `create index "passkey_challenge_person" on "passkey_challenge" ("person_id");`,
  `create index "passkey_challenge_expires" on "passkey_challenge" ("expires_at");`,
  `alter table "passkey_challenge" add constraint "passkey_challenge_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
];
