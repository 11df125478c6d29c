import { randomUUID } from 'node:crypto';
import { Ack, streamName, streams, type PollKind } from '@foyer/contracts';
import { Problem, sql } from '@foyer/platform';
import { PollAnswers, PollService, SessionCodes } from '@foyer/qa';
import {
  anEvent,
  aPerson,
  aRole,
  aSession,
  callBy,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { io } from 'socket.io-client';

let foyer: Foyer;
let polls: PollService;
let answers: PollAnswers;
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  polls = foyer.get(PollService);
  answers = foyer.get(PollAnswers);
});
const closing: (() => void)[] = [];
afterAll(async () => {
  for (const close of closing) close();
  await foyer.stop();
});

const nothing = { choices: [], words: [], text: null };

async function aRoom(people = 2) {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event, { language: 'az' });
  const moderator = await aPerson(foyer);
  await aRole(foyer, event, moderator, 'moderator');
  const audience = await Promise.all(Array.from({ length: people }, () => aPerson(foyer)));
  for (const person of audience) await aRole(foyer, event, person, 'attendee');
  const by = callBy(moderator);
  const aPoll = async (
    kind: PollKind,
    values: { options?: string[]; most?: number; open?: boolean } = {},
  ) => {
    const { options = [], most = 1, open = true } = values;
    const made = await polls.create(by, { session: session.id, kind, question: 'Asked', options, most });
    return open ? polls.open(by, { poll: made.id, open: true }) : made;
  };
  return { event, session, moderator, by, audience, aPoll };
}

interface Listener {
  /** Every frame that came, as it came. */
  frames: string[];
  say: (command: string, input: unknown) => Promise<string>;
}
async function listen(person: { id: string }): Promise<Listener> {
  const cookie = await signedIn(foyer, person);
  const socket = io(foyer.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { origin: foyer.url, cookie },
  });
  closing.push(() => void socket.disconnect());
  const frames: string[] = [];
  socket.on('connect', () => {
    socket.io.engine.on('packet', ({ data }: { data?: unknown }) => frames.push(String(data)));
  });
  await new Promise<void>((resolve) => void socket.on('connect', resolve));
  return {
    frames,
    say: async (command, input) => {
      const ack = Ack.parse(await socket.timeout(10_000).emitWithAck(command, { id: randomUUID(), input }));
      return ack.ok ? 'ok' : ack.problem.code;
    },
  };
}
const results = (poll: { id: string; round: number }) => ({
  stream: streamName(streams.pollResults, { poll: poll.id, round: String(poll.round) }),
});

async function counted(poll: string): Promise<unknown> {
  const { rows } = await sql<{ result: unknown }>`
    select change->'put'->'result'->${poll} as result from stream_change
    where stream like ${`poll-results/${poll}/%`} order by stream desc, rev desc limit 1`.execute(
    foyer.database.sql,
  );
  return rows[0]?.result;
}

it('counts 64 who answer at once, nobody twice, and those who change their minds once', async () => {
  const { audience, aPoll } = await aRoom(64);
  const poll = await aPoll('single', { options: ['One', 'Two', 'Three'] });
  const answer = (person: { id: string }, choice: number) =>
    answers.answer(callBy(person), { poll: poll.id, ...nothing, choices: [choice] });
  await Promise.all(audience.map((person, index) => answer(person, index % 3)));
  expect(await counted(poll.id)).toEqual({ total: 64, counts: [22, 21, 21], words: [] });
  // All of them again, twice at once: the last answer of each counts.
  await Promise.all(audience.flatMap((person) => [answer(person, 0), answer(person, 2)]));
  expect(await counted(poll.id)).toEqual({ total: 64, counts: [0, 0, 64], words: [] });
  const { rows } = await sql<{ n: number; revisions: number }>`
    select (select count(*)::int from poll_answer where poll_id = ${poll.id}) as n,
      (select rev::int from stream where name = ${`poll-results/${poll.id}/1`}) as revisions`.execute(
    foyer.database.sql,
  );
  expect(rows[0]?.n).toBe(64);
  // Gathered: far fewer changes than the 192 answers.
  expect(rows[0]?.revisions).toBeLessThan(64);
}, 30_000);

