import { Migration } from '@mikro-orm/migrations';

/** Whatever takes a role away, every process hears of it and looks at what that person follows. */
const roles = `
create function tell_roles_taken() returns trigger language plpgsql as $$
begin
  perform pg_notify('foyer_role', person_id::text) from (select distinct person_id from gone) as persons;
  return null;
end $$;
create trigger event_role_taken after delete on "event_role"
  referencing old table as gone for each statement execute function tell_roles_taken();
`;

export class Migration0029RolesTaken extends Migration {
  override up(): void {
    this.addSql(roles);
  }
}
