import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({ imports: [EventsModule], providers: [SummaryQueries, SummaryService], exports: [SummaryService] })
export class SummaryModule {}
