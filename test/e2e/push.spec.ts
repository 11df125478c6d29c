import { CookieJar, createApi, ProblemError, type Api } from '@foyer/client';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import { PushSender, ReminderRules } from '@foyer/reminders';
import {
  anEvent,
  anotherWorker,
  aParticipant,
  aPerson,
  signedIn,
  startFoyer,
  TestPushService,
  until,
  type Foyer,
  type TestBrowser,
} from '@foyer/test-kit';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

const minute = 60_000;
const hour = 60 * minute;
let foyer: Foyer;
let service: TestPushService;
beforeAll(async () => {
  [foyer, service] = await Promise.all([startFoyer(), TestPushService.start()]);
});
afterEach(() => {
  service.answer = () => null;
  service.beforeAck = async () => undefined;
});
afterAll(async () => {
  await foyer.stop();
  await service.stop();
});

interface Told {
  person: Account;
  api: Api;
  browser: TestBrowser;
}
/** Somebody signed in on a browser, by the door; told there unless said otherwise. */
async function aVisitor(values: Partial<Account> = {}): Promise<{ person: Account; api: Api }> {
  const person = await aPerson(foyer, values);
  const cookies = new CookieJar();
  cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return { person, api: createApi({ baseUrl: foyer.url, cookies }) };
}
async function aTold(values: Partial<Account> = {}): Promise<Told> {
  const visitor = await aVisitor(values);
  const browser = service.browser();
  await visitor.api.call('addPushDevice', { body: browser.subscription });
  return { ...visitor, browser };
}
/** An event whose last reminder falls due in a second, with somebody who takes part. */
async function dueFor(
  { person }: Pick<Told, 'person'>,
  values: Partial<EventEntity> = {},
): Promise<EventEntity> {
  foyer.clock.set('2026-12-14T09:00:00Z');
  const event = await anEvent(foyer, {
    ...{ title: { en: 'Clusters meet', ka: 'კლასტერები ხვდებიან' }, timeZone: 'Europe/Brussels' },
    startsAt: new Date(foyer.clock.now().getTime() + hour + 1_000),
    endsAt: new Date(foyer.clock.now().getTime() + 9 * hour),
    ...values,
  });
  await aParticipant(foyer, event, { person });
  await foyer.database.write(houseCall, async (tx) => {
    await foyer.get(ReminderRules).reconcile(tx, { event: event.id });
    return null;
  });
  return event;
}
interface PushRow {
  id: string;
  state: string;
  error: string | null;
  tries: number;
  dueIn: number;
}
async function rowsOf({ person }: Pick<Told, 'person'>): Promise<PushRow[]> {
  const { rows } = await sql<PushRow>`
    select id, state, error, tries, extract(epoch from look_at - ${foyer.clock.now()})::int as "dueIn"
    from push where person_id = ${person.id} order by id`.execute(foyer.database.sql);
  return rows;
}
/** Waits until the person's only message is in a state, or was put off for a reason. */
const settledAs = (
  told: Pick<Told, 'person'>,
  wanted: Partial<Pick<PushRow, 'state' | 'error'>>,
): Promise<PushRow> =>
  until(`a message ${JSON.stringify(wanted)}`, async () => {
    const [row] = await rowsOf(told);
    const { state = row?.state, error = row?.error } = wanted;
    return row?.state === state && row?.error === error ? row : undefined;
  });
const devicesOf = async ({ api }: Pick<Told, 'api'>) => (await api.call('getPush')).devices;
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'done',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );

