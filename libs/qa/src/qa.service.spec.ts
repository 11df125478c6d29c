import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AgendaModule, RunningService } from '@foyer/agenda';
import { sql } from '@foyer/platform';
import { aPerson, anEvent, aRole, aSession, callBy, startRooms, type Rooms } from '@foyer/test-kit';
import { DeskService } from './desk.service.js';
import { readLog } from './moderation-log.rows.js';
import { QaModule } from './qa.module.js';
import { QaService } from './qa.service.js';
import { readDesk, readRoom } from './qa.rows.js';

/** A room of which nobody has said anything. */
const quiet = {
  open: null,
  asked: 0,
  answered: 0,
  merged: 0,
  aside: 0,
  moderated: true,
  perPerson: null,
  slowSeconds: null,
  rateAtEnd: true,
  reactions: true,
  anonymous: true,
};

let rooms: Rooms;
let qa: QaService;
beforeAll(async () => {
  rooms = await startRooms([QaModule, AgendaModule]);
  qa = rooms.get(QaService);
});
afterAll(() => rooms.stop());

async function aRoom(values: Parameters<typeof aSession>[2] = {}) {
  const event = await anEvent(rooms);
  const [asker, moderator] = [await aPerson(rooms), await aPerson(rooms)];
  await aRole(rooms, event, asker, 'attendee');
  await aRole(rooms, event, moderator, 'moderator');
  const session = await aSession(rooms, event, values);
  const ask = (text: string, anonymous = false) =>
    qa.ask(callBy(asker), { session: session.id, text, anonymous });
  return { event, session, asker, moderator, ask };
}

async function changesOf(stream: string): Promise<unknown[]> {
  const { rows } = await sql<{ change: unknown }>`
    select change from stream_change where stream = ${stream} order by rev`.execute(rooms.database.sql);
  return rows.map((row) => row.change);
}

it('tells the public of nothing but a count until a moderator approves', async () => {
  const { session, moderator, ask } = await aRoom();
  const { id } = await ask('When does the call open?');
  expect(await changesOf(`qa/${session.id}`)).toEqual([
    { put: { room: { [session.id]: { ...quiet, asked: 1 } } } },
  ]);
  await qa.approve(callBy(moderator), { question: id });
  expect((await changesOf(`qa/${session.id}`)).at(-1)).toMatchObject({
    put: { question: { [id]: { text: 'When does the call open?', state: 'approved', votes: 0 } } },
  });
  await qa.dismiss(callBy(moderator), { question: id, reason: 'Off topic' });
  expect((await changesOf(`qa/${session.id}`)).at(-1)).toMatchObject({ drop: { question: [String(id)] } });
});

it('keeps the name of an anonymous asker out of every stream and of the table', async () => {
  const { session, asker, moderator, ask } = await aRoom();
  const { id } = await ask('May I ask this?', true);
  await qa.approve(callBy(moderator), { question: id });
  for (const stream of [`qa/${session.id}`, `qa-desk/${session.id}`, `qa-own/${session.id}/${asker.id}`]) {
    const told = JSON.stringify(await changesOf(stream));
    expect(told).toContain('May I ask this?');
    expect(told).not.toContain(asker.name);
    expect(told).not.toContain(asker.id);
  }
});

it('wants names where the room’s rules say so, and the log says who decided it', async () => {
  const { session, moderator, ask } = await aRoom();
  const rules = { session: session.id, moderated: true, perPerson: null, slowSeconds: null };
  const by = callBy(moderator);
  expect(await qa.setRules(by, rules)).toMatchObject({ anonymous: true });
  expect(await qa.setRules(by, { ...rules, anonymous: false })).toMatchObject({ anonymous: false });
  expect(await qa.setRules(by, rules)).toMatchObject({ anonymous: false });
  await expect(ask('Who am I?', true)).rejects.toMatchObject({ code: 'anonymous_not_allowed' });
  await ask('I am somebody');
  await qa.setRules(by, { ...rules, anonymous: true });
  await ask('And who am I?', true);
  const { rows } = await sql<{ rules: unknown }>`
    select rules from moderation_step where session_id = ${session.id} and step = 'rules'
    order by id`.execute(rooms.database.sql);
  expect(rows.map(({ rules: change }) => change)).toEqual([
    { before: { anonymous: true }, after: { anonymous: false } },
    { before: { anonymous: false }, after: { anonymous: true } },
  ]);
});

