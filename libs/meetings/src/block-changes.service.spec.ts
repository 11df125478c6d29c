import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { Meeting } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account, Person } from '@foyer/people';
import { Problem, sql } from '@foyer/platform';
import { BlockChangesService } from './block-changes.service.js';
import { BlocksService } from './blocks.service.js';
import { BookingsService } from './bookings.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsService } from './meetings.service.js';
import { RequestsService } from './requests.service.js';

let rooms: Rooms;
let event: EventEntity & { owner: Account };
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

const changes = (): BlockChangesService => rooms.get(BlockChangesService);
const later = (date: string, minutes: number): string =>
  new Date(Date.parse(date) + minutes * 60_000).toISOString();

async function pair(): Promise<{ by: Person; request: string }> {
  const [from, to] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
  const { id } = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
  return { by: to, request: id };
}
async function book(slot: string): Promise<Meeting & { by: Person }> {
  const { by, request } = await pair();
  const meeting = await rooms.get(BookingsService).accept(callBy(by), event.slug, request, slot);
  return { ...meeting, by };
}
/** Beginnings of the open slots, in minutes after the block's. */
async function openSlots(block: { id: string; startsAt: string }): Promise<number[]> {
  const { rows } = await sql<{ at: Date }>`
    select starts_at as at from meeting_slot where block_id = ${block.id} and not closed order by 1`.execute(
    rooms.database.sql,
  );
  return rows.map(({ at }) => (new Date(at).getTime() - Date.parse(block.startsAt)) / 60_000);
}

it('makes many days at once or none, and leaves out the pauses', async () => {
  event = await anEvent(rooms);
  const day = (start: string) => ({
    title: { en: 'Morning' },
    startsAt: start,
    endsAt: later(start, 120),
    slotMinutes: 20,
    gapMinutes: 5,
    tables: 2,
    tableNames: ['Window'],
    pauses: [{ startsAt: later(start, 40), endsAt: later(start, 60) }],
    categories: ['cluster'],
    mode: 'approval' as const,
  });
  const [first, second] = ['2026-12-14T10:00:00.000Z', '2026-12-15T10:00:00.000Z'].map(day);
  const blocks = rooms.get(BlocksService);
  const wrong = { ...second!, categories: ['nobody'] };
  await expect(blocks.create(callBy(event.owner), event.slug, [first!, wrong])).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(await blocks.list(callBy(event.owner), event.slug)).toEqual([]);
  const made = await blocks.create(callBy(event.owner), event.slug, [first!, second!]);
  expect(made).toMatchObject([first, second]);
  expect(await openSlots(made[0]!)).toEqual([0, 60, 85]);
  await aParticipant(rooms, event);
  const use = await changes().use(callBy(event.owner), event.slug);
  expect(use).toMatchObject({
    blocks: [{ slots: 3, meetings: 0, closed: false }, { slots: 3 }],
    people: { cluster: 1 },
  });
});

it('gets more time and more tables without touching what is booked', async () => {
  event = await anEvent(rooms);
  const { block, slots } = await aBlock(rooms, event, { tables: 1 });
  const meeting = await book(slots[1]!.id);
  const change = { tables: 3, tableNames: ['Window', 'Piano'], endsAt: later(block.endsAt, 40) };
  expect(await changes().check(callBy(event.owner), event.slug, block.id, { change })).toEqual({
    slots: 8,
    added: 2,
    removed: 0,
    inTheWay: [],
  });
  const changed = await changes().change(callBy(event.owner), event.slug, block.id, { change, keep: false });
  expect(changed).toEqual({ ...block, ...change });
  const second = await book(slots[1]!.id);
  expect(second).toMatchObject({ table: 2, tableName: 'Piano', startsAt: meeting.startsAt });
  expect((await book(slots[1]!.id)).tableName).toBeNull();
});

