import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aProxy, startRooms, until, type Proxy, type Rooms } from '@foyer/test-kit';
import { createLogger } from '../log/log.js';
import { sql } from './database.js';
import { Notifier } from './notifier.js';

let rooms: Rooms;
let wire: Proxy;
let notifier: Notifier;
let now = 0;
beforeAll(async () => {
  rooms = await startRooms([]);
  const { host } = new URL(rooms.env.DATABASE_URL);
  wire = await aProxy([`http://${host}`]);
  const url = new URL(rooms.env.DATABASE_URL);
  url.host = new URL(wire.url).host;
  notifier = new Notifier(url.href, createLogger('test', 'silent'), () => now);
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

it('tells of a stream that goes on moving once, and again when it has rested', async () => {
  const heard: string[] = [];
  notifier.onHint(({ streams = [] }) => void heard.push(...streams));
  const tellAt = (at: number, ...streams: string[]): void => {
    now = at;
    notifier.tell({ streams });
  };
  tellAt(1_000, 'busy/1');
  await until('the first is heard', () => heard.length === 1);
  // Within the ticks in which everybody looks anyway; the other stream shows that what was said has been heard.
  tellAt(1_050, 'busy/1', 'other/1');
  tellAt(1_120, 'busy/1');
  await until('the other is heard', () => heard.length === 2);
  tellAt(1_300, 'busy/1');
  await until('it is heard again', () => heard.length === 3);
  for (let at = 1_350; at <= 2_400; at += 50) tellAt(at, 'busy/1');
  await until('a second later it is told all the same', () => heard.length === 4);
  expect(heard).toEqual(['busy/1', 'other/1', 'busy/1', 'busy/1']);
});
