import {
  AgendaExportService,
  AgendaImportService,
  ImportFiles,
  InteractionsExportService,
  ListExportService,
  PeopleImportService,
  TasksService,
  type ExportedFile,
} from '@foyer/exchange';
import type { Call } from '@foyer/platform';
import { Controller, Inject } from '@nestjs/common';
import { FileAnswer } from '../http/file-answer.js';
import { Handles, type In, type Out } from '../http/handles.js';

/** Files in and out of an event. */
@Controller()
export class ExchangeController {
  constructor(
    @Inject(ImportFiles) private readonly files: ImportFiles,
    @Inject(AgendaImportService) private readonly agendas: AgendaImportService,
    @Inject(PeopleImportService) private readonly people: PeopleImportService,
    @Inject(TasksService) private readonly tasks: TasksService,
    @Inject(AgendaExportService) private readonly schedules: AgendaExportService,
    @Inject(ListExportService) private readonly lists: ListExportService,
    @Inject(InteractionsExportService) private readonly interactions: InteractionsExportService,
  ) {}

  @Handles('uploadImport')
  upload({ params, body }: In<'uploadImport'>, call: Call): Promise<Out<'uploadImport'>> {
    return this.files.upload(call, params.event, body);
  }

  @Handles('previewAgendaImport')
  previewAgenda(
    { params, body }: In<'previewAgendaImport'>,
    call: Call,
  ): Promise<Out<'previewAgendaImport'>> {
    return this.agendas.preview(call, params.event, body);
  }

  @Handles('importAgenda')
  importAgenda({ params, body }: In<'importAgenda'>, call: Call): Promise<Out<'importAgenda'>> {
    return this.agendas.confirm(call, params.event, body);
  }

  @Handles('previewPeopleImport')
  previewPeople(
    { params, body }: In<'previewPeopleImport'>,
    call: Call,
  ): Promise<Out<'previewPeopleImport'>> {
    return this.people.preview(call, params.event, body);
  }

  @Handles('importPeople')
  importPeople({ params, body }: In<'importPeople'>, call: Call): Promise<Out<'importPeople'>> {
    return this.people.begin(call, params.event, body);
  }

  @Handles('listTasks')
  async listTasks({ params }: In<'listTasks'>, call: Call): Promise<Out<'listTasks'>> {
    return { tasks: await this.tasks.list(call, params.event) };
  }

  @Handles('getTask')
  getTask({ params }: In<'getTask'>, call: Call): Promise<Out<'getTask'>> {
    return this.tasks.get(call, params.event, params.task);
  }

  @Handles('cancelTask')
  cancelTask({ params }: In<'cancelTask'>, call: Call): Promise<Out<'cancelTask'>> {
    return this.tasks.cancel(call, params.event, params.task);
  }

  @Handles('getScheduleJson')
  async json({ params }: In<'getScheduleJson'>, call: Call): Promise<FileAnswer> {
    return answer(await this.schedules.published(call, params.event, 'schedule-json'));
  }

  @Handles('getScheduleXml')
  async xml({ params }: In<'getScheduleXml'>, call: Call): Promise<FileAnswer> {
    return answer(await this.schedules.published(call, params.event, 'schedule-xml'));
  }

  @Handles('getScheduleCalendar')
  async calendar({ params }: In<'getScheduleCalendar'>, call: Call): Promise<FileAnswer> {
    return answer(await this.schedules.published(call, params.event, 'ics'));
  }

  @Handles('getScheduleXcal')
  async xcal({ params }: In<'getScheduleXcal'>, call: Call): Promise<FileAnswer> {
    return answer(await this.schedules.published(call, params.event, 'xcal'));
  }

  @Handles('exportAgenda')
  async exportAgenda({ params, query }: In<'exportAgenda'>, call: Call): Promise<FileAnswer> {
    return answer(await this.schedules.export(call, params.event, query));
  }

  @Handles('exportList')
  async exportList({ params, query }: In<'exportList'>, call: Call): Promise<FileAnswer> {
    return answer(await this.lists.export(call, params.event, params.list, query));
  }

  @Handles('exportInteractions')
  exportInteractions(
    { params, body }: In<'exportInteractions'>,
    call: Call,
  ): Promise<Out<'exportInteractions'>> {
    return this.interactions.begin(call, params.event, body);
  }

  @Handles('getInteractionsExport')
  async getInteractions({ params }: In<'getInteractionsExport'>, call: Call): Promise<FileAnswer> {
    return answer(await this.interactions.read(call, params.event, params.export));
  }
}

const answer = ({ bytes, name, mediaType, etag }: ExportedFile): FileAnswer =>
  new FileAnswer(bytes, { name, mediaType, cache: 'private', ...(etag === undefined ? {} : { etag }) });
