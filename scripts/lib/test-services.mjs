// What the suite runs against: a throwaway PostgreSQL with a migrated template database, and Redis where there is one.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { dist, root } from './server-build.mjs';

export const TEMPLATE = 'foyer_template';

const built = (file) => pathToFileURL(path.join(dist, file)).href;

function onPath(command) {
  return (process.env.PATH ?? '').split(path.delimiter).some((dir) => {
    try {
      fs.accessSync(path.join(dir, command), fs.constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error('The template database could not be made.')),
    );
  });
}

async function startRedis(folder, embedded) {
  fs.mkdirSync(folder, { recursive: true });
  const port = await embedded.freePort();
  const log = path.join(folder, 'redis.log');
  const settings = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
    '--logfile',
    log,
  ];
  const child = spawn('redis-server', settings.map(String), { stdio: 'ignore', detached: true });
  child.unref();
  const release = embedded.watchOver(child.pid, folder);
  const ready = await embedded.waitUntil(
    () => fs.existsSync(log) && /Ready to accept connections/.test(fs.readFileSync(log, 'utf8')),
    10_000,
  );
  if (!ready) throw new Error(`redis-server did not start; its log is ${log}`);
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await embedded.waitUntil(() => !embedded.isAlive(child.pid), 10_000);
      await release();
    },
  };
}

/**
 * Starts the services. TEST_DATABASE_ADMIN_URL (a role that may create databases) and REDIS_URL, when set, are used
 * instead of starting one.
 * @returns the variables that tests read, one line about each service, and how to stop them all.
 */
export async function startTestServices() {
  const embedded = await import(built('libs/platform/src/embedded/index.js'));
  const stops = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const env = {};
  const lines = [];
  try {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-test-'));
    stops.push(async () => fs.rmSync(folder, { recursive: true, force: true }));
    if (process.env.TEST_DATABASE_ADMIN_URL) {
      env.TEST_DATABASE_ADMIN_URL = process.env.TEST_DATABASE_ADMIN_URL;
      lines.push('PostgreSQL: the one in TEST_DATABASE_ADMIN_URL');
    } else {
      const postgres = await embedded.startPostgres({
        folder: path.join(folder, 'database'),
        durability: 'none',
        throwaway: true,
      });
      stops.push(() => postgres.stop());
      env.TEST_DATABASE_ADMIN_URL = postgres.adminUrl;
      lines.push(`PostgreSQL: throwaway, port ${postgres.port}`);
    }
    if (fs.existsSync(path.join(dist, 'libs/schema/src/index.js'))) {
      await makeTemplate(env.TEST_DATABASE_ADMIN_URL);
    }
    if (process.env.REDIS_URL) {
      env.TEST_REDIS_URL = process.env.REDIS_URL;
      lines.push('Redis: the one in REDIS_URL');
    } else if (onPath('redis-server')) {
      const redis = await startRedis(path.join(folder, 'redis'), embedded);
      stops.push(() => redis.stop());
      env.TEST_REDIS_URL = redis.url;
      lines.push(`Redis: throwaway, ${redis.url}`);
    } else {
      lines.push('Redis: none (no redis-server on the PATH, no REDIS_URL): its tests are skipped');
    }
    return { env, lines, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Every jest worker clones this database; migrating once is what makes a fresh one cheap. */
async function makeTemplate(adminUrl) {
  const { default: pg } = await import('pg');
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
    await admin.query(`create database ${TEMPLATE}`);
  } finally {
    await admin.end();
  }
  const url = new URL(adminUrl);
  url.pathname = `/${TEMPLATE}`;
  // In a process of its own: the ORM's memory is given back before the tests begin.
  const program = `const { migrate } = await import(${JSON.stringify(built('libs/schema/src/index.js'))});
    await migrate(process.env.TEMPLATE_URL); process.exit(0);`;
  await run(['--enable-source-maps', '--input-type=module', '-e', program], { TEMPLATE_URL: url.href });
}
