// Measures what one more attendee costs the api in memory: connected and following a room, against a bare socket.io
// server with the same flags, which `npm start` uses. Each count is taken in a process that has just started.
//   node scripts/build.mjs --no-web && node test/load/memory.bench.mjs [--clients 2000] [--questions 50] [--rounds 3]
// A small run: --clients 500 --rounds 1.
import { parseArgs } from 'node:util';
import { relaunchOnRecentNode } from '../../scripts/lib/node.mjs';
import { startCrowd } from './lib/crowd.mjs';
import { Hall } from './lib/hall.mjs';
import { circumstances, loadNow, median, memoryOf, row, spread, table, verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '2000' },
    questions: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
    /** So long is waited before memory is read. */
    settle: { type: 'string', default: '5' },
  },
});
const clients = Number(values.clients);
/** Connected before counting begins: what is compiled and grown once is not anybody's. */
const first = 300;
const settle = () => new Promise((resolve) => setTimeout(resolve, Number(values.settle) * 1_000));

async function measure(hall, crowd, server, stream) {
  const ports = [server.port];
  await crowd.connect({ ports, members: hall.members.slice(0, first), stream });
  await settle();
  const before = memoryOf(server.pid);
  const told = await crowd.connect({ ports, members: hall.members.slice(first), stream });
  await settle();
  const after = memoryOf(server.pid);
  const { connected } = await crowd.count();
  await crowd.close();
  await server.stop();
  if (told.joined !== clients || connected !== clients + first)
    throw new Error(`not all stayed: ${connected} ${JSON.stringify(told.refusals)}`);
  return { each: (after - before) / clients, whole: after / 1_000 };
}

async function main() {
  const hall = await Hall.open({ people: clients + first });
  const crowd = startCrowd();
  try {
    circumstances(`${clients} clients, ${values.rounds} rounds`);
    const room = await hall.room(Number(values.questions));
    const measured = { foyer: [], bare: [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      measured.bare.push(await measure(hall, crowd, await hall.bare(), room.stream));
      measured.foyer.push(await measure(hall, crowd, await hall.api(), room.stream));
    }
    table(['clients', 'KB each Foyer (range)', 'bare (range)', 'MB whole Foyer', 'bare', 'load']);
    const { foyer, bare } = measured;
    console.log(
      row([
        clients,
        ...[foyer, bare].map((runs) =>
          spread(
            runs.map(({ each }) => each),
            1,
          ),
        ),
        ...[foyer, bare].map((runs) => median(runs.map(({ whole }) => whole)).toFixed(0)),
        loadNow(),
      ]),
    );
    const [own, reference] = [foyer, bare].map((runs) => median(runs.map(({ each }) => each)));
    verdict({
      ...{ what: `each of ${clients} connected`, target: '≤ 32 KB', measured: `${own.toFixed(1)} KB` },
      ...{ reference: `${reference.toFixed(1)} KB`, ratio: own / reference, held: own <= 32 },
    });
  } finally {
    crowd.stop();
    await hall.close();
  }
}

if (!relaunchOnRecentNode()) await main();
