import type { LeftOutReason } from '@foyer/contracts';
import type { BaseMeeting, Placement, PlanBase } from './plan.js';
import { seatsOf, unlimitedSeat, type Seat } from './seats.js';

/** How things stand at the moment of publishing. Times in milliseconds since 1970, by the event's clock. */
export interface Standing {
  now: number;
  /** Requests of the plan whose two still want to meet and take part. */
  agreed: ReadonlySet<string>;
  /** Their meetings that are not cancelled, by request. */
  live: ReadonlyMap<string, { id: string; slot: string; startsAt: number; booked: boolean; people: number }>;
  /** Meetings of these requests that an earlier plan took out. */
  cancelled: ReadonlyMap<string, string>;
  /** What people have promised to be at. */
  busy: readonly { person: string; ref: string; startsAt: number; endsAt: number }[];
  /** Tables that are given away, by meeting; of one that goes on for longer, in each slot that it reaches into. */
  taken: readonly { slot: string; table: number | null; meeting: string }[];
  /** How many more meetings people may have, of those alone for whom there is a limit. */
  room: ReadonlyMap<string, number>;
  /** Slots in which meetings can still be. */
  open: ReadonlySet<string>;
}
/** One thing that publishing does. */
export interface Step {
  kind: 'book' | 'move' | 'remove';
  request: string;
  /** The meeting that stands; null for a new one. */
  meeting: string | null;
  people: [string, string];
  startsAt: number;
  endsAt: number;
  /** Null for one that is taken out. */
  seat: Seat | null;
}
export interface Settled {
  steps: Step[];
  leftOut: { request: string; why: LeftOutReason }[];
}

type Wanted = Step & { column: number; preferred: number };

/**
 * What of a plan can be put into force as things stand now. What cannot is left out: a new meeting goes on waiting, one
 * that was to move stays, which may stand in the way of others in turn.
 */
export function settle(base: PlanBase, { at, tables }: Placement, standing: Standing): Settled {
  const leftOut: Settled['leftOut'] = [];
  let steps: Wanted[] = [];
  base.meetings.forEach((meeting, i) => {
    const column = at[i] ?? -1;
    if (column === (meeting.from ?? -1)) return;
    const step = stepOf(base, meeting, column, tables[i] ?? 0, standing);
    if (typeof step === 'string') leftOut.push({ request: meeting.request, why: step });
    else steps.push(step);
  });
  for (;;) {
    const refused = new Map<Wanted, LeftOutReason>();
    const leaving = new Set(steps.flatMap(({ meeting }) => meeting ?? []));
    const busy = new Map<string, { startsAt: number; endsAt: number }[]>();
    for (const { person, ref, ...times } of standing.busy) {
      if (!leaving.has(ref)) busy.set(person, [...(busy.get(person) ?? []), times]);
    }
    const free = new Tables(base, standing, leaving);
    const room = new Map(standing.room);
    const count = (people: readonly string[], more: number): void => {
      for (const person of people) {
        const left = room.get(person);
        if (left !== undefined) room.set(person, left + more);
      }
    };
    for (const { kind, people } of steps) if (kind === 'remove') count(people, 1);
    for (const step of steps) {
      if (step.kind === 'remove') continue;
      const clash = step.people.some((person) =>
        busy.get(person)?.some(({ startsAt, endsAt }) => startsAt < step.endsAt && step.startsAt < endsAt),
      );
      if (clash) {
        refused.set(step, 'busy');
        continue;
      }
      if (step.kind === 'book' && step.people.some((person) => (room.get(person) ?? 1) <= 0)) {
        refused.set(step, 'limit');
        continue;
      }
      step.seat = free.take(step);
      if (!step.seat) refused.set(step, 'tables');
      else if (step.kind === 'book') count(step.people, -1);
    }
    if (refused.size === 0) break;
    for (const [{ request }, why] of refused) leftOut.push({ request, why });
    steps = steps.filter((step) => !refused.has(step));
  }
  return { steps: steps.map(({ column: _column, preferred: _preferred, ...step }) => step), leftOut };
}

function stepOf(
  base: PlanBase,
  { request, a, b, stood }: BaseMeeting,
  column: number,
  preferred: number,
  { now, agreed, live, open }: Standing,
): Wanted | LeftOutReason {
  const [one, two] = [base.people[a], base.people[b]];
  const target = base.columns[column];
  if (!agreed.has(request) || !one || !two) return 'gone';
  const meeting = live.get(request);
  if (stood ? !meeting?.booked || meeting.slot !== stood.slot || meeting.people > 2 : meeting)
    return 'changed';
  if (meeting && meeting.startsAt <= now) return 'past';
  if (target && Date.parse(target.startsAt) <= now) return 'past';
  if (target && !target.slots.some(({ id }) => open.has(id))) return 'changed';
  return {
    kind: !target ? 'remove' : meeting ? 'move' : 'book',
    ...{ request, meeting: meeting?.id ?? null, people: [one.id, two.id], column, preferred },
    startsAt: target ? Date.parse(target.startsAt) : 0,
    endsAt: target ? Date.parse(target.endsAt) : 0,
    seat: null,
  };
}

/** Tables as they are given away. */
class Tables {
  private readonly taken: Set<string>;

  constructor(
    private readonly base: PlanBase,
    private readonly standing: Standing,
    leaving: ReadonlySet<string>,
  ) {
    this.taken = new Set(standing.taken.flatMap((one) => (leaving.has(one.meeting) ? [] : [key(one)])));
  }

  /** The seat that is preferred, else the first that is free; null where none is. */
  take({ column, preferred }: Wanted): Seat | null {
    const place = this.base.columns[column];
    if (!place) return null;
    const { open } = this.standing;
    const slots = place.slots.filter(({ id }) => open.has(id));
    const unlimited = unlimitedSeat({ slots });
    if (unlimited) return unlimited;
    const seats = seatsOf(place)?.filter(({ slot }) => open.has(slot)) ?? [];
    const wished = seatsOf(place)?.[preferred - 1];
    const free = (seat: Seat): boolean => open.has(seat.slot) && !this.taken.has(key(seat));
    const seat = wished && free(wished) ? wished : seats.find(free);
    if (!seat) return null;
    this.taken.add(key(seat));
    return seat;
  }
}

const key = ({ slot, table }: Seat): string => `${slot} ${table}`;
