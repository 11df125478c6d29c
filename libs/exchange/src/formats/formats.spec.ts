import { agendaFormats, languages, sessionKinds, type AgendaFormat, type Language } from '@foyer/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { Problem } from '@foyer/platform';
import { fuzzRuns } from '@foyer/test-kit';
import fs from 'node:fs';
import { readEventFile } from '../event-file.reader.js';
import { UnreadableFile } from '../notice.js';
import { readPeople } from '../people.reader.js';
import { sheetOf } from '../people/people-import.service.js';
import { readPeopleSheet } from '../people/people-table.js';
import {
  cleanLine,
  cleanText,
  pick,
  type AgendaTable,
  type TableText,
  type WriteContext,
} from './agenda-table.js';
import { parse as parseCsv } from 'csv-parse/sync';
import { formatOf, readAgenda, writeAgenda } from './formats.js';
import { foreignId } from './foreign-id.js';

const context: WriteContext = {
  slug: 'ict-networking-2026',
  timeZone: 'Europe/Kyiv',
  language: 'en',
  startsAt: '2026-03-28T07:00:00.000Z',
  endsAt: '2026-03-29T16:00:00.000Z',
  publicUrl: 'https://foyer.test',
  version: '7',
};

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    ...[
      '=1+1',
      '+380 44',
      '-5',
      '@cmd',
      "'=x",
      "''quoted",
      'a;b,c\\d',
      'line\nBEGIN:VALARM\r\nEND:VALARM',
      '<b>&amp;</b>',
    ],
    ...[
      ']]>',
      '&#10; &lt;',
      'ქართული სესია',
      'Ґанок і їжак',
      'Şəhər əhalisi',
      '"quoted"',
      'tab\tin',
      '_x0041_',
      'a [key]',
    ],
    ...[
      'null',
      '1e5',
      'TRUE',
      '0012',
      '2026-01-01',
      '😀🏳️‍🌈',
      'a\u0000b\u0001c',
      '\ud800half',
      '%0d%0a',
      '{{x}}',
      '=\r\n+',
    ],
  ),
);
const words = hostile.map(cleanText).filter(Boolean);
const aName = hostile
  .map((text) =>
    cleanLine(text)
      .slice(0, 100)
      .replace(/\p{Surrogate}/gu, '')
      .trim(),
  )
  .filter(Boolean);
const texts: fc.Arbitrary<TableText> = fc
  .tuple(words, fc.dictionary(fc.constantFrom(...languages), words, { maxKeys: 3 }))
  .map(([english, others]) => ({ ...others, en: english }));
const orNone = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
/** Minutes around the night in which Kyiv's clocks go forward, and the one in which they go back. */
const minute = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }).map((n) => Date.parse('2026-03-28T12:00:00Z') + n * 60_000),
  fc.integer({ min: 0, max: 2_000 }).map((n) => Date.parse('2026-10-24T12:00:00Z') + n * 60_000),
);

