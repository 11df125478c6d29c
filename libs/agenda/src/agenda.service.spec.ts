import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Agenda, createSession } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import type { Person } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { aPerson, aRole, anEvent, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import type { z } from 'zod';
import { AgendaModule } from './agenda.module.js';
import { AgendaQueries } from './agenda.queries.js';
import { AgendaService } from './agenda.service.js';

let rooms: Rooms;
let agenda: AgendaService;
let queries: AgendaQueries;
let event: EventEntity & { owner: Person };
beforeAll(async () => {
  rooms = await startRooms([AgendaModule]);
  agenda = rooms.get(AgendaService);
  queries = rooms.get(AgendaQueries);
});
afterAll(() => rooms.stop());
beforeEach(async () => {
  event = await anEvent(rooms);
});

const talk = (
  slug: string,
  from: string,
  to: string,
  more: Partial<z.output<typeof createSession.body>> = {},
): z.output<typeof createSession.body> => ({
  slug,
  kind: 'talk',
  title: { en: slug },
  startsAt: `2026-12-14T${from}:00Z`,
  endsAt: `2026-12-14T${to}:00Z`,
  language: 'en',
  ...more,
});
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
    const ana = await agenda.createSpeaker(by, event.slug, { name: 'Ана Ґжицька', country: 'UA' });
    const levan = await agenda.createSpeaker(by, event.slug, { name: 'ლევან ბერიძე' });
    await agenda.createSession(by, event.slug, talk('second', '10:00', '10:30', { room: 'Blue' }));
    await agenda.createSession(
      by,
      event.slug,
      talk('first', '09:00', '09:30', { speakers: [ana.id], moderators: [levan.id], room: 'Green' }),
    );
    const seen = await read();
    expect(seen.sessions.map(({ slug, speakers, moderators }) => ({ slug, speakers, moderators }))).toEqual([
      { slug: 'first', speakers: [ana.id], moderators: [levan.id] },
      { slug: 'second', speakers: [], moderators: [] },
    ]);
    expect(seen.speakers.map(({ slug }) => slug)).toEqual(['ana-gzhitska', 'levan-beridze']);
    expect(seen.rooms).toEqual(['Green', 'Blue']);
  });

  it('for organisers alone reach nobody else', async () => {
    const by = callBy(event.owner);
    await agenda.createSession(by, event.slug, talk('open', '09:00', '10:00'));
    const hidden = talk('set-up', '08:00', '09:00', {
      kind: 'private-blocker',
      title: { en: 'Sound check' },
    });
    await agenda.createSession(by, event.slug, hidden);
    const moderator = await aPerson(rooms);
    await aRole(rooms, event, moderator, 'moderator');
    expect((await read()).sessions.map(({ slug }) => slug)).toEqual(['open']);
    expect((await read(moderator)).sessions.map(({ slug }) => slug)).toEqual(['open']);
    expect((await read(event.owner)).sessions.map(({ slug }) => slug)).toEqual(['set-up', 'open']);
    await agenda.updateSession(by, event.slug, 'open', { kind: 'private-blocker' });
    const { rows } = await sql<{ change: unknown }>`
      select change from stream_change where stream = ${`agenda/${event.id}`} order by rev`.execute(
      rooms.database.sql,
    );
    expect(rows.at(-1)?.change).toHaveProperty('drop.session');
    expect(JSON.stringify(rows)).not.toContain('Sound check');
    expect((await read()).sessions).toEqual([]);
  });

  it('are written by organisers of this event alone, and only once under one slug', async () => {
    const moderator = await aPerson(rooms);
    await aRole(rooms, event, moderator, 'moderator');
    const input = talk('one', '09:00', '10:00');
    await expect(agenda.createSession(callBy(moderator), event.slug, input)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await agenda.createSession(callBy(event.owner), event.slug, input);
    await expect(agenda.createSession(callBy(event.owner), event.slug, input)).rejects.toMatchObject({
      code: 'conflict',
    });
    const other = await anEvent(rooms);
    await expect(agenda.deleteSession(callBy(other.owner), event.slug, 'one')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(agenda.deleteSession(callBy(other.owner), other.slug, 'one')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('refuse times that run backwards and people of another event', async () => {
    const by = callBy(event.owner);
    await expect(agenda.createSession(by, event.slug, talk('back', '10:00', '09:00'))).rejects.toMatchObject({
      code: 'invalid_input',
      errors: [{ pointer: '/endsAt' }],
    });
    const other = await anEvent(rooms);
    const stranger = await agenda.createSpeaker(callBy(other.owner), other.slug, { name: 'Stranger' });
    await expect(
      agenda.createSession(by, event.slug, talk('one', '09:00', '10:00', { speakers: [stranger.id] })),
    ).rejects.toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/speakers' }] });
  });
});

describe('the clocks of those on stage', () => {
  it('hold their talks and what they moderate, also across events', async () => {
    const by = callBy(event.owner);
    const person = await aPerson(rooms);
    const speaker = await agenda.createSpeaker(by, event.slug, { name: 'Elene', email: person.email });
    await agenda.createSession(by, event.slug, talk('one', '09:00', '10:00', { speakers: [speaker.id] }));
    await agenda.createSession(by, event.slug, talk('two', '10:00', '11:00', { moderators: [speaker.id] }));
    expect(await clockOf(person)).toEqual(['talk 09:00', 'moderation 10:00']);

    const other = await anEvent(rooms);
    const again = await agenda.createSpeaker(callBy(other.owner), other.slug, {
      name: 'Elene',
      email: person.email,
    });
    await expect(
      agenda.createSession(
        callBy(other.owner),
        other.slug,
        talk('clash', '10:30', '11:30', { speakers: [again.id] }),
      ),
    ).rejects.toMatchObject({ code: 'person_busy', params: { name: 'Elene' } });
    expect(await clockOf(person)).toHaveLength(2);
  });

  it('follow a session that moves, and let go of one that is taken out', async () => {
    const by = callBy(event.owner);
    const person = await aPerson(rooms);
    const speaker = await agenda.createSpeaker(by, event.slug, { name: 'Elene', email: person.email });
    const one = await agenda.createSession(
      by,
      event.slug,
      talk('one', '09:00', '10:00', { speakers: [speaker.id] }),
    );
    await agenda.createSession(by, event.slug, talk('two', '10:00', '11:00', { speakers: [speaker.id] }));
    await expect(
      agenda.updateSession(by, event.slug, 'one', { endsAt: '2026-12-14T10:15:00Z' }),
    ).rejects.toMatchObject({ code: 'person_busy' });
    expect(await facts('session.moved')).toEqual([]);
    await agenda.updateSession(by, event.slug, 'one', {
      startsAt: '2026-12-14T11:00:00Z',
      endsAt: '2026-12-14T12:00:00Z',
    });
    await agenda.updateSession(by, event.slug, 'one', { title: { en: 'Same time' } });
    expect(await facts('session.moved')).toEqual([{ event: event.id, session: one.id }]);
    expect(await clockOf(person)).toEqual(['talk 10:00', 'talk 11:00']);
    await agenda.deleteSession(by, event.slug, 'two');
    expect(await clockOf(person)).toEqual(['talk 11:00']);
    expect(await facts('session.moved')).toHaveLength(2);
  });

  it('change hands when a speaker gets another account', async () => {
    const by = callBy(event.owner);
    const [first, second] = [await aPerson(rooms), await aPerson(rooms)];
    const speaker = await agenda.createSpeaker(by, event.slug, { name: 'Elene', email: first.email });
    await agenda.createSession(by, event.slug, talk('one', '09:00', '10:00', { speakers: [speaker.id] }));
    await agenda.updateSpeaker(by, event.slug, speaker.slug, { email: second.email });
    expect(await clockOf(first)).toEqual([]);
    expect(await clockOf(second)).toEqual(['talk 09:00']);
    await agenda.updateSpeaker(by, event.slug, speaker.slug, { jobTitle: { en: 'Director' } });
    expect(await clockOf(second)).toEqual(['talk 09:00']);
    expect((await read()).speakers).toMatchObject([{ name: 'Elene', jobTitle: { en: 'Director' } }]);
    expect(JSON.stringify(await read())).not.toContain('example.org');
  });
});
