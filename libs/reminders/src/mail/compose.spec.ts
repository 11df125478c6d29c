import { describe, expect, it } from '@jest/globals';
import {
  builtInFields,
  languages,
  registrationNotices,
  standardRules,
  type Language,
  type MailKind,
} from '@foyer/contracts';
import { compose, composeCode, type House, type QueuedMail } from './compose.js';
import { eventNews, requestNews, type MailContent, type ReminderItem } from './content.js';

const house: House = {
  base: 'https://foyer.test',
  from: { name: 'Foyer', address: 'no-reply@foyer.test' },
  unsubscribeUrl: 'https://foyer.test/unsubscribe/token',
  invitationUrl: (invitation) => `https://foyer.test/invitation/${invitation}`,
  claimUrl: (claim) => `https://foyer.test/claim/${claim}`,
};
const id = '0198a000-0000-7000-8000-000000000001';
const event = {
  slug: 'clusters',
  title: { en: 'Clusters meet', ka: 'კლასტერების შეხვედრა' },
  timeZone: 'Europe/Brussels',
  startsAt: '2026-12-14T09:00:00.000Z',
  endsAt: '2026-12-14T15:00:00.000Z',
};
const other = { name: 'Olena Kovalʼchuk', organisation: 'Lviv Cluster' };
const times = { startsAt: '2026-12-14T10:20:00.000Z', endsAt: '2026-12-14T10:40:00.000Z' };
const meeting = { id, other, table: 3, ...times };
const entry = { uid: 'meeting-1@foyer.test', sequence: 0 };
const item = (kind: ReminderItem['kind'], more: Partial<ReminderItem>): ReminderItem => ({
  ...{ kind, ref: id, ...times, event, other: null, session: null },
  ...more,
});

const at: [string, string] = ['14:20–14:40', '11:20–11:40'];
const never: [string, string] = ['', ''];

