import { Migration0001Foundation } from './0001-foundation.js';

/** In the order in which they run. A migration that has been released never changes. */
export const migrations = [{ name: '0001-foundation', class: Migration0001Foundation }];
