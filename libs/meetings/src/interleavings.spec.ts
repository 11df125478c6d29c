import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { Problem, sql } from '@foyer/platform';
import { BookingsService } from './bookings.service.js';
import { ColleaguesService } from './colleagues.service.js';
import { MeetingsModule } from './meetings.module.js';
import { MeetingsQueries } from './meetings.queries.js';
import { MeetingsService } from './meetings.service.js';
import { MovesService } from './moves.service.js';
import { OverdueService } from './overdue.service.js';
import { ProposalsService } from './proposals.service.js';
import { RequestsService } from './requests.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([MeetingsModule]);
});
afterAll(() => rooms.stop());

/** The same numbers for the same seed, between 0 and 1 (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How a request may go on. What people see after each step has to be one of these of what they saw before. */
const leadsTo: Record<string, readonly string[]> = {
  open: ['open', 'accepted', 'declined', 'withdrawn', 'expired', 'cancelled'],
  accepted: ['accepted', 'cancelled'],
};
const follows = (before: string, after: string): boolean => (leadsTo[before] ?? [before]).includes(after);

const refusedOften = [
  ...[
    'request_state',
    'request_taken',
    'not_found',
    'person_busy',
    'slot_taken',
    'slot_not_free',
    'slot_past',
  ],
  ...['slot_not_proposed', 'no_free_slot', 'conflict', 'too_many_open_requests', 'meeting_full'],
];

/** Rows that contradict each other; one line each, none where all is well. */
async function contradictions(event: EventEntity): Promise<unknown[]> {
  const { rows } = await sql`
    select 'two places' as what, a.id::text as id from commitment a join commitment b on a.person_id = b.person_id
      and a.id < b.id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
      where a.event_id = ${event.id}
    union all
    select 'time without a meeting', c.id::text from commitment c where c.event_id = ${event.id} and not exists (
      select from meeting_person p join meeting m on m.id = p.meeting_id and m.state <> 'cancelled'
      where m.id = c.ref and p.person_id = c.person_id and m.starts_at = c.starts_at and m.ends_at = c.ends_at)
    union all
    select 'a meeting without time', m.id::text from meeting m join meeting_person p on p.meeting_id = m.id
      where m.event_id = ${event.id} and m.state <> 'cancelled' and not exists (
        select from commitment c where c.ref = m.id and c.person_id = p.person_id and c.starts_at = m.starts_at)
    union all
    select 'a table twice', min(m.id::text) from meeting m where m.event_id = ${event.id} and m.state <> 'cancelled'
      group by m.slot_id, m.table_number having count(*) > 1
    union all
    select 'a meeting against its request', m.id::text from meeting m join meeting_request q on q.id = m.request_id
      where m.event_id = ${event.id} and (m.state = 'cancelled') <> (q.state = 'cancelled')
    union all
    select 'accepted without a meeting', q.id::text from meeting_request q where q.event_id = ${event.id}
      and q.state = 'accepted' and not exists (select from meeting m where m.request_id = q.id)
    union all
    select 'proposals of what is settled', q.id::text from meeting_request q join meeting_proposal p on p.request_id = q.id
      where q.event_id = ${event.id} and q.state <> 'open'
    union all
    select 'too few or too many', m.id::text from meeting m join meeting_person p on p.meeting_id = m.id
      where m.event_id = ${event.id} group by m.id having count(*) not between 2 and 6
    union all
    select 'a proposal nobody could take', q.id::text from meeting_request q join meeting_proposal p on p.request_id = q.id
      join meeting_slot s on s.id = p.slot_id join commitment c on c.person_id in (q.asker_id, q.asked_id)
        and tstzrange(c.starts_at, c.ends_at) && tstzrange(s.starts_at, s.ends_at)
      where q.event_id = ${event.id} and q.state = 'open'`.execute(rooms.database.sql);
  return rows;
}