const mails: { name: string; kind: MailKind; content: MailContent; starts: [string, string] }[] = [
  {
    name: 'registration confirmed',
    kind: 'registration-confirmed',
    content: { about: 'confirmed', event, registration: id, entry },
    starts: ['13:00–19:00', '10:00–16:00'],
  },
  {
    name: 'place from the waiting list',
    kind: 'registration-confirmed',
    content: { about: 'confirmed', event, registration: id, entry, promoted: true },
    starts: ['13:00–19:00', '10:00–16:00'],
  },
  ...registrationNotices.map((what) => ({
    name: `registration ${what}`,
    kind: 'registration-state' as const,
    content: {
      ...{ about: 'place' as const, event, registration: id, what },
      position: what === 'waiting' ? 3 : null,
      reason: what === 'declined' ? 'No more room <3' : null,
    },
    starts: ['13:00–19:00', '10:00–16:00'] as [string, string],
  })),
  ...eventNews.map((what) => ({
    name: `event ${what}`,
    kind: 'event-moved' as const,
    content: {
      ...{ about: 'event-moved' as const, event, registration: id, what, entry: { ...entry, sequence: 1 } },
      before: what === 'off' ? null : times,
    },
    starts: ['13:00–19:00', '10:00–16:00'] as [string, string],
  })),
  ...[false, true].map((reminder) => ({
    name: reminder ? 'invitation, again' : 'invitation',
    kind: 'invitation' as const,
    content: {
      ...{ about: 'invitation' as const, event, invitation: id, version: 0, reminder },
      message: { en: 'Do come' },
      answerUntil: '2026-12-10T12:00:00.000Z',
    },
    starts: ['13:00–19:00', '10:00–16:00'] as [string, string],
  })),
  {
    name: 'event reminder',
    kind: 'event-reminder',
    content: {
      about: 'reminders',
      items: [item('event-day', { startsAt: event.startsAt, endsAt: event.endsAt })],
    },
    starts: ['13:00–19:00', '10:00–16:00'],
  },
  {
    name: 'several reminders at once',
    kind: 'session-reminder',
    content: {
      about: 'reminders',
      items: [
        item('session', { session: { slug: 'opening', title: { en: 'Opening' } } }),
        item('meeting', { ref: '0198a000-0000-7000-8000-000000000002', other }),
      ],
    },
    starts: ['14:20–14:40', '11:20–11:40'],
  },
  ...(
    [
      ['starred', { session: { slug: 'opening', title: { en: 'Opening' } } }],
      ['profile', { missing: { fields: [...builtInFields], questions: [{ en: 'Your <size>?' }] } }],
      ['request', { other }],
      ['follow-up', { other }],
      ['feedback', { silent: { meetings: 2, sessions: [{ slug: 'opening', title: { en: 'Opening' } }] } }],
      ['feedback', { silent: { meetings: 0, sessions: [{ slug: 'opening', title: { en: 'Opening' } }] } }],
    ] as const satisfies [ReminderItem['kind'], Partial<ReminderItem>][]
  ).map(([kind, more]) => ({
    name: `reminder: ${kind}`,
    kind: standardRules[kind].mail,
    content: { about: 'reminders' as const, items: [item(kind, more)] },
    starts: kind === 'starred' ? at : never,
  })),
  {
    name: 'meeting requested',
    kind: 'meeting-requested',
    content: { about: 'requested', event, request: id, other, message: 'Shall we talk\nabout yarn?' },
    starts: ['', ''],
  },
  {
    name: 'meeting booked',
    kind: 'meeting-booked',
    content: { about: 'booked', event, meeting, entry },
    starts: ['14:20–14:40', '11:20–11:40'],
  },
  ...requestNews.map((what) => ({
    name: `request ${what}`,
    kind: 'meeting-requested' as const,
    content: {
      about: 'request-news' as const,
      event,
      request: id,
      what,
      other,
      times: [times],
      reason: null,
    },
    starts: at,
  })),
  {
    name: 'meeting cancelled',
    kind: 'meeting-cancelled',
    content: { about: 'cancelled', event, meeting, byRecipient: false, entry: { ...entry, sequence: 1 } },
    starts: ['14:20–14:40', '11:20–11:40'],
  },
  {
    name: 'meeting cancelled by oneself',
    kind: 'meeting-cancelled',
    content: { about: 'cancelled', event, meeting, byRecipient: true, entry: { ...entry, sequence: 1 } },
    starts: ['14:20–14:40', '11:20–11:40'],
  },
  {
    name: 'schedule',
    kind: 'meeting-booked',
    content: {
      ...{ about: 'schedule', event, waiting: [other], more: 2 },
      meetings: (['booked', 'moved', 'removed', null] as const).map((change) => ({
        ...{ id, change, others: [other], table: 3, ...times, ...entry },
      })),
    },
    starts: ['14:20–14:40', '11:20–11:40'],
  },
  ...(['offered', 'exchanged'] as const).map((what) => ({
    name: `contact ${what}`,
    kind: 'contact-offered' as const,
    content: { about: 'contact' as const, event, person: id, other, what },
    starts: never,
  })),
  {
    name: 'summary',
    kind: 'summary',
    content: { about: 'summary', event },
    starts: ['13:00–19:00', '10:00–16:00'],
  },
  {
    name: 'profile to claim',
    kind: 'speaker-claim',
    content: { about: 'speaker-claim', event, claim: id },
    starts: ['13:00–19:00', '10:00–16:00'],
  },
  ...[true, false].map((accepted) => ({
    name: accepted ? 'profile taken over' : 'profile turned down',
    kind: 'speaker-reviewed' as const,
    content: { about: 'speaker-reviewed' as const, event, accepted, note: accepted ? null : 'Too long' },
    starts: ['', ''] as [string, string],
  })),
  {
    name: 'changed programme',
    kind: 'agenda-changed',
    content: {
      about: 'agenda-changed',
      event,
      name: { en: 'Programme of 1 December', ka: '1 დეკემბრის პროგრამა' },
      note: { en: 'The opening speaker arrives later.' },
      items: (['added', 'moved', 'changed', 'removed'] as const).map((kind, index) => ({
        session: id.replace(/1$/, String(index)),
        kind,
        part: index % 2 ? 'starred' : 'stage',
        title: { en: 'Opening' },
        startsAt: '2026-12-14T10:20:00.000Z',
        endsAt: '2026-12-14T10:40:00.000Z',
        before:
          kind === 'moved'
            ? { startsAt: '2026-12-14T09:20:00.000Z', endsAt: '2026-12-14T09:40:00.000Z' }
            : null,
        clash: kind === 'moved',
      })),
      more: 2,
    },
    starts: ['14:20–14:40', '13:20–13:40'],
  },
];

function queued(language: Language, kind: MailKind, content: MailContent, name = 'ნინო'): QueuedMail {
  const createdAt = new Date('2026-12-01T00:00:00Z');
  return { id, kind, to: 'nino@example.org', name, language, timeZone: 'Asia/Tbilisi', createdAt, content };
}
/** Georgian capitals, which fonts lack. */
const mtavruli = /[\u1C90-\u1CBF]/;

