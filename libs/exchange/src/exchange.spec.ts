import { agendaFormats, type Session, type WhenFull } from '@foyer/contracts';
import { AgendaQueries, DraftAgenda, Places, Stage, Timetable } from '@foyer/agenda';
import type { EventEntity } from '@foyer/events';
import { houseCall, sql, type Call } from '@foyer/platform';
import { readInvitations, RegistrationSettingsService } from '@foyer/registration';
import { aPerson, anEvent, aParticipant, callBy, startRooms, unique, type Rooms } from '@foyer/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { AgendaExportService } from './agenda-export.service.js';
import { AgendaImportService } from './agenda-import.service.js';
import { CommandImportService } from './command-import.service.js';
import { ExchangeModule } from './exchange.module.js';
import { writeWorkbook } from './formats/xlsx.js';
import { ImportFiles } from './import-files.js';
import { ListExportService } from './list-export.service.js';
import { PeopleImportService } from './people/people-import.service.js';
import { TaskRunner } from './task-runner.js';
import { TasksService } from './tasks.service.js';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await startRooms([ExchangeModule]);
});
afterAll(() => rooms.stop());

type Given = EventEntity & { owner: { id: string } };
const upload = (call: Call, event: Given, bytes: Buffer | string, name = 'file') =>
  rooms.get(ImportFiles).upload(call, event.slug, new File([Uint8Array.from(Buffer.from(bytes))], name));
const draftOf = async (event: Given) =>
  (await rooms.get(DraftAgenda).sessions(rooms.database.sql, event.id)).filter(
    ({ state }) => state !== 'removed',
  );

/** An event with a released agenda in three languages. */
async function aProgramme(): Promise<{ event: Given; call: Call }> {
  const event = await anEvent(rooms, { timeZone: 'Europe/Kyiv', languages: ['en', 'ka', 'uk'] });
  await rooms.database.write(houseCall, async (tx) => {
    await rooms.get(Timetable).lock(tx, event.id);
    const halls = await rooms.get(Places).ensureRooms(tx, event.id, 'en', ['Hall', '=Room; 2']);
    const tracks = await rooms.get(Places).ensureTracks(tx, event.id, 'en', ['Data & "AI"']);
    const person = {
      person: null,
      country: 'GE',
      organisation: 'Cluster',
      jobTitle: { en: 'Head', ka: 'უფროსი' },
    };
    const { speakers } = await rooms.get(Stage).put(tx, event.id, [
      { ...person, slug: 'nino-beridze', name: 'Nino Beridze', biography: { en: 'Long.\nLonger.' } },
      { ...person, slug: 'olena-koval', name: 'Олена; Коваль', biography: null },
      { ...person, slug: 'olena-koval-2', name: 'Олена; Коваль', biography: null },
    ]);
    const id = (slug: string): string => speakers.get(slug)?.id ?? '';
    const session = (slug: string, from: string, more: Partial<Session>): Omit<Session, 'id'> => ({
      ...{ slug, kind: 'talk', title: { en: `Title of ${slug}` }, abstract: null, room: null, track: null },
      ...{ language: 'en', speakers: [], moderators: [], questions: false, seats: null, streamUrl: null },
      ...{ startsAt: `2026-12-14T${from}:00.000Z`, endsAt: `2026-12-14T${from.slice(0, 2)}:55:00.000Z` },
      ...more,
    });
    await rooms.get(Timetable).put(tx, event.id, [
      session('opening', '10:00', {
        title: { en: '=Opening', ka: 'გახსნა', uk: 'Відкриття' },
        abstract: { en: 'Words\nof welcome', ka: 'სიტყვა' },
        room: halls.get('Hall') ?? null,
        track: tracks.get('Data & "AI"') ?? null,
        speakers: [id('olena-koval'), id('nino-beridze'), id('olena-koval-2')],
        moderators: [id('nino-beridze')],
        ...{ language: 'ka', questions: true, seats: 30 },
      }),
      session('coffee', '11:00', { kind: 'break', room: halls.get('=Room; 2') ?? null }),
      session('technical-check', '12:00', { kind: 'private-blocker' }),
    ]);
  });
  return { event, call: callBy(event.owner) };
}

