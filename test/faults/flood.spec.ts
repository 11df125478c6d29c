import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { streams, streamName } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import {
  aDeafClient,
  aLive,
  anEvent,
  aParticipant,
  aRawLive,
  aRole,
  aSession,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { io, type Socket } from 'socket.io-client';

let foyer: Foyer;
const open: { close: () => unknown }[] = [];
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
afterAll(() => foyer.stop());

function kept<T extends { close: () => unknown }>(one: T): T {
  open.push(one);
  return one;
}

/** A session with one public question, somebody who means ill, and a neighbour behind the same address who follows. */
async function aRoom() {
  const event = await anEvent(foyer);
  const session = (await aSession(foyer, event)).id;
  const [flooder, neighbour] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
  await aRole(foyer, event, neighbour, 'moderator');
  const client = kept(await aLive(foyer, neighbour));
  const { id: question } = await client.command('question.ask', { session, text: 'Public' });
  await client.command('question.approve', { question });
  const audience = client.follow(streams.questions, { session });
  await until('the neighbour follows', () => audience.get().state?.question[question]);
  /** The neighbour still acts and is told. */
  const unharmed = async (): Promise<void> => {
    const up = audience.get().state?.question[question]?.votes === 0;
    await client.command('question.vote', { question, up });
    await until('the neighbour sees', () => audience.get().state?.question[question]?.votes === Number(up));
    expect(client.connection.get()).toBe('live');
  };
  return { event, session, question, flooder: await signedIn(foyer, flooder), unharmed };
}

function socketOf(cookie: string | undefined, headers: Record<string, string> = {}): Socket {
  const extraHeaders = { origin: foyer.url, ...(cookie === undefined ? {} : { cookie }), ...headers };
  return kept(
    io(foyer.url, { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders }),
  );
}

it('cuts off who sends a frame of a megabyte', async () => {
  const { session, flooder, unharmed } = await aRoom();
  const socket = socketOf(flooder);
  await until('it is connected', () => socket.connected);
  socket.emit('question.ask', { id: crypto.randomUUID(), input: { session, text: 'x'.repeat(1_000_000) } });
  await until('it is cut off', () => !socket.connected);
  await unharmed();
});

it('lets nobody say a thousand things a second, by however many sockets', async () => {
  const { question, flooder, unharmed } = await aRoom();
  const sockets = await Promise.all([flooder, flooder, flooder].map((cookie) => aRawLive(foyer, cookie)));
  sockets.forEach(kept);
  const flood = Promise.all(
    Array.from({ length: 2_000 }, async (_, index) =>
      sockets[index % 3]?.say('question.vote', { question: question + 1_000_000, up: true }),
    ),
  );
  await unharmed();
  const answers = await flood;
  const refused = answers.filter((answer) => answer === 'too_many_requests').length;
  expect(new Set(answers)).toEqual(new Set(['not_found', 'too_many_requests']));
  // Five hundred at once, and a hundred for each second that it took.
  expect(refused).toBeGreaterThan(500);
  await unharmed();
});

it('counts who is not signed in by the address, whatever they write into X-Forwarded-For', async () => {
  const { unharmed } = await aRoom();
  const sockets = Array.from({ length: 4 }, (_, index) =>
    socketOf(undefined, { 'x-forwarded-for': `192.0.2.${index}, 198.51.100.${index}` }),
  );
  await until('all are connected', () => sockets.every((socket) => socket.connected));
  const each = 3_000;
  let [answers, refused] = [0, 0];
  for (const socket of sockets) {
    for (let count = 0; count < each; count++) {
      const envelope = { id: crypto.randomUUID(), input: { stream: 'qa/none' } };
      socket.emit('stream.leave', envelope, (ack: { ok: boolean }) => {
        answers++;
        if (!ack.ok) refused++;
      });
    }
  }
  await until('all are answered', () => answers === each * sockets.length, 40_000);
  expect(refused).toBeGreaterThan(0);
  // Who is signed in is not counted by it.
  await unharmed();
});

it('opens no more than a hundred windows for one account, and any number for its neighbours', async () => {
  const { flooder, unharmed } = await aRoom();
  const sockets = Array.from({ length: 500 }, () => socketOf(flooder));
  let refused = 0;
  for (const socket of sockets) socket.on('connect_error', () => refused++);
  const connected = () => sockets.filter((socket) => socket.connected).length;
  await until('all are decided', () => connected() + refused === sockets.length, 40_000);
  expect([connected(), refused]).toEqual([100, 400]);
  await unharmed();
  // One that is closed makes room for another.
  sockets.find((socket) => socket.connected)?.close();
  await until('there is room', async () => {
    const again = socketOf(flooder);
    await until('it is decided', () => again.connected || !again.active);
    return again.connected;
  });
});

it('cuts off a client that never reads, and nobody else', async () => {
  const { event, flooder, unharmed } = await aRoom();
  const { id: session } = await aSession(foyer, event);
  await sql`
    insert into question (session_id, person_id, text, state, asked_at)
    select ${session}, ${event.owner.id}, repeat('Why? ', 60), 'approved', now()
    from generate_series(1, 400)`.execute(foyer.database.sql);
  const deaf = kept(await aDeafClient(foyer, flooder));
  deaf.stopReading();
  const stream = streamName(streams.questions, { session });
  // What it asks for, some 200 KB each time, is more than the kernel's buffers and ours hold.
  for (let count = 0; count < 120; count++) deaf.say('stream.follow', { stream });
  await until('it is cut off', () => deaf.isCut(), 30_000);
  await unharmed();
});
