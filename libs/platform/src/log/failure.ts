import { databaseError } from '../database/database.js';

/**
 * A failure as the log may hold it. What the database says of one quotes values, which may be names and addresses: of
 * that stay its code, the constraint and where in the code it came up.
 */
export function describeFailure(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const state = databaseError(error);
  if (state)
    return {
      name: 'DatabaseError',
      state: state.code,
      constraint: state.constraint,
      stack: frames.join('\n'),
    };
  return { name: error.name, message: error.message, stack: frames.join('\n') };
}
