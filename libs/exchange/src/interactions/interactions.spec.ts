import { InteractionsFile, type ListFormat } from '@foyer/contracts';
import { houseCall, sql } from '@foyer/platform';
import {
  DeskService,
  ModerationLog,
  PollAnswers,
  PollModule,
  PollService,
  QaModule,
  QaService,
  VoteWriter,
} from '@foyer/qa';
import { MyDataService, RegistrationModule } from '@foyer/registration';
import {
  anEvent,
  aParticipant,
  aPerson,
  aRole,
  aSession,
  aSpeaker,
  callBy,
  startRooms,
  unzipped,
  type Rooms,
} from '@foyer/test-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { ExchangeModule } from '../exchange.module.js';
import { TaskRunner } from '../task-runner.js';
import { TasksService } from '../tasks.service.js';
import { InteractionsExportService } from './interactions-export.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule, QaModule, PollModule, RegistrationModule]);
});
afterAll(() => rooms.stop());

/** Runs an export as a worker would. */
async function exported(call: ReturnType<typeof callBy>, slug: string, format: ListFormat, session?: string) {
  const exports = rooms.get(InteractionsExportService);
  const language = 'en';
  const task = await exports.begin(call, slug, { format, language, ...(session ? { session } : {}) });
  await rooms.get(TaskRunner).run(task.id, true);
  expect(await rooms.get(TasksService).get(call, slug, task.id)).toMatchObject({
    state: 'done',
    problem: null,
  });
  return exports.read(call, slug, task.id);
}

const hostile = "=cmd|'/C calc'!A0";

