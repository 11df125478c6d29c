import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { MeetingsModule } from '@foyer/meetings';
import { PeopleModule } from '@foyer/people';
import { RegistrationModule } from '@foyer/registration';
import { SummaryModule } from '@foyer/summary';
import { Module } from '@nestjs/common';
import { AgendaExportService } from './agenda-export.service.js';
import { AgendaImportService } from './agenda-import.service.js';
import { CommandImportService } from './command-import.service.js';
import { ImportFiles } from './import-files.js';
import { ContactsExportService } from './contacts-export.service.js';
import { FunnelExportService } from './funnel-export.service.js';
import { ListExportService } from './list-export.service.js';
import { PeopleImportService } from './people/people-import.service.js';
import { TasksService, TaskStreams } from './tasks.service.js';
import { OwnDataService } from './own-data.service.js';
import { ExportService } from './export.service.js';
import { AgendaImport } from './import.agenda.js';
import { EventImport } from './import.event.js';
import { PeopleImport } from './import.people.js';
import { ImportService } from './import.service.js';
import { InteractionsExportService } from './interactions/interactions-export.service.js';
import { PeriodFileService } from './report/period-file.service.js';
import { ReportExportService } from './report/report-export.service.js';
import { TaskRunner } from './task-runner.js';

@Module({
  imports: [PeopleModule, EventsModule, AgendaModule, RegistrationModule, MeetingsModule, SummaryModule],
  providers: [
    ...[ExportService, EventImport, AgendaImport, PeopleImport, ImportService],
    ...[ImportFiles, AgendaImportService, PeopleImportService, TasksService, TaskStreams],
    ...[AgendaExportService, ListExportService, CommandImportService, InteractionsExportService, TaskRunner],
    ...[ContactsExportService, FunnelExportService, OwnDataService],
    ...[ReportExportService, PeriodFileService],
  ],
  exports: [
    ...[ExportService, ImportService, ImportFiles, AgendaImportService, PeopleImportService],
    ...[TasksService, AgendaExportService, ListExportService, CommandImportService],
    ...[InteractionsExportService, ReportExportService, PeriodFileService, TaskRunner, ContactsExportService],
    OwnDataService,
  ],
})
export class ExchangeModule {}
