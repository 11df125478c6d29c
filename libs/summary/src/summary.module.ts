import { EventsModule } from '@foyer/events';
import { Module } from '@nestjs/common';
import { OutcomesService } from './outcomes.service.js';
import { OverviewQueries } from './overview.queries.js';
import { PeriodService } from './period.service.js';
import { RecapService } from './recap.service.js';
import { ReportService } from './report.service.js';
import { SummaryQueries } from './summary.queries.js';
import { SummaryService } from './summary.service.js';

@Module({
  imports: [EventsModule],
  providers: [
    OverviewQueries,
    SummaryQueries,
    SummaryService,
    ReportService,
    OutcomesService,
    RecapService,
    PeriodService,
  ],
  exports: [OverviewQueries, SummaryService, ReportService, OutcomesService, RecapService, PeriodService],
})
export class SummaryModule {}
