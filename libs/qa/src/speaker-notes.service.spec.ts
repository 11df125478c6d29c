import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import {
  aParticipant,
  aPerson,
  anEvent,
  aRole,
  aSession,
  callBy,
  startRooms,
  type Rooms,
} from '@foyer/test-kit';
import { QaModule } from './qa.module.js';
import { QaService } from './qa.service.js';
import { SpeakerDeskStream } from './speaker-note.streams.js';
import { readNote, SpeakerNotes } from './speaker-notes.service.js';

let rooms: Rooms;
let notes: SpeakerNotes;
beforeAll(async () => {
  rooms = await startRooms([QaModule]);
  notes = rooms.get(SpeakerNotes);
});
afterAll(() => rooms.stop());

/** A session with somebody on its stage, somebody on another stage, two moderators and the audience. */
async function aStage() {
  const event = await anEvent(rooms);
  const [here, there] = [await aSession(rooms, event), await aSession(rooms, event)];
  const onStage = async (session: { id: string }) => {
    const person = await aPerson(rooms);
    await aRole(rooms, event, person, 'speaker');
    await sql`
      with who as (
        insert into speaker (event_id, slug, name, person_id)
        values (${event.id}, ${`who-${person.id}`}, ${person.name}, ${person.id}) returning id
      )
      insert into session_speaker (session_id, speaker_id, role, position)
      select ${session.id}, id, 'speaker', 0 from who`.execute(rooms.database.sql);
    return callBy(person);
  };
  const [moderator, second, attendee] = [
    await aPerson(rooms, { name: 'Aytən Quliyeva' }),
    await aPerson(rooms),
    await aPerson(rooms),
  ];
  for (const person of [moderator, second]) await aRole(rooms, event, person, 'moderator');
  await aRole(rooms, event, attendee, 'attendee');
  return {
    ...{ event, session: here.id, speaker: await onStage(here), elsewhere: await onStage(there) },
    ...{ by: callBy(moderator), second: callBy(second), attendee: callBy(attendee) },
    outsider: callBy(await aPerson(rooms)),
  };
}
const standing = (session: string) => readNote(rooms.database.sql, session);
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => String(Object(error).code),
  );

it('lets the latest note stand, keeps those before it, and writes down who saw it first', async () => {
  const { session, by, second, speaker } = await aStage();
  await notes.set(by, { session, text: 'Please speak slower' });
  const note = await notes.set(second, { session, text: 'Two more questions, then close' });
  expect(await standing(session)).toMatchObject({ text: 'Two more questions, then close', seenAt: null });
  const seen = await notes.see(speaker, { session, note: note.id });
  expect(seen.seenAt).not.toBeNull();
  expect(await notes.see(by, { session, note: note.id })).toEqual(seen);
  await notes.clear(by, { session });
  await notes.clear(by, { session });
  expect(await standing(session)).toBeNull();
  expect(await refused(notes.see(speaker, { session, note: note.id }))).toBe('not_found');
  const { rows } = await sql`
    select n.text, p.id as by, n.seen_by_id as seen from speaker_note n join person p on p.id = n.by_id
    where n.session_id = ${session} order by n.id`.execute(rooms.database.sql);
  expect(rows).toEqual([
    { text: 'Please speak slower', by: by.actor?.person, seen: null },
    { text: 'Two more questions, then close', by: second.actor?.person, seen: speaker.actor?.person },
    { text: null, by: by.actor?.person, seen: null },
  ]);
});

it('has one note stand when several write at once, and every follower hears of that one last', async () => {
  const { session, by, second } = await aStage();
  await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      index % 3 === 2
        ? notes.clear(by, { session })
        : notes.set(index % 2 ? by : second, { session, text: `Note ${index}` }),
    ),
  );
  const { rows } = await sql<{ change: { put?: { note: Record<string, unknown> } } }>`
    select change from stream_change where stream = ${`speaker-desk/${session}`} order by rev desc limit 1`.execute(
    rooms.database.sql,
  );
  const last = rows[0]?.change.put?.note[session] ?? null;
  expect(last).toEqual(await standing(session));
});

it('is between moderators and those on this stage: nobody else follows it or writes', async () => {
  const { session, by, speaker, elsewhere, attendee, outsider } = await aStage();
  const note = await notes.set(by, { session, text: 'Please speak slower' });
  const stream = rooms.get(SpeakerDeskStream);
  for (const call of [by, speaker]) expect(await refused(stream.admit(call, { session }))).toBe('done');
  for (const call of [elsewhere, attendee, outsider, { actor: null, address: null }]) {
    expect(await refused(stream.admit(call, { session }))).toBe('not_found');
    expect(await refused(notes.see(call, { session, note: note.id }))).toBe('not_found');
  }
  for (const call of [speaker, elsewhere, attendee]) {
    expect(await refused(notes.set(call, { session, text: 'Mine' }))).toBe('forbidden');
    expect(await refused(notes.clear(call, { session }))).toBe('forbidden');
  }
  expect(await refused(notes.set(outsider, { session, text: 'Mine' }))).toBe('not_found');
  expect(await standing(session)).toEqual(note);
});

it('tells of a named asker’s organisation, and of no anonymous one’s, in any frame or row', async () => {
  const { event, session, by } = await aStage();
  const asker = await aParticipant(rooms, event, {
    person: await aPerson(rooms, { name: 'Nino Kapanadze' }),
    organisation: 'Samtskhe Food Cluster',
  });
  const qa = rooms.get(QaService);
  const ask = async (text: string, anonymous: boolean) => {
    const { id } = await qa.ask(callBy(asker), { session, text, anonymous });
    await qa.approve(by, { question: id });
    return id;
  };
  const framesOf = async () => {
    const { rows } = await sql<{ change: unknown }>`
      select change from stream_change where stream like ${`qa%/${session}%`} order by stream, rev`.execute(
      rooms.database.sql,
    );
    return JSON.stringify(rows);
  };
  const hidden = await ask('Who would rather not be known?', true);
  expect(await framesOf()).not.toMatch(/Samtskhe|Kapanadze/);
  const named = await ask('Who pays?', false);
  expect(await framesOf()).toMatch(/"author":"Nino Kapanadze"[^}]*"organisation":"Samtskhe Food Cluster"/);
  // Somebody without a registration has no organisation; the question stands all the same.
  const person = await aPerson(rooms);
  await aRole(rooms, event, person, 'attendee');
  const { id: plain } = await qa.ask(callBy(person), { session, text: 'And me?', anonymous: false });
  const { rows } = await sql`
    select id, author, organisation from question where session_id = ${session} order by id`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([
    { id: hidden, author: null, organisation: null },
    { id: named, author: 'Nino Kapanadze', organisation: 'Samtskhe Food Cluster' },
    { id: plain, author: person.name, organisation: null },
  ]);
  await expect(
    sql`update question set organisation = 'Samtskhe Food Cluster' where id = ${hidden}`.execute(
      rooms.database.sql,
    ),
  ).rejects.toMatchObject({ constraint: 'question_organisation_beside_a_name' });
});