it('says which meetings stand in the way, and keeps them beside the new times', async () => {
  event = await anEvent(rooms);
  const { block, slots } = await aBlock(rooms, event, { tables: 2 });
  const [first, second, third] = [
    await book(slots[0]!.id),
    await book(slots[0]!.id),
    await book(slots[4]!.id),
  ];
  const off = await book(slots[2]!.id);
  await rooms.get(MeetingsService).cancel(callBy(off.by), event.slug, off.id);
  // Half an hour each, one table, and an hour less.
  const change = { slotMinutes: 30, tables: 1, endsAt: later(block.startsAt, 60) };
  const checked = await changes().check(callBy(event.owner), event.slug, block.id, { change });
  expect(checked.inTheWay.map(({ meeting, why }) => [meeting, why])).toEqual([
    [first.id, 'time'],
    [second.id, 'time'],
    [third.id, 'time'],
  ]);
  expect(checked.inTheWay[0]?.people).toHaveLength(2);
  const act = (keep: boolean) =>
    changes().change(callBy(event.owner), event.slug, block.id, { change, keep });
  await expect(act(false)).rejects.toMatchObject({ code: 'block_in_use', params: { count: 3 } });
  expect(await openSlots(block)).toEqual([0, 20, 40, 60, 80, 100]);
  await act(true);
  // The first half hour belongs to the two who meet then.
  expect(await openSlots(block)).toEqual([30]);
  const { by, request } = await pair();
  await expect(
    rooms.get(BookingsService).accept(callBy(by), event.slug, request, slots[0]!.id),
  ).rejects.toMatchObject({ code: 'not_found' });
  const { rows } = await sql<{ state: string }>`
    select state from meeting where id = any(${[first.id, second.id, third.id]}::uuid[])`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([{ state: 'booked' }, { state: 'booked' }, { state: 'booked' }]);
  // And back: what was there before is there again.
  const back = { slotMinutes: 20, endsAt: block.endsAt, tables: 2 };
  await changes().change(callBy(event.owner), event.slug, block.id, { change: back, keep: false });
  expect(await openSlots(block)).toEqual([0, 20, 40, 60, 80, 100]);
});

it('is taken out for good, or stays for the meetings that are booked in it', async () => {
  event = await anEvent(rooms);
  const { block: empty } = await aBlock(rooms, event);
  const { block, slots } = await aBlock(rooms, event);
  const meeting = await book(slots[0]!.id);
  const remove = (id: string, keep: boolean) => changes().remove(callBy(event.owner), event.slug, id, keep);
  expect(await remove(empty.id, false)).toEqual({ meetings: 0 });
  await expect(remove(empty.id, false)).rejects.toMatchObject({ code: 'not_found' });
  await expect(remove(block.id, false)).rejects.toMatchObject({ code: 'block_in_use' });
  expect(await remove(block.id, true)).toEqual({ meetings: 1 });
  expect(await rooms.get(BlocksService).list(callBy(event.owner), event.slug)).toEqual([]);
  const { blocks } = await changes().use(callBy(event.owner), event.slug);
  expect(blocks).toMatchObject([{ id: block.id, closed: true, slots: 0, meetings: 1 }]);
  expect(await rooms.get(MeetingsService).cancel(callBy(meeting.by), event.slug, meeting.id)).toMatchObject({
    state: 'cancelled',
  });
});

it('never loses a booking that comes while it is taken out', async () => {
  for (let round = 0; round < 8; round++) {
    event = await anEvent(rooms);
    const { block, slots } = await aBlock(rooms, event, { tables: round % 2 ? 5 : null });
    const pairs = await Promise.all([pair(), pair(), pair(), pair()]);
    const attempts = await Promise.allSettled([
      ...pairs.map(({ by, request }, at) =>
        rooms.get(BookingsService).accept(callBy(by), event.slug, request, slots[at % 2]!.id),
      ),
      changes().remove(callBy(event.owner), event.slug, block.id, false),
    ]);
    const codes = attempts.map((one) => {
      if (one.status === 'fulfilled') return 'done';
      if (one.reason instanceof Problem) return one.reason.code;
      throw one.reason;
    });
    const removed = codes.pop();
    expect(['done', 'block_in_use']).toContain(removed);
    // Who looked before it went and locked after is told that the slot is gone, too.
    const allowed = removed === 'done' ? ['not_found', 'slot_taken'] : ['done'];
    expect(codes.filter((code) => !allowed.includes(code))).toEqual([]);
  }
}, 60_000);
