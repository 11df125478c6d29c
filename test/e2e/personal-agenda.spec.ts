import { DraftService, ReleaseService } from '@foyer/agenda';
import { createApi, CookieJar, isProblem } from '@foyer/client';
import { streams } from '@foyer/contracts';
import {
  aBlock,
  aLive,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  signedIn,
  startFoyer,
  unique,
  until,
  type Foyer,
  type TestMail,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import ICAL from 'ical.js';

let foyer: Foyer;
beforeAll(async () => {
  foyer = await startFoyer();
});
afterAll(() => foyer.stop());

async function apiOf(person: { id: string } | null) {
  const cookies = new CookieJar();
  if (person) cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createApi({ baseUrl: foyer.url, cookies });
}
const read = async (url: string) => {
  const answer = await fetch(url);
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') };
};
/** What a calendar program would show, by UID. */
function entriesOf(text: string): Map<string, { title: string; start: string; sequence: number }> {
  const calendar = ICAL.Component.fromString(text);
  return new Map(
    calendar.getAllSubcomponents('vevent').map((component) => {
      const entry = new ICAL.Event(component);
      const start = entry.startDate.toJSDate().toISOString();
      return [entry.uid, { title: entry.summary, start, sequence: entry.sequence }];
    }),
  );
}
/** The calendar object of a mail, unfolded; empty where there is none. */
function calendarOf(mail: TestMail): string {
  const part = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  if (!part) return '';
  const text = typeof part.content === 'string' ? part.content : new TextDecoder().decode(part.content);
  return text.replaceAll(/\r?\n[ \t]/g, '');
}
async function release(event: { slug: string; owner: { id: string } }): Promise<void> {
  const releases = foyer.get(ReleaseService);
  const by = callBy(event.owner);
  const { revision } = await releases.preview(by, event.slug);
  await releases.release(by, event.slug, {
    ...{ name: { en: `Release ${unique()}`, ka: 'ახალი პროგრამა' }, note: null },
    revision,
  });
}
const edit = (event: { slug: string; owner: { id: string } }, session: string, fields: object) =>
  foyer
    .get(DraftService)
    .edit(callBy(event.owner), event.slug, { edits: [{ session, version: 1_000_000, fields }] });

it('keeps stars on all devices of a person, and shows them to nobody else', async () => {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const blocker = await aSession(foyer, event, { kind: 'private-blocker' });
  const person = await aPerson(foyer);
  const [phone, other] = [await aLive(foyer, person), await aLive(foyer, await aPerson(foyer))];
  const followed = phone.follow(streams.stars, { event: event.id, person: person.id });
  const spied = other.follow(streams.stars, { event: event.id, person: person.id });
  const api = await apiOf(person);
  const params = { event: event.slug, session: session.id };
  for (const _ of [1, 2]) await api.call('starSession', { params, body: { starred: true } });
  await until('the phone shows the star', () => followed.get().state?.star[session.id]);
  await api.call('starSession', { params, body: { starred: false } });
  await until('the phone shows it gone', () => followed.get().state?.star[session.id] === undefined);
  expect(spied.get().state).toBeUndefined();
  const hidden = { params: { ...params, session: blocker.id }, body: { starred: true } };
  await expect(api.call('starSession', hidden)).rejects.toMatchObject({ problem: { code: 'not_found' } });
  phone.close();
  other.close();
});

it('puts one session, or my whole agenda, into a calendar, and a feed that follows releases', async () => {
  const event = await anEvent(foyer, { timeZone: 'Europe/Kyiv' });
  const [mine, another] = [
    await aSession(foyer, event, { title: { en: 'Opening\r\nBEGIN:VALARM' } }),
    await aSession(foyer, event),
  ];
  const person = await aParticipant(foyer, event);
  const api = await apiOf(person);
  await api.call('starSession', {
    params: { event: event.slug, session: mine.id },
    body: { starred: true },
  });
  const one = await read(`${foyer.url}/api/events/${event.slug}/sessions/${another.slug}/calendar.ics`);
  expect(one).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
  expect([...entriesOf(one.text).keys()]).toEqual([expect.stringMatching(`^session-${another.id}@`)]);

  const params = { event: event.slug };
  expect(await api.call('getCalendarFeed', { params })).toEqual({ url: null });
  const { url } = await api.call('renewCalendarFeed', { params });
  const feed = async () => {
    const { status, text } = await read((url ?? '').replace(/^https?:\/\/[^/]+/, foyer.url));
    return status === 200 ? entriesOf(text) : status;
  };
  const before = await feed();
  expect(before).toEqual(
    new Map([[expect.stringMatching(`^session-${mine.id}@`), expect.objectContaining({ sequence: 0 })]]),
  );
  expect(JSON.stringify([...(before as Map<string, object>)])).not.toContain('\\n');
  const own = await (await api.call('getMyCalendar', { params })).text();
  expect(own).not.toMatch(/^BEGIN:VALARM/m);
  expect([...entriesOf(own).keys()]).toEqual([...(before as Map<string, object>).keys()]);

  const startsAt = new Date(mine.startsAt.getTime() + 3_600_000).toISOString();
  const endsAt = new Date(mine.endsAt.getTime() + 3_600_000).toISOString();
  await edit(event, mine.id, { startsAt, endsAt });
  // A draft is nobody's calendar yet.
  expect(await feed()).toEqual(before);
  await release(event);
  const after = await feed();
  expect([...(after as Map<string, object>).values()]).toMatchObject([{ start: startsAt, sequence: 1 }]);
  expect([...(after as Map<string, object>).keys()]).toEqual([...(before as Map<string, object>).keys()]);

  await api.call('revokeCalendarFeed', { params });
  expect(await feed()).toBe(404);
  const renewed = await api.call('renewCalendarFeed', { params });
  expect(renewed.url).not.toBe(url);
  expect(await feed()).toBe(404);
  expect((await read(`${foyer.url}/api/calendar/${'x'.repeat(40)}.ics`)).status).toBe(404);
});

it('tells those whom a release affects, once and of everything, and nobody else', async () => {
  const event = await anEvent(foyer);
  const [moved, gone, same] = [
    await aSession(foyer, event, { title: { en: 'Opening', ka: 'გახსნა' } }),
    await aSession(foyer, event, { title: { en: 'Closing' } }),
    await aSession(foyer, event),
  ];
  const [fan, bystander] = [
    await aParticipant(foyer, event, { person: await aPerson(foyer, { language: 'ka' }) }),
    await aParticipant(foyer, event),
  ];
  for (const [person, session] of [
    [fan, moved],
    [fan, gone],
    [bystander, same],
  ] as const) {
    const api = await apiOf(person);
    await api.call('starSession', {
      params: { event: event.slug, session: session.id },
      body: { starred: true },
    });
  }
  await edit(event, moved.id, { endsAt: new Date(moved.endsAt.getTime() + 600_000).toISOString() });
  await edit(event, same.id, { seats: 20 });
  await foyer.get(DraftService).remove(callBy(event.owner), event.slug, gone.id);
  await release(event);
  const mail = await foyer.mailbox.waitFor(fan.email, 'agenda-changed');
  expect(mail.subject).toContain('ცვლილებები პროგრამაში');
  expect(mail.text).toContain('„ახალი პროგრამა“ გამოქვეყნდა.');
  expect(mail.text).toContain('სხვა დრო: გახსნა');
  expect(mail.text).toContain('არ ჩატარდება: Closing');
  await edit(event, moved.id, { title: { en: 'Grand opening' } });
  await release(event);
  await until(
    'the second release is told too',
    () => foyer.mailbox.to(fan.email, 'agenda-changed').length === 2,
  );
  expect(foyer.mailbox.to(bystander.email, 'agenda-changed')).toEqual([]);
});

it('tells both of a meeting that was moved, under the same entry of their calendars', async () => {
  const event = await anEvent(foyer);
  const { slots } = await aBlock(foyer, event);
  const [ada, ben] = [await aParticipant(foyer, event), await aParticipant(foyer, event)];
  const params = { event: event.slug };
  const [adas, bens] = [await apiOf(ada), await apiOf(ben)];
  const request = await adas.call('requestMeeting', { params, body: { to: ben.id } });
  const first = { ...params, request: request.id };
  const meeting = await bens.call('acceptRequest', { params: first, body: { slot: slots[0]?.id ?? '' } });
  const { url } = await adas.call('renewCalendarFeed', { params });
  await foyer.mailbox.waitFor(ada.email, 'meeting-booked');
  const moving = { ...params, meeting: meeting.id };
  const told = (email: string, sequence: number) =>
    until(`a mail with version ${sequence} of the entry`, () =>
      foyer.mailbox
        .to(email, 'meeting-booked')
        .find((mail) => calendarOf(mail).includes(`SEQUENCE:${sequence}`)),
    );
  await bens.call('moveMeeting', { params: moving, body: { slot: slots[2]?.id ?? '' } });
  await told(ada.email, 1);
  await bens.call('moveMeeting', { params: moving, body: { slot: slots[0]?.id ?? '' } });
  const feed = entriesOf((await read((url ?? '').replace(/^https?:\/\/[^/]+/, foyer.url))).text);
  const [[uid, entry] = ['', undefined]] = [...feed];
  expect(uid).toContain(`meeting-${meeting.id}@`);
  expect(entry?.start).toBe(slots[0]?.startsAt.toISOString());
  for (const { email } of [ada, ben]) {
    const last = await told(email, 2);
    expect(last.subject).toContain('Moved');
    expect(calendarOf(last)).toContain(`UID:${uid}`);
  }
});

it('asks who is not signed in to sign in', async () => {
  const event = await anEvent(foyer);
  const session = await aSession(foyer, event);
  const api = await apiOf(null);
  const refused = await api
    .call('starSession', { params: { event: event.slug, session: session.id }, body: { starred: true } })
    .catch((error: unknown) => error);
  expect(isProblem(refused, 'not_signed_in')).toBe(true);
});
