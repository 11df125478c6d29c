import { randomUUID } from 'node:crypto';
import { CookieJar, createApi, createLive, isProblem, type Api, type Live } from '@foyer/client';
import { streams, type GuestSetting } from '@foyer/contracts';
import { GuestForgetting } from '@foyer/qa';
import { sql } from '@foyer/platform';
import {
  aLive,
  anEvent,
  aPerson,
  aRole,
  aSession,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

let foyer: Foyer;
const open: Live[] = [];
beforeAll(async () => {
  foyer = await startFoyer();
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
afterAll(() => foyer.stop());

/** A browser: its cookies, its doors, its socket. */
interface Browser {
  cookies: CookieJar;
  api: Api;
  live: () => Live;
}
function aBrowser(): Browser {
  const cookies = new CookieJar();
  return {
    cookies,
    api: createApi({ baseUrl: foyer.url, cookies }),
    live: () => {
      const live = createLive({ url: foyer.url, cookies, reconnectAfterMs: 20, lingerMs: 0 });
      open.push(live);
      return live;
    },
  };
}
async function signedInBrowser(person: { id: string }): Promise<Browser> {
  const browser = aBrowser();
  browser.cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return browser;
}

async function aRoom(guests: GuestSetting = 'ask') {
  const event = await anEvent(foyer, { guests });
  const session = await aSession(foyer, event);
  const moderator = await aPerson(foyer);
  await aRole(foyer, event, moderator, 'moderator');
  const desk = await aLive(foyer, moderator);
  open.push(desk);
  const organiser = (await signedInBrowser(event.owner)).api;
  return {
    ...{ event, desk, organiser, session: session.id },
    params: { event: event.slug },
    set: (wanted: GuestSetting) =>
      organiser.call('updateEvent', { params: { event: event.slug }, body: { guests: wanted } }),
  };
}
type Room = Awaited<ReturnType<typeof aRoom>>;

const enter = (
  { api }: Browser,
  { params }: Pick<Room, 'params'>,
  name?: string,
  key: string = randomUUID(),
) => api.call('enterAsGuest', { params, body: name === undefined ? { key } : { key, name } });
const placeOf = ({ api }: Browser, { params }: Pick<Room, 'params'>) => api.call('getMyPlace', { params });
async function aGuest(room: Room, name?: string): Promise<Browser & { person: string }> {
  const browser = aBrowser();
  await enter(browser, room, name);
  return { ...browser, person: (await placeOf(browser, room)).person ?? '' };
}
const problemOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => (isProblem(error) ? error.code : String(error)),
  );
async function guestsOf({ event }: Pick<Room, 'event'>): Promise<number> {
  const { rows } = await sql`select from event_guest where event_id = ${event.id}`.execute(
    foyer.database.sql,
  );
  return rows.length;
}
async function signIn({ api }: Browser, email: string): Promise<void> {
  const before = foyer.mailbox.to(email, 'sign-in-code').length;
  await api.call('requestCode', { body: { email } });
  const { subject = '' } = await foyer.mailbox.waitFor(email, 'sign-in-code', before + 1);
  await api.call('signIn', { body: { code: /\d{6}/.exec(subject)?.[0] ?? '' } });
}

it('lets a guest follow, vote, answer and ask, marked as one', async () => {
  const room = await aRoom();
  const { session, desk } = room;
  const guest = await aGuest(room, 'Nino from the hall');
  expect(await placeOf(guest, room)).toMatchObject({ roles: [], guest: 'ask' });
  expect((await guest.api.call('getMe')).me).toBeNull();

  const live = guest.live();
  const audience = live.follow(streams.questions, { session });
  const { id } = await live.command('question.ask', { session, text: 'May I ask?' });
  await desk.command('question.approve', { question: id });
  const seen = await until('it is public', () => audience.get().state?.question[id]);
  expect(seen).toMatchObject({ author: 'Nino from the hall', guest: true });
  await live.command('question.vote', { question: id, up: true });
  await until('the vote counts', () => audience.get().state?.question[id]?.votes === 1);
  const poll = await desk.command('poll.create', {
    ...{ session, kind: 'single', question: 'Yes?', options: ['Yes', 'No'] },
  });
  await desk.command('poll.open', { poll: poll.id, open: true });
  await live.command('poll.answer', { poll: poll.id, choices: [0] });
  expect(await problemOf(live.command('moderation.look', { session, question: null }))).toBe('not_signed_in');
  // They are counted while they are there, and stand in no list.
  expect(await problemOf(live.command('session.enter', { session }))).toBe('none');
});

it('lets guests who may only listen do no more, and nobody where there are no guests', async () => {
  const room = await aRoom('listen');
  const { session, desk } = room;
  const guest = await aGuest(room);
  const live = guest.live();
  const audience = live.follow(streams.questions, { session });
  await until('the guest follows', () => audience.get().status === 'ready');
  const asked = await desk.command('question.ask', { session, text: 'Anything?' });
  await desk.command('question.approve', { question: asked.id });
  const poll = await desk.command('poll.create', { ...{ session, kind: 'text', question: 'What?' } });
  await desk.command('poll.open', { poll: poll.id, open: true });
  expect([
    await problemOf(live.command('question.ask', { session, text: 'And I?' })),
    await problemOf(live.command('question.vote', { question: asked.id, up: true })),
    await problemOf(live.command('poll.answer', { poll: poll.id, text: 'This' })),
  ]).toEqual(['not_registered', 'not_registered', 'not_registered']);
  expect(await problemOf(enter(aBrowser(), await aRoom('off')))).toBe('guests_not_let_in');
  expect(await problemOf(enter(aBrowser(), { params: { event: 'no-such-event' } }))).toBe('not_found');
});

it('makes one guest of two presses at once, of two tabs, and of a guest who comes again', async () => {
  const room = await aRoom();
  const browser = aBrowser();
  const key = randomUUID();
  await Promise.all(Array.from({ length: 6 }, () => enter(browser, room, 'Once', key)));
  expect(await guestsOf(room)).toBe(1);
  await enter(browser, room);
  expect(await guestsOf(room)).toBe(1);
  const { rows } = await sql`select from person p where p.guest and not exists (
    select from event_guest g where g.person_id = p.id)`.execute(foyer.database.sql);
  expect(rows).toEqual([]);
  // The key of one event is none of another.
  const other = await aRoom();
  await enter(aBrowser(), other, 'Another', key);
  expect(await guestsOf(other)).toBe(1);
});

it('keeps a guest to the events they came into, as one person', async () => {
  const [here, there] = [await aRoom(), await aRoom()];
  const guest = await aGuest(here);
  const follow = guest.live().follow(streams.questions, { session: there.session });
  await until('there is nothing for them there', () => follow.get().problem?.code === 'not_found');
  expect(await placeOf(guest, there)).toMatchObject({ guest: null });
  await enter(guest, there);
  expect(await placeOf(guest, there)).toEqual({ roles: [], guest: 'ask', person: guest.person });
  expect(await placeOf(guest, here)).toEqual({ roles: [], guest: 'ask', person: guest.person });
});

it('shows guests out at once when the organiser closes the door, and in again when it opens', async () => {
  const room = await aRoom();
  const { session } = room;
  const live = (await aGuest(room)).live();
  // Somebody with an account and no registration may come in as well.
  const account = await signedInBrowser(await aPerson(foyer));
  await enter(account, room);
  const follows = [live, account.live()].map((one) => one.follow(streams.questions, { session }));
  await until('both follow', () => follows.every((follow) => follow.get().status === 'ready'));
  await room.set('listen');
  expect(await problemOf(live.command('question.ask', { session, text: 'Still here?' }))).toBe(
    'not_registered',
  );
  await room.set('off');
  await until('both are out', () => follows.every((follow) => follow.get().problem?.code === 'not_found'));
  expect((await account.api.call('getMe')).me).not.toBeNull();
  await room.set('ask');
  await live.command('question.ask', { session, text: 'In again?' });
});

it('gives an account what its guest asked, voted for and answered, each once', async () => {
  const room = await aRoom();
  const { session, desk } = room;
  const account = await aPerson(foyer, { name: 'Nino Registered' });
  await aRole(foyer, room.event, account, 'attendee');
  const own = await aLive(foyer, account);
  open.push(own);
  const guest = await aGuest(room, 'Nino');
  const live = guest.live();
  const [both, mine] = [
    await desk.command('question.ask', { session, text: 'Which one?' }),
    await live.command('question.ask', { session, text: 'And whose?' }),
  ];
  for (const { id } of [both, mine]) await desk.command('question.approve', { question: id });
  await live.command('question.vote', { question: both.id, up: true });
  await live.command('question.vote', { question: mine.id, up: true });
  await own.command('question.vote', { question: both.id, up: true });
  const poll = await desk.command('poll.create', {
    ...{ session, kind: 'single', question: 'Yes?', options: ['Yes', 'No'] },
  });
  await desk.command('poll.open', { poll: poll.id, open: true });
  await own.command('poll.answer', { poll: poll.id, choices: [0] });
  await live.command('poll.answer', { poll: poll.id, choices: [1] });
  const audience = own.follow(streams.questions, { session });
  const results = own.follow(streams.pollResults, { poll: poll.id, round: '1' });
  await until('two votes', () => audience.get().state?.question[both.id]?.votes === 2);
  await until('two answers', () => results.get().state?.result[poll.id]?.total === 2);

  await signIn(guest, account.email);
  await until('one vote', () => audience.get().state?.question[both.id]?.votes === 1);
  await until('one answer', () => results.get().state?.result[poll.id]?.total === 1);
  expect(results.get().state?.result[poll.id]?.counts).toEqual([0, 1]);
  expect(audience.get().state?.question[mine.id]?.votes).toBe(1);
  const after = guest.live().follow(streams.ownQuestions, { session, person: account.id });
  const state = await until('the account has it', () => after.get().state);
  expect(Object.keys(state.question)).toEqual([String(mine.id)]);
  expect(Object.keys(state.vote).sort()).toEqual([String(both.id), String(mine.id)].sort());
  const { rows } = await sql`select from person where id = ${guest.person}`.execute(foyer.database.sql);
  expect(rows).toEqual([]);
});

it('keeps what a guest voted for apart when questions that were united are taken apart', async () => {
  const room = await aRoom();
  const { session, desk } = room;
  const guest = await aGuest(room);
  const live = guest.live();
  const ids: number[] = [];
  for (const text of ['One?', 'Two?']) {
    const { id } = await desk.command('question.ask', { session, text });
    await desk.command('question.approve', { question: id });
    ids.push(id);
  }
  const [from = 0, into = 0] = ids;
  const account = await aPerson(foyer);
  await aRole(foyer, room.event, account, 'attendee');
  const own = await aLive(foyer, account);
  open.push(own);
  await live.command('question.vote', { question: from, up: true });
  await own.command('question.vote', { question: into, up: true });
  await desk.command('question.merge', { question: from, into });
  const audience = own.follow(streams.questions, { session });
  await until('both count', () => audience.get().state?.question[into]?.votes === 2);
  await signIn(guest, account.email);
  await until('they are one', () => audience.get().state?.question[into]?.votes === 1);
  await desk.command('question.unmerge', { question: from });
  await until('apart', () => audience.get().state?.question[from]?.votes === 1);
  expect(audience.get().state?.question[into]?.votes).toBe(1);
});

it('leaves who signs in and is not registered in the room as a guest', async () => {
  const room = await aRoom();
  const guest = await aGuest(room, 'Ilqar');
  const { id } = await guest.live().command('question.ask', { session: room.session, text: 'Kept?' });
  const email = `ilqar-${randomUUID()}@example.org`;
  await signIn(guest, email);
  const place = await placeOf(guest, room);
  expect(place).toMatchObject({ roles: [], guest: 'ask' });
  const own = guest
    .live()
    .follow(streams.ownQuestions, { session: room.session, person: place.person ?? '' });
  await until('it is theirs', () => own.get().state?.question[id]);
});

it('counts guests apart from participants, and only while they are nothing else', async () => {
  const room = await aRoom();
  await aGuest(room);
  const account = await aPerson(foyer);
  await enter(await signedInBrowser(account), room);
  const figures = async () => (await room.organiser.call('getSummary', { params: room.params })).summary;
  expect(await figures()).toMatchObject({ guests: 2, participants: 0, attended: 0 });
  await aRole(foyer, room.event, account, 'attendee');
  expect((await figures()).guests).toBe(1);
});

it('stops whoever makes guests without end, and not a hall behind one address', async () => {
  const room = await aRoom();
  await enter(aBrowser(), room);
  const { rows } = await sql<{ key: string }>`
    select key from limit_used where key like ${`guests:${room.event.id} %`}`.execute(foyer.database.sql);
  const full = new Date(foyer.clock.now().getTime() + 600_000);
  await sql`update limit_used set full_at = ${full} where key = ${rows[0]?.key ?? ''}`.execute(
    foyer.database.sql,
  );
  expect(await problemOf(enter(aBrowser(), room))).toBe('too_many_requests');
  // Of another event's hall behind the same address nobody waits.
  const other = await aRoom();
  await enter(aBrowser(), other);
  expect(await guestsOf(other)).toBe(1);
  await sql`truncate limit_used`.execute(foyer.database.sql);
  await Promise.all(Array.from({ length: 60 }, () => enter(aBrowser(), room)));
  expect(await guestsOf(room)).toBe(61);
});

it('forgets the names of guests a month after the event, and keeps what they asked', async () => {
  const room = await aRoom();
  const { session, desk } = room;
  const guest = await aGuest(room, 'Soon forgotten');
  const { id } = await guest.live().command('question.ask', { session, text: 'What remains?' });
  await desk.command('question.approve', { question: id });
  const audience = desk.follow(streams.questions, { session });
  await until('with a name', () => audience.get().state?.question[id]?.author === 'Soon forgotten');
  const forgetting = foyer.get(GuestForgetting);
  expect(await forgetting.forget()).toBe(0);
  await sql`update event set starts_at = starts_at - interval '40 days', ends_at = ends_at - interval '40 days'
    where id = ${room.event.id}`.execute(foyer.database.sql);
  expect(await forgetting.forget()).toBe(1);
  expect(await forgetting.forget()).toBe(0);
  await until('without one', () => audience.get().state?.question[id]?.author === null);
  expect(audience.get().state?.question[id]?.text).toBe('What remains?');
  expect(await placeOf(guest, room)).toMatchObject({ person: null, guest: null });
});
