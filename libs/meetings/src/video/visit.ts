/** Somebody enters a meeting: what a link of their own is made from. */
export interface Visit {
  meeting: string;
  /** The same for everybody in the meeting, and not to be guessed from the meeting's id. */
  room: string;
  person: string;
  name: string;
  /** What the meeting is called, in the event's first language. */
  title: string;
  table: number | null;
  /** By the time of day. */
  now: Date;
  /** How long the room is open yet, in milliseconds. */
  openFor: number;
}