const agenda: fc.Arbitrary<AgendaTable> = fc
  .record({
    title: texts,
    rooms: fc.uniqueArray(aName, { maxLength: 3 }),
    tracks: fc.uniqueArray(aName, { maxLength: 3 }),
    names: fc.array(fc.tuple(aName, orNone(texts), orNone(aName), orNone(texts)), { maxLength: 4 }),
    sessions: fc.array(
      fc.record({
        title: texts,
        abstract: orNone(texts),
        kind: fc.constantFrom(...sessionKinds),
        from: minute,
        minutes: fc.integer({ min: 1, max: 1_500 }),
        place: fc.nat(9),
        language: fc.constantFrom(...languages),
        questions: fc.boolean(),
        seats: orNone(fc.integer({ min: 1, max: 900 })),
        streamUrl: orNone(fc.constant('https://player.test/live?a=1&b=%D0%86')),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ title, rooms, tracks, names, sessions }) => {
    const speakers = names.map(([name, jobTitle, organisation, biography], n) => ({
      ...{ key: `speaker-${n}`, slug: `speaker-${n}`, guid: foreignId(`speaker ${n}`), name },
      ...{ jobTitle, organisation, country: n % 2 ? 'GE' : null, biography },
    }));
    const keys = speakers.map(({ key }) => key);
    return {
      title,
      timeZone: context.timeZone,
      acronym: null,
      rooms: rooms.map((label) => ({ label, name: { en: label }, kind: 'studio' as const, capacity: 40 })),
      tracks: tracks.map((label) => ({ label, name: { en: label }, colour: '#1f6f8b' })),
      speakers,
      sessions: sessions.map(({ from, minutes, place, ...session }, n) => ({
        ...session,
        ...{ guid: foreignId(`session ${n}`), slug: `session-${n}`, line: null, path: '' },
        startsAt: new Date(from).toISOString(),
        endsAt: new Date(from + minutes * 60_000).toISOString(),
        room: rooms[place] ?? null,
        track: tracks[place] ?? null,
        speakers: keys.slice(0, place),
        moderators: keys.slice(-1),
      })),
      notices: [],
    };
  });

const all = (text: TableText | null | undefined) =>
  Object.fromEntries(languages.flatMap((code) => (text?.[code] ? [[code, text[code]]] : [])));
/** What docs/exchange.md says that each format carries of a session. */
const one = (text: TableText | null | undefined): string => pick(text, 'en');
function carried(format: AgendaFormat, { sessions, speakers }: AgendaTable) {
  const xml = format === 'schedule-xml';
  const name = (key: string): string => speakers.find((speaker) => speaker.key === key)?.name ?? '?';
  return sessions
    .map((session) => ({
      ...{ guid: session.guid, slug: session.slug, kind: session.kind, language: session.language },
      ...{ startsAt: session.startsAt, endsAt: session.endsAt, room: session.room, track: session.track },
      title: xml ? one(session.title) : all(session.title),
      abstract: xml ? one(session.abstract) : all(session.abstract),
      speakers: session.speakers?.map(name),
      ...(xml
        ? {}
        : {
            moderators: session.moderators?.map(name),
            ...{ questions: session.questions, seats: session.seats, streamUrl: session.streamUrl },
          }),
    }))
    .sort((a, b) => (a.guid < b.guid ? -1 : 1));
}
const usedSpeakers = (format: AgendaFormat, { speakers, sessions }: AgendaTable) => {
  const table = format === 'csv' || format === 'xlsx';
  const used = new Set(
    sessions.flatMap((session) => [
      ...(session.speakers ?? []),
      ...(format === 'schedule-xml' ? [] : (session.moderators ?? [])),
    ]),
  );
  const those = speakers.filter(({ key }) => used.has(key) || !(table || format === 'schedule-xml'));
  if (format === 'csv' || format === 'schedule-xml') return those.map(({ name }) => ({ name })).sort(byName);
  return those
    .map(({ name, jobTitle, organisation, country, biography }) => ({
      ...{ name, jobTitle: all(jobTitle), organisation: organisation || null, country: country ?? null },
      biography: all(biography),
    }))
    .sort(byName);
};
const byName = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe.each(agendaFormats)('%s', (format) => {
  it('loses nothing that it can carry, there and back', async () => {
    await fc.assert(
      fc.asyncProperty(agenda, async (table) => {
        const bytes = await writeAgenda(format, table, context);
        expect(formatOf(bytes, 'agenda')).toBe(format);
        const again = await readAgenda(format, bytes, context);
        expect(again.notices).toEqual([]);
        expect(carried(format, again)).toEqual(carried(format, table));
        expect(usedSpeakers(format, again)).toEqual(usedSpeakers(format, table));
      }),
      { numRuns: format === 'xlsx' ? 20 : 40 },
    );
  });

  it('answers what is not of it with what is wrong, soon, and never falls over', async () => {
    const whole = await writeAgenda(format, fc.sample(agenda, { numRuns: 1, seed: 7 })[0] ?? empty, context);
    const wrecked = fc
      .tuple(fc.nat(whole.length), fc.nat(60), fc.uint8Array({ maxLength: 12 }))
      .map(([at, cut, put]) => Buffer.concat([whole.subarray(0, at), put, whole.subarray(at + cut)]));
    const anything = fc.oneof(
      { weight: 3, arbitrary: wrecked },
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ unit: 'binary', maxLength: 300 }).map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        try {
          const table = await readAgenda(format, bytes, context);
          expect(Array.isArray(table.sessions)).toBe(true);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      { numRuns: fuzzRuns(400) },
    );
  });
});

const empty: AgendaTable = {
  title: {},
  timeZone: null,
  acronym: null,
  rooms: [],
  tracks: [],
  speakers: [],
  sessions: [],
  notices: [],
};
const anAgenda = (title: string, more: Partial<AgendaTable['sessions'][number]> = {}): AgendaTable => ({
  ...empty,
  sessions: [
    {
      ...{ guid: foreignId('one'), slug: 'one', line: null, path: '', kind: 'talk', title: { en: title } },
      ...{ startsAt: '2026-03-28T08:00:00.000Z', endsAt: '2026-03-28T09:00:00.000Z', ...more },
    },
  ],
});

it.each(['=HYPERLINK("https://evil.test")', '+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', '\u0000=1', '＝1'])(
  'leaves the cell %j inert in tables',
  async (title) => {
    for (const format of ['csv', 'xlsx'] as const) {
      const bytes = await writeAgenda(format, anAgenda(title), context);
      if (format === 'csv') {
        const rows: string[][] = parseCsv(bytes, { bom: true });
        // oxlint-disable-next-line no-control-regex -- NUL is one of the signs that matter here
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n\u0000＝＋－＠]/);
      } else expect(bytes.includes('<f>')).toBe(false);
      const again = await readAgenda(format, bytes, context);
      expect(again.sessions[0]?.title).toEqual({ en: cleanText(title) });
    }
  },
);

