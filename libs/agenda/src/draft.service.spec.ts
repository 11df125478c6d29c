import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DraftSession, SessionDetails, WorkingAgenda } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { houseCall, sql, type Tx } from '@foyer/platform';
import { aPerson, aRole, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { SpeakersService } from './speakers.service.js';
import { Commitments } from './commitments.js';
import { DraftAgenda } from './draft-agenda.js';
import { DraftCheckService } from './draft-check.service.js';
import { DraftService } from './draft.service.js';
import { PlacesService } from './places.service.js';
import { Timetable, type SessionDraft } from './timetable.js';
import { emptySession } from './working-agenda.js';

let rooms: Rooms;
let draft: DraftService;
let places: PlacesService;
let event: EventEntity & { owner: Account };
let other: Account;
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  draft = rooms.get(DraftService);
  places = rooms.get(PlacesService);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
  other = await aPerson(rooms);
  await aRole(rooms, event, other, 'organiser');
});

const at = (time: string): string => `2026-12-14T${time}:00.000Z`;
const talk = (from: string, to: string, more: Partial<SessionDetails> = {}) => ({
  ...emptySession,
  ...{ kind: 'talk' as const, title: { en: 'A talk' }, language: 'en' as const },
  startsAt: at(from),
  endsAt: at(to),
  ...more,
});
const by = (person: Account = event.owner) => callBy(person);
const create = async (...sessions: SessionDetails[]): Promise<DraftSession[]> =>
  draft.create(by(), event.slug, { sessions });
const one = async (session: SessionDetails): Promise<DraftSession> => only(await create(session));
const edit = (
  session: DraftSession,
  fields: Partial<SessionDetails>,
  person = event.owner,
): Promise<DraftSession[]> =>
  draft.edit(by(person), event.slug, { edits: [{ session: session.id, version: session.version, fields }] });
const locked = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(Timetable).lock(tx, event.id);
    return work(tx);
  });
const release = (...drafts: SessionDraft[]) => locked((tx) => rooms.get(Timetable).put(tx, event.id, drafts));
const table = (): Promise<WorkingAgenda> => draft.working(by(), event.slug);
const shown = async (): Promise<string> =>
  (await rooms.get(AgendaQueries).getAgenda(houseCall, event.slug)).body.toString();
const speaker = async (name: string, email: string | null = null): Promise<string> =>
  (await rooms.get(SpeakersService).create(by(), event.slug, { name, email })).id;
function only<T>(things: readonly T[]): T {
  const [thing] = things;
  if (thing === undefined || things.length > 1) throw new Error(`one expected, not ${String(things.length)}`);
  return thing;
}

