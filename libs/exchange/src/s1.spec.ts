import fs from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { houseCall, sql } from '@foyer/platform';
import { dropTestDatabase, startRooms, type Rooms } from '@foyer/test-kit';
import { AgendaQueries } from '@foyer/agenda';
import { SummaryService } from '@foyer/summary';
import { Agenda } from '@foyer/contracts';
import { ExchangeModule } from './exchange.module.js';
import { readEventFile } from './event-file.reader.js';
import { ExportService } from './export.service.js';
import { ImportService } from './import.service.js';
import { readPeople } from './people.reader.js';

const folder = new URL('../../../test/fixtures/s1/', import.meta.url);
const read = (name: string): { name: string; content: string } => ({
  name,
  content: fs.readFileSync(new URL(name, folder), 'utf8'),
});
const eventFile = read('event.yaml');
const peopleFile = read('people.csv');
const { event } = readEventFile(eventFile.name, eventFile.content);
const people = readPeople(peopleFile.name, peopleFile.content, event);

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(async () => {
  await rooms.stop();
  await dropTestDatabase();
});

const values = <K extends keyof (typeof people)[number]>(key: K): (typeof people)[number][K][] =>
  [...new Set(people.map((person) => person[key]))].sort();

it('has sixty participants of forty-four organisations, from all who were there', () => {
  expect(people).toHaveLength(60);
  expect(new Set(people.map(({ organisation, country }) => `${organisation} ${country}`)).size).toBe(44);
  expect(values('country')).toEqual(['AM', 'AZ', 'BE', 'BY', 'GE', 'MD', 'RO', 'UA']);
  expect(values('category')).toEqual(event.event.categories.map(({ key }) => key).sort());
  expect(values('category')).toHaveLength(8);
  expect(values('language')).toEqual(['az', 'en', 'ka', 'ro', 'uk']);
  expect(values('time_zone')).toHaveLength(8);
});

it('has nobody at a reachable address, all speakers among the participants, and needs that others offer', () => {
  expect(people.filter(({ email }) => !email.endsWith('@example.org'))).toEqual([]);
  const emails = new Set(people.map(({ email }) => email));
  expect(event.speakers.filter(({ email }) => email === undefined || !emails.has(email))).toEqual([]);
  const offered = new Set(people.flatMap(({ offers }) => offers));
  expect(people.flatMap(({ needs }) => needs.filter((need) => !offered.has(need)))).toEqual([]);
});

it('has titles in English, Azerbaijani and Georgian wherever the audience sees one', () => {
  const shown = event.sessions.filter(({ kind }) => kind !== 'private-blocker');
  for (const { title } of [event.event, ...shown, ...event.meeting_blocks]) {
    expect(Object.keys(title).sort()).toEqual(['az', 'en', 'ka']);
  }
  expect(event.meeting_blocks).toMatchObject([{ slot_minutes: 20 }]);
});

it('is imported once, changes nothing the second time, and comes out as it went in', async () => {
  const importer = rooms.get(ImportService);
  const input = { event: eventFile, people: peopleFile, publish: true };
  const first = await importer.run(input);
  expect(first).toMatchObject({
    ...{ event: 'ict-networking-2020', created: true, published: true },
    speakers: { created: { length: 8 } },
    sessions: { created: { length: event.sessions.length } },
    blocks: { created: { length: 1 } },
    people: { created: { length: 60 }, organisations: 44 },
  });
  const again = await importer.run(input);
  const nothing = { created: [], changed: [], left: [] };
  expect(again).toMatchObject({ created: false, changed: [], speakers: nothing, sessions: nothing });
  expect(again).toMatchObject({ blocks: nothing, people: { ...nothing, same: 60, organisations: 44 } });

  const exporter = rooms.get(ExportService);
  const [yaml, csv] = [
    await exporter.event('ict-networking-2020'),
    await exporter.people('ict-networking-2020'),
  ];
  expect(readEventFile('export.yaml', yaml).event).toEqual(event);
  const byEmail = (a: { email: string }, b: { email: string }): number => (a.email < b.email ? -1 : 1);
  expect(readPeople('export.csv', csv, event)).toEqual([...people].sort(byEmail));
});

it('comes out the same of another house that was given the export', async () => {
  const exporter = rooms.get(ExportService);
  const yaml = await exporter.event('ict-networking-2020');
  const csv = await exporter.people('ict-networking-2020');
  await sql`update event set slug = 'the-first' where slug = 'ict-networking-2020'`.execute(
    rooms.database.sql,
  );
  await sql`delete from commitment`.execute(rooms.database.sql);
  await rooms.get(ImportService).run({
    event: { name: 'export.yaml', content: yaml },
    people: { name: 'export.csv', content: csv },
  });
  expect(await exporter.event('ict-networking-2020')).toBe(yaml);
  expect(await exporter.people('ict-networking-2020')).toBe(csv);
});

it('shows the audience everything but the technical check', async () => {
  await sql`update event set state = 'published' where slug = 'ict-networking-2020'`.execute(
    rooms.database.sql,
  );
  const { body } = await rooms.get(AgendaQueries).getAgenda(houseCall, 'ict-networking-2020');
  const agenda = Agenda.parse(JSON.parse(body.toString()));
  expect(agenda.sessions.map(({ slug }) => slug)).toEqual(
    event.sessions.map(({ slug }) => slug).filter((slug) => slug !== 'technical-check'),
  );
  expect(body.toString()).not.toContain('example.org');
});

it('tells everybody what the report of this very event told: how many, from how many organisations, of which kinds and countries', async () => {
  await sql`update event set summary_published_at = now() where slug = 'ict-networking-2020'`.execute(
    rooms.database.sql,
  );
  await sql`update registration set state = 'confirmed'`.execute(rooms.database.sql);
  const { summary } = await rooms.get(SummaryService).get(houseCall, 'ict-networking-2020');
  expect(summary).toMatchObject({ participants: 60, organisations: 44 });
  expect(summary.categories.map(({ category }) => category).sort()).toEqual(values('category'));
  expect(summary.countries.map(({ country }) => country).sort()).toEqual(values('country'));
  // Those from Belgium and Romania are few: that they were there is told, how many is not.
  const shown = summary.countries.flatMap(({ participants }) =>
    participants === null ? [] : [participants],
  );
  expect(shown.every((count) => count >= 5)).toBe(true);
  expect(summary.countries.length - shown.length).toBeGreaterThan(1);
});