it('keeps line breaks of a title from becoming lines of a calendar', async () => {
  const title = 'Talk\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM';
  const text = (await writeAgenda('ics', anAgenda(title, { room: 'Hall\nEND:VEVENT' }), context)).toString();
  expect(text.split('\r\n').filter((line) => line.startsWith('BEGIN:'))).toEqual([
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
  ]);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const [entry] = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
  expect(entry).toMatchObject({ summary: title.replaceAll('\r\n', '\n') });
  expect(new ICAL.Component(ICAL.parse(text) as never[]).getAllSubcomponents('vevent')).toHaveLength(1);
});

it.each([
  [
    'a document type',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>',
    'xml_doctype',
  ],
  [
    'a bomb',
    `<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><schedule>&b;</schedule>`,
    'xml_doctype',
  ],
  ['endless nesting', '<a>'.repeat(100_000), 'xml_malformed'],
  ['nesting that ends', `<schedule>${'<a>'.repeat(90)}${'</a>'.repeat(90)}</schedule>`, 'xml_malformed'],
  ['a broken end', '<schedule><conference></schedule>', 'xml_malformed'],
  ['another document', '<html><body/></html>', 'not_a_schedule'],
])('refuses XML with %s', async (_, text, code) => {
  await expect(readAgenda('schedule-xml', Buffer.from(text), context)).rejects.toMatchObject({
    code: 'file_unreadable',
    notice: { code },
  });
});

it('reads the tables that people write', async () => {
  const table = [
    'Дата;Початок;Кінець;Назва;Зала;Доповідачі;Назва (ka);Мова',
    '28.03.2026;9:00;9.30;Відкриття;Велика зала;Олена Коваль; გახსნა ;uk',
    ';09:30;;=Кава;;;;',
    '29.03.2026;03:30;04:30;Година, якої немає;;;;',
    ';10:00;9:00;Навпаки;;;;de',
  ].join('\r\n');
  const read = await readAgenda('csv', Buffer.from(table), context);
  expect(read.sessions).toMatchObject([
    {
      ...{ line: 2, title: { und: 'Відкриття', ka: 'გახსნა' }, room: 'Велика зала', language: 'uk' },
      ...{ startsAt: '2026-03-28T07:00:00.000Z', endsAt: '2026-03-28T07:30:00.000Z' },
    },
    { line: 3, title: { und: '=Кава' }, startsAt: '2026-03-28T07:30:00.000Z', room: null },
  ]);
  expect(read.speakers).toMatchObject([{ name: 'Олена Коваль' }]);
  expect(read.notices.map(({ level, code, line, path }) => [level, code, line, path])).toEqual([
    ['warning', 'duration_assumed', 3, 'ends'],
    ['error', 'time_skipped', 4, 'starts'],
    ['error', 'ends_before_start', 5, 'ends'],
  ]);
});

