// Measures a hall that comes in at once: signed-in people connect, join a room and get all its questions, against bare
// connections to socket.io, in turn (A B A B), the clients in a third process.
//   node scripts/build.mjs --no-web && node test/load/join-storm.bench.mjs [--clients 2000] [--questions 500] [--rounds 3]
// `--signed-in` measures the bare server with the look-ups and the room's questions, too: the least it can take.
// `--own` lets each follow what they asked and voted for too, as the web page does. A small run: --clients 300 --rounds 1.
import { parseArgs } from 'node:util';
import { relaunchOnRecentNode } from '../../scripts/lib/node.mjs';
import { startCrowd } from './lib/crowd.mjs';
import { Hall } from './lib/hall.mjs';
import {
  circumstances,
  cpuOf,
  cpuOfPostgres,
  loadNow,
  median,
  row,
  spread,
  table,
  verdict,
} from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    questions: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '200' },
    own: { type: 'boolean', default: false },
    'signed-in': { type: 'boolean', default: false },
    profile: { type: 'string' },
    /** Prints the statements that were carried out. */
    statements: { type: 'boolean', default: false },
  },
});
const clients = Number(values.clients);
const questions = Number(values.questions);
const concurrency = Number(values.concurrency);

async function join(hall, crowd, server, count, streams) {
  await hall.forgetStatements();
  const [cpu, postgres] = [cpuOf(server.pid), cpuOfPostgres(hall.postgres.pid)];
  const told = await crowd.connect({
    ...{ ports: [server.port], members: hall.members.slice(0, count), concurrency, ...streams },
  });
  const used = { cpu: cpuOf(server.pid) - cpu, postgres: cpuOfPostgres(hall.postgres.pid) - postgres };
  const statements = await hall.statements();
  await crowd.close();
  return { ...told, ...used, statements, refused: count - told.joined };
}

/** How each server is started, and what a client follows there. */
function serversOf(hall, streams) {
  const flags = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  const servers = {
    bare: { start: () => hall.bare(), follows: {} },
    foyer: { start: () => hall.api({ flags }), follows: streams },
  };
  if (values['signed-in']) servers.least = { start: () => hall.bare({ signIn: true }), follows: streams };
  return servers;
}

/**
 * Each hall meets a process of its own, which has compiled what is hot: one that has just lost two thousand connections
 * collects what they left behind while the next ones come, and the more of it the larger it is.
 */
async function storm(hall, crowd, { start, follows }) {
  const server = await start();
  for (let time = 0; time < 5; time++) await join(hall, crowd, server, Math.min(clients, 300), follows);
  // Long enough for the memory of who is signed in to have forgotten them.
  await new Promise((resolve) => setTimeout(resolve, 3_100));
  const measured = await join(hall, crowd, server, clients, follows);
  await server.stop();
  return measured;
}

async function main() {
  const hall = await Hall.open({ people: clients });
  const crowd = startCrowd();
  try {
    const room = await hall.room(questions);
    const streams = {
      stream: room.stream,
      also: values.own ? [`qa-own/${room.session}/{person}`] : [],
    };
    circumstances(`${clients} clients, ${concurrency} at a time, ${values.rounds} rounds`);
    const measured = { foyer: [], bare: [], least: [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const [name, server] of Object.entries(serversOf(hall, streams))) {
        measured[name].push(await storm(hall, crowd, server));
      }
    }
    table([
      ...['clients', 'questions', 'streams', 'seconds Foyer', 'bare', 'refused'],
      ...['ms CPU a client Foyer', 'bare', 'ratio (range)', 'PostgreSQL ms', 'statements a client'],
      ...['joined p50', 'p99', 'KB a client', 'load'],
    ]);
    console.log(tell(measured));
    if (values['signed-in']) console.log(besideLeast(measured));
    judge(measured);
    if (values.statements)
      for (const one of measured.foyer.at(-1).statements) console.log(one.calls, one.query);
  } finally {
    crowd.stop();
    await hall.close();
  }
}

function judge({ foyer, bare }) {
  const refused = foyer.reduce((sum, one) => sum + one.refused, 0);
  const ratio = median(foyer.map((one, index) => one.cpu / bare[index].cpu));
  const each = (runs) => `${median(runs.map((one) => (one.cpu / clients) * 1_000)).toFixed(3)} ms`;
  verdict({
    what: `CPU a client of ${clients}, ${values.own ? 'room and own stream' : 'room'} of ${questions} questions`,
    ...{ target: '≤ 1.5 ×, none refused', ratio, held: ratio <= 1.5 && !refused },
    ...{ measured: `${each(foyer)}, ${refused} refused`, reference: each(bare) },
  });
  const seconds = median(foyer.map((one) => one.seconds));
  verdict({
    ...{ what: 'all in', target: '≤ 30 s', measured: `${seconds.toFixed(1)} s`, held: seconds <= 30 },
    reference: `${median(bare.map((one) => one.seconds)).toFixed(1)} s`,
  });
}

function tell({ foyer, bare }) {
  const of = (runs, value, digits) => median(runs.map(value)).toFixed(digits);
  return row([
    ...[clients, questions, values.own ? 'room and own' : 'room'],
    ...[of(foyer, (one) => one.seconds, 1), of(bare, (one) => one.seconds, 1)],
    foyer.reduce((sum, one) => sum + one.refused, 0),
    ...[foyer, bare].map((runs) => of(runs, (one) => (one.cpu / clients) * 1_000, 3)),
    spread(foyer.map((one, index) => one.cpu / bare[index].cpu)),
    of(foyer, (one) => (one.postgres / clients) * 1_000, 3),
    of(foyer, (one) => one.statements.reduce((sum, { calls }) => sum + calls, 0) / clients, 3),
    ...[of(foyer, (one) => one.p50, 0), of(foyer, (one) => one.p99, 0)],
    ...[of(foyer, (one) => one.bytes / 1_000, 1), loadNow()],
  ]);
}

/** What the second reference took, and what it is to both others. */
function besideLeast({ foyer, bare, least }) {
  const against = (runs, others) => spread(runs.map((one, index) => one.cpu / others[index].cpu));
  const each = (median(least.map((one) => one.cpu)) / clients) * 1_000;
  const refused = least.reduce((sum, one) => sum + one.refused, 0);
  return (
    `bare with look-ups and questions: ${each.toFixed(3)} ms CPU a client, ${refused} refused, ` +
    `${median(least.map((one) => one.bytes / 1_000)).toFixed(1)} KB; ` +
    `it is ${against(least, bare)} × bare, and Foyer ${against(foyer, least)} × it`
  );
}

if (!relaunchOnRecentNode()) await main();