it('tells a reminder on each device in its reader’s words and time, readable there alone', async () => {
  const nino = await aTold({ language: 'ka', timeZone: 'Asia/Tbilisi' });
  const event = await dueFor(nino);
  foyer.clock.advance(2_000);
  const pushed = await nino.browser.waitFor();
  expect(pushed).toMatchObject({
    urgency: 'normal',
    proof: { aud: service.url, sub: 'mailto:no-reply@foyer.test' },
    message: {
      language: 'ka',
      title: 'შეხსენება: კლასტერები ხვდებიან, ორშ, 14 დეკ, 14:00',
      path: `/e/${event.slug}`,
    },
  });
  // Of no use once the event has begun.
  expect(pushed.ttl).toBeGreaterThan(3_500);
  expect(pushed.ttl).toBeLessThanOrEqual(3_600);
  expect(pushed.topic).toMatch(/^[\w-]{32}$/);
  const { key, devices } = await nino.api.call('getPush');
  expect(pushed.key).toBe(key);
  expect(devices).toMatchObject([{ current: true, lastFailedAt: null }]);
  await settledAs(nino, { state: 'sent' });
  await foyer.mailbox.waitFor(nino.person.email, 'event-reminder');
  expect((await devicesOf(nino))[0]?.lastSentAt).toBe(foyer.clock.now().toISOString());
  const organiser = createApi({ baseUrl: foyer.url, cookies: await jarOf(event) });
  const log = await organiser.call('listMails', { params: { event: event.slug } });
  expect(log.mails.map(({ by, to, kind }) => [by, to, kind]).sort()).toEqual([
    ['email', nino.person.email, 'event-reminder'],
    ['push', nino.person.email, 'event-reminder'],
  ]);
  expect(log.mails.find(({ by }) => by === 'push')).toMatchObject({ state: 'sent', again: false });
});

/** The cookies of an event's owner. */
async function jarOf(event: { id: string }): Promise<CookieJar> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from event_role where event_id = ${event.id} and role = 'owner'`.execute(
    foyer.database.sql,
  );
  const jar = new CookieJar();
  jar.store([`${await signedIn(foyer, { id: rows[0]?.id ?? '' })}; Path=/`]);
  return jar;
}

it('is stopped by itself: what is off on devices is still told in the app', async () => {
  const ana = await aTold();
  await ana.api.call('setNotificationChannel', {
    params: { kind: 'event-reminder', channel: 'push' },
    body: { on: false },
  });
  const { kinds } = await ana.api.call('getNotificationSettings');
  expect(kinds.find(({ kind }) => kind === 'event-reminder')).toMatchObject({
    email: true,
    app: true,
    push: false,
  });
  await dueFor(ana);
  foyer.clock.advance(2_000);
  await until('a notification', async () => (await ana.api.call('listNotifications', {})).notifications[0]);
  expect(await rowsOf(ana)).toEqual([]);
});

it('tries again when the push service wants it later, and not before', async () => {
  const ben = await aTold();
  service.answer = () => ({ status: 429, retryAfter: '120' });
  await dueFor(ben);
  foyer.clock.advance(2_000);
  const row = await settledAs(ben, { error: 'later 429' });
  expect(row).toMatchObject({ state: 'queued', tries: 1, dueIn: 120 });
  service.answer = () => null;
  foyer.clock.advance(121_000);
  await ben.browser.waitFor();
  expect(await settledAs(ben, { state: 'sent' })).toMatchObject({ tries: 2 });
  expect(ben.browser.messages).toHaveLength(1);
});

it('says nothing any more of what was given up or moved while it waited', async () => {
  const [leaver, stayer] = [await aTold(), await aTold()];
  service.answer = () => ({ status: 503 });
  const left = await dueFor(leaver);
  foyer.clock.advance(2_000);
  await settledAs(leaver, { error: 'later 503' });
  await leaver.api.call('withdraw', { params: { event: left.slug } });
  const moved = await dueFor(stayer);
  foyer.clock.advance(2_000);
  await settledAs(stayer, { error: 'later 503' });
  await sql`
    update event set starts_at = starts_at + interval '3 hours', ends_at = ends_at + interval '3 hours'
    where id = ${moved.id}`.execute(foyer.database.sql);
  service.answer = () => null;
  foyer.clock.advance(minute);
  for (const told of [leaver, stayer]) {
    expect(await settledAs(told, { state: 'suppressed' })).toMatchObject({ error: 'no longer so' });
    expect(told.browser.messages.filter(({ message }) => message.path === `/e/${moved.slug}`)).toEqual([]);
  }
});

it('forgets a device that its push service knows no more', async () => {
  const ana = await aTold();
  service.answer = () => ({ status: 410 });
  await dueFor(ana);
  foyer.clock.advance(2_000);
  expect(await settledAs(ana, { state: 'failed' })).toMatchObject({ error: 'no device' });
  expect(await devicesOf(ana)).toEqual([]);
});

it('goes out once, however often it is handed over, and by two workers', async () => {
  const ana = await aTold();
  const second = await anotherWorker(foyer);
  let release = (): void => undefined;
  const held = new Promise<void>((done) => (release = done));
  service.beforeAck = () => held;
  const before = service.asked;
  await dueFor(ana);
  foyer.clock.advance(2_000);
  await ana.browser.waitFor();
  const [row] = await rowsOf(ana);
  const senders = [foyer.get(PushSender), second.get(PushSender, { strict: false })];
  const again = senders.map((sender) => sender.deliver([row?.id ?? '']));
  release();
  await Promise.all(again);
  await settledAs(ana, { state: 'sent' });
  expect([service.asked - before, ana.browser.messages.length]).toEqual([1, 1]);
  await second.close();
});

it('connects to nothing inside, whatever a browser says that its push service is called', async () => {
  const { person, api } = await aVisitor();
  const { keys } = service.browser().subscription;
  const { port } = new URL(service.url);
  for (const endpoint of [
    ...['http://push.example.org/a', 'https://127.0.0.1/a', 'https://[::1]/a', 'https://10.1.2.3/a'],
    ...['https://169.254.169.254/latest', 'https://user:secret@push.example.org/a', 'https://2130706433/a'],
    `http://localhost:${port}/a`,
  ]) {
    expect(await codeOf(api.call('addPushDevice', { body: { endpoint, keys } }))).toBe('invalid_input');
  }
  const off = { ...keys, p256dh: `${keys.p256dh.slice(0, -4)}AAAA` };
  const subscription = { endpoint: 'https://push.example.org/a', keys: off };
  expect(await codeOf(api.call('addPushDevice', { body: subscription }))).toBe('invalid_input');
  // What its name stands for shows only when it is connected to.
  const before = service.asked;
  const { id } = await api.call('addPushDevice', { body: { endpoint: `https://localhost:${port}/a`, keys } });
  await api.call('testPushDevice', { params: { pushDevice: id } });
  expect(await settledAs({ person }, { state: 'failed' })).toMatchObject({ error: 'refused EACCES' });
  expect(service.asked).toBe(before);
});

