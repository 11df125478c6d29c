// Measures a room in which everybody votes: durable votes through Foyer's api against a bare socket.io server that keeps
// them in memory, in turn (A B A B), the viewers in a third process.
//   node scripts/build.mjs --no-web && node test/load/qa-storm.bench.mjs [--viewers 1000] [--rounds 3] [--only 2000/1000/50]
// `--durable` measures the bare server with votes in PostgreSQL, too: what one with nothing else to do reaches here.
// A small run: --viewers 200 --rounds 1 --only 2000/1000/50. `--profile FOLDER` writes a profile of the api there.
import { parseArgs } from 'node:util';
import { relaunchOnRecentNode } from '../../scripts/lib/node.mjs';
import { startCrowd } from './lib/crowd.mjs';
import { Hall, pairs } from './lib/hall.mjs';
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
    viewers: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    /** Settings whose name begins so; several with commas. */
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
    durable: { type: 'boolean', default: false },
  },
});
const viewers = Number(values.viewers);
const rounds = Number(values.rounds);

/** Votes, how many in flight or a second, questions there are, questions voted on. */
const settings = [
  { votes: 2_000, inFlight: 1_000, questions: 50, votedOn: 50 },
  { votes: 2_000, inFlight: 1_000, questions: 500, votedOn: 50 },
  { votes: 2_000, inFlight: 1_000, questions: 500, votedOn: 500 },
  { votes: 20_000, inFlight: 1_000, questions: 50, votedOn: 50 },
  { votes: 20_000, inFlight: 1_000, questions: 500, votedOn: 500 },
  { votes: 2_000, inFlight: 50, questions: 50, votedOn: 50 },
  { votes: 2_000, inFlight: 50, questions: 500, votedOn: 500 },
  { votes: 20_000, inFlight: 50, questions: 50, votedOn: 50 },
  { votes: 10_000, perSecond: 2_000, questions: 50, votedOn: 50 },
  { votes: 10_000, perSecond: 2_000, questions: 500, votedOn: 50 },
].map((one) => ({
  ...one,
  name: `${one.votes}/${one.perSecond ? `${one.perSecond} a second` : one.inFlight}/${one.questions}/${one.votedOn}`,
}));

async function run(hall, crowd, server, setting) {
  const room = await hall.room(setting.questions);
  const joined = await crowd.connect({
    ...{ ports: [server.port], members: hall.members.slice(0, viewers), stream: room.stream },
  });
  if (joined.joined !== viewers) throw new Error(`not all joined: ${JSON.stringify(joined.refusals)}`);
  const votes = pairs(setting.votes, viewers, room.questions.slice(0, setting.votedOn));
  const [cpu, postgres] = [cpuOf(server.pid), cpuOfPostgres(hall.postgres.pid)];
  const told = await crowd.votes({ votes, inFlight: setting.inFlight, perSecond: setting.perSecond });
  const used = { cpu: cpuOf(server.pid) - cpu, postgres: cpuOfPostgres(hall.postgres.pid) - postgres };
  await crowd.close();
  if (told.taken !== setting.votes) throw new Error(`not all taken: ${JSON.stringify(told.refusals)}`);
  const wrong = server.recorded ? await faults(await server.recorded(room), told) : 0;
  return { ...told, ...used, wrong, rate: setting.votes / told.seconds };
}

/** Votes lost or doubled: in the record, in the counters, and before those whose screen was watched. */
async function faults({ rows, counted }, { taken, shown, gaps }) {
  const off = [rows, counted, ...shown].reduce((sum, number) => sum + Math.abs(number - taken), 0);
  if (off) console.error(`acknowledged ${taken}, rows ${rows}, counted ${counted}, shown ${shown.join(' ')}`);
  return off + gaps;
}

async function main() {
  const hall = await Hall.open({ people: viewers });
  const crowd = startCrowd();
  try {
    const flags = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
    const foyer = { ...(await hall.api({ flags })), recorded: (room) => hall.recorded(room) };
    const bare = await hall.bare();
    const servers = { bare, foyer };
    if (values.durable) {
      const recorded = (room) => hall.recordedBare(room);
      servers.durable = { ...(await hall.bare({ durable: true })), recorded };
    }
    circumstances(`${viewers} viewers, ${rounds} rounds`);
    // Both have compiled what is hot before anything counts.
    const warm = { votes: Math.min(2_000, viewers * 50), inFlight: 500, questions: 50, votedOn: 50 };
    for (const server of Object.values(servers)) await run(hall, crowd, server, warm);
    table([
      ...['votes', 'in flight', 'questions', 'voted on', 'votes/s Foyer', 'bare', 'ratio (range)'],
      ...[
        'ms CPU a vote Foyer',
        'bare',
        'PostgreSQL',
        'viewers Foyer',
        'bare',
        'µs CPU a delivery Foyer',
        'bare',
        'ratio (range)',
      ],
      ...['seen p50 Foyer', 'bare', 'seen p99 Foyer', 'bare', 'KB a viewer Foyer', 'bare', 'wrong', 'load'],
    ]);
    for (const setting of settings) {
      if (values.only && !values.only.split(',').some((only) => setting.name.startsWith(only))) continue;
      const measured = { foyer: [], bare: [], durable: [] };
      for (let round = 0; round < rounds; round++) {
        for (const [name, server] of Object.entries(servers)) {
          measured[name].push(await run(hall, crowd, server, setting));
        }
      }
      console.log(tell(setting, measured));
      if (values.durable) console.log(besideDurable(setting, measured));
      judge(setting, measured);
    }
    await foyer.stop();
  } finally {
    crowd.stop();
    await hall.close();
  }
}

