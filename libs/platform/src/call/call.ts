import { createHash } from 'node:crypto';
import type { Deed } from '../audit/audit.js';

/** Who acts. */
export interface Actor {
  person: string;
  /** The sign-in session, for closing its sockets when it ends. */
  session: string;
  /** May create events. */
  organiser: boolean;
  /** Came in without an account. Most doors do not know guests: to them such an actor is nobody. */
  guest?: boolean;
}

/** Who acts, where a door, command or stream does or does not know guests. */
export const actorFor = (known: { guests: boolean }, actor: Actor | null): Actor | null =>
  actor?.guest && !known.guests ? null : actor;

/** One request, command or job as the rooms see it: the first argument of every public method that writes. */
export interface Call {
  actor: Actor | null;
  /** Where it came from, for limits; null inside the house. */
  address: string | null;
  /** The id the client gave: the same id again gets the same answer and does nothing twice. */
  command?: { id: string; name: string; fingerprint: string };
  /** What goes into the log of who did what, with the transaction in which it is done. */
  deed?: Deed;
}

/** A call by the house itself: jobs, imports, the command line. */
export const houseCall: Call = Object.freeze({ actor: null, address: null });

/** What tells one input of a command from another. */
export function fingerprint(name: string, input: unknown): string {
  return createHash('sha256').update(name).update('\0').update(canonical(input)).digest('base64url');
}

/** JSON with sorted keys, so that the same input has one spelling. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
