import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SnsMessage } from '@foyer/contracts';
import { CookieJar, createApi, type Api } from '@foyer/client';
import type { EventEntity } from '@foyer/events';
import type { Account } from '@foyer/people';
import { sql } from '@foyer/platform';
import {
  aBlock,
  aForm,
  anEvent,
  anotherWorker,
  aPerson,
  signedIn,
  startFoyer,
  until,
  type Foyer,
  type TestMail,
} from '@foyer/test-kit';
import { signedText, SnsCertificates } from '@foyer/reminders';
import ICAL from 'ical.js';

const ecKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const rsaKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const topic = 'arn:aws:sns:eu-central-1:123456789012:mail';
const hookEnv = {
  POSTMARK_HOOK_SECRET: 'a password for postmark',
  MAILGUN_SIGNING_KEY: 'a signing key of mailgun',
  SENDGRID_HOOK_KEY: ecKeys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  SES_TOPIC_ARN: topic,
};
const redis = process.env.TEST_REDIS_URL;
describe('mail, with jobs on PostgreSQL', () => mailSuite({}));
(redis ? describe : describe.skip)('mail, with jobs on Redis', () =>
  mailSuite(redis ? { REDIS_URL: redis } : {}),
);

/** The calendar entry that came with a mail. */
function entryOf(mail: TestMail) {
  const [part] = mail.attachments;
  const content = part?.content;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const calendar = ICAL.Component.fromString(text);
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no calendar entry');
  return {
    method: calendar.getFirstPropertyValue('method'),
    event: new ICAL.Event(component),
    mimeType: part?.mimeType,
  };
}

