import { readEntries, type StreamStart } from '@foyer/contracts';
import { localProblem } from './problem.js';

/** What a copy of a stream begins with. */
export type Start = Exclude<StreamStart, { kind: 'packed' }>;

/** Whether long snapshots can be unpacked here. */
export const canUnpack = typeof DecompressionStream === 'function';

/**
 * A snapshot that came packed, as if it had not.
 * @throws ProblemError internal when it cannot be read
 */
export async function unpack(start: StreamStart): Promise<Start> {
  if (start.kind !== 'packed') return start;
  try {
    const bytes = Uint8Array.from(atob(start.gzip), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return { kind: 'snapshot', rev: start.rev, entries: readEntries(await new Response(stream).text()) };
  } catch (error) {
    throw localProblem('internal', 'Unreadable snapshot of a stream', error);
  }
}
