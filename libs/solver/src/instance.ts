/** Which part of the day a meeting may be held in. */
export type Session = 'morning' | 'afternoon' | 'any';

/** One accepted meeting between two participants. All numbers count from 1. */
export interface InstanceMeeting {
  a: number;
  b: number;
  /** What placing this meeting is worth; 1 unless given. Positive. */
  weight?: number;
  /** `any` unless given. */
  session?: Session;
  /** The slot the meeting is pinned to. */
  fixed?: number;
  /** Meetings which, if held, must be in a strictly earlier slot. */
  after?: number[];
}

/**
 * What is to be scheduled: the solver's own JSON format, and what the MiniZinc data files are read into.
 * Participants, meetings and slots are numbered from 1, as in the published instances.
 */
export interface Instance {
  participants: number;
  slots: number;
  /** Slots 1..morningSlots are the morning; all of them unless given. */
  morningSlots?: number;
  /** How many meetings may be held at once: one number, or one for each slot. Unlimited unless given. */
  tables?: number | number[];
  /** Meetings that are not pinned are in this slot or later; 1 unless given. For a day that has begun. */
  notBefore?: number;
  meetings: InstanceMeeting[];
  /** For each participant the slots that are not available; nothing is forbidden unless given. */
  forbidden?: number[][];
}

/** The text or object is no instance; `where` names the place, such as `meetings[3].a`. */
export class InstanceError extends Error {
  constructor(
    readonly where: string,
    readonly expected: string,
  ) {
    super(`${where}: expected ${expected}`);
    this.name = 'InstanceError';
  }
}
