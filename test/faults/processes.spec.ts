import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import { RequestsService } from '@foyer/meetings';
import { houseCall, sql } from '@foyer/platform';
import {
  aBlock,
  aCrowd,
  anEvent,
  aParticipant,
  aSession,
  callBy,
  Processes,
  signedIn,
  until,
} from '@foyer/test-kit';
import fc from 'fast-check';
import { aRoomOf, blow, weather } from '../e2e/weather.js';
import { tally } from './tally.js';

const redis = process.env.TEST_REDIS_URL !== undefined;
const there = redis ? describe : describe.skip;
/** People who stay through a rolling restart; the target is 2,000 in 30 s. */
const crowdSize = Number(process.env.CROWD ?? 200);
const drainSeconds = 2;
const patience = 60_000;

// Three api processes, two workers, PostgreSQL, Redis and a balancer: production without containers.
there('many processes', () => {
  let all: Processes;
  beforeAll(async () => {
    const env = { DRAIN_SECONDS: String(drainSeconds) };
    all = await Processes.start({ apis: 3, workers: 2, redis: true, env });
  }, 2 * patience);
  afterAll(() => all?.stop(), patience);

  /** A room full of people goes on while something breaks once in its middle. */
  async function roomThrough(
    fault: Parameters<typeof weather>[4],
    breaks: () => Promise<unknown>,
  ): Promise<void> {
    const room = await aRoomOf(all.foyer, [all.balancer.url]);
    const blows = fc.sample(blow, 12);
    let fallen = 0;
    try {
      const strike = async (): Promise<void> => {
        if (++fallen === blows.length / 2) await breaks();
      };
      await weather(all.foyer, room, blows, strike, fault);
    } finally {
      await room.close();
    }
  }

  /** So many pairs who each book a time of their own, all at once, and send again under the same id what got no answer. */
  async function aRushOf(pairs: number) {
    const { foyer, balancer } = all;
    const event = await anEvent(foyer);
    const { slots } = await aBlock(foyer, event, { slotMinutes: 5, tables: pairs });
    const asked: { path: string; cookie: string }[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      const [from, to] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
      const { id } = await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
      const path = `${balancer.url}/api/events/${event.slug}/meeting-requests/${id}/accept`;
      asked.push({ path, cookie: await signedIn(foyer, to) });
    }
    const told: string[] = [];
    const statuses: number[] = [];
    const book = async ({ path, cookie }: { path: string; cookie: string }): Promise<void> => {
      const headers = {
        ...{ 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        cookie,
      };
      const body = JSON.stringify({ slot: slots[0]?.id });
      await until(
        'it is booked',
        async () => {
          const answer = await fetch(path, { method: 'POST', headers, body }).catch(() => null);
          if (!answer) return false;
          statuses.push(answer.status);
          const { id } = (await answer.json().catch(() => ({}))) as { id?: string };
          if (answer.status === 200 && id) told.push(id);
          return answer.status === 200;
        },
        patience,
      );
    };
    return {
      begin: () => Promise.all(asked.map(book)).then(() => statuses),
      kept: async () => {
        const { rows } = await sql<{ kept: number; rows: number }>`
          select count(*) filter (where id = any(${told}::uuid[]))::int as kept, count(*)::int as rows
          from meeting where event_id = ${event.id}`.execute(foyer.database.sql);
        const { kept = 0, rows: all = -1 } = rows[0] ?? {};
        return { acknowledged: told.length, lost: told.length - kept, doubled: all - pairs };
      },
    };
  }

  it('say at /metrics how they are', async () => {
    const event = await anEvent(all.foyer);
    const session = (await aSession(all.foyer, event)).id;
    const crowd = await aCrowd({ ...all.foyer, url: all.balancer.url }, event, 9);
    for (const { live } of crowd) live.follow(streams.questions, { session });
    const sumOf = async (key: string): Promise<number> => {
      const said = await Promise.all(all.apis.map((api) => all.metricsOf(api)));
      return said.reduce((sum, values) => sum + (values.get(key) ?? 0), 0);
    };
    await until('all are counted', async () => (await sumOf('foyer_sockets{who="person"}')) === 9);
    // A connection each goes to the next of the three.
    await until('all three follow', async () => (await sumOf('foyer_streams{what="followed"}')) === 3);
    expect(await sumOf('foyer_streams{what="behind"}')).toBe(0);
    for (const { live } of crowd) live.close();
    await until('nobody is left', async () => (await sumOf('foyer_sockets{who="person"}')) === 0);
    for (const worker of all.workers) {
      const said = await all.metricsOf(worker);
      expect([...said.keys()]).toEqual(
        expect.arrayContaining(['foyer_outbox_facts', 'foyer_mail_lag_seconds', 'foyer_reminders_overdue']),
      );
    }
    const text = await (await fetch(all.apis[0]?.metricsUrl ?? '')).text();
    expect(text).toMatch(/foyer_command_seconds_count\{command="stream\.follow",outcome="ok"\} \d/);
    expect(text).not.toMatch(/example\.org|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it(
    'are restarted one after the other while people follow: all come back, spread out, and nothing is lost',
    async () => {
      const event = await anEvent(all.foyer);
      const session = (await aSession(all.foyer, event)).id;
      const crowd = await aCrowd({ ...all.foyer, url: all.balancer.url }, event, crowdSize);
      const lost: number[] = [];
      for (const { live } of crowd) {
        live.follow(streams.questions, { session });
        watchLosses(live, lost);
      }
      const connected = (): number => crowd.filter(({ live }) => live.connection.get() === 'live').length;
      await until('all are there', () => connected() === crowdSize, patience);
      const began = performance.now();
      const load = `five people in a room and ${crowdSize} who follow, three api processes in turn`;
      await roomThrough({ rows: [15], load }, async () => {
        for (const api of all.apis) {
          await api.end('SIGTERM');
          await api.start();
          await until('it is given people again', () => all.balancer.ready().includes(api.url));
        }
      });
      await until('all are back', () => connected() === crowdSize, patience);
      expect(performance.now() - began).toBeLessThan(3 * patience);
      // Each lost its connection once or more, and never all at the same time.
      expect(lost.length).toBeGreaterThanOrEqual(crowdSize);
      const perSecond = new Map<number, number>();
      for (const at of lost) {
        const second = Math.floor(at / 1_000);
        perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      }
      expect(Math.max(...perSecond.values())).toBeLessThan(crowdSize * 0.6);
      for (const { live } of crowd) live.close();
    },
    4 * patience,
  );

  it(
    'lose the database in the middle of a room: 503 meanwhile, and what was acknowledged is there afterwards',
    async () => {
      const statuses: number[] = [];
      const bookings = await aRushOf(24);
      const load = 'five people in a room, 24 bookings';
      await roomThrough({ rows: [6], load }, async () => {
        const rush = bookings.begin();
        const crashed = all.crashPostgres();
        let waits: string | null = null;
        await until('it is said when to try again', async () => {
          const answer = await fetch(`${all.apis[0]?.url}/api/events/nothing`);
          statuses.push(answer.status);
          if (answer.status === 503) waits = answer.headers.get('retry-after');
          return waits !== null;
        });
        await crashed;
        statuses.push(...(await rush));
      });
      expect(new Set(statuses)).not.toContain(500);
      tally({ rows: [6], load, ...(await bookings.kept()) });
    },
    3 * patience,
  );

  it(
    'lose Redis in the middle of a room, with its memory: rooms go on, and no duty is forgotten',
    async () => {
      const { mailbox } = all.foyer;
      const event = await anEvent(all.foyer, { summaryPublishedAt: new Date() });
      const people: { email: string }[] = [];
      for (let count = 0; count < 5; count++) people.push(await aParticipant(all.foyer, event));
      await roomThrough({ rows: [7], load: 'five people in a room' }, async () => {
        await all.redis?.end('SIGKILL');
        // Told while nobody can carry it.
        await all.foyer.database.write(houseCall, async (tx) => {
          tx.fact('summary.published', { event: event.id });
          return null;
        });
      });
      await all.redis?.start();
      const told = (): string[] => mailbox.mails.map(({ recipient }) => recipient);
      const waits = (): boolean => people.every(({ email }) => told().includes(email));
      await until('everybody has their mail', waits, patience);
      expect(people.map(({ email }) => told().filter((one) => one === email).length)).toEqual(
        people.map(() => 1),
      );

      // Flushed with a job in it: the fact is still in the outbox, and given to the queue again.
      const later = await anEvent(all.foyer, { summaryPublishedAt: new Date() });
      const person = await aParticipant(all.foyer, later);
      for (const worker of all.workers) await worker.end('SIGKILL');
      await all.foyer.database.write(houseCall, async (tx) => {
        tx.fact('summary.published', { event: later.id });
        return null;
      });
      await sql`update outbox_fact set handed_at = now() - interval '61 seconds' where handed_at is null`.execute(
        all.foyer.database.sql,
      );
      expect(await all.redisSays('flushall')).toBe('OK');
      await Promise.all(all.workers.map((worker) => worker.start()));
      await until('the mail has come', () => told().includes(person.email), patience);
      // The ticks are scheduled anew, too: they hand mail to the server that waits.
      await all.redisSays('flushall');
      await until(
        'the ticks are back',
        async () => (await all.redisSays('--scan', '--pattern', '*ticks:repeat')).length > 0,
        patience,
      );
    },
    4 * patience,
  );
});

/** Notes when a connection is lost, in milliseconds. */
function watchLosses(live: Live, lost: number[]): void {
  let was = live.connection.get();
  live.connection.subscribe(() => {
    const now = live.connection.get();
    if (was === 'live' && now !== 'live') lost.push(performance.now());
    was = now;
  });
}
