import pg from 'pg';

const template = 'foyer_template';
let cloned: Promise<string> | null = null;

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL;
  if (!url)
    throw new Error('TEST_DATABASE_ADMIN_URL is not set: run the tests with `npm test` or `npm run jest`');
  return url;
}

/**
 * The URL of this test file's own database, cloned from the migrated template on first use. Nothing is emptied
 * between tests: each makes its own event.
 */
export function testDatabase(): Promise<string> {
  cloned ??= cloneDatabase();
  return cloned;
}

/** One more fresh database, for tests that need to break or to compare one. */
export async function cloneDatabase(): Promise<string> {
  const name = `foyer_test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  await asAdmin((admin) => admin.query(`create database ${name} template ${template}`));
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops the database of this test file, if it has one. */
export async function dropTestDatabase(): Promise<void> {
  if (!cloned) return;
  const name = new URL(await cloned).pathname.slice(1);
  cloned = null;
  await asAdmin((admin) => admin.query(`drop database if exists ${name} with (force)`));
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
