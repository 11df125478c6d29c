import type { RouteAnswer, routes, ScheduleHelp, ScheduleReason } from '@foyer/contracts';
import { dayKey } from '@foyer/locales';
import { explain, type Explanation, type Help, type Instance } from '@foyer/solver';
import { faresOf } from './figures.js';
import type { PlanBase } from './plan.js';
import { layersOf, overlap } from './task.js';

export type Reasons = RouteAnswer<typeof routes.getScheduleReasons>;
interface Named {
  id: string;
  name: string;
  organisation: string;
}

/** So many are told of; the others are counted. */
const mostPeople = 20;
const mostUnplaced = 60;
const mostHelp = 3;

/**
 * Who is badly served by a plan, why meetings have no time, and what would help.
 * @param at the column of each meeting, -1 where it has none
 * @param people the plan's, in its order
 */
export function reasonsOf(
  base: PlanBase,
  at: readonly number[],
  people: readonly Named[],
  timeZone: string,
): Reasons {
  const times = base.columns.map(({ startsAt, endsAt }) => ({
    startsAt: Date.parse(startsAt),
    endsAt: Date.parse(endsAt),
  }));
  const layers = layersOf(times.map((column) => ({ ...column, series: '' })));
  const columns = times.map((column, i) => ({
    ...column,
    layer: layers[i] ?? 0,
    day: dayKey(column.startsAt, timeZone),
  }));
  const fares = faresOf({ columns, people: people.length, meetings: base.meetings }, at);
  const badly = people
    .map((person, i) => ({ ...person, ...(fares[i] ?? none) }))
    .filter(({ meetings, placed, breaks }) => placed < meetings || breaks > 1)
    .sort(
      (one, other) =>
        other.meetings - other.placed - (one.meetings - one.placed) ||
        other.breaks - one.breaks ||
        other.idleSlots - one.idleSlots,
    );
  const missing = base.meetings.flatMap((_, i) => ((at[i] ?? -1) < 0 ? [i] : []));
  const instance = instanceOf(base, times, at);
  const explained = explain(
    instance,
    at.map((column) => column + 1),
  );
  const words = new Words(base, people);
  return {
    people: badly.slice(0, mostPeople),
    peopleInAll: badly.length,
    unplacedInAll: missing.length,
    unplaced: explained.slice(0, mostUnplaced).map((explanation) => {
      const meeting = base.meetings[explanation.meeting - 1];
      const { a = 0, b = 0, request = '' } = meeting ?? {};
      return {
        request,
        names: [words.nameOf(a), words.nameOf(b)],
        reason: words.reasonOf(explanation),
        help: explanation.help.flatMap((help) => words.helpOf(help) ?? []).slice(0, mostHelp),
      };
    }),
  };
}

const none = { meetings: 0, placed: 0, breaks: 0, idleSlots: 0 };

/** All columns as one instance: who is elsewhere in one that overlaps is not available. */
function instanceOf(
  base: PlanBase,
  times: readonly { startsAt: number; endsAt: number }[],
  at: readonly number[],
): Instance {
  const busy = base.people.map(({ blocked }) => new Set(blocked));
  base.meetings.forEach(({ a, b }, i) => {
    const here = times[at[i] ?? -1];
    if (!here) return;
    times.forEach((other, column) => {
      if (column === at[i] || !overlap(here, other)) return;
      busy[a]?.add(column);
      busy[b]?.add(column);
    });
  });
  return {
    participants: base.people.length,
    slots: times.length,
    tables: base.columns.map(({ places }) => places ?? base.meetings.length),
    forbidden: busy.map((columns) => [...columns].map((column) => column + 1)),
    meetings: base.meetings.map(({ a, b }) => ({ a: a + 1, b: b + 1 })),
  };
}

/** The solver's explanations, by names and times. */
class Words {
  constructor(
    private readonly base: PlanBase,
    private readonly people: readonly Named[],
  ) {}

  nameOf(person: number): string {
    return this.people[person]?.name ?? '';
  }

  reasonOf({ participants, obstacles }: Explanation): ScheduleReason {
    const over = participants.find(({ meetings, availableSlots }) => meetings > availableSlots);
    if (over) {
      const { participant, meetings, availableSlots } = over;
      return { code: 'overbooked', name: this.nameOf(participant - 1), meetings, times: availableSlots };
    }
    if (obstacles.every((slot) => slot.includes('participant-unavailable')))
      return { code: 'no-common-time' };
    const open = obstacles.filter((slot) => !slot.includes('participant-unavailable'));
    const free = obstacles.filter(
      (slot) => !slot.includes('participant-unavailable') && !slot.includes('participant-busy'),
    );
    if (free.length) return { code: 'tables-full', times: free.length };
    return { code: open.every((slot) => slot.includes('tables-full')) ? 'no-room' : 'crowded' };
  }

  helpOf(help: Help): ScheduleHelp | undefined {
    if (help.code === 'unpin') return { code: 'unpin' };
    const column = this.base.columns[help.slot - 1];
    if (!column) return undefined;
    const { startsAt, endsAt } = column;
    switch (help.code) {
      case 'add-table':
        return { code: 'add-table', startsAt, endsAt };
      case 'open-slot':
        return { code: 'free-time', startsAt, endsAt, name: this.nameOf(help.participant - 1) };
      case 'move-meeting': {
        const other = this.base.meetings[help.meeting - 1];
        if (!other) return undefined;
        return {
          code: 'move-meeting',
          startsAt,
          endsAt,
          names: [this.nameOf(other.a), this.nameOf(other.b)],
        };
      }
      case 'drop-session':
        return undefined;
    }
  }
}
