import { databaseError } from './database-error.js';

/** What a statement is answered behind one that has failed in the same transaction. */
const transactionAborted = '25P02';

/**
 * Awaits statements that were sent together, and throws what the first one failed with, in the order given, leaving out
 * those that failed because of another alone. Nothing is under way any more when it ends.
 */
export async function inOrder<T extends unknown[]>(
  sent: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const ends = await Promise.allSettled(sent);
  const failures = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (failures.length > 0) {
    throw failures.find((failure) => databaseError(failure)?.code !== transactionAborted) ?? failures[0];
  }
  return Promise.all(sent);
}
