import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agenda, Session } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { aPerson, aRole, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { SpeakersService } from './speakers.service.js';
import { Timetable, type SessionDraft } from './timetable.js';
import { emptySession } from './working-agenda.js';

let rooms: Rooms;
let agenda: SpeakersService;
let queries: AgendaQueries;
let event: EventEntity & { owner: Person };
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  agenda = rooms.get(SpeakersService);
  queries = rooms.get(AgendaQueries);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
});

const talk = (slug: string, from: string, to: string, more: Partial<SessionDraft> = {}): SessionDraft => ({
  ...emptySession,
  slug,
  kind: 'talk',
  title: { en: slug },
  startsAt: `2026-12-14T${from}:00Z`,
  endsAt: `2026-12-14T${to}:00Z`,
  language: 'en',
  ...more,
});
/** Puts one session into force. */
const put = async (draft: SessionDraft, { id } = event): Promise<Session> => {
  const { sessions } = await rooms.database.write(houseCall, async (tx) => {
    const timetable = rooms.get(Timetable);
    await timetable.lock(tx, id);
    return timetable.put(tx, id, [draft]);
  });
  const session = sessions.get(draft.slug);
  if (!session) throw new Error('not there');
  return session;
};
const read = async (person?: Person): Promise<Agenda> =>
  JSON.parse((await queries.getAgenda(person ? callBy(person) : houseCall, event.slug)).body.toString());
const facts = async (name: string): Promise<unknown[]> =>
  (
    await sql<{ payload: unknown }>`
      select payload from outbox_fact where name = ${name} and payload ->> 'event' = ${event.id}`.execute(
      rooms.database.sql,
    )
  ).rows.map((row) => row.payload);
const clockOf = async (person: Person): Promise<unknown[]> =>
  (
    await sql<{ kind: string; from: string }>`
      select kind, starts_at as "from" from commitment where person_id = ${person.id} order by starts_at`.execute(
      rooms.database.sql,
    )
  ).rows.map((row) => `${row.kind} ${new Date(row.from).toISOString().slice(11, 16)}`);

describe('sessions', () => {
  it('stand in the agenda by start, with who speaks and who moderates', async () => {
    const by = callBy(event.owner);
    const ana = await agenda.create(by, event.slug, { name: 'Ана Ґжицька', country: 'UA' });
    const levan = await agenda.create(by, event.slug, { name: 'ლევან ბერიძე' });
    await put(talk('second', '10:00', '10:30'));
    await put(talk('first', '09:00', '09:30', { speakers: [ana.id], moderators: [levan.id] }));
    const seen = await read();
    expect(seen.sessions.map(({ slug, speakers, moderators }) => ({ slug, speakers, moderators }))).toEqual([
      { slug: 'first', speakers: [ana.id], moderators: [levan.id] },
      { slug: 'second', speakers: [], moderators: [] },
    ]);
    expect(seen.speakers.map(({ slug }) => slug)).toEqual(['ana-gzhitska', 'levan-beridze']);
  });

  it('for organisers alone reach nobody else', async () => {
    await put(talk('open', '09:00', '10:00'));
    const hidden = talk('set-up', '08:00', '09:00', {
      kind: 'private-blocker',
      title: { en: 'Sound check' },
    });
    await put(hidden);
    const moderator = await aPerson(rooms);
    await aRole(rooms, event, moderator, 'moderator');
    expect((await read()).sessions.map(({ slug }) => slug)).toEqual(['open']);
    expect((await read(moderator)).sessions.map(({ slug }) => slug)).toEqual(['open']);
    expect((await read(event.owner)).sessions.map(({ slug }) => slug)).toEqual(['set-up', 'open']);
    await put(talk('open', '09:00', '10:00', { kind: 'private-blocker' }));
    const { rows } = await sql<{ change: unknown }>`
      select change from stream_change where stream = ${`agenda/${event.id}`} order by rev`.execute(
      rooms.database.sql,
    );
    expect(rows.at(-1)?.change).toHaveProperty('drop.session');
    expect(JSON.stringify(rows)).not.toContain('Sound check');
    expect((await read()).sessions).toEqual([]);
  });

  it('refuse times that run backwards and people of another event', async () => {
    await expect(put(talk('back', '10:00', '09:00'))).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/endsAt' }],
    });
    const other = await anEvent(rooms);
    const stranger = await agenda.create(callBy(other.owner), other.slug, { name: 'Stranger' });
    await expect(put(talk('one', '09:00', '10:00', { speakers: [stranger.id] }))).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/speakers' }],
    });
  });
});

describe('the clocks of those on stage', () => {
  it('hold their talks and what they moderate, also across events', async () => {
    const by = callBy(event.owner);
    const person = await aPerson(rooms);
    const speaker = await agenda.create(by, event.slug, { name: 'Elene', email: person.email });
    await put(talk('one', '09:00', '10:00', { speakers: [speaker.id] }));
    await put(talk('two', '10:00', '11:00', { moderators: [speaker.id] }));
    expect(await clockOf(person)).toEqual(['talk 09:00', 'moderation 10:00']);

    const other = await anEvent(rooms);
    const again = await agenda.create(callBy(other.owner), other.slug, {
      name: 'Elene',
      email: person.email,
    });
    await expect(put(talk('clash', '10:30', '11:30', { speakers: [again.id] }), other)).rejects.toMatchObject(
      { code: 'person_busy', params: { name: 'Elene' } },
    );
    expect(await clockOf(person)).toHaveLength(2);
  });

  it('follow a session that moves, and let go of one that is taken out', async () => {
    const by = callBy(event.owner);
    const person = await aPerson(rooms);
    const speaker = await agenda.create(by, event.slug, { name: 'Elene', email: person.email });
    const one = await put(talk('one', '09:00', '10:00', { speakers: [speaker.id] }));
    const two = await put(talk('two', '10:00', '11:00', { speakers: [speaker.id] }));
    await expect(put(talk('one', '09:00', '10:15', { speakers: [speaker.id] }))).rejects.toMatchObject({
      code: 'person_busy',
    });
    expect(await facts('session.moved')).toEqual([]);
    const moved = talk('one', '11:00', '12:00', { speakers: [speaker.id] });
    expect((await put(moved)).id).toBe(one.id);
    await put({ ...moved, title: { en: 'Same time' } });
    expect(await facts('session.moved')).toEqual([{ event: event.id, session: one.id }]);
    expect(await clockOf(person)).toEqual(['talk 10:00', 'talk 11:00']);
    await rooms.database.write(houseCall, (tx) => rooms.get(Timetable).remove(tx, event.id, [two.id]));
    expect(await clockOf(person)).toEqual(['talk 11:00']);
    expect(await facts('session.moved')).toHaveLength(2);
  });

  it('change hands when a speaker gets another account', async () => {
    const by = callBy(event.owner);
    const [first, second] = [await aPerson(rooms), await aPerson(rooms)];
    const speaker = await agenda.create(by, event.slug, { name: 'Elene', email: first.email });
    await put(talk('one', '09:00', '10:00', { speakers: [speaker.id] }));
    await agenda.update(by, event.slug, speaker.slug, { email: second.email });
    expect(await clockOf(first)).toEqual([]);
    expect(await clockOf(second)).toEqual(['talk 09:00']);
    await agenda.update(by, event.slug, speaker.slug, { jobTitle: { en: 'Director' } });
    expect(await clockOf(second)).toEqual(['talk 09:00']);
    expect((await read()).speakers).toMatchObject([{ name: 'Elene', jobTitle: { en: 'Director' } }]);
    expect(JSON.stringify(await read())).not.toContain('example.org');
  });
});
