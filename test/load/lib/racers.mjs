// The people of a race, in a process of their own: each message is a list of wishes that all leave at once, over HTTP each
// on a connection that stays open, or each by a socket of its own; the answer says what came back and how long each took.
import http from 'node:http';
import { Viewer } from './wire.mjs';

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
let origin = '';
let viewers = [];

process.on('message', (message) => void take(message));
process.on('disconnect', () => process.exit());

async function take(message) {
  if (message.origin) origin = message.origin;
  else if (message.cookies) {
    for (const viewer of viewers) viewer.close();
    const port = Number(new URL(origin).port);
    viewers = message.cookies.map((cookie) => new Viewer({ port, cookie }));
    await Promise.all(viewers.map(({ connected }) => connected));
    process.send({ connected: viewers.length });
  } else {
    const began = performance.now();
    const ends = await Promise.all(message.race.map(message.sockets ? say : send));
    process.send({ ends, took: performance.now() - began });
  }
}

async function say({ command, input }, at) {
  const began = performance.now();
  const end = await viewers[at].command(command, input).then(
    ({ id }) => ({ id }),
    ({ code, message }) => ({ code: code ?? message }),
  );
  return { ...end, took: performance.now() - began };
}

function send({ path, cookie, body }) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length, cookie };
    const request = http.request(`${origin}${path}`, { method: 'POST', agent, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const { id, code } = JSON.parse(Buffer.concat(parts).toString());
        const took = performance.now() - began;
        resolve(answer.statusCode === 200 ? { id, took } : { code: code ?? answer.statusCode, took });
      });
    });
    request.on('error', reject);
    request.end(bytes);
  });
}
