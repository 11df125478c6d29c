import { Migration } from '@mikro-orm/migrations';

/** Sign-in codes, bound to the browser that asked. A new table, so nothing waits for a lock. */
export class Migration0003SignIn extends Migration {
  override up(): void {
    this.addSql(`
create table "sign_in_challenge" ("id" uuid not null default uuidv7(), "email" text not null, "address" text not null, "token_hash" bytea not null, "code_hmac" bytea null, "language" text not null, "time_zone" text null, "tries" int not null default 0, "used_at" timestamptz null, "created_at" timestamptz not null, "expires_at" timestamptz not null, primary key ("id"));
alter table "sign_in_challenge" add constraint "sign_in_challenge_token_hash" unique ("token_hash");
create index "sign_in_challenge_email" on "sign_in_challenge" ("email", "created_at");
create index "sign_in_challenge_address" on "sign_in_challenge" ("address", "created_at");
alter table "sign_in_challenge" add constraint "sign_in_challenge_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));
`);
  }
}
