import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@foyer/test-kit';
import { Redis } from 'ioredis';
import { freePort } from '../embedded/index.js';
import { jobBackend } from './backend.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-redis-'));
const servers: ChildProcess[] = [];
afterAll(async () => {
  for (const server of servers) server.kill('SIGKILL');
  await until('they have ended', () => servers.every(({ signalCode }) => signalCode !== null));
  fs.rmSync(folder, { recursive: true });
});

/** A server of its own; sentinels need their settings in a file. */
async function start(settings: Record<string, string | number>, ...flags: string[]): Promise<Redis> {
  const file = path.join(folder, `${settings.port}.conf`);
  const own = fs.mkdtempSync(path.join(folder, 'data-'));
  const lines = Object.entries({ bind: '127.0.0.1', dir: own, ...settings });
  fs.writeFileSync(file, lines.map((line) => line.join(' ')).join('\n'));
  servers.push(spawn('redis-server', [file, ...flags], { stdio: 'ignore' }));
  const client = new Redis(Number(settings.port), { lazyConnect: true, retryStrategy: () => null });
  // Until it has started.
  client.on('error', () => undefined);
  await until('it answers', () =>
    client.connect().then(
      () => true,
      () => false,
    ),
  );
  return client;
}

/** What was added is done, by a worker of its own, and all connections close. */
async function works(url: string): Promise<void> {
  const backend = await jobBackend({ DATABASE_URL: 'postgres://127.0.0.1/foyer', REDIS_URL: url });
  const done: unknown[] = [];
  const queue = backend.queue('duties');
  await queue.waitUntilReady();
  const worker = backend.worker('duties', async ({ data }) => void done.push(data), 2);
  await queue.addBulk([1, 2, 3].map((data) => ({ name: 'duty', data })));
  await until('they are done', () => done.length === 3);
  expect([...done].sort()).toEqual([1, 2, 3]);
  await worker.close();
  await queue.close();
}

(process.env.TEST_REDIS_URL ? describe : describe.skip)('jobs', () => {
  let master: number;
  beforeAll(async () => {
    master = await freePort();
    const client = await start({ port: master, save: '""' });
    client.disconnect();
  });

  it('are kept on the master that sentinels name', async () => {
    const port = await freePort();
    const sentinel = await start({ port, 'sentinel monitor foyer': `127.0.0.1 ${master} 1` }, '--sentinel');
    await works(`redis+sentinel://127.0.0.1:${port}/foyer`);
    sentinel.disconnect();
  });

  it('are kept in a cluster', async () => {
    const [port, bus] = [await freePort(), await freePort()];
    const node = await start({
      port,
      'cluster-enabled': 'yes',
      'cluster-port': bus,
      'cluster-announce-ip': '127.0.0.1',
      save: '""',
    });
    await node.call('cluster', 'addslotsrange', '0', '16383');
    await until('it is whole', async () =>
      String(await node.call('cluster', 'info')).includes('cluster_state:ok'),
    );
    await works(`redis+cluster://127.0.0.1:${port}`);
    node.disconnect();
  });
});
