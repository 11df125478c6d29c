import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@foyer/platform';
import { startRooms, unique, type Rooms } from '@foyer/test-kit';
import { ExchangeModule } from './exchange.module.js';
import { ExportService } from './export.service.js';
import { InvalidFiles } from './finding.js';
import { describeReport, type ImportReport } from './import.report.js';
import { ImportService } from './import.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(() => rooms.stop());

const slugOf = (): string => `import-${unique()}`;
const eventText = (slug: string, change: (text: string) => string = (text) => text): string =>
  change(`foyer: 1
event:
  slug: ${slug}
  title: { en: Meeting, uk: Зустріч }
  purpose: { en: To meet }
  starts: 2026-12-14 09:00
  ends: 2026-12-14 15:00
  time_zone: Europe/Kyiv
  languages: [en, uk]
  categories:
    - { key: cluster, label: { en: Cluster } }
organisers: [Boss-${slug}@example.org]
rooms: [Hall]
speakers:
  - { key: olha, name: Ольга Бойко, email: olha-${slug}@example.org }
  - { key: petro, name: Петро Лис }
sessions:
  - slug: opening
    kind: talk
    title: { en: Opening }
    starts: 2026-12-14 09:00
    ends: 2026-12-14 09:30
    room: Hall
    speakers: [olha]
  - slug: panel
    kind: panel
    title: { en: Panel }
    starts: 2026-12-14 09:30
    ends: 2026-12-14 10:30
    speakers: [petro]
    moderators: [olha]
    questions: true
meeting_blocks:
  - { title: { en: B2B }, starts: 2026-12-14 13:00, ends: 2026-12-14 14:00, slot_minutes: 20 }
`);
const peopleText = (rows: string[]): string =>
  `name,email,category,organisation,country,language,time_zone,offers,needs\n${rows.join('\n')}\n`;

async function run(event: string, people?: string): Promise<ImportReport> {
  return rooms.get(ImportService).run({
    event: { name: 'event.yaml', content: event },
    ...(people === undefined ? {} : { people: { name: 'people.csv', content: people } }),
  });
}
async function complaints(event: string, people?: string): Promise<string[]> {
  try {
    await run(event, people);
  } catch (error) {
    if (error instanceof InvalidFiles) return error.message.split('\n');
    throw error;
  }
  return [];
}
const eventExists = async (slug: string): Promise<boolean> =>
  (await sql`select from event where slug = ${slug}`.execute(rooms.database.sql)).rows.length > 0;

describe('what is wrong', () => {
  it('is said all at once, each with its line', async () => {
    const slug = slugOf();
    const text = eventText(slug, (right) =>
      right
        .replace('speakers: [petro]', 'speakers: [pavlo]')
        .replace('room: Hall', 'room: Attic')
        .replace('ends: 2026-12-14 10:30', 'ends: 2026-12-14 09:10')
        .replace('slug: panel', 'slug: opening')
        .replace('slot_minutes: 20', 'slot_minutes: 90'),
    );
    expect((await complaints(text)).sort()).toEqual([
      'event.yaml:23 sessions[1].room: Attic is not among the rooms',
      'event.yaml:25 sessions[2].slug: opening is there twice',
      'event.yaml:29 sessions[2].ends: must be after the start',
      'event.yaml:30 sessions[2].speakers[1]: no speaker has the key pavlo',
      'event.yaml:34 meeting_blocks[1].slot_minutes: no slot fits into the block',
    ]);
    expect(await eventExists(slug)).toBe(false);
  });

  it('is said of YAML itself, of unknown keys and of times that a zone skips', async () => {
    const slug = slugOf();
    expect(await complaints('event: [')).toEqual([expect.stringMatching(/^event\.yaml:1: /)]);
    expect(await complaints(eventText(slug, (text) => text.replace('kind: panel', 'kind: pannel')))).toEqual([
      expect.stringMatching(/^event\.yaml:26 sessions\[2\]\.kind: /),
    ]);
    expect(await complaints(eventText(slug, (text) => text.replace('rooms:', 'romms:')))).toEqual([
      expect.stringContaining('romms'),
    ]);
    const skipped = eventText(slug, (text) =>
      text.replaceAll('2026-12-14', '2026-03-29').replace('09:30\n    ends', '03:30\n    ends'),
    );
    expect(await complaints(skipped)).toContain(
      'event.yaml:28 sessions[2].starts: clocks in Europe/Kyiv skip this time',
    );
  });

  it('is said of people, with the line of the table', async () => {
    const slug = slugOf();
    const people = peopleText([
      'Olha Boiko,olha@example.org,cluster,Cluster,UA,uk,Europe/Kyiv,a,b',
      'Nobody,olha@example.org,clusters,Cluster,UA,uk,Europe/Kyiv,,',
      'Somebody,not-an-address,cluster,Cluster,Ukraine,ru,Mars/Olympus,,',
      'Short,short@example.org',
    ]);
    expect(await complaints(eventText(slug), people)).toEqual([
      'people.csv:3 category: the event has no category clusters',
      'people.csv:3 email: the same address as in line 2',
      expect.stringMatching(/^people\.csv:4 email: /),
      expect.stringMatching(/^people\.csv:4 country: /),
      expect.stringMatching(/^people\.csv:4 language: /),
      'people.csv:4 time_zone: unknown time zone',
      expect.stringMatching(/^people\.csv:5: /),
    ]);
    expect(await complaints(eventText(slug), 'name,mail\n')).toEqual([
      ...['email', 'category', 'organisation', 'country', 'language', 'time_zone'].map(
        (column) => `people.csv:1: there is no column ${column}`,
      ),
      expect.stringMatching(/^people\.csv:1: the column mail is unknown/),
    ]);
    expect(await eventExists(slug)).toBe(false);
  });

  it('is said of a speaker who cannot be there, and nothing is kept', async () => {
    const slug = slugOf();
    const text = eventText(slug, (right) =>
      right.replace('starts: 2026-12-14 09:30', 'starts: 2026-12-14 09:15'),
    );
    expect(await complaints(text)).toEqual([
      expect.stringMatching(/^event\.yaml:15 speakers\[1\]: Ольга Бойко: speaks or moderates at a time/),
    ]);
    expect(await eventExists(slug)).toBe(false);
  });
});

