import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AgendaModule } from '@foyer/agenda';
import { QuestionFilter } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { DeskService } from './desk.service.js';
import { QaModule } from './qa.module.js';
import { readDesk, readOwn } from './qa.rows.js';
import { QaService } from './qa.service.js';
import { QuestionFilters } from './question-filter.service.js';

let rooms: Rooms;
let qa: QaService;
let filters: QuestionFilters;
beforeAll(async () => {
  rooms = await startRooms([QaModule, AgendaModule]);
  qa = rooms.get(QaService);
  filters = rooms.get(QuestionFilters);
});
afterAll(() => rooms.stop());

const rules = { perPerson: null, slowSeconds: null };

/** A room, open unless said, of an event that holds links, “casino” and the Georgian ready-made list. */
async function aRoom(moderated = false) {
  const event = await anEvent(rooms);
  const session = await aSession(rooms, event);
  const [asker, moderator] = [await aPerson(rooms), await aPerson(rooms)];
  await aRole(rooms, event, asker, 'attendee');
  await aRole(rooms, event, moderator, 'moderator');
  const by = callBy(moderator);
  await qa.setRules(by, { session: session.id, moderated, ...rules });
  await filters.save(by, event.slug, {
    ...{ words: { en: ['casino*'], lt: ['kazino*'] }, starter: ['ka'], links: true, version: 0 },
  });
  const ask = (text: string, who = asker) =>
    qa.ask(callBy(who), { session: session.id, text, anonymous: false });
  const onDesk = async (id: number) =>
    (await readDesk(rooms.database.sql, session.id)).find((question) => question.id === id);
  return { event, session, asker, moderator, by, ask, onDesk };
}

async function sentToAll(session: string): Promise<string> {
  const { rows } = await sql`select change from stream_change where stream = ${`qa/${session}`}`.execute(
    rooms.database.sql,
  );
  return JSON.stringify(rows);
}

it('holds in an open room what has a listed word or a link, and says what for', async () => {
  const { session, asker, by, ask, onDesk } = await aRoom();
  expect(await ask('When does it open?')).toMatchObject({ state: 'approved', heldFor: [] });
  const held = await ask('Come to CASINOS at bit.ly/marker');
  expect(held).toMatchObject({ state: 'pending', heldFor: ['word', 'link'] });
  expect(JSON.stringify(held)).not.toContain('casino*');
  expect(await onDesk(held.id)).toMatchObject({
    ...{ state: 'pending', held: true },
    marks: [
      { kind: 'link', text: 'bit.ly/marker' },
      { kind: 'word', text: 'casino*' },
    ],
  });
  expect(await ask('იდიოტი marker')).toMatchObject({ state: 'pending', heldFor: ['word'] });
  expect(await sentToAll(session.id)).not.toContain('marker');
  await qa.approve(by, { question: held.id });
  expect(await sentToAll(session.id)).toContain('marker');
  expect(await sentToAll(session.id)).not.toContain('casino*');
  const [own = []] = await readOwn(rooms.database.sql, [{ session: session.id, person: asker.id }]);
  expect(own.find(({ id }) => id === held.id)).toMatchObject({ state: 'approved', heldFor: [] });
});

it('marks in a moderated room, where everything waits, and looks up nothing that moderators ask', async () => {
  const { moderator, ask, onDesk, by, session } = await aRoom(true);
  const { id, heldFor } = await ask('Which casino?');
  expect(heldFor).toEqual([]);
  expect(await onDesk(id)).toMatchObject({ held: false, marks: [{ kind: 'word', text: 'casino*' }] });
  await qa.setRules(by, { session: session.id, moderated: false, ...rules });
  expect(await ask('The hall asks: www.example.org?', moderator)).toMatchObject({ state: 'approved' });
});

