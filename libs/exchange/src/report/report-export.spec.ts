import fs from 'node:fs';
import { Report, type Language, type ReportFormat } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import { OutcomesService, ReportService, SummaryService } from '@foyer/summary';
import {
  anEvent,
  aParticipant,
  aPerson,
  aSession,
  callBy,
  startRooms,
  unzipped,
  type Rooms,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ExchangeModule } from '../exchange.module.js';
import { TaskRunner } from '../task-runner.js';
import { TasksService } from '../tasks.service.js';
import { ReportExportService } from './report-export.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(() => rooms.stop());

const formula = "=cmd|'/C calc'!A0";
const names = [
  formula,
  'საქართველოს ინოვაციებისა და ტექნოლოგიების სააგენტოს რეგიონული განვითარების ცენტრი',
  'Հայաստանի ՏՏ կլաստեր',
  'מכון התקשורת (ICT)',
  'غرفة تجارة الأردن',
  'Əliyev və ortaqları – Şirvan innovasiya mərkəzi',
  'Чорноморський кластер їжаків',
  '東京 Labs',
  'x'.repeat(190),
];

/** An event in which all that is hard to write down has taken part. */
async function aHardEvent() {
  const event = await anEvent(rooms, {
    title: { en: 'Clusters meet', ka: 'კლასტერები ხვდებიან' },
    expectedOutcomes: [{ en: '+A new model of cooperation' }, { en: 'Nobody has written of this one' }],
  });
  for (const organisation of names) await aParticipant(rooms, event, { organisation });
  const session = await aSession(rooms, event, { title: { en: formula } });
  const { rows } = await sql<{ person: string }>`
    select person_id as person from registration where event_id = ${event.id}`.execute(rooms.database.sql);
  for (const [index, { person }] of rows.entries()) {
    const from = `2026-12-14T09:${String(index).padStart(2, '0')}:00Z`;
    await sql`insert into attendance (session_id, person_id, entered_at, left_at)
      values (${session.id}, ${person}, ${from}, '2026-12-14T09:30:00Z')`.execute(rooms.database.sql);
  }
  await sql`with p as (
      insert into poll (session_id, kind, question, options, state) values
        (${session.id}, 'single', ${formula}, array['-one', 'two'], 'closed') returning id
    ) insert into poll_answer (poll_id, person_id, choices) select p.id, r.person_id, array[0]
      from p, registration r where r.event_id = ${event.id}`.execute(rooms.database.sql);
  await rooms.get(OutcomesService).judge(callBy(event.owner), event.slug, {
    ...{ expected: { en: '+A new model of cooperation' }, version: 0, verdict: 'partly' },
    text: { en: '@home in two regions' },
  });
  rooms.clock.set(new Date('2026-12-16T12:00:00Z'));
  return { event, by: callBy(event.owner) };
}

/** Writes the report as a worker would. */
async function written(
  by: ReturnType<typeof callBy>,
  slug: string,
  format: ReportFormat,
  language: Language,
) {
  const exports = rooms.get(ReportExportService);
  const task = await exports.begin(by, slug, { format, language });
  await rooms.get(TaskRunner).run(task.id, true);
  expect(await rooms.get(TasksService).get(by, slug, task.id)).toMatchObject({
    state: 'done',
    done: 8,
    total: 8,
  });
  return exports.read(by, slug, task.id);
}

it('writes the same figures into the same bytes, in every format and language', async () => {
  const { event, by } = await aHardEvent();
  for (const format of ['pdf', 'xlsx', 'json'] as const) {
    for (const language of ['en', 'ka'] as const) {
      const first = await written(by, event.slug, format, language);
      rooms.clock.set(new Date(rooms.clock.now().getTime() + 3_600_000));
      const second = await written(by, event.slug, format, language);
      expect(first.name).toBe(`${event.slug}-report-${language}.${format}`);
      expect([format, first.bytes.equals(second.bytes)]).toEqual([format, true]);
    }
  }
  const json = await written(by, event.slug, 'json', 'en');
  const report = Report.parse(JSON.parse(json.bytes.toString()));
  expect(report).toEqual(await rooms.get(ReportService).get(by, event.slug));
  expect(report.outcomes[0]).toMatchObject({ verdict: 'partly', text: { en: '@home in two regions' } });
});

