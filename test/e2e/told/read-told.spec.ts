import { expect, it } from '@jest/globals';
import type { Delivered, Facts, Faults, Times, Told } from './facts.js';
import { readTold } from './read-told.js';

// An event in Kyiv, read in Georgian in Tbilisi, where clocks are two hours ahead: a session and a meeting are moved,
// another meeting is called off. Everything is written by hand here; nothing comes from the program that is judged.
const nino = 'nino@example.org';
const olena = 'Олена Бойко';
const levan = 'Леван Кірія';
const title = { uk: 'Зустріч кластерів' };

const times = (from: string, to: string): Times => ({
  startsAt: `2026-12-14T${from}:00.000Z`,
  endsAt: `2026-12-14T${to}:00.000Z`,
});
const event = times('08:00', '13:00');
const morning = times('08:30', '08:50');
const noon = times('10:00', '10:20');
const evening = times('12:00', '12:20');

const meeting = (name: string, at: Times, until?: number): Told => ({
  ...{ key: `${name} ${at.startsAt}`, called: { en: name }, times: at },
  ...(until === undefined ? {} : { until }),
});
const talk: Told = { key: 'talk', called: { uk: 'Вступ', ka: 'შესავალი' }, times: noon };

const facts: Facts = {
  event: { ...event, title, timeZone: 'Europe/Kyiv', language: 'uk' },
  people: [
    {
      email: nino,
      reads: [{ from: 0, language: 'ka', timeZone: 'Asia/Tbilisi' }],
      feed: {
        text: calendar([['meeting-1', 1, noon]]),
        at: 6,
        holds: [{ called: { en: olena }, times: noon }],
      },
    },
  ],
  due: [
    {
      ...{ kind: 'registration-confirmed', to: nino, subjects: ['confirmed.subject'], calendar: 'REQUEST' },
      told: [{ key: 'event', called: title, times: event }],
    },
    {
      ...{ kind: 'meeting-booked', to: nino, subjects: ['booked.subject'], calendar: 'REQUEST' },
      told: [meeting(olena, morning, 4)],
    },
    {
      ...{ kind: 'meeting-booked', to: nino, subjects: ['booked.subject'], calendar: 'REQUEST' },
      told: [meeting(levan, evening, 5)],
    },
    {
      ...{ kind: 'agenda-changed', to: nino, subjects: ['agendaChanged.subject'] },
      told: [{ ...talk, before: morning }],
    },
    {
      ...{ kind: 'meeting-booked', to: nino, subjects: ['booked.movedSubject'], calendar: 'REQUEST' },
      told: [meeting(olena, noon)],
    },
    {
      ...{ kind: 'meeting-cancelled', to: nino, subjects: ['cancelled.subject'], calendar: 'CANCEL' },
      told: [{ key: 'off', called: { en: levan }, times: evening }],
    },
    {
      ...{ kind: 'starred-reminder', to: nino, subjects: ['reminder.subject'] },
      told: [talk],
    },
  ],
};

interface Parts {
  kind: string;
  id: string;
  subject: string;
  lines: readonly string[];
  language?: string;
  greeting?: string;
  ics?: string;
  /** Whether it can be stopped. */
  stop?: boolean;
}
type Name = 'confirmed' | 'booked' | 'other' | 'changed' | 'moved' | 'off' | 'reminder';

