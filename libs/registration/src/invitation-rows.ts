import type { Language, RegistrationState } from '@foyer/contracts';
import { sql, type Sql } from '@foyer/platform';

/** What an import has brought of somebody, or what they have said since. */
export interface InvitationRow {
  email: string;
  state: RegistrationState;
  name: string;
  category: string;
  organisation: string;
  organisationId: string;
  country: string;
  language: Language;
  timeZone: string;
  jobTitle: string | null;
  offers: string[];
  needs: string[];
  about: string | null;
  listed: boolean;
}

/** Everybody’s place in an event, by address; for imports and exports. */
export async function readInvitations(database: Sql, event: string): Promise<InvitationRow[]> {
  const { rows } = await sql<InvitationRow>`
    select p.email, r.state, r.name, r.category, o.name as organisation, o.id as "organisationId", r.country,
      r.language, r.time_zone as "timeZone", r.job_title as "jobTitle", to_json(r.offers) as offers,
      to_json(r.needs) as needs, r.about, r.listed
    from registration r join person p on p.id = r.person_id join organisation o on o.id = r.organisation_id
    where r.event_id = ${event}
    order by p.email collate "C"`.execute(database);
  return rows;
}
