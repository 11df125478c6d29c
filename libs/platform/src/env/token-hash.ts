import { hash } from 'node:crypto';

/**
 * What is kept of a token: who reads the database cannot use it. Tokens are long and random, so that nothing is gained by
 * trying.
 */
export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');
