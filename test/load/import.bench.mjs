// Measures the import of people against COPY of the same rows into a table of the same shape, in turn (A B A B).
//   node scripts/build.mjs && node test/load/import.bench.mjs [--people 5000] [--rounds 5] [--state invited|confirmed]
// The database is thrown away afterwards and waits for no disk, for either. COPY checks no foreign keys; the import also
// reads the file, finds doubles, makes accounts and organisations and tells how far it is.
import path from 'node:path';
import os from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { buildServer, dist } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    state: { type: 'string', default: 'invited' },
  },
});
await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
try {
  const kit = await load('test/kit/index.js');
  const exchange = await load('libs/exchange/src/index.js');
  const rooms = await kit.startRooms([exchange.ExchangeModule]);
  await run(rooms, kit, exchange);
  await rooms.stop();
} finally {
  await services.stop();
}

async function run(rooms, kit, exchange) {
  const client = new pg.Client({ connectionString: rooms.env.DATABASE_URL });
  await client.connect();
  // The database is stopped under it where the run fails: what failed is to be seen, not this.
  client.on('error', () => undefined);
  await client.query(
    'create table copied (like registration including defaults including constraints including indexes)',
  );
  const times = { import: [], copy: [] };
  for (let round = 0; round <= Number(values.rounds); round++) {
    const event = await kit.anEvent(rooms);
    const call = kit.callBy(event.owner);
    const lines = Array.from({ length: Number(values.people) }, (_, i) => [
      `Person ${i}`,
      `p${i}-${round}@example.org`,
      `Organisation ${i % 900}`,
      'GE',
      'cluster',
      'ka',
      'Head; of it',
      'data;cloud',
    ]);
    const csv = [
      'name,email,organisation,country,category,language,job title,offers',
      ...lines.map((l) => l.join(',')),
    ].join('\n');
    const file = new File([csv], 'people.csv');
    const importer = rooms.get(exchange.PeopleImportService);
    const { id } = await rooms.get(exchange.ImportFiles).upload(call, event.slug, file);
    const given = { file: id, usual: {}, doubles: 'skip', state: values.state };
    const task = await importer.begin(call, event.slug, given);
    const imported = await timed(() => rooms.get(exchange.TaskRunner).run(task.id, true));
    const { state, result } = await rooms.get(exchange.TasksService).get(call, event.slug, task.id);
    if (state !== 'done' || result.created !== lines.length)
      throw new Error(`${state} ${JSON.stringify(result)}`);
    const copied = await timed(() => copy(client, event.id));
    // The first round only warms up.
    if (round === 0) continue;
    times.import.push(imported);
    times.copy.push(copied);
    console.log(
      `${imported.toFixed(0)} ms import, ${copied.toFixed(0)} ms COPY, ${(imported / copied).toFixed(1)} ×`,
    );
  }
  const ratios = times.import.map((ms, i) => ms / times.copy[i]).sort((a, b) => a - b);
  const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  console.log(
    `median ${middle(times.import).toFixed(0)} ms against ${middle(times.copy).toFixed(0)} ms: ${middle(ratios).toFixed(1)} × ` +
      `(${ratios[0].toFixed(1)} to ${ratios.at(-1).toFixed(1)}), load ${os.loadavg()[0].toFixed(1)}`,
  );
  verdict({
    what: `${values.people} people, ${values.state}`,
    ...{ target: '≤ 10 ×', ratio: middle(ratios), held: middle(ratios) <= 10 },
    measured: `${middle(times.import).toFixed(0)} ms`,
    reference: `${middle(times.copy).toFixed(0)} ms`,
  });
  await client.end();
}

/** The same rows, out as COPY writes them and in again: only the way in is timed. */
async function copy(client, event) {
  const { rows } = await client.query(
    `select string_agg(concat_ws(E'\\t', id, event_id, person_id, state, name, category, organisation_id, country, language,
      time_zone, offers, needs, listed, created_at), E'\\n') as text from registration where event_id = $1`,
    [event],
  );
  const started = performance.now();
  await copyIn(
    client,
    'copy copied (id, event_id, person_id, state, name, category, organisation_id, country, language, time_zone, offers, needs, listed, created_at) from stdin',
    `${rows[0].text}\n`,
  );
  return performance.now() - started;
}

/** COPY FROM STDIN over the plain protocol, which pg has no call for. */
function copyIn(client, statement, text) {
  return new Promise((resolve, reject) => {
    const query = {
      submit: (connection) => connection.query(statement),
      handleCopyInResponse: (connection) => {
        connection.sendCopyFromChunk(Buffer.from(text));
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error) => reject(error),
    };
    client.query(query);
  });
}

async function timed(work) {
  const started = performance.now();
  const inner = await work();
  // What measures itself says how long it took.
  return typeof inner === 'number' ? inner : performance.now() - started;
}
