import type { ScheduleMode } from '@foyer/contracts';

/** Everything that the search needs to know, in numbers: crosses over to another thread. */
export interface ScheduleTask {
  /** In order of time. */
  columns: TaskColumn[];
  people: number;
  /** For each of the people the columns in which they are not free. */
  blocked: number[][];
  meetings: TaskMeeting[];
}
export interface TaskColumn {
  /** Milliseconds since 1970. */
  startsAt: number;
  endsAt: number;
  /** Meetings it has room for; null without limit. */
  places: number | null;
  /** Columns of one layer do not overlap in time. */
  layer: number;
  /** Its day by the event's zone. */
  day: string;
  /** It has begun: nothing may be added to it. */
  past: boolean;
}
export interface TaskMeeting {
  a: number;
  b: number;
  weight: number;
  /** The column in which it stands; null for one that has no time. */
  from: number | null;
  /** The column in which it has to be. */
  fixed: number | null;
}
export interface SearchSettings {
  mode: ScheduleMode;
  seconds: number;
  seed: number;
}
/** A plan on the way, or at the end. */
export interface Found {
  /** Column of each meeting, -1 where it has none. */
  at: number[];
  /** No plan that places as many has fewer breaks; null where nothing is known of it. */
  bound: number | null;
  optimal: boolean;
}

/** Whether two columns take place at the same time, if only for a minute. */
export const overlap = (
  one: Pick<TaskColumn, 'startsAt' | 'endsAt'>,
  other: Pick<TaskColumn, 'startsAt' | 'endsAt'>,
): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;

/**
 * Puts columns that overlap into different layers, those of one series (a block) into one where that is possible.
 * @param columns in order of time
 * @returns the layer of each, from 0
 */
export function layersOf(columns: readonly { startsAt: number; endsAt: number; series: string }[]): number[] {
  const ends: number[] = [];
  const layerOfSeries = new Map<string, number>();
  return columns.map(({ startsAt, endsAt, series }) => {
    const known = layerOfSeries.get(series);
    const free = (layer: number): boolean => (ends[layer] ?? 0) <= startsAt;
    let layer = known !== undefined && free(known) ? known : 0;
    while (!free(layer)) layer++;
    ends[layer] = endsAt;
    layerOfSeries.set(series, layer);
    return layer;
  });
}
