import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ReleaseChange, SessionDetails } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { aPerson, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import fc from 'fast-check';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { SpeakersService } from './speakers.service.js';
import { Commitments } from './commitments.js';
import { DraftService } from './draft.service.js';
import { ReleaseService } from './release.service.js';
import { emptySession } from './working-agenda.js';

let rooms: Rooms;
let draft: DraftService;
let releases: ReleaseService;
let event: EventEntity & { owner: Person };
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  draft = rooms.get(DraftService);
  releases = rooms.get(ReleaseService);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
});

const at = (minutes: number): string => new Date(Date.UTC(2026, 11, 14, 9, minutes)).toISOString();
const talk = (from: number, to: number, more: Partial<SessionDetails> = {}) => ({
  ...emptySession,
  ...{ kind: 'talk' as const, title: { en: 'A talk' }, language: 'en' as const },
  ...{ startsAt: at(from), endsAt: at(to) },
  ...more,
});
const by = () => callBy(event.owner);
const create = (...sessions: (SessionDetails & { slug?: string })[]) =>
  draft.create(by(), event.slug, { sessions });
const change = (session: string, fields: Partial<SessionDetails>) =>
  draft.edit(by(), event.slug, { edits: [{ session, version: 1_000_000, fields }] });
const preview = () => releases.preview(by(), event.slug);
const release = async (name = 'A release') => {
  const { revision } = await preview();
  return releases.release(by(), event.slug, { name: { en: name }, note: null, revision });
};
const brief = (changes: readonly ReleaseChange[]): string[] =>
  changes.map(({ kind, slug, fields }) => [kind, slug, ...fields].join(' '));
const shown = async (person = event.owner): Promise<unknown> =>
  JSON.parse((await rooms.get(AgendaQueries).getAgenda(callBy(person), event.slug)).body.toString()).sessions;
const facts = async (): Promise<unknown[]> =>
  (
    await sql<{ session: unknown }>`
      select payload ->> 'session' as session from outbox_fact
      where name = 'session.moved' and payload ->> 'event' = ${event.id}`.execute(rooms.database.sql)
  ).rows.map(({ session }) => session);

