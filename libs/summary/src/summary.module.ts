import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { OutcomesService } from './outcomes.service.js';
import { OverviewQueries } from './overview.queries.js';
import { ReportService } from './report.service.js';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({
  imports: [EventsModule],
  providers: [OverviewQueries, SummaryQueries, SummaryService, ReportService, OutcomesService],
  exports: [OverviewQueries, SummaryService, ReportService, OutcomesService],
})
export class SummaryModule {}
