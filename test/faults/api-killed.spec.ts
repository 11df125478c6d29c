import { spawn, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RequestsService } from '@foyer/meetings';
import { sql } from '@foyer/platform';
import { freePort } from '@foyer/platform/embedded';
import {
  aBlock,
  anEvent,
  aParticipant,
  aProxy,
  callBy,
  signedIn,
  programs,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import fc from 'fast-check';
import { aRoomOf, blow, weather } from '../e2e/weather.js';
import { tally } from './tally.js';

const [killsARun, patience] = [4, 60_000];

let foyer: Foyer;
let api: ChildProcess | undefined;
let port: number;
beforeAll(async () => {
  // Looks into the database; people go to a process of its own, as in production.
  foyer = await startFoyer({ worker: false });
  // The process goes by the clock on the wall.
  foyer.clock.set(new Date());
  port = await freePort();
  await start();
});
afterAll(async () => {
  api?.kill('SIGKILL');
  await foyer.stop();
});

async function start(): Promise<void> {
  const { DATABASE_URL, FOYER_SECRET } = foyer.env;
  api = spawn(process.execPath, [programs.api], {
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL, FOYER_SECRET, PORT: String(port) },
    stdio: 'ignore',
  });
  const ready = `http://127.0.0.1:${port}/health/ready`;
  await until('the api answers', async () => (await fetch(ready).catch(() => null))?.ok === true, patience);
}

/** Dies without a word, whatever it has in hand; a supervisor starts another one. */
async function kill(): Promise<void> {
  const dying = api;
  dying?.kill('SIGKILL');
  await until('it is dead', () => dying?.signalCode === 'SIGKILL', patience);
  await start();
}

it('is killed in the middle of a room, again and again: followers end equal to the record, and nothing acknowledged is lost or done twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(blow, { minLength: 24, maxLength: 24 }), async (blows) => {
      const room = await aRoomOf(foyer, [`http://127.0.0.1:${port}`]);
      let fallen = 0;
      try {
        const strike = async (): Promise<void> => {
          if (fallen++ % (blows.length / killsARun) === 0) await kill();
        };
        const load = `five people in a room, the api killed ${killsARun} times`;
        await weather(foyer, room, blows, strike, { rows: [4, 16], load });
      } finally {
        await room.close();
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 240_000);

it('is killed between the commit of a booking and its answer: the same command again finds that booking', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event, { tables: 1 });
  const [from, to] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
  const { id } = await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  const cookie = await signedIn(foyer, to);
  const command = crypto.randomUUID();
  const accept = (url: string, slot: string | undefined): Promise<Response> =>
    fetch(`${url}/api/events/${event.slug}/meeting-requests/${id}/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'idempotency-key': command },
      body: JSON.stringify({ slot }),
    });
  const booked = async (): Promise<string[]> => {
    const { rows } = await sql<{ id: string }>`select id from meeting where request_id = ${id}`.execute(
      foyer.database.sql,
    );
    return rows.map((row) => row.id);
  };
  const wire = await aProxy([`http://127.0.0.1:${port}`]);
  wire.mute();
  const unheard = accept(wire.url, slots[0]?.id).catch(() => null);
  await until('it is committed', async () => (await booked()).length === 1);
  await kill();
  wire.cut('both');
  expect(await unheard).toBeNull();
  await wire.close();

  const again = await accept(`http://127.0.0.1:${port}`, slots[0]?.id);
  const meetings = await booked();
  expect(await again.json()).toMatchObject({ id: meetings[0], state: 'booked' });
  const other = await accept(`http://127.0.0.1:${port}`, slots[1]?.id);
  expect([other.status, await other.json()]).toMatchObject([422, { code: 'command_reused' }]);
  const load = 'one booking, its answer lost';
  tally({ rows: [4, 5], load, acknowledged: 1, lost: 1 - meetings.length, doubled: meetings.length - 1 });
}, 120_000);
