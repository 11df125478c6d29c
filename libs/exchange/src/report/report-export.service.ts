import { exportReport, reportFiles, type RouteParsed, type routes, type Task } from '@foyer/contracts';
import { EventAccess, EventEntity, organisers } from '@foyer/events';
import { Person } from '@foyer/people';
import { Database, Files, Problem, type Call, type Tx } from '@foyer/platform';
import { reportParts, ReportService } from '@foyer/summary';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportedFile } from '../agenda-export.service.js';
import { TasksService, type TakenTask } from '../tasks.service.js';
import { writeReport } from './write-report.js';

type Asked = RouteParsed<typeof routes.exportReport>['body'];

/** What a task was asked for. */
const TaskInput = exportReport.body.required({ language: true });
/** Reading is told part by part; writing is one more. */
const parts = reportParts + 1;

/** The report of an event in a file: written by the worker, kept for a day. */
@Injectable()
export class ReportExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Files) private readonly files: Files,
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(ReportService) private readonly reports: ReportService,
  ) {}

  /** Leaves the writing to the worker. @throws Problem forbidden for who does not organise the event; not_found */
  async begin(call: Call, slug: string, asked: Asked): Promise<Task> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const by = call.actor?.person ?? null;
      const person = by === null ? null : await tx.em.findOne(Person, { id: by });
      const language = asked.language ?? person?.language ?? event.languages[0] ?? 'en';
      return this.tasks.leave(tx, {
        ...{ event: event.id, kind: 'report-export', by },
        about: `${slug}-report-${language}.${asked.format}`,
        input: { ...asked, language },
      });
    });
  }

  /** Writes the file that a task asks for. @throws Stopped when somebody has cancelled it */
  async write(tx: Tx, task: TakenTask): Promise<NonNullable<Task['file']>> {
    const { format, language } = TaskInput.parse(task.input);
    const event = await tx.em.findOne(EventEntity, { id: task.event });
    if (!event) throw new Problem('not_found');
    const progress = (done: number) => this.tasks.progress(task.id, done, parts);
    await progress(0);
    const report = await this.reports.read(event, progress);
    const bytes = await writeReport(report, format, language);
    await progress(parts);
    const mediaType = reportFiles[format];
    const made = {
      ...({ kind: 'table', mediaType, name: task.about, bytes } as const),
      ...{ small: null, width: null, height: null },
    };
    // Nobody owns it and nothing keeps it: it is read through its own door, and goes after a day.
    return this.files.put(tx, made, { event: event.id, owner: null });
  }

  /** @throws Problem forbidden; not_found, also once it is gone, and for what is no report */
  async read(call: Call, slug: string, id: string): Promise<ExportedFile> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    const { file, kind } = await this.tasks.get(call, slug, id);
    if (!file || kind !== 'report-export') throw new Problem('not_found');
    const stored = await this.files.read(file.id);
    if (stored.event !== event.id) throw new Problem('not_found');
    const { name, mediaType, bytes, etag } = stored;
    return { name, mediaType, bytes, etag };
  }
}
