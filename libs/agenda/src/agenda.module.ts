import { EventsModule } from '@foyer/events';
import { PeopleModule } from '@foyer/people';
import { Module } from '@nestjs/common';
import { AgendaQueries } from './agenda.queries.js';
import { AgendaService } from './agenda.service.js';
import { AgendaStreams } from './agenda.streams.js';
import { Commitments } from './commitments.js';
import { Stage } from './stage.js';
import { Timetable } from './timetable.js';

@Module({
  imports: [PeopleModule, EventsModule],
  providers: [AgendaQueries, AgendaService, AgendaStreams, Commitments, Stage, Timetable],
  exports: [AgendaQueries, AgendaService, Commitments, Stage, Timetable],
})
export class AgendaModule {}
