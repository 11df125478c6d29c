// The references: what socket.io itself costs for the same protocol. Votes are in memory and acknowledged at once, or,
// where DATABASE_URL is given, in PostgreSQL (`durable-votes.mjs`); either way counted into one push a tick of the same
// shape. With SIGN_IN, who comes in is looked up there, and gets all questions (`bare-joins.mjs`). PORT says where.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { bareJoins } from './bare-joins.mjs';
import { durableVotes } from './durable-votes.mjs';

const tickMilliseconds = 100;
const rooms = new Map();

/** What is known of a stream: the revision that its viewers have, and the counts that they do not have yet. */
function roomOf(stream) {
  let room = rooms.get(stream);
  if (!room) rooms.set(stream, (room = { rev: 0, changed: new Map(), timer: null }));
  return room;
}

/** Tells the viewers of a new count at the next tick. */
function tell(stream, question, votes) {
  const room = roomOf(stream);
  room.changed.set(question, { votes });
  room.timer ??= setTimeout(tick, tickMilliseconds, stream, room);
}

function tick(stream, room) {
  room.timer = null;
  const question = Object.fromEntries(room.changed);
  room.changed.clear();
  const push = { stream, prev: room.rev, rev: ++room.rev, change: { patch: { question } } };
  io.local.to(`stream:${stream}`).emit('stream', push);
}

/** @returns a function that takes a vote and says when it has been taken */
function votesInMemory() {
  const voters = new Map();
  return (stream, { question, person, up }, taken) => {
    let those = voters.get(question);
    if (!those) voters.set(question, (those = new Set()));
    if (up ? !those.has(person) : those.has(person)) {
      those[up ? 'add' : 'delete'](person);
      tell(stream, question, those.size);
    }
    taken();
  };
}

const { DATABASE_URL: url, PORT: port, SIGN_IN: signIn } = process.env;
const take = url ? await durableVotes(url, tell) : votesInMemory();
const http = createServer();
const io = new Server(http, {
  ...{ transports: ['websocket'], perMessageDeflate: false, serveClient: false, maxHttpBufferSize: 64_000 },
});
if (signIn) {
  const { identify, start } = await bareJoins(url);
  io.use(async ({ handshake, data }, next) => {
    const stream = handshake.auth.follow?.[0]?.stream;
    const person = await identify(handshake.headers.cookie ?? '');
    if (person && stream) data.start = { gzip: await start(stream) };
    next(person ? undefined : new Error('not signed in'));
  });
}
let people = 0;
io.on('connection', (socket) => {
  const person = ++people;
  const stream = socket.handshake.auth.follow?.[0]?.stream;
  if (stream) {
    void socket.join(`stream:${stream}`);
    const data = { kind: 'snapshot', rev: roomOf(stream).rev, ...(socket.data.start ?? { entries: '{}' }) };
    socket.emit('begun', { index: 0, answer: { ok: true, data } });
  }
  socket.on('question.vote', ({ input: { question, up } }, ack) => {
    take(stream, { question, person, up }, () => {
      const { rev, changed } = roomOf(stream);
      ack({ ok: true, data: { up, rev: changed.size ? rev + 1 : rev } });
    });
  });
});
http.listen(Number(port), '127.0.0.1');
