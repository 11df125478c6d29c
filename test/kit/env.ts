import { loadEnv, type Env } from '@foyer/platform';
import { testDatabase } from './database.js';

/** The environment of a test: this file's own database, quiet, demo mode on. */
export async function testEnv(overrides: Record<string, string> = {}): Promise<Env> {
  return loadEnv({
    NODE_ENV: 'test',
    DATABASE_URL: await testDatabase(),
    DATABASE_POOL: '10',
    FOYER_SECRET: 'a secret for tests alone',
    FOYER_DEMO: '1',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    PORT: '0',
    // Everybody in tests lives at example.org.
    MAIL_PER_MINUTE: '1000000',
    ...overrides,
  });
}
