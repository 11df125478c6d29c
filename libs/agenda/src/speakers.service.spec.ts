import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventEntity } from '@foyer/events';
import type { Person, Account } from '@foyer/people';
import { Files, houseCall, sql } from '@foyer/platform';
import { aPerson, aRole, anEvent, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import sharp from 'sharp';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { MaterialsService } from './materials.service.js';
import { OwnSpeakerService } from './own-speaker.service.js';
import { claimUrl, SpeakerClaims } from './speaker-claims.service.js';
import { SpeakersQueries } from './speakers.queries.js';
import { SpeakersService } from './speakers.service.js';

let rooms: Rooms;
let speakers: SpeakersService;
let claims: SpeakerClaims;
let own: OwnSpeakerService;
let materials: MaterialsService;
let event: EventEntity & { owner: Account };
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  speakers = rooms.get(SpeakersService);
  claims = rooms.get(SpeakerClaims);
  own = rooms.get(OwnSpeakerService);
  materials = rooms.get(MaterialsService);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
});

const by = () => callBy(event.owner);
const photo = async (red = 200): Promise<File> => {
  const picture = sharp({
    create: { width: 400, height: 300, channels: 3, background: { r: red, g: 9, b: 9 } },
  });
  return new File([Uint8Array.from(await picture.jpeg().toBuffer())], 'me.jpg');
};
const pdf = () => new File(['%PDF-1.7\ntrailer<<>>\n%%EOF\n'], 'slides.pdf');
const listed = async (slug: string) =>
  (await rooms.get(SpeakersQueries).list(by(), event.slug)).speakers.find((speaker) => speaker.slug === slug);
const shown = async (slug: string) => {
  const { body } = await rooms.get(AgendaQueries).getAgenda(houseCall, event.slug);
  const agenda: { speakers: { slug: string }[] } = JSON.parse(body.toString());
  return agenda.speakers.find((speaker) => speaker.slug === slug);
};
const filesLeft = async (): Promise<number> =>
  (
    await sql<{
      count: number;
    }>`select count(*)::int as count from file where event_id = ${event.id}`.execute(rooms.database.sql)
  ).rows[0]?.count ?? -1;
