import type { Event, EventClock, EventRole, RouteParsed, routes } from '@foyer/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, databaseError, Problem, type Call } from '@foyer/platform';
import { EventAccess, organisers } from './event-access.js';
import { eventClock, eventNow } from './event-clock.js';
import { EventEntity } from './event.entity.js';

type Body<R extends keyof typeof routes> = RouteParsed<(typeof routes)[R]>['body'];

/** Events: created by organisers, read by everybody once published. */
@Injectable()
export class EventsService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden unless the caller may create events; conflict when the slug is taken */
  async create(call: Call, input: Body<'createEvent'>): Promise<Event> {
    const actor = call.actor;
    if (!actor?.organiser) throw new Problem('forbidden');
    checkDates(input.startsAt, input.endsAt);
    try {
      return await this.database.write(call, async (tx) => {
        const event = tx.em.create(EventEntity, {
          categories: [],
          expectedOutcomes: [],
          ...input,
          startsAt: new Date(input.startsAt),
          endsAt: new Date(input.endsAt),
        });
        await tx.em.flush();
        await this.access.grant(tx, event.id, actor.person, 'owner');
        return toContract(event);
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'event_slug') throw new Problem('conflict');
      throw error;
    }
  }

  /** @throws Problem forbidden for who does not organise the event */
  async update(call: Call, slug: string, input: Body<'updateEvent'>): Promise<Event> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const { startsAt, endsAt, ...rest } = input;
      const before = whenIsIt(event);
      tx.em.assign(event, {
        ...rest,
        ...(startsAt ? { startsAt: new Date(startsAt) } : {}),
        ...(endsAt ? { endsAt: new Date(endsAt) } : {}),
      });
      checkDates(event.startsAt, event.endsAt);
      if (whenIsIt(event) !== before) tx.fact('event.moved', { event: event.id });
      return toContract(event);
    });
  }

  async get(call: Call, slug: string): Promise<Event & { clock: EventClock }> {
    const { event } = await this.access.find(call, { slug });
    return { ...toContract(event), clock: eventClock(event, this.clock.now()) };
  }

  /** Published events and those the caller has a role in, the next first. */
  async list(call: Call): Promise<Event[]> {
    const em = this.database.em();
    const mine = call.actor
      ? await em
          .getKysely<{ event_role: { event_id: string; person_id: string } }>()
          .selectFrom('event_role')
          .select('event_id')
          .where('person_id', '=', call.actor.person)
          .distinct()
          .execute()
      : [];
    const events = await em.find(
      EventEntity,
      { $or: [{ state: 'published' }, { id: { $in: mine.map((row) => row.event_id) } }] },
      { orderBy: { startsAt: 'desc' }, limit: 500 },
    );
    return events.map(toContract);
  }

  async myPlace(call: Call, slug: string): Promise<{ roles: EventRole[]; person: string | null }> {
    const { roles } = await this.access.find(call, { slug });
    return { roles: [...roles], person: call.actor?.person ?? null };
  }

  /** Sets the clock of a rehearsal. The door lets only demo servers come here. */
  async setClock(call: Call, slug: string, input: Body<'setEventClock'>): Promise<EventClock> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const now = this.clock.now();
      tx.em.assign(event, { clockAt: new Date(input.at), clockReal: now, clockRate: input.rate });
      tx.fact('event.moved', { event: event.id });
      return eventClock(event, now);
    });
  }

  async clearClock(call: Call, slug: string): Promise<void> {
    await this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      tx.em.assign(event, { clockAt: null, clockReal: null, clockRate: null });
    });
  }

  /** What time it is in the event. */
  now(event: EventEntity): Date {
    return eventNow(event, this.clock.now());
  }
}

/** Changes when the event moves, or is published or withdrawn. */
function whenIsIt({ startsAt, endsAt, timeZone, state }: EventEntity): string {
  return [startsAt.toISOString(), endsAt.toISOString(), timeZone, state].join(' ');
}

function checkDates(startsAt: Date | string, endsAt: Date | string): void {
  if (new Date(endsAt) <= new Date(startsAt)) {
    throw new Problem('invalid_input', {}, [{ pointer: '/endsAt', message: 'must be after the start' }]);
  }
}

/** An event row as the contracts show it. */
export function toContract(event: EventEntity): Event {
  return {
    id: event.id,
    slug: event.slug,
    title: event.title,
    purpose: event.purpose,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    timeZone: event.timeZone,
    languages: event.languages,
    categories: event.categories,
    expectedOutcomes: event.expectedOutcomes,
    state: event.state,
    summaryPublishedAt: event.summaryPublishedAt?.toISOString() ?? null,
  };
}
