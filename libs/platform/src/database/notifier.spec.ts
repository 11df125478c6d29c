import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProxy, startRooms, until, type Proxy, type Rooms } from '@foyer/test-kit';
import { createLogger } from '../log/log.js';
import { sql } from './database.js';
import { Notifier } from './notifier.js';

let rooms: Rooms;
let wire: Proxy;
let notifier: Notifier;
beforeAll(async () => {
  rooms = await startRooms([]);
  const { host } = new URL(rooms.env.DATABASE_URL);
  wire = await aProxy([`http://${host}`]);
  const url = new URL(rooms.env.DATABASE_URL);
  url.host = new URL(wire.url).host;
  notifier = new Notifier(url.href, createLogger('test', 'silent'));
  await notifier.start();
});
afterAll(async () => {
  await notifier.close();
  await wire.close();
  await rooms.stop();
});

it('comes back as one connection, however often it tried in vain', async () => {
  const connected: number[] = [];
  notifier.onConnected(() => void connected.push(performance.now()));
  wire.away();
  // Each try that fails twice over would be two more: after five of them, dozens.
  await until('it has tried five times', () => wire.refused() >= 5);
  wire.back();
  await until('it is connected', () => connected.length > 0);
  const told = new Promise<void>((resolve) => notifier.onHint(() => resolve()));
  await sql`select pg_notify('foyer_hint', ${'-\na/stream'})`.execute(rooms.database.sql);
  await told;
  // Whoever else waits to try again has done so within the pause.
  const over = performance.now() + 1_200;
  await until('the pauses are over', () => performance.now() > over);
  expect(wire.connections()).toBe(1);
  expect(connected.length).toBe(1);
});
