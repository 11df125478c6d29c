import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import {
  aLive,
  anEvent,
  anotherApi,
  aParticipant,
  aPerson,
  aProxy,
  aRawLive,
  aRole,
  aSession,
  callDoor,
  routeOf,
  signedIn,
  startFoyer,
  until,
  type Foyer,
  type Proxy,
} from '@foyer/test-kit';

/** As long as anybody whose right has ended may still be told something. */
const soon = 5_000;

let foyer: Foyer;
let second: Awaited<ReturnType<typeof anotherApi>>;
const logged: string[] = [];
const open: (Live | Proxy)[] = [];
beforeAll(async () => {
  foyer = await startFoyer({ worker: false, logged: (line) => logged.push(line) });
  second = await anotherApi(foyer);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await second.stop();
  await foyer.stop();
});

async function live(person: { id: string }, url?: string): Promise<Live> {
  const client = await aLive(foyer, person, url === undefined ? {} : { url });
  open.push(client);
  return client;
}

async function aRoom() {
  const event = await anEvent(foyer);
  const session = (await aSession(foyer, event)).id;
  const [asker, moderator] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
  await aRole(foyer, event, moderator, 'moderator');
  return { event, session, asker, moderator };
}

describe.each([
  ['the process that took it', () => foyer.url],
  ['another process', () => second.url],
])('a role that is taken away, for sockets of %s', (_, at) => {
  it('ends the desk at once, and leaves what its person may still see', async () => {
    const { event, session, asker, moderator } = await aRoom();
    const wire = await aProxy([at()]);
    open.push(wire);
    const moderating = await live(moderator, wire.url);
    const other = await live(event.owner, at());
    const desk = moderating.follow(streams.desk, { session });
    const audience = moderating.follow(streams.questions, { session });
    const others = other.follow(streams.desk, { session });
    await until('all follow', () => [desk, audience, others].every((one) => one.get().status === 'ready'));
    const asking = await live(asker);
    const before = await asking.command('question.ask', { session, text: 'known-to-both' });
    await until('the desk has it', () => desk.get().state?.question[before.id]);

    await sql`delete from event_role where person_id = ${moderator.id} and role = 'moderator'`.execute(
      foyer.database.sql,
    );
    await until('the desk is shut', () => desk.get().problem?.code === 'not_found', soon);
    const { id } = await asking.command('question.ask', { session, text: 'secret-from-now-on' });
    await until('the other desk has it', () => others.get().state?.question[id]);
    await until('the room goes on', () => audience.get().state?.room[session]?.asked === 2);
    expect(wire.received()).toContain('known-to-both');
    expect(wire.received()).not.toContain('secret-from-now-on');
  });
});

it('shuts the room to who withdraws from the event, and not to others', async () => {
  const { event, session, asker, moderator } = await aRoom();
  const [leaving, staying] = [await live(asker, second.url), await live(moderator, second.url)];
  const [gone, kept] = [leaving, staying].map((client) => client.follow(streams.questions, { session }));
  await until('both follow', () => gone?.get().status === 'ready' && kept?.get().status === 'ready');
  const told: string[] = [];
  kept?.subscribe(() => told.push(kept.get().status));
  const answer = await callDoor(
    foyer,
    routeOf('withdraw'),
    { params: { event: event.slug } },
    await signedIn(foyer, asker),
  );
  expect(answer.status).toBeLessThan(300);
  await until('the room is shut', () => gone?.get().problem?.code === 'not_found', soon);
  expect([staying.connection.get(), told]).toEqual(['live', []]);
});

it('ends every socket of who is signed out everywhere, and lets them in no more', async () => {
  const person = await aPerson(foyer);
  const cookies = [await signedIn(foyer, person), await signedIn(foyer, person)];
  const sockets = [
    await aRawLive(foyer, cookies[0]),
    await aRawLive(second, cookies[1]),
    await aRawLive(foyer, cookies[1]),
  ];
  await sql`delete from sign_in_session where person_id = ${person.id}`.execute(foyer.database.sql);
  await until('all are cut', () => sockets.every((socket) => !socket.isConnected()), soon);
  // A cookie that stands for nobody is nobody's.
  const again = await aRawLive(foyer, cookies[0]);
  expect(await again.say('question.vote', { question: 1, up: true })).toBe('not_signed_in');
  again.close();
});

it('ends sockets whose session has expired', async () => {
  const cookie = await signedIn(foyer, await aPerson(foyer));
  const socket = await aRawLive(foyer, cookie);
  foyer.clock.advance(31 * 86_400_000);
  await until('it is cut', () => !socket.isConnected(), soon);
  const again = await aRawLive(foyer, cookie);
  expect(await again.say('question.vote', { question: 1, up: true })).toBe('not_signed_in');
  again.close();
  foyer.clock.advance(-31 * 86_400_000);
});

it('refuses an attendee the moderator’s commands and fields, and says so in the log by ids alone', async () => {
  const { event, session, asker, moderator } = await aRoom();
  const cookie = await signedIn(foyer, asker);
  const attendee = await aRawLive(foyer, cookie);
  const asking = await live(asker);
  const { id: question } = await asking.command('question.ask', { session, text: 'Nobody’s business' });
  logged.length = 0;
  const forbidden = {
    'question.approve': { question },
    'question.dismiss': { question, reason: 'Mine' },
    'question.answer': { question },
    'question.edit': { question, text: 'Mine' },
    'question.pin': { question, pinned: true },
    'question.spotlight': { question, answering: true },
    'question.reply': { question, text: 'Mine' },
    'question.merge': { question, into: question },
    'question.unmerge': { question },
    'questions.open': { session, open: true },
    'questions.rules': { session, moderated: false, perPerson: null, slowSeconds: null },
    'moderation.undo': { session },
    'moderation.look': { session, question },
  };
  for (const [command, input] of Object.entries(forbidden)) {
    expect([command, await attendee.say(command, input)]).toEqual([command, 'forbidden']);
  }
  const extra = { status: 'approved', state: 'approved', votes: 99 };
  expect(await attendee.say('question.ask', { session, text: 'With more', ...extra })).toBe('ok');
  const lines = logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  const refused = lines.filter((line) => line['msg'] === 'command refused');
  expect(refused.map((line) => line['command'])).toEqual(Object.keys(forbidden));
  expect(new Set(refused.map((line) => line['person']))).toEqual(new Set([asker.id]));
  expect(lines.filter((line) => line['msg'] === 'fields not heeded')).toMatchObject([
    { command: 'question.ask', unknown: 3 },
  ]);
  for (const words of [
    asker.name,
    asker.email,
    moderator.name,
    event.title['en'] ?? '',
    'Mine',
    'With more',
  ]) {
    expect(logged.join('')).not.toContain(words);
  }
  attendee.close();
  const { rows } = await sql`
    select state, votes from question where session_id = ${session} order by id`.execute(foyer.database.sql);
  expect(rows).toEqual([
    { state: 'pending', votes: 0 },
    { state: 'pending', votes: 0 },
  ]);
});
