import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { sql } from '@foyer/platform';
import { MeetingsModule } from './meetings.module.js';
import { RequestsService } from './requests.service.js';
import { roomLeft } from './room-left.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

interface Step {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: Step[];
}
const allSteps = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(allSteps)];

it('looks at no more than each attempt’s own, also where the database knows nothing of an event yet', async () => {
  // What it learns of them by itself after a minute would hide how it looks before.
  for (const table of ['registration', 'meeting_request', 'meeting_slot', 'meeting_block']) {
    await sql`alter table ${sql.table(table)} set (autovacuum_enabled = off)`.execute(rooms.database.sql);
  }
  const event = await anEvent(rooms);
  const { slots } = await aBlock(rooms, event, { tables: 1 });
  const pairs = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const [from, to] = await Promise.all([aParticipant(rooms, event), aParticipant(rooms, event)]);
      const { id } = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
      return { me: to.id, request: id };
    }),
  );
  const attempts = pairs.map((pair, place) => ({
    ...pair,
    ...{ place, slug: event.slug, slot: slots[0]?.id, command: null },
  }));
  const values = [JSON.stringify(attempts), rooms.clock.now()];
  expect(await rooms.database.prepared('room left', roomLeft, values)).toHaveLength(16);
  const looked = sql<{ 'QUERY PLAN': { Plan: Step }[] }>`explain (analyze, format json) ${roomLeft}`;
  const [plan] = await rooms.database.prepared('how room is looked for', looked, values);
  const steps = (plan?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => allSteps(Plan));
  const most = Math.max(...steps.map((step) => step['Actual Rows'] * step['Actual Loops']));
  expect(most).toBeGreaterThanOrEqual(16);
  expect(most).toBeLessThanOrEqual(32);
});
