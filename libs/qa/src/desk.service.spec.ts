import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applyChange, StreamChange } from '@foyer/contracts';
import { houseCall, Problem, sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, aSpeaker, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import fc from 'fast-check';
import { DeskModel, type Op } from './desk-model.js';
import { DeskService } from './desk.service.js';
import { GuestModule } from './guest.module.js';
import { LiveErasure } from './live-erasure.service.js';
import { LookingService, readLooking } from './looking.js';
import { QaModule } from './qa.module.js';
import { readDesk, readMerged, readOwn, readVotes } from './qa.rows.js';
import { QaService } from './qa.service.js';
import { QuestionTags } from './question-tags.queries.js';
import { VoteWriter } from './vote-writer.js';

let rooms: Rooms;
let qa: QaService;
let desk: DeskService;
let votes: VoteWriter;
let erasure: LiveErasure;
beforeAll(async () => {
  rooms = await startRooms([QaModule, GuestModule]);
  qa = rooms.get(QaService);
  desk = rooms.get(DeskService);
  votes = rooms.get(VoteWriter);
  erasure = rooms.get(LiveErasure);
});
afterAll(() => rooms.stop());

async function aRoom(attendees = 3) {
  const event = await anEvent(rooms);
  const where = await aSession(rooms, event);
  const session = where.id;
  const speakers = [(await aSpeaker(rooms, where)).id, (await aSpeaker(rooms, where)).id];
  const people: ReturnType<typeof callBy>[] = [];
  for (let index = 0; index < attendees; index++) {
    const person = await aPerson(rooms);
    await aRole(rooms, event, person, 'attendee');
    people.push(callBy(person));
  }
  const [moderator, second] = [await aPerson(rooms), await aPerson(rooms)];
  for (const one of [moderator, second]) await aRole(rooms, event, one, 'moderator');
  const ask = async (text: string, by = 0) => {
    const call = people[by];
    if (!call) throw new Error('nobody asks');
    return (await qa.ask(call, { session, text, anonymous: false })).id;
  };
  const publish = async (text: string) => {
    const question = await ask(text);
    await qa.approve(callBy(moderator), { question });
    return question;
  };
  return { event, session, speakers, people, by: callBy(moderator), other: callBy(second), ask, publish };
}

const deskOf = async (session: string) =>
  new Map((await readDesk(rooms.database.sql, session)).map((question) => [question.id, question]));

const erase = ({ event }: { event: { id: string } }, { actor }: ReturnType<typeof callBy>) =>
  rooms.database.write(houseCall, (tx) =>
    erasure.erase(tx, { event: event.id, person: actor?.person ?? '' }),
  );

/** What somebody who follows their own questions holds: as told, and as read anew. */
async function heardOwn(session: string, { actor }: ReturnType<typeof callBy>) {
  const person = actor?.person ?? '';
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${`qa-own/${session}/${person}`} order by rev`.execute(
    rooms.database.sql,
  );
  const told = rows.reduce(
    (entries: Record<string, Record<string, unknown>>, row) =>
      applyChange(entries, StreamChange.parse(row.change)),
    {},
  );
  const [own = []] = await readOwn(rooms.database.sql, [{ session, person }]);
  expect(told['question'] ?? {}).toEqual(Object.fromEntries(own.map((one) => [one.id, one])));
  return new Map(own.map((one) => [one.id, one]));
}

/** What a follower from the beginning holds, and all that was ever sent to it. */
async function heard(session: string) {
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${`qa/${session}`} order by rev`.execute(
    rooms.database.sql,
  );
  const state = rows.reduce(
    (entries: Record<string, Record<string, unknown>>, row) =>
      applyChange(entries, StreamChange.parse(row.change)),
    {},
  );
  return { question: state['question'] ?? {}, sent: JSON.stringify(rows) };
}

it('keeps what was asked when a moderator edits, and refuses what has changed since it was read', async () => {
  const { session, people, by, ask } = await aRoom();
  const asker = people[0] ?? by;
  const question = await ask('whos paying');
  await qa.reword(asker, { question, text: 'Who’s paying?' });
  await expect(qa.approve(by, { question, version: 1 })).rejects.toMatchObject({ code: 'question_changed' });
  await expect(qa.reword(people[1] ?? by, { question, text: 'Mine?' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await desk.edit(by, { question, text: 'Who pays for the visit?', version: 2 });
  await qa.approve(by, { question, version: 3 });
  const { sent, question: shown } = await heard(session);
  expect(shown[question]).toMatchObject({ text: 'Who pays for the visit?' });
  expect(sent).not.toContain('paying');
  expect((await deskOf(session)).get(question)).toMatchObject({ original: 'Who’s paying?', version: 4 });
  await expect(qa.reword(asker, { question, text: 'Too late' })).rejects.toMatchObject({
    code: 'question_state',
  });
  await expect(desk.edit(asker, { question, text: 'Not mine' })).rejects.toMatchObject({ code: 'forbidden' });
});

it('answers one question at a time, in writing too, and undoes each step of the same moderator', async () => {
  const { session, by, other, publish } = await aRoom();
  const [first, second] = [await publish('First'), await publish('Second')];
  await desk.pin(by, { question: first, pinned: true });
  await Promise.all([
    desk.spotlight(by, { question: first, answering: true }),
    desk.spotlight(by, { question: second, answering: true }),
  ]);
  await desk.spotlight(by, { question: first, answering: true });
  await desk.spotlight(by, { question: second, answering: true });
  const now = async () =>
    [...(await deskOf(session)).values()].filter((one) => one.answering).map((one) => one.id);
  expect(await now()).toEqual([second]);
  await desk.undo(by, { session });
  expect(await now()).toEqual([first]);
  await desk.reply(by, { question: first, text: 'The cluster does.' });
  expect((await heard(session)).question[first]).toMatchObject({
    state: 'answered',
    reply: 'The cluster does.',
    pinned: false,
    answering: false,
  });
  await desk.undo(by, { session });
  expect((await heard(session)).question[first]).toMatchObject({
    state: 'approved',
    reply: null,
    pinned: true,
    answering: true,
  });
  await expect(desk.undo(other, { session })).rejects.toMatchObject({ code: 'nothing_to_undo' });
  await qa.dismiss(by, { question: second, reason: 'Asked already' });
  await qa.approve(other, { question: second });
  await expect(desk.undo(by, { session })).rejects.toMatchObject({ code: 'question_changed' });
  await desk.undo(other, { session });
  await desk.undo(by, { session });
  expect((await deskOf(session)).get(second)).toMatchObject({ state: 'approved', reason: null });
});

it('undoes the step that is meant, or none', async () => {
  const { session, by, publish } = await aRoom();
  const question = await publish('First');
  const pinned = await desk.pin(by, { question, pinned: true });
  const tagged = await desk.tag(by, { question, tags: ['money'] });
  await expect(desk.undo(by, { session, step: pinned.step })).rejects.toMatchObject({
    code: 'step_not_last',
  });
  expect(await desk.undo(by, { session, step: tagged.step })).toMatchObject({ undid: 'tagged', tags: [] });
  // Pressed twice, it undoes once.
  await expect(desk.undo(by, { session, step: tagged.step })).rejects.toMatchObject({
    code: 'step_not_last',
  });
  expect((await deskOf(session)).get(question)).toMatchObject({ pinned: true });
  expect(await desk.undo(by, { session, step: pinned.step })).toMatchObject({ undid: 'pinned' });
  const other = await publish('Second');
  const merged = await desk.merge(by, { question: other, into: question });
  const apart = await desk.unmerge(by, { question: other });
  const shown = await desk.spotlight(by, { question: other, answering: true });
  for (const step of [shown.step, apart.step, merged.step]) await desk.undo(by, { session, step });
  expect((await deskOf(session)).get(other)).toMatchObject({ state: 'approved', answering: false });
});

it('undoes “answering now” also where another is answered by now, which goes on', async () => {
  const { session, by, other, publish } = await aRoom();
  const [a, b, c] = [await publish('First'), await publish('Second'), await publish('Third')];
  await desk.spotlight(by, { question: a, answering: true });
  await desk.spotlight(by, { question: b, answering: true });
  await desk.spotlight(other, { question: c, answering: true });
  await desk.undo(by, { session });
  const now = async () =>
    [...(await deskOf(session)).values()].filter((one) => one.answering).map((one) => one.id);
  expect(await now()).toEqual([c]);
  // What its moderator has taken back is not answered again by way of another's undoing.
  await desk.undo(other, { session });
  expect(await now()).toEqual([]);
});

it('unites voters, keeps one from voting twice, and gives everybody back when taken apart', async () => {
  const { session, people, by, publish } = await aRoom(4);
  const [one, two] = [await publish('Who pays?'), await publish('Who will pay?')];
  const vote = (person: number, question: number, up = true) =>
    votes.vote(people[person] ?? by, { question, up });
  await Promise.all([vote(0, one), vote(1, one), vote(1, two), vote(2, two)]);
  await desk.merge(by, { question: two, into: one });
  const counts = async () =>
    Object.values((await heard(session)).question).map((shown) => Object(shown).votes);
  expect(await counts()).toEqual([3]);
  await vote(2, one);
  await vote(3, one);
  await vote(1, one, false);
  expect(await counts()).toEqual([3]);
  await expect(vote(0, two)).rejects.toMatchObject({ code: 'question_state' });
  await expect(desk.merge(by, { question: one, into: two })).rejects.toMatchObject({
    code: 'question_state',
  });
  await expect(desk.merge(by, { question: one, into: one })).rejects.toMatchObject({ code: 'not_found' });
  await desk.unmerge(by, { question: two });
  expect(await counts()).toEqual([2, 1]);
});

it('lets what was merged stand for itself when the other is taken back', async () => {
  const room = await aRoom();
  const { session, people, by, ask } = room;
  const [first = by, second = by] = people;
  const [one, two, three] = [await ask('Who pays?'), await ask('Who will pay?', 1), await ask('Costs?', 2)];
  await desk.merge(by, { question: one, into: two });
  await desk.merge(by, { question: three, into: two });
  expect((await heardOwn(session, first)).get(one)).toMatchObject({
    state: 'merged',
    fate: { state: 'pending', reason: null, reply: null },
  });
  await qa.withdraw(second, { question: two });
  for (const id of [one, three])
    expect((await deskOf(session)).get(id)).toMatchObject({ state: 'pending', mergedInto: null });
  expect((await heardOwn(session, first)).get(one)).toMatchObject({ state: 'pending', fate: null });
  await qa.approve(by, { question: one, version: 3 });
});

it('tells whose question was merged what became of the one that stands for it', async () => {
  const room = await aRoom();
  const { session, people, by, ask } = room;
  const [first = by] = people;
  const [one, two, three] = [await ask('Who pays?'), await ask('Who will pay?', 1), await ask('Costs?', 2)];
  await desk.merge(by, { question: one, into: two });
  await desk.merge(by, { question: two, into: three });
  const fate = async () => (await heardOwn(session, first)).get(one)?.fate;
  await qa.dismiss(by, { question: three, reason: 'Asked yesterday' });
  expect(await fate()).toEqual({
    state: 'dismissed',
    reason: 'Asked yesterday',
    usualReason: null,
    reply: null,
  });
  await desk.undo(by, { session });
  expect(await fate()).toEqual({ state: 'pending', reason: null, usualReason: null, reply: null });
  await qa.approve(by, { question: three });
  await desk.reply(by, { question: three, text: 'The cluster does.' });
  expect(await fate()).toEqual({
    state: 'answered',
    reason: null,
    usualReason: null,
    reply: 'The cluster does.',
  });
});

it('takes back what the erased asked, frees what was merged into it with its votes, and stays in step', async () => {
  const room = await aRoom(4);
  const { session, people, by, ask, publish } = room;
  const [first = by, second = by] = people;
  const [one, two] = [await publish('Who pays?'), await ask('Who will pay?', 1)];
  await qa.approve(by, { question: two });
  const answered = await ask('When?', 1);
  await qa.approve(by, { question: answered });
  await qa.answer(by, { question: answered });
  const merged = await ask('Where?', 1);
  await desk.merge(by, { question: merged, into: one });
  const vote = (person: number, question: number) => votes.vote(people[person] ?? by, { question, up: true });
  await Promise.all([vote(0, one), vote(2, two), vote(3, two)]);
  await desk.spotlight(by, { question: two, answering: true });
  await desk.merge(by, { question: one, into: two });
  await erase(room, second);
  const { question: shown } = await heard(session);
  expect(shown).toMatchObject({ [one]: { votes: 1, text: 'Who pays?' }, [answered]: { text: '–' } });
  expect(shown[two]).toBeUndefined();
  expect((await heardOwn(session, first)).get(one)).toMatchObject({ state: 'approved' });
  expect((await heardOwn(session, second)).get(two)).toMatchObject({ state: 'withdrawn', text: '–' });
  // What the desk was told is what it can act on.
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${`qa-desk/${session}`} order by rev`.execute(
    rooms.database.sql,
  );
  const told = rows.reduce(
    (entries: Record<string, Record<string, unknown>>, row) =>
      applyChange(entries, StreamChange.parse(row.change)),
    {},
  );
  expect(told['question']).toEqual(Object.fromEntries(await deskOf(session)));
  await desk.spotlight(by, { question: one, answering: true });
  await erase(room, second);
});

it('gives a question to a speaker of the session, and undoes it but for who has left', async () => {
  const { event, session, speakers, people, by, publish } = await aRoom();
  const question = await publish('Who certifies this?');
  const [first = '', second = ''] = speakers;
  const shown = async () => Object((await heard(session)).question[question]).assigned;
  await desk.assign(by, { question, speaker: first });
  expect(await shown()).toBe(first);
  await desk.assign(by, { question, speaker: second });
  await desk.undo(by, { session });
  expect(await shown()).toBe(first);
  await desk.assign(by, { question, speaker: null });
  expect(await shown()).toBe(null);
  await sql`delete from session_speaker where speaker_id = ${first}`.execute(rooms.database.sql);
  await desk.undo(by, { session });
  expect(await shown()).toBe(null);
  const elsewhere = await aSpeaker(rooms, await aSession(rooms, event));
  for (const speaker of [first, elsewhere.id]) {
    await expect(desk.assign(by, { question, speaker })).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(desk.assign(people[0] ?? by, { question, speaker: second })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await desk.assign(by, { question, speaker: second });
  await sql`delete from speaker where id = ${second}`.execute(rooms.database.sql);
  expect((await deskOf(session)).get(question)).toMatchObject({ assigned: null });
});

it('keeps tags from everybody but moderators, each once', async () => {
  const { session, by, publish } = await aRoom();
  const question = await publish('Who pays?');
  await desk.tag(by, { question, tags: ['Money-tag', 'visa-tag', 'money-TAG'] });
  expect((await deskOf(session)).get(question)).toMatchObject({ tags: ['Money-tag', 'visa-tag'] });
  expect((await heard(session)).sent).not.toContain('-tag');
  await desk.undo(by, { session });
  expect((await deskOf(session)).get(question)).toMatchObject({ tags: [] });
});

it('keeps the tags of two moderators who tag at the same time, up to five', async () => {
  const { session, by, other, publish } = await aRoom();
  const question = await publish('Who pays?');
  await desk.tag(by, { question, tags: ['money', 'visas'] });
  const from = ['money', 'visas'];
  await Promise.all([
    desk.tag(by, { question, tags: ['visas', 'travel'], from }),
    desk.tag(other, { question, tags: ['money', 'visas', 'urgent'], from }),
  ]);
  const tags = async () => (await deskOf(session)).get(question)?.tags;
  expect((await tags())?.toSorted()).toEqual(['travel', 'urgent', 'visas']);
  await expect(
    desk.tag(by, { question, tags: ['MONEY', 'a', 'b', 'c', 'd'], from: ['money'] }),
  ).rejects.toMatchObject({ code: 'question_changed' });
  const { rows } = await sql<{ step: string; tags: string[] | null; actor: string }>`
    select step, tags, actor_id as actor from moderation_step where question_id = ${question} order by id`.execute(
    rooms.database.sql,
  );
  expect(rows.slice(0, 2)).toEqual([
    { step: 'approved', tags: null, actor: by.actor?.person },
    { step: 'tagged', tags: ['money', 'visas'], actor: by.actor?.person },
  ]);
  expect(rows.at(-1)?.tags?.toSorted()).toEqual(['travel', 'urgent', 'visas']);
});

it('lists the tags of an event for its moderators, the most used first and in one spelling', async () => {
  const { event, session, people, by, publish } = await aRoom();
  const elsewhere = await aRoom();
  await desk.tag(elsewhere.by, { question: await elsewhere.publish('There?'), tags: ['theirs'] });
  for (const tags of [['Visas', 'money'], ['Visas'], ['visas', 'Travel']]) {
    await desk.tag(by, { question: await publish('Here?'), tags });
  }
  const list = rooms.get(QuestionTags);
  expect(await list.list(by, event.slug)).toEqual({ tags: ['Visas', 'money', 'Travel'] });
  await expect(list.list(people[0] ?? by, event.slug)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(list.list(elsewhere.by, event.slug)).rejects.toMatchObject({ code: 'forbidden' });
  expect(Object.keys((await heard(session)).question)).toHaveLength(3);
});

it('shows moderators which question another has before them', async () => {
  const { session, people, by, ask } = await aRoom();
  const question = await ask('Who looks?');
  const looking = rooms.get(LookingService);
  const seen = () => readLooking(rooms.database.sql, session);
  await looking.look(by, { session, question });
  expect(Object.values(await seen())).toMatchObject([{ question }]);
  await expect(looking.look(people[0] ?? by, { session, question })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(looking.look(by, { session, question: question + 1_000_000 })).rejects.toMatchObject({
    code: 'not_found',
  });
  await looking.look(by, { session, question: null });
  expect(await seen()).toEqual({});
});

// Few questions and people, and mostly votes and mergers: what can go wrong meets often.
const person = fc.nat(2);
const question = fc.nat(5);
const hand = fc.constantFrom(0 as const, 1 as const);
const anOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('ask' as const), person }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('approve' as const, 'dismiss' as const, 'edit' as const, 'answer' as const),
      question,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('assign' as const),
      question,
      speaker: fc.constantFrom(0, 1, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('tag' as const),
      question,
      tags: fc.subarray(['money', 'Visas']),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('reword' as const, 'withdraw' as const),
      question,
      person,
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('merge' as const), question, into: question }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('unmerge' as const), question }) },
  {
    weight: 12,
    arbitrary: fc.record({ kind: fc.constant('vote' as const), question, person, up: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('spotlight' as const),
      question,
      answering: fc.boolean(),
      hand,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), hand }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), person }) },
);

/** Does one thing. @returns whether it was done, and the id of a new question */
async function run(room: Awaited<ReturnType<typeof aRoom>>, ids: number[], op: Op, text: string) {
  const { session, people, by } = room;
  const at = (index: number) => ids[index] ?? 2_000_000_000;
  const moderator = 'hand' in op && op.hand === 1 ? room.other : by;
  const call = 'person' in op ? (people[op.person] ?? by) : moderator;
  const doing = (): Promise<unknown> => {
    switch (op.kind) {
      case 'ask':
        return qa.ask(call, { session, text, anonymous: false }).then(({ id }) => ids.push(id));
      case 'reword':
        return qa.reword(call, { question: at(op.question), text });
      case 'withdraw':
        return qa.withdraw(call, { question: at(op.question) });
      case 'erase':
        return erase(room, call);
      case 'edit':
        return desk.edit(call, { question: at(op.question), text });
      case 'dismiss':
        return qa.dismiss(call, { question: at(op.question), reason: 'Because' });
      case 'approve':
      case 'answer':
        return qa[op.kind](call, { question: at(op.question) });
      case 'unmerge':
        return desk.unmerge(call, { question: at(op.question) });
      case 'assign':
        return desk.assign(call, {
          question: at(op.question),
          speaker: op.speaker === null ? null : (room.speakers[op.speaker] ?? ''),
        });
      case 'tag':
        return desk.tag(call, { question: at(op.question), tags: op.tags });
      case 'merge':
        return desk.merge(call, { question: at(op.question), into: at(op.into) });
      case 'vote':
        return votes.vote(call, { question: at(op.question), up: op.up });
      case 'spotlight':
        return desk.spotlight(call, { question: at(op.question), answering: op.answering });
      case 'undo':
        return desk.undo(call, { session });
    }
  };
  return doing().then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return false;
    },
  );
}

const start: Op[] = Array.from({ length: 5 }, (_, index) => [
  { kind: 'ask' as const, person: index % 4 },
  { kind: 'approve' as const, question: index },
]).flat();

it('shows every audience what a simple model says, whatever is done in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anOp, { minLength: 20, maxLength: 60, size: 'max' }), async (ops) => {
      const room = await aRoom(4);
      const model = new DeskModel();
      const ids: number[] = [];
      for (const [index, op] of [...start, ...ops].entries()) {
        const text = `text-${index}-end`;
        expect([op, await run(room, ids, op, text)]).toEqual([op, model.run(op, text)]);
      }
      const speakerAt = (id: unknown) => (typeof id === 'string' ? room.speakers.indexOf(id) : null);
      const onDesk = await deskOf(room.session);
      expect(
        ids.map((id) => {
          const one = onDesk.get(id);
          return one && [one.state, speakerAt(one.assigned), one.tags, one.answering];
        }),
      ).toEqual(model.desk().map((one) => (one[0] === 'withdrawn' ? undefined : one)));
      const own = new Map(
        (await Promise.all(room.people.map((call) => heardOwn(room.session, call)))).flatMap((one) => [
          ...one,
        ]),
      );
      expect(ids.map((id) => own.get(id)?.fate?.state ?? own.get(id)?.state)).toEqual(model.fates());
      const { question: shown, sent } = await heard(room.session);
      const seen = ids.map((id, index) => ({ index, ...Object(shown[id]) }));
      expect(
        seen
          .filter((one) => one.id)
          .map(({ index, state, text, votes: count, assigned }) => [
            index,
            state,
            text,
            count,
            speakerAt(assigned),
          ]),
      ).toEqual(model.audience());
      for (const text of model.secrets()) expect(sent).not.toContain(text);
      const into = await readMerged(rooms.database.sql, room.session);
      for (const [who, call] of room.people.entries()) {
        const own = new Set(
          (
            await readVotes(rooms.database.sql, [{ session: room.session, person: call.actor?.person ?? '' }])
          ).flat(),
        );
        const wants = (id: number): boolean =>
          own.has(id) || ids.some((child) => into[child]?.into === id && wants(child));
        expect(ids.filter(wants).map((id) => ids.indexOf(id))).toEqual(model.votedBy(who));
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 40_000 },
  );
}, 60_000);

it('counts each voter once when everything happens at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anOp, { minLength: 30, maxLength: 80, size: 'max' }), async (ops) => {
      const room = await aRoom(4);
      const ids: number[] = [];
      for (const op of start) await run(room, ids, op, 'Asked');
      await Promise.all(ops.map((op, index) => run(room, ids, op, `text-${index}-end`)));
      const { rows } = await sql<{ id: number; votes: number; voters: number }>`
        with recursive family(root, id) as (
          select id, id from question where session_id = ${room.session} and state <> 'merged'
          union all select f.root, c.id from family f join question c on c.merged_into_id = f.id
        )
        select q.id, q.votes, (
          select count(distinct v.person_id)::int from family f join vote v on v.question_id = f.id
          where f.root = q.id and not v.united) as voters
        from question q where q.session_id = ${room.session} and q.state <> 'merged'`.execute(
        rooms.database.sql,
      );
      for (const row of rows) expect(row).toMatchObject({ votes: row.voters });
      const { question: shown } = await heard(room.session);
      for (const { id, votes: count } of rows) {
        if (shown[id]) expect(shown[id]).toMatchObject({ votes: count });
      }
    }),
    { numRuns: 6, interruptAfterTimeLimit: 40_000 },
  );
}, 60_000);
