import { expect, it } from '@jest/globals';
import { freePort } from './processes.js';

it('gives no port that a connection which leaves could be given before a server listens on it', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  // From here on Linux gives them away.
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