/** `20261216090000` */
const stamp = (at: Date): string => at.toISOString().slice(0, 19).replace(/\D/g, '');

it('writes a PDF that says its language and structure, with names in every script', async () => {
  const { event, by } = await aHardEvent();
  const { bytes } = await written(by, event.slug, 'pdf', 'ka');
  if (process.env['PICTURES']) fs.writeFileSync('test/artefacts/report.pdf', bytes);
  const objects = bytes.toString('latin1');
  expect(objects).toMatch(/^%PDF-1\.7/);
  expect(objects).toContain('/Lang (ka)');
  expect(objects).toContain(`(D:${stamp(event.endsAt)}Z)`);
  expect(objects).toContain('/Marked true');
  for (const tag of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI'])
    expect(objects).toContain(`/S /${tag}\n`);
  for (const part of ['Georgian', 'Armenian', 'Hebrew', 'Arabic'])
    expect(objects).toContain(`NotoSans${part}`);
});

it('writes a workbook in which no name is a formula', async () => {
  const { event, by } = await aHardEvent();
  const { bytes } = await written(by, event.slug, 'xlsx', 'en');
  const parts = unzipped(bytes);
  expect([...parts.keys()].filter((name) => /worksheets\/sheet\d+\.xml/.test(name)).length).toBeGreaterThan(
    8,
  );
  const all = [...parts.values()].map(String).join('\n');
  expect(all).not.toMatch(/<f[ >]/);
  expect(all).toContain(`<t>'=cmd`);
  expect(String(parts.get('docProps/core.xml'))).toContain(
    `${event.endsAt.toISOString().slice(0, 19)}Z</dcterms:modified>`,
  );
  expect(all).not.toMatch(/<t[^>]*>[=+@]/);
});

it('writes a report of nothing and of one person, and stops when it is told to', async () => {
  const event = await anEvent(rooms);
  const by = callBy(event.owner);
  const empty = await written(by, event.slug, 'pdf', 'az');
  expect(empty.bytes.length).toBeGreaterThan(5_000);
  await aParticipant(rooms, event);
  for (const format of ['pdf', 'xlsx'] as const) await written(by, event.slug, format, 'lt');
  const exports = rooms.get(ReportExportService);
  const task = await exports.begin(by, event.slug, { format: 'pdf', language: 'en' });
  await rooms.get(TasksService).cancel(by, event.slug, task.id);
  await rooms.get(TaskRunner).run(task.id, true);
  expect(await rooms.get(TasksService).get(by, event.slug, task.id)).toMatchObject({
    state: 'cancelled',
    file: null,
  });
  await expect(exports.read(by, event.slug, task.id)).rejects.toMatchObject({ code: 'not_found' });
});

it('is for who organises the event, and says the same as the summary', async () => {
  const { event, by } = await aHardEvent();
  const stranger = callBy(await aPerson(rooms));
  const exports = rooms.get(ReportExportService);
  const asked = exports.begin(stranger, event.slug, { format: 'pdf' });
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  const report = await rooms.get(ReportService).get(by, event.slug);
  const { summary } = await rooms.get(SummaryService).get(by, event.slug);
  const { participants, organisations, attended } = report.people;
  expect({ participants, organisations, attended }).toEqual({
    ...{
      participants: summary.participants,
      organisations: summary.organisations,
      attended: summary.attended,
    },
  });
  expect(report.sessions.map(({ came }) => came)).toEqual(summary.sessions.map(({ attended: came }) => came));
});