it('refuses who takes no part, and who does not moderate', async () => {
  const { session, asker, ask } = await aRoom();
  const outsider = await aPerson(rooms);
  const { id } = await ask('Mine');
  await expect(
    qa.ask(callBy(outsider), { session: session.id, text: 'Let me in', anonymous: false }),
  ).rejects.toMatchObject({ code: 'not_registered' });
  await expect(qa.approve(callBy(asker), { question: id })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(qa.approve(callBy(outsider), { question: id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(qa.open(callBy(asker), { session: session.id, open: false })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('lets only the asker take a question back, and only while it waits', async () => {
  const { moderator, asker, ask } = await aRoom();
  const first = await ask('One');
  await expect(qa.withdraw(callBy(moderator), { question: first.id })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await qa.withdraw(callBy(asker), { question: first.id })).toMatchObject({ state: 'withdrawn' });
  await expect(qa.approve(callBy(moderator), { question: first.id })).rejects.toMatchObject({
    code: 'question_state',
  });
  const second = await ask('Two');
  await qa.approve(callBy(moderator), { question: second.id });
  await expect(qa.withdraw(callBy(asker), { question: second.id })).rejects.toMatchObject({
    code: 'question_state',
  });
});

it('is open while the session runs by the event’s clock, or as a moderator says', async () => {
  const { session, moderator, ask } = await aRoom({
    startsAt: new Date('2026-12-14T10:00:00Z'),
    endsAt: new Date('2026-12-14T10:30:00Z'),
  });
  await expect(ask('Too early')).rejects.toMatchObject({ code: 'session_not_open' });
  await qa.open(callBy(moderator), { session: session.id, open: true });
  await ask('Opened by hand');
  await qa.open(callBy(moderator), { session: session.id, open: null });
  await expect(ask('By the agenda again')).rejects.toMatchObject({ code: 'session_not_open' });
  rooms.clock.set('2026-12-14T10:10:00Z');
  await ask('In time');
  await qa.open(callBy(moderator), { session: session.id, open: false });
  await expect(ask('Closed by hand')).rejects.toMatchObject({ code: 'session_not_open' });
  rooms.clock.set('2026-12-14T09:00:00Z');
});

it('follows the running order once somebody runs it: opens late, closes early, never for what is skipped', async () => {
  const times = (start: string, end: string) => ({
    startsAt: new Date(`2026-12-14T${start}Z`),
    endsAt: new Date(`2026-12-14T${end}Z`),
  });
  const { event, session, asker, moderator, ask } = await aRoom(times('10:00:00', '10:30:00'));
  const next = await aSession(rooms, event, times('10:30:00', '11:00:00'));
  const last = await aSession(rooms, event, times('11:00:00', '11:30:00'));
  const askIn = (where: { id: string }) =>
    qa.ask(callBy(asker), { session: where.id, text: 'May I?', anonymous: false });
  const running = rooms.get(RunningService);
  const by = callBy(moderator);
  await running.delay(by, event.slug, { session: session.id, minutes: 10 });
  rooms.clock.set('2026-12-14T10:05:00Z');
  await expect(ask('Not started yet')).rejects.toMatchObject({ code: 'session_not_open' });
  rooms.clock.set('2026-12-14T10:12:00Z');
  await running.start(by, event.slug, { session: session.id });
  await ask('It has begun');
  rooms.clock.set('2026-12-14T10:35:00Z');
  await ask('It overruns');
  await expect(askIn(next)).rejects.toMatchObject({ code: 'session_not_open' });
  await running.end(by, event.slug, { session: session.id });
  await expect(ask('Too late')).rejects.toMatchObject({ code: 'session_not_open' });
  await running.skip(by, event.slug, { session: next.id, skipped: true });
  await expect(askIn(next)).rejects.toMatchObject({ code: 'session_not_open' });
  await running.start(by, event.slug, { session: last.id });
  await askIn(last);
  rooms.clock.set('2026-12-14T09:00:00Z');
});

it('counts right when many ask at once, and logs who moderated what and why', async () => {
  const { session, moderator, ask } = await aRoom();
  const asked = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`Question ${index}`)));
  // Who raced gets its number in any order.
  const [first, second, third] = asked.map((question) => question.id).sort((a, b) => a - b);
  const call = callBy(moderator);
  const settled = await Promise.allSettled([
    qa.approve(call, { question: first ?? 0 }),
    qa.approve(call, { question: first ?? 0 }),
    qa.dismiss(call, { question: second ?? 0, reason: 'Asked already' }),
    qa.approve(call, { question: third ?? 0 }),
  ]);
  expect(settled.map((one) => one.status).sort()).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
  ]);
  await qa.answer(call, { question: third ?? 0 });
  const room = await readRoom(rooms.database.sql, session.id);
  expect(room).toEqual({ ...quiet, asked: 20, answered: 1, aside: 1 });
  expect((await changesOf(`qa/${session.id}`)).at(-1)).toMatchObject({
    put: { room: { [session.id]: room } },
  });
  const { rows } = await sql<{ step: string; reason: string | null }>`
    select step, reason, question_id from moderation_step
    where session_id = ${session.id} and actor_id = ${moderator.id} order by question_id, id`.execute(
    rooms.database.sql,
  );
  expect(rows).toEqual([
    { step: 'approved', reason: null, question_id: first },
    { step: 'dismissed', reason: 'Asked already', question_id: second },
    { step: 'approved', reason: null, question_id: third },
    { step: 'answered', reason: null, question_id: third },
  ]);
});

it('keeps a usual reason by its name, for readers of any language, and words as they are', async () => {
  const { session, asker, moderator, ask } = await aRoom();
  const call = callBy(moderator);
  const [usual, own] = [await ask('Again?'), await ask('Rude?')];
  await qa.dismiss(call, { question: usual.id, usual: 'asked' });
  await qa.dismiss(call, { question: own.id, reason: 'Not like this' });
  const read = async () =>
    new Map((await readDesk(rooms.database.sql, session.id)).map((one) => [one.id, one]));
  expect((await read()).get(usual.id)).toMatchObject({ reason: null, usualReason: 'asked' });
  expect((await read()).get(own.id)).toMatchObject({ reason: 'Not like this', usualReason: null });
  const told = (await changesOf(`qa-own/${session.id}/${asker.id}`)).at(-2);
  expect(told).toMatchObject({ put: { question: { [usual.id]: { usualReason: 'asked' } } } });
  await qa.approve(call, { question: usual.id });
  expect((await read()).get(usual.id)).toMatchObject({ usualReason: null });
  await rooms.get(DeskService).undo(call, { session: session.id });
  expect((await read()).get(usual.id)).toMatchObject({ state: 'dismissed', usualReason: 'asked' });
  const log = await readLog(rooms.database.sql, { session: session.id });
  expect(log.map(({ reason, usualReason, before }) => [reason, usualReason, before?.usualReason])).toEqual([
    [null, null, undefined],
    [null, null, 'asked'],
    ['Not like this', null, null],
    [null, 'asked', null],
  ]);
  // What was kept before there were names.
  await sql`update moderation_step set before = before - 'usualReason' where session_id = ${session.id}`.execute(
    rooms.database.sql,
  );
  expect((await readLog(rooms.database.sql, { session: session.id }))[1]?.before?.usualReason).toBe(null);
});

it('lets two moderators change different rules at once, and logs what each has changed', async () => {
  const { session, moderator } = await aRoom();
  const call = callBy(moderator);
  await Promise.all([
    qa.setRules(call, { session: session.id, moderated: false }),
    qa.setRules(call, { session: session.id, perPerson: 3 }),
  ]);
  const room = await qa.setRules(call, { session: session.id, perPerson: null, moderated: false });
  expect(room).toMatchObject({ moderated: false, perPerson: null, slowSeconds: null, reactions: true });
  await qa.setRules(call, { session: session.id, perPerson: null });
  const log = await readLog(rooms.database.sql, { session: session.id });
  expect(log).toHaveLength(3);
  expect(log[0]).toMatchObject({
    step: 'rules',
    rules: { before: { perPerson: 3 }, after: { perPerson: null } },
  });
  expect(log.slice(1).map((one) => one.rules)).toEqual(
    expect.arrayContaining([
      { before: { moderated: true }, after: { moderated: false } },
      { before: { perPerson: null }, after: { perPerson: 3 } },
    ]),
  );
});

it('publishes at once in an open room, and keeps to the limits of one person', async () => {
  const { session, asker, moderator, ask } = await aRoom();
  const rules = { session: session.id, moderated: false, perPerson: 2, slowSeconds: 60 };
  await expect(qa.setRules(callBy(asker), rules)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await qa.setRules(callBy(moderator), rules)).toMatchObject({ moderated: false, perPerson: 2 });
  const first = await ask('At once?');
  expect(first.state).toBe('approved');
  await expect(ask('Too soon')).rejects.toMatchObject({ code: 'question_too_soon', params: { seconds: 60 } });
  rooms.clock.set('2026-12-14T09:01:00Z');
  await ask('In time');
  rooms.clock.set('2026-12-14T09:02:00Z');
  await expect(ask('One too many')).rejects.toMatchObject({ code: 'question_limit', params: { limit: 2 } });
  // Whoever moderates may bring in what came by other ways.
  await qa.ask(callBy(moderator), { session: session.id, text: 'From the hall', anonymous: true });
  rooms.clock.set('2026-12-14T09:00:00Z');
});
