import type { EventFile } from '@foyer/contracts';
import { toInstant } from './local-time.js';

/** An instant of a file that was checked when it was read. */
export function instantOf(file: EventFile, local: string): Date {
  const read = toInstant(local, file.event.time_zone);
  if ('at' in read) return read.at;
  throw new Error(read.problem);
}

/** What a statement before has stored. */
export function stored<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('something was not stored');
  return thing;
}
