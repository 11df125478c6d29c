import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { isProblem, type Live } from '@foyer/client';
import { streams } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import {
  aLive,
  anEvent,
  anotherApi,
  aPerson,
  aProxy,
  aRole,
  aSession,
  signedIn,
  startFoyer,
  until,
  type Foyer,
  type Proxy,
} from '@foyer/test-kit';

let foyer: Foyer;
let second: Awaited<ReturnType<typeof anotherApi>>;
const open: (Live | Proxy)[] = [];
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  second = await anotherApi(foyer);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await second.stop();
  await foyer.stop();
});

type Person = Awaited<ReturnType<typeof aPerson>>;

async function live(person: Person | null, url?: string): Promise<Live> {
  const client = await aLive(foyer, person, url === undefined ? {} : { url });
  open.push(client);
  return client;
}

/** A running session with an asker, another attendee, a moderator and somebody from outside. */
async function aRoom() {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const people = {
    asker: await aPerson(foyer, { name: 'Nino Asker' }),
    attendee: await aPerson(foyer, { name: 'Other Attendee' }),
    moderator: await aPerson(foyer, { name: 'Some Moderator' }),
    outsider: await aPerson(foyer, { name: 'From Outside' }),
  };
  await aRole(foyer, event, people.asker, 'attendee');
  await aRole(foyer, event, people.attendee, 'attendee');
  await aRole(foyer, event, people.moderator, 'moderator');
  return { event, session: session.id, ...people };
}

const problemOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );

it('leads a question from its asker through the moderator to everybody’s votes and its answer', async () => {
  const { session, asker, attendee, moderator } = await aRoom();
  const [asking, listening, moderating] = [await live(asker), await live(attendee), await live(moderator)];
  const audience = listening.follow(streams.questions, { session });
  const desk = moderating.follow(streams.desk, { session });
  const own = asking.follow(streams.ownQuestions, { session, person: asker.id });
  await until('all follow', () => [audience, desk, own].every((one) => one.get().status === 'ready'));

  const { id } = await asking.command('question.ask', { session, text: 'When does the call open?' });
  await until('the desk sees it wait', () => desk.get().state?.question[id]?.state === 'pending');
  await until('the asker sees it wait', () => own.get().state?.question[id]?.state === 'pending');
  await until('the audience sees a count', () => audience.get().state?.room[session]?.asked === 1);
  expect(audience.get().state?.question).toEqual({});

  await moderating.command('question.approve', { question: id });
  const seen = await until('the audience sees it', () => audience.get().state?.question[id]);
  expect(seen).toMatchObject({ text: 'When does the call open?', author: 'Nino Asker', votes: 0 });

  const { rev } = await listening.command('question.vote', { question: id, up: true });
  await until('the vote is seen', () => (audience.get().rev ?? 0) >= rev);
  expect(audience.get().state?.question[id]?.votes).toBe(1);
  // Another tab of the same person knows of the vote from its beginning.
  const tab = (await live(attendee)).follow(streams.ownQuestions, { session, person: attendee.id });
  await until('the tab knows', () => tab.get().state?.vote[id]?.up);
  await listening.command('question.vote', { question: id, up: false });
  await until('the vote is taken back', () => audience.get().state?.question[id]?.votes === 0);

  await moderating.command('question.answer', { question: id });
  await until('it is answered', () => audience.get().state?.question[id]?.state === 'answered');
  await until('it is counted', () => audience.get().state?.room[session]?.answered === 1);
});

it('tells the asker why a question was set aside, and nobody else', async () => {
  const { session, asker, attendee, moderator } = await aRoom();
  const own = (await live(asker)).follow(streams.ownQuestions, { session, person: asker.id });
  const spying = (await live(attendee)).follow(streams.ownQuestions, { session, person: asker.id });
  const { id } = await (await live(asker)).command('question.ask', { session, text: 'Who won?' });
  await (await live(moderator)).command('question.dismiss', { question: id, reason: 'Asked and answered' });
  await until('the reason', () => own.get().state?.question[id]?.reason === 'Asked and answered');
  await until('the spy is refused', () => spying.get().problem?.code === 'not_found');
});

