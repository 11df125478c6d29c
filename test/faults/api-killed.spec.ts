import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, it } from '@jest/globals';
import { freePort } from '@foyer/platform/embedded';
import { startFoyer, until, type Foyer } from '@foyer/test-kit';
import fc from 'fast-check';
import { aRoomOf, blow, weather } from '../e2e/weather.js';

const program = path.resolve('dist/apps/api/src/main.js');
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
  api = spawn(process.execPath, [program], {
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
        await weather(foyer, room, blows, async () => {
          if (fallen++ % (blows.length / killsARun) === 0) await kill();
        });
      } finally {
        await room.close();
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 240_000);
