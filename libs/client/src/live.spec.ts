import { gzipSync } from 'node:zlib';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Handshake, questionsStream, streamName, type PublicQuestion } from '@foyer/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { CookieJar } from './cookies.js';
import { createLive, type Live } from './live.js';
import { isProblem } from './problem.js';
import type { Store } from './store.js';

const session = '0198a000-0000-7000-8000-000000000001';
const name = streamName(questionsStream, { session });
const Envelope = z.object({ id: z.string(), input: z.record(z.string(), z.unknown()) });
type Envelope = z.infer<typeof Envelope>;
type Ack = (answer: unknown) => void;

const question = (id: number, votes = 0): PublicQuestion => ({
  id,
  text: `Question ${id}?`,
  author: null,
  organisation: null,
  state: 'approved',
  votes,
  askedAt: '2026-12-14T09:00:00Z',
  answeredAt: null,
  pinned: false,
  answering: false,
  reply: null,
  guest: false,
  assigned: null,
});

/** A real socket.io server whose every answer the test decides. */
class Stand {
  readonly http = createServer();
  readonly io = new Server(this.http, { transports: ['websocket'] });
  readonly sockets: Socket[] = [];
  readonly received: { command: string; envelope: Envelope; socket: Socket }[] = [];
  answer: (command: string, envelope: Envelope, ack: Ack, socket: Socket) => void = () => undefined;
  /** Whether it knows what a handshake may ask for. */
  old = false;
  readonly #waiting: { until: () => boolean; go: () => void }[] = [];

