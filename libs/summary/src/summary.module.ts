import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { OverviewQueries } from './overview.queries.js';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({
  imports: [EventsModule],
  providers: [OverviewQueries, SummaryQueries, SummaryService],
  exports: [OverviewQueries, SummaryService],
})
export class SummaryModule {}
