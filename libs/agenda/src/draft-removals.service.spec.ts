import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { DraftSession, SessionDetails } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { aPerson, aRole, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AgendaModule } from './agenda.module.js';
import { DraftRemovals } from './draft-removals.service.js';
import { DraftService } from './draft.service.js';
import { ReleaseService } from './release.service.js';

let rooms: Rooms;
let draft: DraftService;
let removals: DraftRemovals;
let event: EventEntity & { owner: Account };
let other: Account;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  draft = rooms.get(DraftService);
  removals = rooms.get(DraftRemovals);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
  other = await aPerson(rooms, { name: 'Ana' });
  await aRole(rooms, event, other, 'organiser');
});

const by = (person = event.owner) => callBy(person);
const make = (...titles: string[]): Promise<DraftSession[]> =>
  draft.create(by(), event.slug, {
    sessions: titles.map((title, index) => ({
      ...{ kind: 'talk' as const, title: { en: title }, language: 'en' as const },
      startsAt: `2026-12-14T1${String(index)}:00:00.000Z`,
      endsAt: `2026-12-14T1${String(index)}:30:00.000Z`,
    })),
  });
const edit = (session: DraftSession, fields: Partial<SessionDetails>, person = event.owner) =>
  draft.edit(by(person), event.slug, { edits: [{ session: session.id, version: session.version, fields }] });
async function release(): Promise<void> {
  const releases = rooms.get(ReleaseService);
  const { revision } = await releases.preview(by(), event.slug);
  await releases.release(by(), event.slug, { name: { en: 'Programme' }, note: null, revision });
}
const onTable = async () =>
  (await draft.working(by(), event.slug)).sessions.map(({ title, state }) => `${title.en ?? ''} ${state}`);
const seen = async () =>
  (await draft.working(by(), event.slug)).sessions.map(({ id, version }) => ({ session: id, version }));

it('takes out released and new sessions together, and brings the released back as they were', async () => {
  const [one, two] = await make('One', 'Two');
  await release();
  await make('Three');
  if (!one || !two) throw new Error('two expected');
  await edit(one, { seats: 10 });
  const wanted = await seen();
  const marked = await removals.remove(by(), event.slug, wanted);
  expect(marked.map(({ id, state }) => [id, state])).toEqual([
    [one.id, 'removed'],
    [two.id, 'removed'],
  ]);
  expect(await onTable()).toEqual(['One removed', 'Two removed']);
  // Said twice, it is done once.
  expect(await removals.remove(by(), event.slug, wanted)).toEqual([]);

  const ids = wanted.map(({ session }) => session);
  const back = await removals.restore(by(other), event.slug, [...ids, ...ids]);
  expect(back).toMatchObject([
    { state: 'changed', seats: 10, editedBy: 'Ana' },
    { state: 'released', editedBy: 'Ana' },
  ]);
  expect(await removals.restore(by(), event.slug, ids)).toEqual(back);
});

it('takes out none of them where somebody has changed one meanwhile', async () => {
  const [one, two] = await make('One', 'Two');
  if (!one || !two) throw new Error('two expected');
  const wanted = await seen();
  await edit(two, { seats: 10 }, other);
  await expect(removals.remove(by(), event.slug, wanted)).rejects.toMatchObject({
    code: 'edit_conflict',
    errors: [{ pointer: '/sessions/1/version' }],
  });
  expect(await onTable()).toEqual(['One new', 'Two new']);
  await removals.remove(by(), event.slug, await seen());
  expect(await onTable()).toEqual([]);
});

it('lets one of two win who change and take out at once, and loses no edit unseen', async () => {
  for (let round = 0; round < 8; round++) {
    const [one, two] = await make('One', 'Two');
    if (!one || !two) throw new Error('two expected');
    const [removed, edited] = await Promise.allSettled([
      removals.remove(
        by(),
        event.slug,
        [one, two].map(({ id, version }) => ({ session: id, version })),
      ),
      edit(two, { title: { en: 'Mine' } }, other),
    ]);
    const codes = [removed, edited].map((done) => (done.status === 'rejected' ? done.reason.code : 'done'));
    expect([
      ['done', 'not_found'],
      ['edit_conflict', 'done'],
    ]).toContainEqual(codes);
    await removals.remove(by(), event.slug, await seen());
  }
});

it('touches no session of another event, and lets organisers alone do it', async () => {
  const [one] = await make('One');
  if (!one) throw new Error('one expected');
  const wanted = [{ session: one.id, version: one.version }];
  const elsewhere = await anEvent(rooms);
  const theirs = callBy(elsewhere.owner);
  expect(await removals.remove(theirs, elsewhere.slug, wanted)).toEqual([]);
  expect(await removals.restore(theirs, elsewhere.slug, [one.id])).toEqual([]);
  await expect(removals.remove(theirs, event.slug, wanted)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(removals.restore(theirs, event.slug, [one.id])).rejects.toMatchObject({ code: 'forbidden' });
  expect(await onTable()).toEqual(['One new']);
});
