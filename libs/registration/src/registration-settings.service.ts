import type { RegistrationSettings, RouteParsed, RouteResult, routes } from '@foyer/contracts';
import { EventAccess, EventEntity, organisers } from '@foyer/events';
import { Database, houseCall, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Admission } from './admission.js';
import { freePlaces, openingOf, type Ledger } from './places.policy.js';
import { RegistrationSettingsEntity } from './registration-settings.entity.js';

type Change = RouteParsed<typeof routes.updateRegistrationSettings>['body'];
type Answer<R extends keyof typeof routes> = RouteResult<(typeof routes)[R]>;

/** How people get a place in an event: set by its organisers, read by everybody. */
@Injectable()
export class RegistrationSettingsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Admission) private readonly admission: Admission,
  ) {}

  /** Whether one can register now, by the event's own clock. @throws Problem not_found */
  async places(call: Call, slug: string): Promise<Answer<'getPlaces'>> {
    const { event } = await this.access.find(call, { slug });
    const ledger = await this.admission.count(this.database.sql, event);
    const free = freePlaces(ledger);
    const { keepForInvited: _, ...settings } = asContract(ledger, await this.noteOf(event));
    return {
      ...settings,
      opening: openingOf(ledger),
      free: Number.isFinite(free) ? free : null,
      waiting: ledger.waiting,
    };
  }

  /** @throws Problem forbidden for who does not organise the event */
  async get(call: Call, slug: string): Promise<Answer<'getRegistrationSettings'>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.answer(this.database.sql, event, await this.noteOf(event));
  }

  /**
   * Changes some of the settings. More places go at once to those who wait, the first first; fewer throw nobody out.
   * @throws Problem invalid_input for a deadline before the opening; forbidden
   */
  async update(call: Call, slug: string, change: Change): Promise<Answer<'updateRegistrationSettings'>> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      await this.admission.lock(tx, event);
      const settings = await tx.em.findOneOrFail(RegistrationSettingsEntity, { event: event.id });
      const { opensAt, closesAt, withdrawUntil, note, ...rest } = change;
      tx.em.assign(settings, {
        ...rest,
        ...(opensAt === undefined ? {} : { opensAt: dateOf(opensAt) }),
        ...(closesAt === undefined ? {} : { closesAt: dateOf(closesAt) }),
        ...(withdrawUntil === undefined ? {} : { withdrawUntil: dateOf(withdrawUntil) }),
        ...(note === undefined ? {} : { note: note && Object.keys(note).length ? note : null }),
      });
      if (settings.opensAt && settings.closesAt && settings.closesAt <= settings.opensAt) {
        throw new Problem('invalid_input', {}, [
          { pointer: '/closesAt', message: 'must be after the opening' },
        ]);
      }
      await tx.em.flush();
      const promoted = await this.admission.promote(tx, event);
      return { ...(await this.answer(tx.sql, event, settings.note ?? null)), promoted };
    });
  }

  /**
   * Gives places to those who wait wherever some are free: those that were kept for invited people become so when
   * registration closes, without anybody doing anything. @returns how many got one
   */
  async promoteDue(): Promise<number> {
    const { rows } = await sql<{ id: string }>`
      select distinct event_id as id from registration where state = 'waiting'`.execute(this.database.sql);
    let promoted = 0;
    for (const { id } of rows) {
      const event = await this.database.em().findOne(EventEntity, { id });
      if (!event || freePlaces(await this.admission.count(this.database.sql, event)) <= 0) continue;
      promoted += await this.database.write(houseCall, async (tx) => {
        await this.admission.lock(tx, event);
        return this.admission.promote(tx, event);
      });
    }
    return promoted;
  }

  private async answer(
    database: Sql,
    event: EventEntity,
    note: RegistrationSettings['note'],
  ): Promise<Answer<'getRegistrationSettings'>> {
    const ledger = await this.admission.count(database, event);
    const { confirmed, kept, waiting, pending } = ledger;
    return { settings: asContract(ledger, note), counts: { confirmed, kept, waiting, pending } };
  }

  private async noteOf(event: EventEntity): Promise<RegistrationSettings['note']> {
    const row = await this.database.em().findOne(RegistrationSettingsEntity, { event: event.id });
    return row?.note ?? null;
  }
}

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
const instantOf = (at: Date | null): string | null => at?.toISOString() ?? null;

function asContract({ rules }: Ledger, note: RegistrationSettings['note']): RegistrationSettings {
  const { opensAt, closesAt, withdrawUntil, ...rest } = rules;
  return {
    ...rest,
    ...{
      opensAt: instantOf(opensAt),
      closesAt: instantOf(closesAt),
      withdrawUntil: instantOf(withdrawUntil),
    },
    note,
  };
}