/** A session with one of everything. */
async function aLiveSession() {
  const event = await anEvent(rooms, { title: { en: 'Forum' }, timeZone: 'Asia/Tbilisi' });
  const session = await aSession(rooms, event, { title: { en: '+Opening' } });
  const moderator = await aPerson(rooms, { name: 'Maia Moderator' });
  await aRole(rooms, event, moderator, 'moderator');
  const someone = async (name: string) => {
    const person = await aPerson(rooms, { name });
    return aParticipant(rooms, event, { person, organisation: `Org of ${name}` });
  };
  const [ana, anon] = [await someone('Ana Open'), await someone('Anon Secretive')];
  const [wanda, erik] = [await someone('Wanda Withdrew'), await someone('Erik Erased')];
  const qa = rooms.get(QaService);
  const desk = rooms.get(DeskService);
  const polls = rooms.get(PollService);
  const by = callBy(moderator);
  await qa.open(by, { session: session.id, open: true });
  const ask = (person: { id: string }, text: string, anonymous = false) =>
    qa.ask(callBy(person), { session: session.id, text, anonymous });
  const first = await ask(ana, hostile);
  const secret = await ask(anon, 'Who audits this?', true);
  const gone = await ask(wanda, 'Words taken back');
  const erased = await ask(erik, 'Words erased');
  await desk.edit(by, { question: gone.id, text: 'Words taken back, edited' });
  await qa.withdraw(callBy(wanda), { question: gone.id });
  await desk.edit(by, { question: first.id, text: 'Which calendar?' });
  rooms.clock.advance(90_000);
  for (const { id } of [first, secret, erased]) await qa.approve(by, { question: id });
  await rooms.get(VoteWriter).vote(callBy(anon), { question: first.id, up: true });
  await rooms.get(VoteWriter).vote(callBy(erik), { question: secret.id, up: true });
  await desk.merge(by, { question: secret.id, into: first.id });
  await desk.undo(by, { session: session.id });
  const speaker = await aSpeaker(rooms, session, { name: 'Sofio Speaker' });
  await desk.assign(by, { question: first.id, speaker: speaker.id });
  await desk.tag(by, { question: first.id, tags: ['money', '=visas'] });
  await desk.reply(by, { question: first.id, text: '@everybody: the common one' });
  const late = await ask(ana, 'Shall we have lunch?');
  await sql`update question set marks = array['word:=lunch*', 'link:bit.ly/x'] where id = ${late.id}`.execute(
    rooms.database.sql,
  );
  await qa.dismiss(by, { question: late.id, reason: '-Not about this' });
  const poll = await polls.create(by, {
    session: session.id,
    kind: 'multiple',
    question: 'What next?',
    options: ['=Talks', 'Visits'],
    most: 2,
  });
  const draft = await polls.create(by, {
    session: session.id,
    kind: 'text',
    question: 'Draft?',
    options: [],
    most: 1,
  });
  await polls.delete(by, { poll: draft.id });
  const open = await polls.create(by, {
    session: session.id,
    kind: 'text',
    question: 'Wishes?',
    options: [],
    most: 1,
  });
  for (const { id } of [poll, open]) {
    await polls.open(by, { poll: id, open: true });
    await polls.open(by, { poll: id, open: true });
  }
  await polls.show(by, { poll: poll.id, shown: true });
  const answers = rooms.get(PollAnswers);
  const said = { choices: [], words: [], text: null };
  await answers.answer(callBy(ana), { ...said, poll: poll.id, choices: [0, 1] });
  await answers.answer(callBy(erik), { ...said, poll: poll.id, choices: [1] });
  await answers.answer(callBy(ana), { ...said, poll: open.id, text: '\tMore tea' });
  await answers.answer(callBy(erik), { ...said, poll: open.id, text: 'Erased wish' });
  await answers.answer(callBy(anon), { ...said, poll: open.id, text: '=Rude wish' });
  const { rows } = await sql<{ number: number }>`
    select number from poll_answer where poll_id = ${open.id} and person_id = ${anon.id}`.execute(
    rooms.database.sql,
  );
  await polls.hideAnswer(by, { poll: open.id, answer: String(rows[0]?.number), hidden: true });
  const cloud = await polls.create(by, {
    ...{ session: session.id, kind: 'words', question: 'In a word?', options: [], most: 2 },
  });
  await polls.open(by, { poll: cloud.id, open: true });
  await answers.answer(callBy(ana), { ...said, poll: cloud.id, words: ['-mud', 'tea'] });
  for (const hidden of [true, false, true])
    await polls.hideAnswer(by, { poll: cloud.id, answer: '-mud', hidden });
  await polls.open(by, { poll: poll.id, open: false });
  await rooms.get(MyDataService).erase(callBy(erik), event.slug);
  return { event, session, moderator, by, ana, anon, ids: { first, secret, gone, erased, late } };
}
type Given = Awaited<ReturnType<typeof aLiveSession>>;
let given: Given;
beforeAll(async () => {
  given = await aLiveSession();
});

