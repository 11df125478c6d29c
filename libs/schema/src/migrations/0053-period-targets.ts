import { Migration } from '@mikro-orm/migrations';

/** Targets of organisers for a period. The table is new, so nothing waits for a lock. */
export class Migration0053PeriodTargets extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "period_target" ("person_id" uuid not null, "starts_on" date not null, "ends_on" date not null, "series" varchar(80) not null, "measure" text not null, "target" int not null, "set_at" timestamptz not null, primary key ("person_id", "starts_on", "ends_on", "series", "measure"), constraint "period_target_measure_check" check ("measure" in ('events', 'participants', 'organisations', 'countries', 'meetings', 'newPeople', 'newOrganisations')));`,
  `alter table "period_target" add constraint "period_target_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`,
];