interface World {
  event: EventEntity;
  people: Person[];
  slots: string[];
}

/** One thing that somebody does, chosen by chance; races with the others of its round. */
async function act(world: World, roll: () => number): Promise<void> {
  const { event, people, slots } = world;
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(roll() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const who = pick(people);
  const call = callBy(who);
  const some = (): string[] => [...new Set([pick(slots), pick(slots)])];
  // Everything is drawn before anything is awaited, so that a seed gives the same wishes.
  const [other, slot, several, kind, at] = [pick(people), pick(slots), some(), roll(), roll()];
  const requests = rooms.get(RequestsService);
  if (kind < 0.35) {
    await requests.request(call, event.slug, { to: other.id, slots: at < 0.5 ? several : [] });
    return;
  }
  const mine = await rooms.get(MeetingsQueries).mine(call, event.slug);
  const open = mine.requests.filter(({ state }) => state === 'open');
  const request = open[Math.floor(at * open.length)];
  const booked = mine.meetings.filter(({ state }) => state === 'booked');
  const meeting = booked[Math.floor(at * booked.length)];
  if (request && kind < 0.65) {
    const wished = request.proposals[0]?.slot ?? slot;
    await rooms.get(BookingsService).accept(call, event.slug, request.id, wished);
  } else if (request && kind < 0.75) {
    await rooms.get(ProposalsService).counter(call, event.slug, request.id, several);
  } else if (request && kind < 0.8) await requests.decline(call, event.slug, request.id, {});
  else if (request && kind < 0.84) await requests.withdraw(call, event.slug, request.id);
  else if (meeting && kind < 0.9) await rooms.get(MeetingsService).cancel(call, event.slug, meeting.id);
  else if (meeting && kind < 0.94) await rooms.get(MovesService).move(call, event.slug, meeting.id, { slot });
  else if (meeting && kind < 0.98) {
    if (meeting.arranged) await rooms.get(ColleaguesService).add(call, event.slug, meeting.id, other.id);
    else await rooms.get(ColleaguesService).leave(call, event.slug, meeting.id);
  } else {
    await sql`update meeting_request set expires_at = ${rooms.clock.now()} where id = ${request?.id ?? null}`.execute(
      rooms.database.sql,
    );
    await rooms.get(OverdueService).expire();
  }
}

async function statesIn(event: EventEntity): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from meeting_request where event_id = ${event.id}`.execute(rooms.database.sql);
  return new Map(rows.map(({ id, state }) => [id, state]));
}

it.each([1, 2, 3])(
  'keeps one clock and one truth whatever people do at once (seed %i)',
  async (seed) => {
    const event = await anEvent(rooms);
    const { slots } = await aBlock(rooms, event, { tables: 2 });
    const people: Person[] = [];
    for (let at = 0; at < 7; at++) {
      people.push(await aParticipant(rooms, event, { organisation: `Organisation ${seed}-${at % 3}` }));
    }
    const world = { event, people, slots: slots.map(({ id }) => id) };
    const roll = chance(seed);
    let done = 0;
    for (let round = 0; round < 20; round++) {
      const before = await statesIn(event);
      const settled = await Promise.allSettled(Array.from({ length: 6 }, () => act(world, roll)));
      for (const one of settled) {
        if (one.status === 'fulfilled') done++;
        else if (!(one.reason instanceof Problem)) throw one.reason;
        else expect(refusedOften).toContain(one.reason.code);
      }
      const after = await statesIn(event);
      for (const [id, state] of before) {
        expect([id, state, after.get(id), follows(state, after.get(id) ?? 'gone')]).toEqual([
          id,
          state,
          after.get(id),
          true,
        ]);
      }
      // What slipped through while two transactions crossed is mended by the next tick.
      await rooms.get(OverdueService).mend();
      expect(await contradictions(event)).toEqual([]);
    }
    expect(done).toBeGreaterThan(20);
  },
  60_000,
);