  async listen(onPort = 0): Promise<string> {
    this.io.on('connection', (socket) => {
      this.sockets.push(socket);
      socket.onAny((command: string, raw: unknown, ack: Ack) => {
        const envelope = Envelope.parse(raw);
        this.received.push({ command, envelope, socket });
        this.answer(command, envelope, ack, socket);
        this.#look();
      });
      const { follow = [] } = this.old ? {} : Handshake.parse(socket.handshake.auth);
      for (const [index, input] of follow.entries()) {
        const envelope = { id: '', input };
        this.received.push({ command: 'handshake', envelope, socket });
        const begin = (answer: unknown): void => void socket.emit('begun', { index, answer });
        this.answer('stream.follow', envelope, begin, socket);
      }
      this.#look();
    });
    this.http.listen(onPort, '127.0.0.1');
    await once(this.http, 'listening');
    const { port } = this.http.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }
  /** Settles when the server has seen enough. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((go) => {
      this.#waiting.push({ until: condition, go });
      this.#look();
    });
  }
  push(prev: number, rev: number, entries: PublicQuestion[]): void {
    this.io.emit('stream', { stream: name, prev, rev, change: { put: byId(entries) } });
  }
  follows(): (number | undefined)[] {
    return this.received
      .filter(({ command }) => command === 'stream.follow' || command === 'handshake')
      .map(({ envelope }) => z.object({ since: z.number().optional() }).parse(envelope.input).since);
  }
  #look(): void {
    for (const one of [...this.#waiting]) {
      if (!one.until()) continue;
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      one.go();
    }
  }
}

function seen<T>(store: Store<T>, condition: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      if (!condition(store.get())) return;
      unsubscribe();
      resolve(store.get());
    };
    const unsubscribe = store.subscribe(look);
    look();
  });
}
const byId = (entries: PublicQuestion[]) => ({
  question: Object.fromEntries(entries.map((one) => [one.id, one])),
});
const snapshot = (rev: number, ...entries: PublicQuestion[]) => ({
  ok: true,
  data: { kind: 'snapshot', rev, entries: JSON.stringify(byId(entries)) },
});
const packed = (rev: number, ...entries: PublicQuestion[]) => ({
  ok: true,
  data: { kind: 'packed', rev, gzip: gzipSync(JSON.stringify(byId(entries))).toString('base64') },
});
const changes = (rev: number, ...entries: PublicQuestion[]) => ({
  ok: true,
  data: { kind: 'changes', rev, change: { put: byId(entries) } },
});

let stand: Stand;
let url: string;
let live: Live;
beforeEach(async () => {
  stand = new Stand();
  url = await stand.listen();
  live = createLive({ url, reconnectAfterMs: 10, lingerMs: 0 });
});
afterEach(async () => {
  live.close();
  await stand.io.close();
});

describe('a followed stream', () => {
  it('starts with a snapshot and takes the pushes that chain', async () => {
    stand.answer = (_command, _envelope, ack) => ack(snapshot(3, question(1)));
    const follow = live.follow(questionsStream, { session });
    expect(follow.get().status).toBe('loading');
    await seen(follow, ({ rev }) => rev === 3);
    stand.push(3, 4, [question(2)]);
    stand.push(3, 4, [question(2, 99)]);
    stand.push(4, 5, [question(1, 7)]);
    const { state } = await seen(follow, ({ rev }) => rev === 5);
    expect(state).toEqual({ question: { 1: question(1, 7), 2: question(2) }, room: {}, merged: {} });
    expect(stand.follows()).toEqual([undefined]);
  });

  it('asks again from its revision when a push is missing', async () => {
    stand.answer = (_command, _envelope, ack) =>
      ack(stand.follows().length === 1 ? snapshot(3, question(1)) : changes(6, question(2), question(3)));
    const follow = live.follow(questionsStream, { session });
    await seen(follow, ({ rev }) => rev === 3);
    stand.push(5, 6, [question(3)]);
    const { state } = await seen(follow, ({ rev }) => rev === 6);
    expect(stand.follows()).toEqual([undefined, 3]);
    expect(Object.keys(state?.question ?? {})).toEqual(['1', '2', '3']);
  });

  it('keeps pushes that overtake the answer to its question', async () => {
    stand.answer = (_command, _envelope, ack) => {
      stand.push(4, 5, [question(2)]);
      stand.push(5, 6, [question(3)]);
      stand.push(2, 3, [question(1, 50)]);
      ack(snapshot(4, question(1)));
    };
    const follow = live.follow(questionsStream, { session });
    const { state } = await seen(follow, ({ rev }) => rev === 6);
    expect(Object.values(state?.question ?? {}).map(({ votes }) => votes)).toEqual([0, 0, 0]);
    expect(stand.follows()).toEqual([undefined]);
  });

  it('counts nothing twice, and misses nothing, when pushes come doubled, late or not at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ question: fc.nat(4), votes: fc.nat(50) }), { minLength: 5, maxLength: 25 }),
        fc.array(fc.nat(24), { minLength: 5, maxLength: 40 }),
        async (log, sent) => {
          const states = log.reduce<PublicQuestion[][]>(
            (all, { question: id, votes }) => [
              ...all,
              [...(all.at(-1) ?? []).filter((other) => other.id !== id + 1), question(id + 1, votes)],
            ],
            [[]],
          );
          let happened = 0;
          stand.answer = (command, _envelope, ack) =>
            ack(
              command === 'stream.follow'
                ? snapshot(happened, ...(states[happened] ?? []))
                : { ok: true, data: {} },
            );
          const tell = (rev: number) => {
            const step = log[rev - 1];
            if (step) stand.push(rev - 1, rev, [question(step.question + 1, step.votes)]);
            happened = Math.max(happened, rev);
          };
          const one = live.follow(questionsStream, { session });
          await seen(one, ({ status }) => status === 'ready');
          for (const place of sent) tell((place % log.length) + 1);
          tell(log.length);
          const { state } = await seen(one, ({ rev }) => rev === log.length);
          expect(Object.values(state?.question ?? {})).toEqual(
            (states.at(-1) ?? []).toSorted((a, b) => a.id - b.id),
          );
          one.stop();
          await stand.until(() => stand.received.some(({ command }) => command === 'stream.leave'));
          stand.received.length = 0;
        },
      ),
      { numRuns: 30 },
    );
  });

  it('asks again from its revision after a broken connection, and shows what it has until then', async () => {
    stand.answer = (_command, _envelope, ack) =>
      ack(stand.follows().length === 1 ? snapshot(3, question(1)) : changes(4, question(2)));
    const follow = live.follow(questionsStream, { session });
    await seen(follow, ({ rev }) => rev === 3);
    stand.sockets[0]?.conn.close();
    await seen(live.connection, (connection) => connection !== 'live');
    expect(follow.get().status).toBe('ready');
    await seen(follow, ({ rev }) => rev === 4);
    expect(stand.follows()).toEqual([undefined, 3]);
  });

  it('comes back when the server itself closes the connection, as after a revoked session', async () => {
    stand.answer = (_command, _envelope, ack) => ack(snapshot(3));
    const follow = live.follow(questionsStream, { session });
    await seen(follow, ({ rev }) => rev === 3);
    stand.sockets[0]?.disconnect(true);
    await stand.until(() => stand.follows().length === 2);
    expect(stand.follows()).toEqual([undefined, 3]);
  });

  it('unpacks a packed snapshot, and loses no push that comes meanwhile', async () => {
    stand.answer = (_command, _envelope, ack) => {
      ack(packed(3, question(1)));
      stand.push(3, 4, [question(2)]);
    };
    const follow = live.follow(questionsStream, { session });
    const { state } = await seen(follow, ({ rev }) => rev === 4);
    expect(Object.keys(state?.question ?? {})).toEqual(['1', '2']);
  });

  it.each([
    ['text', { kind: 'snapshot', rev: 1, entries: '{"question":' }],
    ['packing', { kind: 'packed', rev: 1, gzip: 'H4sIAAAAAAAA' }],
  ])('makes a problem of an answer whose %s nobody can read', async (_, data) => {
    stand.answer = (_command, _envelope, ack) => ack({ ok: true, data });
    const refused = await seen(
      live.follow(questionsStream, { session }),
      ({ status }) => status === 'refused',
    );
    expect(refused.problem?.code).toBe('internal');
    stand.answer = (_command, _envelope, ack) => ack(snapshot(2));
    await seen(live.follow(questionsStream, { session }), ({ status }) => status === 'ready');
  });

  it('says why when it is refused', async () => {
    const problem = { type: '/problems/forbidden', title: 'No', status: 403, code: 'forbidden' };
    stand.answer = (_command, _envelope, ack) => ack({ ok: false, problem });
    const refused = await seen(
      live.follow(questionsStream, { session }),
      ({ status }) => status === 'refused',
    );
    expect(refused.problem?.code).toBe('forbidden');
  });

  it('asks once for many followers, and leaves when the last has stopped', async () => {
    stand.answer = (command, _envelope, ack) =>
      ack(command === 'stream.follow' ? snapshot(3, question(1)) : { ok: true, data: {} });
    const told: (number | undefined)[] = [];
    const one = live.follow(questionsStream, { session });
    await seen(one, ({ rev }) => rev === 3);
    const other = live.follow(questionsStream, { session }, ({ rev }) => told.push(rev));
    stand.push(3, 4, [question(2)]);
    await seen(other, ({ rev }) => rev === 4);
    expect(told).toEqual([3, 4]);
    one.stop();
    one.stop();
    other.stop();
    await stand.until(() => stand.received.some(({ command }) => command === 'stream.leave'));
    expect(stand.received.map(({ command }) => command)).toEqual(['handshake', 'stream.leave']);
    expect(live.peek(questionsStream, { session })).toBeUndefined();
  });

  it('asks while it connects, and by a command afterwards', async () => {
    stand.answer = (_command, _envelope, ack) => ack(snapshot(3));
    const other = { session: '0198a000-0000-7000-8000-000000000002' };
    const first = live.follow(questionsStream, { session });
    await seen(first, ({ rev }) => rev === 3);
    const second = live.follow(questionsStream, other);
    await seen(second, ({ rev }) => rev === 3);
    const asked = () => stand.received.map(({ command, envelope }) => [command, envelope.input.stream]);
    expect(asked()).toEqual([
      ['handshake', name],
      ['stream.follow', streamName(questionsStream, other)],
    ]);
    stand.received.length = 0;
    stand.sockets[0]?.conn.close();
    await stand.until(() => stand.received.length === 2);
    expect(asked()).toEqual([
      ['handshake', name],
      ['handshake', streamName(questionsStream, other)],
    ]);
  });

  it('asks by a command where its handshake is not answered, as by a server of before', async () => {
    stand.old = true;
    stand.answer = (_command, _envelope, ack) => ack(snapshot(3, question(1)));
    await seen(live.follow(questionsStream, { session }), ({ rev }) => rev === 3);
    expect(stand.received.map(({ command }) => command)).toEqual(['stream.follow']);
  });

  it('asks again by itself when the handshake was told that the server is not available', async () => {
    const problem = { type: '/problems/unavailable', title: 'No', status: 503, code: 'unavailable' };
    stand.answer = (_command, _envelope, ack) =>
      ack(stand.follows().length === 1 ? { ok: false, problem } : snapshot(3));
    await seen(live.follow(questionsStream, { session }), ({ rev }) => rev === 3);
    expect(stand.received.map(({ command }) => command)).toEqual(['handshake', 'stream.follow']);
  });

  it('leaves what it asked for while it connected, when nobody wants it any more', async () => {
    stand.answer = (command, _envelope, ack) =>
      ack(command === 'stream.follow' ? snapshot(3) : { ok: true, data: {} });
    let connecting: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (connecting = resolve));
    // The server says yes only once the follower is gone.
    stand.io.use((_socket, next) => void held.then(() => next()));
    const arrived = new Promise<void>((resolve) =>
      stand.io.engine.once('connection', (conn: { once: (name: string, on: () => void) => void }) =>
        conn.once('packet', resolve),
      ),
    );
    const follow = live.follow(questionsStream, { session });
    await arrived;
    follow.stop();
    while (live.peek(questionsStream, { session })) await new Promise(setImmediate);
    connecting();
    await stand.until(() => stand.received.some(({ command }) => command === 'stream.leave'));
    expect(live.peek(questionsStream, { session })).toBeUndefined();
  });

  it('follows anew only after leaving is answered', async () => {
    const left: Ack[] = [];
    stand.answer = (command, _envelope, ack) => {
      if (command === 'stream.leave') left.push(ack);
      else ack(snapshot(3));
    };
    const first = live.follow(questionsStream, { session });
    await seen(first, ({ rev }) => rev === 3);
    first.stop();
    await stand.until(() => left.length === 1);
    const again = live.follow(questionsStream, { session });
    const pinged = live.command('question.vote', { question: 1, up: true }).catch(() => undefined);
    await stand.until(() => stand.received.some(({ command }) => command === 'question.vote'));
    expect(stand.follows()).toHaveLength(1);
    left[0]?.({ ok: true, data: {} });
    await seen(again, ({ rev }) => rev === 3);
    expect(stand.follows()).toHaveLength(2);
    await pinged;
  });
});

describe('a command', () => {
  it('is sent again with the same id when the connection broke before the answer', async () => {
    stand.answer = (_command, _envelope, ack, socket) => {
      if (stand.received.length === 1) socket.conn.close();
      else ack({ ok: true, data: { up: true, rev: 7 } });
    };
    await expect(live.command('question.vote', { question: 5, up: true })).resolves.toEqual({
      up: true,
      rev: 7,
    });
    const [first, second] = stand.received.map(({ envelope }) => envelope);
    expect(second).toEqual(first);
    expect(stand.received).toHaveLength(2);
  });

  it('tells what the server refused', async () => {
    const problem = { type: '/problems/question_state', title: 'No', status: 409, code: 'question_state' };
    stand.answer = (_command, _envelope, ack) => ack({ ok: false, problem });
    const refusal = live.command('question.approve', { question: 5 }).catch((error: unknown) => error);
    expect(isProblem(await refusal, 'question_state')).toBe(true);
  });

  it('does not take an answer that breaks the contract', async () => {
    stand.answer = (_command, _envelope, ack) => ack({ ok: true, data: { up: 'perhaps' } });
    const refusal = live.command('question.vote', { question: 5, up: true }).catch((error: unknown) => error);
    expect(isProblem(await refusal, 'internal')).toBe(true);
  });

  it('is given up after its time, and not sent again', async () => {
    const refusal = live.command('question.vote', { question: 5, up: true }, { giveUpAfterMs: 30 });
    expect(isProblem(await refusal.catch((error: unknown) => error), 'unavailable')).toBe(true);
    const before = stand.received.length;
    live.reconnect();
    await seen(live.connection, (connection) => connection === 'live');
    stand.answer = (_command, _envelope, ack) => ack({ ok: true, data: { up: false, rev: 8 } });
    await live.command('question.vote', { question: 6, up: false });
    expect(stand.received).toHaveLength(before + 1);
  });

  it('is sent again with the same id when the server was not available for the moment', async () => {
    const problem = { type: '/problems/unavailable', title: 'Not now', status: 503, code: 'unavailable' };
    stand.answer = (_command, _envelope, ack) =>
      ack(stand.received.length < 3 ? { ok: false, problem } : { ok: true, data: { up: true, rev: 7 } });
    const answered = live.command('question.vote', { question: 5, up: true });
    await expect(answered).resolves.toEqual({ up: true, rev: 7 });
    expect(new Set(stand.received.map(({ envelope }) => envelope.id)).size).toBe(1);
    expect(stand.received).toHaveLength(3);
    stand.answer = (_command, _envelope, ack) =>
      ack({ ok: false, problem: { ...problem, title: 'Still not' } });
    const refusal = live.command('question.vote', { question: 5, up: true }, { giveUpAfterMs: 60 });
    expect(await refusal.catch((error: unknown) => isProblem(error) && error.problem.title)).toBe(
      'Still not',
    );
  });

  it('that is patient waits for a connection, and only time with one counts', async () => {
    const { port } = stand.http.address() as AddressInfo;
    await stand.io.close();
    const vote = { question: 5, up: true };
    const patient = live.command('question.vote', vote, { patient: true, giveUpAfterMs: 200 });
    const hasty = live.command('question.vote', { ...vote, question: 6 }, { giveUpAfterMs: 201 });
    expect(isProblem(await hasty.catch((error: unknown) => error), 'unavailable')).toBe(true);
    stand = new Stand();
    stand.answer = (_command, _envelope, ack) => ack({ ok: true, data: { up: true, rev: 7 } });
    await stand.listen(port);
    await expect(patient).resolves.toEqual({ up: true, rev: 7 });
    expect(stand.received).toHaveLength(1);
    stand.answer = () => undefined;
    const silent = live.command('question.vote', vote, { patient: true, giveUpAfterMs: 30 });
    expect(isProblem(await silent.catch((error: unknown) => error), 'unavailable')).toBe(true);
  });

  it('is answered with an error when its signal is aborted', async () => {
    const controller = new AbortController();
    const refusal = live.command('question.vote', { question: 5, up: true }, { signal: controller.signal });
    controller.abort();
    await expect(refusal).rejects.toThrow(/abort/i);
  });
});

describe('a connection', () => {
  it('is not made before it is needed, and carries the cookies and the origin of its person', async () => {
    const cookies = new CookieJar();
    const person = createLive({ url, cookies, reconnectAfterMs: 10 });
    expect(person.connection.get()).toBe('idle');
    cookies.store(['sid=abc; Path=/; HttpOnly']);
    stand.answer = (_command, _envelope, ack) => ack({ ok: true, data: { up: true, rev: 7 } });
    await person.command('question.vote', { question: 1, up: true });
    const headers = stand.sockets[0]?.handshake.headers;
    expect([headers?.cookie, headers?.origin]).toEqual(['sid=abc', url]);
    person.close();
  });

  it('says that it is offline while there is no server, and live again when there is', async () => {
    const { port } = stand.http.address() as AddressInfo;
    stand.answer = (_command, _envelope, ack) => ack(snapshot(1));
    const follow = live.follow(questionsStream, { session });
    await seen(follow, ({ rev }) => rev === 1);
    await stand.io.close();
    await seen(live.connection, (connection) => connection === 'offline');
    const other = new Stand();
    other.answer = (_command, _envelope, ack) => ack(changes(2, question(1)));
    other.io.on('connection', (socket) =>
      socket.onAny((command: string, raw: unknown, ack: Ack) =>
        other.answer(command, Envelope.parse(raw), ack, socket),
      ),
    );
    other.http.listen(port, '127.0.0.1');
    await seen(follow, ({ rev }) => rev === 2);
    expect(live.connection.get()).toBe('live');
    await other.io.close();
  });
});
