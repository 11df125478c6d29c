import type { Registration, RegistrationForm, RegistrationState } from '@foyer/contracts';
import { EventAccess, eventNow, type EventEntity } from '@foyer/events';
import { Organisations } from '@foyer/organisations';
import { Accounts } from '@foyer/people';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readRegistration } from './registration.queries.js';

/** One's own place in an event: taken, changed, given up. */
@Injectable()
export class RegistrationService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Confirms the caller's place, whatever it was before (none, an invitation, withdrawn), or changes what it says.
   * @throws Problem registration_closed once the event has ended by its own clock; invalid_input for a category that
   * the event does not have; not_found
   */
  async register(call: Call, slug: string, form: RegistrationForm): Promise<Registration> {
    const person = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const now = eventNow(event, this.clock.now());
      if (now >= event.endsAt) throw new Problem('registration_closed');
      checkCategory(event, form.category);
      const organisation = await this.organisations.findOrCreate(tx, form.organisation, form.country);
      const { id, earlier } = await store(tx, event.id, person, organisation, form, now);
      await this.accounts.fillIn(tx, person, form);
      if (earlier !== 'confirmed') {
        await this.access.grant(tx, event.id, person, 'attendee');
        tx.fact('registration.confirmed', { event: event.id, person, registration: id });
      }
      const registration = await readRegistration(tx.sql, event.id, person);
      if (!registration) throw new Error('the registration was not stored');
      return registration;
    });
  }

  /**
   * Gives up the caller's place, or declines the invitation to one; doing so again changes nothing.
   * @throws Problem not_found where there is none
   */
  async withdraw(call: Call, slug: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const { rows } = await sql<{ id: string; state: RegistrationState }>`
        select id, state from registration where event_id = ${event.id} and person_id = ${person} for update`.execute(
        tx.sql,
      );
      const registration = rows[0];
      if (!registration) throw new Problem('not_found');
      if (registration.state === 'withdrawn') return null;
      await sql`update registration set state = 'withdrawn' where id = ${registration.id}`.execute(tx.sql);
      await this.access.revoke(tx, event.id, person, 'attendee');
      tx.fact('registration.withdrawn', { event: event.id, person, registration: registration.id });
      return null;
    });
  }
}

function personOf(call: Call): string {
  if (!call.actor) throw new Problem('not_signed_in');
  return call.actor.person;
}

function checkCategory(event: EventEntity, category: string): void {
  if (event.categories.some(({ key }) => key === category)) return;
  throw new Problem('invalid_input', {}, [{ pointer: '/category', message: 'is none of this event' }]);
}

/**
 * Writes the row under its lock. Of several at once by one person the first makes it and the others wait for it, so
 * that one alone sees the place not yet confirmed.
 */
async function store(
  tx: Tx,
  event: string,
  person: string,
  organisation: string,
  form: RegistrationForm,
  now: Date,
): Promise<{ id: string; earlier: RegistrationState | null }> {
  const given = JSON.stringify(form);
  const made = await sql<{ id: string }>`
    insert into registration (event_id, person_id, state, name, category, organisation_id, country, job_title,
      language, time_zone, offers, needs, about, listed, confirmed_at, created_at)
    select ${event}::uuid, ${person}::uuid, 'confirmed', f.name, f.category, ${organisation}::uuid, f.country, f."jobTitle",
      f.language, f."timeZone", f.offers, f.needs, f.about, f.listed, ${now}::timestamptz, ${now}::timestamptz
    from ${formRow(given)}
    on conflict (event_id, person_id) do nothing
    returning id`.execute(tx.sql);
  if (made.rows[0]) return { id: made.rows[0].id, earlier: null };
  const { rows } = await sql<{ id: string; state: RegistrationState }>`
    select id, state from registration where event_id = ${event} and person_id = ${person} for update`.execute(
    tx.sql,
  );
  const row = rows[0];
  if (!row) throw new Error('the registration is neither new nor there');
  await sql`
    update registration r set state = 'confirmed', name = f.name, category = f.category,
      organisation_id = ${organisation}, country = f.country, job_title = f."jobTitle", language = f.language,
      time_zone = f."timeZone", offers = f.offers, needs = f.needs, about = f.about, listed = f.listed,
      confirmed_at = case when r.state = 'confirmed' then r.confirmed_at else ${now}::timestamptz end
    from ${formRow(given)}
    where r.id = ${row.id}`.execute(tx.sql);
  return { id: row.id, earlier: row.state };
}

const formRow = (
  form: string,
) => sql`jsonb_to_record(${form}::jsonb) as f(name text, category text, country text,
  "jobTitle" text, language text, "timeZone" text, offers text[], needs text[], about text, listed boolean)`;
