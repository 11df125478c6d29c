// Measures the report of a large event against the bare SQL aggregates over the same rows, in turn (A B A B), and what it
// takes of memory; then the files that are written of it.
//   node scripts/build.mjs && node test/load/report.bench.mjs [--people 10000] [--rounds 5]
// The database is thrown away afterwards and waits for no disk. The bare statements count what the report counts, one
// after the other, and bring home only the figures: no curve, no most-at-once, no words, no names.
import path from 'node:path';
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildServer, dist } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: { people: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '5' } },
});
const people = Number(values.people);
await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
try {
  const kit = await load('test/kit/index.js');
  const exchange = await load('libs/exchange/src/index.js');
  const summary = await load('libs/summary/src/index.js');
  const rooms = await kit.startRooms([exchange.ExchangeModule]);
  await run(rooms, kit, exchange, summary);
  await rooms.stop();
} finally {
  await services.stop();
}

async function run(rooms, kit, exchange, summary) {
  const client = new pg.Client({ connectionString: rooms.env.DATABASE_URL });
  await client.connect();
  client.on('error', () => undefined);
  const event = await kit.anEvent(rooms, {
    categories: Array.from({ length: 8 }, (_, i) => ({ key: `kind-${i}`, label: { en: `Kind ${i}` } })),
  });
  const actions = await fill(client, event.id);
  await client.query('analyze');
  rooms.clock.set(new Date('2027-01-01T00:00:00Z'));
  const reports = rooms.get(summary.ReportService);
  const call = kit.callBy(event.owner);
  const times = { report: [], bare: [] };
  let report;
  let most = 0;
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  for (let round = 0; round <= Number(values.rounds); round++) {
    const [bare] = await timed(() => aggregates(client, event.id));
    const [whole, read] = await timed(() => reports.get(call, event.slug));
    report = read;
    // The first round warms up both.
    if (round === 0) continue;
    times.bare.push(bare);
    times.report.push(whole);
  }
  const counted = Math.max(most, process.memoryUsage().rss) - before;
  console.log(`${people} people, ${actions} actions, load ${os.loadavg()[0].toFixed(1)}`);
  say('bare aggregates', times.bare);
  say('report', times.report);
  console.log(`ratio ${(median(times.report) / median(times.bare)).toFixed(2)}, memory + ${mb(counted)} MB`);
  const ratio = median(times.report) / median(times.bare);
  verdict({
    ...{ what: `report of ${people} people, ${actions} actions`, target: '≤ 3 ×', ratio, held: ratio <= 3 },
    measured: `${median(times.report).toFixed(0)} ms`,
    reference: `${median(times.bare).toFixed(0)} ms`,
  });
  verdict({
    ...{ what: 'memory for it', target: '≤ 100 MB', measured: `${mb(counted)} MB` },
    held: counted <= 100 * 1024 * 1024,
  });
  console.log(
    `report: ${report.people.participants} people, ${report.organisations.length} organisations, ${report.sessions.length} sessions`,
  );
  for (const format of ['json', 'xlsx', 'pdf']) {
    const began = await rooms
      .get(exchange.ReportExportService)
      .begin(call, event.slug, { format, language: 'en' });
    most = 0;
    globalThis.gc?.();
    const start = process.memoryUsage().rss;
    const [took] = await timed(() => rooms.get(exchange.TaskRunner).run(began.id, true));
    const { bytes } = await rooms.get(exchange.ReportExportService).read(call, event.slug, began.id);
    console.log(
      `${format}: ${took.toFixed(0)} ms, ${(bytes.length / 1024).toFixed(0)} KB, memory + ${mb(Math.max(most, start) - start)} MB`,
    );
  }
  clearInterval(watch);
  await client.end();
}

