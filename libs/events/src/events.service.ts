import { isDeepStrictEqual } from 'node:util';
import type {
  Event,
  EventClock,
  FactPayload,
  FileInfo,
  RouteParsed,
  RouteResult,
  routes,
} from '@foyer/contracts';
import { Inject, Injectable } from '@nestjs/common';
import {
  checkImage,
  Clock,
  Database,
  databaseError,
  Files,
  Problem,
  sql,
  type Call,
  type Tx,
} from '@foyer/platform';
import { firstCategories } from './first-categories.js';
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
    @Inject(Files) private readonly files: Files,
  ) {}

  /** @throws Problem forbidden unless the caller may create events; conflict when the slug is taken */
  async create(call: Call, input: Body<'createEvent'>): Promise<Event> {
    const actor = call.actor;
    if (!actor?.organiser) throw new Problem('forbidden');
    checkDates(input.startsAt, input.endsAt);
    const categories = input.categories ?? (await firstCategories(input.languages));
    try {
      return await this.database.write(call, async (tx) => {
        const event = tx.em.create(EventEntity, {
          expectedOutcomes: [],
          partners: [],
          ...input,
          categories,
          startsAt: new Date(input.startsAt),
          endsAt: new Date(input.endsAt),
        });
        await tx.em.flush();
        await this.access.grant(tx, event.id, actor.person, 'owner');
        await this.show(call, tx, event, []);
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
      const { startsAt, endsAt, tell = true, ...rest } = input;
      const before = whenIsIt(event);
      const was = seenAs(event);
      const letIn = letsGuestsIn(event);
      const shown = picturesOf(event);
      tx.em.assign(event, {
        ...rest,
        ...(startsAt ? { startsAt: new Date(startsAt) } : {}),
        ...(endsAt ? { endsAt: new Date(endsAt) } : {}),
      });
      checkDates(event.startsAt, event.endsAt);
      await this.show(call, tx, event, shown);
      if (letIn && !letsGuestsIn(event)) {
        // From here on the event's row is ours: nobody comes in between those who are cut and the closed door.
        await tx.em.flush();
        await cutGuests(tx, event.id);
      }
      if (whenIsIt(event) !== before) tx.fact('event.moved', { event: event.id });
      const now = seenAs(event);
      // Of a draft nobody has heard.
      if (tell && (was.published || now.published) && !isDeepStrictEqual(was, now)) {
        tx.fact('event.rescheduled', { event: event.id, was, after: null });
      }
      return toContract(event);
    });
  }

  /**
   * Takes a picture that the event may then name as its logo or a partner's.
   * @throws Problem forbidden for who does not organise the event; file_type, image_too_large
   */
  async uploadPicture(call: Call, slug: string, file: File): Promise<FileInfo> {
    await this.access.findAs(call, { slug }, organisers);
    const checked = await checkImage(file, { maxPixels: 1_000 });
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      return this.files.put(tx, checked, { event: event.id, owner: call.actor?.person ?? null });
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

  async myPlace(call: Call, slug: string): Promise<RouteResult<typeof routes.getMyPlace>> {
    const { roles, guest } = await this.access.find(call, { slug });
    return { roles: [...roles], guest, person: call.actor?.person ?? null };
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

  /** Pictures that the event names now are everybody's; those that it names no more go. Only one's own may be new. */
  private async show(call: Call, tx: Tx, event: EventEntity, before: readonly string[]): Promise<void> {
    const now = picturesOf(event);
    const owner = call.actor?.person ?? null;
    await this.files.keep(
      tx,
      now.filter((picture) => !before.includes(picture)),
      { event: event.id, owner, public: true },
    );
    await this.files.remove(
      tx,
      before.filter((picture) => !now.includes(picture)),
    );
  }

  /** What time it is in the event. */
  now(event: EventEntity): Date {
    return eventNow(event, this.clock.now());
  }
}

const picturesOf = ({ logo, partners }: EventEntity): string[] =>
  [logo, ...partners.map((partner) => partner.logo)].filter((picture) => typeof picture === 'string');

const letsGuestsIn = ({ guests, state }: EventEntity): boolean => guests !== 'off' && state === 'published';

/**
 * Lets every process close the sockets of the event's guests once this is committed. They connect again and are asked
 * anew who they are; what they may not follow any more they do not get.
 */
async function cutGuests(tx: Tx, event: string): Promise<void> {
  await sql`
    select pg_notify('foyer_session', s.id::text)
    from event_guest g join sign_in_session s on s.person_id = g.person_id
    where g.event_id = ${event} and not exists (
      select from event_role r where r.event_id = g.event_id and r.person_id = g.person_id)`.execute(tx.sql);
}

/** Changes when the event moves, or is published or withdrawn. */
function whenIsIt({ startsAt, endsAt, timeZone, state }: EventEntity): string {
  return [startsAt.toISOString(), endsAt.toISOString(), timeZone, state].join(' ');
}

/** What those who are registered know of when it is. */
function seenAs({ startsAt, endsAt, state }: EventEntity): FactPayload<'event.rescheduled'>['was'] {
  return {
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    published: state === 'published',
  };
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
    colour: event.colour ?? null,
    logo: event.logo ?? null,
    partners: event.partners,
    series: event.series ?? null,
    programme: event.programme ?? null,
    venue: event.venue ?? null,
    contact: event.contact ?? null,
    website: event.website ?? null,
    hashtag: event.hashtag ?? null,
    state: event.state,
    guests: event.guests,
    summaryPublishedAt: event.summaryPublishedAt?.toISOString() ?? null,
  };
}
