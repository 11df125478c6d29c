import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { shareText } from '@foyer/platform';
import { Server } from 'socket.io';
import { io, Manager } from 'socket.io-client';
import * as plain from 'socket.io-parser';
import { encodeOnce, holdBack, sendWholeFrames } from './encode-once.js';

const { ACK, CONNECT, CONNECT_ERROR, DISCONNECT, EVENT } = plain.PacketType;

it.each<plain.Packet>([
  { type: CONNECT, nsp: '/', data: { sid: 'a' } },
  { type: CONNECT_ERROR, nsp: '/', data: { message: '„no“' } },
  { type: DISCONNECT, nsp: '/' },
  { type: EVENT, nsp: '/', data: ['stream', { stream: 'questions/1', prev: 0, rev: 1, change: {} }] },
  { type: EVENT, nsp: '/room', id: 7, data: ['ask', { text: 'კითხვა' }] },
  { type: ACK, nsp: '/', id: 0, data: [{ ok: false, problem: { status: 404 } }] },
  { type: ACK, nsp: '/', id: 12, data: [] },
])('says %j as socket.io does', (packet) => {
  expect(new encodeOnce.Encoder().encode(packet)).toEqual(new plain.Encoder().encode(packet));
});

it('makes the text of a shared answer once, and each of its acks as socket.io would', () => {
  let made = 0;
  const entries = { toJSON: () => `text ${++made}` };
  const start = shareText({ kind: 'snapshot', rev: 3, entries });
  const said = [1, 2].flatMap((id) =>
    new encodeOnce.Encoder().encode({ type: ACK, nsp: '/', id, data: [{ ok: true, data: start }] }),
  );
  const told = { kind: 'snapshot', rev: 3, entries: 'text 1' };
  expect(said).toEqual(
    [1, 2].flatMap((id) =>
      new plain.Encoder().encode({ type: ACK, nsp: '/', id, data: [{ ok: true, data: told }] }),
    ),
  );
  expect(made).toBe(1);
});