/** What ten thousand people do in an event, made by the database itself. @returns how many rows of actions */
async function fill(client, event) {
  const run = (text) => client.query(text.replaceAll('$event', `'${event}'::uuid`));
  await run(`insert into organisation (name, country, match_key)
    select 'Organisation ' || i, (array['GE','AZ','AM','MD','UA','RO','LT','BE'])[1 + i % 8], 'organisation ' || i
    from generate_series(1, ${Math.ceil(people / 8)}) i`);
  await run(`insert into person (email, name) select 'load-' || i || '@example.org', 'Person ' || i
    from generate_series(1, ${people}) i`);
  await run(
    `create temp table who as select id, row_number() over (order by email) as n from person where email like 'load-%'`,
  );
  await run(
    `create temp table org as select id, row_number() over (order by match_key) as n from organisation`,
  );
  await run(`insert into registration (event_id, person_id, state, name, category, organisation_id, country, language,
      time_zone, offers, needs, confirmed_at)
    select $event, w.id, 'confirmed', 'Person', 'kind-' || w.n % 8, o.id,
      (array['GE','AZ','AM','MD','UA','RO','LT','BE'])[1 + w.n % 8], 'en', 'Asia/Tbilisi', '{}', '{}', now()
    from who w join org o on o.n = 1 + w.n % ${Math.ceil(people / 8)}`);
  await run(`insert into session (event_id, slug, kind, title, starts_at, ends_at, language, questions)
    select $event, 'talk-' || i, 'talk', jsonb_build_object('en', 'Talk ' || i),
      timestamptz '2026-12-14 08:00Z' + i * interval '40 min', timestamptz '2026-12-14 08:30Z' + i * interval '40 min',
      'en', true from generate_series(1, 60) i`);
  await run(
    `create temp table hall as select id, starts_at, row_number() over (order by starts_at) as n from session where event_id = $event`,
  );
  await run(`insert into attendance (session_id, person_id, entered_at, left_at)
    select h.id, w.id, h.starts_at + (w.n % 600) * interval '1 second', h.starts_at + interval '20 min' + (w.n % 600) * interval '1 second'
    from who w join hall h on (w.n + h.n) % 5 = 0`);
  await run(`insert into question (session_id, person_id, text, state, asked_at)
    select h.id, w.id, 'Why?', (array['approved','answered','dismissed','merged','pending','withdrawn'])[1 + w.n % 6], now()
    from who w join hall h on h.n = 1 + w.n % 60 where w.n <= 5000`);
  await run(`insert into vote (question_id, person_id)
    select q.id, w.id from (select id, row_number() over (order by id) as n from question) q
    join who w on w.n % 250 = q.n % 250 where q.n <= 4000 on conflict do nothing`);
  await run(`insert into poll (session_id, kind, question, options, state)
    select id, 'single', 'Which?', array['one','two','three'], 'closed' from hall
    union all select id, 'rating', null, '{}', 'closed' from hall`);
  await run(`insert into poll_answer (poll_id, person_id, choices)
    select p.id, w.id, array[(w.n % 3)::int] from (select id, row_number() over (order by id) as n from poll) p
    join who w on w.n % 40 = p.n % 40`);
  await run(`with block as (
      insert into meeting_block (event_id, title, starts_at, ends_at, slot_minutes, gap_minutes)
      values ($event, '{"en":"Meetings"}', '2026-12-14 08:00Z', '2026-12-16 08:00Z', 20, 0) returning id
    ) insert into meeting_slot (block_id, starts_at, ends_at)
      select id, '2026-12-14 09:00Z', '2026-12-14 09:20Z' from block`);
  await run(`insert into meeting_request (event_id, asker_id, asked_id, state, asked_at)
    select $event, a.id, b.id, 'accepted', now() from who a join who b on b.n = a.n + ${Math.floor(people / 2)} where a.n <= ${Math.floor(people / 2)}`);
  await run(`insert into meeting (event_id, request_id, slot_id, starts_at, ends_at, state, booked_at)
    select $event, q.id, (select id from meeting_slot limit 1), '2026-12-14 09:00Z', '2026-12-14 09:20Z',
      case when random() < 0.8 then 'held' else 'missed' end, now() from meeting_request q where event_id = $event`);
  await run(`insert into meeting_person (meeting_id, person_id, entered_at, outcome)
    select m.id, p.person, '2026-12-14 09:00Z', 'informative' from meeting m join meeting_request q on q.id = m.request_id,
      lateral (values (q.asker_id), (q.asked_id)) as p(person) where m.event_id = $event`);
  const { rows } = await client.query(`select (select count(*) from attendance) + (select count(*) from vote)
    + (select count(*) from question) + (select count(*) from poll_answer) + (select count(*) from meeting_request)
    + (select count(*) from meeting_person) as n`);
  return Number(rows[0].n);
}

async function aggregates(client, event) {
  const mine = 'in (select id from session where event_id = $1)';
  for (const text of [
    `select category, count(*), count(distinct organisation_id) from registration where event_id = $1 and state = 'confirmed' group by 1`,
    `select country, count(*), count(distinct organisation_id) from registration where event_id = $1 and state = 'confirmed' group by 1`,
    `select organisation_id, count(*) from registration where event_id = $1 and state = 'confirmed' group by 1`,
    `select count(*) from registration r where event_id = $1 and person_id in (select person_id from attendance where session_id ${mine})`,
    `select session_id, count(distinct person_id), avg(left_at - entered_at) from attendance where session_id ${mine} group by 1`,
    `select session_id, state, count(*) from question where session_id ${mine} group by 1, 2`,
    `select q.session_id, count(*) from vote v join question q on q.id = v.question_id where q.session_id ${mine} group by 1`,
    `select poll_id, choices, count(*) from poll_answer where poll_id in (select id from poll where session_id ${mine}) group by 1, 2`,
    `select state, count(*) from meeting_request where event_id = $1 group by 1`,
    `select state, count(*) from meeting where event_id = $1 group by 1`,
    `select outcome, count(*), count(distinct person_id) from meeting_person where meeting_id in (select id from meeting where event_id = $1) group by 1`,
  ])
    await client.query(text, [event]);
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}
function median(list) {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
}
function mb(bytes) {
  return (bytes / 1024 / 1024).toFixed(0);
}
function say(name, list) {
  console.log(
    `${name}: ${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)}–${Math.max(...list).toFixed(0)})`,
  );
}