it('never sends what waits or was set aside to anybody but moderators and its asker', async () => {
  const { session, asker, attendee, moderator, outsider } = await aRoom();
  const wires = [
    await aProxy([foyer.url]),
    await aProxy([second.url]),
    await aProxy([foyer.url]),
    await aProxy([second.url]),
  ];
  open.push(...wires);
  const watching = [attendee, attendee, outsider, null];
  const clients: Live[] = [];
  for (const [index, wire] of wires.entries()) clients.push(await live(watching[index] ?? null, wire.url));
  const publicStates = clients.map((client) => client.follow(streams.questions, { session }));
  for (const client of clients) {
    client.follow(streams.desk, { session });
    client.follow(streams.ownQuestions, { session, person: asker.id });
  }
  const [asking, moderating] = [await live(asker), await live(moderator)];
  const ids: number[] = [];
  for (let index = 0; index < 12; index++) {
    const text = `${index % 3 === 0 ? 'public' : 'secret'}-${index}-marker`;
    const { id } = await asking.command('question.ask', { session, text, anonymous: index % 2 === 0 });
    ids.push(id);
    // What others try with it says nothing either.
    for (const client of clients)
      await problemOf(client.command('question.vote', { question: id, up: true }));
    if (index % 3 === 0) await moderating.command('question.approve', { question: id });
    if (index % 3 === 1)
      await moderating.command('question.dismiss', { question: id, reason: 'secret-reason' });
    if (index === 6) clients[0]?.reconnect();
  }
  const last = ids[9] ?? 0;
  await until('the attendees see the last public one', () =>
    publicStates.slice(0, 2).every((state) => state.get().state?.question[last] !== undefined),
  );
  expect(publicStates.slice(2).map((state) => state.get().problem?.code)).toEqual(['not_found', 'not_found']);
  for (const wire of wires) {
    expect(wire.received()).not.toContain('secret-');
    expect(wire.received()).not.toContain(asker.id);
  }
  for (const wire of wires.slice(0, 2)) expect(wire.received()).toContain('public-9-marker');
  for (const wire of wires.slice(2)) expect(wire.received()).not.toContain('-marker');
  // Named questions name their asker, anonymous ones nobody, not even to moderators.
  const state = publicStates[0]?.get().state;
  expect(state?.question[ids[3] ?? 0]?.author).toBe('Nino Asker');
  expect(state?.question[ids[6] ?? 0]?.author).toBeNull();
});

it('sends nobody the words that a moderator has taken out, and votes for what was united once', async () => {
  const { session, asker, attendee, moderator } = await aRoom();
  const wire = await aProxy([foyer.url]);
  open.push(wire);
  const listening = await live(attendee, wire.url);
  const audience = listening.follow(streams.questions, { session });
  const [asking, moderating] = [await live(asker), await live(moderator)];
  const ask = async (text: string) => (await asking.command('question.ask', { session, text })).id;
  const [first, second, third] = [await ask('secret-first'), await ask('Second'), await ask('secret-third')];
  await asking.command('question.reword', { question: first, text: 'secret-reworded' });
  const edited = await moderating.command('question.edit', { question: first, text: 'First, edited' });
  await moderating.command('question.approve', { question: first, version: edited.version });
  await moderating.command('question.approve', { question: second });
  for (const question of [first, second]) await listening.command('question.vote', { question, up: true });
  await asking.command('question.vote', { question: second, up: true });
  await moderating.command('question.merge', { question: second, into: first });
  await moderating.command('question.merge', { question: third, into: first });
  await until('the votes are united', () => audience.get().state?.question[first]?.votes === 2);
  expect(audience.get().state?.merged).toEqual({ [second]: { into: first } });
  await until('both are counted', () => audience.get().state?.room[session]?.merged === 2);
  expect(audience.get().state?.room[session]).toMatchObject({ asked: 3, answered: 0, aside: 0 });
  // Joining afterwards, one knows of one's own votes as they were given.
  const again = (await live(attendee)).follow(streams.ownQuestions, { session, person: attendee.id });
  const joined = (await live(attendee)).follow(streams.questions, { session });
  await until('both follow', () => again.get().state && joined.get().state);
  expect(Object.keys(again.get().state?.vote ?? {}).map(Number)).toEqual([first, second]);
  expect(joined.get().state?.merged).toEqual({ [second]: { into: first } });

  await moderating.command('question.unmerge', { question: third });
  await moderating.command('question.unmerge', { question: second });
  await until('they are apart', () => audience.get().state?.question[second]?.votes === 2);
  expect(audience.get().state?.question[first]?.votes).toBe(1);
  await moderating.command('moderation.undo', { session });
  await until('they are united again', () => audience.get().state?.question[first]?.votes === 2);
  await moderating.command('question.spotlight', { question: first, answering: true });
  await moderating.command('question.reply', { question: first, text: 'In writing' });
  await until('the answer', () => audience.get().state?.question[first]?.reply === 'In writing');
  for (const command of ['question.edit', 'question.reply'] as const) {
    expect(await problemOf(listening.command(command, { question: first, text: 'Mine' }))).toBe('forbidden');
  }
  expect(await problemOf(listening.command('moderation.undo', { session }))).toBe('forbidden');
  expect(wire.received()).toContain('First, edited');
  expect(wire.received()).not.toContain('secret-');
});