it('puts the draft into force as a whole, and says what that changed', async () => {
  const made = await create(
    { ...talk(0, 30), slug: 'one' },
    { ...talk(30, 60), slug: 'two' },
    { ...talk(60, 90), slug: 'three' },
    { ...talk(0, 10, { kind: 'private-blocker', title: { en: 'Sound check' } }), slug: 'hidden' },
  );
  expect(await shown()).toEqual([]);
  expect((await preview()).since).toBeNull();
  const first = await release('First programme');
  expect(first).toMatchObject({ number: 1, counts: { added: 3, moved: 0, changed: 0, removed: 0 } });
  expect(await shown()).toHaveLength(4);
  expect(await preview()).toMatchObject({
    changes: [],
    since: { number: 1, name: { en: 'First programme' } },
  });
  await expect(release()).rejects.toMatchObject({ code: 'invalid_input' });

  const [one, two, three, hidden] = made.map(({ id }) => id);
  if (!one || !two || !three || !hidden) throw new Error('four expected');
  await change(one, { startsAt: at(5), title: { en: 'Another talk' } });
  await change(two, { kind: 'private-blocker' });
  await draft.remove(by(), event.slug, three);
  await change(hidden, { kind: 'break', title: { en: 'Coffee' } });
  expect(brief((await preview()).changes)).toEqual([
    'changed hidden kind title',
    'moved one title startsAt',
    'changed two kind',
    'removed three',
  ]);
  const second = await release('Second programme');
  // To everybody else what became private is gone, and what was private is new; nothing of it is told.
  expect(brief(second.changes)).toEqual([
    'added hidden',
    'moved one title startsAt',
    'removed two',
    'removed three',
  ]);
  expect(second.changes[1]).toMatchObject({
    before: { title: { en: 'A talk' }, startsAt: at(0), endsAt: at(30) },
    after: { title: { en: 'Another talk' }, startsAt: at(5), endsAt: at(30) },
  });
  expect(JSON.stringify(second)).not.toContain('Sound check');
  expect(await facts()).toEqual([three, one]);
  expect(
    (await releases.list(houseCall, event.slug)).map(({ number, name }) => `${number} ${name.en}`),
  ).toEqual(['2 Second programme', '1 First programme']);
  expect(await releases.one(houseCall, event.slug, 2)).toEqual(second);
  await expect(releases.one(houseCall, event.slug, 3)).rejects.toMatchObject({ code: 'not_found' });
  await expect(releases.preview(callBy(await aPerson(rooms)), event.slug)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('lets one of two organisers release, and asks the other to look again', async () => {
  await create(talk(0, 30));
  const { revision } = await preview();
  const both = await Promise.allSettled(
    ['Mine', 'Yours'].map((name) =>
      releases.release(by(), event.slug, { name: { en: name }, note: null, revision }),
    ),
  );
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  const late = await preview();
  const { id } = (await create(talk(60, 90)))[0] ?? {};
  expect(id).toBeDefined();
  await expect(
    releases.release(by(), event.slug, { name: { en: 'Late' }, note: null, revision: late.revision }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

it('is refused where somebody would be in two places, naming them and whose meeting it is', async () => {
  const [speaker, guest] = [await aPerson(rooms), await aPerson(rooms, { name: 'Guest of Honour' })];
  const ana = await rooms
    .get(SpeakersService)
    .create(by(), event.slug, { name: 'Ana Rusu', email: speaker.email });
  const meeting = '00000000-0000-7000-8000-0000000000b1';
  const clock = { event: event.id, kind: 'meeting' as const, ref: meeting };
  const times = { startsAt: new Date(at(0)), endsAt: new Date(at(20)) };
  await rooms.database.write(houseCall, (tx) =>
    rooms.get(Commitments).take(
      tx,
      [speaker, guest].map(({ id }) => ({ ...clock, ...times, person: id })),
    ),
  );
  const [session] = await create(talk(10, 40, { speakers: [ana.id] }), talk(20, 30));
  if (!session) throw new Error('a session expected');
  expect(await preview()).toMatchObject({
    conflicts: [{ kind: 'person_busy', blocking: true, commitment: 'meeting' }],
    affected: {
      ...{ speakers: 1, accounts: 1 },
      meetings: [
        { meeting, session: session.id, speaker: { name: 'Ana Rusu' }, others: ['Guest of Honour'] },
      ],
    },
  });
  await expect(release()).rejects.toMatchObject({
    code: 'release_blocked',
    params: { names: 'Ana Rusu' },
    errors: [{ pointer: `/sessions/${session.id}` }],
  });
  expect(await shown()).toEqual([]);
  await change(session.id, { startsAt: at(20) });
  await release();
  expect(await shown()).toHaveLength(2);
});

it('lets two sessions of one speaker change places', async () => {
  const ana = await rooms
    .get(SpeakersService)
    .create(by(), event.slug, { name: 'Ana', email: (await aPerson(rooms)).email });
  const [one, two] = await create(talk(0, 30, { speakers: [ana.id] }), talk(30, 60, { speakers: [ana.id] }));
  if (!one || !two) throw new Error('two expected');
  await release();
  await change(one.id, { startsAt: at(30), endsAt: at(60) });
  expect((await preview()).conflicts).toMatchObject([{ kind: 'person_twice', blocking: true }]);
  await expect(release()).rejects.toMatchObject({ code: 'release_blocked' });
  await change(two.id, { startsAt: at(0), endsAt: at(30) });
  await release();
  expect(await shown()).toMatchObject([{ id: two.id }, { id: one.id }]);
});

it('makes whatever was drafted what is in force, and leaves nothing to release', async () => {
  const minute = fc.integer({ min: 0, max: 600 });
  const step = fc.oneof(
    fc.record({
      act: fc.constant('create' as const),
      from: minute,
      title: fc.constantFrom('Ана', 'გახსნა', '—', 'A'),
    }),
    fc.record({ act: fc.constant('move' as const), which: fc.nat(), from: minute }),
    fc.record({ act: fc.constant('retitle' as const), which: fc.nat(), title: fc.constantFrom('A', 'B') }),
    fc.record({ act: fc.constant('remove' as const), which: fc.nat() }),
    fc.record({ act: fc.constant('restore' as const), which: fc.nat(), released: fc.boolean() }),
    fc.record({ act: fc.constant('release' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      event = await anEvent(rooms);
      for (const one of steps) {
        const { sessions } = await draft.working(by(), event.slug);
        const chosen = 'which' in one ? sessions[one.which % Math.max(1, sessions.length)] : undefined;
        if (one.act === 'create') {
          await create(talk(one.from, one.from + 30, { title: { en: one.title } }));
        } else if (one.act === 'release') {
          if ((await preview()).changes.length) await release();
        } else if (!chosen || (chosen.state === 'removed' && one.act !== 'restore')) {
          continue;
        } else if (one.act === 'move') {
          await change(chosen.id, { startsAt: at(one.from), endsAt: at(one.from + 30) });
        } else if (one.act === 'retitle') {
          await change(chosen.id, { title: { en: one.title } });
        } else if (one.act === 'remove') {
          await draft.remove(by(), event.slug, chosen.id);
        } else {
          await draft.restore(by(), event.slug, chosen.id, one.released && chosen.state !== 'new');
        }
      }
      const table = (await draft.working(by(), event.slug)).sessions.filter(
        ({ state }) => state !== 'removed',
      );
      if ((await preview()).changes.length) await release();
      expect(await shown()).toEqual(
        table.map(({ version: _, state: __, changed: ___, editedBy: ____, ...session }) => ({
          ...session,
        })),
      );
      expect((await preview()).changes).toEqual([]);
      const after = (await draft.working(by(), event.slug)).sessions;
      expect(after.map(({ state }) => state).filter((state) => state !== 'released')).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 60_000);

it('moves 400 sessions in one go', async () => {
  const speakers: string[] = [];
  const person = await aPerson(rooms);
  for (let index = 0; index < 20; index++) {
    const email = index === 0 ? person.email : null;
    const made = await rooms
      .get(SpeakersService)
      .create(by(), event.slug, { name: `Speaker ${index}`, email });
    speakers.push(made.id);
  }
  for (const half of [0, 200]) {
    await create(
      ...Array.from({ length: 200 }, (_, index) => {
        const who = speakers[(half + index) % speakers.length];
        return talk((half + index) * 5, (half + index) * 5 + 5, { speakers: who ? [who] : [] });
      }),
    );
  }
  await release();
  const { sessions } = await draft.working(by(), event.slug);
  const began = performance.now();
  await draft.edit(by(), event.slug, {
    edits: sessions.map(({ id, version, startsAt, endsAt }) => ({
      ...{ session: id, version },
      fields: { startsAt: later(startsAt), endsAt: later(endsAt) },
    })),
  });
  const edited = performance.now();
  const { revision, changes } = await preview();
  const previewed = performance.now();
  await releases.release(by(), event.slug, {
    name: { en: 'An hour later' },
    note: { en: 'All of it' },
    revision,
  });
  const released = performance.now();
  expect(changes.filter(({ kind }) => kind === 'moved')).toHaveLength(400);
  expect(new Set(await facts()).size).toBe(400);
  process.stdout.write(
    `400 sessions: edit ${Math.round(edited - began)} ms, preview ${Math.round(previewed - edited)} ms, release ${Math.round(released - previewed)} ms\n`,
  );
});
const later = (instant: string): string => new Date(new Date(instant).getTime() + 3_600_000).toISOString();
