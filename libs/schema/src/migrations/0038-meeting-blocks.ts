import { Migration } from '@mikro-orm/migrations';

/**
 * Blocks of meetings: how a time is found in them, who may meet there, pauses, names of tables; and slots that are
 * taken out while a meeting stands in them. Columns with constant defaults: no table is written anew.
 */
export class Migration0038MeetingBlocks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "meeting_block" add column "table_names" text[] not null default '{}', add column "pauses" jsonb not null default '[]', add column "categories" text[] null, add column "mode" text not null default 'self', add column "closed" boolean not null default false;`,
  `alter table "meeting_block" add constraint "meeting_block_mode_check" check ("mode" in ('self', 'approval', 'computed'));`,
  `alter table "meeting_slot" add column "closed" boolean not null default false;`,
];
