import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBlock, anEvent, aParticipant, callBy, signedIn, startFoyer, type Foyer } from '@foyer/test-kit';
import type { EventEntity } from '@foyer/events';
import { BookingsService, MeetingsService, RequestsService } from '@foyer/meetings';
import type { Person } from '@foyer/people';
import { sql } from '@foyer/platform';
import { tally } from './tally.js';

/** Rounds of each race: the whole measure where it is asked for, a few otherwise. */
const rounds = Number(process.env.TEST_FAULT_ROUNDS ?? 8);

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
});
afterAll(() => foyer.stop());

interface Answer {
  status: number;
  id?: string;
  code?: string;
}
const cookies = new Map<string, string>();
/** What a browser does: over HTTP, with the cookie of whoever sends it. */
async function post(by: Person, path: string, body: object): Promise<Answer> {
  const cookie = cookies.get(by.id) ?? (await signedIn(foyer, by));
  cookies.set(by.id, cookie);
  const answer = await fetch(`${foyer.url}/api/events/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
const accept = (by: Person, event: EventEntity, request: string, slot: string | undefined) =>
  post(by, `${event.slug}/meeting-requests/${request}/accept`, { slot });
const ask = async (from: Person, event: EventEntity, to: Person): Promise<string> =>
  (await foyer.get(RequestsService).request(callBy(from), event.slug, { to: to.id })).id;

/** How many pairs of promises of one person overlap, anywhere. */
async function clashes(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from commitment a join commitment b on a.person_id = b.person_id and a.id < b.id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`.execute(foyer.database.sql);
  return rows[0]?.count ?? -1;
}

it(`gives a slot to one of 64, the others are told why, ${String(rounds)} times`, async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event, {
    slotMinutes: 5,
    tables: 1,
    endsAt: new Date(foyer.clock.now().getTime() + 3_600_000 + rounds * 300_000).toISOString(),
  });
  const pairs = await Promise.all(
    Array.from({ length: 64 }, async () => {
      const [from, to] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
      return { from, to, request: await ask(from, event, to) };
    }),
  );
  const told: string[] = [];
  for (const slot of slots) {
    const answers = await Promise.all(pairs.map(({ to, request }) => accept(to, event, request, slot.id)));
    const won = answers.findIndex(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ code }) => code ?? []))).toEqual(new Set(['slot_taken']));
    const pair = pairs[won];
    if (!pair) throw new Error('somebody has won');
    told.push(answers[won]?.id ?? '');
    await foyer.get(MeetingsService).cancel(callBy(pair.to), event.slug, answers[won]?.id ?? '');
    pair.request = await ask(pair.from, event, pair.to);
  }
  const { rows } = await sql<{ kept: number; doubled: number }>`
    select count(*) filter (where id = any(${told}::uuid[]))::int as kept,
      (count(*) - count(distinct slot_id))::int as doubled
    from meeting where event_id = ${event.id}`.execute(foyer.database.sql);
  const { kept = 0, doubled = -1 } = rows[0] ?? {};
  const load = `64 people for each of ${slots.length} slots`;
  tally({ rows: [1], load, acknowledged: told.length, lost: told.length - kept, doubled });
}, 600_000);

it('lets one of two overlapping meetings hold when one person accepts both at once', async () => {
  const event = await anEvent(foyer);
  const first = await aBlock(foyer, event);
  const second = await aBlock(foyer, event, { slotMinutes: 30 });
  const told: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const [ada, ben, eva] = [
      await aParticipant(foyer, event),
      await aParticipant(foyer, event),
      await aParticipant(foyer, event),
    ];
    const [one, other] = [await ask(ben, event, ada), await ask(eva, event, ada)];
    const answers = await Promise.all([
      accept(ada, event, one, first.slots[1]?.id),
      accept(ada, event, other, second.slots[0]?.id),
    ]);
    expect(answers.map(({ status, code }) => code ?? String(status)).sort()).toEqual(['200', 'person_busy']);
    told.push(...answers.flatMap(({ status, id = '' }) => (status === 200 ? [id] : [])));
  }
  const load = `${rounds} times two at once`;
  tally({
    ...{ rows: [2], load, acknowledged: told.length },
    ...{ lost: told.length - (await booked(told)), doubled: await clashes() },
  });
}, 600_000);

/** How many of these meetings are booked. */
async function booked(meetings: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from meeting where state = 'booked' and id = any(${meetings}::uuid[])`.execute(
    foyer.database.sql,
  );
  return rows[0]?.count ?? -1;
}

it('ends crossed swaps of two slots within three seconds, with everybody in one place', async () => {
  const told: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const event = await anEvent(foyer);
    const { slots } = await aBlock(foyer, event, { tables: 1, slotMinutes: 20 });
    const meetings = await Promise.all(
      [0, 1].map(async (at) => {
        const [from, to] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
        const request = await ask(from, event, to);
        const slot = slots[at]?.id ?? '';
        const { id } = await foyer.get(BookingsService).accept(callBy(to), event.slug, request, slot);
        return { from, to, id };
      }),
    );
    const [a, b] = meetings;
    if (!a || !b) throw new Error('two meetings');
    const move = (by: Person, id: string, at: number) =>
      post(by, `${event.slug}/meetings/${id}/move`, { slot: slots[at]?.id });
    const began = performance.now();
    // Each wants the other's slot, and both of a pair press at once; a third slot is fought for beside it.
    const answers = await Promise.all([
      ...[move(a.from, a.id, 1), move(b.from, b.id, 0)],
      ...[move(a.to, a.id, 2), move(b.to, b.id, 2)],
    ]);
    expect(performance.now() - began).toBeLessThan(3_000);
    for (const { status, code } of answers) {
      expect(status === 200 || code === 'slot_taken' || code === 'conflict').toBe(true);
    }
    const { rows } = await sql<{ count: number }>`
      select count(distinct (slot_id, table_number))::int as count from meeting
      where event_id = ${event.id} and state = 'booked'`.execute(foyer.database.sql);
    expect(rows).toEqual([{ count: 2 }]);
    told.push(a.id, b.id);
  }
  const load = `${rounds} times four moves at once`;
  tally({
    ...{ rows: [3], load, acknowledged: told.length },
    ...{ lost: told.length - (await booked(told)), doubled: await clashes() },
  });
}, 600_000);
