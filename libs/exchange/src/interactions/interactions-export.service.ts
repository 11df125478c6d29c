import {
  exportInteractions,
  type ListFormat,
  type RouteParsed,
  type routes,
  type Task,
} from '@foyer/contracts';
import { SessionEntity } from '@foyer/agenda';
import { EventAccess, EventEntity, moderators, organisers } from '@foyer/events';
import { Person } from '@foyer/people';
import { Clock, Database, Files, Problem, type Call, type Tx } from '@foyer/platform';
import type { LogScope } from '@foyer/qa';
import { Inject, Injectable } from '@nestjs/common';
import type { ExportedFile } from '../agenda-export.service.js';
import { writeTablesArchive, writeTablesWorkbook } from '../formats/tables.js';
import { TasksService, type TakenTask } from '../tasks.service.js';
import { interactionTables, type Reader } from './interaction-tables.js';
import { hasInteractions } from './interactions.rows.js';
import { exportParts, readInteractions } from './read-interactions.js';

type Asked = RouteParsed<typeof routes.exportInteractions>['body'];

const files: Record<ListFormat, { mediaType: string; ending: string }> = {
  csv: { mediaType: 'application/zip', ending: 'zip' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
  },
  json: { mediaType: 'application/json', ending: 'json' },
};
/** What a task was asked for. */
const TaskInput = exportInteractions.body.required({ language: true });

/** Questions, polls and what moderators did with them, in a file: written by the worker, kept for a day. */
@Injectable()
export class InteractionsExportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Files) private readonly files: Files,
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Leaves an export to the worker: of the event for who organises it, of one session also for who moderates.
   * @throws Problem forbidden; not_found, also for a session of another event; nothing_to_export
   */
  async begin(call: Call, slug: string, asked: Asked): Promise<Task> {
    return this.database.write(call, async (tx) => {
      const may = asked.session === undefined ? organisers : moderators;
      const { event } = await this.access.findAs(call, { slug }, may, tx);
      const session =
        asked.session === undefined
          ? null
          : await tx.em.findOne(SessionEntity, { id: asked.session, event: event.id });
      if (asked.session !== undefined && !session) throw new Problem('not_found');
      if (!(await hasInteractions(tx.sql, scopeOf(event, asked)))) throw new Problem('nothing_to_export');
      const by = call.actor?.person ?? null;
      const person = by === null ? null : await tx.em.findOne(Person, { id: by });
      const language = asked.language ?? person?.language ?? event.languages[0] ?? 'en';
      const name = session ? `${slug}-${session.slug}` : slug;
      return this.tasks.leave(tx, {
        ...{ event: event.id, kind: 'interactions-export', by },
        about: `${name}-interactions.${files[asked.format].ending}`,
        input: { ...asked, language },
      });
    });
  }

  /** Writes the file that a task asks for. */
  async write(tx: Tx, task: TakenTask): Promise<NonNullable<Task['file']>> {
    const asked = TaskInput.parse(task.input);
    const event = await tx.em.findOne(EventEntity, { id: task.event });
    if (!event) throw new Problem('not_found');
    const progress = (done: number) => this.tasks.progress(task.id, done, exportParts);
    const found = await readInteractions(
      this.database,
      event,
      scopeOf(event, asked),
      this.clock.now(),
      progress,
    );
    const reader = { language: asked.language, fallback: event.languages[0], categories: event.categories };
    const bytes = await encode(found, asked.format, reader);
    await progress(exportParts);
    const { mediaType } = files[asked.format];
    const made = {
      kind: 'table',
      mediaType,
      name: task.about,
      bytes,
      small: null,
      width: null,
      height: null,
    } as const;
    // Nobody owns it and nothing keeps it: it is read through its own door, and goes after a day.
    return this.files.put(tx, made, { event: event.id, owner: null });
  }

  /** @throws Problem forbidden; not_found, also for somebody else's, unless one organises, and once it is gone */
  async read(call: Call, slug: string, id: string): Promise<ExportedFile> {
    const { event } = await this.access.findAs(call, { slug }, moderators);
    const { file } = await this.tasks.get(call, slug, id);
    if (!file) throw new Problem('not_found');
    const stored = await this.files.read(file.id);
    if (stored.event !== event.id) throw new Problem('not_found');
    const { name, mediaType, bytes, etag } = stored;
    return { name, mediaType, bytes, etag };
  }
}

const scopeOf = (event: { id: string }, { session }: Pick<Asked, 'session'>): LogScope =>
  session === undefined ? { event: event.id } : { session };

async function encode(
  found: Awaited<ReturnType<typeof readInteractions>>,
  format: ListFormat,
  reader: Reader,
): Promise<Buffer> {
  if (format === 'json') return Buffer.from(`${JSON.stringify(found, null, 1)}\n`);
  const tables = await interactionTables(found, reader);
  return format === 'csv' ? writeTablesArchive(tables) : writeTablesWorkbook(tables);
}
