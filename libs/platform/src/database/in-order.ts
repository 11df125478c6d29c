import { databaseError } from './database-error.js';

/**
 * What a statement is answered behind one that has failed in the same transaction: that it is over, or that its plan is
 * unknown, where the one that should have made it was refused.
 */
const consequences = new Set(['25P02', '26000']);

/**
 * Awaits statements that were sent together, and throws what the first one failed with, in the order given, leaving out
 * those that failed because of another alone. Nothing is under way any more when it ends.
 */
export async function inOrder<T extends readonly Promise<unknown>[] | []>(
  sent: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ends = await Promise.allSettled(sent);
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (failures.length > 0) {
    throw failures.find((failure) => !consequences.has(databaseError(failure)?.code ?? '')) ?? failures[0];
  }
  return Promise.all(sent);
}
