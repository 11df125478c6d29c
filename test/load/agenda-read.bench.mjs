// Measures how the agenda and the public page are read: Foyer's api against a bare node:http server that sends the same
// bytes, in turn (A B A B), each in a process of its own, this one being the client.
//   node scripts/build.mjs && node test/load/agenda-read.bench.mjs [--rounds 3] [--requests 20000] [--connections 32]
// The ratio is of the servers' processor time, as the operating system counts it: on a busy machine only that compares.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { relaunchOnRecentNode } from '../../scripts/lib/node.mjs';
import { startTestServices, TEMPLATE } from '../../scripts/lib/test-services.mjs';
import { verdict } from './lib/measure.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    requests: { type: 'string', default: '20000' },
    connections: { type: 'string', default: '32' },
    /** Of the agenda's JSON, about. */
    kilobytes: { type: 'string', default: '23' },
  },
});
const rounds = Number(values.rounds);
const requests = Number(values.requests);
const connections = Number(values.connections);
const ticks = 100;

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function started(args, env, port) {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  for (let tries = 0; tries < 300; tries++) {
    if (
      await new Promise((resolve) => {
        const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
        socket.on('connect', () => socket.destroy());
      })
    )
      return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill();
  throw new Error('A server did not start');
}

/** User and system time of a process in seconds. */
function cpuOf(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** Sends the same request again and again on some connections that stay open. @returns how many answers had which status */
function storm(port, address, headers, count) {
  const text = [`GET ${address} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, '', ''].join('\r\n');
  let left = count;
  const statuses = {};
  const one = () =>
    new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      let have = Buffer.alloc(0);
      const ask = () => {
        if (left-- > 0) socket.write(text);
        else socket.end(resolve);
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        have = have.length ? Buffer.concat([have, chunk]) : chunk;
        const end = have.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = have.toString('latin1', 0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
        if (have.length < end + 4 + length) return;
        const status = head.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        have = have.subarray(end + 4 + length);
        ask();
      });
    });
  return Promise.all(Array.from({ length: connections }, one)).then(() => statuses);
}

/** An event whose agenda has about so many bytes. */
async function makeEvent(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `insert into event (slug, title, purpose, starts_at, ends_at, time_zone, languages, categories, expected_outcomes, state)
     values ('bench', '{"en":"Bench"}', '{"en":"To measure"}', now(), now() + interval '1 day', 'Asia/Tbilisi', '["en"]', '[]', '[]', 'published') returning id`,
  );
  const sessions = Math.round((Number(values.kilobytes) * 1_000) / 495);
  await client.query(
    `insert into session (event_id, slug, kind, title, abstract, starts_at, ends_at, language, questions)
     select $1, 'session-' || n, 'talk', jsonb_build_object('en', 'Session ' || n),
       jsonb_build_object('en', repeat('About the cooperation of clusters. ', 5)),
       now() + n * interval '10 minutes', now() + (n + 1) * interval '10 minutes', 'en', true
     from generate_series(1, $2::int) n`,
    [rows[0].id, sessions],
  );
  await client.end();
}

const bare = `
  const fs = require('node:fs');
  const body = fs.readFileSync(process.env.BODY);
  require('node:http').createServer((request, response) => {
    if (request.headers['if-none-match'] === '"same"') { response.writeHead(304, { etag: '"same"' }); response.end(); return; }
    response.writeHead(200, { 'content-type': process.env.TYPE, 'content-length': body.length, etag: '"same"' });
    response.end(body);
  }).listen(Number(process.env.PORT), '127.0.0.1');`;

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

async function main() {
  const services = await startTestServices();
  const children = [];
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-bench-'));
  try {
    const admin = new pg.Client({ connectionString: services.env.TEST_DATABASE_ADMIN_URL });
    await admin.connect();
    await admin.query(`create database foyer_bench template ${TEMPLATE}`);
    await admin.end();
    const database = new URL(services.env.TEST_DATABASE_ADMIN_URL);
    database.pathname = '/foyer_bench';
    await makeEvent(database.href);
    const port = await freePort();
    const api = await started(
      ['dist/apps/api/src/main.js'],
      {
        ...{ DATABASE_URL: database.href, PORT: String(port), HOST: '127.0.0.1', REDIS_URL: '' },
        FOYER_SECRET: 'bench-bench-bench-bench',
      },
      port,
    );
    children.push(api);
    console.log(
      `load average ${os
        .loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}, ${requests} requests, ${connections} connections`,
    );
    console.log(
      '| what | bytes | Foyer ms CPU per 1,000 | bare | ratio by CPU | range | requests/s Foyer | bare |',
    );
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const [what, address] of [
      ['agenda', '/api/events/bench/agenda'],
      ['public page', '/e/bench'],
    ]) {
      const answer = await fetch(`http://127.0.0.1:${port}${address}`);
      const body = Buffer.from(await answer.arrayBuffer());
      const file = path.join(folder, what.replace(' ', '-'));
      fs.writeFileSync(file, body);
      const barePort = await freePort();
      const reference = await started(
        ['-e', bare],
        {
          ...{ BODY: file, PORT: String(barePort), TYPE: answer.headers.get('content-type') ?? '' },
        },
        barePort,
      );
      children.push(reference);
      for (const status of ['200', '304']) {
        const tag = (etag) => (status === '304' ? [`If-None-Match: ${etag}`] : []);
        const measured = { foyer: [], bare: [], foyerRate: [], bareRate: [] };
        const run = async (name, pid, to, etag) => {
          await storm(to, address, tag(etag), Math.ceil(requests / 10));
          const before = cpuOf(pid);
          const began = performance.now();
          const statuses = await storm(to, address, tag(etag), requests);
          if (statuses[status] !== requests) throw new Error(`${name}: ${JSON.stringify(statuses)}`);
          measured[`${name}Rate`].push((requests / (performance.now() - began)) * 1_000);
          measured[name].push(((cpuOf(pid) - before) / requests) * 1_000_000);
        };
        for (let round = 0; round < rounds; round++) {
          await run('bare', reference.pid, barePort, '"same"');
          await run('foyer', api.pid, port, answer.headers.get('etag'));
        }
        const ratios = measured.bare.map((bareCpu, index) => bareCpu / measured.foyer[index]);
        const [low, high] = [Math.min(...ratios), Math.max(...ratios)];
        console.log(
          `| ${[
            ...[
              `${what} ${status}`,
              body.length,
              median(measured.foyer).toFixed(0),
              median(measured.bare).toFixed(0),
            ],
            ...[`${median(ratios).toFixed(2)} ×`, `${low.toFixed(2)}–${high.toFixed(2)}`],
            ...[median(measured.foyerRate).toFixed(0), median(measured.bareRate).toFixed(0)],
          ].join(' | ')} |`,
        );
        if (what !== 'agenda') continue;
        verdict({
          what: `${what} ${status}, by CPU`,
          ...{ target: '≥ 0.5 ×', ratio: median(ratios), held: median(ratios) >= 0.5 },
          measured: `${median(measured.foyer).toFixed(0)} µs`,
          reference: `${median(measured.bare).toFixed(0)} µs`,
        });
      }
    }
  } finally {
    for (const child of children) child.kill('SIGTERM');
    fs.rmSync(folder, { recursive: true, force: true });
    await services.stop();
  }
}

if (!relaunchOnRecentNode()) await main();