describe('a second import', () => {
  it('updates what has changed, by slug, key and address, and says so', async () => {
    const slug = slugOf();
    const row = (needs: string): string =>
      `Ольга Бойко,olha-${slug}@example.org,cluster,Кластер,UA,uk,Europe/Kyiv,AI;IoT,${needs}`;
    await run(eventText(slug), peopleText([row('mentors')]));
    const changed = eventText(slug, (text) =>
      text
        .replace('To meet', 'To meet again')
        .replace('title: { en: Panel }', 'title: { en: Panel, uk: Панель }')
        .replace('name: Петро Лис }', 'name: Петро Лис, country: UA }')
        .replace('slot_minutes: 20', 'slot_minutes: 15'),
    );
    const report = await run(changed, peopleText([row('mentors;investors')]));
    expect(report).toMatchObject({
      changed: ['purpose'],
      speakers: { created: [], changed: ['petro'], same: 1 },
      sessions: { created: [], changed: ['panel'], same: 1 },
      blocks: { changed: ['2026-12-14 13:00'] },
      people: { changed: [`olha-${slug}@example.org`], created: [] },
    });
    expect(describeReport(report)).toEqual([
      `Event ${slug}: changed (purpose)`,
      'Speakers: 0 new, 1 changed, 1 as they were',
      '  changed: petro',
      'Sessions: 0 new, 1 changed, 1 as they were',
      '  changed: panel',
      'Meeting blocks: 0 new, 1 changed, 0 as they were',
      '  changed: 2026-12-14 13:00',
      'People: 0 new, 1 changed, 0 as they were',
      `  changed: olha-${slug}@example.org`,
      'Organisations of these people: 1',
    ]);
  });

  it('moves sessions past each other, and leaves alone what the file does not name', async () => {
    const slug = slugOf();
    await run(eventText(slug));
    const swapped = eventText(slug, (text) =>
      text
        .replace(
          'starts: 2026-12-14 09:00\n    ends: 2026-12-14 09:30',
          'starts: 2026-12-14 09:30\n    ends: 2026-12-14 10:00',
        )
        .replace(
          'starts: 2026-12-14 09:30\n    ends: 2026-12-14 10:30',
          'starts: 2026-12-14 09:00\n    ends: 2026-12-14 09:30',
        ),
    );
    expect(await run(swapped)).toMatchObject({ sessions: { changed: ['opening', 'panel'] } });
    const fewer = swapped.replace(/ {2}- slug: panel[^]*?questions: true\n/, '');
    expect(await run(fewer)).toMatchObject({ sessions: { changed: [], left: ['panel'], same: 1 } });
    expect(await rooms.get(ExportService).event(slug)).toContain('slug: panel');
  });

  it('keeps the owner, and takes the event back from nobody', async () => {
    const slug = slugOf();
    await rooms.get(ImportService).run({ event: { name: 'a', content: eventText(slug) }, publish: true });
    const report = await run(
      eventText(slug, (text) => text.replace('[Boss', `[second-${slug}@example.org, Boss`)),
    );
    expect(report.published).toBe(true);
    const file = await rooms.get(ExportService).event(slug);
    expect(file).toContain(`organisers:\n  - boss-${slug}@example.org\n  - second-${slug}@example.org`);
  });

  it('takes how the event looks, keeps what a file leaves out, and categories that people are in', async () => {
    const slug = slugOf();
    const look = `
  colour: '#114477'
  partners:
    - { name: { en: Maritime Cluster }, tier: host, link: 'https://cluster.test/' }
  programme: { slug: industry-days, name: { en: Industry Days } }
  venue: { en: Studio by the river }
  hashtag: integration40
organisers:`;
    const whole = eventText(slug, (text) => text.replace('\norganisers:', look));
    const person = `Ana,ana-${slug}@example.org,cluster,House,GE,en,Asia/Tbilisi,,`;
    await run(whole, peopleText([person]));
    const written = await rooms.get(ExportService).event(slug);
    for (const part of ['#114477', 'tier: host', 'https://cluster.test/', 'industry-days', 'integration40'])
      expect(written).toContain(part);
    expect((await run(written)).changed).toEqual([]);
    const report = await run(eventText(slug, (text) => text.replace('key: cluster', 'key: other')));
    expect(report.changed).toEqual(['categories']);
    const after = await rooms.get(ExportService).event(slug);
    expect(after).toContain('integration40');
    expect(after).toMatch(/key: cluster\n[^]*hidden: true/);
  });
});