it('counts right with two processes, and nothing is answered once the poll is closed', async () => {
  const { by, audience, aPoll } = await aRoom(64);
  const poll = await aPoll('rating');
  const other = new PollAnswers(foyer.database, foyer.clock);
  const answer = (person: { id: string }, index: number) =>
    (index % 2 ? answers : other).answer(callBy(person), { poll: poll.id, ...nothing, choices: [index % 5] });
  const [half, rest] = [audience.slice(0, 32), audience.slice(32)];
  await Promise.all(half.map(answer));
  expect(await counted(poll.id)).toMatchObject({ total: 32 });
  const [closed, ...settled] = await Promise.all([
    polls.open(by, { poll: poll.id, open: false }),
    ...rest.map((person, index) =>
      answer(person, index).then(
        () => 'counted',
        (error: unknown) => (error instanceof Problem ? error.code : 'broken'),
      ),
    ),
  ]);
  expect(closed.state).toBe('closed');
  const taken = settled.filter((one) => one === 'counted').length;
  expect(settled.filter((one) => one !== 'counted' && one !== 'poll_state')).toEqual([]);
  expect(await counted(poll.id)).toMatchObject({ total: 32 + taken });
}, 30_000);

it('keeps results out of every frame until the reader has answered or the poll is closed', async () => {
  const { session, by, moderator, audience, aPoll } = await aRoom(3);
  const [early, late, third] = audience;
  if (!early || !late || !third) throw new Error('three people');
  const draft = await aPoll('text', { open: false });
  const poll = await aPoll('text');
  const [first, second, desk] = [await listen(early), await listen(late), await listen(moderator)];
  const follow = async (who: Listener, person: { id: string }) => {
    for (const stream of [
      streamName(streams.polls, { session: session.id }),
      streamName(streams.pollAnswers, { session: session.id, person: person.id }),
    ]) {
      expect(await who.say('stream.follow', { stream })).toBe('ok');
    }
  };
  await follow(first, early);
  await follow(second, late);
  expect(await second.say('stream.follow', results(poll))).toBe('not_found');
  expect(await desk.say('stream.follow', results(poll))).toBe('ok');

  expect(await first.say('poll.answer', { poll: poll.id, text: 'Xəzri wind' })).toBe('ok');
  expect(await first.say('stream.follow', results(poll))).toBe('ok');
  await until('the desk hears', () => desk.frames.some((frame) => frame.includes('Xəzri wind')));
  expect(first.frames.join()).toContain('Xəzri wind');
  expect(await second.say('stream.follow', results(poll))).toBe('not_found');

  // Closed, they are everybody's; open again, only what was there then.
  await polls.open(by, { poll: poll.id, open: false });
  await until('closing', () => second.frames.some((frame) => frame.includes('"closed')));
  expect(second.frames.join()).not.toContain('Xəzri wind');
  expect(await second.say('stream.follow', results(poll))).toBe('ok');
  expect(second.frames.join()).toContain('Xəzri wind');
  const again = await polls.open(by, { poll: poll.id, open: true });
  expect(again.round).toBe(2);
  expect(await second.say('stream.follow', results(poll))).toBe('not_found');
  expect(await second.say('stream.follow', results(again))).toBe('not_found');
  await answers.answer(callBy(third), { poll: poll.id, ...nothing, text: 'Gilavar wind' });
  expect(await first.say('stream.follow', results(again))).toBe('ok');
  await until('results', () => first.frames.some((frame) => frame.includes('Gilavar wind')));
  expect(await second.say('poll.answer', { poll: poll.id, text: 'Mine' })).toBe('ok');
  expect(second.frames.join()).not.toContain('Gilavar wind');
  expect(await second.say('stream.follow', results(again))).toBe('ok');
  expect(second.frames.join()).toContain('Gilavar wind');

  // A draft is in no frame but a moderator's, and nobody's id in any.
  const all = [...first.frames, ...second.frames].join();
  expect(all).not.toContain(draft.id);
  for (const frame of second.frames) expect(frame).not.toContain(early.id);
  expect(await first.say('poll.answer', { poll: draft.id, text: 'Too early' })).toBe('not_found');
}, 30_000);

