import type { AuditArea, AuditVerb } from '@foyer/contracts';
import { sql } from 'kysely';
import type { Sql } from '../database/database.js';

/** A deed as its door knows it, for the log of who did what. */
export interface Deed {
  area: AuditArea;
  verb: AuditVerb;
  action: string;
  /** The event's slug; null for what belongs to none. */
  event: string | null;
  /** Ids of the things that it is about, by the names of the door's parameters. */
  about: Readonly<Record<string, string>>;
  /** What the caller's program calls itself. */
  client: string;
  /** It stands in the log, or is a repetition of what does. */
  noted: boolean;
}

/** Writes a deed into the log, in the transaction in which it is done where there is one. */
export async function noteDeed(database: Sql, person: string | null, deed: Deed): Promise<void> {
  await sql`
    insert into audit_entry (person_id, event_id, area, verb, action, about, client)
    select ${person}::uuid, (select id from event where slug = ${deed.event}), ${deed.area}, ${deed.verb}, ${deed.action},
      ${JSON.stringify(deed.about)}::jsonb, ${deed.client.slice(0, 300)}`.execute(database);
}

/** Roles are given and taken in many ways: a trigger notes each, by whoever is named here for the transaction. */
export async function nameActor(database: Sql, person: string): Promise<void> {
  await sql`select set_config('foyer.actor', ${person}, true)`.execute(database);
}
