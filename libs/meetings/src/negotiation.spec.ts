import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { MeetingRequest } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { Problem, sql } from '@foyer/platform';
import { ApprovalsService } from './approvals.service.js';
import { BookingsService } from './bookings.service.js';
import { ColleaguesService } from './colleagues.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { OverdueService } from './overdue.service.js';
import { ProposalsService } from './proposals.service.js';
import { RequestsService } from './requests.service.js';
import { RulesService } from './rules.service.js';

let rooms: Rooms;
let event: EventEntity;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
  event = await anEvent(rooms);
});
afterAll(() => rooms.stop());

type Slots = { id: string; startsAt: Date; endsAt: Date }[];
const person = (organisation?: string, of = event): Promise<Person> =>
  aParticipant(rooms, of, organisation === undefined ? {} : { organisation });
const ask = (from: Person, to: Person, slots: string[] = [], of = event): Promise<MeetingRequest> =>
  rooms.get(RequestsService).request(callBy(from), of.slug, { to: to.id, slots });
const accept = (by: Person, request: string, slot = '', of = event) =>
  rooms.get(BookingsService).accept(callBy(by), of.slug, request, slot);
const counter = (by: Person, request: string, slots: string[], of = event) =>
  rooms.get(ProposalsService).counter(callBy(by), of.slug, request, slots);
