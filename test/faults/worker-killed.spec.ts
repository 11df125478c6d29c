import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { anEvent, aParticipant, cloneDatabase, startFoyer, until, type Foyer } from '@foyer/test-kit';

const redis = process.env.TEST_REDIS_URL;
const program = path.resolve('dist/apps/worker/src/main.js');
/** A killed worker's jobs are given to another one after half a minute. */
const patience = 120_000;

const named = 'misses nobody, and repeats only what was in flight, as the same message';

const open: { foyer: Foyer; workers: ChildProcess[] }[] = [];
afterAll(async () => {
  for (const { foyer, workers } of open) {
    for (const worker of workers) worker.kill('SIGKILL');
    await foyer.stop();
  }
});

// Nearly all of it is waiting for the worker's time to be over: all of them wait together.
describe('kill -9 of a worker that is sending', () => {
  it.concurrent(`${named}, with jobs on PostgreSQL`, () => kill({}), 2 * patience);
  (redis ? it.concurrent : it.concurrent.skip)(
    `${named}, with jobs on Redis`,
    () => kill(redis ? { REDIS_URL: redis } : {}),
    2 * patience,
  );
});

const stalled = 'sends nothing again while another one takes its jobs over';
describe('a worker whose event loop stands still for longer than its jobs are left to it', () => {
  it.concurrent(`${stalled}, with jobs on PostgreSQL`, () => stall({}), 2 * patience);
  (redis ? it.concurrent : it.concurrent.skip)(
    `${stalled}, with jobs on Redis`,
    () => stall(redis ? { REDIS_URL: redis } : {}),
    2 * patience,
  );
});

/** Thirty people of an event whose summary is told to all of them, and workers in processes of their own. */
async function thirtyToTell(backend: Record<string, string>) {
  const env = { ...backend, DATABASE_URL: await cloneDatabase() };
  const foyer = await startFoyer({ worker: false, env });
  const workers: ChildProcess[] = [];
  open.push({ foyer, workers });

  /** A worker in a process of its own, as in production. */
  function startWorker(): ChildProcess {
    const { DATABASE_URL, FOYER_SECRET, SMTP_URL } = foyer.env;
    const worker = spawn(process.execPath, [program], {
      env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL, FOYER_SECRET, SMTP_URL, ...backend },
      stdio: 'ignore',
    });
    workers.push(worker);
    return worker;
  }

  const event = await anEvent(foyer, { summaryPublishedAt: foyer.clock.now() });
  const people: Account[] = [];
  for (let count = 0; count < 30; count++) people.push(await aParticipant(foyer, event));
  await foyer.database.write(houseCall, async (tx) => {
    tx.fact('summary.published', { event: event.id });
    return null;
  });
  const allSent = () =>
    until(
      'all are marked as sent',
      async () => {
        const { rows } = await sql<{ state: string }>`
          select state from mail where event_id = ${event.id} and state <> 'sent'
          union all select 'missing' where (select count(*) from mail where event_id = ${event.id}) < 30`.execute(
          foyer.database.sql,
        );
        return rows.length === 0;
      },
      patience,
    );
  return { foyer, people, startWorker, allSent };
}

async function stall(backend: Record<string, string>): Promise<void> {
  const { foyer, people, startWorker, allSent } = await thirtyToTell(backend);
  const { mailbox, database } = foyer;
  const first = startWorker();
  let still = false;
  mailbox.beforeAck = async () => {
    if (still || mailbox.mails.length < 12) return;
    // Its connections stay open, and so do its locks: it is not dead, it does not know what time it is.
    still = first.kill('SIGSTOP');
  };
  await until('the worker stands still', () => still, patience);
  startWorker();
  await until(
    'another one has its job, and waits for what it holds',
    async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and query like '%insert into fact_consumed%'`.execute(database.sql);
      return rows.length > 0;
    },
    patience,
  );
  first.kill('SIGCONT');
  await allSent();
  expect(people.map(({ email }) => mailbox.to(email).length)).toEqual(people.map(() => 1));
}

async function kill(backend: Record<string, string>): Promise<void> {
  const { foyer, people, startWorker, allSent } = await thirtyToTell(backend);
  const { mailbox } = foyer;
  const inFlight = new Set<string>();
  let dead = false;
  const first = startWorker();
  mailbox.beforeAck = async ({ recipient }) => {
    if (dead) return;
    // The twelfth mail and what comes beside it are never acknowledged: the worker dies first.
    if (mailbox.mails.length < 12) return;
    inFlight.add(recipient);
    first.kill('SIGKILL');
    await until('the worker is dead', () => first.exitCode !== null || first.signalCode !== null);
    dead = true;
  };
  await until('the worker is killed', () => dead, patience);
  startWorker();
  await until(
    'everybody has got it',
    () => people.every(({ email }) => mailbox.to(email).length > 0),
    patience,
  );
  await allSent();
  const twice = people.map(({ email }) => mailbox.to(email)).filter((mails) => mails.length > 1);
  // Four go out side by side.
  expect(twice.length).toBeLessThanOrEqual(4);
  for (const mails of twice) expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  expect(twice.map(([mail]) => mail?.recipient)).toEqual(expect.arrayContaining([...inFlight].slice(0, 1)));
}