const right: Readonly<Record<Name, Parts>> = {
  confirmed: {
    ...{ kind: 'registration-confirmed', id: '1', subject: 'თქვენ დარეგისტრირდით: Зустріч кластерів' },
    lines: [
      'Зустріч кластерів',
      'ორშ, 14 დეკ 2026, 12:00–17:00, თქვენი დრო',
      'ორშ, 14 დეკ 2026, 10:00–15:00, კიევი',
    ],
    ics: calendar([['event-1', 0, event]], 'REQUEST'),
  },
  booked: {
    ...{ kind: 'meeting-booked', id: '2', subject: `დაიჯავშნა შეხვედრა: ${olena}, ორშ, 14 დეკ, 12:30` },
    lines: [olena, '14 დეკ 2026, 12:30–12:50, თქვენი დრო', '14 დეკ 2026, 10:30–10:50, კიევი'],
    ics: calendar([['meeting-1', 0, morning]], 'REQUEST'),
  },
  other: {
    ...{ kind: 'meeting-booked', id: '3', subject: `დაიჯავშნა შეხვედრა: ${levan}, ორშ, 14 დეკ, 16:00` },
    lines: [levan, '14 დეკ 2026, 16:00–16:20, თქვენი დრო', '14 დეკ 2026, 14:00–14:20, კიევი'],
    ics: calendar([['meeting-2', 0, evening]], 'REQUEST'),
  },
  changed: {
    ...{ kind: 'agenda-changed', id: '4', subject: 'ცვლილებები პროგრამაში: Зустріч кластерів' },
    lines: [
      'სხვა დრო: შესავალი',
      '14 დეკ 2026, 14:00–14:20',
      '14 დეკ 2026, 12:00–12:20',
      'მანამდე: 14 დეკ 2026, 12:30–12:50',
    ],
  },
  moved: {
    ...{ kind: 'meeting-booked', id: '5', subject: `შეიცვალა: შეხვედრა, ${olena}, ორშ, 14 დეკ, 14:00` },
    lines: [olena, '14 დეკ 2026, 14:00–14:20', '14 დეკ 2026, 12:00–12:20'],
    ics: calendar([['meeting-1', 1, noon]], 'REQUEST'),
  },
  off: {
    ...{ kind: 'meeting-cancelled', id: '6', subject: `გაუქმდა შეხვედრა: ${levan}, ორშ, 14 დეკ, 16:00` },
    lines: [levan, '14 დეკ 2026, 16:00–16:20', '14 დეკ 2026, 14:00–14:20'],
    ics: calendar([['meeting-2', 1, evening]], 'CANCEL'),
  },
  reminder: {
    ...{ kind: 'starred-reminder', id: '7', subject: 'შეხსენება: შესავალი, ორშ, 14 დეკ, 14:00' },
    lines: ['შესავალი', '14 დეკ 2026, 14:00–14:20', '14 დეკ 2026, 12:00–12:20'],
  },
};

it('finds nothing where everybody is told once of what is so', async () => {
  const { faults, told, repeated } = await readTold(facts, mailbox());
  expect(faults).toEqual(none);
  expect([told, repeated]).toEqual([7, 0]);
});

it('counts the same message again as one, as long as it is still so', async () => {
  const again = await readTold(facts, [...mailbox(), mail(right.moved)]);
  expect([again.faults, again.repeated]).toEqual([none, 1]);
  expect(found(await readTold(facts, [...mailbox(), mail(right.booked)]))).toEqual(['stale']);
});

const other = (parts: Parts, changes: Partial<Parts>): Delivered => mail({ ...parts, id: 'new', ...changes });
const inEnglish = {
  ...{ language: 'en', greeting: 'Hello Nino,', subject: 'Reminder: შესავალი, Mon 14 Dec, 14:00' },
};

it.each<[what: string, faults: (keyof Faults)[], mails: Delivered[]]>([
  ['a mail that did not come', ['missing'], mailbox({ without: 'reminder' })],
  ['a mail that came twice', ['doubled'], [...mailbox(), other(right.reminder, {})]],
  [
    'a mail about the old time after the move',
    ['stale'],
    [...mailbox(), other(right.booked, { kind: 'meeting-reminder' })],
  ],
  [
    'a reminder of what was called off',
    ['stale'],
    [...mailbox(), other(right.other, { kind: 'meeting-reminder' })],
  ],
  [
    'a mail that nobody was due',
    ['unexpected'],
    [...mailbox(), other(right.reminder, { kind: 'summary', lines: [] })],
  ],
  [
    'times of another zone',
    ['time'],
    mailbox({ reminder: { lines: ['შესავალი', '14 დეკ 2026, 13:00–13:20', '14 დეკ 2026, 12:00–12:20'] } }),
  ],
  [
    'the event’s own time left out',
    ['time'],
    mailbox({ reminder: { lines: ['შესავალი', '14, 14:00–14:20'] } }),
  ],
  [
    'another day',
    ['time'],
    mailbox({ reminder: { lines: ['შესავალი', '15, 14:00–14:20', '14, 12:00–12:20'] } }),
  ],
  ['another language', ['language'], mailbox({ reminder: inEnglish })],
  [
    'a language that its subject is not in',
    ['language'],
    mailbox({ reminder: { subject: inEnglish.subject } }),
  ],
  [
    'an older version in the calendar',
    ['calendar'],
    mailbox({ moved: { ics: calendar([['meeting-1', 0, noon]], 'REQUEST') } }),
  ],
  [
    'another time in the calendar',
    ['calendar'],
    mailbox({ moved: { ics: calendar([['meeting-1', 1, morning]], 'REQUEST') } }),
  ],
  ['nothing for the calendar', ['calendar'], mailbox({ off: { ics: '' } })],
  ['no way to stop it', ['headers'], mailbox({ changed: { stop: false } })],
  ['another one’s Message-ID', ['headers'], mailbox({ changed: { id: '1' } })],
])('finds %s', async (_what, kinds, mails) => {
  expect(found(await readTold(facts, mails))).toEqual(kinds);
});