it('keeps what is off the screens out of every frame but the moderators’', async () => {
  const { by, moderator, audience, aPoll } = await aRoom(3);
  const [early, late, third] = audience;
  if (!early || !late || !third) throw new Error('three people');
  const poll = await aPoll('words', { most: 2 });
  const [first, desk] = [await listen(early), await listen(moderator)];
  const aside = { stream: streamName(streams.pollAside, { poll: poll.id }) };
  const off = { poll: poll.id, answer: 'küləkli', hidden: true };
  expect(await first.say('poll.answer', { poll: poll.id, words: ['gilavar'] })).toBe('ok');
  for (const who of [first, desk]) expect(await who.say('stream.follow', results(poll))).toBe('ok');
  expect(await first.say('stream.follow', aside)).toBe('not_found');
  expect(await desk.say('stream.follow', aside)).toBe('ok');
  await answers.answer(callBy(third), { poll: poll.id, ...nothing, words: ['küləkli', 'xəzri'] });
  await until('the word', () => first.frames.some((frame) => frame.includes('küləkli')));

  expect(await first.say('poll.hideAnswer', off)).toBe('forbidden');
  expect(await desk.say('poll.hideAnswer', off)).toBe('ok');
  const withoutIt = (frame: string) => frame.includes('xəzri') && !frame.includes('küləkli');
  await until('the next frame', () => first.frames.some(withoutIt));
  const since = first.frames.findIndex(withoutIt);
  await until('the desk hears', () => desk.frames.some((frame) => /poll-aside.*küləkli/.test(frame)));
  // The same word again, then closing, newcomers, and somebody who was away.
  await answers.answer(callBy(third), { poll: poll.id, ...nothing, words: ['küləkli', 'meh'] });
  await until('the answer', () => first.frames.some((frame) => frame.includes('meh')));
  await polls.open(by, { poll: poll.id, open: false });
  const second = await listen(late);
  expect(await second.say('stream.follow', results(poll))).toBe('ok');
  expect(await second.say('stream.follow', aside)).toBe('not_found');
  const back = await listen(late);
  expect(await back.say('stream.follow', { ...results(poll), since: 2 })).toBe('ok');
  const frames = [...first.frames.slice(since), ...second.frames, ...back.frames];
  expect(frames.filter((frame) => frame.includes('meh')).length).toBeGreaterThanOrEqual(3);
  expect(frames.filter((frame) => frame.includes('küləkli'))).toEqual([]);

  expect(await desk.say('poll.hideAnswer', { ...off, hidden: false })).toBe('ok');
  await until('it is back', () => second.frames.some((frame) => frame.includes('küləkli')));
}, 30_000);

it('takes only what fits, and words whatever their case, by the language of the session', async () => {
  const { by, audience, aPoll } = await aRoom(2);
  const [one, two] = audience.map((person) => callBy(person));
  if (!one || !two) throw new Error('two people');
  const words = await aPoll('words', { most: 3 });
  const say = (call: typeof one, given: string[]) =>
    answers.answer(call, { poll: words.id, ...nothing, words: given });
  expect(await say(one, ['  İstixana ', 'ISTI', 'სითბო'])).toMatchObject({
    words: ['istixana', 'ıstı', 'სითბო'],
  });
  await say(two, ['istixana', 'İSTİXANA']);
  expect(await counted(words.id)).toMatchObject({
    total: 2,
    words: [{ word: 'istixana', count: 2 }, {}, {}],
  });
  await expect(say(one, ['a', 'b', 'c', 'd'])).rejects.toMatchObject({ code: 'invalid_input' });

  const multiple = await aPoll('multiple', { options: ['One', 'Two', 'Three'], most: 2 });
  const choose = (choices: number[]) => answers.answer(one, { poll: multiple.id, ...nothing, choices });
  expect(await choose([2, 0, 2])).toMatchObject({ choices: [0, 2] });
  for (const wrong of [[], [0, 1, 2], [3]])
    await expect(choose(wrong)).rejects.toMatchObject({ code: 'invalid_input' });
  await polls.open(by, { poll: multiple.id, open: false });
  await expect(choose([1])).rejects.toMatchObject({ code: 'poll_state' });
  await expect(aPoll('single', { options: ['Alone'] })).rejects.toMatchObject({ code: 'invalid_input' });
  const outsider = await aPerson(foyer);
  await expect(
    answers.answer(callBy(outsider), { poll: words.id, ...nothing, words: ['me'] }),
  ).rejects.toMatchObject({ code: 'not_registered' });
});

