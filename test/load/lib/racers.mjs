// The people of a race, in a process of their own: each message is a list of requests that all leave at once, each on a
// connection that stays open; the answer says what came back and how long each took.
import http from 'node:http';

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
let origin = '';

process.on('message', (message) => {
  if (message.origin) origin = message.origin;
  else void Promise.all(message.race.map(send)).then((ends) => process.send({ ends }));
});
process.on('disconnect', () => process.exit());

function send({ path, cookie, body }) {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(body));
    const headers = { 'content-type': 'application/json', 'content-length': bytes.length, cookie };
    const request = http.request(`${origin}${path}`, { method: 'POST', agent, headers }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const told = JSON.parse(Buffer.concat(parts).toString());
        resolve({ status: answer.statusCode, id: told.id, code: told.code, took: performance.now() - began });
      });
    });
    request.on('error', reject);
    request.end(bytes);
  });
}