describe('the draft', () => {
  it('holds what nobody else sees, in one go or not at all', async () => {
    await expect(create(talk('09:00', '10:00'), talk('11:00', '10:00'))).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/sessions/1/endsAt' }],
    });
    expect((await table()).sessions).toEqual([]);
    const made = await create(talk('09:00', '10:00'), talk('10:00', '11:00', { title: { ka: 'გახსნა' } }));
    expect(made).toMatchObject([
      { slug: 'a-talk', state: 'new', version: 1, changed: [], editedBy: event.owner.name },
      { slug: 'gakhsna', state: 'new' },
    ]);
    expect((await one(talk('12:00', '13:00'))).slug).toBe('a-talk-2');
    expect(await shown()).not.toContain('A talk');
    const { rows } = await sql<{ stream: string }>`
      select distinct stream from stream_change where stream like ${`%${event.id}%`}`.execute(
      rooms.database.sql,
    );
    expect(rows).toEqual([{ stream: `agenda-draft/${event.id}` }]);
    const moderator = await aPerson(rooms);
    await aRole(rooms, event, moderator, 'moderator');
    for (const person of [moderator, (await anEvent(rooms)).owner]) {
      await expect(draft.working(by(person), event.slug)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(edit(only(made.slice(1)), { seats: 5 }, person)).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  it('lets two edit other fields of one session, and asks where they meet in the same', async () => {
    const seen = await one(talk('09:00', '10:00'));
    const mine = only(await edit(seen, { title: { en: 'Mine' }, seats: 10 }));
    const theirs = only(await edit(seen, { startsAt: at('09:15') }, other));
    expect(theirs).toMatchObject({
      title: { en: 'Mine' },
      startsAt: at('09:15'),
      version: 3,
      editedBy: other.name,
    });
    await expect(
      edit(seen, { title: { en: 'Theirs' }, seats: 10, endsAt: at('11:00') }, other),
    ).rejects.toMatchObject({
      code: 'edit_conflict',
      errors: [{ pointer: '/edits/0/fields/title' }],
    });
    expect(only((await table()).sessions)).toMatchObject({ endsAt: at('10:00'), version: 3 });
    // The same words, said twice, are no quarrel; and nothing has changed by them.
    expect(only(await edit(seen, { title: { en: 'Mine' } }, other)).version).toBe(3);
    expect(only(await edit(mine, { title: { en: 'Again mine' } }))).toMatchObject({ version: 4 });
    await expect(edit(seen, { endsAt: at('08:00') })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/edits/0/fields/endsAt' }],
    });
  });

  it('swaps two sessions in one call, and refuses both where one is not to be', async () => {
    const [a, b] = await create(talk('09:00', '10:00'), talk('10:00', '11:00'));
    if (!a || !b) throw new Error('two expected');
    const swap = [
      { session: a.id, version: a.version, fields: { startsAt: at('10:00'), endsAt: at('11:00') } },
      { session: b.id, version: b.version, fields: { startsAt: at('09:00'), endsAt: at('10:00') } },
    ];
    await draft.edit(by(), event.slug, { edits: swap });
    expect((await table()).sessions.map(({ id }) => id)).toEqual([b.id, a.id]);
    await expect(draft.edit(by(other), event.slug, { edits: [...swap, ...swap] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const stranger = await anEvent(rooms);
    await expect(draft.edit(by(stranger.owner), stranger.slug, { edits: swap })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('forgets a change that is taken back, and still rises', async () => {
    const { sessions } = await release({ slug: 'opening', ...talk('09:00', '10:00') });
    const was = only((await table()).sessions);
    expect(was).toMatchObject({ id: sessions.get('opening')?.id, state: 'released', version: 0 });
    const changed = only(await edit(was, { title: { en: 'New' }, seats: 3 }));
    expect(changed).toMatchObject({ state: 'changed', changed: ['title', 'seats'], version: 1 });
    const back = only(await edit(changed, { title: { en: 'A talk' } }));
    expect(back).toMatchObject({ state: 'changed', changed: ['seats'], version: 2 });
    expect(await shown()).not.toContain('New');
    const restored = await draft.restore(by(), event.slug, was.id, true);
    expect(restored).toMatchObject({ state: 'released', changed: [], seats: null, version: 3 });
    await expect(edit(back, { seats: 4 })).rejects.toMatchObject({ code: 'edit_conflict' });
  });

  it('takes a new session out at once, a released one with the next release; it can come back', async () => {
    const fresh = await one(talk('11:00', '12:00'));
    await draft.remove(by(), event.slug, fresh.id);
    await expect(draft.remove(by(), event.slug, fresh.id)).rejects.toMatchObject({ code: 'not_found' });
    await release({ slug: 'opening', ...talk('09:00', '10:00') });
    const was = only((await table()).sessions);
    await draft.remove(by(other), event.slug, was.id);
    expect((await table()).sessions).toMatchObject([{ state: 'removed', editedBy: other.name }]);
    expect(await shown()).toContain('opening');
    await expect(edit(was, { seats: 1 })).rejects.toMatchObject({
      code: 'edit_conflict',
      errors: [{ pointer: '/edits/0/session' }],
    });
    expect(await draft.restore(by(), event.slug, was.id, false)).toMatchObject({
      state: 'released',
      version: 2,
    });
  });

  it('refuses what is of another event, and players that are not let in', async () => {
    const session = await one(talk('09:00', '10:00'));
    const stranger = await anEvent(rooms);
    const room = await places.createRoom(by(stranger.owner), stranger.slug, { name: { en: 'Elsewhere' } });
    await expect(edit(session, { room: room.id })).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/edits/0/fields/room' }],
    });
    for (const streamUrl of [
      'https://example.org/x',
      'https://youtube.com.example.org/x',
      'https://a@zoom.us/x',
    ]) {
      await expect(edit(session, { streamUrl })).rejects.toMatchObject({
        errors: [{ pointer: '/edits/0/fields/streamUrl' }],
      });
    }
    const streamUrl = 'https://www.youtube.com/watch?v=abcdefghijk';
    expect(only(await edit(session, { streamUrl }))).toMatchObject({ streamUrl });
  });
});

describe('rooms and tracks', () => {
  it('take effect at once, and leave sessions and changes that name them when they go', async () => {
    const room = await places.createRoom(by(), event.slug, { name: { en: 'Green' } });
    const blue = await places.createRoom(by(), event.slug, { name: { en: 'Blue' }, kind: 'studio' });
    const track = await places.createTrack(by(), event.slug, { name: { en: 'Trade' } });
    expect([room.position, blue.position, track.colour]).toEqual([0, 1, '#1f6f8b']);
    expect(await shown()).toContain('Green');
    await release({ slug: 'opening', ...talk('09:00', '10:00', { room: room.id }) });
    await release({ slug: 'closing', ...talk('15:00', '16:00', { room: blue.id }) });
    const [opening, closing] = (await table()).sessions;
    if (!opening || !closing) throw new Error('two expected');
    await edit(closing, { room: room.id });
    await places.deleteRoom(by(), event.slug, room.id);
    expect((await table()).sessions).toMatchObject([
      { id: opening.id, room: null, state: 'released', version: 1 },
      { id: closing.id, room: null, state: 'changed', version: 2 },
    ]);
    await expect(edit(opening, { room: blue.id })).rejects.toMatchObject({ code: 'edit_conflict' });
    const agenda = JSON.parse(await shown());
    expect(agenda.rooms).toMatchObject([{ name: { en: 'Blue' } }]);
    expect(agenda.sessions).toMatchObject([{ room: null }, { room: blue.id }]);
    await places.deleteTrack(by(), event.slug, track.id);
    await expect(places.deleteTrack(by(), event.slug, track.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(places.createRoom(by(), event.slug, { name: {} })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('sessions put into force', () => {
  it('keep the id of their draft, and let the draft go of what is now the same', async () => {
    const fresh = await one(talk('09:00', '10:00', { title: { en: 'Draft' } }));
    const put = await release({ slug: fresh.slug, ...talk('09:00', '10:00', { title: { en: 'Imported' } }) });
    expect(put.sessions.get(fresh.slug)?.id).toBe(fresh.id);
    const still = only((await table()).sessions);
    expect(still).toMatchObject({ state: 'changed', changed: ['title'], title: { en: 'Draft' }, version: 1 });
    await release({ slug: fresh.slug, ...talk('09:00', '10:00', { title: { en: 'Draft' }, seats: 9 }) });
    const now = only((await table()).sessions);
    expect(now).toMatchObject({ state: 'released', changed: [], seats: 9, version: 2 });
    // Whoever had it open before has not seen the nine seats.
    await expect(edit(still, { seats: 8 })).rejects.toMatchObject({ code: 'edit_conflict' });
    await locked((tx) => rooms.get(Timetable).remove(tx, event.id, [fresh.id]));
    expect((await table()).sessions).toEqual([]);
  });

  it('can be brought into the draft as a set, by slug', async () => {
    await release(
      { slug: 'one', ...talk('09:00', '10:00') },
      { slug: 'two', ...talk('10:00', '11:00') },
      { slug: 'three', ...talk('11:00', '12:00') },
    );
    const put = (drafts: SessionDraft[], remove: string[] = []) =>
      locked((tx) => rooms.get(DraftAgenda).put(tx, event.id, drafts, { remove, by: event.owner.id }));
    const set = [
      { slug: 'one', ...talk('09:00', '10:00') },
      { slug: 'two', ...talk('10:30', '11:00') },
      { slug: 'four', ...talk('12:00', '13:00') },
    ];
    expect(await put(set, ['three'])).toEqual({ created: ['four'], changed: ['two'], removed: ['three'] });
    expect(await put(set, ['three'])).toEqual({ created: [], changed: [], removed: [] });
    expect((await table()).sessions.map(({ slug, state }) => `${slug} ${state}`)).toEqual([
      'one released',
      'two changed',
      'three removed',
      'four new',
    ]);
    expect(await put([{ slug: 'three', ...talk('11:00', '12:00') }], ['four'])).toEqual({
      ...{ created: [], changed: ['three'], removed: ['four'] },
    });
  });
});

describe('conflicts', () => {
  it('name who and what does not fit, and what a release would refuse', async () => {
    const [nino, ana] = [await speaker('Nino'), await speaker('Ana', (await aPerson(rooms)).email)];
    const room = await places.createRoom(by(), event.slug, { name: { en: 'Green' } });
    const [first, second, , early] = await create(
      talk('09:00', '10:00', { speakers: [nino], moderators: [ana], room: room.id }),
      talk('09:30', '10:30', { speakers: [nino, ana] }),
      talk('09:45', '09:50', { kind: 'private-blocker', room: room.id }),
      talk('08:00', '08:30', { speakers: [ana] }),
      talk('07:00', '07:30', { kind: 'private-blocker' }),
    );
    if (!first || !second || !early) throw new Error('sessions expected');
    await sql`insert into speaker_absence (speaker_id, starts_at, ends_at)
      values (${nino}, ${at('10:15')}, ${at('12:00')})`.execute(rooms.database.sql);
    const { conflicts } = {
      conflicts: await rooms.get(DraftCheckService).check(by(), event.slug, { sessions: [] }),
    };
    const brief = conflicts.map(({ kind, blocking, session, speaker: who, startsAt, endsAt }) => [
      kind,
      blocking,
      session === early.id ? 'early' : session === second.id ? 'second' : 'first',
      who?.name ?? '',
      `${startsAt.slice(11, 16)}–${endsAt.slice(11, 16)}`,
    ]);
    expect(brief.sort()).toEqual(
      [
        ['outside_event', false, 'early', '', '08:00–08:30'],
        ['person_twice', false, 'first', 'Nino', '09:30–10:00'],
        ['person_twice', true, 'first', 'Ana', '09:30–10:00'],
        ['room_twice', false, 'first', '', '09:45–09:50'],
        ['person_absent', false, 'second', 'Nino', '10:15–10:30'],
      ].sort(),
    );
    // Asked about one session alone, and as it might be.
    const moved = await rooms.get(DraftCheckService).check(by(), event.slug, {
      sessions: [
        { session: second.id, fields: { startsAt: at('09:00'), endsAt: at('09:15'), speakers: [nino] } },
      ],
    });
    expect(moved).toMatchObject([
      { kind: 'person_twice', given: 0, session: second.id, other: { id: first.id } },
    ]);
    const fresh = await rooms.get(DraftCheckService).check(by(), event.slug, {
      sessions: [{ session: null, fields: { startsAt: at('09:48'), endsAt: at('09:55'), room: room.id } }],
    });
    expect(fresh).toMatchObject([
      { kind: 'room_twice', given: 0 },
      { kind: 'room_twice', given: 0 },
    ]);
    expect(
      await rooms
        .get(DraftCheckService)
        .check(by(), event.slug, { sessions: [{ session: null, fields: { seats: 4 } }] }),
    ).toEqual([]);
    expect((await table()).sessions).toHaveLength(5);
  });

  it('tell that somebody has something else, and nothing of another event', async () => {
    const person = await aPerson(rooms);
    const ana = await speaker('Ana', person.email);
    const elsewhere = await anEvent(rooms);
    const [meeting, talkElsewhere] = [
      '00000000-0000-7000-8000-0000000000a1',
      '00000000-0000-7000-8000-0000000000a2',
    ];
    const clock = { person: person.id, startsAt: new Date(at('09:00')), endsAt: new Date(at('09:20')) };
    await rooms.database.write(houseCall, (tx) =>
      rooms.get(Commitments).take(tx, [
        { ...clock, event: event.id, kind: 'meeting', ref: meeting },
        {
          ...{ ...clock, event: elsewhere.id, kind: 'talk', ref: talkElsewhere },
          ...{ startsAt: new Date(at('09:30')), endsAt: new Date(at('11:00')) },
        },
      ]),
    );
    const session = await one(talk('09:10', '10:00', { speakers: [ana] }));
    const conflicts = await rooms.get(DraftCheckService).check(by(), event.slug, { sessions: [] });
    const busy = {
      kind: 'person_busy',
      blocking: true,
      session: session.id,
      other: null,
      given: null,
      room: null,
    };
    expect(conflicts).toEqual([
      {
        ...{ ...busy, speaker: { id: ana, name: 'Ana' }, commitment: 'meeting', meeting },
        ...{ startsAt: at('09:10'), endsAt: at('09:20') },
      },
      {
        ...{ ...busy, speaker: { id: ana, name: 'Ana' }, commitment: 'talk', meeting: null },
        ...{ startsAt: at('09:30'), endsAt: at('10:00') },
      },
    ]);
  });
});