it('is nobody else’s: not to take over, to try or to remove; and ends with the sign-in', async () => {
  const ana = await aTold();
  const ben = await aVisitor();
  const body = ana.browser.subscription;
  expect(await codeOf(ben.api.call('addPushDevice', { body }))).toBe('push_taken');
  const [device] = await devicesOf(ana);
  const params = { pushDevice: device?.id ?? '' };
  expect(await codeOf(ben.api.call('removePushDevice', { params }))).toBe('not_found');
  expect(await codeOf(ben.api.call('testPushDevice', { params }))).toBe('not_found');
  expect(await devicesOf(ben)).toEqual([]);
  await ana.api.call('testPushDevice', { params });
  expect((await ana.browser.waitFor()).message).toMatchObject({
    title: 'Notifications arrive here',
    path: '/account/notifications',
  });
  await ana.api.call('signOut', {});
  await dueFor(ana);
  foyer.clock.advance(2_000);
  await foyer.mailbox.waitFor(ana.person.email, 'event-reminder');
  expect(ana.browser.messages).toHaveLength(1);
  // The browser is free for whoever signs in there next.
  expect(await codeOf(ben.api.call('addPushDevice', { body }))).toBe('done');
});

it('is on ten browsers at most, each once', async () => {
  const ana = await aTold();
  const browserOf = async (): Promise<Api> => {
    const cookies = new CookieJar();
    cookies.store([`${await signedIn(foyer, ana.person)}; Path=/`]);
    return createApi({ baseUrl: foyer.url, cookies });
  };
  for (let count = 2; count <= 10; count++) {
    await (await browserOf()).call('addPushDevice', { body: service.browser().subscription });
  }
  const eleventh = (await browserOf()).call('addPushDevice', { body: service.browser().subscription });
  expect(await codeOf(eleventh)).toBe('too_many_push_devices');
  // The same browser with a new address takes its own place.
  await ana.api.call('addPushDevice', { body: service.browser().subscription });
  expect(await devicesOf(ana)).toHaveLength(10);
});
