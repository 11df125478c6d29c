import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Commitments, Stars } from '@foyer/agenda';
import type { RuleKind } from '@foyer/contracts';
import { BookingsService, MeetingsModule, MeetingsService, RequestsService } from '@foyer/meetings';
import type { Account } from '@foyer/people';
import { houseCall, sql } from '@foyer/platform';
import {
  aBlock,
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  startRooms,
  testNow,
  type Rooms,
} from '@foyer/test-kit';
import { MailContent } from '../mail/content.js';
import { Unsubscribe } from '../mail/unsubscribe.js';
import { Notifications } from '../notifications/notifications.service.js';
import { NotificationSettings } from '../notifications/settings.service.js';
import { RemindersModule } from '../reminders.module.js';
import { DueReminders } from './due.service.js';
import { EventRules } from './event-rules.service.js';
import { ReminderRules } from './rules.service.js';

const minute = 60_000;
const hour = 60 * minute;
let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([RemindersModule, MeetingsModule]);
});
afterAll(() => rooms.stop());

const after = (milliseconds: number) => new Date(new Date(testNow).getTime() + milliseconds);
const reconcile = (event: { id: string }) =>
  rooms.database.write(houseCall, async (tx) => {
    await rooms.get(ReminderRules).reconcile(tx, { event: event.id });
    return null;
  });
/** Tells what is due at a time. */
async function tellAt(milliseconds: number): Promise<void> {
  rooms.clock.set(after(milliseconds));
  await rooms.get(DueReminders).tell();
}
/** An event that begins so long after the test's start. */
async function eventIn(milliseconds: number) {
  rooms.clock.set(testNow);
  return anEvent(rooms, {
    startsAt: after(milliseconds),
    endsAt: after(milliseconds + 8 * hour),
  });
}
async function change(query: ReturnType<typeof sql>): Promise<void> {
  await query.execute(rooms.database.sql);
}
/** What a person was told, oldest first: the kinds of the items of each mail, and the mail's state. */
async function told(person: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ kind: string; state: string; content: unknown }>`
    select kind, state, content from mail where person_id = ${person.id} order by id`.execute(
    rooms.database.sql,
  );
  return rows.map(({ kind, state, content }) => {
    const parsed = MailContent.parse(content);
    const items = parsed.about === 'reminders' ? parsed.items.map((item) => item.kind).join('+') : '';
    return `${kind}: ${items}${state === 'queued' ? '' : ` ${state}`}`;
  });
}

