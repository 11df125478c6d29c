import { AgendaModule } from '@foyer/agenda';
import { EventsModule } from '@foyer/events';
import { MeetingsModule } from '@foyer/meetings';
import { PeopleModule } from '@foyer/people';
import { RegistrationModule } from '@foyer/registration';
import { Module } from '@nestjs/common';
import { ExportService } from './export.service.js';
import { AgendaImport } from './import.agenda.js';
import { EventImport } from './import.event.js';
import { PeopleImport } from './import.people.js';
import { ImportService } from './import.service.js';

@Module({
  imports: [PeopleModule, EventsModule, AgendaModule, RegistrationModule, MeetingsModule],
  providers: [ExportService, EventImport, AgendaImport, PeopleImport, ImportService],
  exports: [ExportService, ImportService],
})
export class ExchangeModule {}