it.each([
  [
    'what was called off',
    [
      ['meeting-1', 1, noon],
      ['meeting-2', 0, evening],
    ],
  ],
  [
    'an entry twice',
    [
      ['meeting-1', 1, noon],
      ['meeting-1', 1, noon],
    ],
  ],
  ['an old time', [['meeting-1', 1, morning]]],
  ['nothing', []],
] satisfies [string, Entry[]][])('finds a feed that holds %s', async (_what, entries) => {
  const [person] = facts.people;
  if (!person?.feed) throw new Error('nobody has a feed');
  const people = [{ ...person, feed: { ...person.feed, text: calendar(entries) } }];
  expect(found(await readTold({ ...facts, people }, mailbox()))).toEqual(['calendar']);
});

const none: Faults = {
  ...{ missing: [], doubled: [], stale: [], unexpected: [] },
  ...{ language: [], time: [], calendar: [], headers: [] },
};

/** Which sorts of faults there are. */
function found({ faults }: { faults: Faults }): string[] {
  return Object.entries(faults).flatMap(([sort, all]: [string, string[]]) => (all.length ? [sort] : []));
}

/** Everything that Nino is due, as it should be; with something otherwise. */
function mailbox({
  without,
  ...changes
}: Partial<Record<Name, Partial<Parts>>> & { without?: Name } = {}): Delivered[] {
  const changed: Partial<Record<string, Partial<Parts>>> = changes;
  return Object.entries(right).flatMap(([name, parts]) =>
    name === without ? [] : [mail({ ...parts, ...changed[name] })],
  );
}

function mail(parts: Parts): Delivered {
  const {
    kind,
    id,
    subject,
    lines,
    ics,
    language = 'ka',
    greeting = 'გამარჯობა, Nino!',
    stop = true,
  } = parts;
  const method = ics?.includes('METHOD:CANCEL') ? 'CANCEL' : 'REQUEST';
  const raw = [
    'From: Foyer <no-reply@foyer.test>',
    `To: Nino <${nino}>`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    `Message-ID: <${id}@foyer.test>`,
    `X-Foyer-Kind: ${kind}`,
    `Content-Language: ${language}`,
    ...(stop
      ? ['List-Unsubscribe: <https://foyer.test/stop/1>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click']
      : []),
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=part',
    ...['', '--part', 'Content-Type: text/plain; charset=utf-8', '', greeting, '', ...lines],
    ...['--part', 'Content-Type: text/html; charset=utf-8', '', `<html lang="${language}"></html>`],
    ...(ics ? ['--part', `Content-Type: text/calendar; charset=utf-8; method=${method}`, '', ics] : []),
    '--part--',
    '',
  ].join('\r\n');
  return { recipient: nino, raw: Buffer.from(raw, 'utf8') };
}

type Entry = [uid: string, sequence: number, at: Times];
function calendar(entries: readonly Entry[], method?: string): string {
  const stamp = (instant: string) => instant.replace(/[-:]|\.000/g, '');
  return [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//Test//EN'],
    ...(method ? [`METHOD:${method}`] : []),
    ...entries.flatMap(([uid, sequence, { startsAt, endsAt }]) => [
      ...['BEGIN:VEVENT', `UID:${uid}`, `SEQUENCE:${sequence}`, 'DTSTAMP:20261201T000000Z'],
      ...[`DTSTART:${stamp(startsAt)}`, `DTEND:${stamp(endsAt)}`],
      ...[`SUMMARY:${uid === 'meeting-2' ? levan : olena}`, 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
  ].join('\r\n');
}
