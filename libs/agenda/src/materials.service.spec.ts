import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Agenda, type Material } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { houseCall, sql, type Call } from '@foyer/platform';
import { aPerson, aRole, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { AgendaStreams, WorkingAgendaStreams } from './agenda.streams.js';
import { DraftService } from './draft.service.js';
import { MaterialsService } from './materials.service.js';
import { ReleaseService } from './release.service.js';
import { SpeakersService } from './speakers.service.js';

let rooms: Rooms;
let draft: DraftService;
let materials: MaterialsService;
let event: EventEntity & { owner: Account };
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  draft = rooms.get(DraftService);
  materials = rooms.get(MaterialsService);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
});

const link = { kind: 'recording', title: 'The recording', url: 'https://video.example.org/1' } as const;
const pdf = () => new File(['%PDF-1.7\ntrailer<<>>\n%%EOF\n'], 'slides.pdf');
const by = () => callBy(event.owner);
async function inDraft(more: object = {}): Promise<string> {
  const times = { startsAt: '2026-12-14T10:00:00Z', endsAt: '2026-12-14T10:30:00Z' };
  const session = {
    kind: 'talk' as const,
    title: { en: 'Looms' },
    language: 'en' as const,
    ...times,
    ...more,
  };
  return (await draft.create(by(), event.slug, { sessions: [session] }))[0]?.id ?? '';
}
async function release(): Promise<void> {
  const releases = rooms.get(ReleaseService);
  const { revision } = await releases.preview(by(), event.slug);
  await releases.release(by(), event.slug, { name: { en: 'Programme' }, note: null, revision });
}
const shown = async (call: Call = houseCall): Promise<Material[]> => {
  const { body } = await rooms.get(AgendaQueries).getAgenda(call, event.slug);
  return Agenda.parse(JSON.parse(body.toString())).materials;
};
const onTable = async () => (await draft.working(by(), event.slug)).materials;
const left = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from file where event_id = ${event.id})::int + (select count(*) from session_material m
      join session_draft d on d.session_id in (m.session_id, m.draft_id) where d.event_id = ${event.id})::int
      as count`.execute(rooms.database.sql);
  return rows[0]?.count ?? -1;
};

it('wait with a session that was never released, and become public with it', async () => {
  const person = await aPerson(rooms);
  const elene = await rooms
    .get(SpeakersService)
    .create(by(), event.slug, { name: 'Elene', email: person.email });
  const session = await inDraft({ speakers: [elene.id] });
  const recording = await materials.add(by(), event.slug, session, link);
  const slides = await materials.upload(
    by(),
    event.slug,
    session,
    { kind: 'slides', title: 'Slides' },
    pdf(),
  );
  expect([recording, slides]).toMatchObject([
    { session, position: 0 },
    { session, position: 1 },
  ]);
  expect(await onTable()).toEqual([recording, slides]);
  const streamed = rooms.get(WorkingAgendaStreams).snapshot(rooms.database.sql, { event: event.id });
  expect((await streamed).material).toEqual({ [recording.id]: recording, [slides.id]: slides });

  // Nobody else knows of the session, not even who will speak in it.
  const helper = await aPerson(rooms);
  await aRole(rooms, event, helper, 'moderator');
  for (const call of [houseCall, callBy(person), callBy(helper)]) {
    expect(await shown(call)).toEqual([]);
    const refused = { code: 'not_found' };
    await expect(materials.file(call, event.slug, slides.id)).rejects.toMatchObject(refused);
    await expect(materials.add(call, event.slug, session, link)).rejects.toMatchObject(refused);
    await expect(materials.remove(call, event.slug, slides.id)).rejects.toMatchObject(refused);
  }
  const snapshot = await rooms.get(AgendaStreams).snapshot(rooms.database.sql, { event: event.id });
  expect(snapshot.material).toEqual({});
  expect((await materials.file(by(), event.slug, slides.id)).name).toBe('slides.pdf');

  await release();
  expect(await shown()).toEqual([recording, slides]);
  expect(await onTable()).toEqual([recording, slides]);
  expect((await materials.file(houseCall, event.slug, slides.id)).bytes.toString()).toContain('%PDF');
  // From now on who speaks may add, too, and what they add is there at once.
  const more = await materials.add(callBy(person), event.slug, session, { ...link, title: 'More' });
  expect(await shown()).toEqual([recording, slides, more]);
  await materials.remove(callBy(person), event.slug, recording.id);
  expect(await onTable()).toEqual([slides, more]);
});

it('go with the draft that they wait with', async () => {
  const session = await inDraft();
  await materials.upload(by(), event.slug, session, { kind: 'slides', title: 'Slides' }, pdf());
  await materials.add(by(), event.slug, session, link);
  expect(await left()).toBe(3);
  await draft.remove(by(), event.slug, session);
  expect(await left()).toBe(0);
  await expect(materials.add(by(), event.slug, session, link)).rejects.toMatchObject({ code: 'not_found' });
});

it('are of another event’s organisers none', async () => {
  const session = await inDraft();
  const made = await materials.add(by(), event.slug, session, link);
  const other = await anEvent(rooms);
  const refused = { code: 'not_found' };
  const theirs = callBy(other.owner);
  await expect(materials.add(theirs, other.slug, session, link)).rejects.toMatchObject(refused);
  await expect(materials.remove(theirs, other.slug, made.id)).rejects.toMatchObject(refused);
  await expect(materials.add(theirs, event.slug, session, link)).rejects.toMatchObject(refused);
  expect((await draft.working(theirs, other.slug)).materials).toEqual([]);
});

it('are in the right place whoever is quicker, the release or who adds', async () => {
  const session = await inDraft();
  const titles = Array.from({ length: 12 }, (_, index) => `Part ${index}`);
  await Promise.all([
    ...titles.slice(0, 6).map((title) => materials.add(by(), event.slug, session, { ...link, title })),
    release(),
    ...titles.slice(6).map((title) => materials.add(by(), event.slug, session, { ...link, title })),
  ]);
  expect((await shown()).map(({ title }) => title).sort()).toEqual(titles.sort());
  expect(await onTable()).toEqual(await shown());
});

it('stay with organisers where the release keeps the session for them', async () => {
  const session = await inDraft({ kind: 'private-blocker' });
  const made = await materials.add(by(), event.slug, session, link);
  await release();
  expect(await shown()).toEqual([]);
  expect(await shown(by())).toEqual([made]);
  const edits = [{ session, version: 1_000_000, fields: { kind: 'talk' as const } }];
  await draft.edit(by(), event.slug, { edits });
  await release();
  expect(await shown()).toEqual([made]);
});
