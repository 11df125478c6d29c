import { randomUUID } from 'node:crypto';
import { createApi, CookieJar, type Live } from '@foyer/client';
import { reactionKinds, streams } from '@foyer/contracts';
import type { Person } from '@foyer/people';
import { sql } from '@foyer/platform';
import {
  aLive,
  anEvent,
  anotherApi,
  aParticipant,
  aPerson,
  aRawLive,
  aRole,
  aSession,
  signedIn,
  startFoyer,
  until,
  type Foyer,
} from '@foyer/test-kit';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

let foyer: Foyer;
let second: Awaited<ReturnType<typeof anotherApi>>;
const open: Live[] = [];
beforeAll(async () => {
  foyer = await startFoyer({ worker: false });
  second = await anotherApi(foyer);
});
afterEach(() => open.splice(0).forEach((live) => live.close()));
afterAll(async () => {
  await second.stop();
  await foyer.stop();
});

async function window(person: Pick<Person, 'id'> | null, url = foyer.url): Promise<Live> {
  const live = await aLive(foyer, person, { url });
  open.push(live);
  return live;
}
async function aHall() {
  const event = await anEvent(foyer, { guests: 'listen' });
  const { id: session } = await aSession(foyer, event);
  const moderator = await aPerson(foyer);
  await aRole(foyer, event, moderator, 'moderator');
  return { event, session, moderator, attendee: await aParticipant(foyer, event) };
}
async function apiFor(person: { id: string }, url = foyer.url) {
  const cookies = new CookieJar();
  cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createApi({ baseUrl: url, cookies });
}

it('tells of announcements in every process, of a session’s to those alone who take part', async () => {
  const { event, session, moderator, attendee } = await aHall();
  const here = await window(attendee);
  const there = await window(attendee, second.url);
  const nobody = await window(null, second.url);
  const inRoom = [here, there].map((live) => live.follow(streams.signs, { session }));
  const everywhere = [here, there, nobody].map((live) =>
    live.follow(streams.announcements, { event: event.id }),
  );
  const shut = nobody.follow(streams.signs, { session });
  await until('all follow', () =>
    [...inRoom, ...everywhere].every((follow) => follow.get().status === 'ready'),
  );
  await until('refused', () => shut.get().status === 'refused');
  const words = (follow: (typeof inRoom)[number] | (typeof everywhere)[number]) =>
    Object.values(follow.get().state?.announcement ?? {}).map(({ texts }) => texts.en);
  const publish = async (person: { id: string }, where: string | null, en: string) =>
    (await apiFor(person)).call('publishAnnouncement', {
      params: { event: event.slug },
      body: { session: where, texts: { en }, link: 'HTTPS://Example.org/menu', minutes: 15 },
    });
  const lunch = await publish(event.owner, null, 'Lunch is served');
  expect(lunch.link).toBe('https://example.org/menu');
  await publish(moderator, session, 'Please mute');
  await until('told', () => everywhere.every((follow) => words(follow).join() === 'Lunch is served'));
  await until('told', () => inRoom.every((follow) => words(follow).join() === 'Please mute'));
  // The latest takes the place of the one before.
  await publish(moderator, session, 'Please unmute');
  await until('replaced', () => inRoom.every((follow) => words(follow).join() === 'Please unmute'));
  const params = { event: event.slug, announcement: lunch.id };
  await (await apiFor(event.owner, second.url)).call('withdrawAnnouncement', { params });
  await until('gone', () => everywhere.every((follow) => words(follow).length === 0));
});

it('counts reactions of two processes together, and slows nobody but who presses like mad', async () => {
  const { session, attendee, moderator } = await aHall();
  const live = [await window(attendee), await window(moderator, second.url)];
  const follows = live.map((one) => one.follow(streams.signs, { session }));
  await Promise.all(
    live.flatMap((one) => reactionKinds.map((kind) => one.command('reaction.send', { session, kind }))),
  );
  const two = { count: 2 };
  for (const follow of follows)
    await until('both see both', () => {
      const counts = follow.get().state?.reaction ?? {};
      return reactionKinds.every((kind) => counts[kind]?.count === two.count);
    });
  const [raw, outside] = [
    await aRawLive(foyer, await signedIn(foyer, attendee)),
    await aRawLive(foyer, await signedIn(foyer, await aPerson(foyer))),
  ];
  const press = { session, kind: 'heart' };
  const answers = await Promise.all(Array.from({ length: 60 }, () => raw.say('reaction.send', press)));
  expect(new Set(answers)).toEqual(new Set(['ok', 'too_many_requests']));
  expect(await outside.say('reaction.send', press)).toBe('not_registered');
  const { rows } = await sql<{ count: number }>`
    select count from reaction_count where session_id = ${session} and kind = 'heart'`.execute(
    foyer.database.sql,
  );
  expect(rows).toEqual([{ count: 2 + answers.filter((answer) => answer === 'ok').length }]);
  raw.close();
  outside.close();
});

it('counts people over all processes: two windows once, guests too, and who has gone no more', async () => {
  const { event, session, moderator, attendee } = await aHall();
  const watching = [await window(moderator), await window(moderator, second.url)];
  const follows = watching.map((live) => live.follow(streams.presence, { session }));
  const shown = (count: number) =>
    until(`${count} are there`, () =>
      follows.every((follow) => follow.get().state?.presence[session]?.count === count),
    );
  await shown(0);
  const windows = [await window(attendee), await window(attendee, second.url)];
  for (const live of windows) await live.command('session.enter', { session });
  await shown(1);
  const answer = await fetch(`${second.url}/api/events/${event.slug}/guests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: randomUUID(), name: 'From the hall' }),
  });
  const guest = await aRawLive(second, answer.headers.getSetCookie()[0]?.split(';')[0]);
  expect(await guest.say('session.enter', { session })).toBe('ok');
  expect(await guest.say('reaction.send', { session, kind: 'applause' })).toBe('ok');
  await shown(2);
  windows[0]?.close();
  guest.close();
  await shown(1);
  await windows[1]?.command('session.leave', { session });
  await shown(0);
  const { rows } = await sql`
    select from attendance where session_id = ${session} and guest`.execute(foyer.database.sql);
  expect(rows).toEqual([]);
});