it('reminds a day and an hour before, each once, however often it looks', async () => {
  const event = await eventIn(48 * hour);
  const person = await aParticipant(rooms, event);
  for (let time = 0; time < 3; time++) await reconcile(event);
  await tellAt(24 * hour - 1);
  expect(await told(person)).toEqual([]);
  await tellAt(24 * hour);
  await tellAt(24 * hour + minute);
  await reconcile(event);
  await tellAt(47 * hour);
  await tellAt(49 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
});

it('gives late registrants what still applies', async () => {
  const event = await eventIn(5 * hour);
  const person = await aParticipant(rooms, event);
  await reconcile(event);
  await tellAt(3 * hour);
  expect(await told(person)).toEqual([]);
  await tellAt(4 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-hour']);
});

it('tells late what fell due while nobody was at work, as one message; nothing after the fact', async () => {
  const event = await eventIn(30 * hour);
  const person = await aParticipant(rooms, event);
  const other = await eventIn(60 * hour);
  const tooLate = await aParticipant(rooms, other);
  await reconcile(event);
  await reconcile(other);
  // In whatever order they were written.
  await sql`
    update reminder set id = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
    where person_id = ${person.id} and kind = 'event-day'`.execute(rooms.database.sql);
  await tellAt(29.5 * hour);
  expect(await told(person)).toEqual(['event-reminder: event-hour']);
  await tellAt(61 * hour);
  expect(await told(tooLate)).toEqual([]);
});

it('says nothing to who has withdrawn, and nothing of an event that is not public any more', async () => {
  const event = await eventIn(30 * hour);
  const hidden = await eventIn(30 * hour);
  const leaver = await aParticipant(rooms, event);
  const guest = await aParticipant(rooms, hidden);
  await reconcile(event);
  await reconcile(hidden);
  // No fact arrives: the check before telling is what holds.
  await change(sql`update registration set state = 'withdrawn' where person_id = ${leaver.id}`);
  await change(sql`update event set state = 'draft' where id = ${hidden.id}`);
  await tellAt(29.2 * hour);
  expect([...(await told(leaver)), ...(await told(guest))]).toEqual([]);
});

it.each([{ heard: true }, { heard: false }])(
  'follows an event that moves, once at the right time (fact heard: $heard)',
  async ({ heard }) => {
    const event = await eventIn(30 * hour);
    const person = await aParticipant(rooms, event);
    await reconcile(event);
    await tellAt(6 * hour);
    await change(sql`
      update event set starts_at = ${after(56 * hour)}, ends_at = ${after(57 * hour)} where id = ${event.id}`);
    if (heard) await reconcile(event);
    await tellAt(29 * hour);
    expect(await told(person)).toEqual(['event-reminder: event-day']);
    if (!heard) await reconcile(event);
    await tellAt(32 * hour);
    await tellAt(32 * hour + minute);
    await tellAt(55 * hour);
    expect(await told(person)).toEqual([
      'event-reminder: event-day',
      'event-reminder: event-day',
      'event-reminder: event-hour',
    ]);
  },
);

it('goes by the event’s own clock in a rehearsal', async () => {
  const event = await eventIn(1_008 * hour);
  const person = await aParticipant(rooms, event);
  await reconcile(event);
  // A minute takes an hour of the event, from 26 hours before it begins.
  await change(sql`
    update event set clock_at = ${after(982 * hour)}, clock_real = ${testNow}, clock_rate = 60 where id = ${event.id}`);
  await tellAt(minute);
  expect(await told(person)).toEqual([]);
  await tellAt(2 * minute);
  await tellAt(25 * minute);
  await tellAt(27 * minute);
  expect(await told(person)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
});

it('reminds of a meeting that is booked, not of one that was cancelled', async () => {
  const event = await eventIn(-hour);
  const { slots } = await aBlock(rooms, event);
  const [ana, ben, eva] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  const book = async (from: typeof ana, to: typeof ana, slot: number) => {
    const request = await rooms.get(RequestsService).request(callBy(from), event.slug, { to: to.id });
    return rooms.get(BookingsService).accept(callBy(to), event.slug, request.id, slots[slot]?.id ?? '');
  };
  await book(ana, ben, 0);
  const off = await book(ana, eva, 1);
  await reconcile(event);
  await rooms.get(MeetingsService).cancel(callBy(eva), event.slug, off.id);
  await tellAt(44 * minute);
  expect(await told(ana)).toEqual([]);
  await tellAt(45 * minute);
  await tellAt(66 * minute);
  expect(await told(ana)).toEqual(['meeting-reminder: meeting']);
  expect(await told(ben)).toEqual(['meeting-reminder: meeting']);
  expect(await told(eva)).toEqual([]);
});

it('tells several things that fall due together as one message, and leaves out what was stopped', async () => {
  const event = await eventIn(2 * hour);
  const [both, some, none] = [
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
    await aParticipant(rooms, event),
  ];
  // The talk's reminder falls due half a minute after the event's.
  for (const person of [both, some, none]) {
    const times = { startsAt: after(1.5 * hour + minute / 2), endsAt: after(2 * hour) };
    const session = await aSession(rooms, event, times);
    await rooms.database.write(houseCall, (tx) =>
      rooms
        .get(Commitments)
        .take(tx, [{ person: person.id, event: event.id, kind: 'talk', ref: session.id, ...times }]),
    );
  }
  await change(sql`
    insert into mail_stop (person_id, kind, stopped_at) values (${some.id}, 'event-reminder', now()),
      (${none.id}, 'event-reminder', now()), (${none.id}, 'session-reminder', now())`);
  await reconcile(event);
  await tellAt(hour);
  await tellAt(hour + minute);
  expect(await told(both)).toEqual(['session-reminder: session+event-hour']);
  expect(await told(some)).toEqual(['session-reminder: session']);
  expect(await told(none)).toEqual(['session-reminder: session+event-hour suppressed']);
});

it('tells each of many once when two workers look at the same time', async () => {
  const event = await eventIn(25 * hour);
  const people = [];
  for (let index = 0; index < 12; index++) people.push(await aParticipant(rooms, event));
  await reconcile(event);
  rooms.clock.set(after(hour));
  await Promise.all(Array.from({ length: 6 }, () => rooms.get(DueReminders).tell()));
  for (const person of people) expect(await told(person)).toEqual(['event-reminder: event-day']);
});

const rule = (kind: RuleKind, leadMinutes: number, enabled = true) => ({ kind, leadMinutes, enabled });
const setRules = (event: Awaited<ReturnType<typeof eventIn>>, ...rules: ReturnType<typeof rule>[]) =>
  rooms.get(EventRules).write(callBy(event.owner), event.slug, rules);
/** What would be told next. */
async function waitingFor(event: { id: string }): Promise<string[]> {
  const { rows } = await sql<{ kind: string; dueAt: Date }>`
    select distinct kind, due_at as "dueAt" from reminder where event_id = ${event.id} and told_at is null
    order by due_at, kind`.execute(rooms.database.sql);
  return rows.map(({ kind, dueAt }) => `${kind} ${(dueAt.getTime() - Date.parse(testNow)) / hour} h`);
}

describe('rules that organisers change', () => {
  it('move what is due, tell nothing twice, and let pass in silence what has passed', async () => {
    const event = await eventIn(80 * hour);
    const person = await aParticipant(rooms, event);
    await reconcile(event);
    expect(await waitingFor(event)).toEqual([
      'profile 8 h',
      'event-day 56 h',
      'event-hour 79 h',
      'feedback 90 h',
    ]);
    const rules = await setRules(event, rule('event-day', 48 * 60), rule('feedback', 24 * 60));
    expect(rules).toContainEqual({
      kind: 'event-day',
      enabled: true,
      leadMinutes: 2_880,
      people: 1,
      next: after(80 * hour).toISOString(),
    });
    expect(await waitingFor(event)).toEqual([
      'profile 8 h',
      'event-day 32 h',
      'event-hour 79 h',
      'feedback 112 h',
    ]);
    await tellAt(32 * hour);
    // Told already: another time changes nothing. The last reminder's new time has passed before it was set.
    await setRules(event, rule('event-day', 26 * 60), rule('profile', 60 * 3));
    await tellAt(76 * hour);
    await setRules(event, rule('event-hour', 5 * 60));
    await reconcile(event);
    await tellAt(79 * hour + minute);
    expect(await told(person)).toEqual(['event-reminder: event-day']);
  });

  it('switch a kind off and on again; the moment of a change counts once', async () => {
    const event = await eventIn(30 * hour);
    const person = await aParticipant(rooms, event);
    await reconcile(event);
    await setRules(event, rule('event-day', 24 * 60, false));
    expect(await waitingFor(event)).toEqual(['event-hour 29 h', 'feedback 40 h']);
    await tellAt(5 * hour);
    await setRules(event, rule('event-day', 24 * 60));
    await setRules(event, rule('event-day', 24 * 60));
    await tellAt(6 * hour);
    expect(await told(person)).toEqual(['event-reminder: event-day']);
  });

  it('take no time out of bounds, no kind twice, and nobody who does not organise', async () => {
    const event = await eventIn(30 * hour);
    const faults = [
      [rule('event-hour', 4)],
      [rule('meeting', 100_000)],
      [rule('meeting', 15), rule('meeting', 20)],
    ];
    for (const rules of faults) {
      await expect(setRules(event, ...rules)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const stranger = callBy(await aParticipant(rooms, event));
    await expect(rooms.get(EventRules).read(stranger, event.slug)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(rooms.get(EventRules).write(stranger, event.slug, [])).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('agree when two organisers save at once', async () => {
    const event = await eventIn(80 * hour);
    await aParticipant(rooms, event);
    await Promise.all([
      setRules(event, rule('event-day', 48 * 60), rule('event-hour', 120)),
      setRules(event, rule('event-hour', 120), rule('event-day', 48 * 60)),
    ]);
    expect(await waitingFor(event)).toEqual([
      'profile 8 h',
      'event-day 32 h',
      'event-hour 78 h',
      'feedback 90 h',
    ]);
  });
});

describe('what is not about a promise', () => {
  it('reminds of a starred session and of a seat, not of a star that was taken back', async () => {
    const event = await eventIn(2 * hour);
    const times = { startsAt: after(3 * hour), endsAt: after(4 * hour) };
    const session = await aSession(rooms, event, times);
    const [keen, seated, fickle, late] = [
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
    ];
    const star = (person: Account, starred: boolean) =>
      rooms.get(Stars).star(callBy(person), event.slug, session.id, starred);
    await star(keen, true);
    await star(fickle, true);
    await change(sql`
      insert into session_seat (session_id, person_id, state, number, created_at)
      values (${session.id}, ${seated.id}, 'seated', 1, ${testNow})`);
    await reconcile(event);
    await star(fickle, false);
    await tellAt(hour);
    rooms.clock.set(after(2.8 * hour));
    await star(late, true);
    await reconcile(event);
    await tellAt(2.9 * hour);
    const all = ['event-reminder: event-hour', 'starred-reminder: starred'];
    expect([await told(keen), await told(seated)]).toEqual([all, all]);
    expect([await told(fickle), await told(late)]).toEqual([all.slice(0, 1), all.slice(0, 1)]);
  });

  it('reminds of what was starred by the clock of the event', async () => {
    // Played years after it is said to take place, as in a rehearsal.
    const event = await eventIn(-1_000 * hour);
    const session = await aSession(rooms, event, {
      ...{ startsAt: after(-999 * hour), endsAt: after(-998 * hour) },
    });
    const keen = await aParticipant(rooms, event);
    await change(sql`update event set clock_at = ${after(-1_000.5 * hour)}, clock_real = ${testNow}, clock_rate = 1
      where id = ${event.id}`);
    await rooms.get(Stars).star(callBy(keen), event.slug, session.id, true);
    await reconcile(event);
    await tellAt(1.4 * hour);
    expect(await told(keen)).toContain('starred-reminder: starred');
  });

  it('asks once for what a registration lacks, and not who has filled it in', async () => {
    const event = await eventIn(80 * hour);
    await aBlock(rooms, event);
    const [lacking, complete, unlisted, later] = [
      await aParticipant(rooms, event, { offers: ['Wool'] }),
      await aParticipant(rooms, event, { offers: ['Wool'], needs: ['Looms'] }),
      await aParticipant(rooms, event, { listed: false }),
      await aParticipant(rooms, event),
    ];
    await reconcile(event);
    const rules = await rooms.get(EventRules).read(callBy(event.owner), event.slug);
    expect(rules.find(({ kind }) => kind === 'profile')?.people).toBe(2);
    await change(sql`
      update registration set offers = '{Dye}', needs = '{Wool}' where person_id = ${later.id}`);
    await tellAt(8 * hour);
    await reconcile(event);
    await tellAt(8 * hour + minute);
    expect(await told(lacking)).toEqual(['profile-reminder: profile']);
    for (const person of [complete, unlisted, later]) expect(await told(person)).toEqual([]);
  });

  it('reminds whose turn it is before a request expires, not who has answered', async () => {
    const event = await eventIn(200 * hour);
    const { slots } = await aBlock(rooms, event, {
      startsAt: after(201 * hour).toISOString(),
      endsAt: after(202 * hour).toISOString(),
    });
    const [ana, ben, eva] = [
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
    ];
    const ask = (to: Account) => rooms.get(RequestsService).request(callBy(ana), event.slug, { to: to.id });
    await ask(ben);
    const answered = await ask(eva);
    await reconcile(event);
    expect(await waitingFor(event)).toContain('request 48 h');
    await rooms.get(BookingsService).accept(callBy(eva), event.slug, answered.id, slots[0]?.id ?? '');
    await tellAt(48 * hour);
    await tellAt(48 * hour + minute);
    expect(await told(ben)).toEqual(['request-reminder: request']);
    expect([...(await told(eva)), ...(await told(ana))]).toEqual([]);
  });

  it('asks after the event who has said nothing of a meeting, once', async () => {
    const event = await eventIn(-hour);
    const { slots } = await aBlock(rooms, event);
    const [ana, ben, eva] = [
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
    ];
    const request = await rooms.get(RequestsService).request(callBy(ana), event.slug, { to: ben.id });
    const { id } = await rooms
      .get(BookingsService)
      .accept(callBy(ben), event.slug, request.id, slots[0]?.id ?? '');
    await reconcile(event);
    await change(sql`
      update meeting_person set outcome = 'informative' where meeting_id = ${id} and person_id = ${ben.id}`);
    await change(sql`update meeting set state = 'held' where id = ${id}`);
    await tellAt(9 * hour);
    await tellAt(10 * hour);
    expect(await told(ana)).toEqual(['feedback-reminder: feedback']);
    expect([...(await told(ben)), ...(await told(eva))]).toEqual([]);
  });
});

describe('quiet hours', () => {
  const brussels = (values: Partial<Account>) =>
    aPerson(rooms, { timeZone: 'Europe/Brussels', language: 'en', ...values });
  const at = (instant: string) => tellAt(Date.parse(instant) - Date.parse(testNow));
  const eventOn = (startsAt: string) => eventIn(Date.parse(startsAt) - Date.parse(testNow));

  it.each([
    // Clocks go forward on 28 March 2027 at two, and back on 31 October at three.
    { starts: '2027-03-29T00:30:00Z', due: '2027-03-28T00:30:00Z', ends: '2027-03-28T06:00:00Z' },
    { starts: '2027-11-01T00:30:00Z', due: '2027-10-31T00:30:00Z', ends: '2027-10-31T07:00:00Z' },
  ])('hold what can wait until eight by the person’s clock: $ends', async ({ starts, due, ends }) => {
    const event = await eventOn(starts);
    const sleeper = await aParticipant(rooms, event, { person: await brussels({}) });
    const awake = await aParticipant(rooms, event, { person: await brussels({ timeZone: 'Asia/Tokyo' }) });
    const never = await aParticipant(rooms, event, { person: await brussels({}) });
    await rooms.get(NotificationSettings).setQuiet(callBy(never), null);
    await reconcile(event);
    await at(due);
    expect(await told(sleeper)).toEqual([]);
    for (const person of [awake, never]) expect(await told(person)).toEqual(['event-reminder: event-day']);
    await reconcile(event);
    await at(new Date(Date.parse(ends) - 1).toISOString());
    expect(await told(sleeper)).toEqual([]);
    await at(ends);
    await at(new Date(Date.parse(ends) + minute).toISOString());
    // The last hour is never held back.
    await at(new Date(Date.parse(starts) - hour).toISOString());
    expect(await told(sleeper)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
  });

  it('drop what is no longer so when they end, and look anew when somebody changes them', async () => {
    const event = await eventOn('2026-12-17T22:00:00Z');
    const leaver = await aParticipant(rooms, event, { person: await brussels({}) });
    const changer = await aParticipant(rooms, event, { person: await brussels({}) });
    await reconcile(event);
    await at('2026-12-16T22:00:00Z');
    await rooms.get(NotificationSettings).setQuiet(callBy(changer), { from: 30, until: 360 });
    await at('2026-12-16T22:00:01Z');
    expect(await told(changer)).toEqual(['event-reminder: event-day']);
    await change(sql`update registration set state = 'withdrawn' where person_id = ${leaver.id}`);
    await at('2026-12-17T07:00:00Z');
    expect(await told(leaver)).toEqual([]);
  });

  it('do not hold what would come too late', async () => {
    const event = await eventOn('2026-12-17T06:30:00Z');
    const person = await aParticipant(rooms, event, { person: await brussels({}) });
    await setRules(event, rule('event-day', 120), rule('event-hour', 60, false));
    await reconcile(event);
    await at('2026-12-17T04:30:00Z');
    expect(await told(person)).toEqual(['event-reminder: event-day']);
  });
});

describe('in the app', () => {
  const noted = async (person: Account) =>
    (await rooms.get(Notifications).list(callBy(person), { limit: 10 })).notifications;
  const unread = async (person: Account) =>
    Object.keys((await rooms.get(Notifications).snapshot(rooms.database.sql, { person: person.id })).unread);

  it('tells the same as by mail, each channel by itself, what is due together as one', async () => {
    const event = await eventIn(2 * hour);
    const [both, mailOnly, appOnly] = [
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
      await aParticipant(rooms, event),
    ];
    const session = await aSession(rooms, event, {
      startsAt: after(1.25 * hour + minute / 2),
      endsAt: after(1.5 * hour),
      title: { en: 'Wool today' },
    });
    const settings = rooms.get(NotificationSettings);
    await settings.set(callBy(mailOnly), 'event-reminder', 'app', false);
    await settings.set(callBy(mailOnly), 'starred-reminder', 'app', false);
    await settings.set(callBy(appOnly), 'event-reminder', 'email', false);
    await settings.set(callBy(appOnly), 'starred-reminder', 'email', false);
    for (const person of [both, mailOnly, appOnly]) {
      await rooms.get(Stars).star(callBy(person), event.slug, session.id, true);
    }
    await reconcile(event);
    await tellAt(hour);
    await tellAt(hour + minute);
    const message = 'starred-reminder: starred+event-hour';
    expect([await told(both), await told(mailOnly), await told(appOnly)]).toEqual([
      [message],
      [message],
      [`${message} suppressed`],
    ]);
    expect(await noted(both)).toMatchObject([
      {
        title: 'Reminder: In your agenda: Wool today, Mon 14 Dec, 11:15 (+1)',
        path: `/e/${event.slug}/sessions/${session.slug}`,
        readAt: null,
      },
    ]);
    expect([await noted(mailOnly), (await noted(appOnly)).length]).toEqual([[], 1]);
  });

  it('is read once, by its owner alone, and what came later stays unread', async () => {
    const event = await eventIn(25 * hour);
    const [person, other] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
    await reconcile(event);
    await tellAt(hour);
    const [first] = await noted(person);
    const id = first?.id ?? '';
    await rooms.get(Notifications).mark(callBy(other), [id], true);
    expect(await unread(person)).toEqual([id]);
    await tellAt(24 * hour);
    await rooms.get(Notifications).readUpTo(callBy(person), id);
    await rooms.get(Notifications).readUpTo(callBy(person), id);
    expect([(await unread(person)).length, (await unread(other)).length]).toEqual([1, 2]);
    await rooms.get(Notifications).mark(callBy(person), [id], false);
    expect(await unread(person)).toContain(id);
  });

  it('has one truth with the link in a mail, and no switch for what bears its reader’s proof', async () => {
    const person = await aPerson(rooms);
    const settings = rooms.get(NotificationSettings);
    const unsubscribe = rooms.get(Unsubscribe);
    const token = unsubscribe.token(person.id, 'meeting-reminder');
    const now = async () =>
      (await settings.read(callBy(person))).kinds.find(({ kind }) => kind === 'meeting-reminder');
    await unsubscribe.stop(token);
    expect(await now()).toMatchObject({ email: false, app: true });
    await settings.set(callBy(person), 'meeting-reminder', 'email', true);
    await settings.set(callBy(person), 'meeting-reminder', 'email', true);
    expect([await now(), await unsubscribe.look(token)]).toMatchObject([{ email: true }, { stopped: false }]);
    await expect(settings.set(callBy(person), 'invitation', 'app', false)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(settings.setQuiet(callBy(person), { from: 60, until: 60 })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('faults', () => {
  it('tells everybody at once after a standstill, though several things are due to each', async () => {
    const event = await eventIn(30 * hour);
    const organisation = await aParticipant(rooms, event);
    await change(sql`
      with made as (
        insert into person (email, name, language, time_zone)
        select 'many-' || i || '@example.org', 'Many', 'en', 'Asia/Tbilisi' from generate_series(1, 300) i returning id)
      insert into registration (event_id, person_id, state, name, category, organisation_id, country, language,
        time_zone, offers, needs, confirmed_at)
      select r.event_id, made.id, 'confirmed', 'Many', r.category, r.organisation_id, 'GE', 'en', 'Asia/Tbilisi', '{}',
        '{}', r.confirmed_at
      from made, registration r where r.event_id = ${event.id} and r.person_id = ${organisation.id}`);
    await reconcile(event);
    // One person's after the other's: the first few hundred are of half as many people.
    await change(sql`
      update reminder r set due_at = ${after(6 * hour)}::timestamptz + make_interval(secs => w.place)
      from (select id, dense_rank() over (order by person_id) as place from reminder where event_id = ${event.id}) w
      where r.id = w.id`);
    rooms.clock.set(after(29.5 * hour));
    expect(await rooms.get(DueReminders).tell()).toBe(301);
  });

  it('tells nothing again when the clock is put back, and the intended time when it is put forward', async () => {
    const event = await eventIn(30 * hour);
    const person = await aParticipant(rooms, event);
    await reconcile(event);
    await tellAt(6 * hour);
    for (const step of [-2, 6, 3, 5.5]) {
      await tellAt(step * hour);
      await reconcile(event);
    }
    expect(await told(person)).toEqual(['event-reminder: event-day']);
    // Put forward over the last reminder's time, while the event has not begun: told late, once.
    await tellAt(29.5 * hour);
    await tellAt(28 * hour);
    await tellAt(29.6 * hour);
    expect(await told(person)).toEqual(['event-reminder: event-day', 'event-reminder: event-hour']);
  });

  it('never tells the old time of a session that has moved, nor of one that is gone, without any fact', async () => {
    const event = await eventIn(-hour);
    const [speaker, fan] = [await aParticipant(rooms, event), await aParticipant(rooms, event)];
    const times = { startsAt: after(2 * hour), endsAt: after(3 * hour) };
    const [moved, gone] = [await aSession(rooms, event, times), await aSession(rooms, event, times)];
    for (const { id } of [moved, gone]) await rooms.get(Stars).star(callBy(fan), event.slug, id, true);
    await rooms.database.write(houseCall, (tx) =>
      rooms
        .get(Commitments)
        .take(tx, [{ person: speaker.id, event: event.id, kind: 'talk', ref: moved.id, ...times }]),
    );
    await reconcile(event);
    await change(sql`
      update session set starts_at = ${after(4 * hour)}, ends_at = ${after(5 * hour)} where id = ${moved.id}`);
    await change(sql`delete from session where id = ${gone.id}`);
    await tellAt(1.9 * hour);
    expect([...(await told(speaker)), ...(await told(fan))]).toEqual([]);
    await tellAt(3.9 * hour);
    await tellAt(4 * hour - 1);
    expect(await told(speaker)).toEqual(['session-reminder: session']);
    expect(await told(fan)).toEqual(['starred-reminder: starred']);
  });
});
