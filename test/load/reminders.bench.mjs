// Measures how reminders that fall due at once are told (rows claimed, checked, mails and notifications queued) against
// the bare statements on tables of the same shape, in turn (A B A B), and against bare jobs of one recipient each.
//   node scripts/build.mjs && node test/load/reminders.bench.mjs [--people 100000] [--rounds 3] [--jobs 5000]
// The database is thrown away afterwards and waits for no disk, for either. The bare statements check nothing, put
// nothing into words, know no quiet hours and no stops, and tell nobody in the app.
import path from 'node:path';
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildServer, dist } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { median, verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '5000' },
  },
});
await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
try {
  const kit = await load('test/kit/index.js');
  const reminders = await load('libs/reminders/src/index.js');
  const { jobBackend } = await load('libs/platform/src/jobs/backend.js');
  const rooms = await kit.startRooms([reminders.RemindersModule]);
  const told = await run(rooms, kit, reminders);
  const bare = await bareJobs(rooms, jobBackend);
  verdict({
    ...{ what: `told a second, ${values.people} people`, target: '≥ 2 × bare jobs', ratio: told / bare },
    ...{ measured: told.toFixed(0), reference: bare.toFixed(0), held: told >= 2 * bare },
  });
  await rooms.stop();
} finally {
  await services.stop();
}

async function run(rooms, kit, { DueReminders, ReminderRules }) {
  const client = new pg.Client({ connectionString: rooms.env.DATABASE_URL });
  await client.connect();
  // The database is stopped under it where the run fails: what failed is to be seen, not this.
  client.on('error', () => undefined);
  await client.query('create table bare_reminder (like reminder including all)');
  await client.query('create table bare_mail (like mail including all)');
  const people = Number(values.people);
  const ratios = [];
  const rates = [];
  for (let round = 0; round <= Number(values.rounds); round++) {
    const count = round === 0 ? Math.min(2_000, people) : people;
    const event = await aFullEvent(rooms, kit, client, count, round);
    const derived = await timed(() =>
      rooms.database.write({ actor: null, address: null }, async (tx) => {
        await rooms.get(ReminderRules).reconcile(tx, { event: event.id });
        return null;
      }),
    );
    await client.query('truncate bare_reminder, bare_mail');
    await client.query(`insert into bare_reminder select * from reminder where event_id = $1`, [event.id]);
    await client.query('analyze reminder, bare_reminder, person, registration');
    rooms.clock.set(new Date(event.startsAt.getTime() - 3_600_000));
    const before = rooms.clock.now();
    const cpu = process.cpuUsage();
    const told = await timed(() => rooms.get(DueReminders).tell());
    const used = process.cpuUsage(cpu);
    const again = await rooms.get(DueReminders).tell();
    const { rows } = await client.query(
      `select (select count(*)::int from mail where event_id = $1) as mails,
        (select count(distinct person_id)::int from mail where event_id = $1) as people,
        (select count(*)::int from notification where event_id = $1) as notifications,
        (select content from mail where event_id = $1 limit 1) as content,
        (select count(*)::int from outbox_fact where name = 'mail.queued') as facts`,
      [event.id],
    );
    const [seen] = rows;
    if (seen.mails !== count || seen.people !== count || seen.notifications !== count || again !== 0)
      throw new Error(`not each once: ${JSON.stringify({ ...seen, again })}`);
    const bare = await timed(() =>
      client.query(
        `with claimed as (
          update bare_reminder set told_at = $2 where told_at is null and greatest(due_at, held_until) <= $2
          returning id, event_id, person_id)
        insert into bare_mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, dedupe,
          content, created_at, look_at)
        select 'event-reminder', c.event_id, c.person_id, p.email, p.name, p.language, p.time_zone, 'queued', c.id,
          $1::jsonb, $2, $2 from claimed c join person p on p.id = c.person_id`,
        [JSON.stringify(seen.content), before],
      ),
    );
    // The first round only warms up.
    if (round === 0) continue;
    ratios.push(told / bare);
    rates.push((count / told) * 1_000);
    const cpuMs = (used.user + used.system) / 1_000;
    console.log(
      `${count} people: derived in ${derived.toFixed(0)} ms; told in ${told.toFixed(0)} ms ` +
        `(${Math.round((count / told) * 1_000)} a second, ${cpuMs.toFixed(0)} ms of this process's CPU), ` +
        `bare ${bare.toFixed(0)} ms (${Math.round((count / bare) * 1_000)} a second): ${(told / bare).toFixed(1)} ×; ` +
        `jobs for it: ${seen.facts}`,
    );
    await client.query(`delete from outbox_fact where name = 'mail.queued'`);
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `median ${ratios[Math.floor(ratios.length / 2)].toFixed(1)} × the bare statements ` +
      `(${ratios[0].toFixed(1)} to ${ratios.at(-1).toFixed(1)}), load ${os.loadavg()[0].toFixed(1)}`,
  );
  await client.end();
  return median(rates);
}

/** An event with so many participants, made by SQL: all are due at the same moment. */
async function aFullEvent(rooms, kit, client, count, round) {
  rooms.clock.set(kit.testNow);
  const startsAt = new Date(Date.parse(kit.testNow) + 5 * 3_600_000);
  const event = await kit.anEvent(rooms, { startsAt, endsAt: new Date(startsAt.getTime() + 8 * 3_600_000) });
  const { rows } = await client.query(
    `insert into organisation (name, country, match_key) values ($1, 'GE', $1) returning id`,
    [`Bench ${round}`],
  );
  await client.query(
    `with made as (
      insert into person (email, name, language, time_zone)
      select 'b' || i || '-${round}@example.org', 'Person ' || i, 'en', 'Asia/Tbilisi' from generate_series(1, $2::int) i
      returning id, name)
    insert into registration (event_id, person_id, state, name, category, organisation_id, country, language, time_zone,
      offers, needs, confirmed_at)
    select $1, id, 'confirmed', name, 'cluster', $3, 'GE', 'en', 'Asia/Tbilisi', '{}', '{}', $4 from made`,
    [event.id, count, rows[0].id, rooms.clock.now()],
  );
  return event;
}

/** One no-op job a recipient, on the backend that the reminders' own jobs are on without Redis. */
async function bareJobs(rooms, jobBackend) {
  const count = Number(values.jobs);
  const backend = await jobBackend(rooms.env);
  const queue = backend.queue('bare');
  let done = 0;
  let finished;
  const all = new Promise((resolve) => (finished = resolve));
  const worker = backend.worker(
    'bare',
    async () => {
      if (++done === count) finished();
    },
    16,
  );
  const took = await timed(async () => {
    for (let from = 0; from < count; from += 1_000) {
      const size = Math.min(1_000, count - from);
      await queue.addBulk(Array.from({ length: size }, (_, i) => ({ name: 'bare', data: { i: from + i } })));
    }
    await all;
  });
  console.log(
    `bare jobs of one recipient each, on PostgreSQL: ${Math.round((count / took) * 1_000)} a second`,
  );
  await worker.close();
  await queue.close();
  return (count / took) * 1_000;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
