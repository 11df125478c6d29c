import type { Letter } from '@foyer/platform';

type Composer = typeof import('./compose.js');

// The templates come with the first mail: they are a good part of all that a process reads at its start, and the
// api needs them only once somebody looks at what they were told.

/** The letter that a queued mail becomes: the same each time. */
export const compose = async (...asked: Parameters<Composer['compose']>): Promise<Letter> =>
  (await import('./compose.js')).compose(...asked);

/** The letter with a sign-in code. */
export const composeCode = async (...asked: Parameters<Composer['composeCode']>): Promise<Letter> =>
  (await import('./compose.js')).composeCode(...asked);

/** What fits into a list or on a locked screen: the subject, more of it, and the page that it is about. */
export const shortMessage = async (
  ...asked: Parameters<Composer['shortMessage']>
): ReturnType<Composer['shortMessage']> => (await import('./compose.js')).shortMessage(...asked);
