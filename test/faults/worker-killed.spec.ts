import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import {
  anEvent,
  aParticipant,
  cloneDatabase,
  programs,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { tally } from './tally.js';

const redis = process.env.TEST_REDIS_URL;
/** A killed worker's jobs are given to another one after half a minute. */
const patience = 120_000;

const open: { foyer: Foyer; workers: ChildProcess[] }[] = [];
afterAll(async () => {
  for (const { foyer, workers } of open) {
    for (const worker of workers) worker.kill('SIGKILL');
    await foyer.stop();
  }
});

// Nearly all of it is waiting for the dead worker's time to be over: both wait together.
describe('a worker that is sending', () => {
  it.concurrent(
    'is killed: misses nobody, and repeats only what was in flight, as the same message, with jobs on PostgreSQL',
    () => stop('SIGKILL', {}),
    2 * patience,
  );
  (redis ? it.concurrent : it.concurrent.skip)(
    'is killed: misses nobody, and repeats only what was in flight, as the same message, with jobs on Redis',
    () => stop('SIGKILL', redis ? { REDIS_URL: redis } : {}),
    2 * patience,
  );
  it.concurrent(
    'stands still until another has taken over, and then goes on: nobody is missed, and nothing is sent again',
    () => stop('SIGSTOP', {}),
    2 * patience,
  );
});

/** A worker ends in the middle, or stands still for longer than its job is kept for it. */
async function stop(signal: 'SIGKILL' | 'SIGSTOP', backend: Record<string, string>): Promise<void> {
  const killed = signal === 'SIGKILL';
  const env = { ...backend, DATABASE_URL: await cloneDatabase() };
  const foyer = await startFoyer({ worker: false, env });
  const workers: ChildProcess[] = [];
  open.push({ foyer, workers });

  /** A worker in a process of its own, as in production. */
  function startWorker(): ChildProcess {
    const { DATABASE_URL, FOYER_SECRET, SMTP_URL } = foyer.env;
    const worker = spawn(process.execPath, [programs.worker], {
      env: {
        ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL, FOYER_SECRET, SMTP_URL, ...backend },
        // All thirty live at one domain, and it is not its pace that is tried here.
        MAIL_PER_MINUTE: String(foyer.env.MAIL_PER_MINUTE),
      },
      stdio: 'ignore',
    });
    workers.push(worker);
    return worker;
  }

  const { mailbox } = foyer;
  const event = await anEvent(foyer, { summaryPublishedAt: foyer.clock.now() });
  const people: Account[] = [];
  for (let count = 0; count < 30; count++) people.push(await aParticipant(foyer, event));
  await foyer.database.write(houseCall, async (tx) => {
    tx.fact('summary.published', { event: event.id });
    return null;
  });
  /** Whether somebody waits for a row that another holds. */
  async function waits(): Promise<boolean> {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      foyer.database.sql,
    );
    return rows.length > 0;
  }
  const inFlight = new Set<string>();
  let stopped = false;
  const first = startWorker();
  mailbox.beforeAck = async ({ recipient }) => {
    if (stopped) return;
    // The twelfth mail and what comes beside it are never acknowledged: the worker dies first.
    if (mailbox.mails.length < 12) return;
    inFlight.add(recipient);
    first.kill(signal);
    await until('the worker stops', () =>
      killed ? first.exitCode !== null || first.signalCode !== null : isStill(first),
    );
    stopped = true;
  };
  await until('the worker is stopped', () => stopped, patience);
  startWorker();
  if (!killed) {
    await until('the other has its job, and waits for the mails that it has in hand', waits, patience);
    first.kill('SIGCONT');
  }
  await until(
    'everybody has got it',
    () => people.every(({ email }) => mailbox.to(email).length > 0),
    patience,
  );
  await until(
    'all are marked as sent',
    async () => {
      const { rows } =
        await sql`select id from mail where event_id = ${event.id} and state <> 'sent'`.execute(
          foyer.database.sql,
        );
      return rows.length === 0;
    },
    patience,
  );
  const twice = people.map(({ email }) => mailbox.to(email)).filter((mails) => mails.length > 1);
  const afresh = twice.filter((mails) => new Set(mails.map(({ messageId }) => messageId)).size > 1);
  const missed = people.filter(({ email }) => mailbox.to(email).length === 0);
  tally({
    rows: [killed ? 9 : 10],
    load: `${people.length} mails, ${killed ? 'killed' : 'still'} at the twelfth, ${twice.length} as the same message again`,
    ...{ acknowledged: people.length, lost: missed.length, doubled: killed ? afresh.length : twice.length },
  });
  if (!killed) return;
  // Four go out side by side.
  expect(twice.length).toBeLessThanOrEqual(4);
  expect(twice.map(([mail]) => mail?.recipient)).toEqual(expect.arrayContaining([...inFlight].slice(0, 1)));
}

/** Whether a process stands still, as `/proc` says. */
function isStill({ pid }: ChildProcess): boolean {
  return / T /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
}
