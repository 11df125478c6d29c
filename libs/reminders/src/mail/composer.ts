import type { Letter } from '@foyer/platform';

type Composer = typeof import('./compose.js');

// The templates come with the first mail: they are a good part of all that a process reads at its start, and the
// api never writes one.

/** The letter that a queued mail becomes: the same each time. */
export const compose = async (...asked: Parameters<Composer['compose']>): Promise<Letter> =>
  (await import('./compose.js')).compose(...asked);

/** The letter with a sign-in code. */
export const composeCode = async (...asked: Parameters<Composer['composeCode']>): Promise<Letter> =>
  (await import('./compose.js')).composeCode(...asked);