it('shows one poll at most, rates a session once, and deletes drafts alone', async () => {
  const { session, by, audience, aPoll } = await aRoom(1);
  const made = [await aPoll('text'), await aPoll('text'), await aPoll('text')];
  await Promise.all(made.map(({ id }) => polls.show(by, { poll: id, shown: true })));
  const { rows } = await sql`select from poll where session_id = ${session.id} and shown`.execute(
    foyer.database.sql,
  );
  expect(rows).toHaveLength(1);
  const [rating, same] = await Promise.all([1, 2].map(() => polls.rateSession(by, { session: session.id })));
  expect(rating).toMatchObject({ kind: 'rating', question: null, state: 'open', round: 1 });
  expect(same?.id).toBe(rating?.id);
  const open = made[0]?.id ?? '';
  await expect(polls.delete(by, { poll: open })).rejects.toMatchObject({ code: 'poll_state' });
  const draft = await aPoll('text', { open: false });
  await expect(polls.show(by, { poll: draft.id, shown: true })).rejects.toMatchObject({ code: 'poll_state' });
  for (const person of audience) {
    await expect(polls.open(callBy(person), { poll: open, open: false })).rejects.toMatchObject({
      code: 'forbidden',
    });
  }
  await polls.delete(by, { poll: draft.id });
});

it('gives a session one code, and slows down only who tries wrong ones', async () => {
  const { event, session, audience } = await aRoom(2);
  const codes = foyer.get(SessionCodes);
  const [person, other] = audience.map((one) => callBy(one));
  if (!person || !other) throw new Error('two people');
  const made = await Promise.all(Array.from({ length: 8 }, () => codes.of(person, event.slug, session.id)));
  expect(new Set(made.map(({ code }) => code)).size).toBe(1);
  const code = made[0]?.code ?? '';
  expect(code).toMatch(/^[A-HJ-NP-Z]{6}$/);
  const nobody = { actor: null, address: '192.0.2.7' };
  const found = { event: event.slug, session: session.slug };
  expect(await codes.find(nobody, code)).toMatchObject(found);
  const typed = await fetch(`${foyer.url}/api/join/${code.toLowerCase()}`);
  expect(await typed.json()).toMatchObject(found);
  await expect(codes.of(callBy(await aPerson(foyer)), event.slug, session.id)).rejects.toMatchObject({
    code: 'not_found',
  });

  const wrong = code === 'AAAAAA' ? 'BBBBBB' : 'AAAAAA';
  const tries = await Promise.allSettled(Array.from({ length: 70 }, () => codes.find(person, wrong)));
  const said = tries.map((one) => (one.status === 'rejected' ? String(one.reason.code) : 'found'));
  expect(new Set(said)).toEqual(new Set(['not_found', 'too_many_requests']));
  // Whoever takes part learns nothing by a right one.
  expect(await codes.find(person, code)).toMatchObject(found);
  const stranger = callBy(await aPerson(foyer));
  await Promise.allSettled(Array.from({ length: 70 }, () => codes.find(stranger, wrong)));
  await expect(codes.find(stranger, code)).rejects.toMatchObject({ code: 'too_many_requests' });
  // Behind the same address nobody else notices.
  expect(await codes.find(other, code)).toMatchObject(found);
  expect(await codes.find({ ...nobody, address: person.address }, code)).toMatchObject(found);
});

it('lets people with right codes in where somebody behind their address tries wrong ones', async () => {
  const { event, session, audience } = await aRoom(1);
  const codes = foyer.get(SessionCodes);
  const [participant] = audience;
  const { code } = await codes.of(callBy(participant ?? event.owner), event.slug, session.id);
  const address = '192.0.2.44';
  const nobody = { actor: null, address };
  const used = async (subject: string, seconds: number) => {
    const full = new Date(foyer.clock.now().getTime() + seconds * 1_000);
    await sql`
      insert into limit_used (key, full_at) values (${`${subject}:address ${address}`}, ${full})
      on conflict (key) do update set full_at = excluded.full_at`.execute(foyer.database.sql);
  };
  await used('session-code-quick', 600);
  const began = performance.now();
  expect(await codes.find(nobody, code)).toMatchObject({ session: session.slug });
  expect(performance.now() - began).toBeGreaterThan(900);
  await used('session-code', 600);
  await expect(codes.find(nobody, code)).rejects.toMatchObject({ code: 'too_many_requests' });
  // A guest of the event is there already.
  const guest = await aPerson(foyer);
  await sql`
    insert into event_guest (event_id, person_id, came_at) values (${event.id}, ${guest.id}, now())`.execute(
    foyer.database.sql,
  );
  await sql`update event set guests = 'ask' where id = ${event.id}`.execute(foyer.database.sql);
  expect(await codes.find({ ...callBy(guest), address }, code)).toMatchObject({ session: session.slug });
});