it('finds the sessions of an old xcal and of a calendar with zones of its own', async () => {
  const old = `<?xml version="1.0"?><iCalendar xmlns:pentabarf="http://pentabarf.org"><vcalendar><version>2.0</version>
    <vevent><uid>6561@31c3@pentabarf.org</uid><dtstart>20260328T110000</dtstart><dtend>20260328T113000</dtend>
    <duration>0.5</duration><summary>Opening</summary><location>Hall</location><attendee>Somebody</attendee></vevent>
    </vcalendar></iCalendar>`;
  const read = await readAgenda('xcal', Buffer.from(old), context);
  expect(read.sessions).toMatchObject([
    {
      title: { und: 'Opening' },
      startsAt: '2026-03-28T09:00:00.000Z',
      endsAt: '2026-03-28T09:30:00.000Z',
      room: 'Hall',
    },
  ]);
  expect(read.speakers).toMatchObject([{ name: 'Somebody' }]);
  const zoned = [
    ...['BEGIN:VCALENDAR', 'BEGIN:VTIMEZONE', 'TZID:Own', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'],
    ...['TZOFFSETFROM:+0500', 'TZOFFSETTO:+0500', 'END:STANDARD', 'END:VTIMEZONE', 'BEGIN:VEVENT', 'UID:a'],
    ...[
      'DTSTART;TZID=Own:20260328T110000',
      'DURATION:PT45M',
      'SUMMARY:One',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:b',
    ],
    ...['DTSTART;TZID=Asia/Tbilisi:20260328T110000', 'SUMMARY:Two', 'RRULE:FREQ=DAILY', 'END:VEVENT'],
    ...[
      'BEGIN:VEVENT',
      'UID:c',
      'DTSTART:20260328T110000Z',
      'STATUS:CANCELLED',
      'SUMMARY:Three',
      'END:VEVENT',
      'END:VCALENDAR',
    ],
  ].join('\r\n');
  const calendar = await readAgenda('ics', Buffer.from(zoned), context);
  expect(calendar.sessions.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual([
    ['2026-03-28T06:00:00.000Z', '2026-03-28T06:45:00.000Z'],
    ['2026-03-28T07:00:00.000Z', '2026-03-28T07:30:00.000Z'],
  ]);
  expect(calendar.notices.map(({ code }) => code)).toEqual([
    'repeats_ignored',
    'duration_assumed',
    'cancelled_skipped',
  ]);
});

const shownIn: Language = 'en';
it('takes a text that another program has changed, and keeps the other languages', async () => {
  const table = anAgenda('Opening');
  const session = table.sessions[0];
  if (session) session.title = { en: 'Opening', ka: 'გახსნა' };
  const text = (await writeAgenda('ics', table, context))
    .toString()
    .replace('SUMMARY:Opening', 'SUMMARY:Welcome');
  const again = await readAgenda('ics', Buffer.from(text), context);
  expect(again.sessions[0]?.title).toEqual({ [shownIn]: 'Welcome', ka: 'გახსნა' });
});

const fixture = (name: string): Buffer =>
  fs.readFileSync(new URL(`../../../../test/fixtures/s1/${name}`, import.meta.url));
/** Somewhere in a file, something else. */
const wreckedText = (whole: Buffer): fc.Arbitrary<Buffer> => {
  const put = fc.oneof(
    hostile.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom('"', '\n', ';;;;', ',', '\t', '- &a [*a, *a]', ': {', '<<: *x', '!!js/function "x"')
      .map(Buffer.from),
  );
  return fc
    .array(fc.tuple(fc.nat(whole.length), fc.nat(40), put), { minLength: 1, maxLength: 3 })
    .map((cuts) =>
      cuts.reduce(
        (bytes, [at, cut, other]) => Buffer.concat([bytes.subarray(0, at), other, bytes.subarray(at + cut)]),
        whole,
      ),
    );
};

it('reads no table of people and no event file so that it falls over', async () => {
  const [people, yaml] = [fixture('people.csv').subarray(0, 2_500), fixture('event.yaml').subarray(0, 6_000)];
  const { event } = readEventFile('event.yaml', fixture('event.yaml').toString());
  const standing = {
    categories: event.event.categories,
    language: 'en',
    timeZone: 'Asia/Tbilisi',
    known: [],
  } as const;
  const tried = fc.oneof(
    wreckedText(people).map((bytes) => ({ bytes, as: 'people' })),
    wreckedText(yaml).map((bytes) => ({ bytes, as: 'event' })),
  );
  await fc.assert(
    fc.asyncProperty(tried, async ({ bytes, as }) => {
      try {
        if (as === 'event') return void readEventFile('event.yaml', bytes.toString());
        const sheet = await sheetOf({ bytes }, {});
        const table = await readPeopleSheet(sheet, standing, { usual: {}, doubles: 'skip' });
        for (const { person } of table.people) expect(person?.email ?? 'a@b').toMatch(/^[^\s@]+@[^\s@]+$/);
        readPeople('people.csv', bytes.toString(), event);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }),
    { numRuns: fuzzRuns(300) },
  );
}, 600_000);
