import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { anotherApi, startFoyer, type Foyer } from '@foyer/test-kit';
import fc from 'fast-check';
import { aRoomOf, at, blow, weather } from './weather.js';

let foyer: Foyer;
let second: Awaited<ReturnType<typeof anotherApi>>;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  second = await anotherApi(foyer);
});
afterAll(async () => {
  await second.stop();
  await foyer.stop();
});

const cutsARun = 50;
const storm = fc.array(blow, { minLength: cutsARun, maxLength: cutsARun });

describe.each([
  ['one process', () => [foyer.url]],
  ['two processes', () => [foyer.url, second.url]],
])('followers of %s whose sockets are cut at random', (_, targets) => {
  it('end equal to the server, and what was acknowledged was done once', async () => {
    await fc.assert(
      fc.asyncProperty(storm, async (cuts) => {
        const room = await aRoomOf(foyer, targets());
        try {
          await weather(foyer, room, cuts, ({ whom, what }) => at(room.members, whom).wire.cut(what));
        } finally {
          await room.close();
        }
      }),
      // A storm that failed is told by its seed; making it smaller would take minutes.
      { numRuns: 2, endOnFailure: true },
    );
  }, 120_000);
});
