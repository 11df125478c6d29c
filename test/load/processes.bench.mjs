// Measures the same room served by one, two and four api processes on one PostgreSQL (and one Redis, where there is a
// redis-server): processor time a delivery, how soon a vote is seen, gaps at clients.
//   node scripts/build.mjs --no-web && node test/load/processes.bench.mjs [--viewers 1000] [--votes 10000] [--rate 1000] [--rounds 3]
// `--bare` measures bare servers instead, which know nothing of each other: what dividing a room costs by itself.
// A small run: --viewers 200 --votes 2000 --rounds 1.
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
    votes: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    counts: { type: 'string', default: '1,2,4' },
    bare: { type: 'boolean', default: false },
  },
});
const viewers = Number(values.viewers);
const votes = Number(values.votes);
const counts = values.counts.split(',').map(Number);

async function run(hall, crowd, servers, count, pace = { perSecond: Number(values.rate) }) {
  const room = await hall.room(50);
  const joined = await crowd.connect({
    ports: servers.map(({ port }) => port),
    ...{ members: hall.members.slice(0, viewers), stream: room.stream },
  });
  if (joined.joined !== viewers) throw new Error(`not all joined: ${JSON.stringify(joined.refusals)}`);
  const cpu = () => servers.reduce((sum, { pid }) => sum + cpuOf(pid), 0);
  const [before, postgres] = [cpu(), cpuOfPostgres(hall.postgres.pid)];
  const told = await crowd.votes({
    votes: pairs(count, viewers, room.questions),
    ...pace,
    apart: values.bare,
  });
  const used = { cpu: cpu() - before, postgres: cpuOfPostgres(hall.postgres.pid) - postgres };
  await crowd.close();
  if (values.bare) return { ...told, ...used, wrong: Math.abs(told.taken - count) };
  const { rows, counted } = await hall.recorded(room);
  const wrong = [told.taken, rows, counted, ...told.shown].reduce(
    (sum, one) => sum + Math.abs(one - count),
    0,
  );
  return { ...told, ...used, wrong };
}

async function main() {
  const hall = await Hall.open({ people: viewers });
  const crowd = startCrowd();
  try {
    const redis = await hall.redis();
    const env = redis ? { REDIS_URL: redis } : {};
    const servers = [];
    for (let count = 0; count < Math.max(...counts); count++) {
      servers.push(await (values.bare ? hall.bare() : hall.api({ env })));
    }
    circumstances(
      `${viewers} viewers, ${votes} votes at ${values.rate} a second, ${values.rounds} rounds, ${redis ? 'Redis there' : 'no Redis'}`,
    );
    // Each has compiled what is hot before anything counts: of four, each has a fourth of the votes to do so.
    for (const server of servers)
      await run(hall, crowd, [server], Math.min(votes, 10_000), { inFlight: 200 });
    const measured = new Map(counts.map((count) => [count, []]));
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const count of counts)
        measured.get(count).push(await run(hall, crowd, servers.slice(0, count), votes));
    }
    table([
      ...['processes', 'µs CPU a delivery (range)', 'against one', 'ms PostgreSQL a vote'],
      ...['seen p50', 'seen p99 (range)', 'gaps', 'wrong', 'load'],
    ]);
    const perDelivery = (one) => (one.cpu / one.deliveries) * 1_000_000;
    const reference = median(measured.get(counts[0]).map(perDelivery));
    for (const [count, runs] of measured) {
      console.log(
        row([
          ...[count, spread(runs.map(perDelivery), 1)],
          `${(median(runs.map(perDelivery)) / reference).toFixed(2)} ×`,
          median(runs.map((one) => (one.postgres / votes) * 1_000)).toFixed(3),
          median(runs.map((one) => one.seenP50)).toFixed(0),
          spread(
            runs.map((one) => one.seenP99),
            0,
          ),
          runs.reduce((sum, one) => sum + one.gaps, 0),
          runs.reduce((sum, one) => sum + one.wrong, 0),
          loadNow(),
        ]),
      );
      if (count === counts[0]) continue;
      const [each, first] = [median(runs.map(perDelivery)), measured.get(counts[0])];
      const ratio = each / reference;
      verdict({
        ...{ what: `CPU a delivery, ${count} processes against ${counts[0]}`, target: '≤ 1.25 ×', ratio },
        ...{
          measured: `${each.toFixed(1)} µs`,
          reference: `${reference.toFixed(1)} µs`,
          held: ratio <= 1.25,
        },
      });
      const [late, usual] = [runs, first].map((all) => median(all.map((one) => one.seenP99)));
      const gaps = runs.reduce((sum, one) => sum + one.gaps + one.wrong, 0);
      verdict({
        ...{ what: `vote seen p99, ${count} processes`, target: '≤ one + 50 ms, no gap' },
        ...{ measured: `${late.toFixed(0)} ms, ${gaps} gaps`, reference: `${usual.toFixed(0)} ms` },
        held: late <= usual + 50 && gaps === 0,
      });
    }
  } finally {
    crowd.stop();
    await hall.close();
  }
}

if (!relaunchOnRecentNode()) await main();
