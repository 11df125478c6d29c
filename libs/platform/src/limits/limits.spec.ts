import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startRooms, type Rooms } from '@foyer/test-kit';
import { Limits } from './limits.js';

let rooms: Rooms;
let limits: Limits;
beforeAll(async () => {
  rooms = await startRooms([]);
  limits = rooms.get(Limits);
});
afterAll(() => rooms.stop());

const fiveAMinute = { times: 5, seconds: 60 };
/** How many of so many uses at once go through. */
async function passed(whose: string, uses: number): Promise<number> {
  const all = await Promise.allSettled(
    Array.from({ length: uses }, () => limits.use('test', whose, fiveAMinute)),
  );
  return all.filter((one) => one.status === 'fulfilled').length;
}

it('lets exactly so many through, however many come at once', async () => {
  expect(await passed('a crowd', 40)).toBe(5);
});

it('says how long to wait, and gives one back for each share of the time', async () => {
  expect(await passed('somebody', 5)).toBe(5);
  await expect(limits.use('test', 'somebody', fiveAMinute)).rejects.toMatchObject({
    code: 'too_many_requests',
    retryAfter: 12,
  });
  rooms.clock.advance(11_000);
  await expect(limits.use('test', 'somebody', fiveAMinute)).rejects.toMatchObject({ retryAfter: 1 });
  rooms.clock.advance(1_000);
  expect(await passed('somebody', 5)).toBe(1);
  rooms.clock.advance(60_000);
  expect(await passed('somebody', 9)).toBe(5);
});

it('keeps people and addresses apart', async () => {
  const call = (person: string, address: string) => ({
    actor: { person, session: 'any', organiser: false },
    address,
  });
  const per = { person: { times: 1, seconds: 60 }, address: { times: 2, seconds: 60 } };
  await limits.useBy(call('one', '192.0.2.1'), 'test', per);
  await expect(limits.useBy(call('one', '192.0.2.2'), 'test', per)).rejects.toMatchObject({ retryAfter: 60 });
  await limits.useBy(call('two', '192.0.2.1'), 'test', per);
  await expect(limits.useBy(call('three', '192.0.2.1'), 'test', per)).rejects.toMatchObject({
    code: 'too_many_requests',
  });
});

it('forgets what is full again', async () => {
  await limits.use('test', 'a visitor', fiveAMinute);
  rooms.clock.advance(3_600_000);
  expect(await limits.prune()).toBeGreaterThan(0);
  expect(await limits.prune()).toBe(0);
});
