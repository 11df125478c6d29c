import type { LeftOutReason } from '@foyer/contracts';

/** What a run is about, as it was when the run began: kept, since the event goes on meanwhile. */
export interface PlanBase {
  columns: {
    startsAt: string;
    endsAt: string;
    places: number | null;
    /** The slots of that time, in the order in which their tables are counted through. */
    slots: { id: string; tables: number | null }[];
  }[];
  /** People by id, and the columns in which they are not free. */
  people: { id: string; blocked: number[] }[];
  meetings: BaseMeeting[];
}
export interface BaseMeeting {
  request: string;
  /** Places in `people`. */
  a: number;
  b: number;
  /** The column in which it stood, and its table there; null for one that had no time. */
  from: number | null;
  /** The slot and table in which it stood. */
  stood: { slot: string; table: number | null } | null;
  fixed: boolean;
}

/** A plan, in the order of the base's meetings. */
export interface Placement {
  /** Column of each, -1 where it has none. */
  at: number[];
  /** Its place among the column's tables from 1; 0 where tables are not counted, or not given yet. */
  tables: number[];
}

/** What publishing changed, by ids of meetings and requests. */
export interface Published {
  booked: string[];
  moved: string[];
  removed: string[];
  leftOut: { request: string; why: LeftOutReason }[];
}
