import { Migration } from '@mikro-orm/migrations';

/** Who did what and when. A new table, so nothing waits for a lock. */
export class Migration0060AuditLog extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "audit_entry" ("id" uuid not null default uuidv7(), "person_id" uuid null, "event_id" uuid null, "area" text not null, "verb" text not null, "action" text not null, "about" jsonb not null, "client" text not null default '', "at" timestamptz not null default now(), primary key ("id"), constraint "audit_entry_area_check" check ("area" in ('event', 'programme', 'people', 'questions', 'meetings', 'files', 'results', 'roles', 'signIn')), constraint "audit_entry_verb_check" check ("verb" in ('changed', 'removed', 'exported', 'given', 'taken', 'signedIn', 'signedOut')));`,
  `create index "audit_entry_person" on "audit_entry" ("person_id", "id");`,
  `create index "audit_entry_event" on "audit_entry" ("event_id", "id");`,
  `alter table "audit_entry" add constraint "audit_entry_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete set null;`,
  `alter table "audit_entry" add constraint "audit_entry_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  // Whoever gives or takes a role that lets one do something to others, by whatever way, it is noted. A role that goes
  // with its event or its person is nobody's deed.
  `create function note_role() returns trigger language plpgsql as $$
begin
  insert into audit_entry (person_id, event_id, area, verb, action, about)
  values (nullif(current_setting('foyer.actor', true), '')::uuid, new.event_id, 'roles', 'given', new.role,
    jsonb_build_object('person', new.person_id));
  return null;
end $$;`,
  `create function note_role_taken() returns trigger language plpgsql as $$
begin
  if exists (select from event where id = old.event_id) and exists (select from person where id = old.person_id) then
    insert into audit_entry (person_id, event_id, area, verb, action, about)
    values (nullif(current_setting('foyer.actor', true), '')::uuid, old.event_id, 'roles', 'taken', old.role,
      jsonb_build_object('person', old.person_id));
  end if;
  return null;
end $$;`,
  `create trigger event_role_noted after insert on "event_role" for each row
when (new.role in ('owner', 'organiser', 'moderator')) execute function note_role();`,
  `create trigger event_role_taken_noted after delete on "event_role" for each row
when (old.role in ('owner', 'organiser', 'moderator')) execute function note_role_taken();`,
];
