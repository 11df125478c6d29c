import {
  previewPeopleImport,
  WhenFull,
  type RouteParsed,
  type RouteResult,
  type routes,
  type Task,
} from '@foyer/contracts';
import { EventAccess, EventEntity, organisers } from '@foyer/events';
import {
  Database,
  Files,
  Problem,
  sql,
  type Call,
  type Sql,
  type StoredFile,
  type Tx,
} from '@foyer/platform';
import { Invitations, type Invitation } from '@foyer/registration';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { readCsv } from '../formats/csv.js';
import { fieldOf } from '../formats/column-names.js';
import type { ReadOptions } from '../formats/formats.js';
import { withHeading, type Sheet } from '../formats/sheet.js';
import { readWorkbook } from '../formats/xlsx.js';
import { ImportFiles, saidOf, understood } from '../import-files.js';
import { TasksService, type TakenTask } from '../tasks.service.js';
import type { KnownPerson } from './doubles.js';
import { readPeopleSheet, type PeopleTable, type ReadPerson } from './people-table.js';

type Reading = RouteParsed<typeof routes.previewPeopleImport>['body'];
type Preview = RouteResult<typeof routes.previewPeopleImport>;

/** What a task was asked for; the file is kept for as long as it waits. */
const TaskInput = previewPeopleImport.body.extend({
  state: z.enum(['invited', 'confirmed']),
  whenFull: WhenFull.default('refuse'),
});

const shownPeople = 200;
/** Rows between two looks at whether somebody wants it to stop. */
const batch = 1_000;

/** Tables of people: looked at first, then taken all or none, in the worker. */
@Injectable()
export class PeopleImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(Files) private readonly files: Files,
    @Inject(ImportFiles) private readonly uploads: ImportFiles,
    @Inject(TasksService) private readonly tasks: TasksService,
  ) {}

  /** @throws Problem file_unreadable; forbidden; not_found also for a file that the caller has not uploaded */
  async preview(call: Call, slug: string, reading: Reading): Promise<Preview> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const file = await this.uploads.read(call, event.id, reading.file);
    const sheet = await sheetOf(file, reading);
    const table = await this.read(this.database.sql, event, sheet, reading);
    const counts = { new: 0, updated: 0, kept: 0, double: 0, error: 0 };
    for (const { becomes } of table.people) counts[becomes]++;
    const shown = (one: ReadPerson): number => (one.becomes === 'error' ? 0 : 1);
    return {
      understood: understood(file.bytes, reading.encoding, sheet),
      headings: table.headings,
      rows: table.people.length,
      counts,
      people: [...table.people]
        .sort((a, b) => shown(a) - shown(b) || a.line - b.line)
        .slice(0, shownPeople)
        .map(({ line, cells, becomes }) => ({ line, cells, becomes })),
      said: saidOf(table.notices),
    };
  }

  /** Leaves the import to the worker. @throws Problem import_invalid where a row has errors */
  async begin(
    call: Call,
    slug: string,
    given: RouteParsed<typeof routes.importPeople>['body'],
  ): Promise<Task> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const file = await this.uploads.read(call, event.id, given.file);
    const table = await this.read(this.database.sql, event, await sheetOf(file, given), given);
    refuseErrors(table);
    return this.database.write(call, async (tx) => {
      await this.access.findAs(call, { slug }, organisers, tx);
      const by = call.actor?.person ?? null;
      await this.files.keep(tx, [file.id], { event: event.id, owner: by });
      return this.tasks.leave(tx, {
        ...{ event: event.id, kind: 'people-import', about: file.name, by },
        input: given,
      });
    });
  }

  /** Does an import that was left to the worker. */
  async write(tx: Tx, task: TakenTask): Promise<NonNullable<Task['result']>> {
    const input = TaskInput.parse(task.input);
    const event = await tx.em.findOne(EventEntity, { id: task.event });
    if (!event) throw new Problem('not_found');
    const file = await this.files.read(input.file);
    const table = await this.read(tx.sql, event, await sheetOf(file, input), input);
    refuseErrors(table);
    const result = await this.putPeople(tx, event, table, {
      confirm: input.state === 'confirmed' ? input.whenFull : null,
      progress: (done, total) => this.tasks.progress(task.id, done, total),
    });
    await this.files.remove(tx, [file.id]);
    return result;
  }

  /**
   * Writes the people of a table in batches; `confirm` gives them places at once, and says what of it where there are
   * too few. @throws Problem event_full
   */
  async putPeople(
    tx: Tx,
    event: EventEntity,
    table: PeopleTable,
    {
      confirm,
      progress,
    }: { confirm: WhenFull | null; progress: (done: number, total: number) => Promise<void> },
  ): Promise<NonNullable<Task['result']>> {
    const taken = table.people.filter(({ becomes }) => becomes === 'new' || becomes === 'updated');
    const people = taken.flatMap(({ person }): Invitation[] => (person ? [person] : []));
    const count = (becomes: ReadPerson['becomes']): number =>
      table.people.filter((one) => one.becomes === becomes).length;
    const result = { created: 0, updated: 0, kept: count('kept'), skipped: count('double') };
    let confirmed = 0;
    for (let from = 0; from < people.length; from += batch) {
      await progress(from, people.length);
      const given = people.slice(from, from + batch);
      const put = await this.invitations.invite(tx, event, given);
      if (confirm) {
        // In the order of the table: who stands first in it has the places that are left.
        const ids = given.flatMap(({ email }) => put.people.get(email.trim().toLowerCase()) ?? []);
        confirmed += await this.invitations.confirm(tx, event, ids, confirm);
      }
      result.created += put.invited;
      result.updated += put.updated;
      result.kept += put.kept;
    }
    await progress(people.length, people.length);
    return confirm ? { ...result, confirmed } : result;
  }

  /** What a sheet says to this event. */
  async read(
    database: Sql,
    event: EventEntity,
    sheet: Sheet,
    options: Omit<Reading, 'file'>,
  ): Promise<PeopleTable> {
    const { rows: known } = await sql<KnownPerson>`
      select p.email, r.name, o.name as organisation, r.state from registration r
      join person p on p.id = r.person_id join organisation o on o.id = r.organisation_id
      where r.event_id = ${event.id}`.execute(database);
    const { categories, timeZone } = event;
    const context = { categories, timeZone, language: event.languages[0] ?? 'en', known };
    return readPeopleSheet(sheet, context, options);
  }
}

/** A table is a workbook or separated values, whatever it is called. @throws UnreadableFile */
export async function sheetOf(file: Pick<StoredFile, 'bytes'>, options: ReadOptions): Promise<Sheet> {
  return file.bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
    ? readWorkbook(file.bytes, options.sheet)
    : readCsv(file.bytes, options);
}

export function refuseErrors({ notices }: PeopleTable): void {
  const { errors } = saidOf(notices);
  if (errors) throw new Problem('import_invalid', { errors });
}

/** Whether a table is one of people: it has a column of addresses. */
export async function isPeopleTable(bytes: Buffer, reading: ReadOptions): Promise<boolean> {
  const sheet = await sheetOf({ bytes }, reading);
  return withHeading(sheet).heading.some((name) => fieldOf(name, ['email']) === 'email');
}