const mine = (of: Person, at = event) => rooms.get(MeetingsQueries).mine(callBy(of), at.slug);
async function seenBy(who: Person, request: string, at = event): Promise<MeetingRequest> {
  const found = (await mine(who, at)).requests.find(({ id }) => id === request);
  if (!found) throw new Error('does not see the request');
  return found;
}
/** The codes of those that were refused; anything but a problem fails the test. */
function refusals(settled: PromiseSettledResult<unknown>[]): string[] {
  return settled.flatMap((one) => {
    if (one.status === 'fulfilled') return [];
    if (one.reason instanceof Problem) return [one.reason.code];
    throw one.reason;
  });
}
async function factsOf(name: string, key: string, value: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from outbox_fact where name = ${name} and payload ->> ${key} = ${value}`.execute(
    rooms.database.sql,
  );
  return rows[0]?.count ?? -1;
}
const idOf = (slots: Slots, at: number): string => slots[at]?.id ?? '';

it('goes to and fro with times until one is accepted by one press', async () => {
  const { slots } = await aBlock(rooms, event);
  const [ada, ben] = [await person(), await person()];
  const asked = await ask(ada, ben, [idOf(slots, 1), idOf(slots, 0)]);
  expect(asked).toMatchObject({ turn: 'theirs', rounds: 0, expiresAt: expect.any(String) });
  expect(asked.proposals.map(({ slot }) => slot)).toEqual([idOf(slots, 0), idOf(slots, 1)]);
  expect(await seenBy(ben, asked.id)).toMatchObject({ turn: 'mine', direction: 'received' });

  expect(await counter(ben, asked.id, [idOf(slots, 3)])).toMatchObject({ turn: 'theirs', rounds: 1 });
  await expect(counter(ben, asked.id, [idOf(slots, 4)])).rejects.toMatchObject({ code: 'request_state' });
  await expect(accept(ada, asked.id, idOf(slots, 0))).rejects.toMatchObject({ code: 'slot_not_proposed' });
  await counter(ada, asked.id, [idOf(slots, 4), idOf(slots, 5)]);
  await expect(accept(ben, asked.id, idOf(slots, 3))).rejects.toMatchObject({ code: 'slot_not_proposed' });
  expect(await accept(ben, asked.id, idOf(slots, 5))).toMatchObject({
    state: 'booked',
    startsAt: slots[5]?.startsAt.toISOString(),
    participants: [
      { person: ada.id, side: 'asker', arranged: true },
      { person: ben.id, side: 'asked', arranged: true },
    ],
  });
  expect(await seenBy(ada, asked.id)).toMatchObject({ state: 'accepted', proposals: [], turn: null });
  expect(await factsOf('meeting.countered', 'request', asked.id)).toBe(2);
});

it('lets one of acceptance and taking back win, and one of acceptance and expiry', async () => {
  for (let round = 0; round < 4; round++) {
    const mineOnly = await anEvent(rooms);
    const { slots } = await aBlock(rooms, mineOnly);
    const [ada, ben, eva] = [
      await person(undefined, mineOnly),
      await person(undefined, mineOnly),
      await person(undefined, mineOnly),
    ];
    const first = await ask(ada, ben, [], mineOnly);
    const race = await Promise.allSettled([
      accept(ben, first.id, idOf(slots, 0), mineOnly),
      rooms.get(RequestsService).withdraw(callBy(ada), mineOnly.slug, first.id),
    ]);
    expect(refusals(race)).toEqual(['request_state']);
    const second = await ask(eva, ben, [], mineOnly);
    await sql`update meeting_request set expires_at = ${rooms.clock.now()} where id = ${second.id}`.execute(
      rooms.database.sql,
    );
    const settled = await Promise.allSettled([
      accept(ben, second.id, idOf(slots, 1), mineOnly),
      rooms.get(OverdueService).expire(),
    ]);
    const { state } = await seenBy(eva, second.id, mineOnly);
    expect([state, refusals(settled)]).toEqual(
      state === 'accepted' ? ['accepted', []] : ['expired', ['request_state']],
    );
  }
}, 60_000);

it('expires by the organisers’ hours, never later than the last slot, and tells both', async () => {
  const own = await anEvent(rooms);
  await rooms.get(RulesService).write(callBy(own.owner), own.slug, {
    ...{ answerHours: 1, openRequests: 30, meetings: null, forbidden: [], caps: [] },
  });
  const { slots } = await aBlock(rooms, own);
  const [ada, ben, eva] = [
    await person(undefined, own),
    await person(undefined, own),
    await person(undefined, own),
  ];
  const soon = await ask(ada, ben, [], own);
  expect(Date.parse(soon.expiresAt ?? '') - rooms.clock.now().getTime()).toBe(3_600_000);
  await rooms.get(RulesService).write(callBy(own.owner), own.slug, {
    ...{ answerHours: 999, openRequests: 30, meetings: null, forbidden: [], caps: [] },
  });
  const late = await ask(eva, ben, [idOf(slots, 0)], own);
  expect(late.expiresAt).toBe(slots.at(-1)?.startsAt.toISOString());
  await sql`update event set clock_at = ${new Date(rooms.clock.now().getTime() + 3_600_001)}, clock_real = ${rooms.clock.now()},
    clock_rate = 0 where id = ${own.id}`.execute(rooms.database.sql);
  expect(await rooms.get(OverdueService).expire()).toBeGreaterThan(0);
  expect(await seenBy(ben, soon.id, own)).toMatchObject({ state: 'expired' });
  expect(await seenBy(ben, late.id, own)).toMatchObject({ state: 'open' });
  expect(await factsOf('meeting.expired', 'request', soon.id)).toBe(1);
  expect(await ask(ada, ben, [], own)).toMatchObject({ state: 'open' });
});

it('lets the first of an organisation answer for all; the others see who did', async () => {
  for (let round = 0; round < 3; round++) {
    const { slots } = await aBlock(rooms, event);
    const name = `Silk Road Cluster ${round}`;
    const [ada, eva, leo] = [await person(), await person(name), await person(name)];
    const { rows } = await sql<{ id: string }>`select id from organisation where name = ${name}`.execute(
      rooms.database.sql,
    );
    const organisation = rows[0]?.id ?? '';
    const request = await rooms.get(RequestsService).requestOrganisation(callBy(ada), event.slug, {
      organisation,
    });
    expect(request).toMatchObject({ other: null, organisation: { id: organisation, name } });
    const race = await Promise.allSettled([
      accept(eva, request.id, idOf(slots, 0)),
      accept(leo, request.id, idOf(slots, 1)),
    ]);
    expect(refusals(race)).toEqual(['request_taken']);
    const [winner, loser] = race[0]?.status === 'fulfilled' ? [eva, leo] : [leo, eva];
    expect(await seenBy(loser, request.id)).toMatchObject({ state: 'accepted', takenBy: winner.name });
    expect(await seenBy(ada, request.id)).toMatchObject({ other: { person: winner.id } });
    expect((await mine(loser)).meetings).toEqual([]);
    await expect(
      rooms.get(RequestsService).requestOrganisation(callBy(eva), event.slug, { organisation }),
    ).rejects.toMatchObject({ code: 'not_found' });
  }
}, 60_000);

it('offers the next time in the same step in which a proposed one goes to somebody else', async () => {
  const own = await anEvent(rooms);
  const { slots } = await aBlock(rooms, own, { slotMinutes: 40 });
  const [ada, ben, eva] = [
    await person(undefined, own),
    await person(undefined, own),
    await person(undefined, own),
  ];
  const waits = await ask(ada, ben, [idOf(slots, 0)], own);
  const rival = await ask(eva, ben, [], own);
  await accept(ben, rival.id, idOf(slots, 0), own);
  const after = await seenBy(ben, waits.id, own);
  expect(after.proposals).toEqual([
    expect.objectContaining({ slot: idOf(slots, 1), insteadOf: slots[0]?.startsAt.toISOString() }),
  ]);
  expect(await factsOf('meeting.offered', 'request', waits.id)).toBe(1);
  expect(await accept(ben, waits.id, idOf(slots, 1), own)).toMatchObject({ state: 'booked' });
});

it('gives freed time to the pair that has waited longest, in the step that frees it', async () => {
  const own = await anEvent(rooms);
  const { slots } = await aBlock(rooms, own, { slotMinutes: 120, tables: 1 });
  const [ada, ben, eva, leo, mia, tom] = await Promise.all(
    Array.from({ length: 6 }, () => person(undefined, own)),
  );
  if (!ada || !ben || !eva || !leo || !mia || !tom) throw new Error('people are missing');
  const booked = await accept(ben, (await ask(ada, ben, [], own)).id, idOf(slots, 0), own);
  const first = await ask(eva, leo, [], own);
  rooms.clock.advance(1_000);
  const second = await ask(mia, tom, [], own);
  await rooms.get(MeetingsService).cancel(callBy(ada), own.slug, booked.id);
  expect((await seenBy(leo, first.id, own)).proposals).toMatchObject([{ slot: idOf(slots, 0) }]);
  expect((await seenBy(tom, second.id, own)).proposals).toEqual([]);
  // Nothing is held: the others may be faster, and then the first are told that it is gone.
  await accept(tom, second.id, idOf(slots, 0), own);
  expect((await seenBy(leo, first.id, own)).proposals).toEqual([]);
});

it('mends proposals whose time something else has taken', async () => {
  const own = await anEvent(rooms);
  const { slots } = await aBlock(rooms, own, { slotMinutes: 40 });
  const [ada, ben] = [await person(undefined, own), await person(undefined, own)];
  const request = await ask(ada, ben, [idOf(slots, 0)], own);
  await sql`insert into commitment (person_id, event_id, kind, ref, starts_at, ends_at)
    values (${ben.id}, ${own.id}, 'own', uuidv7(), ${slots[0]?.startsAt}, ${slots[0]?.endsAt})`.execute(
    rooms.database.sql,
  );
  expect(await rooms.get(OverdueService).mend()).toBeGreaterThan(0);
  expect((await seenBy(ben, request.id, own)).proposals).toMatchObject([{ slot: idOf(slots, 1) }]);
});

it('holds time and table until the organisers decide, and tells once', async () => {
  const own = await anEvent(rooms);
  const { slots } = await aBlock(rooms, own, { slotMinutes: 40, tables: 1, mode: 'approval' });
  const [ada, ben, eva, leo] = [
    await person(undefined, own),
    await person(undefined, own),
    await person(undefined, own),
    await person(undefined, own),
  ];
  const held = await accept(ben, (await ask(ada, ben, [], own)).id, idOf(slots, 0), own);
  expect(held.state).toBe('awaiting');
  expect(await factsOf('meeting.booked', 'meeting', held.id)).toBe(0);
  const rival = await ask(eva, leo, [], own);
  await expect(accept(leo, rival.id, idOf(slots, 0), own)).rejects.toMatchObject({ code: 'slot_taken' });
  const approvals = rooms.get(ApprovalsService);
  await expect(approvals.list(callBy(ada), own.slug)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await approvals.list(callBy(own.owner), own.slug)).map(({ id }) => id)).toEqual([held.id]);
  const other = await accept(leo, rival.id, idOf(slots, 1), own);
  const [yes, again] = await Promise.all([
    approvals.decide(callBy(own.owner), own.slug, { meetings: [held.id], approve: true }),
    approvals.decide(callBy(own.owner), own.slug, {
      meetings: [held.id],
      approve: false,
      reason: 'Too late',
    }),
  ]);
  expect([...yes.decided, ...again.decided]).toEqual([held.id]);
  await approvals.decide(callBy(own.owner), own.slug, {
    meetings: [other.id],
    approve: false,
    reason: 'Full',
  });
  expect((await mine(eva, own)).meetings).toMatchObject([
    { state: 'cancelled', refused: { reason: 'Full' } },
  ]);
  expect(await factsOf('meeting.refused', 'meeting', other.id)).toBe(1);
  expect(await accept(leo, (await ask(eva, leo, [], own)).id, idOf(slots, 2), own)).toMatchObject({
    state: 'awaiting',
  });
  rooms.clock.set(slots[2]?.startsAt ?? new Date());
  expect(await approvals.refuseLate()).toBe(1);
});

it('brings colleagues along under the same clock, six at most, and lets them go', async () => {
  const own = await anEvent(rooms);
  const { slots } = await aBlock(rooms, own);
  const name = 'Wine Cluster of Kakheti';
  const [ada, ben] = [await person(name, own), await person(undefined, own)];
  const team = await Promise.all(Array.from({ length: 6 }, () => person(name, own)));
  const meeting = await accept(ben, (await ask(ada, ben, [], own)).id, idOf(slots, 0), own);
  const colleagues = rooms.get(ColleaguesService);
  const add = (by: Person, who: Person | undefined) =>
    colleagues.add(callBy(by), own.slug, meeting.id, who?.id ?? '');
  await expect(add(ben, team[0])).rejects.toMatchObject({ code: 'not_found' });
  const settled = await Promise.allSettled(team.map((one) => add(ada, one)));
  expect(refusals(settled)).toEqual(['meeting_full', 'meeting_full']);
  const in6 = (await mine(ben, own)).meetings[0]?.participants ?? [];
  expect(in6).toHaveLength(6);
  const joined = team.find(({ id }) => in6.some((one) => one.person === id));
  if (!joined) throw new Error('nobody joined');
  expect((await mine(joined, own)).meetings).toMatchObject([
    { id: meeting.id, side: 'asker', arranged: false, other: { person: ben.id } },
  ]);
  // The time is taken, for this as for anything else.
  const rival = await ask(ben, joined, [], own);
  await expect(accept(joined, rival.id, idOf(slots, 0), own)).rejects.toMatchObject({ code: 'person_busy' });
  await expect(rooms.get(MeetingsService).cancel(callBy(joined), own.slug, meeting.id)).rejects.toMatchObject(
    {
      code: 'request_state',
    },
  );
  await colleagues.leave(callBy(joined), own.slug, meeting.id);
  expect((await mine(joined, own)).meetings).toEqual([]);
  await expect(colleagues.leave(callBy(ada), own.slug, meeting.id)).rejects.toMatchObject({
    code: 'request_state',
  });
});

it('keeps to who may ask whom and to the caps of categories', async () => {
  const categories = ['cluster', 'funder'].map((key) => ({ key, label: { en: key } }));
  const own = await anEvent(rooms, { categories });
  const [ada, ben, eva] = [
    await person(undefined, own),
    await person(undefined, own),
    await person(undefined, own),
  ];
  await sql`update registration set category = 'funder' where person_id = ${ben.id}`.execute(
    rooms.database.sql,
  );
  const rules = rooms.get(RulesService);
  const wanted = {
    ...{ answerHours: 24, openRequests: 5, meetings: null },
    forbidden: [{ asks: 'cluster', asked: 'funder' }],
    caps: [{ category: 'cluster', openRequests: 1, meetings: 1 }],
  };
  await expect(rules.write(callBy(ada), own.slug, wanted)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await rules.write(callBy(own.owner), own.slug, wanted)).toEqual(wanted);
  await expect(ask(ada, ben, [], own)).rejects.toMatchObject({ code: 'may_not_ask' });
  const { slots } = await aBlock(rooms, own);
  const toAda = await ask(ben, ada, [], own);
  const toEva = await ask(ben, eva, [], own);
  const fromEva = await ask(eva, ada, [], own);
  await expect(ask(eva, ben, [], own)).rejects.toMatchObject({ code: 'too_many_open_requests' });
  // Two bookings at once for somebody who may have one.
  const race = await Promise.allSettled([
    accept(ada, toAda.id, idOf(slots, 0), own),
    accept(ada, fromEva.id, idOf(slots, 1), own),
  ]);
  expect(refusals(race)).toEqual(['too_many_meetings']);
  await rules.write(callBy(own.owner), own.slug, { ...wanted, forbidden: [], caps: [] });
  expect((await rules.read(callBy(own.owner), own.slug)).caps).toEqual([]);
  void toEva;
});
