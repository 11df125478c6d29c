import type { Registration, RegistrationForm, RegistrationState } from '@foyer/contracts';
import { EventAccess, type EventEntity } from '@foyer/events';
import { Organisations } from '@foyer/organisations';
import { Accounts } from '@foyer/people';
import { Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Admission } from './admission.js';
import { AnswerWriter } from './answer-writer.js';
import { checkForm, type GivenForm } from './answers.js';
import { personOf } from './person-of.js';
import { checkMayWithdraw, stateAfterAsking, type Ledger } from './places.policy.js';
import { readRegistration } from './registration.queries.js';
import { findForUpdate, store } from './registration-rows.js';

interface Putting {
  decide: (
    ledger: Ledger,
    earlier: RegistrationState | null,
  ) => Promise<RegistrationState> | RegistrationState;
  keep?: (registration: string) => Promise<void>;
}

/** One's own place in an event: asked for, changed, given up. */
@Injectable()
export class RegistrationService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(AnswerWriter) private readonly answers: AnswerWriter,
  ) {}

  /**
   * Asks for a place, or changes what the caller has said. What they get, a place, a place in the line or the
   * organisers' decision to come, is decided under the lock of the places; a change keeps what they have.
   * @throws Problem registration_closed after the deadline and the event's end, registration_not_open,
   * invitation_only, registration_declined, event_full; invalid_input for what does not fit the event's form and
   * categories; not_found
   */
  async register(call: Call, slug: string, given: GivenForm): Promise<Registration> {
    const person = personOf(call);
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      const checked = await checkForm(tx, event, person, given);
      await this.accounts.fillIn(tx, person, checked.fields);
      return this.put(tx, event, person, checked.fields, {
        decide: async (ledger, earlier) =>
          stateAfterAsking(ledger, { earlier, invited: await invitationStands(tx, event.id, person) }),
        keep: (registration) => this.answers.keep(tx, { event, registration, person }, checked),
      });
    });
  }

  /**
   * Writes what a form says, with the state that is decided under the lock of the places.
   * `decide` says which one from the places and the earlier state; `keep` writes what hangs on the registration.
   */
  async put(
    tx: Tx,
    event: EventEntity,
    person: string,
    form: RegistrationForm,
    { decide, keep }: Putting,
  ): Promise<Registration> {
    const organisation = await this.organisations.findOrCreate(tx, form.organisation, form.country);
    const ledger = await this.admission.lock(tx, event);
    const found = await findForUpdate(tx, event.id, person);
    const from = found?.state ?? null;
    const to = await decide(ledger, from);
    const number =
      to === 'waiting' && from !== 'waiting' ? (await this.admission.lastNumber(tx, event.id)) + 1 : null;
    const registration = await store(tx, {
      ...{ event: event.id, person, organisation, form, state: to, number, now: ledger.now },
      id: found?.id ?? null,
    });
    await keep?.(registration);
    await this.admission.settle(tx, event, [{ registration, person, from, to }]);
    const stored = await readRegistration(tx.sql, event.id, person);
    if (!stored) throw new Error('the registration was not stored');
    return stored;
  }

  /**
   * Gives up the caller's place, their place in the line, or declines the invitation to one; doing so again changes
   * nothing.
   * @throws Problem withdrawal_closed; not_found where there is none
   */
  async withdraw(call: Call, slug: string): Promise<void> {
    const person = personOf(call);
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.find(call, { slug }, tx);
      await this.giveUp(tx, event, person, checkMayWithdraw);
      return null;
    });
  }
  /**
   * Gives up somebody's place within a transaction, and whatever else they have: a place in the line, an invitation.
   * The first in line has the place before anybody else can.
   * @param mayThey says whether they may, with the state they are in
   * @throws Problem not_found where there is none
   */
  async giveUp(
    tx: Tx,
    event: EventEntity,
    person: string,
    mayThey: (ledger: Ledger, state: RegistrationState) => void = () => undefined,
  ): Promise<void> {
    const ledger = await this.admission.lock(tx, event);
    const found = await findForUpdate(tx, event.id, person);
    const declined = await sql`
      update invitation set declined_at = ${ledger.now}
      where event_id = ${event.id} and person_id = ${person} and declined_at is null and revoked_at is null`.execute(
      tx.sql,
    );
    if (!found && !declined.numAffectedRows) throw new Problem('not_found');
    if (found && found.state !== 'withdrawn' && found.state !== 'declined') {
      mayThey(ledger, found.state);
      await sql`update registration set state = 'withdrawn', queue_number = null where id = ${found.id}`.execute(
        tx.sql,
      );
      await this.admission.settle(tx, event, [
        { registration: found.id, person, from: found.state, to: 'withdrawn' },
      ]);
    }
    await this.admission.promote(tx, event);
  }
}

/** @throws Problem invalid_input */
export function checkCategory(event: EventEntity, category: string): void {
  if (event.categories.some(({ key }) => key === category)) return;
  throw new Problem('invalid_input', {}, [{ pointer: '/category', message: 'is none of this event' }]);
}

/** Whether the person was invited and nobody has taken that back; who has declined may think again. */
async function invitationStands(tx: Tx, event: string, person: string): Promise<boolean> {
  const { rows } = await sql`
    select from invitation where event_id = ${event} and person_id = ${person} and revoked_at is null`.execute(
    tx.sql,
  );
  return rows.length > 0;
}