it('sends nobody else what a list holds, its marks or its tags, also not once it is put otherwise', async () => {
  const { event, session, asker, attendee, moderator } = await aRoom();
  const owner = await signedIn(foyer, event.owner);
  const saved = await fetch(`${foyer.url}/api/events/${event.slug}/question-filter`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie: owner },
    body: JSON.stringify({ words: { en: ['secret-word*'] }, starter: [], links: true, version: 0 }),
  });
  expect(saved.status).toBe(200);
  const wires = [await aProxy([foyer.url]), await aProxy([second.url])];
  const asking = await aProxy([foyer.url]);
  open.push(...wires, asking);
  const listeners = await Promise.all(wires.map((wire) => live(attendee, wire.url)));
  const audiences = listeners.map((one) => one.follow(streams.questions, { session }));
  for (const one of listeners) {
    one.follow(streams.desk, { session });
    one.follow(streams.ownQuestions, { session, person: asker.id });
  }
  const [mine, moderating] = [await live(asker, asking.url), await live(moderator)];
  const own = mine.follow(streams.ownQuestions, { session, person: asker.id });
  const desk = moderating.follow(streams.desk, { session });
  await moderating.command('questions.rules', {
    session,
    moderated: false,
    perPerson: null,
    slowSeconds: null,
  });
  const ask = (text: string) => mine.command('question.ask', { session, text });
  const held = await ask('A secret-words marker');
  expect(held).toMatchObject({ state: 'pending', heldFor: ['word'] });
  const link = await ask('At https://secret-link.example');
  await moderating.command('question.tag', { question: held.id, tags: ['secret-tag'] });
  await until('the desk knows what is held, and why', () => {
    const one = desk.get().state?.question[held.id];
    return one?.held && one.tags[0] === 'secret-tag' && one.marks[0]?.text === 'secret-word*';
  });
  await until('the asker knows why', () => own.get().state?.question[link.id]?.heldFor[0] === 'link');
  await mine.command('question.reword', { question: held.id, text: 'At https://secret-again.example' });
  const free = await mine.command('question.reword', { question: held.id, text: 'Nothing to hide' });
  expect(free).toMatchObject({ state: 'approved', heldFor: [] });
  await until('all see it', () =>
    audiences.every((one) => one.get().state?.question[held.id]?.text === 'Nothing to hide'),
  );
  const joined = (await live(attendee)).follow(streams.questions, { session });
  await until('who joins sees it alone', () => Object.keys(joined.get().state?.question ?? {}).length === 1);
  for (const wire of wires) expect(wire.received()).not.toContain('secret-');
  // Whoever asked is told what kind it was, not which word is listed, and nothing of tags.
  for (const word of ['secret-word*', 'secret-tag', '"marks"', '"tags"'])
    expect([word, asking.received()]).toEqual([word, expect.not.stringContaining(word)]);
});

