import type { Reason } from './reasons.js';

/** A schedule with what is known about it. */
export interface Solution {
  /** Meetings placed, and not. */
  placed: number;
  unplaced: number;
  /** Idle groups strictly between the meetings of a participant, summed over all. */
  breaks: number;
  /** Idle slots in those groups. */
  idleSlots: number;
  /** Greatest minus smallest number of breaks of a participant. */
  fairnessRange: number;
  /** No schedule that places as much has fewer breaks than this. */
  bound: number;
  /** Proved: no schedule places more weight, and none that places as much has fewer breaks. */
  optimal: boolean;
  /** Proved: no schedule places every meeting (within the fairness limit, if there is one). */
  infeasible: boolean;
  /** Why it is infeasible. */
  reasons: Reason[];
  /** Slot of each meeting from 1, 0 = not placed. */
  slotOfMeeting: number[];
  /** Wall time used. */
  seconds: number;
  /** Moves of the search tried. */
  moves: number;
}

/** A better schedule than all before it. */
export interface Incumbent {
  placed: number;
  unplaced: number;
  breaks: number;
  idleSlots: number;
  /** The lower bound known so far; `breaks - bound` is how much better it could be at most. */
  bound: number;
  gap: number;
  moves: number;
  seconds: number;
  /** Makes a copy of the schedule: slot of each meeting from 1, 0 = not placed. */
  slotOfMeeting: () => number[];
}

/** How to solve. */
export interface SolveOptions {
  /** Same seed and same `moves`, same schedule; 1 unless given. */
  seed?: number;
  /** Moves to try at most. The result depends on this and the seed alone, unless `seconds` cut it short. */
  moves?: number;
  /** Wall time at most. Without `moves` the search paces itself by it. */
  seconds?: number;
  /** Greatest allowed difference in breaks between two participants. */
  fairness?: number | undefined;
  /** Use the exact part to prove the result best, or that not all can be placed. */
  prove?: boolean;
  /** Called with every better schedule, at most once per slice of work. */
  onIncumbent?: (incumbent: Incumbent) => void;
  /** Ends the search early with the best schedule so far. */
  signal?: AbortSignal;
  /** A schedule to start from: slot of each meeting from 1, 0 = not placed. */
  start?: readonly number[];
  /** Cost in breaks of moving a meeting away from its slot in `start`; 0 unless given. */
  moveCost?: number;
  /** Clock in milliseconds; for tests. */
  now?: () => number;
}
