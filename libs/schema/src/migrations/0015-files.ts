import { Migration } from '@mikro-orm/migrations';

/** Files that people upload: pictures, documents. */
export class Migration0015Files extends Migration {
  override up(): void {
    for (const statement of files) this.addSql(statement);
  }
}

const files = [
  `create table "file" ("id" uuid not null default uuidv7(), "event_id" uuid null, "owner_id" uuid null, "kind" text not null, "media_type" text not null, "name" text not null, "size" int not null, "sha256" varchar(64) not null, "width" int null, "height" int null, "public" boolean not null default false, "kept" boolean not null default false, "bytes" bytea not null, "small" bytea null, "created_at" timestamptz not null default now(), primary key ("id"));`,
  `create index "file_created_at" on "file" ("created_at");`,
  `alter table "file" add constraint "file_kind_check" check ("kind" in ('image', 'document'));`,
  // Pictures and office files are compressed already: another attempt would only cost time.
  `alter table "file" alter column "bytes" set storage external, alter column "small" set storage external;`,
];