describe('an agenda', () => {
  it('comes out in every format, and going in again changes nothing', async () => {
    const { event, call } = await aProgramme();
    for (const format of agendaFormats) {
      const file = await rooms.get(AgendaExportService).export(call, event.slug, { format, what: 'draft' });
      const { id } = await upload(call, event, file.bytes, file.name);
      const preview = await rooms.get(AgendaImportService).preview(call, event.slug, { file: id });
      expect([format, preview]).toMatchObject([
        format,
        { format, sessions: [], same: 3, speakers: { added: [], changed: [] }, rooms: [], tracks: [] },
      ]);
      expect([format, preview.said.notices]).toEqual([format, []]);
      const given = { file: id, fingerprint: preview.fingerprint, missing: 'remove' as const };
      expect(await rooms.get(AgendaImportService).confirm(call, event.slug, given)).toEqual({
        ...{ added: 0, changed: 0, removed: 0 },
      });
    }
  });

  it('shows the difference first, then goes into the draft, and a second time finds the same sessions', async () => {
    const event = await anEvent(rooms, { timeZone: 'Europe/Berlin' });
    const call = callBy(event.owner);
    const imports = rooms.get(AgendaImportService);
    const first = await upload(call, event, schedule(), 'schedule.xml');
    const preview = await imports.preview(call, event.slug, { file: first.id });
    expect(preview.sessions.map(({ change, title, room }) => [change, title, room])).toEqual([
      ['added', { en: 'Opening & welcome' }, 'Saal 1'],
      ['added', { en: 'Panel' }, 'Saal 1'],
    ]);
    expect(preview.speakers.added).toEqual(['erdgeist', 'Geraldine']);
    expect(await draftOf(event)).toEqual([]);
    const given = { file: first.id, missing: 'keep' as const };
    await expect(
      imports.confirm(call, event.slug, { ...given, fingerprint: 'of another day' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await imports.confirm(call, event.slug, { ...given, fingerprint: preview.fingerprint })).toEqual({
      ...{ added: 2, changed: 0, removed: 0 },
    });
    const [opening] = await draftOf(event);
    expect(opening).toMatchObject({
      ...{ state: 'new', title: { en: 'Opening & welcome' }, startsAt: '2026-12-14T10:00:00.000Z' },
      abstract: { en: 'A New Dawn\n\nWelcome.' },
    });
    // Moved, renamed and given another room in the file; and one is gone.
    const later = schedule()
      .replaceAll('T11:00:00', 'T12:30:00')
      .replace('Opening &amp; welcome', 'Welcome')
      .replace(/<event guid='HOqe[^]*?<\/event>/, '');
    const second = await upload(call, event, later, 'schedule.xml');
    const difference = await imports.preview(call, event.slug, { file: second.id });
    expect(difference.sessions).toMatchObject([
      {
        change: 'changed',
        slug: opening?.slug,
        fields: [
          { field: 'title', language: 'en', before: 'Opening & welcome', after: 'Welcome' },
          { field: 'startsAt', before: '2026-12-14T10:00:00.000Z', after: '2026-12-14T11:30:00.000Z' },
          { field: 'endsAt', before: '2026-12-14T10:30:00.000Z', after: '2026-12-14T12:00:00.000Z' },
        ],
      },
      { change: 'missing', title: { en: 'Panel' } },
    ]);
    const { fingerprint } = difference;
    const done = await imports.confirm(call, event.slug, { file: second.id, fingerprint, missing: 'remove' });
    expect(done).toEqual({ added: 0, changed: 1, removed: 1 });
    expect((await draftOf(event)).map(({ id, title }) => [id, title])).toEqual([
      [opening?.id, { en: 'Welcome' }],
    ]);
    // What Foyer does not show comes out of it as it came in.
    const out = await rooms
      .get(AgendaExportService)
      .export(call, event.slug, { format: 'schedule-xml', what: 'draft' });
    expect(out.bytes.toString()).toContain('<subtitle>A New Dawn</subtitle>');
    expect(out.bytes.toString()).toContain('guid="29aecfd7-2e44-4f49-ab86-29b5e0877325" id="6561"');
    expect(out.bytes.toString()).toContain('<link href="https://example.org/more">More</link>');
  });

  it('is taken whole or not at all', async () => {
    const { event, call } = await aProgramme();
    const imports = rooms.get(AgendaImportService);
    const before = await draftOf(event);
    const { id } = await upload(call, event, 'title,starts\nNew,2026-12-14 10:00\nWrong,some day\n', 'a.csv');
    const { fingerprint, said, sessions } = await imports.preview(call, event.slug, { file: id });
    expect(said).toMatchObject({
      errors: 1,
      notices: [{ code: 'time_unreadable', line: 3, path: 'starts' }, {}],
    });
    expect(sessions[0]).toMatchObject({ change: 'added', title: { en: 'New' } });
    await expect(
      imports.confirm(call, event.slug, { file: id, fingerprint, missing: 'remove' }),
    ).rejects.toMatchObject({ code: 'import_invalid' });
    expect(await draftOf(event)).toEqual(before);
  });

  it('is for those who organise the event, and a file for who has uploaded it', async () => {
    const { event, call } = await aProgramme();
    const other = await anEvent(rooms);
    const stranger = callBy(await aPerson(rooms));
    const { id } = await upload(call, event, schedule(), 'schedule.xml');
    const imports = rooms.get(AgendaImportService);
    await expect(imports.preview(stranger, event.slug, { file: id })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(imports.preview(callBy(other.owner), other.slug, { file: id })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(upload(stranger, event, 'x')).rejects.toMatchObject({ code: 'forbidden' });
    const list = rooms.get(ListExportService);
    await expect(list.export(stranger, event.slug, 'participants', { format: 'csv' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('shows everybody what is released, and keeps what is private', async () => {
    const { event } = await aProgramme();
    const call: Call = { actor: null, address: '127.0.0.1' };
    for (const format of ['schedule-json', 'schedule-xml', 'ics', 'xcal'] as const) {
      const file = await rooms.get(AgendaExportService).published(call, event.slug, format);
      expect([format, file.bytes.toString()]).toEqual([format, expect.stringContaining('Opening')]);
      expect(file.bytes.toString()).not.toContain('technical-check');
      expect((await rooms.get(AgendaExportService).published(call, event.slug, format)).bytes).toBe(
        file.bytes,
      );
    }
    const draft = await anEvent(rooms, { state: 'draft' });
    await expect(rooms.get(AgendaExportService).published(call, draft.slug, 'ics')).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(rooms.get(AgendaQueries)).toBeDefined();
  });
});

describe('people', () => {
  const categories = [
    { key: 'cluster', label: { en: 'Cluster', ka: 'კლასტერი' } },
    { key: 'state', label: { en: 'Ministry', uk: 'Міністерство' } },
  ];
  const people = async () => {
    const event = await anEvent(rooms, { categories, languages: ['en', 'ka', 'uk'] });
    return { event, call: callBy(event.owner) };
  };
  const options = { usual: {}, doubles: 'skip' as const };
  const run = async (
    call: Call,
    event: Given,
    file: string,
    state: 'invited' | 'confirmed' = 'invited',
    whenFull: WhenFull = 'refuse',
  ) => {
    const given = { ...options, file, state, whenFull };
    const task = await rooms.get(PeopleImportService).begin(call, event.slug, given);
    await rooms.get(TaskRunner).run(task.id, true);
    return rooms.get(TasksService).get(call, event.slug, task.id);
  };
  const invited = (event: Given) => readInvitations(rooms.database.sql, event.id);

  it('come from tables in any encoding, with headings and values in their own languages', async () => {
    const { event, call } = await people();
    const n = unique();
    const cyrillic = [
      'Прізвище та ім’я;Ел. пошта;Організація;Країна;Категорія;Мова;Пропонує',
      `Олена Коваль;olena-${n}@example.org;ТОВ «Хмара»;Україна;Міністерство;українська;хмари | дані`,
    ].join('\r\n');
    const file = await upload(call, event, windows1251(cyrillic), 'люди.csv');
    const preview = await rooms
      .get(PeopleImportService)
      .preview(call, event.slug, { ...options, file: file.id });
    expect(preview.understood).toEqual({
      encoding: 'windows-1251',
      guessed: true,
      delimiter: ';',
      sheets: [],
    });
    expect(preview.headings.map(({ field }) => field)).toEqual([
      ...['name', 'email', 'organisation', 'country', 'category', 'language', 'offers'],
    ]);
    expect(preview.counts).toEqual({ new: 1, updated: 0, kept: 0, double: 0, error: 0 });
    expect(await run(call, event, file.id)).toMatchObject({
      state: 'done',
      result: { created: 1, updated: 0 },
    });
    expect(await invited(event)).toMatchObject([
      {
        ...{ email: `olena-${n}@example.org`, name: 'Олена Коваль', country: 'UA', category: 'state' },
        ...{ language: 'uk', offers: ['хмари', 'дані'], state: 'invited' },
      },
    ]);
    const georgian = await writeWorkbook([
      {
        name: 'მონაწილეები',
        rows: [
          ['სახელი', 'გვარი', 'ელ. ფოსტა', 'ორგანიზაცია', 'ქვეყანა', 'კატეგორია', 'შენიშვნა'],
          ['ნინო', 'ბერიძე', `nino-${n}@example.org`, 'შპს ტექი', 'საქართველო', 'კლასტერი', '=1+1'],
        ],
      },
    ]);
    const book = await upload(call, event, georgian, 'people.xlsx');
    const columns = [
      ...(['first_name', 'last_name', 'email', 'organisation'] as const),
      'country',
      'category',
      'about',
    ] as const;
    const mapped = { ...options, file: book.id, columns: [...columns] };
    expect(await rooms.get(PeopleImportService).preview(call, event.slug, mapped)).toMatchObject({
      counts: { new: 1, error: 0 },
      understood: { sheets: ['მონაწილეები'] },
    });
    const task = await rooms
      .get(PeopleImportService)
      .begin(call, event.slug, { ...mapped, state: 'confirmed', whenFull: 'refuse' });
    await rooms.get(TaskRunner).run(task.id, true);
    expect((await invited(event)).find(({ email }) => email === `nino-${n}@example.org`)).toMatchObject({
      ...{ name: 'ნინო ბერიძე', country: 'GE', category: 'cluster', about: '=1+1', state: 'confirmed' },
    });
    const { rows } = await sql`
      select from event_role r join person p on p.id = r.person_id
      where r.event_id = ${event.id} and r.role = 'attendee' and p.email = ${`nino-${n}@example.org`}`.execute(
      rooms.database.sql,
    );
    expect(rows).toHaveLength(1);
  });

  it('get no more places than there are unless that is wanted, and those who stand first get the last', async () => {
    const { event, call } = await people();
    await rooms.get(RegistrationSettingsService).update(call, event.slug, { capacity: 2 });
    const n = unique();
    const row = (name: string) => `${name},${name}-${n}@example.org,Acme,DE,cluster`;
    const table = ['Name,E-mail,Company,Country,Category', ...['Zoe', 'Yan', 'Ada'].map(row)].join('\n');
    const confirmed = async () =>
      (await invited(event)).filter(({ state }) => state === 'confirmed').map(({ name }) => name);
    const again = async (whenFull: WhenFull) =>
      run(call, event, (await upload(call, event, table, 'people.csv')).id, 'confirmed', whenFull);
    expect(await again('refuse')).toMatchObject({ state: 'failed', problem: 'event_full' });
    expect(await invited(event)).toEqual([]);
    expect(await again('fill')).toMatchObject({ state: 'done', result: { created: 3, confirmed: 2 } });
    expect((await confirmed()).toSorted()).toEqual(['Yan', 'Zoe']);
    expect(await again('over')).toMatchObject({ state: 'done', result: { kept: 2, confirmed: 1 } });
    expect(await confirmed()).toHaveLength(3);
  });

  it('say what is wrong in each row, and none of them is taken', async () => {
    const { event, call } = await people();
    const table = [
      'Name,E-mail,Company,Country,Category,Notes',
      'Ann,ann@example.org,Acme,Germany,cluster,',
      ',nobody,Acme,Narnia,guests,',
      `${'x'.repeat(130)},long@example.org,,DE,Cluster,`,
    ].join('\n');
    const { id } = await upload(call, event, table, 'people.csv');
    const preview = await rooms.get(PeopleImportService).preview(call, event.slug, { ...options, file: id });
    expect(preview.counts).toMatchObject({ new: 1, error: 2 });
    expect(preview.said.notices.map(({ line, path, code }) => [line, path, code])).toEqual([
      [3, 'name', 'value_missing'],
      [3, 'email', 'email_invalid'],
      [3, 'country', 'country_unknown'],
      [3, 'category', 'category_unknown'],
      [4, 'name', 'value_too_long'],
      [4, 'organisation', 'value_missing'],
    ]);
    expect(preview.people.map(({ line, becomes }) => [line, becomes])).toEqual([
      ...[
        [3, 'error'],
        [4, 'error'],
        [2, 'new'],
      ],
    ]);
    await expect(run(call, event, id)).rejects.toMatchObject({
      code: 'import_invalid',
      params: { errors: 6 },
    });
    expect(await invited(event)).toEqual([]);
  });

  it('are told apart from those who are there, in any script, and who has answered keeps their words', async () => {
    const { event, call } = await people();
    const n = unique();
    const known = await aPerson(rooms, { email: `known-${n}@example.org`, name: 'Nino Beridze' });
    await aParticipant(rooms, event, { person: known, organisation: `Teki ${n} LLC` });
    const table = (title: string): string =>
      [
        'name,email,organisation,country,category,job title',
        `Nino,known-${n}@example.org,Other,GE,cluster,${title}`,
        `ბერიძე ნინო,private-${n}@example.org,შპს ტეკი ${n},GE,cluster,${title}`,
        `Zoe,zoe-${n}@example.org,Acme,LT,cluster,${title}`,
        `Zoe,ZOE-${n}@example.org,Acme,LT,cluster,${title}`,
        `zoe,zoe2-${n}@example.org,ACME Ltd.,LT,cluster,${title}`,
      ].join('\n');
    const { id } = await upload(call, event, table('First'), 'people.csv');
    const preview = await rooms.get(PeopleImportService).preview(call, event.slug, { ...options, file: id });
    expect(preview.counts).toEqual({ new: 1, updated: 0, kept: 1, double: 3, error: 0 });
    expect(preview.said.notices.map(({ line, code }) => [line, code])).toEqual([
      ...[
        [2, 'answered_already'],
        [3, 'known_person'],
        [5, 'same_address'],
        [6, 'same_person'],
      ],
    ]);
    expect((await run(call, event, id)).result).toEqual({ created: 1, updated: 0, kept: 1, skipped: 3 });
    const again = await upload(call, event, table('Second'), 'people.csv');
    expect((await run(call, event, again.id)).result).toEqual({
      created: 0,
      updated: 1,
      kept: 1,
      skipped: 3,
    });
    expect((await invited(event)).map(({ name, jobTitle }) => [name, jobTitle])).toEqual([
      ...[
        ['Nino Beridze', null],
        ['Zoe', 'Second'],
      ],
    ]);
  });

  it('are taken by the next worker when one has died, and by none once somebody has cancelled', async () => {
    const { event, call } = await people();
    const n = unique();
    const rowsOf = (count: number): string =>
      ['name,email,organisation,country,category']
        .concat(
          Array.from({ length: count }, (_, i) => `P ${i},p${i}-${n}@example.org,Org ${i % 9},GE,cluster`),
        )
        .join('\n');
    const { id } = await upload(call, event, rowsOf(2_500), 'people.csv');
    const importer = rooms.get(PeopleImportService);
    const tasks = rooms.get(TasksService);
    const task = await importer.begin(call, event.slug, {
      ...options,
      file: id,
      state: 'confirmed',
      whenFull: 'refuse',
    });
    expect(task).toMatchObject({ state: 'queued', about: 'people.csv', done: 0 });
    // The worker dies in the middle: all that it was about to do is rolled back.
    let over = false;
    const dying = rooms
      .get(TaskRunner)
      .run(task.id, false)
      .finally(() => (over = true));
    const killing = (async () => {
      while (!over) {
        await sql`
          select pg_cancel_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database, task t
          where l.locktype = 'advisory' and d.datname = current_database() and t.id = ${task.id} and t.done >= 1000`.execute(
          rooms.database.sql,
        );
      }
    })();
    await expect(dying).rejects.toThrow();
    await killing;
    expect(await invited(event)).toEqual([]);
    expect(await tasks.get(call, event.slug, task.id)).toMatchObject({ state: 'running' });
    await rooms.get(TaskRunner).run(task.id, false);
    expect(await tasks.get(call, event.slug, task.id)).toMatchObject({
      ...{
        state: 'done',
        done: 2_500,
        total: 2_500,
        result: { created: 2_500, updated: 0, kept: 0, skipped: 0 },
      },
    });
    await rooms.get(TaskRunner).run(task.id, false);
    expect(await invited(event)).toHaveLength(2_500);

    const other = await anEvent(rooms, { categories, owner: await aPerson(rooms) });
    const second = await upload(callBy(other.owner), other, rowsOf(1_500), 'people.csv');
    const waiting = await importer.begin(callBy(other.owner), other.slug, {
      ...options,
      file: second.id,
      state: 'invited',
      whenFull: 'refuse',
    });
    const running = rooms.get(TaskRunner).run(waiting.id, false);
    await tasks.cancel(callBy(other.owner), other.slug, waiting.id);
    await running;
    expect(await tasks.get(callBy(other.owner), other.slug, waiting.id)).toMatchObject({
      state: 'cancelled',
    });
    expect(await invited(other)).toEqual([]);
    await expect(tasks.get(call, event.slug, waiting.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('come out as tables whose cells are inert', async () => {
    const { event, call } = await people();
    const cells = ['=1+1', '+380 44', '-5', '@cmd', '\t=2'];
    for (const name of cells) await aParticipant(rooms, event, { name, organisation: `=Org ${unique()}` });
    const lists = rooms.get(ListExportService);
    const csv = await lists.export(call, event.slug, 'participants', { format: 'csv' });
    const rows: string[][] = parseCsv(csv.bytes, { bom: true });
    expect(rows).toHaveLength(cells.length + 1);
    // oxlint-disable-next-line no-control-regex -- NUL is one of the signs that matter here
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\u0000]/);
    const some = await lists.export(call, event.slug, 'participants', { format: 'json', search: '+380' });
    expect(JSON.parse(some.bytes.toString())).toMatchObject([{ name: '+380 44', state: 'confirmed' }]);
    for (const list of ['speakers', 'attendance', 'organisations'] as const)
      for (const format of ['csv', 'xlsx', 'json'] as const)
        expect((await lists.export(call, event.slug, list, { format })).bytes.length).toBeGreaterThan(1);
  });
});

describe('the command line', () => {
  it('makes an event of an agenda, releases it, and the next time puts changes into the draft', async () => {
    const importer = rooms.get(CommandImportService);
    const given = { name: 'schedule.xml', missing: 'keep' as const, reading: {} };
    const first = await importer.agenda({ ...given, bytes: Buffer.from(schedule()), publish: true });
    expect(first).toMatchObject({ event: 'camp', created: true, release: 1, done: { added: 2 } });
    const open: Call = { actor: null, address: '127.0.0.1' };
    const { bytes } = await rooms.get(AgendaExportService).published(open, 'camp', 'schedule-json');
    const again = await importer.agenda({ ...given, name: 'a.json', bytes, event: 'camp', publish: true });
    expect(again).toMatchObject({
      created: false,
      release: null,
      done: { added: 0, changed: 0, removed: 0 },
    });
    const moved = Buffer.from(schedule().replace('Panel', 'Plenum'));
    expect(await importer.agenda({ ...given, bytes: moved, event: 'camp', publish: false })).toMatchObject({
      ...{ release: null, done: { added: 0, changed: 1 } },
    });
    const people = Buffer.from('name;email;organisation;country\nZoe;zoe-cli@example.org;Acme;LT\n');
    await expect(importer.invite('camp', people, {}, false)).rejects.toMatchObject({
      code: 'import_invalid',
      table: { notices: [{ code: 'column_missing', params: { field: 'category' } }] },
    });
    await expect(importer.invite('nowhere', people, {}, false)).rejects.toMatchObject({ code: 'not_found' });
  });
});

/** Of the shape that frab writes. */
const schedule = (): string => `<?xml version='1.0' encoding='utf-8' ?>
<schedule><version>1.5</version>
<conference><acronym>camp</acronym><title>A camp</title><start>2026-12-14</start><end>2026-12-14</end>
<days>1</days><timeslot_duration>00:05</timeslot_duration></conference>
<day date='2026-12-14' end='2026-12-15T04:00:00+01:00' index='1' start='2026-12-14T11:00:00+01:00'>
<room name='Saal 1'>
<event guid='29aecfd7-2e44-4f49-ab86-29b5e0877325' id='6561'>
<date>2026-12-14T11:00:00+01:00</date><start>11:00</start><duration>00:30</duration><room>Saal 1</room>
<slug>camp-6561-opening</slug><recording><license></license><optout>false</optout></recording>
<title>Opening &amp; welcome</title><subtitle>A New Dawn</subtitle><track>CCC</track><type>lecture</type>
<language>en</language><abstract>Welcome.</abstract><description></description>
<persons><person id='1544'>erdgeist</person><person id='3874'>Geraldine</person></persons>
<links><link href='https://example.org/more'>More</link></links></event>
<event guid='HOqeNIb6G7M4hYFKFRkCmQ' id='6264'>
<date>2026-12-14T12:00:00+01:00</date><start>12:00</start><duration>01:00</duration><room>Saal 1</room>
<slug>camp-6264-panel</slug><recording><license></license><optout>false</optout></recording>
<title>Panel</title><subtitle></subtitle><track></track><type>podium</type><language>en</language>
<abstract></abstract><description></description><persons><person id='1544'>erdgeist</person></persons><links></links>
</event></room></day></schedule>`;

/** Only what the tests need of it. */
function windows1251(text: string): Buffer {
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [
      new TextDecoder('windows-1251').decode(Uint8Array.of(byte)),
      byte,
    ]),
  );
  return Buffer.from([...text].map((letter) => table.get(letter) ?? 0x3f));
}