/** A speaker with an address; puts one of them on the stage of a session. */
async function aSpeaker(email: string) {
  return speakers.create(by(), event.slug, { name: 'Elene', slug: 'elene', email });
}
async function onStage(speaker: string, session: string): Promise<void> {
  await sql`
    insert into session_speaker (session_id, speaker_id, role, position) values (${session}, ${speaker}, 'speaker', 1)`.execute(
    rooms.database.sql,
  );
}
/** The token of the newest link to the speaker's profile. */
async function tokenOf(speaker: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from speaker_claim where speaker_id = ${speaker} order by id desc limit 1`.execute(
    rooms.database.sql,
  );
  return (
    claimUrl(rooms.env, rows[0]?.id ?? '')
      .split('/')
      .at(-1) ?? ''
  );
}

describe('a speaker', () => {
  it('has names in other scripts, links and a picture in the agenda, and keeps them through an import', async () => {
    const input = { name: 'Elene', names: { ka: 'ელენე' }, links: ['https://example.org/elene'] };
    await speakers.create(by(), event.slug, { ...input, slug: 'elene' });
    const first = await speakers.putPhoto(by(), event.slug, 'elene', await photo());
    const second = await speakers.putPhoto(by(), event.slug, 'elene', await photo(10));
    expect(second.photo).not.toBe(first.photo);
    expect(await filesLeft()).toBe(1);
    expect(await shown('elene')).toMatchObject({ ...input, photo: second.photo });
    await speakers.update(by(), event.slug, 'elene', { jobTitle: { en: 'Director' } });
    expect(await shown('elene')).toMatchObject({
      ...input,
      jobTitle: { en: 'Director' },
      photo: second.photo,
    });
    expect((await rooms.get(Files).get(houseCall, second.photo ?? '', 'small')).mediaType).toBe('image/webp');
    expect(await speakers.removePhoto(by(), event.slug, 'elene')).toMatchObject({ photo: null });
    expect(await filesLeft()).toBe(0);
  });

  it('cannot be removed while a session names them; their picture goes with them', async () => {
    const speaker = await aSpeaker('elene@example.org');
    await speakers.putPhoto(by(), event.slug, 'elene', await photo());
    const session = await aSession(rooms, event);
    await onStage(speaker.id, session.id);
    await expect(speakers.remove(by(), event.slug, 'elene')).rejects.toMatchObject({
      code: 'speaker_named',
      params: { count: 1 },
    });
    expect(await listed('elene')).toMatchObject({
      sessions: 1,
      email: 'elene@example.org',
      claim: 'unclaimed',
    });
    await sql`delete from session where id = ${session.id}`.execute(rooms.database.sql);
    await speakers.remove(by(), event.slug, 'elene');
    expect(await shown('elene')).toBeUndefined();
    expect(await filesLeft()).toBe(0);
  });

  it('is for organisers of this event to change, and absences are kept in order', async () => {
    await aSpeaker('elene@example.org');
    const other = await anEvent(rooms);
    await expect(speakers.update(callBy(other.owner), other.slug, 'elene', {})).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      speakers.putPhoto(callBy(other.owner), event.slug, 'elene', await photo()),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const late = { startsAt: '2026-12-15T10:00:00.000Z', endsAt: '2026-12-15T12:00:00.000Z' };
    const early = { startsAt: '2026-12-14T10:00:00.000Z', endsAt: '2026-12-14T12:00:00.000Z' };
    await speakers.putAbsences(by(), event.slug, 'elene', [late, early]);
    expect((await listed('elene'))?.absences).toEqual([early, late]);
  });
});

describe('a claim', () => {
  it('binds the profile to the account once, and opening the link changes nothing', async () => {
    const speaker = await aSpeaker('claim-1@example.org');
    expect(await claims.invite(by(), event.slug, null)).toBe(1);
    expect(await listed('elene')).toMatchObject({ claim: 'invited' });
    const token = await tokenOf(speaker.id);
    expect(await claims.look(token)).toMatchObject({ name: 'Elene', email: 'claim-1@example.org' });
    await claims.look(token);
    const { rows } = await sql<{ id: string }>`
      select id from person where email = 'claim-1@example.org'`.execute(rooms.database.sql);
    const account = callBy({ id: rows[0]?.id ?? '' });
    const both = await Promise.allSettled([
      claims.claim(account, token, false),
      claims.claim(account, token, false),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(claims.look(token)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listed('elene')).toMatchObject({ claim: 'claimed' });
    expect(await claims.invite(by(), event.slug, null)).toBe(0);
    expect(await own.get(account, event.slug)).toMatchObject({ speaker: { slug: 'elene' }, pending: null });
  });

  it('goes to another account only on purpose, with the sessions in its clock', async () => {
    const speaker = await aSpeaker('claim-2@example.org');
    await onStage(speaker.id, (await aSession(rooms, event)).id);
    await claims.invite(by(), event.slug, [speaker.id]);
    const token = await tokenOf(speaker.id);
    const person = await aPerson(rooms);
    await expect(claims.claim(callBy(person), token, false)).rejects.toMatchObject({
      code: 'claim_other_account',
    });
    await claims.claim(callBy(person), token, true);
    expect(await listed('elene')).toMatchObject({ email: person.email, claim: 'claimed' });
    const { rows } = await sql`select from commitment where person_id = ${person.id}`.execute(
      rooms.database.sql,
    );
    expect(rows).toHaveLength(1);
  });

  it('is void after 30 days, after another address was named, and as a guess', async () => {
    const speaker = await aSpeaker('claim-3@example.org');
    await claims.invite(by(), event.slug, null);
    const first = await tokenOf(speaker.id);
    await speakers.update(by(), event.slug, 'elene', { email: 'claim-4@example.org' });
    await expect(claims.look(first)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listed('elene')).toMatchObject({ claim: 'unclaimed' });
    await claims.invite(by(), event.slug, null);
    const second = await tokenOf(speaker.id);
    await claims.look(second);
    rooms.clock.advance(31 * 86_400_000);
    await expect(claims.look(second)).rejects.toMatchObject({ code: 'not_found' });
    rooms.clock.advance(-31 * 86_400_000);
    const { rows } = await sql<{
      id: string;
    }>`select id from speaker_claim where speaker_id = ${speaker.id}`.execute(rooms.database.sql);
    await expect(claims.look(rows[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what speakers change themselves', () => {
  const biography = { en: 'Builds bridges' };
  async function aClaimed(): Promise<Person> {
    const person = await aPerson(rooms);
    await aSpeaker(person.email);
    return person;
  }

  it('is in force at once where nobody reviews it, and is nobody else’s to change', async () => {
    const person = await aClaimed();
    await own.update(callBy(person), event.slug, { biography });
    await own.putPhoto(callBy(person), event.slug, await photo());
    expect(await shown('elene')).toMatchObject({ biography, photo: expect.any(String) });
    expect(await listed('elene')).toMatchObject({ claim: 'claimed', pending: null });
    const stranger = await aPerson(rooms);
    await aRole(rooms, event, stranger, 'attendee');
    await expect(own.update(callBy(stranger), event.slug, { name: 'Eve' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('waits where organisers review it, unseen by others until they accept', async () => {
    const person = await aClaimed();
    await speakers.setReview(by(), event.slug, true);
    await own.update(callBy(person), event.slug, { biography, name: 'Elene' });
    const mine = await own.putPhoto(callBy(person), event.slug, await photo());
    expect(mine.pending).toMatchObject({ profile: { biography }, photo: 'new' });
    expect(mine.pending?.profile).not.toHaveProperty('name');
    expect(await shown('elene')).toMatchObject({ biography: null, photo: null });
    const waiting = await rooms.get(SpeakersQueries).pendingPhoto(by(), event.slug, 'elene');
    expect(waiting.public).toBe(false);
    await expect(rooms.get(Files).get(houseCall, waiting.id, 'full')).rejects.toMatchObject({
      code: 'not_found',
    });

    const seen = (await listed('elene'))?.pending?.at ?? '';
    await own.update(callBy(person), event.slug, { biography: { en: 'Burns bridges' } });
    const accept = (at: string) =>
      speakers.review(by(), event.slug, 'elene', { accept: true, at, note: null });
    await expect(accept(seen)).rejects.toMatchObject({ code: 'conflict' });
    await accept((await listed('elene'))?.pending?.at ?? '');
    expect(await shown('elene')).toMatchObject({ biography: { en: 'Burns bridges' }, photo: waiting.id });
    expect((await rooms.get(Files).get(houseCall, waiting.id, 'full')).public).toBe(true);
    expect(await listed('elene')).toMatchObject({ pending: null });
  });

  it('is let go where organisers refuse or the speaker takes it back', async () => {
    const person = await aClaimed();
    await speakers.setReview(by(), event.slug, true);
    await own.putPhoto(callBy(person), event.slug, await photo());
    const at = (await listed('elene'))?.pending?.at ?? '';
    await speakers.review(by(), event.slug, 'elene', { accept: false, at, note: 'Another one, please' });
    expect(await filesLeft()).toBe(0);
    await own.update(callBy(person), event.slug, { biography });
    expect((await own.discard(callBy(person), event.slug)).pending).toBeNull();
    expect(await shown('elene')).toMatchObject({ biography: null, photo: null });
  });
});

describe('materials', () => {
  const link = { kind: 'recording', title: 'The recording', url: 'https://video.example.org/1' } as const;

  it('are added by organisers and by who is on stage there, and go with their session', async () => {
    const session = await aSession(rooms, event);
    const person = await aPerson(rooms);
    const speaker = await aSpeaker(person.email);
    await expect(materials.add(callBy(person), event.slug, session.id, link)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await onStage(speaker.id, session.id);
    await materials.add(callBy(person), event.slug, session.id, link);
    const slides = await materials.upload(
      by(),
      event.slug,
      session.id,
      { kind: 'slides', title: undefined },
      pdf(),
    );
    expect(slides).toMatchObject({
      title: 'slides.pdf',
      file: { mediaType: 'application/pdf' },
      position: 1,
    });
    expect((await materials.file(houseCall, event.slug, slides.id)).bytes.toString()).toContain('%PDF');
    const { body } = await rooms.get(AgendaQueries).getAgenda(houseCall, event.slug);
    expect(JSON.parse(body.toString())).toMatchObject({ materials: [{ title: 'The recording' }, slides] });
    await materials.remove(callBy(person), event.slug, slides.id);
    await materials.upload(by(), event.slug, session.id, { kind: 'slides', title: 'Anew' }, pdf());
    await sql`delete from session where id = ${session.id}`.execute(rooms.database.sql);
    expect(await filesLeft()).toBe(0);
  });

  it('of a private session or a draft event are nobody else’s to see', async () => {
    const hidden = await aSession(rooms, event, { kind: 'private-blocker' });
    const secret = await materials.upload(
      by(),
      event.slug,
      hidden.id,
      { kind: 'document', title: 'Plan' },
      pdf(),
    );
    await expect(materials.file(houseCall, event.slug, secret.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await rooms.get(AgendaQueries).getAgenda(houseCall, event.slug)).body.toString()).not.toContain(
      'Plan',
    );
    expect((await materials.file(by(), event.slug, secret.id)).name).toBe('slides.pdf');
    const other = await anEvent(rooms);
    await expect(materials.file(callBy(other.owner), other.slug, secret.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(materials.remove(callBy(other.owner), other.slug, secret.id)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