function mailSuite(env: Record<string, string>): void {
  let foyer: Foyer;
  beforeAll(async () => {
    foyer = await startFoyer({ env: { ...hookEnv, ...env } });
  });
  afterAll(() => foyer.stop());

  interface Visitor {
    person: Account;
    api: Api;
    cookie: string;
  }
  async function aVisitor(values: Partial<Account> = {}): Promise<Visitor> {
    const person = await aPerson(foyer, { language: 'ka', timeZone: 'Asia/Tbilisi', ...values });
    const cookie = await signedIn(foyer, person);
    const cookies = new CookieJar();
    cookies.store([`${cookie}; Path=/`]);
    return { person, cookie, api: createApi({ baseUrl: foyer.url, cookies }) };
  }
  /** Somebody with an account who has registered through the door. */
  async function registered(event: EventEntity, values: Partial<Account> = {}): Promise<Visitor> {
    const visitor = await aVisitor(values);
    const { name, language, timeZone } = visitor.person;
    const body = aForm({ name, language, timeZone });
    await visitor.api.call('register', { params: { event: event.slug }, body });
    return visitor;
  }

  it('signs in with a code that came by mail, in the language asked for', async () => {
    const email = `nino-${Date.now()}@example.org`;
    const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
      fetch(`${foyer.url}/api/sign-in/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify(body),
      });
    const asked = await post('codes', { email: email.toUpperCase(), language: 'ka' });
    expect(asked.status).toBe(200);
    const mail = await foyer.mailbox.waitFor(email, 'sign-in-code');
    const code = /\b\d{6}\b/.exec(mail.subject ?? '')?.[0] ?? '';
    expect(mail.subject).toBe(`${code} – თქვენი შესვლის კოდი`);
    expect(mail.text).toContain('10 წუთის განმავლობაში');
    expect(mail.headers.some(({ key }) => key === 'list-unsubscribe')).toBe(false);
    const entered = await post('sessions', { code }, (asked.headers.getSetCookie()[0] ?? '').split(';')[0]);
    expect(await entered.json()).toMatchObject({ email, language: 'ka' });
    // Nothing of the code is kept.
    const { rows } = await sql`select id from mail where to_address = ${email}`.execute(foyer.database.sql);
    expect(rows).toEqual([]);
  });

  it('confirms a registration, reminds once, and after a withdrawal only takes the event out of the calendar', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer, {
      title: { en: 'Clusters meet', ka: 'კლასტერების შეხვედრა' },
      startsAt: new Date('2026-12-17T09:00:00Z'),
      endsAt: new Date('2026-12-17T15:00:00Z'),
      timeZone: 'Europe/Brussels',
    });
    const { person } = await registered(event);
    const leaver = await registered(event, { language: 'en', timeZone: 'Europe/Brussels' });
    const mail = await foyer.mailbox.waitFor(person.email, 'registration-confirmed');
    expect(mail.subject).toBe('თქვენ დარეგისტრირდით: კლასტერების შეხვედრა');
    expect(mail.text).toContain('ხუთ, 17 დეკ, 2026, 13:00–19:00');
    expect(mail.text).toContain('ხუთ, 17 დეკ, 2026, 10:00–16:00');
    const entry = entryOf(mail);
    expect([entry.mimeType, entry.method, entry.event.sequence]).toEqual(['text/calendar', 'REQUEST', 0]);
    expect(entry.event.startDate.toJSDate()).toEqual(event.startsAt);
    const before = await foyer.mailbox.waitFor(leaver.person.email, 'registration-confirmed');
    await leaver.api.call('withdraw', { params: { event: event.slug } });
    const gone = await foyer.mailbox.waitFor(leaver.person.email, 'registration-state');
    expect(gone.subject).toBe('You have withdrawn: Clusters meet');
    expect(entryOf(gone)).toMatchObject({
      method: 'CANCEL',
      event: { uid: entryOf(before).event.uid, sequence: 1 },
    });
    foyer.clock.set('2026-12-16T09:00:01Z');
    const reminder = await foyer.mailbox.waitFor(person.email, 'event-reminder');
    expect(reminder.subject).toBe('შეხსენება: კლასტერების შეხვედრა, ხუთ, 17 დეკ, 13:00');
    foyer.clock.set('2026-12-17T08:00:00Z');
    await foyer.mailbox.waitFor(person.email, 'event-reminder', 2);
    expect(foyer.mailbox.to(person.email)).toHaveLength(3);
    expect(foyer.mailbox.to(leaver.person.email)).toHaveLength(2);
  });

  it('tells both of a meeting from request to cancellation; calendars hold one entry, then none', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer);
    const { slots } = await aBlock(foyer, event, { tables: 5 });
    const ana = await registered(event, { name: 'Ana Beridze', language: 'en' });
    const ben = await registered(event, { name: 'Ben Popa', language: 'ro', timeZone: 'Europe/Bucharest' });
    const params = { event: event.slug };
    const request = await ana.api.call('requestMeeting', {
      params,
      body: { to: ben.person.id, message: 'Bună! Vorbim despre lână?' },
    });
    const asked = await foyer.mailbox.waitFor(ben.person.email, 'meeting-requested');
    expect(asked.subject).toBe('Ana Beridze dorește să vă întâlnească');
    expect(asked.text).toContain('Vorbim despre lână?');
    const meeting = await ben.api.call('acceptRequest', {
      params: { ...params, request: request.id },
      body: { slot: slots[0]?.id ?? '' },
    });
    const booked = [
      await foyer.mailbox.waitFor(ana.person.email, 'meeting-booked'),
      await foyer.mailbox.waitFor(ben.person.email, 'meeting-booked'),
    ].map(entryOf);
    expect(new Set(booked.map(({ event: { uid } }) => uid)).size).toBe(1);
    expect(booked[0]?.event.summary).toBe('Meeting with Ben Popa');
    expect(booked[1]?.event.location).toMatch(/^Masa \d+$/);
    foyer.clock.set('2026-12-14T09:45:00Z');
    await foyer.mailbox.waitFor(ana.person.email, 'meeting-reminder');
    await foyer.mailbox.waitFor(ben.person.email, 'meeting-reminder');
    await ben.api.call('cancelMeeting', { params: { ...params, meeting: meeting.id } });
    const off = await foyer.mailbox.waitFor(ana.person.email, 'meeting-cancelled');
    expect(off.subject).toBe('Cancelled: meeting with Ben Popa, Mon 14 Dec, 14:00');
    await foyer.mailbox.waitFor(ben.person.email, 'meeting-cancelled');
    expect(entryOf(off)).toMatchObject({
      method: 'CANCEL',
      event: { uid: booked[0]?.event.uid, sequence: 1 },
    });
    expect(foyer.mailbox.to(ana.person.email).map(({ kind }) => kind)).toEqual([
      'registration-confirmed',
      'meeting-booked',
      'meeting-reminder',
      'meeting-cancelled',
    ]);
  });

  it('tells the other of two who leave the time to the schedule that they agree, and that they no longer do', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer);
    await aBlock(foyer, event, { mode: 'computed' });
    const ana = await registered(event, { name: 'Ana Beridze', language: 'en' });
    const ben = await registered(event, { name: 'Ben Popa', language: 'ro' });
    const ciro = await registered(event, { name: 'Ciro Nowak', language: 'lt' });
    const params = { event: event.slug };
    const agreed = async (asker: Visitor, asked: Visitor): Promise<string> => {
      const { id } = await asker.api.call('requestMeeting', { params, body: { to: asked.person.id } });
      await asked.api.call('agreeToMeet', { params: { ...params, request: id } });
      return id;
    };
    const told = (to: Visitor, subject: string) =>
      until(`${to.person.name} is told`, () =>
        foyer.mailbox.to(to.person.email).find((mail) => mail.subject === subject),
      );
    const request = await agreed(ana, ben);
    const yes = await told(ana, 'Ben Popa has agreed to meet you');
    expect(yes.text).toContain('The organisers’ schedule says when.');
    await ana.api.call('callOffAgreement', { params: { ...params, request } });
    await told(ben, 'Fără întâlnire cu Ana Beridze');
    // Ben is agreed with and asked for an answer by people whom he leaves; of whom he has asked nobody waits.
    await agreed(ben, ciro);
    await told(ben, 'Ciro Nowak este de acord să vă întâlnească');
    await ana.api.call('requestMeeting', { params, body: { to: ben.person.id } });
    await ben.api.call('withdraw', { params });
    await told(ciro, 'Susitikimo nebus: Ben Popa');
    await told(ana, 'No meeting with Ben Popa');
    expect(foyer.mailbox.to(ben.person.email).map(({ subject }) => subject)).not.toContain(
      'Fără întâlnire cu Ciro Nowak',
    );
  });

  it('tells whom a contact is offered to, and who has offered that it is answered, by mail and in the app', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer);
    const { slots } = await aBlock(foyer, event);
    const ana = await registered(event, { name: 'Ana Beridze', language: 'en' });
    const ben = await registered(event, { name: 'Ben Popa', language: 'ro' });
    const params = { event: event.slug };
    const { id } = await ana.api.call('requestMeeting', { params, body: { to: ben.person.id } });
    const meeting = await ben.api.call('acceptRequest', {
      params: { ...params, request: id },
      body: { slot: slots[0]?.id ?? '' },
    });
    foyer.clock.set(meeting.startsAt);
    const share = (from: Visitor, to: Visitor, shared: boolean) =>
      from.api.call('shareContact', { params: { ...params, person: to.person.id }, body: { shared } });
    await share(ana, ben, true);
    const offered = await foyer.mailbox.waitFor(ben.person.email, 'contact-offered');
    expect(offered.subject).toBe('Ana Beridze vă oferă datele de contact');
    expect(offered.text).toContain(`/e/${event.slug}/contacts`);
    expect(offered.text).not.toContain(ana.person.email);
    // To and fro, it is told once.
    await share(ana, ben, false);
    await share(ana, ben, true);
    await share(ana, ben, true);
    await share(ben, ana, true);
    const answered = await foyer.mailbox.waitFor(ana.person.email, 'contact-offered');
    expect(answered.subject).toBe('Ben Popa has given you their contact');
    expect(foyer.mailbox.to(ben.person.email, 'contact-offered')).toHaveLength(1);
    const { notifications } = await ben.api.call('listNotifications', { query: {} });
    expect(notifications.filter(({ kind }) => kind === 'contact-offered')).toMatchObject([
      { title: 'Ana Beridze vă oferă datele de contact', path: `/e/${event.slug}/contacts` },
    ]);
  });

  it('takes the event and its meetings out of calendars, whoever ends the registration, and puts them in anew', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const owner = await aVisitor({ organiser: true });
    const event = await anEvent(foyer, { owner: owner.person });
    const params = { event: event.slug };
    const { slots } = await aBlock(foyer, event);
    const ana = await registered(event, { name: 'Ana Beridze', language: 'en' });
    const ben = await registered(event, { name: 'Ben Popa', language: 'ro' });
    const request = await ana.api.call('requestMeeting', { params, body: { to: ben.person.id } });
    await ben.api.call('acceptRequest', {
      params: { ...params, request: request.id },
      body: { slot: slots[0]?.id ?? '' },
    });
    const booked = entryOf(await foyer.mailbox.waitFor(ana.person.email, 'meeting-booked'));
    const first = entryOf(await foyer.mailbox.waitFor(ana.person.email, 'registration-confirmed'));
    const { participants } = await owner.api.call('listParticipants', { params, query: { search: 'Ana' } });
    const registrations = participants.map(({ id }) => id);
    await owner.api.call('actOnParticipants', { params, body: { act: 'withdraw', registrations } });
    const removed = await foyer.mailbox.waitFor(ana.person.email, 'registration-state');
    expect(removed.subject).toBe(`You are no longer registered: ${event.title.en}`);
    const cancelled = { method: 'CANCEL', event: { uid: first.event.uid, sequence: 1 } };
    expect(entryOf(removed)).toMatchObject(cancelled);
    expect(entryOf(removed).event.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    for (const { person } of [ana, ben]) {
      const off = entryOf(await foyer.mailbox.waitFor(person.email, 'meeting-cancelled'));
      expect(off).toMatchObject({ method: 'CANCEL', event: { uid: booked.event.uid, sequence: 1 } });
    }
    foyer.clock.set('2026-12-14T09:30:00Z');
    await ana.api.call('register', { params, body: aForm({ name: 'Ana Beridze', language: 'en' }) });
    const again = entryOf(await foyer.mailbox.waitFor(ana.person.email, 'registration-confirmed', 2));
    expect(again).toMatchObject({ method: 'REQUEST', event: { uid: first.event.uid, sequence: 2 } });
  });

  it('tells nobody who only waited in a calendar way that they wait no more', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const owner = await aVisitor({ organiser: true });
    const event = await anEvent(foyer, { owner: owner.person });
    const params = { event: event.slug };
    await owner.api.call('updateRegistrationSettings', { params, body: { mode: 'approval' } });
    const { api, person } = await registered(event);
    await foyer.mailbox.waitFor(person.email, 'registration-state');
    const { participants } = await owner.api.call('listParticipants', { params, query: {} });
    const registrations = participants.map(({ id }) => id);
    await owner.api.call('actOnParticipants', { params, body: { act: 'decline', registrations } });
    const declined = await foyer.mailbox.waitFor(person.email, 'registration-state', 2);
    expect(declined.attachments).toEqual([]);
    expect((await api.call('getMyRegistration', { params })).registration?.state).toBe('declined');
  });

  it('tells everybody of the summary, though a worker ends on the way and another takes over', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer);
    const people: Visitor[] = [];
    for (let count = 0; count < 8; count++) people.push(await registered(event));
    const owner = await aVisitor();
    await sql`insert into event_role (event_id, person_id, role) values (${event.id}, ${owner.person.id}, 'organiser')`.execute(
      foyer.database.sql,
    );
    const second = await anotherWorker(foyer);
    let arrived = 0;
    foyer.mailbox.beforeAck = async ({ kind }) => {
      if (kind === 'summary' && ++arrived === 2) void second.close();
    };
    await owner.api.call('publishSummary', { params: { event: event.slug } });
    for (const { person } of people) await foyer.mailbox.waitFor(person.email, 'summary');
    const log = await until('all are marked as sent', async () => {
      const { mails } = await owner.api.call('listMails', { params: { event: event.slug }, query: {} });
      return mails.length === 16 && mails.every(({ state }) => state === 'sent') && mails;
    });
    expect(log.filter(({ kind }) => kind === 'summary')).toHaveLength(8);
    for (const { person } of people) expect(foyer.mailbox.to(person.email, 'summary')).toHaveLength(1);
    await expect(
      people[0]?.api.call('listMails', { params: { event: event.slug }, query: {} }),
    ).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  });

  it('stops mail of one kind by one click without a cookie; looking changes nothing', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer, {
      startsAt: new Date('2026-12-14T12:00:00Z'),
      endsAt: new Date('2026-12-14T15:00:00Z'),
    });
    const { person } = await registered(event);
    const other = await registered(event);
    const mail = await foyer.mailbox.waitFor(person.email, 'registration-confirmed');
    const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const shown = /^<(.+)>$/.exec(header)?.[1] ?? '';
    expect(mail.text).toContain(shown);
    // The token stands for a person and a kind; this one's for reminders is in the reminder itself.
    foyer.clock.set('2026-12-14T11:00:00Z');
    const reminder = await foyer.mailbox.waitFor(person.email, 'event-reminder');
    const link = /<(.+)>/.exec(
      reminder.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '',
    )?.[1];
    const path = new URL(link ?? '').pathname;
    const look = () => fetch(`${foyer.url}/api${path}`);
    expect(await (await look()).json()).toEqual({ kind: 'event-reminder', stopped: false });
    expect(await (await look()).json()).toEqual({ kind: 'event-reminder', stopped: false });
    const oneClick = (address: string) =>
      fetch(`${foyer.url}${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect((await oneClick(`${path.slice(0, -3)}xyz`)).status).toBe(404);
    expect((await oneClick(path)).status).toBe(200);
    expect((await oneClick(`/api${path}`)).status).toBe(204);
    expect(await (await look()).json()).toEqual({ kind: 'event-reminder', stopped: true });
    // Moved: both are due again, and only the other one hears of it.
    const organiser = await aVisitor();
    await sql`insert into event_role (event_id, person_id, role) values (${event.id}, ${organiser.person.id}, 'organiser')`.execute(
      foyer.database.sql,
    );
    await organiser.api.call('updateEvent', {
      params: { event: event.slug },
      body: { startsAt: '2026-12-14T18:00:00Z', endsAt: '2026-12-14T20:00:00Z' },
    });
    await foyer.mailbox.waitFor(other.person.email, 'event-reminder');
    await until('the row has moved', async () => {
      const { rows } = await sql`
        select id from reminder where event_id = ${event.id} and starts_at = '2026-12-14T18:00:00Z'`.execute(
        foyer.database.sql,
      );
      return rows.length === 2;
    });
    foyer.clock.set('2026-12-14T17:00:00Z');
    await foyer.mailbox.waitFor(other.person.email, 'event-reminder', 2);
    await until('noted as suppressed', async () => {
      const { mails } = await organiser.api.call('listMails', { params: { event: event.slug }, query: {} });
      return mails.some(({ to, state }) => to === person.email && state === 'suppressed');
    });
    expect(foyer.mailbox.to(person.email, 'event-reminder')).toHaveLength(1);
  });

  // Nothing of this depends on where jobs are kept.
  if (env.REDIS_URL) return;

  const apiOf = async (person: Account): Promise<Api> => {
    const cookies = new CookieJar();
    cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
    return createApi({ baseUrl: foyer.url, cookies });
  };

  it('tells those who are registered that an event moves, is called off and takes place after all', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer, {
      title: { en: 'Clusters meet', ka: 'კლასტერების შეხვედრა' },
      startsAt: new Date('2026-12-17T09:00:00Z'),
      endsAt: new Date('2026-12-17T15:00:00Z'),
      timeZone: 'Europe/Brussels',
    });
    const params = { event: event.slug };
    const desk = await apiOf(event.owner);
    const nino = await registered(event);
    const ben = await registered(event, { language: 'en', timeZone: 'Europe/Brussels' });
    const gone = await registered(event);
    const first = entryOf(await foyer.mailbox.waitFor(nino.person.email, 'registration-confirmed'));
    await foyer.mailbox.waitFor(ben.person.email, 'registration-confirmed');
    await gone.api.call('withdraw', { params });
    await foyer.mailbox.waitFor(gone.person.email, 'registration-state');

    const later = { startsAt: '2027-01-20T10:00:00.000Z', endsAt: '2027-01-20T16:00:00.000Z' };
    expect((await desk.call('checkEventTimes', { params, query: later })).told).toBe(2);
    const body = { ...later, title: event.title };
    // Pressed twice, as by two organisers.
    await Promise.all([1, 2].map(() => desk.call('updateEvent', { params, body })));
    const moved = await foyer.mailbox.waitFor(nino.person.email, 'event-moved');
    expect(moved.subject).toBe('ახალი დრო: კლასტერების შეხვედრა');
    expect(moved.text).toContain('ოთხ, 20 იან, 2027, 14:00–20:00');
    expect(moved.text).toContain('ოთხ, 20 იან, 2027, 11:00–17:00');
    expect(moved.text).toContain('მანამდე: ხუთ, 17 დეკ, 2026, 13:00–19:00');
    const entry = entryOf(moved);
    expect(entry).toMatchObject({ method: 'REQUEST', event: { uid: first.event.uid, sequence: 1 } });
    expect(entry.event.startDate.toJSDate().toISOString()).toBe(later.startsAt);
    expect((await foyer.mailbox.waitFor(ben.person.email, 'event-moved')).subject).toBe(
      'New time: Clusters meet',
    );

    await desk.call('updateEvent', { params, body: { state: 'draft' } });
    const off = await foyer.mailbox.waitFor(nino.person.email, 'event-moved', 2);
    expect(off.subject).toBe('ჯერჯერობით გადაიდო: კლასტერების შეხვედრა');
    expect(entryOf(off)).toMatchObject({ method: 'CANCEL', event: { uid: first.event.uid, sequence: 2 } });
    await foyer.mailbox.waitFor(ben.person.email, 'event-moved', 2);

    // Moved while nobody sees it: told when everybody does again.
    const again = { startsAt: '2027-02-20T10:00:00.000Z', endsAt: '2027-02-20T16:00:00.000Z' };
    expect((await desk.call('checkEventTimes', { params, query: later })).told).toBe(2);
    await desk.call('updateEvent', { params, body: again });
    await desk.call('updateEvent', { params, body: { state: 'published' } });
    const back = await foyer.mailbox.waitFor(nino.person.email, 'event-moved', 3);
    expect(back.subject).toBe('მაინც გაიმართება: კლასტერების შეხვედრა');
    const last = entryOf(back);
    expect(last).toMatchObject({ method: 'REQUEST', event: { uid: first.event.uid, sequence: 3 } });
    expect(last.event.startDate.toJSDate().toISOString()).toBe(again.startsAt);
    await foyer.mailbox.waitFor(ben.person.email, 'event-moved', 3);

    // Not wanted: nobody hears of it.
    await desk.call('updateEvent', { params, body: { ...later, tell: false } });
    await desk.call('updateEvent', { params, body: { timeZone: 'Asia/Tbilisi' } });
    await until('everything is handled', async () => {
      const { rows } = await sql`
        select from outbox_fact f where f.name in ('event.moved', 'event.rescheduled')
          and f.payload ->> 'event' = ${event.id}
          and not exists (select from fact_consumed c where c.fact = f.id)`.execute(foyer.database.sql);
      return rows.length === 0;
    });
    // A zone alone moves nothing.
    const { notifications } = await nino.api.call('listNotifications', { query: {} });
    expect(notifications.filter(({ kind }) => kind === 'event-moved')).toHaveLength(3);
    for (const { person } of [nino, ben])
      expect(foyer.mailbox.to(person.email, 'event-moved')).toHaveLength(3);
    expect(foyer.mailbox.to(gone.person.email, 'event-moved')).toEqual([]);
  });

  it('sends nothing more to a mailbox that does not exist, until somebody has checked it', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer);
    const params = { event: event.slug };
    const desk = await apiOf(event.owner);
    const gone = await aVisitor({ language: 'en' });
    const { email } = gone.person;
    let exists = false;
    foyer.mailbox.refuse = (to) =>
      to === email && !exists ? { code: 550, at: 'recipient', text: '5.1.1 no such user' } : null;
    const { language, timeZone } = gone.person;
    const registration = await gone.api.call('register', {
      params,
      body: aForm({ name: 'Nobody Here', language, timeZone }),
    });
    const mine = () => desk.call('listMails', { params, query: { registration: registration.id } });
    const [failed] = await until('it has bounced', async () => {
      const { mails } = await mine();
      return mails[0]?.state === 'failed' && mails;
    });
    expect(failed).toMatchObject({ reason: 'no_mailbox', code: '550 5.1.1', tries: 1, again: false });
    const about = { params: { ...params, registration: registration.id } };
    expect((await desk.call('getParticipant', about)).hold).toMatchObject({
      reason: 'bounced',
      source: 'smtp',
    });
    const { participants } = await desk.call('listParticipants', { params, query: { held: 'yes' } });
    expect(participants.map(({ id }) => id)).toEqual([registration.id]);
    // Not of another event either.
    const other = await anEvent(foyer);
    await gone.api.call('register', { params: { event: other.slug }, body: aForm({ name: 'Nobody Here' }) });
    const elsewhere = await apiOf(other.owner);
    await until('it was not sent', async () => {
      const { mails } = await elsewhere.call('listMails', { params: { event: other.slug }, query: {} });
      return mails[0]?.state === 'suppressed' && mails[0].reason === 'held';
    });
    exists = true;
    await desk.call('liftHold', about);
    await desk.call('liftHold', about);
    expect((await desk.call('getParticipant', about)).hold).toBe(null);
    await desk.call('sendMailAgain', { params: { ...params, mail: failed?.id ?? '' } });
    const mail = await foyer.mailbox.waitFor(email, 'registration-confirmed');
    expect(mail.messageId).toBe(`<${failed?.id}@foyer.test>`);
    // What has arrived goes once more as a copy, and once.
    await until('it is noted as sent', async () => (await mine()).mails[0]?.state === 'sent');
    const copy = () => desk.call('sendMailAgain', { params: { ...params, mail: failed?.id ?? '' } });
    await copy();
    expect((await foyer.mailbox.waitFor(email, 'registration-confirmed', 2)).messageId).not.toBe(
      mail.messageId,
    );
    await expect(copy()).rejects.toMatchObject({ problem: { code: 'mail_not_again' } });
    foyer.mailbox.refuse = () => null;
  });

  it('lets in whose mail bounces, from the next day on, and confirms or corrects the address by a code', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const { person, api } = await aVisitor({ language: 'en' });
    await sql`
      insert into held_address (address, reason, source, answer, held_at)
      values (${person.email}, 'bounced', 'smtp', '550 5.1.1', ${foyer.clock.now()})`.execute(
      foyer.database.sql,
    );
    const codeIn = (mail: TestMail) => /\b\d{6}\b/.exec(mail.subject ?? '')?.[0] ?? '';
    const anybody = createApi({ baseUrl: foyer.url, cookies: new CookieJar() });
    await anybody.call('requestCode', { body: { email: person.email } });
    const handled = () =>
      until('the request was handled', async () => {
        const { rows } = await sql`
          select from outbox_fact f where f.name = 'code.requested' and not exists (
            select from fact_consumed c where c.fact = f.id)`.execute(foyer.database.sql);
        return rows.length === 0;
      });
    await handled();
    expect(foyer.mailbox.to(person.email)).toEqual([]);
    foyer.clock.set('2026-12-15T09:00:01Z');
    await anybody.call('requestCode', { body: { email: person.email } });
    await foyer.mailbox.waitFor(person.email, 'sign-in-code');
    expect((await api.call('getMyAddress')).hold).toMatchObject({ reason: 'bounced', code: '550 5.1.1' });
    const taken = await aPerson(foyer);
    await api.call('requestAddressCode', { body: { email: taken.email } });
    const theirs = codeIn(await foyer.mailbox.waitFor(taken.email, 'sign-in-code'));
    await expect(api.call('confirmMyAddress', { body: { code: theirs } })).rejects.toMatchObject({
      problem: { code: 'address_taken' },
    });
    const right = `right-${person.email}`;
    await api.call('requestAddressCode', { body: { email: right } });
    const code = codeIn(await foyer.mailbox.waitFor(right, 'sign-in-code'));
    expect(await api.call('confirmMyAddress', { body: { code } })).toMatchObject({ email: right });
    expect(await api.call('getMyAddress')).toEqual({ email: right, hold: null });
    await expect(
      api.call('requestAddressCode', { body: { email: 'other@example.org' } }),
    ).rejects.toMatchObject({
      problem: { code: 'address_not_held' },
    });
  });

  it('writes to many: fixed at the confirmation, each once, the rest kept back when that is wanted', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const event = await anEvent(foyer, { contact: 'desk@example.org' });
    const params = { event: event.slug };
    const desk = await apiOf(event.owner);
    const people: Visitor[] = [];
    for (const language of ['en', 'ka', 'ro'] as const) people.push(await registered(event, { language }));
    const [english, georgian, stopped] = people;
    if (!english || !georgian || !stopped) throw new Error('nobody registered');
    await sql`
      insert into mail_stop (person_id, kind, stopped_at)
      values (${stopped.person.id}, 'organiser-message', ${foyer.clock.now()})`.execute(foyer.database.sql);
    const subject = { en: 'Hello {name}', ka: 'გამარჯობა, {name}' };
    const body = { en: 'See https://example.org/a?b=1&c=2.\n\n<script>alert(1)</script> {link}' };
    const draft = { subject, body, audience: { states: ['confirmed' as const] }, dueAt: null };
    await expect(
      desk.call('createMessage', { params, body: { ...draft, subject: { en: 'Hello {nobody}' } } }),
    ).rejects.toMatchObject({ problem: { code: 'invalid_input' } });
    const message = await desk.call('createMessage', { params, body: draft });
    const about = { ...params, message: message.id };
    const found = await desk.call('findAudience', { params, body: draft.audience });
    expect(found).toMatchObject({ recipients: 3, withheld: 1 });
    const preview = await desk.call('previewMessage', {
      params,
      body: { subject, body, person: georgian.person.id },
    });
    expect(preview).toMatchObject({
      language: 'ka',
      subject: `გამარჯობა, ${georgian.person.name}`,
      replyTo: 'desk@example.org',
    });
    expect(preview.html).toContain('href="https://example.org/a?b=1&amp;c=2"');
    expect(preview.html).not.toContain('<script>alert');
    expect(preview.html).not.toContain('/unsubscribe/');
    await desk.call('testMessage', { params: about });
    const test = await foyer.mailbox.waitFor(event.owner.email, 'organiser-message');
    expect(test.subject).toBe(`[Test] Hello ${event.owner.name}`);
    const confirm = (recipients: number) =>
      desk.call('confirmMessage', { params: about, body: { version: message.version, recipients } });
    await expect(confirm(2)).rejects.toMatchObject({
      problem: { code: 'audience_changed', params: { number: 3 } },
    });
    // Twice at once, as by two organisers.
    const both = await Promise.all([confirm(3), confirm(3)]);
    expect(both.map(({ state, counts }) => [state, counts.recipients])).toEqual([
      ...[
        ['confirmed', 3],
        ['confirmed', 3],
      ],
    ]);
    const late = await registered(event, { language: 'en' });
    const mail = await foyer.mailbox.waitFor(english.person.email, 'organiser-message');
    expect([mail.subject, mail.replyTo?.[0]?.address]).toEqual([
      `Hello ${english.person.name}`,
      'desk@example.org',
    ]);
    await foyer.mailbox.waitFor(georgian.person.email, 'organiser-message');
    const done = await until('all are through', async () => {
      const read = await desk.call('getMessage', { params: about });
      return read.counts.waiting === 0 && read;
    });
    expect(done.counts).toEqual({ recipients: 3, sent: 2, waiting: 0, failed: 0, withheld: 1, cancelled: 0 });
    await confirm(3);
    expect(foyer.mailbox.to(english.person.email, 'organiser-message')).toHaveLength(1);
    for (const { person } of [stopped, late])
      expect(foyer.mailbox.to(person.email, 'organiser-message')).toEqual([]);
    for (const id of ['saveMessage', 'deleteMessage'] as const) {
      const input = { params: about, body: { ...draft, version: message.version } };
      await expect(desk.call(id, input)).rejects.toMatchObject({ problem: { code: 'message_state' } });
    }
    // Planned: nothing goes before its time, and what has not gone stays here.
    const planned = await desk.call('createMessage', {
      params,
      body: { ...draft, dueAt: '2026-12-14T12:00:00Z' },
    });
    const its = { ...params, message: planned.id };
    await desk.call('confirmMessage', { params: its, body: { version: planned.version, recipients: 4 } });
    const cancelled = await desk.call('cancelMessage', { params: its });
    expect([cancelled.state, cancelled.counts.cancelled]).toEqual(['cancelled', 3]);
    const second = await desk.call('createMessage', {
      params,
      body: { ...draft, dueAt: '2026-12-14T12:00:00Z' },
    });
    const confirmed = await desk.call('confirmMessage', {
      params: { ...params, message: second.id },
      body: { version: second.version, recipients: 4 },
    });
    expect(confirmed.counts.waiting).toBe(3);
    foyer.clock.set('2026-12-14T12:00:01Z');
    await foyer.mailbox.waitFor(late.person.email, 'organiser-message');
    await foyer.mailbox.waitFor(english.person.email, 'organiser-message', 2);
    expect(foyer.mailbox.to(late.person.email, 'organiser-message')).toHaveLength(1);
    await expect(english.api.call('listMessages', { params })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  });

  const hook = async (
    provider: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<number> => {
    const answer = await fetch(`${foyer.url}/hooks/mail/${provider}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    if (answer.status !== 204) expect(await answer.json()).toHaveProperty('code');
    return answer.status;
  };
  const seconds = () => Math.floor(foyer.clock.now().getTime() / 1_000);
  const signing = {
    postmark: (address: string, what: 'bounce' | 'complaint') => {
      const body = JSON.stringify({
        ...(what === 'bounce'
          ? { RecordType: 'Bounce', Type: 'HardBounce' }
          : { RecordType: 'SpamComplaint' }),
        ...{ ID: 42, Email: address, BouncedAt: foyer.clock.now().toISOString() },
        Details: 'smtp;550 5.1.1 The email account that you tried to reach does not exist',
      });
      const credentials = Buffer.from(`foyer:${hookEnv.POSTMARK_HOOK_SECRET}`).toString('base64');
      return { body, headers: { authorization: `Basic ${credentials}` } };
    },
    mailgun: (address: string, what: 'bounce' | 'complaint') => {
      const [timestamp, token] = [String(seconds()), 'a'.repeat(50)];
      const proof = createHmac('sha256', hookEnv.MAILGUN_SIGNING_KEY)
        .update(timestamp + token)
        .digest('hex');
      const data = {
        ...(what === 'bounce' ? { event: 'failed', severity: 'permanent' } : { event: 'complained' }),
        ...{ timestamp: seconds(), recipient: address, reason: 'bounce' },
        'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: 'No such user' },
      };
      const signature = { timestamp, token, signature: proof };
      return { body: JSON.stringify({ signature, 'event-data': data }), headers: {} };
    },
    sendgrid: (address: string, what: 'bounce' | 'complaint') => {
      const body = JSON.stringify([
        { event: 'delivered', email: 'fine@example.org', timestamp: seconds() },
        {
          ...(what === 'bounce'
            ? { event: 'bounce', type: 'bounce', status: '5.1.1' }
            : { event: 'spamreport' }),
          ...{ email: address, timestamp: seconds(), reason: '550 5.1.1 unknown user' },
        },
      ]);
      const timestamp = String(seconds());
      const signature = sign('sha256', Buffer.from(timestamp + body), ecKeys.privateKey).toString('base64');
      const prefix = 'x-twilio-email-event-webhook';
      return { body, headers: { [`${prefix}-signature`]: signature, [`${prefix}-timestamp`]: timestamp } };
    },
    ses: (address: string, what: 'bounce' | 'complaint') => {
      const timestamp = foyer.clock.now().toISOString();
      const report =
        what === 'bounce'
          ? {
              notificationType: 'Bounce',
              bounce: {
                ...{ bounceType: 'Permanent', timestamp },
                bouncedRecipients: [
                  { emailAddress: address, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1' },
                ],
              },
            }
          : {
              notificationType: 'Complaint',
              complaint: { timestamp, complainedRecipients: [{ emailAddress: address }] },
            };
      const message: SnsMessage = {
        ...{ Type: 'Notification', MessageId: '22b80b92', TopicArn: topic, Message: JSON.stringify(report) },
        ...{ Timestamp: timestamp, SignatureVersion: '2', Signature: '' },
        SigningCertURL: 'https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem',
      };
      const signature = createSign('RSA-SHA256')
        .update(signedText(message))
        .sign(rsaKeys.privateKey, 'base64');
      const body = JSON.stringify({ ...message, Signature: signature });
      return { body, headers: { 'content-type': 'text/plain; charset=UTF-8' } };
    },
  };

  it('believes what providers of mail have signed, and nobody else', async () => {
    foyer.clock.set('2026-12-14T09:00:00Z');
    const certificate = rsaKeys.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    foyer
      .get(SnsCertificates)
      .keep('https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-test.pem', certificate);
    for (const [provider, signed] of Object.entries(signing)) {
      const bounced = await aVisitor();
      const complained = await aVisitor();
      const { body, headers } = signed(bounced.person.email, 'bounce');
      const holdOf = async ({ api }: Visitor) => (await api.call('getMyAddress')).hold;
      // Changed on the way; and where only a secret is proven, without it.
      const forged = body.replaceAll(bounced.person.email, complained.person.email);
      const wrong =
        provider === 'mailgun'
          ? { body: body.replace(/"signature":"./, '"signature":"x'), headers }
          : { body: forged, headers: { ...headers, authorization: 'Basic Zm95ZXI6d3Jvbmc=' } };
      expect([provider, await hook(provider, wrong.body, wrong.headers)]).toEqual([provider, 403]);
      expect(await holdOf(complained)).toBe(null);
      // Twice is once.
      expect([provider, await hook(provider, body, headers)]).toEqual([provider, 204]);
      expect([provider, await hook(provider, body, headers)]).toEqual([provider, 204]);
      expect(await holdOf(bounced)).toMatchObject({ reason: 'bounced', source: provider, code: '550 5.1.1' });
      const complaint = signed(complained.person.email, 'complaint');
      expect([provider, await hook(provider, complaint.body, complaint.headers)]).toEqual([provider, 204]);
      expect(await holdOf(complained)).toMatchObject({ reason: 'complained' });
      // Played again after the address was confirmed: it is from before.
      await sql`
        update held_address set lifted_at = ${foyer.clock.now()} where address = ${bounced.person.email}`.execute(
        foyer.database.sql,
      );
      foyer.clock.advance(60_000);
      expect([provider, await hook(provider, body, headers)]).toEqual([provider, 204]);
      expect(await holdOf(bounced)).toBe(null);
      foyer.clock.advance(2 * 3_600_000);
      const late = await hook(provider, body, headers);
      // Postmark signs no time; what it says of then changes nothing all the same.
      expect([provider, late]).toEqual([provider, provider === 'postmark' ? 204 : 403]);
      expect(await holdOf(bounced)).toBe(null);
    }
  });

  it('answers hostile reports with a problem, and slows down who guesses', async () => {
    foyer.clock.set('2026-12-20T09:00:00Z');
    const { body } = signing.ses('somebody@example.org', 'bounce');
    const elsewhere = [
      'https://sns.eu-central-1.amazonaws.com.example.org/x.pem',
      'http://sns.eu-central-1.amazonaws.com/x.pem',
      'https://user@sns.eu-central-1.amazonaws.com/x.pem',
      'https://127.0.0.1/x.pem',
      'https://sns.eu-central-1.amazonaws.com:8443/x.pem',
    ];
    const texts = elsewhere.map((url) => JSON.stringify({ ...JSON.parse(body), SigningCertURL: url }));
    expect(await Promise.all(texts.map((text) => hook('ses', text)))).toEqual(elsewhere.map(() => 403));
    expect(await hook('ses', JSON.stringify({ ...JSON.parse(body), TopicArn: `${topic}2` }))).toBe(403);
    for (const text of ['', '{', '[]', 'null', '{"signature":{}}']) {
      const statuses = await Promise.all(['mailgun', 'ses'].map((provider) => hook(provider, text)));
      expect([text, statuses]).toEqual([text, [400, 400]]);
      // Whoever has not signed is told nothing of the form; what is no signature at all is none, too.
      const headers = { 'x-twilio-email-event-webhook-signature': 'MEUC', authorization: 'Basic' };
      const unsigned = ['sendgrid', 'postmark'].map((provider) => hook(provider, text, headers));
      expect([text, await Promise.all(unsigned)]).toEqual([text, [403, 403]]);
    }
    expect(await hook('nobody', '{}')).toBe(400);
    const guesses: number[] = [];
    while (!guesses.includes(429) && guesses.length < 80) guesses.push(await hook('postmark', '{}'));
    expect(guesses.at(-1)).toBe(429);
    // What is signed is taken all the same: nobody shuts a provider out by guessing from behind the same proxy.
    const fine = signing.mailgun('somebody@example.org', 'bounce');
    expect(await hook('mailgun', fine.body)).toBe(204);
  });
}
