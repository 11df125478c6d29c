import { Migration } from '@mikro-orm/migrations';

/** An event's own questions with their answers, and what people agree to. All tables are new: nobody waits. */
export class Migration0019RegistrationForm extends Migration {
  override up(): void {
    for (const statement of [form, answers, consents]) this.addSql(statement);
  }
}

const form = `
create table "registration_form" ("event_id" uuid not null, "version" int not null, "parts" jsonb not null, "edited_by_id" uuid null, "edited_at" timestamptz not null, primary key ("event_id"));
create index "registration_form_editor" on "registration_form" ("edited_by_id");
alter table "registration_form" add constraint "registration_form_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;
alter table "registration_form" add constraint "registration_form_edited_by_id_foreign" foreign key ("edited_by_id") references "person" ("id") on delete set null;
`;

const answers = `
create table "registration_answer" ("registration_id" uuid not null, "question" varchar(40) not null, "value" jsonb not null, primary key ("registration_id", "question"));
alter table "registration_answer" add constraint "registration_answer_registration_id_foreign" foreign key ("registration_id") references "registration" ("id") on delete cascade;

create table "answer_change" ("id" uuid not null default uuidv7(), "registration_id" uuid not null, "by_id" uuid null, "by_organiser" boolean not null, "questions" text[] not null, "at" timestamptz not null, primary key ("id"));
create index "answer_change_registration" on "answer_change" ("registration_id");
create index "answer_change_by" on "answer_change" ("by_id");
alter table "answer_change" add constraint "answer_change_registration_id_foreign" foreign key ("registration_id") references "registration" ("id") on delete cascade;
alter table "answer_change" add constraint "answer_change_by_id_foreign" foreign key ("by_id") references "person" ("id") on delete set null;
`;

const consents = `
create table "consent_wording" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "consent" varchar(40) not null, "version" int not null, "title" jsonb not null, "wording" jsonb not null, "created_at" timestamptz not null, primary key ("id"));
alter table "consent_wording" add constraint "consent_wording_version" unique ("event_id", "consent", "version");
alter table "consent_wording" add constraint "consent_wording_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;

create table "consent_log" ("id" uuid not null default uuidv7(), "event_id" uuid not null, "person_id" uuid not null, "consent" varchar(40) not null, "wording_id" uuid not null, "language" text not null, "given" boolean not null, "cause" text not null, "at" timestamptz not null, primary key ("id"));
create index "consent_log_latest" on "consent_log" ("event_id", "person_id", "consent", "id");
create index "consent_log_person" on "consent_log" ("person_id");
create index "consent_log_wording" on "consent_log" ("wording_id");
alter table "consent_log" add constraint "consent_log_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;
alter table "consent_log" add constraint "consent_log_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;
alter table "consent_log" add constraint "consent_log_wording_id_foreign" foreign key ("wording_id") references "consent_wording" ("id") on delete cascade;
alter table "consent_log" add constraint "consent_log_language_check" check ("language" in ('en', 'az', 'ka', 'uk', 'lt', 'ro'));
alter table "consent_log" add constraint "consent_log_cause_check" check ("cause" in ('form', 'page', 'erasure'));

-- What somebody has agreed to is never written over.
create function consent_stays() returns trigger language plpgsql as $$
begin
  raise exception 'consents and their words are only added' using errcode = 'restrict_violation';
end $$;
create trigger "consent_wording_stays" before update on "consent_wording" for each row execute function consent_stays();
create trigger "consent_log_stays" before update on "consent_log" for each row execute function consent_stays();
`;