it('looks up what its asker puts otherwise, and lets it go where nothing holds it any more', async () => {
  const { session, asker, by, ask, onDesk } = await aRoom();
  const reword = (question: number, text: string) => qa.reword(callBy(asker), { question, text });
  const { id } = await ask('See bit.ly/marker');
  expect(await reword(id, 'See the casino')).toMatchObject({ state: 'pending', heldFor: ['word'] });
  expect(await onDesk(id)).toMatchObject({ marks: [{ kind: 'word', text: 'casino*' }] });
  expect(await sentToAll(session.id)).not.toContain('casino');
  expect(await reword(id, 'See the hall')).toMatchObject({ state: 'approved', heldFor: [] });
  expect(await sentToAll(session.id)).toContain('See the hall');
  await expect(reword(id, 'See bit.ly/marker')).rejects.toMatchObject({ code: 'question_state' });

  // After the doors are shut nothing becomes public by itself.
  const late = await ask('See bit.ly/late');
  await qa.open(by, { session: session.id, open: false });
  expect(await reword(late.id, 'See the end')).toMatchObject({ state: 'pending', heldFor: [] });
  // What a moderator takes back is held as it was.
  await qa.open(by, { session: session.id, open: null });
  const again = await ask('See bit.ly/again');
  await qa.approve(by, { question: again.id });
  await rooms.get(DeskService).undo(by, { session: session.id });
  expect(await onDesk(again.id)).toMatchObject({ state: 'pending', held: true });
});

it('waits for moderators, too, once the room is read first: new words alone publish nothing then', async () => {
  const { session, asker, by, ask } = await aRoom();
  const { id } = await ask('See bit.ly/marker');
  await qa.setRules(by, { session: session.id, moderated: true, ...rules });
  expect(await qa.reword(callBy(asker), { question: id, text: 'See the hall' })).toMatchObject({
    ...{ state: 'pending', heldFor: [] },
  });
});

it('holds links alone where nobody has saved anything, and nothing where they are let through', async () => {
  const { event, by, ask } = await aRoom();
  await sql`delete from question_filter where event_id = ${event.id}`.execute(rooms.database.sql);
  expect(await ask('Which casino?')).toMatchObject({ state: 'approved' });
  expect(await ask('See www.example.org')).toMatchObject({ heldFor: ['link'] });
  await filters.save(by, event.slug, { words: {}, starter: [], links: false, version: 0 });
  expect(await ask('See www.example.org')).toMatchObject({ state: 'approved' });
});

it('saves for moderators of the event alone, one of two who began from the same', async () => {
  const { event, moderator, asker, by } = await aRoom();
  const elsewhere = await aRoom();
  const wish = (word: string, version: number): QuestionFilter => ({
    ...{ words: { en: [word, word, 'two words'], az: [] }, starter: ['lt', 'lt'], links: false, version },
  });
  const settled = await Promise.allSettled([
    filters.save(by, event.slug, wish('one', 1)),
    filters.save(callBy(event.owner), event.slug, wish('other', 1)),
  ]);
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'edit_conflict' },
  });
  const saved = await filters.save(by, event.slug, wish('last', 2));
  expect(saved).toMatchObject({
    ...{ words: { en: ['last', 'two words'] }, starter: ['lt'], links: false, version: 3 },
    ...{ editedBy: moderator.name, editedAt: rooms.clock.now().toISOString() },
  });
  expect(saved.words).not.toHaveProperty('az');
  expect(saved.ready.ka?.length).toBeGreaterThan(20);
  expect(await filters.get(callBy(event.owner), event.slug)).toEqual(saved);
  for (const [call, code] of [
    [callBy(asker), 'forbidden'],
    [elsewhere.by, 'forbidden'],
  ] as const) {
    await expect(filters.get(call, event.slug)).rejects.toMatchObject({ code });
    await expect(filters.save(call, event.slug, wish('mine', 3))).rejects.toMatchObject({ code });
  }
  expect((await filters.get(by, event.slug)).words).toEqual(saved.words);
});

it('takes no word that could not be found or would hold nearly everything', () => {
  const listed = (word: string) =>
    QuestionFilter.safeParse({ words: { en: [word] }, starter: [], links: true, version: 0 }).success;
  for (const word of ['spam', 'spam*', 'two words', '🖕', 'ქა*', '$'])
    expect([word, listed(word)]).toEqual([word, true]);
  for (const word of ['', ' ', '*', 'a*', 'sp*am', '**', 'spam**', '...', '-*', 'x'.repeat(61)])
    expect([word, listed(word)]).toEqual([word, false]);
});
