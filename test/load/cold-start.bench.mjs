// Measures how long `npm start` takes until it is ready, with data there already, against the bare start of the same
// PostgreSQL and of a bare node:http server, in turn (A B A B).
//   node test/load/cold-start.bench.mjs [--rounds 5]
// The first start, which builds and makes the demo event, is not counted.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { relaunchOnRecentNode } from '../../scripts/lib/node.mjs';
import { buildServer, dist, root } from '../../scripts/lib/server-build.mjs';
import { circumstances, median, row, spread, table, verdict } from './lib/measure.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
/** Seconds beyond the bare starts. */
const most = 3;

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Seconds from the start of a program until its address answers; it is ended afterwards. */
async function untilItAnswers(args, env, url) {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error(`${args.at(-1)} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const seconds = (performance.now() - began) / 1_000;
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

async function main() {
  await buildServer();
  const { startPostgres } = await import(
    pathToFileURL(path.join(dist, 'libs/platform/src/embedded/index.js')).href
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-cold-'));
  const [port, barePort, mailPort] = [await freePort(), await freePort(), await freePort()];
  const env = {
    FOYER_DATA: folder,
    PORT: String(port),
    MAILBOX_PORT: String(mailPort),
    DATABASE_URL: '',
    REDIS_URL: '',
  };
  const foyer = () =>
    untilItAnswers(['bin/foyer.mjs', 'start'], env, `http://127.0.0.1:${port}/health/ready`);
  const http = `require('node:http').createServer((_, answer) => answer.end('ok')).listen(${barePort}, '127.0.0.1')`;
  const bare = () => untilItAnswers(['-e', http], {}, `http://127.0.0.1:${barePort}`);
  try {
    await foyer();
    circumstances(`${values.rounds} rounds`);
    const told = { foyer: [], postgres: [], node: [] };
    for (let round = 0; round < Number(values.rounds); round++) {
      const began = performance.now();
      const postgres = await startPostgres({ folder });
      told.postgres.push((performance.now() - began) / 1_000);
      await postgres.stop();
      told.node.push(await bare());
      told.foyer.push(await foyer());
    }
    const beyond = told.foyer.map((seconds, at) => seconds - told.postgres[at] - told.node[at]);
    table(['npm start s', 'bare postgres s', 'bare node s', 'beyond s']);
    console.log(row([told.foyer, told.postgres, told.node, beyond].map((list) => spread(list))));
    verdict({
      ...{
        what: 'ready beyond bare postgres and bare node',
        target: `≤ ${most} s`,
        held: median(beyond) <= most,
      },
      measured: `${median(beyond).toFixed(1)} s (${median(told.foyer).toFixed(1)} in all)`,
      reference: `${(median(told.postgres) + median(told.node)).toFixed(1)} s`,
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

if (!relaunchOnRecentNode()) await main();
