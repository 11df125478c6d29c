import { GENTLE, solve, type Instance, type SolveOptions } from '@foyer/solver';
import { overlap, type Found, type ScheduleTask, type SearchSettings } from './task.js';

/**
 * Searches for the best plan, one layer of columns after the other: where blocks overlap in time, what the earlier
 * layers have placed keeps those people out of the later ones.
 * @param onBetter called with every better plan
 * @param signal ends the search early, with the best plan so far
 */
export async function search(
  task: ScheduleTask,
  settings: SearchSettings,
  onBetter: (found: Found) => void,
  signal: AbortSignal,
): Promise<Found> {
  const at = task.meetings.map(({ fixed }) => fixed ?? -1);
  const layers = [...new Set(task.columns.map(({ layer }) => layer))].sort((a, b) => a - b);
  // Bounds are of one layer and know no nights: elsewhere they would claim too much or too little.
  const bounded = layers.length === 1 && new Set(task.columns.map(({ day }) => day)).size === 1;
  let last: Found = { at, bound: null, optimal: false };
  for (const layer of layers) {
    const part = new Part(task, settings, layer, at);
    const options: SolveOptions = {
      seed: settings.seed,
      seconds: (settings.seconds * part.columns.length) / task.columns.length,
      prove: true,
      signal,
      ...part.start(),
      onIncumbent: ({ slotOfMeeting, bound }) =>
        onBetter({ at: part.merge(slotOfMeeting()), bound: bounded ? bound : null, optimal: false }),
    };
    const { slotOfMeeting, bound, optimal } = await solve(part.instance(), options);
    const merged = part.merge(slotOfMeeting);
    merged.forEach((column, i) => (at[i] = column));
    last = { at: [...at], bound: bounded ? bound : null, optimal: bounded && optimal };
  }
  return last;
}

/** The solver's instance of one layer; there participants, meetings and slots count from 1. */
class Part {
  readonly columns: number[];
  private readonly meetings: number[];
  private readonly slotOf: Map<number, number>;

  constructor(
    private readonly task: ScheduleTask,
    private readonly settings: SearchSettings,
    layer: number,
    private readonly at: readonly number[],
  ) {
    this.columns = task.columns.flatMap((column, i) => (column.layer === layer ? [i] : []));
    this.slotOf = new Map(this.columns.map((column, i) => [column, i + 1]));
    this.meetings = task.meetings.flatMap((meeting, i) => (this.belongs(meeting, i) ? [i] : []));
  }

  instance(): Instance {
    const { task, columns, slotOf } = this;
    const open = columns.findIndex((column) => !task.columns[column]?.past);
    const some = columns.some((column) => task.columns[column]?.places !== null);
    return {
      participants: task.people,
      slots: columns.length,
      notBefore: open < 0 ? columns.length + 1 : open + 1,
      forbidden: this.forbidden(),
      // Where tables are not counted there is one for each meeting.
      ...(some
        ? { tables: columns.map((column) => task.columns[column]?.places ?? task.meetings.length) }
        : {}),
      meetings: this.meetings.flatMap((i) => {
        const meeting = task.meetings[i];
        if (!meeting) return [];
        const fixed = meeting.fixed === null ? undefined : slotOf.get(meeting.fixed);
        const { a, b, weight } = meeting;
        return [{ a: a + 1, b: b + 1, weight, ...(fixed === undefined ? {} : { fixed }) }];
      }),
    };
  }

  /** Where the search begins. */
  start(): Pick<SolveOptions, 'start' | 'moveCost'> {
    if (this.settings.mode === 'from-scratch') return {};
    const start = this.meetings.map((i) => this.slotOf.get(this.task.meetings[i]?.from ?? -1) ?? 0);
    return { start, moveCost: this.settings.mode === 'gentle' ? GENTLE : 0 };
  }

  /** The plan of all layers so far with this one's as the solver has it. */
  merge(slotOfMeeting: readonly number[]): number[] {
    const merged = [...this.at];
    this.meetings.forEach((meeting, i) => {
      const slot = slotOfMeeting[i] ?? 0;
      merged[meeting] = slot > 0 ? (this.columns[slot - 1] ?? -1) : -1;
    });
    return merged;
  }

  private belongs(meeting: ScheduleTask['meetings'][number], i: number): boolean {
    if (meeting.fixed !== null) return this.slotOf.has(meeting.fixed);
    if ((this.at[i] ?? -1) >= 0) return false;
    // What stands in another layer stays in it, unless everything is planned anew.
    return this.settings.mode === 'from-scratch' || meeting.from === null || this.slotOf.has(meeting.from);
  }

  private forbidden(): number[][] {
    const { task, columns, slotOf } = this;
    const own = new Set(this.meetings);
    const busy: Set<number>[] = task.blocked.map((blocked) => new Set(blocked));
    task.meetings.forEach(({ a, b }, i) => {
      const column = task.columns[this.at[i] ?? -1];
      if (own.has(i) || !column) return;
      columns.forEach((mine) => {
        const here = task.columns[mine];
        if (!here || !overlap(here, column)) return;
        busy[a]?.add(mine);
        busy[b]?.add(mine);
      });
    });
    return busy.map((set) => [...set].flatMap((column) => slotOf.get(column) ?? []));
  }
}
