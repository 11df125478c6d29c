// The reference: what socket.io itself costs for the same protocol. Votes are in memory, acknowledged at once, counted
// into one push a tick of the same shape. PORT says where, QUESTIONS how many there are.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const tickMilliseconds = 100;
const rooms = new Map();

function roomOf(stream) {
  let room = rooms.get(stream);
  if (!room) rooms.set(stream, (room = { rev: 0, votes: new Map(), changed: new Set(), timer: null }));
  return room;
}

function tick(stream, room) {
  room.timer = null;
  const question = Object.fromEntries(
    [...room.changed].map((id) => [id, { votes: room.votes.get(id).size }]),
  );
  room.changed.clear();
  const push = { stream, prev: room.rev, rev: ++room.rev, change: { patch: { question } } };
  io.local.to(`stream:${stream}`).emit('stream', push);
}

const http = createServer();
const io = new Server(http, {
  ...{ transports: ['websocket'], perMessageDeflate: false, serveClient: false, maxHttpBufferSize: 64_000 },
});
io.on('connection', (socket) => {
  const stream = socket.handshake.auth.follow?.[0]?.stream;
  if (stream) {
    void socket.join(`stream:${stream}`);
    const data = { kind: 'snapshot', rev: roomOf(stream).rev, entries: '{}' };
    socket.emit('begun', { index: 0, answer: { ok: true, data } });
  }
  socket.on('question.vote', ({ input: { question, up } }, ack) => {
    const room = roomOf(stream);
    let voters = room.votes.get(question);
    if (!voters) room.votes.set(question, (voters = new Set()));
    if (up ? !voters.has(socket.id) : voters.has(socket.id)) {
      voters[up ? 'add' : 'delete'](socket.id);
      room.changed.add(question);
      room.timer ??= setTimeout(tick, tickMilliseconds, stream, room);
    }
    ack({ ok: true, data: { up, rev: room.changed.size ? room.rev + 1 : room.rev } });
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1');