it('writes everything as JSON by its schema, and nothing of what was taken back, erased or anonymous', async () => {
  const { event, by, session, anon, ids } = given;
  const { bytes, name } = await exported(callBy(event.owner), event.slug, 'json');
  expect(name).toBe(`${event.slug}-interactions.json`);
  const text = bytes.toString();
  const file = InteractionsFile.parse(JSON.parse(text));
  expect(JSON.parse(text)).toEqual(file);
  for (const word of ['taken back', 'Words erased', 'Erased wish', 'Erik', 'Secretive', 'Wanda', anon.id])
    expect([word, text]).toEqual([word, expect.not.stringContaining(word)]);
  expect(file.questions).toMatchObject([
    {
      ...{
        id: ids.first.id,
        text: 'Which calendar?',
        original: hostile,
        author: 'Ana Open',
        anonymous: false,
      },
      ...{ organisation: 'Org of Ana Open', category: 'cluster', country: 'GE', state: 'answered', votes: 1 },
      ...{ askedAt: '2026-12-14T09:00:00.000Z', publishedAt: '2026-12-14T09:01:30.000Z' },
      ...{ answeredAt: '2026-12-14T09:01:30.000Z', reply: '@everybody: the common one' },
      ...{ assigned: 'Sofio Speaker', tags: ['money', '=visas'] },
    },
    {
      ...{ id: ids.secret.id, text: 'Who audits this?', author: null, anonymous: true, state: 'approved' },
      ...{ organisation: null, category: null, country: null, votes: 1, mergedInto: null },
      ...{ assigned: null, tags: [] },
    },
    {
      id: ids.late.id,
      state: 'dismissed',
      reason: '-Not about this',
      publishedAt: null,
      marks: [
        { kind: 'word', text: '=lunch*' },
        { kind: 'link', text: 'bit.ly/x' },
      ],
    },
  ]);
  expect(file.votes).toMatchObject([
    { given: 1, united: 0 },
    { given: 1, united: 0 },
    { given: 0, united: 0 },
  ]);
  expect(file.polls).toMatchObject([
    {
      ...{ question: 'What next?', state: 'closed', answers: 2, texts: [], words: [] },
      options: [
        { option: '=Talks', count: 1, share: 0.5 },
        { option: 'Visits', count: 2, share: 1 },
      ],
    },
    {
      ...{ question: 'Wishes?', state: 'open', answers: 3, options: [] },
      ...{ texts: ['\tMore tea'], hiddenTexts: ['=Rude wish'] },
    },
    {
      question: 'In a word?',
      words: [
        { word: '-mud', count: 1, share: 1, hidden: true },
        { word: 'tea', count: 1, share: 1, hidden: false },
      ],
    },
  ]);
  expect(file.moderation.map(({ step, question }) => [step, question?.text ?? question?.id ?? null])).toEqual(
    [
      ['opened', null],
      ['edited', ids.gone.id],
      ['edited', 'Which calendar?'],
      ['approved', 'Which calendar?'],
      ['approved', 'Who audits this?'],
      ['approved', ids.erased.id],
      ['merged', 'Who audits this?'],
      ['undone', 'Who audits this?'],
      ['assigned', 'Which calendar?'],
      ['tagged', 'Which calendar?'],
      ['replied', 'Which calendar?'],
      ['dismissed', 'Shall we have lunch?'],
    ],
  );
  expect(file.moderation[1]).toMatchObject({ actor: 'Maia Moderator', before: null, reason: null });
  expect(file.moderation[2]).toMatchObject({ before: { state: 'pending', text: hostile } });
  expect(file.moderation[9]).toMatchObject({ actor: 'Maia Moderator', tags: ['money', '=visas'] });
  expect(file.moderation[7]?.undoes).toBe(file.moderation[6]?.id);
  expect(file.pollSteps.map(({ step, poll, answer }) => [step, poll?.question, answer])).toEqual([
    ['poll-created', 'What next?', null],
    ['poll-created', 'Draft?', null],
    ['poll-deleted', 'Draft?', null],
    ['poll-created', 'Wishes?', null],
    ['poll-opened', 'What next?', null],
    ['poll-opened', 'Wishes?', null],
    ['poll-shown', 'What next?', null],
    ['answer-hidden', 'Wishes?', '=Rude wish'],
    ['poll-created', 'In a word?', null],
    ['poll-opened', 'In a word?', null],
    ['answer-hidden', 'In a word?', '-mud'],
    ['answer-shown', 'In a word?', '-mud'],
    ['answer-hidden', 'In a word?', '-mud'],
    ['poll-closed', 'What next?', null],
  ]);
  const one = await exported(by, event.slug, 'json', session.id);
  expect(InteractionsFile.parse(JSON.parse(one.bytes.toString())).questions).toEqual(file.questions);
});

