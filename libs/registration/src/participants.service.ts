import {
  erasedName,
  type ParticipantEdit,
  type Registration,
  type RegistrationForm,
  type RegistrationState,
  type RouteParsed,
  type RouteResult,
  type routes,
  type WhenFull,
} from '@foyer/contracts';
import { EventAccess, organisers, type EventEntity } from '@foyer/events';
import { Organisations } from '@foyer/organisations';
import { Accounts } from '@foyer/people';
import { Clock, Database, Problem, sql, type Call, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Admission, type Moved } from './admission.js';
import { actsOn, thoseWhoFit, type Ledger } from './places.policy.js';
import { readRegistration } from './registration.queries.js';
import { store } from './registration-rows.js';
import { checkCategory, RegistrationService } from './registration.service.js';

type Acts = RouteParsed<typeof routes.actOnParticipants>['body'];
type Done = RouteResult<typeof routes.actOnParticipants>;
interface Row {
  registration: string;
  person: string;
  from: RegistrationState;
}

/** What organisers do to the places of others; those concerned are told. */
@Injectable()
export class ParticipantsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Organisations) private readonly organisations: Organisations,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Admission) private readonly admission: Admission,
    @Inject(RegistrationService) private readonly registrations: RegistrationService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Does one thing to many, all or none unless `fill` is asked for. Those whom it does not concern as they are now
   * (somebody else was quicker) are left alone. Who gets the last places is decided here, under the lock: first those
   * in the line, then by the order of asking.
   * @throws Problem event_full for a `confirm` over the capacity that was not asked for, and for an `approve`
   * without a place or a line; forbidden; not_found also for a registration of another event
   */
  async act(call: Call, slug: string, { act, registrations, reason, whenFull, seen }: Acts): Promise<Done> {
    const ids = [...new Set(registrations)];
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const ledger = await this.admission.lock(tx, event);
      const { rows } = await sql<Row>`
        select id as registration, person_id as person, state as from from registration
        where event_id = ${event.id} and id = any(${ids}::uuid[])
        order by queue_number nulls last, asked_at, id for update`.execute(tx.sql);
      if (rows.length < ids.length) throw new Problem('not_found');
      const may: readonly RegistrationState[] = actsOn[act];
      const concerned = rows.filter(({ from }) => may.includes(from) && (seen?.includes(from) ?? true));
      const moved = await this.move(tx, event, ledger, act, concerned, { reason, whenFull });
      await this.admission.settle(tx, event, moved, true);
      await this.admission.promote(tx, event);
      const done = new Set((act === 'first' ? concerned : moved).map(({ registration }) => registration));
      const states = await this.statesOf(tx, ids);
      return {
        changed: done.size,
        waiting: act === 'approve' ? moved.filter(({ to }) => to === 'waiting').length : 0,
        unchanged: rows.length - done.size,
        people: rows.map(({ registration, from }) => ({
          ...{ registration, state: states.get(registration) ?? from, changed: done.has(registration) },
        })),
      };
    });
  }

  /**
   * Registers somebody by hand, whatever the mode and the deadline say.
   * @throws Problem already_registered; event_full unless that is wanted; registration_closed after the event;
   * invalid_input, forbidden, not_found
   */
  async add(
    call: Call,
    slug: string,
    { email, overCapacity, ...form }: RouteParsed<typeof routes.addParticipant>['body'],
  ): Promise<Registration> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      checkCategory(event, form.category);
      const person = (await this.accounts.ensure(tx, [{ ...form, email }])).get(email);
      if (person === undefined) throw new Error('the account was not made');
      return this.registrations.put(tx, event, person, form, {
        decide: (ledger, earlier) => {
          if (ledger.now >= ledger.endsAt) throw new Problem('registration_closed');
          if (earlier === 'confirmed' || earlier === 'pending' || earlier === 'waiting')
            throw new Problem('already_registered');
          checkCapacity(ledger, 1, overCapacity);
          return 'confirmed';
        },
      });
    });
  }

  /**
   * Changes some of what a registration says; its state stays, and so does what is not given.
   * @throws Problem invalid_input, forbidden, not_found
   */
  async edit(call: Call, slug: string, registration: string, edit: ParticipantEdit): Promise<Registration> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      if (edit.category !== undefined) checkCategory(event, edit.category);
      const { rows } = await sql<Row & { organisation: string }>`
        select id as registration, person_id as person, state as from, organisation_id as organisation
        from registration where event_id = ${event.id} and id = ${registration} for update`.execute(tx.sql);
      const row = rows[0];
      const was = row && (await readRegistration(tx.sql, event.id, row.person));
      // Who had themselves erased stays so: another name would bring their address back.
      if (!row || !was || was.name === erasedName) throw new Problem('not_found');
      if (Object.keys(edit).length === 0) return was;
      const { person, from: state } = row;
      const form = edited(was, edit);
      const elsewhere = edit.organisation !== undefined || edit.country !== undefined;
      const organisation = elsewhere
        ? await this.organisations.findOrCreate(tx, form.organisation, form.country)
        : row.organisation;
      const now = this.clock.now();
      await store(tx, {
        id: registration,
        event: event.id,
        person,
        organisation,
        form,
        state,
        number: null,
        now,
      });
      tx.fact('registration.noted', {
        ...{ event: event.id, person, registration },
        ...{ what: 'changed', at: now.toISOString() },
      });
      const stored = await readRegistration(tx.sql, event.id, person);
      if (!stored) throw new Error('the registration was not stored');
      return stored;
    });
  }

  private async move(
    tx: Tx,
    event: EventEntity,
    ledger: Ledger,
    act: Acts['act'],
    rows: readonly Row[],
    { reason, whenFull }: { reason: string | undefined; whenFull: WhenFull },
  ): Promise<Moved[]> {
    if (rows.length === 0) return [];
    switch (act) {
      case 'approve': {
        const placed = new Set(whenFull === 'over' ? rows : thoseWhoFit(ledger, rows));
        const moved = await this.write(tx, [...placed], 'confirmed', ledger);
        const queued = rows.filter((row) => !placed.has(row));
        if (queued.length === 0 || whenFull === 'fill') return moved;
        if (!ledger.rules.waitingList) throw new Problem('event_full');
        const last = await this.admission.lastNumber(tx, event.id);
        return [...moved, ...(await this.write(tx, queued, 'waiting', ledger, { after: last }))];
      }
      case 'confirm': {
        if (whenFull === 'fill') return this.write(tx, thoseWhoFit(ledger, rows), 'confirmed', ledger);
        checkCapacity(ledger, rows.length, whenFull === 'over');
        return this.write(tx, rows, 'confirmed', ledger);
      }
      case 'decline': {
        const moved = await this.write(tx, rows, 'declined', ledger, reason === undefined ? {} : { reason });
        await this.revoke(tx, event.id, rows, ledger);
        return moved;
      }
      case 'withdraw':
        return this.write(tx, rows, 'withdrawn', ledger);
      case 'first':
        await sql`
          update registration r set queue_number = front.number
          from (
            select w.id, (select min(queue_number) from registration where event_id = ${event.id} and state = 'waiting')
              - (row_number() over (order by w.queue_number desc))::int as number
            from registration w where w.id = any(${rows.map(({ registration }) => registration)}::uuid[])
          ) front where front.id = r.id`.execute(tx.sql);
        await this.admission.tellLine(tx, event.id);
        return [];
    }
  }

  private async statesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, RegistrationState>> {
    const { rows } = await sql<{ id: string; state: RegistrationState }>`
      select id, state from registration where id = any(${ids}::uuid[])`.execute(tx.sql);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  private async write(
    tx: Tx,
    rows: readonly Row[],
    to: RegistrationState,
    { now }: Ledger,
    { after = null, reason = null }: { after?: number | null; reason?: string | null } = {},
  ): Promise<Moved[]> {
    if (rows.length === 0) return [];
    await sql`
      update registration r set state = ${to}, decline_reason = ${reason},
        queue_number = case when ${to} = 'waiting' then ${after}::int + w.place::int end,
        confirmed_at = case when ${to} = 'confirmed' then ${now}::timestamptz else r.confirmed_at end
      from unnest(${rows.map(({ registration }) => registration)}::uuid[]) with ordinality as w(id, place)
      where r.id = w.id`.execute(tx.sql);
    return rows.map((row) => ({ ...row, to }));
  }

  /** Whoever is declined can no longer come by an invitation either. */
  private async revoke(tx: Tx, event: string, rows: readonly Row[], { now }: Ledger): Promise<void> {
    await sql`
      update invitation set revoked_at = ${now}
      where event_id = ${event} and revoked_at is null and person_id = any(${rows.map(({ person }) => person)}::uuid[])`.execute(
      tx.sql,
    );
  }
}

/** A registration with what an organiser has changed of it. Whom its person is shown to is theirs where it is not given. */
function edited(was: Registration, edit: ParticipantEdit): RegistrationForm {
  const { name, category, organisation, country, language, timeZone, offers, needs, listed } = was;
  const { jobTitle = was.jobTitle ?? null, about = was.about ?? null, ...given } = edit;
  return {
    ...{ name, category, organisation, country, language, timeZone, offers, needs, listed },
    ...given,
    ...(jobTitle === null ? {} : { jobTitle }),
    ...(about === null ? {} : { about }),
  };
}

/** @throws Problem event_full, with the numbers that somebody has to say yes to */
function checkCapacity({ rules, confirmed }: Ledger, more: number, overCapacity: boolean): void {
  if (overCapacity || rules.capacity === null || confirmed + more <= rules.capacity) return;
  throw new Problem('event_full', { confirmed: confirmed + more, capacity: rules.capacity });
}
