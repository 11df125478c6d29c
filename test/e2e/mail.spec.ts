import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import ICAL from 'ical.js';

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
    foyer = await startFoyer({ env });
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
}