it('leaves out of the log what its asker has put otherwise since', async () => {
  const { event, session, by, ana } = given;
  const qa = rooms.get(QaService);
  const { id } = await qa.ask(callBy(ana), {
    session: session.id,
    text: 'Too hasty words',
    anonymous: false,
  });
  await rooms.get(DeskService).edit(by, { question: id, text: 'Edited words' });
  await qa.reword(callBy(ana), { question: id, text: 'Better words' });
  const { bytes } = await exported(by, event.slug, 'json', session.id);
  expect(bytes.toString()).not.toContain('hasty');
  expect(bytes.toString()).toContain('Better words');
});

it('writes a workbook with real dates and numbers, a heading that stays, and no formula', async () => {
  const { event } = given;
  const { bytes } = await exported(callBy(event.owner), event.slug, 'xlsx');
  const sheets = readXlsx(bytes);
  expect(Object.keys(sheets)).toEqual([
    ...['Questions', 'Votes', 'Polls', 'Poll results', 'Moderation log', 'Poll log'],
  ]);
  for (const [name, { xml }] of Object.entries(sheets)) {
    expect([name, xml]).toEqual([name, expect.stringMatching(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)]);
    expect([name, xml]).toEqual([name, expect.not.stringMatching(/<f[ >]/)]);
  }
  const [heading, row] = sheets['Questions']?.rows ?? [];
  const cell = (title: string) => row?.[heading?.findIndex((one) => one.value === title) ?? -1];
  expect(cell('As asked')?.value).toBe(`'${hostile}`);
  expect(cell('Session')?.value).toBe("'+Opening");
  expect(cell('Answer in writing')?.value).toBe("'@everybody: the common one");
  // 13:00 in Tbilisi, as a number that a style shows as a date.
  const asked = cell('Asked at (Asia/Tbilisi)');
  expect(asked?.format).toBe('yyyy-mm-dd hh:mm:ss');
  expect(Math.round((Number(asked?.value) - 25_569) * 86_400)).toBe(
    Date.parse('2026-12-14T13:00:00Z') / 1_000,
  );
  expect(cell('Votes')).toMatchObject({ value: 1, type: 'n' });
  expect([cell('For')?.value, cell('Tags')?.value]).toEqual(['Sofio Speaker', 'money, =visas']);
  const log = sheets['Moderation log']?.rows ?? [];
  expect(log[1]?.[3]?.format).toBe('yyyy-mm-dd hh:mm:ss');
  expect(sheets['Poll results']?.rows[1]?.map(({ value }) => value)).toEqual([
    ...["'+Opening", 'What next?', "'=Talks", 1, 0.5],
  ]);
});

it('writes tables of separated values into one archive', async () => {
  const { event } = given;
  const { bytes, mediaType, name } = await exported(callBy(event.owner), event.slug, 'csv');
  expect([mediaType, name]).toEqual(['application/zip', `${event.slug}-interactions.zip`]);
  const files = unzipped(bytes);
  expect([...files.keys()]).toEqual([
    ...['questions.csv', 'votes.csv', 'polls.csv', 'results.csv', 'moderation.csv', 'pollSteps.csv'],
  ]);
  for (const [file, content] of files) {
    const cells: string[][] = parseCsv(content, { bom: true });
    expect([file, cells.flat().filter((cell) => /^[=+\-@\t\r\0]/.test(cell))]).toEqual([file, []]);
  }
  const results: Record<string, string>[] = parseCsv(files.get('results.csv') ?? '', {
    bom: true,
    columns: true,
  });
  expect(results.map((row) => [row['Option, word or text'], row['Off the screens']])).toEqual([
    ["'=Talks", ''],
    ['Visits', ''],
    ["'\tMore tea", 'No'],
    ["'=Rude wish", 'Yes'],
    ["'-mud", 'Yes'],
    ['tea', 'No'],
  ]);
  const log: Record<string, string>[] = parseCsv(files.get('moderation.csv') ?? '', {
    bom: true,
    columns: true,
  });
  expect(log[2]).toMatchObject({
    ...{ 'Time (Asia/Tbilisi)': '2026-12-14 13:00:00', 'Time (UTC)': '2026-12-14 09:00:00' },
    ...{ Who: 'Maia Moderator', What: 'Edited a question', 'Words before': `'${hostile}` },
  });
});