it('sends every answer as one whole frame of any length, and a shared one as the same to all', async () => {
  const http = createServer();
  const server = new Server(http, {
    parser: encodeOnce,
    transports: ['websocket'],
    perMessageDeflate: false,
  });
  const frames: Buffer[] = [];
  // From empty to beyond 16 bits: each way to write down a length.
  const starts = [0, 200, 90_000].map((length) => shareText({ entries: 'ქ'.repeat(length) }));
  server.on('connection', (socket) => {
    sendWholeFrames(socket);
    const wire = wireOf(socket);
    const write = wire.write.bind(wire);
    wire.write = (...given: unknown[]): boolean => {
      if (Buffer.isBuffer(given[0])) frames.push(given[0]);
      return Reflect.apply(write, wire, given) as boolean;
    };
    socket.on('say', (said: string, ack: (answer: unknown) => void) => {
      server.to(socket.id).emit('said', said);
      ack(said);
    });
    socket.on('get', (index: number, ack: (answer: unknown) => void) =>
      ack({ ok: true, data: starts[index] }),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const clients = [1, 2].map(() => io(`http://127.0.0.1:${port}`, { transports: ['websocket'] }));
  const told: string[] = [];
  for (const client of clients) {
    client.on('said', (said: string) => told.push(said));
    for (const [index, data] of starts.entries()) {
      expect(await client.emitWithAck('get', index)).toEqual({ ok: true, data });
    }
    for (const said of ['', 'ქ'.repeat(60), 'x'.repeat(70_000)]) {
      expect(await client.emitWithAck('say', said)).toBe(said);
    }
  }
  expect(told.map(({ length }) => length)).toEqual([0, 60, 70_000, 0, 60, 70_000]);
  // Each begins a message, and is all of it: but for what engine.io says itself, nothing else was written.
  expect(frames.filter((frame) => frame[0] === 0x81).length).toBeGreaterThanOrEqual(18);
  const shared = frames.filter((frame) => frame.includes('entries'));
  expect(shared).toHaveLength(6);
  expect(new Set(shared).size).toBe(3);
  for (const client of clients) client.disconnect();
  await server.close();
});

/** The socket of the operating system under a connection. */
function wireOf({ conn }: { conn: object }): Socket {
  const websocket: unknown = Reflect.get(Reflect.get(conn, 'transport') as object, 'socket');
  return Reflect.get(websocket as object, '_socket') as Socket;
}

it('keeps the order where engine.io holds something back', async () => {
  const http = createServer();
  const server = new Server(http, { parser: encodeOnce, transports: ['websocket'] });
  server.on('connection', (socket) => {
    sendWholeFrames(socket);
    const { transport } = socket.conn;
    socket.on('go', () => {
      socket.emit('said', 1);
      transport.writable = false;
      socket.emit('said', 2);
      socket.emit('said', 3);
      transport.writable = true;
      // Behind what waits, although the way is free again.
      socket.emit('said', 4);
      socket.emit('said', 5);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  const said: number[] = [];
  const all = new Promise<void>((resolve) =>
    client.on('said', (one: number) => {
      if (said.push(one) === 5) resolve();
    }),
  );
  client.emit('go');
  await all;
  expect(said).toEqual([1, 2, 3, 4, 5]);
  client.disconnect();
  await server.close();
});

it('says yes to a handshake and answers it in one write, with the same frame for all', async () => {
  const http = createServer();
  const server = new Server(http, {
    parser: encodeOnce,
    transports: ['websocket'],
    perMessageDeflate: false,
  });
  const start = shareText({ kind: 'snapshot', rev: 3, entries: 'ქ'.repeat(200) });
  const begun = { index: 3, answer: { ok: true, data: start } };
  const writes: Buffer[][] = [];
  server.use((socket, next) => {
    sendWholeFrames(socket);
    const handle: unknown = Reflect.get(wireOf(socket), '_handle');
    const letGo = holdBack(socket, 60_000);
    // What the operating system is given, however it is put together before.
    watchWrites(handle, (chunks) => writes.push(chunks));
    socket.data = { letGo };
    next();
  });
  server.on('connection', (socket) => {
    socket.emit('begun', begun);
    const { letGo } = socket.data as { letGo: () => void };
    letGo();
    letGo();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const clients = [1, 2].map(() =>
    io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true }),
  );
  const heard = clients.map(
    (client) => new Promise<unknown>((resolve) => client.on('begun', (said: unknown) => resolve(said))),
  );
  expect(await Promise.all(heard)).toEqual([begun, begun]);
  expect(writes.map((chunks) => chunks.filter((chunk) => chunk.includes('begun')).length)).toEqual([1, 1]);
  expect(writes.every((chunks) => chunks.some((chunk) => chunk.includes('sid')))).toBe(true);
  const [one, other] = writes.map((chunks) => chunks.find((chunk) => chunk.includes('begun')));
  expect(one).toBe(other);
  for (const client of clients) client.disconnect();
  await server.close();
});

/** Tells what is given to the operating system to write. */
function watchWrites(handle: unknown, told: (chunks: Buffer[]) => void): void {
  if (typeof handle !== 'object' || !handle) throw new Error('no handle');
  for (const name of ['writev', 'writeBuffer'] as const) {
    const write: unknown = Reflect.get(handle, name);
    if (typeof write !== 'function') throw new Error(`no ${name}`);
    Reflect.set(handle, name, (...given: unknown[]) => {
      const said: unknown[] = Array.isArray(given[1]) ? given[1] : [given[1]];
      told(said.filter(Buffer.isBuffer));
      return Reflect.apply(write, handle, given) as unknown;
    });
  }
}

it('changes a connection once, however often its client leaves and comes back over it', async () => {
  const http = createServer();
  const server = new Server(http, { parser: encodeOnce, transports: ['websocket'] });
  const writes: unknown[] = [];
  server.of('/other');
  let gone = (): void => undefined;
  server.on('connection', (socket) => {
    sendWholeFrames(socket);
    writes.push(Reflect.get(socket.conn, 'write'));
    socket.on('disconnect', () => gone());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const manager = new Manager(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  // Keeps the connection open.
  const other = manager.socket('/other').connect();
  const socket = manager.socket('/');
  for (let time = 0; time < 3; time++) {
    const there = new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.connect();
    await there;
    const left = new Promise<void>((resolve) => (gone = resolve));
    socket.disconnect();
    await left;
  }
  expect(writes).toHaveLength(3);
  expect(new Set(writes).size).toBe(1);
  other.disconnect();
  await server.close();
});
