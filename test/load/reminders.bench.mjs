// Measures reminders that fall due at once: checked again, told as one mail a person and given to the queue in batches,
// against bare BullMQ on the same PostgreSQL with a job for each recipient that does nothing, in turn (A B A B).
//   node test/load/reminders.bench.mjs [--people 100000] [--rounds 3]
// The database is thrown away afterwards and waits for no disk, for either. Sending is not part of it: that is the mail
// server's pace.
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildServer, dist } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { circumstances, median, row, spread, table, verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: { people: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } },
});
const people = Number(values.people);
const hour = 3_600_000;
await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const kit = await load('test/kit/index.js');
const { houseCall, jobBackend } = await load('libs/platform/src/index.js');
const { RemindersModule } = await load('libs/reminders/src/reminders.module.js');
const { DueReminders } = await load('libs/reminders/src/rules/due.service.js');
const { ReminderRules } = await load('libs/reminders/src/rules/rules.service.js');
const rooms = await kit.startRooms([RemindersModule]);
const client = new pg.Client({ connectionString: rooms.env.DATABASE_URL });
await client.connect();
client.on('error', () => undefined);
try {
  await main();
} finally {
  await client.end();
  await rooms.stop();
  await services.stop();
}

async function main() {
  circumstances(`${people} people, ${values.rounds} rounds`);
  const told = { foyer: [], bare: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    told.bare.push(await bare(round));
    told.foyer.push(await reminders(round));
  }
  const ratio = median(told.foyer.map((rate, at) => rate / told.bare[at]));
  table(['recipients', 'Foyer a second', 'bare jobs a second', 'ratio']);
  console.log(row([people, spread(told.foyer, 0), spread(told.bare, 0), ratio.toFixed(2)]));
  verdict({
    ...{
      what: `${people} due at once, recipients a second`,
      target: '≥ 2 × bare jobs',
      ratio,
      held: ratio >= 2,
    },
    ...{ measured: median(told.foyer).toFixed(0), reference: median(told.bare).toFixed(0) },
  });
  const seconds = 100_000 / median(told.foyer);
  verdict({
    ...{ what: '100,000 at this rate; each told once', target: '≤ 60 s', held: seconds <= 60 },
    measured: `${seconds.toFixed(0)} s`,
  });
}

/** @returns recipients told a second */
async function reminders(round) {
  const now = new Date(Date.UTC(2027, 0, 1 + round * 10));
  rooms.clock.set(now);
  const at = (hours) => new Date(now.getTime() + hours * hour);
  const event = await kit.anEvent(rooms, { startsAt: at(30), endsAt: at(38) });
  await client.query(
    `with p as (
       insert into person (email, name) select 'due-' || $2::int || '-' || n || '@example.org', 'Person ' || n
       from generate_series(1, $3::int) n returning id, name
     ), o as (
       insert into organisation (name, country, match_key) values ('House ' || $2::int, 'GE', 'house ' || $2::int) returning id
     )
     insert into registration (event_id, person_id, state, name, category, organisation_id, country, language, time_zone,
       offers, needs, confirmed_at)
     select $1, p.id, 'confirmed', p.name, 'cluster', o.id, 'GE', 'en', 'Asia/Tbilisi', '{}', '{}', now() from p, o`,
    [event.id, round, people],
  );
  await rooms.database.write(houseCall, async (tx) => {
    await rooms.get(ReminderRules).reconcile(tx, { event: event.id });
    return null;
  });
  await client.query('analyze');
  rooms.clock.set(at(6.1));
  const began = performance.now();
  await rooms.get(DueReminders).tell();
  const seconds = (performance.now() - began) / 1_000;
  const { rows } = await client.query(
    'select count(*)::int as mails, count(distinct person_id)::int as people from mail where event_id = $1',
    [event.id],
  );
  if (rows[0].mails !== people || rows[0].people !== people) throw new Error(JSON.stringify(rows[0]));
  return people / seconds;
}

/** @returns jobs done a second */
async function bare(round) {
  const backend = jobBackend({ DATABASE_URL: rooms.env.DATABASE_URL });
  const queue = backend.queue(`bare-${round}`);
  await queue.waitUntilReady();
  let done = 0;
  let all;
  const finished = new Promise((resolve) => (all = resolve));
  const worker = backend.worker(
    `bare-${round}`,
    async () => void (++done === people && all()),
    os.availableParallelism() * 25,
  );
  const began = performance.now();
  for (let from = 0; from < people; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, people - from) }, (_, at) => ({
      name: 'tell',
      data: from + at,
    }));
    await queue.addBulk(some.map((job) => ({ ...job, opts: { removeOnComplete: true } })));
  }
  await finished;
  const seconds = (performance.now() - began) / 1_000;
  await worker.close();
  await queue.close();
  return people / seconds;
}
