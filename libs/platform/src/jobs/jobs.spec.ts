import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startRooms, until, type Rooms } from '@foyer/test-kit';
import { Redis } from 'ioredis';
import { houseCall } from '../call/call.js';
import { sql, type Tx } from '../database/database.js';
import { createLogger } from '../log/log.js';
import type { DeliveredFact } from '../outbox/on-fact.js';
import { OutboxRelay, type FactJob } from '../outbox/relay.js';
import { jobBackend } from './backend.js';
import { Jobs } from './jobs.js';
import { JobRunner } from './runner.js';

const log = createLogger('test', 'silent');
const event = '0198a000-0000-7000-8000-00000000000a';
type Handle = (tx: Tx, payload: unknown, delivered: DeliveredFact) => Promise<void>;

const redis = process.env.TEST_REDIS_URL;
describe('duties on PostgreSQL', () => duties({}));
(redis ? describe : describe.skip)('duties on Redis', () => duties(redis ? { REDIS_URL: redis } : {}));

function duties(env: Record<string, string>): void {
  let rooms: Rooms;
  let jobs: Jobs;
  const open: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    rooms = await startRooms([], env);
    jobs = await Jobs.open(rooms.env);
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  afterAll(async () => {
    await jobs.close();
    await rooms.stop();
  });

  async function runner(
    handle: Handle,
    ticks: { name: string; every: number; run: () => Promise<void> }[] = [],
    lookMilliseconds?: number,
  ) {
    const made = new JobRunner(
      rooms.env,
      rooms.database,
      {
        fact: () => handle,
        ticks: new Map(ticks.map(({ name, every, run }) => [name, { name, everyMilliseconds: every, run }])),
      },
      log,
      undefined,
      lookMilliseconds,
    );
    await made.start();
    open.push(made);
    return made;
  }
  function relay(sender: Pick<Jobs, 'addFacts'> = jobs): OutboxRelay {
    const made = new OutboxRelay(rooms.database, sender, log, 200);
    made.start();
    open.push(made);
    return made;
  }
  async function aFact(): Promise<number> {
    return rooms.database.write(houseCall, async (tx) => {
      const { rows } = await sql<{ id: number }>`
          insert into outbox_fact (name, payload) values ('summary.published', ${JSON.stringify({ event })}::jsonb)
          returning id::int`.execute(tx.sql);
      return rows[0]?.id ?? 0;
    });
  }
  /** Takes a job out of the queue past BullMQ, which does not remove what a schedule needs. */
  async function forget(job: string): Promise<void> {
    if (!env.REDIS_URL) {
      await sql`delete from bullmq.job where id = ${job}`.execute(rooms.database.sql);
      return;
    }
    const server = new Redis(env.REDIS_URL);
    const prefix = `foyer-${new URL(rooms.env.DATABASE_URL).pathname.slice(1)}:ticks`;
    await server.multi().zrem(`${prefix}:delayed`, job).del(`${prefix}:${job}`).exec();
    await server.quit();
  }
  const waiting = async (): Promise<number> =>
    (
      await sql<{
        count: number;
      }>`select count(*)::int as count from outbox_fact where handed_at is null`.execute(rooms.database.sql)
    ).rows[0]?.count ?? -1;
  const consumed = async (fact: number): Promise<boolean> =>
    (await sql`select from fact_consumed where fact = ${fact}`.execute(rooms.database.sql)).rows.length === 1;

  it('tells after a restart what was committed before a crash', async () => {
    const fact = await aFact();
    const seen: number[] = [];
    await runner(async (_tx, _payload, { id }) => void seen.push(id));
    relay();
    await until('the fact is consumed', () => consumed(fact));
    expect(seen).toEqual([fact]);
    expect(await waiting()).toBe(0);
  });

  it('acts once when the relay crashes after handing over, and when a finished job comes back', async () => {
    const fact = await aFact();
    const seen: number[] = [];
    const handed: FactJob[] = [];
    let crashes = 2;
    await runner(async (_tx, _payload, { id }) => void seen.push(id));
    relay({
      addFacts: async (facts) => {
        await jobs.addFacts(facts);
        handed.push(...facts);
        if (crashes-- > 0) throw new Error('crash before the rows are deleted');
      },
    });
    await until('the relay got through', async () => (await waiting()) === 0);
    await until('the fact is consumed', () => consumed(fact));
    expect(handed.length).toBeGreaterThanOrEqual(3);
    // Gone from the queue's memory, the same fact is a job again: the note of its consumption stops it.
    const queue = (await jobBackend(rooms.env)).queue('facts');
    await until('the job has ended', async () => (await queue.clean(0, 100, 'completed')).length > 0);
    await queue.close();
    await jobs.addFacts(handed.slice(0, 1));
    const later = await aFact();
    await until('a later fact is consumed', () => consumed(later));
    expect(seen).toEqual([fact, later]);
  });

  it('keeps a fact until all its consumers have acted, and gives it to a queue again that has lost it', async () => {
    const fact = await aFact();
    const kept = async (): Promise<boolean> =>
      (await sql`select from outbox_fact where id = ${fact}`.execute(rooms.database.sql)).rows.length === 1;
    // A queue that takes jobs and forgets them.
    const forgetful = relay({ addFacts: async () => undefined });
    await until('it was handed over', async () => (await waiting()) === 0);
    await forgetful.close();
    await runner(async () => undefined);
    await sql`update outbox_fact set handed_at = now() - interval '10 seconds' where id = ${fact}`.execute(
      rooms.database.sql,
    );
    const early: FactJob[] = [];
    const patient = relay({ addFacts: async (given) => void early.push(...given) });
    const other = await aFact();
    await until('another fact is handed over', () => early.some(({ fact: id }) => id === other));
    await patient.close();
    expect(early.map(({ fact: id }) => id)).not.toContain(fact);
    expect(await kept()).toBe(true);
    await sql`update outbox_fact set handed_at = now() - interval '61 seconds'`.execute(rooms.database.sql);
    relay();
    await until('both are consumed', async () => (await consumed(fact)) && (await consumed(other)));
    await until('it leaves the outbox', async () => !(await kept()));
  });

  it('tries again what failed, as if the first try had never been', async () => {
    const fact = await aFact();
    const attempts: boolean[] = [];
    await runner(async (tx, _payload, { lastAttempt }) => {
      attempts.push(lastAttempt);
      await sql`
          insert into stream (name, rev) values ('tried', 1)
          on conflict (name) do update set rev = stream.rev + 1`.execute(tx.sql);
      if (attempts.length < 3) throw new Error('not this time');
    });
    relay();
    await until('the fact is consumed', () => consumed(fact));
    expect(attempts).toEqual([false, false, false]);
    const { rows } = await sql<{ rev: number }>`select rev::int from stream where name = 'tried'`.execute(
      rooms.database.sql,
    );
    expect(rows).toEqual([{ rev: 1 }]);
  });

  it('runs a tick in one of two workers at a time', async () => {
    const every = 100;
    let runs = 0;
    const tick = { name: `tick-${Date.now()}`, every, run: async () => void runs++ };
    const began = performance.now();
    await runner(async () => undefined, [tick]);
    await runner(async () => undefined, [tick]);
    await until('twenty ticks', () => runs >= 20);
    // One at each start and one an interval, never more however late they come; one each would take half as long.
    expect(performance.now() - began).toBeGreaterThan(17 * every);
  });

  it('schedules a tick anew whose next run the queue has lost', async () => {
    let runs = 0;
    const tick = { name: `tick-${Date.now()}`, every: 300, run: async () => void runs++ };
    await runner(async () => undefined, [tick], 500);
    await until('the first ones', () => runs >= 2);
    const queue = (await jobBackend(rooms.env)).queue('ticks');
    // As if it were gone with the worker that had it: the schedule stays, nothing is there that would run.
    await until('its next run is lost', async () => {
      const [next] = (await queue.getJobs(['delayed'])).filter(({ name }) => name === tick.name);
      if (!next) return false;
      await forget(next.id ?? '');
      return true;
    });
    const lost = runs;
    await until('it goes on', () => runs > lost + 2);
    await queue.close();
  });

  it('ends what it has begun before it closes, and leaves the rest to others', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const done: { by: string; id: number }[] = [];
    const first = await runner(async (_tx, _payload, { id }) => {
      await gate;
      done.push({ by: 'first', id });
    });
    const relaying = relay();
    const facts = [await aFact()];
    await until('the first worker has it', async () => (await jobs.counts()).active === 1);
    let closed = false;
    const closing = first.close().then(() => (closed = true));
    facts.push(await aFact());
    relaying.wake();
    await until('the second one waits', async () => (await waiting()) === 0);
    expect(closed).toBe(false);
    release();
    await closing;
    // BullMQ may take one job more while a worker closes; what it has taken, it ends.
    expect(done[0]).toEqual({ by: 'first', id: facts[0] });
    const ended = done.length;
    facts.push(await aFact());
    relaying.wake();
    await runner(async (_tx, _payload, { id }) => void done.push({ by: 'second', id }));
    await until('the second worker has the rest', () => done.length >= facts.length);
    expect(done.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(facts);
    expect(done.slice(ended).every(({ by }) => by === 'second')).toBe(true);
  });
}
