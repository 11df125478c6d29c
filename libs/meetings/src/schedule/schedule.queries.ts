import type { RouteAnswer, routes, SchedulePlan } from '@foyer/contracts';
import { EventAccess, eventNow, organisers, type EventEntity } from '@foyer/events';
import { Clock, Database, Problem, sql, type Call, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Placement, PlanBase, Published } from './plan.js';
import { reasonsOf, type Reasons } from './reasons.js';
import { readRuns, shownRuns } from './runs.js';
import { readScope } from './scope.js';

interface KeptRun {
  base: PlanBase | null;
  placement: Placement | null;
  version: number;
  published: Published | null;
}

/** What organisers read of scheduling runs and their plans. */
@Injectable()
export class ScheduleQueries {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws Problem forbidden for who does not organise the event */
  async desk(call: Call, slug: string): Promise<RouteAnswer<typeof routes.getSchedule>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => ({
      ...(await readScope(database, event.id, eventNow(event, this.clock.now()))),
      runs: await readRuns(database, shownRuns(event.id)),
    }));
  }

  /** @throws Problem not_found; forbidden */
  async plan(call: Call, slug: string, run: string): Promise<SchedulePlan> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => {
      const { base, published } = await this.read(database, event, run);
      if (!base) return { columns: [], people: [], meetings: [], leftOut: [] };
      const names = await readNames(database, event.id, base);
      const wishes = await readWishes(database, event.id);
      const pairs = new Map(base.meetings.map((meeting) => [meeting.request, meeting]));
      return {
        columns: base.columns.map(({ startsAt, endsAt, places, slots }) => ({
          ...{ startsAt, endsAt, places },
          slot: slots[0]?.id ?? '',
        })),
        people: base.people.map(({ id, blocked }, i) => ({ id, blocked, ...(names[i] ?? unknown) })),
        meetings: base.meetings.map(({ request, a, b, from, fixed }) => ({
          ...{ request, a, b, from, fixed },
          pinned: wishes.get(request)?.pinned ?? false,
          priority: wishes.get(request)?.priority ?? false,
        })),
        leftOut: (published?.leftOut ?? []).map(({ request, why }) => {
          const pair = pairs.get(request);
          const both = pair ? [names[pair.a]?.name ?? '', names[pair.b]?.name ?? ''] : [];
          return { request, why, names: both };
        }),
      };
    });
  }

  /** @throws Problem not_found; forbidden */
  async placement(
    call: Call,
    slug: string,
    run: string,
  ): Promise<RouteAnswer<typeof routes.getSchedulePlacement>> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { base, placement, version } = await this.read(this.database.sql, event, run);
    const at = placement?.at ?? base?.meetings.map(({ from }) => from ?? -1) ?? [];
    return { version, at, tables: placement?.tables ?? [] };
  }

  /** @throws Problem not_found; forbidden */
  async reasons(call: Call, slug: string, run: string): Promise<Reasons> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.database.snapshot(async (database) => {
      const { base, placement } = await this.read(database, event, run);
      if (!base || !placement) return { people: [], unplaced: [], peopleInAll: 0, unplacedInAll: 0 };
      const names = await readNames(database, event.id, base);
      return reasonsOf(
        base,
        placement.at,
        base.people.map(({ id }, i) => ({ id, ...(names[i] ?? unknown) })),
        event.timeZone,
      );
    });
  }

  private async read(database: Sql, event: EventEntity, id: string): Promise<KeptRun> {
    const { rows } = await sql<KeptRun>`
      select base, placement, version, published from schedule_run
      where id = ${id} and event_id = ${event.id} and state <> 'cancelled'`.execute(database);
    const [run] = rows;
    if (!run) throw new Problem('not_found');
    return run;
  }
}

const unknown = { name: '', organisation: '' };

/** Names of a plan's people, in its order. */
async function readNames(
  database: Sql,
  event: string,
  { people }: PlanBase,
): Promise<({ name: string; organisation: string } | undefined)[]> {
  const { rows } = await sql<{ id: string; name: string; organisation: string }>`
    select r.person_id as id, r.name, o.name as organisation
    from registration r join organisation o on o.id = r.organisation_id
    where r.event_id = ${event} and r.person_id = any(${people.map(({ id }) => id)}::uuid[])`.execute(
    database,
  );
  const known = new Map(rows.map(({ id, name, organisation }) => [id, { name, organisation }]));
  return people.map(({ id }) => known.get(id));
}

async function readWishes(
  database: Sql,
  event: string,
): Promise<Map<string, { pinned: boolean; priority: boolean }>> {
  const { rows } = await sql<{ request: string; pinned: boolean; priority: boolean }>`
    select w.request_id as request, w.slot_id is not null as pinned, w.priority
    from schedule_wish w join meeting_request q on q.id = w.request_id where q.event_id = ${event}`.execute(
    database,
  );
  return new Map(rows.map(({ request, ...wish }) => [request, wish]));
}
