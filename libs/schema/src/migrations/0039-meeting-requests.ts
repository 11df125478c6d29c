import { Migration } from '@mikro-orm/migrations';

/**
 * Requests that are talked about: proposed times, whose turn it is, when they expire; requests to an organisation;
 * colleagues in meetings; meetings that organisers approve; who may ask whom.
 *
 * Columns are added with constant defaults, checks are validated after they were added, and the tables of meetings
 * are small: no lock is held for longer than a moment.
 */
export class Migration0039MeetingRequests extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "meeting_request" alter column "asked_id" drop not null, add column "organisation_id" uuid null, add column "turn" text not null default 'asked', add column "rounds" int not null default 0, add column "expires_at" timestamptz null;`,
  `alter table "meeting_request" add constraint "meeting_request_organisation_id_foreign" foreign key ("organisation_id") references "organisation" ("id") on delete cascade;`,
  `alter table "meeting_request" add constraint "meeting_request_turn_check" check ("turn" in ('asker', 'asked'));`,
  `alter table "meeting_request" add constraint "meeting_request_to_somebody" check (asked_id is not null or organisation_id is not null);`,
  `alter table "meeting_request" drop constraint "meeting_request_state_check", add constraint "meeting_request_state_check" check ("state" in ('open', 'accepted', 'declined', 'withdrawn', 'cancelled', 'expired')) not valid;`,
  `alter table "meeting_request" validate constraint "meeting_request_state_check";`,
  `drop index meeting_request_pair;`,
  `CREATE UNIQUE INDEX meeting_request_pair ON meeting_request USING btree (event_id, LEAST(asker_id, asked_id), GREATEST(asker_id, asked_id)) WHERE ((state = ANY (ARRAY['open'::text, 'accepted'::text])) AND (organisation_id IS NULL));`,
  `create unique index "meeting_request_organisation" on "meeting_request" ("event_id", "asker_id", "organisation_id") where state in ('open', 'accepted') and organisation_id is not null;`,
  `create index "meeting_request_to_organisation" on "meeting_request" ("organisation_id");`,
  `create index "meeting_request_due" on "meeting_request" ("event_id", "expires_at") where state = 'open';`,

  `create table "meeting_proposal" ("request_id" uuid not null, "slot_id" uuid not null, "instead_of" timestamptz null, primary key ("request_id", "slot_id"));`,
  `create index "meeting_proposal_slot" on "meeting_proposal" ("slot_id");`,
  `alter table "meeting_proposal" add constraint "meeting_proposal_request_id_foreign" foreign key ("request_id") references "meeting_request" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_proposal" add constraint "meeting_proposal_slot_id_foreign" foreign key ("slot_id") references "meeting_slot" ("id") on update cascade on delete cascade;`,

  `alter table "meeting" drop constraint "meeting_state_check", add constraint "meeting_state_check" check ("state" in ('awaiting', 'booked', 'cancelled', 'held', 'missed')) not valid, add column "refused" boolean not null default false, add column "reason" text null;`,
  `alter table "meeting" validate constraint "meeting_state_check";`,

  `alter table "meeting_person" add column "side" text null, add column "added_by_id" uuid null;`,
  `alter table "meeting_person" add constraint "meeting_person_side_check" check ("side" in ('asker', 'asked'));`,
  `alter table "meeting_person" add constraint "meeting_person_added_by_id_foreign" foreign key ("added_by_id") references "person" ("id") on delete set null;`,

  `create table "meeting_rules" ("event_id" uuid not null, "answer_hours" int not null, "open_requests" int not null, "meetings" int null, primary key ("event_id"));`,
  `alter table "meeting_rules" add constraint "meeting_rules_event_id_foreign" foreign key ("event_id") references "event" ("id") on update cascade on delete cascade;`,
  `alter table "meeting_rules" add constraint "meeting_rules_answer_hours" check (answer_hours >= 1 and answer_hours <= 8760);`,
  `alter table "meeting_rules" add constraint "meeting_rules_open_requests" check (open_requests >= 0);`,
  `alter table "meeting_rules" add constraint "meeting_rules_meetings" check (meetings >= 0);`,

  `create table "meeting_forbidden" ("event_id" uuid not null, "asks" text not null, "asked" text not null, primary key ("event_id", "asks", "asked"));`,
  `alter table "meeting_forbidden" add constraint "meeting_forbidden_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,

  `create table "meeting_cap" ("event_id" uuid not null, "category" text not null, "open_requests" int null, "meetings" int null, primary key ("event_id", "category"));`,
  `alter table "meeting_cap" add constraint "meeting_cap_event_id_foreign" foreign key ("event_id") references "event" ("id") on delete cascade;`,
  `alter table "meeting_cap" add constraint "meeting_cap_open_requests" check (open_requests >= 0);`,
  `alter table "meeting_cap" add constraint "meeting_cap_meetings" check (meetings >= 0);`,
];
