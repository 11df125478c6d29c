import type { RegistrationForm, RegistrationState, WhenFull } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { Organisations } from '@foyer/organisations';
import { Accounts } from '@foyer/people';
import { Clock, Problem, sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Admission } from './admission.js';
import { confirmInvited } from './bulk-confirm.js';
import { thoseWhoFit } from './places.policy.js';

/** Somebody to invite, with what is known of them. */
export interface Invitation extends RegistrationForm {
  email: string;
}

/** What an import did: `kept` had answered already, so their own words stay. */
export interface Invited {
  invited: number;
  updated: number;
  kept: number;
  /** Person ids by address in small letters. */
  people: Map<string, string>;
}

/** Places that others have prepared. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Invites many at once, in few statements however many they are. Accounts and organisations are made where they
   * are missing; who is invited already has the details replaced; who has confirmed or withdrawn is left alone.
   * Of several rows with one address the last counts.
   * @throws Problem invalid_input naming the rows with a category that the event does not have
   */
  async invite(tx: Tx, event: EventEntity, invitations: readonly Invitation[]): Promise<Invited> {
    checkCategories(event, invitations);
    const rows = [...new Map(invitations.map((row) => [row.email.trim().toLowerCase(), row])).values()];
    const people = await this.accounts.ensure(tx, rows);
    const organisations = await this.organisations.findOrCreateAll(
      tx,
      rows.map((row) => ({ name: row.organisation, country: row.country })),
    );
    const given = rows.map((row, index) => ({
      ...row,
      person: people.get(row.email.trim().toLowerCase()),
      organisation: organisations[index],
    }));
    const { now } = await this.admission.lock(tx, event);
    const { rows: written } = await sql<{ made: boolean }>`
      insert into registration as r (event_id, person_id, state, name, category, organisation_id, country, job_title,
        language, time_zone, offers, needs, about, listed, created_at, asked_at)
      select ${event.id}::uuid, f.person, 'invited', f.name, f.category, f.organisation, f.country, f."jobTitle",
        f.language, f."timeZone", f.offers, f.needs, f.about, f.listed, ${now}::timestamptz,
        ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as f(person uuid, name text, category text,
        organisation uuid, country text, "jobTitle" text, language text, "timeZone" text, offers text[], needs text[],
        about text, listed boolean)
      order by f.person
      on conflict (event_id, person_id) do update set name = excluded.name, category = excluded.category,
        organisation_id = excluded.organisation_id, country = excluded.country, job_title = excluded.job_title,
        language = excluded.language, time_zone = excluded.time_zone, offers = excluded.offers,
        needs = excluded.needs, about = excluded.about, listed = excluded.listed
        where r.state = 'invited'
      returning (xmax = 0) as made`.execute(tx.sql);
    const invited = written.filter((row) => row.made).length;
    return { invited, updated: written.length - invited, kept: rows.length - written.length, people };
  }

  /**
   * Confirms those of these people who are invited: an organiser says that they take part. Where there are fewer
   * places, those who come first in the list get them, or all do, as `whenFull` says; the others stay invited.
   * @returns how many
   * @throws Problem event_full where more would be confirmed than there are places and nobody wanted that
   */
  async confirm(tx: Tx, event: EventEntity, people: readonly string[], whenFull: WhenFull): Promise<number> {
    const ledger = await this.admission.lock(tx, event);
    const { rows } = await sql<{ person: string; from: RegistrationState }>`
      select r.person_id as person, r.state as from
      from unnest(${people}::uuid[]) with ordinality as given(person, place)
      join registration r on r.event_id = ${event.id} and r.person_id = given.person
      where r.state = 'invited' order by given.place`.execute(tx.sql);
    const placed = whenFull === 'over' ? rows : thoseWhoFit(ledger, rows);
    const { capacity } = ledger.rules;
    if (whenFull === 'refuse' && placed.length < rows.length && capacity !== null)
      throw new Problem('event_full', { confirmed: ledger.confirmed + rows.length, capacity });
    const chosen = placed.map(({ person }) => person);
    return confirmInvited(tx, event, chosen, this.clock.now());
  }
}

function checkCategories(event: EventEntity, invitations: readonly Invitation[]): void {
  const known = new Set(event.categories.map(({ key }) => key));
  const wrong = invitations.flatMap(({ category }, row) =>
    known.has(category) ? [] : [{ pointer: `/${row}/category`, message: 'is none of this event' }],
  );
  if (wrong.length) throw new Problem('invalid_input', {}, wrong.slice(0, 50));
}