it('has headings in the language that is asked for', async () => {
  const { event } = given;
  const exports = rooms.get(InteractionsExportService);
  const call = callBy(event.owner);
  const task = await exports.begin(call, event.slug, { format: 'csv', language: 'ka' });
  await rooms.get(TaskRunner).run(task.id, true);
  const file = unzipped((await exports.read(call, event.slug, task.id)).bytes)
    .get('questions.csv')
    ?.toString();
  expect(file).toContain('ვინ იკითხა');
});

it('is for organisers, of one session for moderators, of their own event', async () => {
  const { event, session, by, ana } = given;
  const other = await aLiveSession();
  const exports = rooms.get(InteractionsExportService);
  const begin = (call: typeof by, slug: string, of?: string) =>
    exports.begin(call, slug, { format: 'json', ...(of ? { session: of } : {}) });
  await expect(begin(by, event.slug)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(begin(callBy(ana), event.slug, session.id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(begin(by, event.slug, other.session.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(begin(by, other.event.slug, session.id)).rejects.toMatchObject({ code: 'forbidden' });
  const mine = await begin(by, event.slug, session.id);
  await rooms.get(TaskRunner).run(mine.id, true);
  // Organisers see all exports, moderators their own.
  await exports.read(callBy(event.owner), event.slug, mine.id);
  const all = await begin(callBy(event.owner), event.slug);
  await rooms.get(TaskRunner).run(all.id, true);
  await expect(exports.read(by, event.slug, all.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(exports.read(callBy(ana), event.slug, all.id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(exports.read(callBy(other.event.owner), other.event.slug, all.id)).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('can be stopped, and says so where there is nothing', async () => {
  const { event } = given;
  const call = callBy(event.owner);
  const exports = rooms.get(InteractionsExportService);
  const tasks = rooms.get(TasksService);
  const task = await exports.begin(call, event.slug, { format: 'xlsx' });
  await tasks.take(task.id);
  await tasks.cancel(call, event.slug, task.id);
  await rooms.get(TaskRunner).run(task.id, true);
  expect(await tasks.get(call, event.slug, task.id)).toMatchObject({ state: 'cancelled', file: null });
  await expect(exports.read(call, event.slug, task.id)).rejects.toMatchObject({ code: 'not_found' });
  const empty = await anEvent(rooms);
  await expect(exports.begin(callBy(empty.owner), empty.slug, { format: 'csv' })).rejects.toMatchObject({
    code: 'nothing_to_export',
  });
});

it('shows the log by pages, by person and by kind', async () => {
  const { event, session, by, moderator, ana } = given;
  const log = rooms.get(ModerationLog);
  const params = { event: event.slug, session: session.id };
  const all = await log.list(by, params, { limit: 500 });
  const pages = [];
  for (let after: string | undefined; ;) {
    const { entries, next } = await log.list(by, params, { limit: 4, ...(after ? { after } : {}) });
    pages.push(...entries);
    if (next === null) break;
    after = next;
  }
  expect(pages).toEqual(all.entries);
  expect(all.people).toEqual([{ id: moderator.id, name: 'Maia Moderator' }]);
  const polls = await log.list(by, params, { limit: 500, kind: 'polls', person: moderator.id });
  expect(polls.entries.map(({ step }) => step)).toEqual(
    all.entries.filter(({ kind }) => kind === 'polls').map(({ step }) => step),
  );
  expect((await log.list(by, params, { limit: 5, person: ana.id })).entries).toEqual([]);
  await expect(log.list(callBy(ana), params, { limit: 5 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(log.list(by, params, { limit: 5, after: 'x' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

it('outlives the account of who has acted', async () => {
  const { event, session, moderator, by } = await aLiveSession();
  await rooms.database.write(houseCall, async (tx) => {
    await sql`delete from person where id = ${moderator.id}`.execute(tx.sql);
    return null;
  });
  await expect(
    rooms.get(ModerationLog).list(by, { event: event.slug, session: session.id }, { limit: 5 }),
  ).rejects.toMatchObject({ code: 'forbidden' });
  const { bytes } = await exported(callBy(event.owner), event.slug, 'json');
  const file = InteractionsFile.parse(JSON.parse(bytes.toString()));
  expect(new Set(file.moderation.map(({ actor }) => actor))).toEqual(new Set([null]));
});

interface ReadCell {
  type: string;
  value: string | number | null;
  format: string | null;
}
/** What of OOXML is looked at. */
const Words = z.union([z.string(), z.object({ '#text': z.string() }).transform((node) => node['#text'])]);
const SharedStrings = z.object({ sst: z.object({ si: z.array(z.object({ t: Words })) }) });
const Styles = z.object({
  styleSheet: z.object({
    numFmts: z.object({
      numFmt: z.array(z.object({ '@_numFmtId': z.string(), '@_formatCode': z.string() })),
    }),
    cellXfs: z.object({ xf: z.array(z.object({ '@_numFmtId': z.string() })) }),
  }),
});
const Workbook = z.object({
  workbook: z.object({
    sheets: z.object({ sheet: z.array(z.object({ '@_name': z.string(), '@_r:id': z.string() })) }),
  }),
});
const Relations = z.object({
  Relationships: z.object({
    Relationship: z.array(z.object({ '@_Id': z.string(), '@_Target': z.string() })),
  }),
});
const Cell = z.object({
  '@_r': z.string(),
  '@_t': z.string().default('n'),
  '@_s': z.coerce.number().default(0),
  v: Words.default(''),
});
const Worksheet = z.object({
  worksheet: z.object({
    sheetData: z.object({ row: z.array(z.object({ c: z.array(Cell).default([]) })) }),
  }),
});

/** Sheets of a workbook by OOXML itself. */
function readXlsx(bytes: Buffer): Record<string, { xml: string; rows: ReadCell[][] }> {
  const files = unzipped(bytes);
  const lists = ['sheet', 'row', 'c', 'si', 'xf', 'numFmt', 'Relationship'];
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, parseTagValue: false, trimValues: false },
    isArray: (name) => lists.includes(name),
  });
  const text = (name: string): string => files.get(name)?.toString() ?? '';
  const read = <T>(name: string, schema: z.ZodType<T>): T => schema.parse(parser.parse(text(name)));
  const shared = read('xl/sharedStrings.xml', SharedStrings).sst.si.map(({ t }) => t);
  const { numFmts, cellXfs } = read('xl/styles.xml', Styles).styleSheet;
  const formats = new Map(numFmts.numFmt.map((one) => [one['@_numFmtId'], one['@_formatCode']]));
  const related = read('xl/_rels/workbook.xml.rels', Relations).Relationships.Relationship;
  const targets = new Map(related.map((one) => [one['@_Id'], one['@_Target'].replace(/^\/xl\//, '')]));
  const sheets = read('xl/workbook.xml', Workbook).workbook.sheets.sheet.map((sheet) => {
    const path = `xl/${targets.get(sheet['@_r:id']) ?? ''}`;
    const rows = read(path, Worksheet).worksheet.sheetData.row.map(({ c }) => {
      const cells: ReadCell[] = [];
      for (const { '@_r': at, '@_t': type, '@_s': style, v } of c) {
        const letters = at.replace(/\d/g, '');
        const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        const value = type === 's' ? (shared[Number(v)] ?? null) : type === 'n' ? Number(v) : v;
        cells[column] = { type, value, format: formats.get(cellXfs.xf[style]?.['@_numFmtId'] ?? '') ?? null };
      }
      return cells;
    });
    return [sheet['@_name'], { xml: text(path), rows }] as const;
  });
  return Object.fromEntries(sheets);
}
