import type { SchedulePlan } from '@foyer/contracts';
import { dayKey, toMilliseconds } from '@foyer/locales';

export const cellStates = ['free', 'blocked', 'break', 'meeting', 'changed', 'pinned'] as const;
export type CellState = (typeof cellStates)[number];

/** A plan as a matrix of people and times. */
export interface PictureModel {
  people: SchedulePlan['people'];
  columns: SchedulePlan['columns'];
  /** People in order of name, by their place in the plan. */
  order: readonly number[];
  /** How one person's time looks. */
  stateOf: (person: number, column: number) => CellState;
  /** The meeting there, by its place in the plan; -1 where there is none. */
  meetingAt: (person: number, column: number) => number;
  /** How somebody fares. */
  fareOf: (person: number) => { meetings: number; placed: number; breaks: number };
  placed: number;
}

/**
 * @param at the column of each meeting, -1 where it has none
 * @param timeZone the event's: waits over night are none
 */
export function pictureOf(
  { people, columns, meetings }: SchedulePlan,
  at: readonly number[],
  timeZone: string,
): PictureModel {
  const width = columns.length;
  const days = columns.map(({ startsAt }) => dayKey(startsAt, timeZone));
  const times = columns.map(
    ({ startsAt, endsAt }) => [toMilliseconds(startsAt), toMilliseconds(endsAt)] as const,
  );
  const held = new Int32Array(people.length * width).fill(-1);
  const states = new Uint8Array(people.length * width);
  const wanted = new Uint16Array(people.length);
  const breaks = new Uint16Array(people.length);
  const set = (person: number, column: number, state: CellState) => {
    states[person * width + column] = cellStates.indexOf(state);
  };
  people.forEach(({ blocked }, person) => blocked.forEach((column) => set(person, column, 'blocked')));
  let placed = 0;
  meetings.forEach(({ a, b, from, fixed, pinned }, i) => {
    const column = at[i] ?? -1;
    if (column >= 0) placed++;
    for (const person of [a, b]) {
      wanted[person] = (wanted[person] ?? 0) + 1;
      if (column < 0) continue;
      held[person * width + column] = i;
      set(
        person,
        column,
        pinned || (fixed && from === null) ? 'pinned' : column === from ? 'meeting' : 'changed',
      );
    }
  });
  const placedOf = people.map((_, person) => {
    const mine = columns.flatMap((__, column) =>
      (held[person * width + column] ?? -1) >= 0 ? [column] : [],
    );
    mine.slice(1).forEach((second, i) => {
      const first = mine[i] ?? 0;
      if (days[first] !== days[second]) return;
      let waits = false;
      for (let column = first + 1; column < second; column++) {
        const [[, end], [starts, ends], [start]] = [
          times[first] ?? [0, 0],
          times[column] ?? [0, 0],
          times[second] ?? [0, 0],
        ];
        if (starts < end || ends > start) continue;
        waits = true;
        if (states[person * width + column] === 0) set(person, column, 'break');
      }
      if (waits) breaks[person] = (breaks[person] ?? 0) + 1;
    });
    return mine.length;
  });
  return {
    ...{ people, columns, placed },
    order: people
      .map((_, person) => person)
      .sort((one, other) => (people[one]?.name ?? '').localeCompare(people[other]?.name ?? '')),
    stateOf: (person, column) => cellStates[states[person * width + column] ?? 0] ?? 'free',
    meetingAt: (person, column) => held[person * width + column] ?? -1,
    fareOf: (person) => ({
      meetings: wanted[person] ?? 0,
      placed: placedOf[person] ?? 0,
      breaks: breaks[person] ?? 0,
    }),
  };
}