it('counts one vote of one person, however many sockets say so at once', async () => {
  const { session, asker, attendee, moderator } = await aRoom();
  const { id } = await (await live(asker)).command('question.ask', { session, text: 'One vote each?' });
  await (await live(moderator)).command('question.approve', { question: id });
  const sockets = await Promise.all(
    Array.from({ length: 10 }, (_, index) => live(attendee, index % 2 ? foyer.url : second.url)),
  );
  const audience = (await live(asker)).follow(streams.questions, { session });
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) =>
      sockets[index % sockets.length]?.command('question.vote', { question: id, up: true }),
    ),
  );
  await until('the vote', () => audience.get().state?.question[id]?.votes === 1);
  for (let round = 0; round < 5; round++) {
    const again = await live(attendee, round % 2 ? foyer.url : second.url);
    await again.command('question.vote', { question: id, up: true });
    again.close();
  }
  const inventing = await live(attendee);
  const invented = Array.from({ length: 30 }, (_, index) =>
    problemOf(inventing.command('question.vote', { question: id + 1_000 + index, up: true })),
  );
  expect(new Set(await Promise.all(invented))).toEqual(new Set(['not_found']));
  const { rows } = await sql<{ votes: number; rows: number }>`
    select votes, (select count(*)::int from vote where question_id = id) as rows from question where id = ${id}`.execute(
    foyer.database.sql,
  );
  expect(rows).toEqual([{ votes: 1, rows: 1 }]);
});

it('asks once for one command id, and refuses the id with another input', async () => {
  const { session, asker } = await aRoom();
  const clients = await Promise.all(
    [0, 1, 2, 3].map((index) => live(asker, index % 2 ? foyer.url : second.url)),
  );
  const id = crypto.randomUUID();
  const input = { session, text: 'Only once' };
  const answers = await Promise.all(clients.map((client) => client.command('question.ask', input, { id })));
  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
  const reused = (await live(asker)).command('question.ask', { ...input, text: 'Something else' }, { id });
  expect(await problemOf(reused)).toBe('command_reused');
  const { rows } = await sql`select from question where session_id = ${session}`.execute(foyer.database.sql);
  expect(rows).toHaveLength(1);
});

it('refuses those without the right, and does not heed fields that are not theirs', async () => {
  const { session, asker, attendee, moderator, outsider } = await aRoom();
  const [asking, listening, outside, nobody] = [
    await live(asker),
    await live(attendee),
    await live(outsider),
    await live(null),
  ];
  const extra = { session, text: 'With extras', state: 'approved', votes: 99, author: 'Somebody else' };
  const { id, state } = await asking.command('question.ask', extra);
  expect(state).toBe('pending');
  expect(await problemOf(listening.command('question.approve', { question: id }))).toBe('forbidden');
  expect(await problemOf(listening.command('question.dismiss', { question: id, reason: 'No' }))).toBe(
    'forbidden',
  );
  expect(await problemOf(listening.command('question.answer', { question: id }))).toBe('forbidden');
  expect(await problemOf(listening.command('questions.open', { session, open: false }))).toBe('forbidden');
  expect(await problemOf(listening.command('question.withdraw', { question: id }))).toBe('not_found');
  expect(await problemOf(listening.command('question.vote', { question: id, up: true }))).toBe(
    'question_state',
  );
  expect(await problemOf(outside.command('question.ask', { session, text: 'Let me in' }))).toBe(
    'not_registered',
  );
  expect(await problemOf(outside.command('question.approve', { question: id }))).toBe('not_found');
  expect(await problemOf(nobody.command('question.ask', { session, text: 'And me' }))).toBe('not_signed_in');
  await (await live(moderator)).command('question.approve', { question: id });
  const audience = listening.follow(streams.questions, { session });
  expect(await until('it is public', () => audience.get().state?.question[id])).toMatchObject({
    votes: 0,
    author: 'Nino Asker',
  });
  expect(await problemOf(asking.command('question.ask', { session, text: 'x'.repeat(301) }))).toBe(
    'invalid_input',
  );
});