describe.each(languages)('mail in %s', (language) => {
  it.each(mails)('$name: every text is there, in the reader’s time with the event’s beside', async (mail) => {
    const letter = await compose(queued(language, mail.kind, mail.content), house);
    const all = [letter.subject, letter.text, letter.html].join('\n');
    expect(all).not.toMatch(/\{\{|undefined|\[object/);
    expect(all).not.toMatch(mtavruli);
    for (const times of mail.starts) {
      expect(letter.text).toContain(times);
      expect(letter.html).toContain(times);
    }
    expect(letter.html).toContain(`lang="${language}"`);
    expect(letter.text).toContain(house.unsubscribeUrl);
    expect(letter.subject.length).toBeGreaterThan(8);
    expect(letter.text).not.toContain('KOVAL');
  });

  it('sign-in code', async () => {
    const code = { code: '012345', validForMinutes: 10, link: 'https://foyer.test/sign-in?code=012345' };
    const letter = await composeCode({ id, email: 'nino@example.org', language }, code);
    expect(letter.subject).toContain('012345');
    expect(letter.text).toContain('012345');
    expect(letter.text).toMatch(/\b10\b/);
    expect(letter.text).toContain(code.link);
    expect([letter.text, letter.html].join()).not.toMatch(/\{\{|undefined/);
    expect(letter.unsubscribeUrl).toBeNull();
  });
});

it('reads as a person would write it', async () => {
  const booked = mails.find(({ kind }) => kind === 'meeting-booked');
  if (!booked) throw new Error('no such mail');
  const letter = await compose(queued('en', booked.kind, booked.content, 'Nino'), house);
  expect(letter.subject).toBe('Booked: meeting with Olena Kovalʼchuk, Mon 14 Dec, 14:20');
  expect(letter.text).toMatchInlineSnapshot(`
   "Your meeting is booked

   Hello Nino,

   You are meeting Olena Kovalʼchuk (Lviv Cluster) at “Clusters meet”.

   Mon 14 Dec 2026, 14:20–14:40, your time (Tbilisi)

   Mon 14 Dec 2026, 11:20–11:40, event time (Brussels)

   Table 3

   Open your meetings https://foyer.test/e/clusters/meetings

   The attached invitation puts it into your calendar.

   ----------------------------------------

   You get this mail because you are registered for “Clusters meet”.

   No more mail of this kind https://foyer.test/unsubscribe/token"
  `);
});

it('names the table by what it is called, in the mail and in calendars', async () => {
  const named = { ...meeting, tableName: 'Fountain' };
  const content: MailContent = { about: 'booked', event, meeting: named, entry };
  const letter = await compose(queued('ka', 'meeting-booked', content), house);
  expect(letter.text).toContain('\nFountain\n');
  expect(letter.text).not.toContain('მაგიდა');
  expect(letter.calendar?.content).toContain('LOCATION:Fountain');
});

it('falls back to the event’s first language for what nobody wrote in the reader’s', async () => {
  const changed = mails.find(({ kind }) => kind === 'agenda-changed');
  if (!changed || changed.content.about !== 'agenda-changed') throw new Error('no such mail');
  const content = { ...changed.content, event: { ...event, language: 'ka' as const } };
  const { text } = await compose(queued('uk', changed.kind, content), house);
  expect(text).toContain('«1 დეკემბრის პროგრამა» опубліковано.');
  expect(text).toContain('«კლასტერების შეხვედრა»');
});

it('says the event’s zone only where clocks differ', async () => {
  const here = { ...event, timeZone: 'Asia/Tbilisi' };
  const letter = await compose(queued('en', 'summary', { about: 'summary', event: here }), house);
  expect(letter.text).toContain('13:00–19:00, your time (Tbilisi)');
  expect(letter.text).not.toContain('event time');
});

it('keeps to the clock on the wall on both sides of a daylight-saving change', async () => {
  const at = async (startsAt: string, endsAt: string) => {
    const content: MailContent = { about: 'reminders', items: [item('event-hour', { startsAt, endsAt })] };
    const mail = { ...queued('en', 'event-reminder', content), timeZone: 'Europe/Kyiv' };
    return (await compose(mail, house)).text;
  };
  // Clocks went forward on 29 March 2026, at 03:00 in Kyiv.
  expect(await at('2026-03-28T13:00:00.000Z', '2026-03-28T14:00:00.000Z')).toContain('15:00–16:00');
  expect(await at('2026-03-29T13:00:00.000Z', '2026-03-29T14:00:00.000Z')).toContain('16:00–17:00');
});

it('lets nobody’s words become markup', async () => {
  const content: MailContent = {
    about: 'requested',
    event: { ...event, title: { en: '<script>alert(1)</script>' } },
    request: id,
    other: { name: '<b>Eve</b>', organisation: '"><img src=x onerror=alert(1)>' },
    message: '<a href="javascript:alert(1)">hello</a>',
  };
  const { html } = await compose(queued('en', 'meeting-requested', content), house);
  expect(html).not.toMatch(/<script|<img|<b>|href="javascript/);
});