/** A tick, and what a vote may take beside it to be seen. */
const tick = 100;
function judge(setting, { foyer, bare }) {
  const { perSecond, inFlight } = setting;
  const name = `${setting.votes} votes, ${perSecond ? `${perSecond} a second` : `${inFlight} in flight`}, ${setting.questions} questions`;
  const middle = (runs, value) => median(runs.map(value));
  const wrong = foyer.reduce((sum, one) => sum + one.wrong, 0);
  if (perSecond) {
    const each = (one) => (one.cpu / one.deliveries) * 1_000_000;
    const ratio = median(foyer.map((one, index) => each(one) / each(bare[index])));
    verdict({
      ...{ what: `CPU a delivery, ${name}`, target: '≤ 1.2 ×', ratio, held: ratio <= 1.2 },
      ...{
        measured: `${middle(foyer, each).toFixed(1)} µs`,
        reference: `${middle(bare, each).toFixed(1)} µs`,
      },
    });
  } else {
    const least = inFlight >= 1_000 ? 0.8 : 0.6;
    const ratio = median(foyer.map((one, index) => one.rate / bare[index].rate));
    verdict({
      ...{ what: `votes a second, ${name}`, target: `≥ ${least} ×`, ratio, held: ratio >= least && !wrong },
      measured: `${middle(foyer, (one) => one.rate).toFixed(0)}, ${wrong} lost or doubled`,
      reference: middle(bare, (one) => one.rate).toFixed(0),
    });
  }
  const most = tick + (perSecond ? 50 : 100);
  const seen = middle(foyer, (one) => one.seenP99);
  verdict({
    ...{ what: `vote seen p99, ${name}`, target: `≤ ${most} ms`, held: seen <= most },
    ...{
      measured: `${seen.toFixed(0)} ms`,
      reference: `${middle(bare, (one) => one.seenP99).toFixed(0)} ms`,
    },
  });
}

function tell(setting, { foyer, bare }) {
  const both = (value, digits) => [foyer, bare].map((runs) => median(runs.map(value)).toFixed(digits));
  const ratio = (value) => spread(foyer.map((one, index) => value(one) / value(bare[index])));
  const perDelivery = (one) => (one.cpu / one.deliveries) * 1_000_000;
  const [cpuFoyer, cpuBare] = both((one) => (one.cpu / setting.votes) * 1_000, 3);
  return row([
    setting.votes,
    setting.perSecond ? `${setting.perSecond} a second` : setting.inFlight,
    ...[setting.questions, setting.votedOn],
    ...both((one) => one.rate, 0),
    ratio((one) => one.rate),
    ...[cpuFoyer, cpuBare, median(foyer.map((one) => (one.postgres / setting.votes) * 1_000)).toFixed(3)],
    ...both((one) => (one.clientCpu / setting.votes) * 1_000, 3),
    ...both(perDelivery, 1),
    ratio(perDelivery),
    ...both((one) => one.seenP50, 0),
    ...both((one) => one.seenP99, 0),
    ...both((one) => one.bytesPerViewer / 1_000, 1),
    foyer.reduce((sum, one) => sum + one.wrong, 0),
    loadNow(),
  ]);
}

/** What the second reference did, and what it is to both others. */
function besideDurable({ name }, { foyer, bare, durable }) {
  const against = (runs, others) => spread(runs.map((one, index) => one.rate / others[index].rate));
  const middle = (value) => median(durable.map(value)).toFixed(0);
  const wrong = durable.reduce((sum, one) => sum + one.wrong, 0);
  return (
    `${name}: bare with votes in PostgreSQL ${middle((one) => one.rate)} a second, seen p99 ` +
    `${middle((one) => one.seenP99)} ms, ${wrong} wrong; ` +
    `it is ${against(durable, bare)} × bare, and Foyer ${against(foyer, durable)} × it`
  );
}

if (!relaunchOnRecentNode()) await main();
